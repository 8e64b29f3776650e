import MonitorCore

// The footer of what is on top, and what of its hints holds in the panes.
extension Model {
  var footerPassing: Footer.Passing {
    Footer.Passing(notice: notice, digits: number.flatMap { $0.isCount ? $0.digits : nil })
  }

  var footer: Footer {
    guard let box = boxes.last else {
      return Footer(
        passing: footerPassing, hints: HintLine(keys, in: panesContext, glyphs, holds: holds), glyphs: glyphs)
    }
    let scene = scene
    let hints = HintLine(keys, in: box.context, glyphs) { box.holds($0, in: scene) }
    let position = boxes.last { $0.isFullScreen(in: size) }?.position(in: scene) ?? ""
    return Footer(passing: footerPassing, hints: hints, glyphs: glyphs, position: position)
  }

  /// Whether a condition of the hints holds in the panes.
  private func holds(_ condition: HintCondition) -> Bool {
    switch condition {
    case .severalTasks: panes.count > 1
    case .severalPanes: panes.count > 1 && !isMerged
    case .merged: isMerged
    case .zoomed: isZoomed && holds(.severalPanes)
    case .following: focusedPane?.viewport.isFollowing == true
    case .scrolled: focusedPane?.viewport.isFollowing == false
    case .scrolledOfEnded: holds(.scrolled) && focusedPane.map(tasks(of:))?.allSatisfy { tasks[$0].isFinal } == true
    case .paused: focusedPane?.viewport.isPaused == true
    case .searching: search != nil
    case .filtered: focusedPane?.isFiltered == true
    case .playing: playback?.replay?.transport?.isPlaying == true
    case .leveled: focusedPane?.stackedFilter.level ?? .all != .all
    case .aroundMatches: focusedPane?.isContext == true
    case .clearable: search != nil || holds(.filtered)
    // Only boxes know of these.
    default: false
    }
  }
}
