import Glibc
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
  /// For what the person has us run: nothing in it holds the token, whatever its name is.
  let childEnvironment: [String: String]

  /// Throws a `ProgramFailure` that says what to do.
  init(baseURL: String?, tokenFile: String?, environment: [String: String]) throws {
    let base: BaseURL
    do throws(BaseURL.Fault) {
      base = try BaseURL(baseURL ?? environment["MPT_API_BASE_URL"].flatMap(\.nonEmpty) ?? Self.production)
    } catch {
      throw ProgramFailure("\(error.sentence) (--base-url or MPT_API_BASE_URL)", exit: .refused)
    }
    let text = try Self.tokenText(file: tokenFile, environment: environment)
    let token: Token
    do throws(Token.Fault) {
      token = try Token(text)
    } catch {
      throw ProgramFailure(error.sentence, exit: .refused)
    }
    try self.init(base: base, token: token, environment: environment)
    var words = ["mpt-tail"]
    if let baseURL { words += ["--base-url", ShellWord.quoted(baseURL)] }
    if let tokenFile { words += ["--token-file", ShellWord.quoted(tokenFile)] }
    command = words.joined(separator: " ")
  }

  init(base: BaseURL, token: Token, environment: [String: String]) throws {
    var settings = TransportSettings(userAgent: "mpt-tail/\(MptTail.version)")
    settings.proxy = ProxySettings(environment: environment)
    settings.extraCAFile = environment["MPT_TAIL_CA_FILE"].flatMap(\.nonEmpty)
    do throws(SourceFailure) {
      transport = try CurlTransport(settings)
      source = HintingSource(MarketplaceTaskSource(base: base, token: token, transport: transport))
      place = transport.place
    } catch {
      throw ProgramFailure(error.sentence, exit: .gaveUp)
    }
    host = base.host
    tokenID = token.publicID ?? ""
    childEnvironment = Self.environment(environment, without: token)
  }

  /// Ends what is under way, and waits for the network's thread: what libcurl stands on is taken down when the program ends,
  /// and nobody may be in it then.
  func close() { transport.close() }

  /// The variables that hold neither the token nor its secret part.
  static func environment(_ environment: [String: String], without token: Token) -> [String: String] {
    environment.filter { name, value in name != "MPT_API_TOKEN" && token.redacted(value) == value }
  }

  private static func tokenText(file: String?, environment: [String: String]) throws -> String {
    if let file = file ?? environment["MPT_TAIL_TOKEN_FILE"].flatMap(\.nonEmpty) {
      return try TokenFile.read(file)
    }
    guard let text = environment["MPT_API_TOKEN"].flatMap(\.nonEmpty) else {
      throw ProgramFailure(
        "There is no token: set MPT_API_TOKEN to an API token of the platform (idt:TKN-…), or name a file "
          + "with --token-file. 'mpt-tail demo' needs none.", exit: .refused)
    }
    return text
  }
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }
}

/// A file that holds a token: only its owner, who must be the user, may read it.
enum TokenFile {
  private static let largest = 8192

  static func read(_ path: String) throws -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault(path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw fault(path, String(cString: strerror(errno))) }
    guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
      throw fault(path, "others may read it; make it yours alone with chmod 600")
    }
    var buffer = [UInt8](repeating: 0, count: largest)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    guard count >= 0 else { throw fault(path, String(cString: strerror(errno))) }
    return String(decoding: buffer.prefix(count), as: UTF8.self)
  }

  private static func fault(_ path: String, _ reason: String) -> ProgramFailure {
    ProgramFailure("The token file \(path) cannot be used: \(reason).", exit: .refused)
  }
}
