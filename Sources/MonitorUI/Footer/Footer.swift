import MonitorCore

/// The last line: the keys valid now, as many as fit; or a notice, or the number being typed.
struct Footer {
  /// What of it goes away by itself.
  struct Passing: Equatable {
    var notice: Notice?
    /// The number being typed.
    var digits: String?
  }

  let passing: Passing
  let hints: HintLine
  let glyphs: Glyphs
  /// What is shown of how much, at the right end; empty where all is.
  var position = ""

  func draw(_ area: Rect, on frame: inout Frame) {
    frame.fill(y: area.y, from: area.x, to: area.maxX, Style(.footer))
    var pen = Pen(x: area.x, y: area.y, end: area.maxX)
    if let notice = passing.notice {
      pen.write(" " + notice.text, Style(notice.isAlarm ? .alarm : .notice), on: &frame)
      pen.markCut(glyphs.ellipsis, Style(.footer), on: &frame)
      return
    }
    if let digits = passing.digits { pen.write(" \(digits)", Style(.keyName, .bold), on: &frame) }
    hints.draw(Style(.footer), margin: position.columns, with: &pen, on: &frame)
    guard !position.isEmpty, pen.remaining > position.columns else { return }
    pen.advance(to: area.maxX - position.columns)
    pen.write(position, Style(.footer), on: &frame)
  }
}

extension Model {
  var footerPassing: Footer.Passing { Footer.Passing(notice: notice, digits: number?.digits) }

  /// The footer of what is on top.
  var footer: Footer {
    let hints = HintLine(keys, in: keyContext, glyphs, holds: holds)
    return Footer(passing: footerPassing, hints: hints, glyphs: glyphs)
  }

  /// Whether a condition of the hints holds in the panes, or in the box on top.
  func holds(_ condition: HintCondition) -> Bool {
    switch condition {
    case .severalTasks: panes.count > 1
    case .severalPanes: panes.count > 1 && !isMerged
    case .merged: isMerged
    case .zoomed: isZoomed && holds(.severalPanes)
    case .following: focusedPane?.viewport.isFollowing == true
    case .scrolled: (table?.isFollowing ?? focusedPane?.viewport.isFollowing) == false
    case .paused: focusedPane?.viewport.isPaused == true
    case .searching: search != nil
    case .filtered: focusedPane?.isFiltered == true
    case .clearable: search != nil || focusedPane?.filter.patterns.isEmpty == false
    case .collapsed: isTemplateCollapsed
    case .typed: shownPicker?.editor.isEmpty == false
    case .nothingWatched: shownPicker?.isStart == true
    case .marked: shownPicker?.marked.isEmpty == false
    case .listed: shownPicker?.shown.isEmpty == false
    case .pasted: shownPicker?.typedTask != nil
    case .listFailed: shownPicker.map { $0.problem != nil && $0.list.items.isEmpty } ?? false
    case .searchFinds: prompt.map { $0.kind == .search && !$0.hasNoMatch } ?? false
    case .newFilter: prompt.map { $0.kind == .filter && $0.edited == nil } ?? false
    case .filtersToEdit:
      prompt.map { $0.kind == .filter && $0.edited == nil && $0.editor.isEmpty && !stackedFilters.isEmpty } ?? false
    case .editingFilter: prompt?.edited != nil
    case .filterChanged: prompt.map { $0.edited != nil && !$0.isUnchanged && !$0.editor.isEmpty } ?? false
    case .filterEmptied: prompt.map { $0.edited != nil && $0.editor.isEmpty } ?? false
    case .fileName: if case .fileQuestion = overlay { true } else { false }
    }
  }

  private var prompt: Prompt? { if case .prompt(let prompt) = overlay { prompt } else { nil } }

  /// Whether the template that the table or the details are of shares rows in the focused pane.
  private var isTemplateCollapsed: Bool {
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
    case .palette: .palette
    case .prompt: .prompt
    case .fileQuestion(let question): question.existing == nil ? .prompt : .question
    case nil: table == nil ? .log : .table
    }
  }
}
