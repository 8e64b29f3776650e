import MonitorCore

/// A line being typed, in place of the footer.
struct PromptView {
  let scene: Scene
  let kind: InputKind
  let editor: LineEditor
  /// Why what is typed cannot be used.
  var problem: String?
  /// What is known of what is typed, the longest words first.
  var notes: [String] = []
  let holds: (HintCondition) -> Bool

  func draw(on frame: inout Frame) {
    let area = scene.lastLine
    guard !area.isEmpty else { return }
    frame.fill(y: area.y, from: area.x, to: area.maxX, Style(.text))
    let sign = "\(area.width > 3 ? " " : "")\(kind.rawValue)"
    // What is typed has the right of way; its end shows when it is long.
    let available = max(1, area.width - sign.columns - 1)
    let skip = max(0, editor.cursorColumn - available)
    var pen = Pen(x: area.x, y: area.y, end: area.maxX)
    pen.write(sign, Style(.keyName), on: &frame)
    let start = pen.x
    pen.skip = skip
    pen.write(editor.text, Style(.text), on: &frame)
    frame.cursor = (min(area.maxX - 1, start + editor.cursorColumn - skip), area.y)
    drawHint(from: pen.x + 2, area, on: &frame)
  }

  /// Why what is typed cannot be used, cut where it must be; otherwise what is known of it, and what keys do now, each
  /// as far as it fits.
  private func drawHint(from start: Int, _ area: Rect, on frame: inout Frame) {
    let available = min(area.maxX - start, area.width - 12)
    guard available > 0 else { return }
    if let problem {
      let width = min(problem.columns + 1, max(0, area.width - 12))
      guard width <= available else { return }
      var right = Pen(x: area.maxX - width, y: area.y, end: area.maxX)
      right.write(problem + " ", Style(.alarm), on: &frame)
      right.markCut(scene.glyphs.ellipsis, Style(.alarm), on: &frame)
      return
    }
    let note = notes.first { $0.columns + 2 <= available } ?? ""
    let hints = HintLine(scene.keys, in: .prompt, scene.glyphs, holds: holds)
    let margin = note.isEmpty ? 0 : note.columns + 1
    let width = margin + hints.width(in: available - margin)
    var right = Pen(x: area.maxX - width, y: area.y, end: area.maxX)
    if !note.isEmpty { right.write(note + " ", Style(.secondary), on: &frame) }
    hints.draw(Style(.secondary), with: &right, on: &frame)
  }
}

extension Prompt {
  func draw(in scene: Scene, on frame: inout Frame) {
    PromptView(scene: scene, kind: kind, editor: editor, problem: problem, notes: notes(in: scene)) {
      holds($0, in: scene)
    }
    .draw(on: &frame)
  }

  private func notes(in scene: Scene) -> [String] {
    guard kind == .filter else {
      if hasNoMatch { return hint(in: scene).map { ["no match \(scene.glyphs.dot) \($0)", $0] } ?? ["no match"] }
      return editor.isEmpty ? [] : scene.matchPlace.map { [$0.text, $0.shortText] } ?? []
    }
    guard let edited else { return editor.isEmpty ? ["! excludes"] : counts(in: scene) }
    let short = "\(edited.number) of \(edited.count)"
    let which = "filter \(short)"
    if isUnchanged { return ["\(which) \(scene.glyphs.dot) type to change it, Ctrl-U empties", which, short] }
    return counts(in: scene).map { "\(which) \(scene.glyphs.dot) \($0)" } + [which, short]
  }

  /// Which key means what is typed, where it stands on the screen but in no message.
  private func hint(in scene: Scene) -> String? { PrintedWord(editor.text)?.hint(scene.keys) }

  /// How many entries the pane shows with what is typed.
  private func counts(in scene: Scene) -> [String] {
    guard let pane = scene.pane else { return [] }
    let tasks = pane.task.map { [$0] } ?? scene.openTasks
    let total = tasks.reduce(0) { $0 + scene.store.counts(of: $1).total }
    let count = pane.index.entries.count
    let shown = NumberText.grouped(count)
    if count == 0, total > 0, !editor.text.hasPrefix("!"), let hint = hint(in: scene) {
      return ["0 of \(NumberText.entries(total)) \(scene.glyphs.dot) \(hint)", hint]
    }
    return ["\(shown) of \(NumberText.entries(total))", "\(shown) of \(NumberText.grouped(total))"]
  }
}
