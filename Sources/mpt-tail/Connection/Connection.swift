import MarketplaceAPI
import MonitorCore

/// The connection to the platform: base URL, token, certificates and proxy, from flags or else the environment.
struct Connection {
  private static let production = "https://api.platform.softwareone.com"

  let source: any TaskSource
  /// Knows the server's time.
  let clock: ClockedSource
  /// The network thread, on which following runs; nothing may block there.
  let runtime: FollowRuntime
  let host: String
  /// The part of the token that may be shown; empty where it has none.
  let tokenID: String
  /// The command line that opens the same connection again, without tasks; `nil` for the simulated platform of the demo.
  private(set) var command: String?
  private let transport: CurlTransport
  private let token: Token
  /// Where what is asked and done is written, where anybody wants that.
  let diagnostics: Diagnostics?
  private let environment: Environment

  /// Throws a `ProgramFailure` that says what to do.
  init(_ options: ConnectionOptions, environment: Environment, diagnostics: Diagnostics? = nil) async throws {
    let base: BaseURL
    do throws(BaseURL.Fault) {
      base = try BaseURL(options.baseURL ?? environment["MPT_API_BASE_URL"] ?? Self.production)
    } catch {
      throw ProgramFailure("\(error.sentence) (--base-url or MPT_API_BASE_URL)", exit: .usage)
    }
    var settings = TransportSettings(userAgent: "mpt-tail/\(ProgramVersion.text)")
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
    let file = options.tokenFile ?? environment["MPT_TAIL_TOKEN_FILE"]
    let text = try await Self.tokenText(file: file, environment: environment)
    do throws(Token.Fault) {
      token = try Token(text)
    } catch {
      throw ProgramFailure(error.sentence, exit: .refused)
    }
    try self.init(
      base: base, token: token, tokenFile: file, settings: settings, environment: environment, diagnostics: diagnostics)
    command = options.command
  }

  /// A platform inside the program, which needs nothing of the environment.
  init(base: BaseURL, token: Token, diagnostics: Diagnostics? = nil) throws {
    try self.init(
      base: base, token: token, settings: TransportSettings(userAgent: "mpt-tail/\(ProgramVersion.text)"),
      environment: [:], diagnostics: diagnostics)
  }

  private init(
    base: BaseURL, token: Token, tokenFile: String? = nil, settings: TransportSettings, environment: Environment,
    diagnostics: Diagnostics?
  ) throws {
    do throws(SourceFailure) {
      let transport = try CurlTransport(settings)
      let reporting: (any HTTPTransport)? = diagnostics.map { ReportingTransport(transport, report: $0.record) }
      let tokens: any TokenSource = tokenFile.map { ReloadingToken(token, file: $0) } ?? FixedToken(token)
      clock = ClockedSource(MarketplaceTaskSource(base: base, tokens: tokens, transport: reporting ?? transport))
      source = HintingSource(clock)
      self.transport = transport
      runtime = transport.runtime
    } catch {
      throw ProgramFailure(error.sentence, exit: .gaveUp)
    }
    host = base.host
    tokenID = token.publicID ?? ""
    self.token = token
    self.environment = environment
    self.diagnostics = diagnostics
    diagnostics?.recordStart(version: ProgramVersion.text, host: host, tokenID: tokenID)
  }

  /// Cancels requests in flight and joins the network thread: libraries below libcurl are torn down at exit, and no thread
  /// may use them then.
  func close() { transport.close() }

  /// The environment for child processes, without any variable that holds the token.
  var childEnvironment: [String: String] { Self.variables(of: environment, without: token) }

  /// The variables that hold neither the token nor its secret part.
  static func variables(of environment: Environment, without token: Token) -> [String: String] {
    environment.variables.filter { name, value in name != "MPT_API_TOKEN" && !token.isIn(value) }
  }

  private static func tokenText(file: String?, environment: Environment) async throws -> String {
    if let file { return try await TokenFile.read(file) }
    guard let text = environment["MPT_API_TOKEN"] else {
      throw ProgramFailure(
        "There is no token: set MPT_API_TOKEN to an API token of the platform (idt:TKN-…), or name a file "
          + "with --token-file. 'mpt-tail demo' needs none.", exit: .refused)
    }
    return TokenText.unquoted(text[...])
  }
}
