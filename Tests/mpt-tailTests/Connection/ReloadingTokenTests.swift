import Foundation
import MarketplaceAPI
import Synchronization
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
    let tokens = ReloadingToken(first, origin: .file(path))
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

  @Test func aCommandIsRunAgainAMinuteAfterItRanLast() async throws {
    let folder = try TemporaryFolder()
    try folder.write("token", "idt:TKN-1:first-secret")
    let environment: Environment = ["PATH": "/usr/bin:/bin"]
    let command = TokenCommand(command: "cat '\(folder.path)/token'", environment: environment)
    let first = try await TokenOrigin.command(command).token()
    let clock = Mutex(ContinuousClock.now)
    let tokens = ReloadingToken(first, origin: .command(command)) { clock.withLock { $0 } }
    try folder.write("token", "idt:TKN-2:second-secret")
    clock.withLock { $0 += .seconds(120) }
    #expect(await tokens.current() == first, "it works")
    clock.withLock { $0 -= .seconds(61) }
    tokens.recordRefusal(of: first)
    #expect(await tokens.current() == first, "it ran a moment ago")
    clock.withLock { $0 += .seconds(1) }
    #expect(await tokens.current().publicID == "TKN-2")
    tokens.recordRefusal(of: await tokens.current())
    try folder.write("token", "")
    clock.withLock { $0 += .seconds(60) }
    #expect(await tokens.current().publicID == "TKN-2", "it prints none as yet")
  }

  @Test func anAccountIsReadAgainWhereItsFileChanged() async throws {
    let folder = try TemporaryFolder()
    func write(_ token: String) throws {
      let path = folder.path + "/accounts.json"
      try? FileManager.default.removeItem(atPath: path)
      try folder.write("accounts.json", #"[{"id":"A","name":"Main","token":"\#(token)"}]"#)
      chmod(path, 0o600)
    }
    try write("idt:TKN-1:first-secret")
    let file = AccountFile(folder.path + "/accounts.json")
    let origin = TokenOrigin.account(try file.account(named: "Main"), file)
    let first = try await origin.token()
    let tokens = ReloadingToken(first, origin: origin)
    try write("idt:TKN-2:second-secret")
    tokens.recordRefusal(of: first)
    #expect(await tokens.current().publicID == "TKN-2")
  }
}
