import MonitorCore
import MonitorHistory
import MonitorRecording
import MonitorStream
import MonitorUI
import Synchronization

/// Saved logs as the screen shows them: everything at once.
final class RecordingFeed: ScreenFeed {
  private struct State {
    /// The newest time that was read: the screen's.
    var latest: Timestamp?
    /// When that was read, where the log grows: from then on time goes on.
    var read: ContinuousClock.Instant?
    var exitStatus: Int32?
    /// What is to be remembered, and the hosts whose earlier runs are known, by host.
    var runs: [String: [EarlierRun]] = [:]
    var recalled: Set<String> = []
  }

  private let logs: [SavedLog]
  private let readers: [RecordingReader]
  private let range: EntryRange
  private let isGrowing: Bool
  /// What is remembered of a host; `nil` where nothing is.
  private let memory: @Sendable (String) -> SessionMemory?
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// Opens the logs. Throws a `ProgramFailure` where one cannot be read.
  init(
    _ logs: [SavedLog], range: EntryRange, isGrowing: Bool, memory: @escaping @Sendable (String) -> SessionMemory?
  ) throws {
    self.memory = memory
    self.logs = logs
    self.range = range
    self.isGrowing = isGrowing
    readers = try logs.map { log in
      RecordingReader(try log.open(), keepsMembers: true, isGrowing: isGrowing)
    }
  }

  /// The status with which the recorded run ended, of several the last; `nil` where none says one.
  var exitStatus: Int32? { state.withLock(\.exitStatus) }

  var clocks: (now: Timestamp, engine: Duration) {
    let (latest, read) = state.withLock { ($0.latest, $0.read) }
    let since = read.map { $0.duration(to: .now).seconds } ?? 0
    return (latest?.advanced(bySeconds: since) ?? .now, start.duration(to: .now))
  }

  func run(_ inlet: ScreenInlet) async {
    defer { for reader in readers { reader.stop() } }
    let loader = RecordingLoader(logs, range: range)
    for reader in readers { reader.start() }
    // Those of a growing log never end.
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.showTail(inlet) }
      for (number, reader) in readers.enumerated() {
        group.addTask { await self.load(reader, number, loader, inlet) }
      }
    }
  }

  func carryOut(_ command: Command) async {}

  /// Remembers the runs that were recorded whole. What cannot be is a sentence.
  func close(exit: Int32, by reason: RunEnd.Reason) async -> (advice: [String], status: ExitStatus?) {
    var advice: [String] = []
    for (host, runs) in state.withLock(\.runs) where !runs.isEmpty {
      do throws(StateFailure) {
        _ = try memory(host)?.record(runs, at: .now)
      } catch {
        advice.append(error.sentence)
      }
    }
    return (advice, nil)
  }

  /// Tells the screen what is known of the earlier runs of a host, as soon as that is read; a failure tells nothing.
  private func recall(_ host: String, _ inlet: ScreenInlet) {
    guard state.withLock({ $0.recalled.insert(host).inserted }), let memory = memory(host) else { return }
    Task { @concurrent in
      if let known = try? memory.load().histories, !known.isEmpty { inlet.post(.histories(known)) }
    }
  }

  /// Shows the end of a large log before the rest of it was read. Of several logs nobody knows which one ends last.
  private func showTail(_ inlet: ScreenInlet) async {
    guard logs.count == 1, let log = logs.first, !log.isStandardInput else { return }
    // A disk may be slow, and this runs on the screen's thread, which a task of its own does not.
    let reading = Task { @concurrent in RecordTail(path: log.path, name: log.shortName) }
    guard let tail = await reading.value else { return }
    let batches = tail.batches.map {
      (task: $0.task, batch: range.limited($0.batch, receivedAt: $0.receivedAt), $0.receivedAt)
    }
    inlet.post(.playback(.tail(LogTail(batches, oldest: tail.oldest, latest: tail.latest))))
  }

  private func load(_ reader: RecordingReader, _ number: Int, _ loader: RecordingLoader, _ inlet: ScreenInlet) async {
    while !Task.isCancelled {
      switch await reader.next() {
      case .block(let block):
        for change in await loader.load(block, of: number, size: reader.size) { await post(change, inlet) }
      case .caughtUp:
        state.withLock { $0.read = .now }
        for change in await loader.finish(number, damage: nil, isGrowing: true) { await post(change, inlet) }
      case .end(let damage):
        for change in await loader.finish(number, damage: damage, isGrowing: false) { await post(change, inlet) }
        return
      case .failed(let failure):
        return inlet.mailbox.post(.failed(logs[number].failure(failure)))
      }
    }
  }

  private func post(_ change: RecordingLoader.Change, _ inlet: ScreenInlet) async {
    switch change {
    case .followed(let event, let task): await inlet.post([event], of: task)
    case .playback(let change): inlet.post(.playback(change))
    case .latest(let moment): state.withLock { $0.latest = moment }
    case .exitStatus(let status): state.withLock { $0.exitStatus = status }
    case .runs(let runs, let host): state.withLock { $0.runs[host, default: []] += runs }
    case .host(let host): recall(host, inlet)
    case .notice(let sentence): inlet.post(.notice(sentence))
    case .failed(let failure): inlet.mailbox.post(.failed(failure))
    }
  }
}
