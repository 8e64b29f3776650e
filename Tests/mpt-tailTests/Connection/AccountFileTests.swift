import Foundation
import TestSupport
import Testing

@testable import mpt_tail

@Suite struct AccountFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let two = """
    [{"id": "ACC-1", "name": "Production", "type": "Vendor", "token": "idt:TKN-1:secret-one", "token_id": "TKN-1",
      "environment": "https://api.platform.softwareone.com", "is_active": false},
     {"id": "ACC-2", "name": "Test", "type": "Operations", "token": "idt:TKN-2:secret-two", "token_id": "TKN-2",
      "environment": "https://api.test.example.com/public/v1", "is_active": true}]
    """

  private func file(_ text: String, mode: mode_t = 0o600) throws -> AccountFile {
    let path = try folder.write("home/.swocli/accounts.json", text)
    chmod(path, mode)
    return try #require(AccountFile(environment: ["HOME": folder.path + "/home"]))
  }

  private func fault(_ text: String, named name: String? = nil, mode: mode_t = 0o600) throws -> String {
    do {
      return "no fault: \(try file(text, mode: mode).account(named: name).name)"
    } catch let fault as AccountFile.Fault {
      return fault.sentence
    }
  }

  @Test func anAccountIsChosenByItsNameOrIdOrBecauseItIsActive() throws {
    let file = try file(Self.two)
    #expect(try file.account(named: nil).id == "ACC-2")
    #expect(try file.account(named: "Production").token == "idt:TKN-1:secret-one")
    #expect(try file.account(named: "ACC-2").environment == "https://api.test.example.com/public/v1")
  }

  @Test func aNameThatIsNoneIsSaidWithWhatThereIs() throws {
    #expect(try fault(Self.two, named: "Tset").contains("'Test'"))
    #expect(try fault(Self.two.replacing("true", with: "false")).contains("none of the accounts"))
    #expect(try fault(Self.two.replacing("false", with: "true")).contains("2 of the accounts"))
    #expect(try fault(Self.two.replacing("Test", with: "Production"), named: "Production").contains("by its id"))
  }

  @Test(arguments: [
    "", " ", "null", "{}", "[1]", "[null]", #"["a"]"#, "[[]]", "[{}", #"[{"id":"#, "[{}] x", "\u{FEFF}", "{\"a\":[]}",
    String(repeating: "[", count: 100_000),
  ]) func aFileOfAnotherKindIsNamed(text: String) throws {
    let fault = try fault(text)
    #expect(fault.contains("accounts.json") && fault.contains("no list"), "\(fault.prefix(200))")
  }

  @Test(arguments: ["[]", "[{}]", #"[{"is_active":true}]"#, #"[{"is_active":"true","token":7,"name":["x"]}]"#])
  func aListThatSaysTooLittleIsNamed(text: String) throws {
    let fault = try fault(text)
    #expect(fault.contains("accounts.json") && !fault.hasPrefix("no fault"), "\(fault)")
  }

  @Test func membersOfAnotherKindHideNothing() throws {
    let text =
      #"[{"name":7,"is_active":true,"x":{"y":[1]},"id":"A","token":"idt:TKN-1:\u0073ecret","environment":null}]"#
    let account = try file(text).account(named: nil)
    #expect(account.token == "idt:TKN-1:secret" && account.environment.isEmpty && account.name.isEmpty)
  }

  @Test func noFaultHoldsAToken() throws {
    for name in [nil, "x", "Test"] {
      for text in [Self.two, Self.two.replacing("true", with: "false"), Self.two.replacing("}]", with: "}")] {
        #expect(try !fault(text, named: name).contains("secret"))
      }
    }
  }

  @Test func othersMayNotReadIt() throws {
    #expect(try fault(Self.two, mode: 0o644).contains("chmod 600"))
    #expect(try fault(String(repeating: " ", count: 2 << 20)).contains("larger"))
    let none = try #require(AccountFile(environment: ["HOME": folder.path + "/nobody"]))
    #expect(throws: AccountFile.Fault.self) { try none.account(named: nil) }
    #expect(AccountFile(environment: [:]) == nil)
  }
}
