import MonitorCore

extension Model {
  /// The number of a task; `nil` where it is not watched.
  func number(of id: TaskID) -> Int? { tasks.firstIndex { $0.id == id } }

  /// The newest error or failure of a task, whatever its pane filters.
  func newestError(of task: Int) -> Slot? { store.newestError(of: task) }

  func newest(of task: Int) -> Slot? { store.counts(of: task).total == 0 ? nil : store.newest(of: task) { _ in true } }

  func newestFailure(of task: Int) -> String? { store.newestFailure(of: task) }

  /// Goes to the newest error of any task; where the reader is at one already, to that of the next task. Its pane is
  /// opened, and shows it whatever it filtered.
  mutating func goToNewestError() {
    let errors = openTasks.compactMap(newestError(of:)).sorted { store.precedes($1, $0) }
    let current = focusedPane?.viewport.current
    guard let slot = current.flatMap(errors.firstIndex(of:)).map({ errors[($0 + 1) % errors.count] }) ?? errors.first
    else { return announce("no error in any task\(notLoaded(focusedPane))") }
    let task = store.task(of: slot)
    let wasFollowing = (panes.first { $0.task == task })?.viewport.isFollowing ?? false
    if !isMerged, let pane = panes.firstIndex(where: { $0.task == task }) {
      focus = pane
      heights.open(task)
    }
    if let pane = focusedPane, !pane.filter.admits(slot, of: store) {
      withFocusedPane { pane, store in
        if pane.isContext { pane.closeContext(of: store) }
        pane.show(LogFilter(), of: store)
      }
      announce("the filter is off: it hid the error")
    }
    withFocusedPane { pane, store in pane.bringIn(of: store) }
    _ = jump(forward: false, count: 1) { index, _, store in
      let row = index.row(of: slot, in: store)
      return index.slots.firstIndex(of: row)
    }
    if wasFollowing, !isMerged, let anchor = focusedPane?.viewport.anchor {
      errorVisits[task] = anchor
    }
  }

  /// Panes that going to an error scrolled, and nobody since, follow again once they are left: otherwise one look at
  /// each would stop them all.
  mutating func endErrorVisits() {
    guard !errorVisits.isEmpty else { return }
    let focused = focusedPane?.task
    for (task, anchor) in errorVisits {
      guard let index = panes.firstIndex(where: { $0.task == task }),
        panes[index].viewport.anchor?.slot == anchor.slot, panes[index].viewport.anchor?.line == anchor.line,
        !panes[index].viewport.isPaused
      else {
        errorVisits[task] = nil
        continue
      }
      guard !isMerged, task != focused else { continue }
      panes[index].viewport.follow()
      panes[index].bringIn(of: store)
      errorVisits[task] = nil
    }
  }
}

extension LogStore {
  /// The newest error or failure of a task.
  func newestError(of task: Int) -> Slot? {
    counts(of: task).atLeast(.error) == 0 ? nil : newest(of: task) { severity(of: $0) >= .error }
  }

  /// The message of the newest failure, or else of the newest error, in one line; `nil` where there is neither.
  func newestFailure(of task: Int) -> String? {
    let hasFailure = counts(of: task)[.failure] > 0
    guard let slot = hasFailure ? newest(of: task, where: { severity(of: $0) == .failure }) : newestError(of: task)
    else { return nil }
    var message = FilledMessage(maxBytes: EntryLayout.limit)
    fill(slot, into: &message)
    return SafeText.line(String(decoding: message.text.prefix(512), as: UTF8.self))
  }

  func newest(of task: Int, where isWanted: (Slot) -> Bool) -> Slot? {
    order.last { self.task(of: $0) == task && isWanted($0) }
  }
}
