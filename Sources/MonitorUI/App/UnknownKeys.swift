import MonitorCore

// What is said of a key that means nothing where it was pressed.
extension Model {
  /// Says that a key means nothing here, and where it means something: in the panes, and in every box.
  mutating func sayWhere(_ key: Key) {
    let context = keyContext
    guard key.isPressed(whereTyped: context.isTyped) else { return }
    let other = context.isOfPanes ? KeyMap.Context.details : panesContext
    guard let action = keys.action(of: key, in: other), !context.isTyped else {
      let help = keys.firstLabel(of: .help, in: context)
      return announce("\(key.label) is no key here" + (help.isEmpty ? "" : "; \(help) shows those that are"))
    }
    let (way, place) =
      context.isOfPanes
      ? ("\(keys.firstLabel(of: .details, in: panesContext)) opens them", "the details")
      : ("\(keys.firstLabel(of: .close, in: context)) leads there", "the panes")
    announce("\(key.label): \(action.name), in \(place); \(way)")
  }
}

extension Key {
  /// Whether a person pressed it and awaits that something happens; where lines are typed, letters and what moves among them
  /// are the line's.
  fileprivate func isPressed(whereTyped isTyped: Bool) -> Bool {
    switch self {
    case .function, .alt: true
    case .character, .control, .insert, .delete: !isTyped
    default: false
    }
  }
}
