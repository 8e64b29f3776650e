import MonitorCore

extension Model {
  /// The actions whose effect is on now, as the help and the palette mark them, each with what it is set to; an empty word
  /// where that is all there is to say.
  var actionStates: [Action: String] {
    var states: [Action: String] = [:]
    func add(_ action: Action, _ isOn: Bool) { if isOn { states[action] = "" } }
    let pane = focusedPane
    add(.toggleFollow, pane?.viewport.isFollowing == true)
    add(.togglePause, pane?.viewport.isPaused == true)
    add(.context, pane?.isContext == true)
    add(.filter, !stackedFilters.isEmpty)
    add(.search, search != nil)
    add(.zoom, isZoomed)
    add(.merge, isMerged)
    add(.lockInTime, isLocked)
    add(.wrap, wraps)
    add(.elapsed, showsElapsed)
    add(.mouse, hasMouse)
    add(.skipIdle, playback?.replay?.transport?.skipsIdle == true)
    states[.timestamps] = timestamps.rawValue
    if panes.count > 1, !isMerged { states[.layout] = layout.arrangement.rawValue }
    switch (pane?.context?.filter ?? pane?.filter)?.level {
    case .atLeast(let severity): states[.minimumSeverity(severity)] = glyphs.atLeast + severity.word
    case .only(let severity): states[.minimumSeverity(severity)] = "=" + severity.word
    case .all, nil: break
    }
    return states
  }
}
