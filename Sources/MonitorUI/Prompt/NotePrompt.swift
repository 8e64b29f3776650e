import MonitorCore

/// A note on a marked entry being typed, as a box in the last line.
struct NotePrompt: Box {
  private let slot: Slot
  private let isMarked: Bool
  private let former: String
  private var editor: LineEditor
  private var history: InputHistory

  init(on slot: Slot, isMarked: Bool, note: String, history: [String]) {
    (self.slot, self.isMarked, former) = (slot, isMarked, note)
    editor = LineEditor(note)
    self.history = InputHistory(history)
  }

  var context: KeyMap.Context { .prompt }

  func isText(_ key: Key) -> Bool { key == .backspace && !editor.isEmpty }

  mutating func perform(_ action: Action, count: Int, in scene: Scene) -> [Outcome] {
    switch action {
    case .close,
      .dropLast where former.isEmpty:
      return [.close]
    case .accept:
      let text = SafeText.line(editor.text)
      let remember = text.isEmpty || text == former ? [] : [Outcome.remember(text, of: .note)]
      return [.close] + remember + [.note(text, on: slot)]
    case .lineUp, .lineDown: editor = history.recall(by: action == .lineUp ? count : -count, from: editor)
    case .focusNext, .focusPrevious, .dropLast: break
    default: return [.perform(action, count: count)]
    }
    return []
  }

  mutating func type(_ key: Key, in scene: Scene) -> [Outcome] {
    if editor.apply(key) { history.leave() }
    return []
  }

  mutating func mouse(_ event: MouseEvent, in scene: Scene) -> [Outcome] { [] }

  func holds(_ condition: HintCondition, in scene: Scene) -> Bool {
    switch condition {
    case .noteTyped: !editor.isEmpty
    case .noteEmptied: editor.isEmpty && !former.isEmpty
    default: false
    }
  }

  func draw(in scene: Scene, on frame: inout Frame) {
    let notes = isMarked ? ["note on the mark"] : ["note; it marks the entry"]
    PromptView(scene: scene, kind: .note, editor: editor, notes: editor.isEmpty ? notes : []) { holds($0, in: scene) }
      .draw(on: &frame)
  }
}
