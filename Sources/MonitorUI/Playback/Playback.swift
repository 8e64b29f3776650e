package import MonitorCore

/// A saved log in the place of a platform, and how far it was read. The model's host is its name.
package struct Playback: Sendable {
  package enum Phase: Sendable, Hashable {
    /// It is being read; how much of it was, 0…1, where that is known.
    case loading(Double?)
    /// All of it is shown; with `isGrowing` what is added to it will be.
    case loaded(isGrowing: Bool)
  }

  package var phase = Phase.loading(nil)
  /// Where it is played, and not shown as a whole.
  package internal(set) var replay: Replay?
  /// The end of the log, shown while what stands before it is read; `nil` where it is not known, or not wanted any more.
  var tail: LogTail?

  package init(_ replay: Replay? = nil) {
    self.replay = replay
  }
}

/// A recording that is being written: where, and how large it is by now.
package struct RecordingSize: Sendable, Hashable {
  package let path: String
  package var bytes: Int
  /// Whether it could not be written any further.
  package var hasEnded = false

  package init(path: String, bytes: Int) {
    (self.path, self.bytes) = (path, bytes)
  }

  /// `423 MB`.
  package var text: String {
    switch bytes {
    case ..<10_000: "\(bytes) bytes"
    case ..<10_000_000: "\(bytes / 1_000) kB"
    default: "\(bytes / 1_000_000) MB"
    }
  }
}

/// What became of a saved log.
package enum PlaybackChange: Sendable {
  /// It has one more task, whose number is the next one.
  case joins(TaskID)
  case phase(Playback.Phase)
  /// The end of the log, which is read from its beginning meanwhile.
  case tail(LogTail)
  /// What was written on an entry of a task.
  case note(String, entry: String, task: Int)
  /// What was read so far of a recording that is played.
  case part(Replay.Part)
  /// It is time for what happens next in it.
  case due
}

extension Model {
  /// Whether a saved log is being read.
  package var isLoading: Bool { if case .loading? = playback?.phase { true } else { false } }

  mutating func apply(_ change: PlaybackChange) -> [Command] {
    switch change {
    case .joins(let id):
      addRecordedTask(id)
      if let number = tasks.firstIndex(where: { $0.id == id }) { playback?.tail?.join(id, number: number) }
    case .tail(let tail):
      guard isLoading else { break }
      playback?.tail = tail
      for number in tasks.indices { playback?.tail?.join(tasks[number].id, number: number) }
    case .phase(let phase):
      makeRoom(before: phase)
      playback?.phase = phase
      if !isLoading { playback?.tail = nil }
      guard case .loaded = phase, playback?.replay?.finish(at: engine) == true else { break }
      return seek(to: playback?.replay?.range?.upperBound ?? now)
    case .part(let part):
      guard playback?.replay?.extend(part, at: engine) == true else { return advanceReplay() }
      return seek(to: playback?.replay?.transport?.position ?? now)
    case .due: return advanceReplay()
    case .note(let text, let entry, let task):
      guard tasks.indices.contains(task) else { break }
      if let slot = store.slot(of: entry.utf8, task: task) {
        setNote(text, on: slot)
      } else {
        awaitedMarks[tasks[task].id, default: [:]][entry] = text
      }
    }
    return []
  }

  /// From this share of a log on it shows how many entries the whole has.
  private static let tellingShare = 0.02

  private mutating func makeRoom(before phase: Playback.Phase) {
    guard case .loading(let before)? = playback?.phase, case .loading(let share?) = phase,
      before ?? 0 < Self.tellingShare, share >= Self.tellingShare
    else { return }
    store.expect(Int(Double(store.count) / share))
  }

  /// Says why an action means nothing for a saved log; whether it does.
  mutating func refuseInPlayback(_ action: Action) -> Bool {
    guard playback != nil else { return false }
    switch action {
    case .pollNow: announce("this is a recording: there is nothing to poll")
    case .addTask: announce("this is a recording: all its tasks are here")
    default: return false
    }
    return true
  }

  /// What stands in the place of panes while there are none.
  func drawAwaited(on frame: inout Frame) {
    guard let playback, panes.isEmpty else { return }
    let name = SafeText.line(host)
    let text =
      playback.replay?.transport == nil
      ? "reading \(name)" + String(Character(glyphs.ellipsis)) : "no task is watched at this time"
    let width = min(text.columns, max(0, size.width - 2))
    var pen = Pen(x: (size.width - width) / 2, y: size.height / 2, end: size.width)
    pen.write(text.clipped(to: width, glyphs.ellipsis), Style(.secondary), on: &frame)
  }

  /// What the first line says in the place of the source; `nil` where tasks are watched. The longest variant first.
  var playbackStates: [[Segment]]? {
    guard let playback else { return nil }
    if let replay = playback.replay, let states = transportStates(of: replay) { return states }
    switch playback.phase {
    case .loading(let share):
      let percent = share.map { " \(Int(($0 * 100).rounded(.down))) %" } ?? ""
      return [[Segment("\(glyphs.connecting) loading\(percent)", .title)]]
    case .loaded(isGrowing: true):
      return [
        [Segment("\(glyphs.live) recording", .live), Segment("   shown as it grows", .title)],
        [Segment("\(glyphs.live) recording", .live)],
      ]
    case .loaded(isGrowing: false):
      let recorded = Segment("\(glyphs.ended) recording", .title)
      let day = "\(clock.day(now)) \(clock.year(now))"
      return [[recorded, Segment("   \(day)", .title)], [recorded]]
    }
  }
}

extension Model {
  /// `▶ 10× 13:42:07 of 14:05:12 · stale   11 Sep 2025`; `nil` before it begins to play.
  private func transportStates(of replay: Replay) -> [[Segment]]? {
    guard let transport = replay.transport, let range = replay.range else { return nil }
    let sign = transport.isPlaying ? glyphs.playing : glyphs.ended
    let role: Style.Role = transport.isPlaying ? .live : .title
    let speed = "\(sign) \(transport.speedText(glyphs))"
    var end = " of \(clock.moment(range.upperBound, now: now))"
    if case .loading(let share) = playback?.phase {
      end = " \(glyphs.dot) loading" + (share.map { " \(Int(($0 * 100).rounded(.down))) %" } ?? "")
    }
    let time = " \(clock.time(now))"
    let lost = openTasks.map { tasks[$0].state }.compactMap { $0.source == .stale ? "stale" : $0.lossWord }
    let problem = lost.isEmpty ? [] : [Segment(" \(glyphs.dot) \(lost[0])", .stale)]
    let idle = transport.skipsIdle ? [Segment(" \(glyphs.dot) skips idle", .title)] : []
    let day = [Segment("   \(clock.day(now)) \(clock.year(now))", .title)]
    let whole = [Segment(speed, role), Segment(time + end, .title)]
    return [
      whole + problem + idle + day, whole + problem + idle, whole + problem, whole,
      [Segment(speed, role), Segment(time, .title)], [Segment(speed, role)],
    ]
  }
}
