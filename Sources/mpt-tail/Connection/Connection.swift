import MarketplaceAPI
import MonitorCore

/// The connection to the platform: base URL, token, certificates and proxy, from flags or else the environment.
struct Connection {
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
    try await self.init(
      PlatformAccess(options, environment: environment), environment: environment, caFile: options.caFile,
      command: options.command, diagnostics: diagnostics)
  }

  /// Reads the token. Throws a `ProgramFailure` that says what to do.
  init(
    _ access: PlatformAccess, environment: Environment, caFile: String?, command: String? = nil,
    diagnostics: Diagnostics? = nil
  ) async throws {
    let settings = try Self.settings(access.base, caFile: caFile, environment: environment)
    let origin = try access.knownOrigin
    try self.init(
      base: access.base, token: try await origin.token(), origin: origin, settings: settings, environment: environment,
      diagnostics: diagnostics)
    self.command = command
  }

  /// How requests travel to an address. Throws a `ProgramFailure` where certificates or a proxy can never be used.
  static func settings(_ base: BaseURL, caFile: String?, environment: Environment) throws -> TransportSettings {
    var settings = TransportSettings(userAgent: "mpt-tail/\(ProgramVersion.text)")
    // Plain http, which is for this machine alone, needs neither certificates nor a proxy.
    if base.isSecure || caFile != nil {
      let certificates = try Certificates(flag: caFile, environment: environment)
      settings.certificateFile = certificates.file
      settings.certificateFolders = certificates.folders
    }
    if base.isSecure {
      settings.proxy = ProxySettings(environment: environment.variables)
      if !base.isLoopback, let fault = settings.proxy.fault { throw ProgramFailure(fault, exit: .usage) }
    }
    return settings
  }

  /// A platform inside the program, which needs nothing of the environment.
  init(base: BaseURL, token: Token, diagnostics: Diagnostics? = nil) throws {
    try self.init(
      base: base, token: token, settings: TransportSettings(userAgent: "mpt-tail/\(ProgramVersion.text)"),
      environment: [:], diagnostics: diagnostics)
  }

  private init(
    base: BaseURL, token: Token, origin: TokenOrigin? = nil, settings: TransportSettings, environment: Environment,
    diagnostics: Diagnostics?
  ) throws {
    do throws(SourceFailure) {
      let transport = try CurlTransport(settings)
      let reporting: (any HTTPTransport)? = diagnostics.map { ReportingTransport(transport, report: $0.record) }
      let tokens: any TokenSource =
        origin.flatMap { $0.mayChange ? ReloadingToken(token, origin: $0) : nil } ?? FixedToken(token)
      clock = ClockedSource(MarketplaceTaskSource(base: base, tokens: tokens, transport: reporting ?? transport))
      source = HintingSource(clock, tokenAdvice: origin?.advice)
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
}
