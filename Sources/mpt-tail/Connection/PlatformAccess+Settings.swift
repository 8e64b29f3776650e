import MarketplaceAPI
import MonitorCore

extension PlatformAccess {
  /// Whom is asked, as whom and by which way, as settings. The token's public part alone is in them; a command that prints it
  /// is not run.
  func lines(_ options: ConnectionOptions, environment: Environment) async -> [SettingLine] {
    var lines = [SettingLine("base-url", "\(base.isSecure ? "https" : "http")://\(base.host)", baseSource)]
    lines.append(SettingLine("token", await shownToken, origin == nil ? SettingLine.byDefault : originSource))
    if let (path, source) = Certificates.named(flag: options.caFile, environment: environment) {
      lines.append(SettingLine("ca-file", path, source))
    } else {
      lines.append(SettingLine("ca-file", "the system's certificates"))
    }
    let proxy = ProxySettings(environment: environment.variables)
    lines.append(
      proxy.https.map { SettingLine("proxy", Self.withoutLogin($0), "HTTPS_PROXY") } ?? SettingLine("proxy", "none"))
    if !proxy.except.isEmpty { lines.append(SettingLine("no-proxy", proxy.except, "NO_PROXY")) }
    return lines
  }

  private var shownToken: String {
    get async {
      switch origin {
      case nil: return "none"
      case .command(let command): return "what '\(command.command)' prints"
      case .variable?, .file?, .account?:
        do {
          return try await origin?.token().publicID.map { "idt:\($0):[token]" } ?? "[token]"
        } catch {
          return "\(error)"
        }
      }
    }
  }

  /// The address without the user and the password that may stand in it.
  static func withoutLogin(_ address: String) -> String {
    guard let at = address.lastIndex(of: "@") else { return address }
    let scheme = address.ranges(of: "://").first.map { address[..<$0.upperBound] } ?? ""
    return "\(scheme)…@\(address[address.index(after: at)...])"
  }
}
