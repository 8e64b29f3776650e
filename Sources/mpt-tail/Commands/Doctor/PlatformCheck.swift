import MarketplaceAPI
import MonitorCore

/// The way to the platform, step by step: the first step that fails says why the others were not tried.
struct PlatformCheck {
  let options: ConnectionOptions
  let environment: Environment
  /// Whose log is tried; the newest task's otherwise.
  var task: TaskID?

  func findings() async -> [Finding] {
    let access: PlatformAccess
    let settings: TransportSettings
    do {
      access = try PlatformAccess(options, environment: environment)
      settings = try Connection.settings(access.base, caFile: options.caFile, environment: environment)
    } catch {
      let failure = error as? ProgramFailure
      return [Finding(failure?.exit == .refused ? "token" : "settings", .broken, failure?.sentence ?? "\(error)")]
    }
    var findings = [Finding("address", .ok, "\(access.base.host) (\(access.baseSource))")]
    findings += await way(access.base, settings)
    let token: Token
    do {
      let origin = try access.knownOrigin
      token = try await origin.token()
      let id = token.publicID ?? "a token without an id"
      findings.append(Finding("token", .ok, "\(id) (\(access.originSource))"))
    } catch {
      findings.append(Finding("token", .broken, "\(error)"))
      return findings
    }
    guard !findings.contains(where: \.isWrong) else { return findings }
    do {
      let server = try ServerCheck(
        access: access, settings: settings, token: token, task: task, trust: trust(settings))
      defer { server.close() }
      findings += await server.findings()
    } catch {
      findings.append(Finding("network", .unreachable, "\(error)"))
    }
    return findings
  }

  /// The proxy, or the name and the connection.
  private func way(_ base: BaseURL, _ settings: TransportSettings) async -> [Finding] {
    let (host, port) = base.endpoint
    if let proxy = settings.proxy.https, !settings.proxy.isException(host), let endpoint = settings.proxy.endpoint {
      let shown = PlatformAccess.withoutLogin(proxy)
      if case .failure(let failure) = await NetworkProbe.connect(to: endpoint.host, port: endpoint.port) {
        return [Finding("proxy", .unreachable, "\(shown) (HTTPS_PROXY) takes no connection: \(failure.reason)")]
      }
      return [Finding("proxy", .ok, "\(shown) (HTTPS_PROXY)"), Finding("DNS", .skipped, "the proxy's business")]
    }
    var findings = [Finding("proxy", .ok, settings.proxy.https == nil ? "none" : "not for this host (NO_PROXY)")]
    switch await NetworkProbe.addresses(of: host) {
    case .failure(let failure):
      findings.append(Finding("DNS", .unreachable, "\(host) cannot be resolved: \(failure.reason)"))
      return findings
    case .success(let addresses):
      let more = addresses.count > 4 ? " and \(addresses.count - 4) more" : ""
      findings.append(Finding("DNS", .ok, addresses.prefix(4).joined(separator: ", ") + more))
    }
    switch await NetworkProbe.connect(to: host, port: port) {
    case .failure(let failure):
      findings.append(Finding("connection", .unreachable, "no connection to \(host), port \(port): \(failure.reason)"))
    case .success: findings.append(Finding("connection", .ok, "port \(port)"))
    }
    return findings
  }

  /// Which certificates are trusted.
  private func trust(_ settings: TransportSettings) -> String {
    if let (path, source) = Certificates.named(flag: options.caFile, environment: environment) {
      return "\(path) (\(source))"
    }
    return settings.certificateFolders.map { "\($0) (SSL_CERT_DIR)" } ?? "the system's certificates"
  }
}
