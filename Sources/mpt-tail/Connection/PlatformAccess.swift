import MarketplaceAPI
import MonitorCore

/// Whom to ask and as whom, from flags or else the environment or else the configuration or else the accounts of `mpt-cli`:
/// read, but not yet used.
///
/// | | first | then | then | then | last |
/// |---|---|---|---|---|---|
/// | token | `--token-file`, `--token-command`, `--account` | `MPT_TAIL_TOKEN_FILE`, `MPT_TAIL_TOKEN_COMMAND`, `MPT_TAIL_ACCOUNT` | `MPT_API_TOKEN` | `token-file`, `token-command`, `account` of the configuration | the active account |
/// | address | `--base-url` | that of `--account` | `MPT_API_BASE_URL` | `base-url` of the configuration | that of the account, or production |
///
/// The token of an account goes to no other platform than its own.
struct PlatformAccess: Sendable {
  static let production = "https://api.platform.softwareone.com"

  let base: BaseURL
  /// The flag, variable or account that names the address, and the one that names the token.
  let baseSource: String
  private(set) var originSource = ""
  /// `nil` where there is no token: `missing` says what to do.
  private(set) var origin: TokenOrigin?
  private var missing = ""

  /// Throws a `ProgramFailure` where what is said can never work.
  init(_ options: ConnectionOptions, environment: Environment) throws {
    let files = AccountFile(environment: environment)
    let configured = try ConfiguredAccess(environment: environment)
    var account: Account?
    if let path = options.tokenFile {
      (origin, originSource) = (.file(path), "--token-file")
    } else if let command = options.tokenCommand {
      (origin, originSource) = (.command(TokenCommand(command: command, environment: environment)), "--token-command")
    } else if let name = options.account {
      account = try Self.account(name, files, "--account")
      originSource = "--account"
    } else if let path = environment["MPT_TAIL_TOKEN_FILE"] {
      (origin, originSource) = (.file(path), "MPT_TAIL_TOKEN_FILE")
    } else if let command = environment["MPT_TAIL_TOKEN_COMMAND"] {
      origin = .command(TokenCommand(command: command, environment: environment))
      originSource = "MPT_TAIL_TOKEN_COMMAND"
    } else if let name = environment["MPT_TAIL_ACCOUNT"] {
      account = try Self.account(name, files, "MPT_TAIL_ACCOUNT")
      originSource = "MPT_TAIL_ACCOUNT"
    } else if let token = environment["MPT_API_TOKEN"] {
      (origin, originSource) = (.variable(token), "MPT_API_TOKEN")
    } else if let path = configured["token-file"] {
      (origin, originSource) = (.file(path.text), path.source)
    } else if let command = configured["token-command"] {
      origin = .command(TokenCommand(command: command.text, environment: environment))
      originSource = command.source
    } else if let name = configured["account"] {
      account = try Self.account(name.text, files, name.source)
      originSource = name.source
    } else {
      do throws(AccountFile.Fault) {
        account = try files?.account(named: nil)
        originSource = "the active account of mpt-cli"
      } catch {
        if !error.isMissing { missing = " The accounts of mpt-cli cannot be used either: \(error.sentence)." }
      }
    }
    if let account, let files { origin = .account(account, files) }
    let named: (text: String, source: String)? =
      if let flag = options.baseURL {
        (flag, "--base-url")
      } else if options.account == nil {
        environment["MPT_API_BASE_URL"].map { ($0, "MPT_API_BASE_URL") }
          ?? configured["base-url"].map { ($0.text, $0.source) }
      } else {
        nil
      }
    let own = account.map { $0.environment.isEmpty ? Self.production : $0.environment }
    baseSource = named?.source ?? account.map { "the account '\($0.words)'" } ?? "default"
    base = try Self.base(named?.text ?? own ?? Self.production, baseSource)
    if let account, let own, try Self.base(own, "the account '\(account.words)'").host != base.host {
      throw ProgramFailure(
        "The account '\(account.words)' is one of \(SafeText.line(own)), and \(baseSource) says \(base.host): "
          + "its token goes nowhere else.", exit: .usage)
    }
  }

  /// Where the token comes from. Throws a `ProgramFailure` that says what to do where it comes from nowhere.
  var knownOrigin: TokenOrigin {
    get throws {
      guard let origin else {
        throw ProgramFailure(
          "There is no token: set MPT_API_TOKEN to an API token of the platform (one that begins with 'idt'), or name a file with "
            + "--token-file, a command with --token-command, or an account of mpt-cli with --account. 'mpt-tail demo' "
            + "needs none.\(missing)", exit: .refused)
      }
      return origin
    }
  }

  private static func base(_ text: String, _ source: String) throws -> BaseURL {
    do throws(BaseURL.Fault) {
      return try BaseURL(text)
    } catch {
      let place = source == "default" || source == "--base-url" ? "--base-url or MPT_API_BASE_URL" : source
      throw ProgramFailure("\(error.sentence) (\(place))", exit: .usage)
    }
  }

  private static func account(_ name: String, _ file: AccountFile?, _ source: String) throws -> Account {
    guard let file else {
      throw ProgramFailure("There is no home folder, and so no account (\(source)).", exit: .refused)
    }
    do throws(AccountFile.Fault) {
      return try file.account(named: name)
    } catch {
      throw ProgramFailure("\(source): \(error.sentence).", exit: .refused)
    }
  }
}
