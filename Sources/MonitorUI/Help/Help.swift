/// The help about the keys of a context, as a box.
struct Help: Box {
  /// Whose keys it explains.
  let subject: KeyMap.Context
  private(set) var scroller = Scroller()

  init(about subject: KeyMap.Context) { self.subject = subject }

  var context: KeyMap.Context { .help }

  mutating func perform(_ action: Action, count: Int, in scene: Scene) -> [Outcome] {
    let view = HelpView(scene: scene, subject: subject)
    if let movement = Scroller.Movement(action, count: count, rows: view.rows) {
      scroller.move(movement, lines: view.lines, rows: view.rows)
      return []
    }
    return action == .close || action == .help ? [.close] : [.perform(action, count: count)]
  }

  func draw(in scene: Scene, on frame: inout Frame) {
    HelpView(scene: scene, subject: subject).draw(scroller, on: &frame)
  }
}
