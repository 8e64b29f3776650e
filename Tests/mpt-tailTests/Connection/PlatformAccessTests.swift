import ArgumentParser
import Foundation
import MarketplaceAPI
import TestSupport
import Testing

@testable import mpt_tail

/// Who and where: which of several sources counts, and that no token goes to a platform that is not its own.
@Suite struct PlatformAccessTests {
  private let home: TemporaryFolder

  init() throws {
    home = try TemporaryFolder()
    let path = try home.write(
      ".swocli/accounts.json",
      """
      [{"id":"ACC-1","name":"Main","token":"idt:TKN-1:secret-one","environment":"https://one.example.com","is_active":true},
       {"id":"ACC-2","name":"Side","token":"idt:TKN-2:secret-two","environment":"https://two.example.com"},
       {"id":"ACC-3","name":"Usual","token":"idt:TKN-3:secret-three"}]
      """)
    chmod(path, 0o600)
  }

  private func access(_ arguments: [String] = [], _ environment: [String: String] = [:]) throws -> PlatformAccess {
    try PlatformAccess(
      ConnectionOptions.parse(arguments),
      environment: Environment(environment.merging(["HOME": home.path]) { given, _ in given }))
  }

  private func failure(_ arguments: [String] = [], _ environment: [String: String] = [:]) -> ProgramFailure? {
    do {
      _ = try access(arguments, environment).knownOrigin
      return nil
    } catch {
      return error as? ProgramFailure
    }
  }

  @Test func aFlagCountsBeforeAVariableAndThatBeforeTheActiveAccount() throws {
    let variables = ["MPT_API_TOKEN": "idt:TKN-9:secret", "MPT_API_BASE_URL": "https://env.example.com"]
    var found = try access([], variables)
    #expect((found.base.host, found.originSource) == ("env.example.com", "MPT_API_TOKEN"))
    found = try access(["--token-file", "/x", "--base-url", "https://flag.example.com"], variables)
    #expect((found.base.host, found.originSource) == ("flag.example.com", "--token-file"))
    found = try access(["--token-command", "x"], variables)
    #expect((found.base.host, found.originSource) == ("env.example.com", "--token-command"))
    found = try access([], variables.merging(["MPT_TAIL_TOKEN_COMMAND": "x"]) { $1 })
    #expect(found.originSource == "MPT_TAIL_TOKEN_COMMAND")
    found = try access()
    #expect(found.base.host == "one.example.com" && found.originSource.contains("active account"))
    found = try access([], ["MPT_API_TOKEN": "idt:TKN-9:secret"])
    #expect(found.base.host == "api.platform.softwareone.com", "a token of the environment is of no account")
  }

  @Test func anAccountBringsItsAddress() throws {
    let variables = ["MPT_API_TOKEN": "idt:TKN-9:secret", "MPT_API_BASE_URL": "https://env.example.com"]
    #expect(try access(["--account", "Side"], variables).base.host == "two.example.com")
    #expect(try access(["--account", "ACC-3"], variables).base.host == "api.platform.softwareone.com")
    #expect(try access([], ["MPT_TAIL_ACCOUNT": "Side"]).base.host == "two.example.com")
    #expect(try access(["--account", "Side", "--base-url", "https://two.example.com/public/v1"]).origin != nil)
  }

  @Test func theTokenOfAnAccountGoesNowhereElse() {
    for (arguments, variables) in [
      (["--account", "Side", "--base-url", "https://evil.example.com"], [:]),
      ([], ["MPT_API_BASE_URL": "https://evil.example.com"]),
      ([], ["MPT_API_BASE_URL": "https://evil.example.com", "MPT_TAIL_ACCOUNT": "Side"]),
    ] as [([String], [String: String])] {
      let failure = failure(arguments, variables)
      #expect(
        failure?.exit == .usage && failure?.sentence.contains("nowhere else") == true, "\(arguments) \(variables)")
    }
  }

  @Test func twoSourcesAtOnceAreRefused() {
    for arguments in [
      ["--token-file", "a", "--token-command", "b"], ["--account", "a", "--token-file", "b"], ["--token-command", " "],
    ] {
      #expect(throws: (any Error).self) { try ConnectionOptions.parse(arguments) }
    }
  }

  @Test func withoutATokenItSaysWhatToDo() throws {
    #expect(failure(["--account", "Nobody"])?.exit == .refused)
    #expect(failure([], ["HOME": "/nonexistent"])?.sentence.contains("MPT_API_TOKEN") == true)
    try home.write(".swocli/accounts.json", "{")
    let broken = failure()
    #expect(broken?.exit == .refused && broken?.sentence.contains("no list of accounts") == true)
  }

  @Test func theConfigurationCountsBeforeTheActiveAccount() throws {
    func host(_ text: String, _ arguments: [String] = [], _ variables: [String: String] = [:]) throws -> String {
      try home.write("config/mpt-tail/config.toml", text)
      let variables = variables.merging(["XDG_CONFIG_HOME": home.path + "/config"]) { given, _ in given }
      let found = try access(arguments, variables)
      return "\(found.base.host) \(found.originSource)"
    }
    let command = "theme = \"nord\"\nbase-url = \"https://conf.example.com\"\ntoken-command = \"x\"\n"
    #expect(try host(command) == "conf.example.com config.toml, line 3")
    #expect(try host("account = \"Side\"") == "two.example.com config.toml, line 1")
    let token = ["MPT_API_TOKEN": "idt:TKN-9:secret"]
    #expect(try host(command, [], token) == "conf.example.com MPT_API_TOKEN")
    #expect(try host(command, ["--account", "Side"]) == "two.example.com --account")
    #expect(try host("token-file = \"~/token\"").contains("line 1"))
    for text in ["account = 5", "account = \"a\"\ntoken-file = \"b\"", "base-url = \"https://evil.example.com\""] {
      #expect(throws: ProgramFailure.self, "\(text)") { try host(text) }
    }
  }
}
