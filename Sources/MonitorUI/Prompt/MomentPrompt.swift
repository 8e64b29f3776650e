import MonitorCore

/// A moment to go to being typed, as a box in the last line.
struct MomentPrompt: Box {
  private var editor = LineEditor()
  private var problem: String?
  /// Where the reader is, and what times the entries span.
  private let here: Timestamp
  private let log: ClosedRange<Timestamp>
  private var history: InputHistory

  static let examples = "13:40, -10m, +5m, 2025-09-12 13:40"

  init(at here: Timestamp, in log: ClosedRange<Timestamp>, history: [String]) {
    (self.here, self.log) = (here, log)
    self.history = InputHistory(history)
  }

  var context: KeyMap.Context { .prompt }

  func isText(_ key: Key) -> Bool { key == .backspace && !editor.isEmpty }

  mutating func perform(_ action: Action, count: Int, in scene: Scene) -> [Outcome] {
    switch action {
    case .close, .dropLast: return [.close]
    case .accept: return accept(in: scene)
    case .lineUp, .lineDown: editor = history.recall(by: action == .lineUp ? count : -count, from: editor)
    case .focusNext, .focusPrevious: return []
    default: return [.perform(action, count: count)]
    }
    problem = nil
    return []
  }

  mutating func type(_ key: Key, in scene: Scene) -> [Outcome] {
    guard editor.apply(key) else { return [] }
    history.leave()
    problem = nil
    return []
  }

  mutating func mouse(_ event: MouseEvent, in scene: Scene) -> [Outcome] { [] }

  func holds(_ condition: HintCondition, in scene: Scene) -> Bool {
    condition == .momentTyped && moment(in: scene) != nil
  }

  func draw(in scene: Scene, on frame: inout Frame) {
    let note = moment(in: scene).map { self.note(on: $0, in: scene) } ?? Self.examples
    PromptView(scene: scene, kind: .moment, editor: editor, problem: problem, notes: note.isEmpty ? [] : [note]) {
      holds($0, in: scene)
    }
    .draw(on: &frame)
  }

  /// As if a text were typed and used.
  mutating func accept(_ text: String, in scene: Scene) -> [Outcome] {
    editor = LineEditor(text)
    return accept(in: scene)
  }

  private mutating func accept(in scene: Scene) -> [Outcome] {
    if editor.isEmpty { return [.close] }
    guard let moment = moment(in: scene) else {
      problem = "no time: \(Self.examples)"
      return []
    }
    return [.remember(editor.text, of: .moment), .show(moment)]
  }

  private func moment(in scene: Scene) -> Timestamp? {
    let zone: ZoneOffset = scene.clock.zone ?? { _ in 0 }
    return MomentText(editor.text, mayBeRelative: true)?.moment(in: log, here: here, now: scene.time.now, zone: zone)
  }

  /// `11 Sep 13:40:00`, and whether the entries end before it.
  private func note(on moment: Timestamp, in scene: Scene) -> String {
    let text = scene.clock.moment(moment, now: scene.time.now) + scene.clock.zoneMark
    let place = moment > log.upperBound ? "after the newest" : moment < log.lowerBound ? "before the oldest" : ""
    return place.isEmpty ? text : "\(text) \(scene.glyphs.dot) \(place)"
  }
}

/// What was typed in prompts of a kind before, from which an older line comes back by a key.
struct InputHistory: Sendable {
  /// Oldest first.
  private let lines: [String]
  /// How far back; 0 is what is typed.
  private var offset = 0
  private var typed = ""

  init(_ lines: [String]) { self.lines = lines }

  /// The line so many further back, and that which was typed in front of the newest.
  mutating func recall(by step: Int, from editor: LineEditor) -> LineEditor {
    if offset == 0 { typed = editor.text }
    offset = max(0, min(lines.count, offset + step))
    return LineEditor(offset == 0 ? typed : lines[lines.count - offset])
  }

  /// What shows is what is typed now.
  mutating func leave() { offset = 0 }
}
