import MarketplaceAPI
import MonitorCore

/// Whom to ask and as whom: from flags, else the environment.
struct Connection {
  private static let production = "https://api.platform.softwareone.com"

  let source: any TaskSource
  /// The network's thread, for following to run on where nothing of it blocks.
  let place: FollowPlace
  let host: String
  /// The part of the token that may be shown; empty where it has none.
  let tokenID: String
  /// What asks the same platform in the same way again, without tasks; `nil` for a platform that ends with the program.
  private(set) var command: String?
  private let transport: CurlTransport
  private let token: Token
  private let environment: Environment

  /// Throws a `ProgramFailure` that says what to do.
  init(_ options: ConnectionOptions, environment: Environment) async throws {
    let base: BaseURL
    do throws(BaseURL.Fault) {
      base = try BaseURL(options.baseURL ?? environment["MPT_API_BASE_URL"] ?? Self.production)
    } catch {
      throw ProgramFailure("\(error.sentence) (--base-url or MPT_API_BASE_URL)", exit: .usage)
    }
    var settings = TransportSettings(userAgent: "mpt-tail/\(MptTail.version)")
    // Plain http, which is for this machine alone, needs neither certificates nor a proxy.
    if base.isSecure || options.caFile != nil {
      let certificates = try Certificates(flag: options.caFile, environment: environment)
      settings.certificateFile = certificates.file
      settings.certificateFolders = certificates.folders
    }
    if base.isSecure {
      settings.proxy = ProxySettings(environment: environment.variables)
      if !base.isLoopback, let fault = settings.proxy.fault { throw ProgramFailure(fault, exit: .usage) }
    }
    let token: Token
    let text = try await Self.tokenText(file: options.tokenFile, environment: environment)
    do throws(Token.Fault) {
      token = try Token(text)
    } catch {
      throw ProgramFailure(error.sentence, exit: .refused)
    }
    try self.init(base: base, token: token, settings: settings, environment: environment)
    command = options.command
  }

  /// A platform inside the program, which needs nothing of the environment.
  init(base: BaseURL, token: Token) throws {
    try self.init(
      base: base, token: token, settings: TransportSettings(userAgent: "mpt-tail/\(MptTail.version)"),
      environment: [:])
  }

  private init(base: BaseURL, token: Token, settings: TransportSettings, environment: Environment) throws {
    do throws(SourceFailure) {
      transport = try CurlTransport(settings)
      source = HintingSource(MarketplaceTaskSource(base: base, token: token, transport: transport))
      place = transport.place
    } catch {
      throw ProgramFailure(error.sentence, exit: .gaveUp)
    }
    host = base.host
    tokenID = token.publicID ?? ""
    self.token = token
    self.environment = environment
  }

  /// Ends what is under way, and waits for the network's thread: what libcurl stands on is taken down when the program ends,
  /// and nobody may be in it then.
  func close() { transport.close() }

  /// For what the person has us run: nothing in it holds the token, whatever its name is.
  var childEnvironment: [String: String] { Self.variables(of: environment, without: token) }

  /// The variables that hold neither the token nor its secret part.
  static func variables(of environment: Environment, without token: Token) -> [String: String] {
    environment.variables.filter { name, value in name != "MPT_API_TOKEN" && !token.isIn(value) }
  }

  private static func tokenText(file: String?, environment: Environment) async throws -> String {
    if let file = file ?? environment["MPT_TAIL_TOKEN_FILE"] { return try await TokenFile.read(file) }
    guard let text = environment["MPT_API_TOKEN"] else {
      throw ProgramFailure(
        "There is no token: set MPT_API_TOKEN to an API token of the platform (idt:TKN-…), or name a file "
          + "with --token-file. 'mpt-tail demo' needs none.", exit: .refused)
    }
    return TokenText.unquoted(text[...])
  }
}
