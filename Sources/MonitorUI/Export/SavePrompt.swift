import MonitorCore

/// Where to save, being typed; or whether a file may be replaced: a box in the last line.
struct SavePrompt: Box {
  private(set) var editor: LineEditor
  /// What would replace a file.
  private(set) var existing: SaveRequest?
  /// Whether the name is the one that was proposed: what is typed replaces it, any other key edits it.
  private(set) var isProposed: Bool

  init(path: String) {
    editor = LineEditor(path)
    isProposed = true
  }

  /// Asks whether a file may be replaced.
  init(replacing request: SaveRequest) {
    editor = LineEditor(request.path)
    existing = request
    isProposed = false
  }

  var context: KeyMap.Context { existing == nil ? .prompt : .question }

  func isText(_ key: Key) -> Bool { existing == nil && key == .backspace && !editor.isEmpty }

  mutating func perform(_ action: Action, count: Int, in scene: Scene) -> [Outcome] {
    switch action {
    case .close, .dropLast: return [.close]
    case .accept: return editor.isEmpty ? [.close] : [.close, .save(path: editor.text)]
    case .confirm:
      guard var request = existing else { return [] }
      request.replaces = true
      return [.close, .command(.save(request))]
    case .decline: existing = nil
    // There is neither a history nor another line.
    case .lineUp, .lineDown, .focusNext, .focusPrevious: break
    default: return [.perform(action, count: count)]
    }
    return []
  }

  mutating func type(_ key: Key, in scene: Scene) -> [Outcome] {
    // Only the keys of the answers say yes or no; what is pasted says nothing.
    guard existing == nil else { return [] }
    if isProposed {
      switch key {
      case .character, .paste: editor = LineEditor()
      default: break
      }
      isProposed = false
    }
    _ = editor.apply(key)
    return []
  }

  mutating func mouse(_ event: MouseEvent, in scene: Scene) -> [Outcome] { [] }

  func holds(_ condition: HintCondition, in scene: Scene) -> Bool { condition == .fileName && existing == nil }

  func draw(in scene: Scene, on frame: inout Frame) { SaveView(scene: scene, question: self).draw(on: &frame) }
}
