import MarketplaceAPI
import MonitorCore
import Synchronization

/// What the platform answers: certificate, token, permissions, clock, and which of the things it may do it does.
struct ServerCheck {
  /// From so many seconds on a clock is off.
  private static let clockTolerance = 30.0
  private static let clockNote = 3.0
  private static let pageSize = 100
  /// So many tasks are looked at for one with a log.
  private static let maxTries = 4

  let access: PlatformAccess
  let token: Token
  let task: TaskID?
  /// Which certificates are trusted.
  let trust: String
  private let settings: TransportSettings
  private let transport: CurlTransport
  private let source: MarketplaceTaskSource
  private let reports: Reports

  /// Throws where the system gives no thread.
  init(
    access: PlatformAccess, settings: TransportSettings, token: Token, task: TaskID?, trust: String
  ) throws(SourceFailure) {
    (self.access, self.settings, self.token, self.task, self.trust) = (access, settings, token, task, trust)
    let (transport, reports) = (try CurlTransport(settings), Reports())
    (self.transport, self.reports) = (transport, reports)
    source = MarketplaceTaskSource(
      base: access.base, token: token, transport: ReportingTransport(transport) { reports.record($0) })
  }

  func close() { transport.close() }

  func findings() async -> [Finding] {
    let began = Timestamp.now
    let list: TaskPage
    do {
      list = try await source.tasks(offset: 0, limit: Self.pageSize)
    } catch {
      return failed(error)
    }
    var findings = [tls, Finding("accepted", .ok, "the platform knows the token")]
    findings.append(clock(list.serverNow, began))
    let count = list.total.map { "\($0) in all" } ?? "\(list.count) or more"
    findings.append(Finding("tasks", .ok, "may be read: \(count)"))
    // The log of a task that has begun says more than an empty one.
    let known = list.tasks.filter { !$0.status.isWaiting } + list.tasks
    let tasks = task.map { [$0] } ?? known.prefix(Self.maxTries).compactMap { TaskID($0.id) }
    if tasks.isEmpty { findings.append(Finding("logs", .skipped, "there is no task whose log could be tried")) }
    findings += await logs(of: tasks)
    findings.append(await streaming())
    return findings
  }

  private var tls: Finding {
    access.base.isSecure
      ? Finding("TLS", .ok, "verified with \(trust)")
      : Finding("TLS", .skipped, "plain http, which stays on this machine")
  }

  /// The first request failed.
  private func failed(_ failure: SourceFailure) -> [Finding] {
    switch failure.kind {
    case .status(401):
      let advice = access.origin?.advice ?? ""
      return [tls, Finding("accepted", .broken, "the token is refused. \(advice): \(failure.sentence)")]
    case .status(403):
      let words = "the token does not allow it: \(failure.sentence)"
      return [tls, Finding("accepted", .ok, "the platform knows the token"), Finding("tasks", .broken, words)]
    case .status(404), .unreadable:
      let question = failure.sentence.hasSuffix("?") ? "" : ": is \(access.base.host) the API?"
      return [tls, Finding("answers", .broken, failure.sentence.withoutPeriod + question)]
    case .transport where access.base.isSecure:
      let isTrust = failure.sentence.contains("--ca-file")
      return [Finding("TLS", isTrust ? .broken : .unreachable, "\(failure.sentence) Trusted: \(trust).")]
    default: return [Finding("answers", .unreachable, failure.sentence)]
    }
  }

  private func clock(_ server: Timestamp?, _ began: Timestamp) -> Finding {
    guard let server else { return Finding("clock", .note, "the platform does not say its time") }
    // A `Date` has whole seconds, cut off.
    let offset = server.seconds(since: began.advanced(bySeconds: Timestamp.now.seconds(since: began) / 2)) + 0.5
    let size = DurationText.age(abs(offset).rounded())
    let words = "this machine's is \(size) \(offset < 0 ? "ahead of" : "behind") the platform's"
    if abs(offset) >= Self.clockTolerance { return Finding("clock", .broken, "\(words): set it") }
    return abs(offset) >= Self.clockNote
      ? Finding("clock", .note, words) : Finding("clock", .ok, "the same as the platform's")
  }

  /// Of the first task that has entries enough, or the last.
  private func logs(of tasks: [TaskID]) async -> [Finding] {
    for (index, task) in tasks.enumerated() {
      do {
        let page = try await source.logs(LogQuery(task: task, limit: Self.pageSize))
        if page.batch.entries.count > 1 || index == tasks.count - 1 { return await findings(of: page, task) }
      } catch {
        return [refused(error)]
      }
    }
    return []
  }

  private func refused(_ failure: SourceFailure) -> Finding {
    switch failure.kind {
    case .status(403), .status(404):
      let words = "may not be read: they need an Operations or service token; status, progress and ETA work without"
      return Finding("logs", .broken, "\(words). \(failure.sentence)")
    default: return Finding("logs", .unreachable, failure.sentence)
    }
  }

  private func findings(of page: LogPage, _ task: TaskID) async -> [Finding] {
    var findings = [Finding("logs", .ok, "may be read (\(task))")]
    if let report = reports.last {
      findings.append(Finding("poll", .ok, "\(report.bytes) bytes in \(report.milliseconds) ms"))
    }
    let limit = page.limit ?? page.batch.entries.count
    if limit < Self.pageSize, limit > 0, page.limit != nil || page.total.map({ $0 > limit }) == true {
      let words = "pages hold \(limit) entries at most, of \(Self.pageSize) asked for: long logs take more requests"
      findings.append(Finding("pages", .note, words))
    } else {
      findings.append(Finding("pages", .ok, "of \(Self.pageSize) entries"))
    }
    return findings + [await filter(page, task)]
  }

  /// Whether entries can be asked for from a moment on.
  private func filter(_ page: LogPage, _ task: TaskID) async -> Finding {
    let times = page.batch.entries.compactMap(\.timestamp).sorted()
    guard times.count > 1 else { return Finding("time filter", .skipped, "the log has too few entries to tell") }
    let middle = times[times.count / 2]
    do {
      let answer = try await source.logs(LogQuery(task: task, order: .oldestFirst(from: middle), limit: Self.pageSize))
      let found = answer.batch.entries.compactMap(\.timestamp)
      // Sent with milliseconds.
      let bound = middle.advanced(bySeconds: -0.001)
      let isHonoured =
        !found.isEmpty && found.allSatisfy { $0 >= bound } && zip(found, found.dropFirst()).allSatisfy(<=)
      return isHonoured
        ? Finding("time filter", .ok, "honoured")
        : Finding("time filter", .note, "ignored: pages are read newest first")
    } catch {
      return Finding("time filter", .note, "refused, pages are read newest first: \(error.sentence)")
    }
  }

  /// Whether a list can be had as one stream. Nothing here needs that.
  private func streaming() async -> Finding {
    var small = settings
    small.maximumBodyBytes = 1 << 20
    do {
      let transport = try CurlTransport(small)
      defer { transport.close() }
      var request = HTTPRequest(
        url: access.base.address("system/tasks", query: "limit=1"), accept: "application/jsonl", token: token)
      request.fields["MPT-Streaming"] = "true"
      let answer = try await transport.get(request)
      let isHonoured = answer.status == 200 && answer.headers["mpt-streaming"]?.lowercased() == "true"
      return Finding(
        "streaming", isHonoured ? .ok : .note,
        isHonoured ? "honoured" : "not honoured (\(answer.status)); nothing here needs it")
    } catch {
      return error.kind == .tooLarge
        ? Finding("streaming", .ok, "honoured") : Finding("streaming", .note, "not honoured: \(error.sentence)")
    }
  }

  /// What requests cost.
  private final class Reports: Sendable {
    private let held = Mutex<(bytes: Int, milliseconds: Int)?>(nil)

    var last: (bytes: Int, milliseconds: Int)? { held.withLock { $0 } }

    func record(_ report: RequestReport) {
      guard case .success(let answer) = report.outcome else { return }
      let milliseconds = Int((report.duration / .milliseconds(1)).rounded(.up))
      held.withLock { $0 = (answer.bytes, milliseconds) }
    }
  }
}
