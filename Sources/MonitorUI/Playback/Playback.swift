package import MonitorCore

/// A saved log in the place of a platform, and how far it was read. The model's host is its name.
package struct Playback: Sendable, Hashable {
  package enum Phase: Sendable, Hashable {
    /// It is being read; how much of it was, 0…1, where that is known.
    case loading(Double?)
    /// All of it is shown; with `isGrowing` what is added to it will be.
    case loaded(isGrowing: Bool)
  }

  package var phase = Phase.loading(nil)

  package init() {}
}

/// What became of a saved log.
package enum PlaybackChange: Sendable {
  /// It has one more task, whose number is the next one.
  case joins(TaskID)
  case phase(Playback.Phase)
}

extension Model {
  /// Whether a saved log is being read.
  package var isLoading: Bool { if case .loading? = playback?.phase { true } else { false } }

  mutating func apply(_ change: PlaybackChange) {
    switch change {
    case .joins(let id): addRecordedTask(id)
    case .phase(let phase): playback?.phase = phase
    }
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
    guard playback != nil, panes.isEmpty else { return }
    let text = "reading \(SafeText.line(host))" + String(Character(glyphs.ellipsis))
    let width = min(text.columns, max(0, size.width - 2))
    var pen = Pen(x: (size.width - width) / 2, y: size.height / 2, end: size.width)
    pen.write(text.clipped(to: width, glyphs.ellipsis), Style(.secondary), on: &frame)
  }

  /// What the first line says in the place of the source; `nil` where tasks are watched. The longest variant first.
  var playbackStates: [[Segment]]? {
    guard let playback else { return nil }
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
