extension Model {
  /// A key while something lies over the panes: first what keys mean everywhere, then what they mean there.
  mutating func press(_ key: Key, in overlay: Overlay) -> [Command] {
    let action = keys.action(of: key, in: keyContext)
    switch action {
    case .interrupt, .suspend, .redraw, .mouse: return action.map { perform($0, count: 1) } ?? []
    default: if key == .escape || key == .control("g") { return leave(overlay) }
    }
    switch overlay {
    case .help: return pressInHelp(key)
    case .prompt(let prompt): return pressInPrompt(key, prompt)
    case .picker(let picker): return pressInPicker(key, picker)
    case .palette(let palette): return pressInPalette(key, palette)
    case .timeline(let timeline): return press(key, in: timeline)
    case .fileQuestion(let question): return press(key, in: question)
    case .details(let details): return pressInDetails(key, details)
    }
  }

  /// Closes the help or the palette; the box below them comes back.
  mutating func closeBox() {
    (overlay, below) = (below, nil)
  }

  /// Opens the help for the keys that are valid now.
  mutating func openHelp() { (overlay, below) = (.help(scroll: 0), overlay) }

  /// Which keys are valid in the box, or the panes, that the help or the palette is about.
  var boxContext: KeyMap.Context {
    switch below {
    case .picker: .picker
    case .details: .details
    case .timeline: .timeline
    case .help, .palette, .prompt, .fileQuestion, nil: table == nil ? .log : .table
    }
  }

  /// One step back, by Esc: what a box undoes when it goes is its own.
  private mutating func leave(_ overlay: Overlay) -> [Command] {
    switch overlay {
    case .picker(let picker): return leave(picker)
    case .prompt(let prompt): cancel(prompt)
    case .help, .palette: closeBox()
    case .details, .timeline, .fileQuestion: self.overlay = nil
    }
    return []
  }
}
