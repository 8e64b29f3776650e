import MonitorCore

extension Model {
  func hasOlder(_ pane: Pane) -> Bool { tasks(of: pane).contains { tasks[$0].state.hasOlder } }
  func isLoadingOlder(_ pane: Pane) -> Bool { tasks(of: pane).contains { tasks[$0].state.isLoadingOlder } }

  /// How many entries older than those held the servers count in what a pane shows.
  func older(_ pane: Pane) -> Int { tasks(of: pane).reduce(0) { $0 + tasks[$1].older } }

  /// Whether the older entries of a pane can be fetched now: not where the logs are refused, or following is over.
  func canLoadOlder(_ pane: Pane) -> Bool {
    tasks(of: pane).contains { tasks[$0].state.hasOlder && tasks[$0].state.lossWord == nil }
  }

  /// What was not searched, for the end of a sentence that says that nothing was found; empty where everything was.
  func notLoaded(_ pane: Pane?) -> String {
    if case .loading(let share)? = playback?.phase {
      return share.map { "; \(Int($0 * 100)) % of the log was read" } ?? "; the log is still being read"
    }
    guard let pane, hasOlder(pane) else { return "" }
    let older = older(pane)
    let count = older > 0 ? "\(NumberText.grouped(older)) " : ""
    return "; \(count)older not loaded: \(keys.label(of: .top))"
  }

  /// Applies a new state of following a task. Panes that seek a moment or the oldest entry, whether focused or not, go on
  /// to it until it is loaded.
  mutating func take(_ state: FollowState, of task: Int) -> [Command] {
    let wasLoading = tasks[task].state.isLoadingOlder
    tasks[task].state = state
    announceSinceLastVisit(task)
    guard wasLoading, !state.isLoadingOlder else { return [] }
    if let pane = mergedPane { return tasks(of: pane).contains(task) ? goOnSeeking() : [] }
    guard let seeking = panes.firstIndex(where: { $0.task == task && $0.viewport.sought != nil }) else { return [] }
    let focused = focus
    focus = seeking
    defer { focus = focused }
    return goOnSeeking()
  }

  private mutating func goOnSeeking() -> [Command] {
    guard let moment = focusedPane?.viewport.sought else { return [] }
    return moment == Viewport.oldest ? scrollToTop() : go(to: moment)
  }
}
