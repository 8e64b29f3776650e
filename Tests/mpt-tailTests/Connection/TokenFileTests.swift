import Foundation
import TestSupport
import Testing

@testable import mpt_tail

@Suite struct TokenFileTests {
  private static let token = "idt:TKN-1234-5678:se=cret=="

  @Test(arguments: [
    token, "  \(token)\r\n", "\"\(token)\"", "'\(token)'\n", "MPT_API_TOKEN=\(token)",
    "export MPT_API_TOKEN=\"\(token)\"",
    "# mine\n\nTOKEN = '\(token)'\r\n", "OTHER=x\nexport MPT_API_TOKEN='\(token)'\nMORE=y\n", "Bearer \(token)",
    "export MPT_API_TOKEN='Bearer \(token)'",
  ])
  func readsATokenAsItIsKept(text: String) async throws {
    let folder = try TemporaryFolder()
    for encoding in [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian] {
      for mark in ["", "\u{FEFF}"] {
        let path = folder.path + "/token"
        let data = try #require((mark + text).data(using: encoding))
        try #require(
          FileManager.default.createFile(atPath: path, contents: data, attributes: [.posixPermissions: 0o600]))
        let read = try await TokenFile.read(path)
        #expect(read == Self.token || read == "Bearer " + Self.token)
      }
    }
  }

  @Test func saysWhatIsWrongAndNeverWhatIsInIt() async throws {
    let folder = try TemporaryFolder()
    func sentence(_ path: String) async -> String {
      do {
        _ = try await TokenFile.read(path)
        return "read"
      } catch { return "\(error)" }
    }
    let two = try folder.write("two", "first-secret\nsecond-secret\n")
    #expect(await sentence(two).contains("chmod 600"))
    chmod(two, 0o600)
    #expect(await sentence(two).contains("2 lines"))
    #expect(await !sentence(two).contains("secret"))
    #expect(await sentence("/dev/null").contains("empty"))
    #expect(await sentence(folder.path).contains("folder"))
    #expect(await sentence(folder.path + "/no\u{1B}ne").contains("No such file"))
    #expect(await !sentence(folder.path + "/no\u{1B}ne").contains("\u{1B}"))
  }

  @Test(arguments: [
    ("Unexpected argument 'idt:TKN-1234-5678:secret'", "Unexpected argument 'idt:TKN-1234-5678:[token]'"),
    ("IDT:x:secret and idt:secret", "IDT::[token] and [token]"), ("no token", "no token"),
    ("idt:TKN-1:a:b:c idt:", "idt:TKN-1:[token] [token]"),
  ])
  func hidesATokenThatWasTyped(text: String, shown: String) {
    #expect(TokenMask.masked(text) == shown)
    #expect(ProgramFailure(text, exit: .usage).sentence == shown)
    #expect(UsageText.lines("Error: \(text)\n\u{1B}[2J", quoting: []) == ["Error: \(shown)", "^[[2J"])
  }

  @Test func whatWasTypedAddsNoLine() {
    #expect(
      UsageText.lines("Error: 'a\nb' is wrong\nUsage: x", quoting: ["a\nb"]) == [
        #"Error: 'a\nb' is wrong"#, "Usage: x",
      ])
  }
}
