import MonitorCore

extension Model {
  /// The actions whose effect is on now, as the help and the palette mark them.
  var activeActions: Set<Action> {
    var actions: Set<Action> = []
    func add(_ action: Action, _ isOn: Bool) { if isOn { actions.insert(action) } }
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
    switch (pane?.context?.filter ?? pane?.filter)?.level {
    case .atLeast(let severity), .only(let severity): add(.minimumSeverity(severity), true)
    case .all, nil: break
    }
    return actions
  }
}
