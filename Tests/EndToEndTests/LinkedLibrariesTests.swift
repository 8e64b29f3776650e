import Foundation
import Testing

/// What the program is linked with decides much of its memory and its start.
@Suite struct LinkedLibrariesTests {
  /// One import of it in any room or in what a room depends on would bring ICU and CoreFoundation along.
  @Test(arguments: ["libFoundation.so", "__CFInitialize"])
  func ofFoundationTheEssentialsAlone(mark: String) throws {
    let program = try Data(contentsOf: URL(fileURLWithPath: TmuxScreen.program), options: .alwaysMapped)
    #expect(program.range(of: Data("main".utf8)) != nil)
    #expect(program.range(of: Data(mark.utf8)) == nil)
  }

  /// Those that README says a machine needs, loaded and not built in.
  @Test(arguments: ["libncursesw.so.6", "libcurl.so.4", "libpcre2-8.so.0", "libz.so.1", "libsqlite3.so.0"])
  func dynamicallyWhatTheSystemHas(library: String) throws {
    let program = try Data(contentsOf: URL(fileURLWithPath: TmuxScreen.program), options: .alwaysMapped)
    #expect(program.range(of: Data(library.utf8)) != nil)
  }
}
