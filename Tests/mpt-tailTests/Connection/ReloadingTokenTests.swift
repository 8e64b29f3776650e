import Foundation
import MarketplaceAPI
import TestSupport
import Testing

@testable import mpt_tail

@Suite struct ReloadingTokenTests {
  @Test func isReadAgainAfterARefusalWhereTheFileChanged() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/token"
    func write(_ text: String) throws {
      try? FileManager.default.removeItem(atPath: path)
      try #require(
        FileManager.default.createFile(
          atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]))
    }
    try write("idt:TKN-1:first-secret")
    let first = try Token("idt:TKN-1:first-secret")
    let tokens = ReloadingToken(first, file: path)
    try write("idt:TKN-2:second-secret")
    #expect(await tokens.current() == first, "it works")
    tokens.recordRefusal(of: first)
    #expect(await tokens.current().publicID == "TKN-2")
    tokens.recordRefusal(of: first)
    try write("")
    #expect(await tokens.current().publicID == "TKN-2")
    tokens.recordRefusal(of: await tokens.current())
    #expect(await tokens.current().publicID == "TKN-2", "there is none in the file as yet")
    try write("idt:TKN-3:third-secret")
    #expect(await tokens.current().publicID == "TKN-3")
    try FileManager.default.removeItem(atPath: path)
    tokens.recordRefusal(of: await tokens.current())
    #expect(await tokens.current().publicID == "TKN-3")
  }
}
