import MonitorCore

extension Model {
  func hasOlder(_ pane: Pane) -> Bool { tasks(of: pane).contains { tasks[$0].state.hasOlder } }
  func isLoadingOlder(_ pane: Pane) -> Bool { tasks(of: pane).contains { tasks[$0].state.isLoadingOlder } }

  /// How many entries older than those held the servers count in what a pane shows.
  func older(_ pane: Pane) -> Int { tasks(of: pane).reduce(0) { $0 + tasks[$1].older } }

  /// What was not looked at, for the end of a sentence that says that nothing was found; empty where all was.
  func notLoaded(_ pane: Pane?) -> String {
    guard let pane, hasOlder(pane) else { return "" }
    let older = older(pane)
    let count = older > 0 ? "\(NumberText.grouped(older)) " : ""
    return "; \(count)older not loaded: \(keys.label(of: .top))"
  }

  /// Takes how following a task goes. Who wants to see the oldest entry goes on there, until it is loaded.
  mutating func take(_ state: FollowState, of task: Int) -> [Command] {
    let wasLoading = tasks[task].state.isLoadingOlder
    tasks[task].state = state
    announceSinceLastVisit(task)
    guard wasLoading, !state.isLoadingOlder, let pane = focusedPane, pane.viewport.seeksOldest,
      tasks(of: pane).contains(task)
    else { return [] }
    return scrollToTop()
  }
}
