import MonitorCore

/// An account of `mpt-cli`: whom to ask, and as whom.
struct Account: Equatable, Sendable {
  var id = ""
  var name = ""
  /// The API's address; empty where it is not said, which is production.
  var environment = ""
  var token = ""
  var isActive = false

  /// What a person calls it.
  var words: String { SafeText.line(name.isEmpty ? id : name) }
}

/// The accounts that `mpt-cli` keeps: an array of `{id, name, type, token, token_id, environment, is_active}`.
struct AccountFile: Sendable {
  /// Why there is no account: a sentence without its period, safe to show, that never holds a token.
  struct Fault: Error, Equatable {
    let sentence: String
    /// Whether there simply is no such file.
    var isMissing = false
  }

  private static let maxBytes = 1 << 20
  private static let maxAccounts = 1_000

  let path: String

  init(_ path: String) {
    self.path = path
  }

  /// `~/.swocli/accounts.json`; `nil` without a home.
  init?(environment: Environment) {
    guard let home = environment.home else { return nil }
    path = home + "/.swocli/accounts.json"
  }

  /// The account with this id or name, or the active one.
  func account(named name: String?) throws(Fault) -> Account {
    let accounts = try accounts()
    let chosen =
      if let name {
        accounts.contains { $0.id == name } ? accounts.filter { $0.id == name } : accounts.filter { $0.name == name }
      } else {
        accounts.filter(\.isActive)
      }
    guard let account = chosen.first else { throw fault(missing: name, among: accounts) }
    guard chosen.count == 1 else {
      let which = name.map { "are called '\(SafeText.line($0))'" } ?? "are active"
      throw Fault(sentence: "\(chosen.count) of the accounts in \(path) \(which): name one by its id")
    }
    guard !account.token.isEmpty else {
      throw Fault(sentence: "the account '\(account.words)' in \(path) has no token")
    }
    return account
  }

  private func fault(missing name: String?, among accounts: [Account]) -> Fault {
    if accounts.isEmpty { return Fault(sentence: "\(path) holds no account") }
    let names = accounts.map(\.words)
    guard let name else {
      return Fault(sentence: "none of the accounts in \(path) is active; --account takes one of \(Self.list(names))")
    }
    let known = NearestWords.hint(for: SafeText.line(name), among: names).withoutPeriod
    return Fault(sentence: "there is no account '\(SafeText.line(name))' in \(path)\(known)")
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(8).map { "'\($0)'" }.joined(separator: ", ") + (names.count > 8 ? ", …" : "")
  }

  func accounts() throws(Fault) -> [Account] {
    let file: SmallFile
    do {
      file = try SmallFile.read(path, limit: Self.maxBytes)
    } catch {
      throw Fault(sentence: "\(path) cannot be read: \(error.reason)", isMissing: error.isMissing)
    }
    guard file.isPrivate else {
      throw Fault(sentence: "others may read \(path), which holds tokens; make it yours alone with chmod 600")
    }
    guard let text = file.text else { throw Fault(sentence: "\(path) is no text") }
    guard let accounts = Self.accounts(Array(text.utf8)) else {
      throw Fault(sentence: "\(path) is no list of accounts as mpt-cli writes it")
    }
    return accounts
  }

  /// The accounts in a JSON array of objects; `nil` where it is none. A member of another kind than it should have is
  /// passed over.
  static func accounts(_ json: [UInt8]) -> [Account]? {
    json.withUnsafeBufferPointer { json in
      let start = JSONReader.afterSpace(json, from: 0)
      guard start < json.count, json[start] == 0x5B, let end = JSONReader.endOfValue(json, from: start),
        JSONReader.afterSpace(json, from: end) == json.count, let elements = JSONParts(json, from: start)
      else { return nil }
      var accounts: [Account] = []
      for element in elements {
        guard accounts.count < maxAccounts, let account = account(json, at: element.value) else { return nil }
        accounts.append(account)
      }
      return accounts
    }
  }

  private static func account(_ json: JSONReader.Bytes, at range: Range<Int>) -> Account? {
    guard json[range.lowerBound] == 0x7B, let members = JSONParts(json, from: range.lowerBound) else { return nil }
    var account = Account()
    for member in members {
      let value = JSONReader.Bytes(rebasing: json[member.value])
      let text = value.first == 0x22 ? String(decoding: JSONReader.text(of: value), as: UTF8.self) : ""
      switch String(decoding: json[member.name], as: UTF8.self) {
      case "id": account.id = text
      case "name": account.name = text
      case "environment": account.environment = text
      case "token": account.token = text
      case "is_active": account.isActive = value.elementsEqual("true".utf8)
      default: break
      }
    }
    return account
  }
}
