import MonitorCore

/// The last line: the keys valid now, as many as fit; or a notice, or the number being typed.
struct Footer {
  /// What of it goes away by itself.
  struct Passing: Equatable {
    private var notice: Notice?
    private var digits: String?

    init() {}

    init(_ model: Model) { (notice, digits) = (model.notice, model.number?.digits) }
  }

  let model: Model

  func draw(_ area: Rect, on frame: inout Frame) {
    frame.fill(y: area.y, from: area.x, to: area.maxX, Style(.footer))
    var pen = Pen(x: area.x, y: area.y, end: area.maxX)
    if let notice = model.notice {
      pen.write(" " + notice.text, Style(notice.isAlarm ? .alarm : .notice), on: &frame)
      pen.markCut(model.glyphs.ellipsis, Style(.footer), on: &frame)
      return
    }
    if case .palette = model.overlay {
      let ways = [("Enter", "do it"), ("Up Down", "choose"), ("Esc", "close")]
      for (key, text) in ways {
        pen.write(" \(key)", Style(.keyName), on: &frame)
        pen.write(" \(text) ", Style(.footer), on: &frame)
      }
      return
    }
    if let number = model.number { pen.write(" \(number.digits)", Style(.keyName, .bold), on: &frame) }
    let hints = hints
    // Help and quit always; the others as they fit, in the order of the table.
    let kept = hints.filter { isEssential($0) }
    var room = pen.remaining - kept.reduce(0) { $0 + width($1) }
    for hint in hints {
      if !isEssential(hint) {
        guard width(hint) <= room else { continue }
        room -= width(hint)
      }
      if pen.remaining < width(hint) { break }
      pen.write(" ", Style(.footer), on: &frame)
      pen.write(hint.keys, Style(.keyName), on: &frame)
      pen.write(" \(hint.text) ", Style(.footer), on: &frame)
    }
  }

  private struct Hint {
    var keys: String
    var text: String
    var actions: [Action]
  }

  private var hints: [Hint] {
    let context = model.keyContext
    return model.keys.hintRows.compactMap { row in
      guard let hint = row.hint, row.contexts.contains(context), isValid(row) else { return nil }
      let actions = row.bindings.map(\.action)
      if context == .log, actions == [.nextError, .previousError], model.focusedPane?.viewport.isFollowing == true {
        // While the newest is shown there is no later one.
        let key = model.keys.firstLabel(of: .previousError, in: .log)
        return key.isEmpty ? nil : Hint(keys: key, text: "last error", actions: actions)
      }
      let isPair = actions == [.lineDown, .lineUp] || actions == [.left, .right]
      return Hint(
        keys: isPair ? model.keys.pairLabel(of: row) : model.keys.hintLabel(of: row), text: text(hint, of: row),
        actions: actions)
    }
  }

  private func isEssential(_ hint: Hint) -> Bool { hint.actions.contains(.help) || hint.actions.contains(.close) }
  private func width(_ hint: Hint) -> Int { hint.keys.columns + hint.text.columns + 3 }

  private func text(_ hint: String, of row: KeyMap.Row) -> String {
    if row.bindings.contains(where: { $0.action == .togglePause }), model.focusedPane?.viewport.isPaused == true {
      return "go on"
    }
    if model.overlay != nil, row.bindings.contains(where: { $0.action == .close }) { return "close" }
    if model.keyContext == .details, row.bindings.contains(where: { $0.action == .focusNext }) { return "value" }
    if model.keyContext == .table, row.bindings.contains(where: { $0.action == .close }) { return "back" }
    if row.bindings.contains(where: { $0.action == .collapse }), model.isTemplateCollapsed { return "expand" }
    if model.isMerged, row.bindings.contains(where: { $0.action == .merge }) { return "split" }
    if model.isZoomed, row.bindings.contains(where: { $0.action == .zoom }) { return "unzoom" }
    return hint
  }

  /// Whether a row's keys do something now.
  private func isValid(_ row: KeyMap.Row) -> Bool {
    let several = model.panes.count > 1
    return row.bindings.allSatisfy { binding in
      switch binding.action {
      case .bottom where model.keyContext == .table: model.table?.isFollowing == false
      case .bottom: model.overlay == nil && model.focusedPane?.viewport.isFollowing == false
      case .focusNext, .focusPrevious, .zoom, .layout: model.keyContext == .details || several && !model.isMerged
      case .lineDown, .lineUp: model.keyContext == .details || model.keyContext == .table
      case .nextMatch, .previousMatch: model.search != nil
      case .context: model.focusedPane?.isFiltered == true
      case .clear: model.search != nil || model.focusedPane?.filter.patterns.isEmpty == false
      case .lock: several && !model.isMerged
      case .merge: several
      case .table: model.keyContext != .table
      case .help: model.overlay == nil
      case .details: model.overlay == nil
      default: true
      }
    }
  }
}

extension Model {
  /// Whether the template that the table or the details are of shares rows in the focused pane.
  fileprivate var isTemplateCollapsed: Bool {
    guard let collapsed = focusedPane?.index.collapsed, !collapsed.isEmpty else { return false }
    if case .details(let details) = overlay { return collapsed.contains(store.template(of: details.slot)) }
    return table.map { collapsed.contains($0.template) } ?? false
  }

  /// Which keys are valid now.
  var keyContext: KeyMap.Context {
    switch overlay {
    case .help: .help
    case .details: .details
    case .timeline: .timeline
    case .picker: .picker
    case .prompt, .palette, .fileQuestion: .log
    case nil: table == nil ? .log : .table
    }
  }
}

extension KeyMap {
  /// The first key of each action of a row: `j k`, `← →`.
  func pairLabel(of row: Row) -> String {
    row.bindings.compactMap(\.keys.first?.label).joined(separator: " ")
  }

  /// The first key of each action of a row, short: `1-5`, `Tab`.
  func hintLabel(of row: Row) -> String {
    let keys = row.bindings.compactMap(\.keys.first)
    guard let first = keys.first, let last = keys.last else { return "" }
    return keys.count > 2 ? "\(first.label)-\(last.bare)" : first.label
  }
}
