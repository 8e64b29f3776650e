import MonitorCore

extension ReplayScript {
  /// When the next step after a place happened; `nil` at the end.
  func moment(after cursor: Cursor) -> Timestamp? {
    let entry = arrivals.indices.contains(cursor.entry) ? arrivals[cursor.entry] : nil
    guard events.indices.contains(cursor.event) else { return entry }
    let event = events[cursor.event].at
    return entry.map { min($0, event) } ?? event
  }

  /// Has a target do what happened up to a moment, that moment included.
  ///
  /// - Parameter limit: after how much of it to stop.
  /// - Returns: whether all of it was done, and how much.
  @discardableResult
  func play(
    on target: inout some ReplayTarget, from cursor: inout Cursor, to moment: Timestamp, limit: Int = .max / 2
  ) -> (isDone: Bool, work: Int) {
    var work = 0
    // What came together is applied together, as it was then.
    var group: (at: Timestamp, task: Int, batches: [EntryBatch])?
    func apply(_ batch: EntryBatch, of task: Int, at: Timestamp, on target: inout some ReplayTarget) {
      if group?.at == at, group?.task == task {
        group?.batches.append(batch)
      } else {
        flush(on: &target)
        work += target.pass(to: at)
        group = (at, task, [batch])
      }
      work += batch.entries.count
    }
    func flush(on target: inout some ReplayTarget) {
      guard let (at, task, batches) = group else { return }
      group = nil
      target.apply(batches, receivedAt: at, of: task)
    }
    while let at = self.moment(after: cursor), at <= moment {
      if work >= limit {
        flush(on: &target)
        return (false, work)
      }
      let event = events.indices.contains(cursor.event) ? events[cursor.event] : nil
      if let event, event.entry <= cursor.entry {
        cursor.event += 1
        if case .followed(.logs(let batch, _), let task) = event.change {
          apply(batch, of: task, at: at, on: &target)
        } else {
          flush(on: &target)
          work += target.pass(to: at)
          perform(event.change, on: &target)
        }
        continue
      }
      let task = entries.task(of: Slot(cursor.entry))
      let bound = min(event?.entry ?? arrivals.count, arrivals.count, cursor.entry + max(1, limit - work))
      var next = cursor.entry + 1
      while next < bound, arrivals[next] == at, entries.task(of: Slot(next)) == task { next += 1 }
      let batch = entries.batch(of: Slot(cursor.entry)..<Slot(next))
      cursor.entry = next
      apply(batch, of: task, at: at, on: &target)
    }
    flush(on: &target)
    work += target.pass(to: moment)
    return (true, work)
  }

  private func perform(_ change: Change, on target: inout some ReplayTarget) {
    switch change {
    case .joins(let id): target.join(id)
    case .returns(let task): target.watch(task, isJoining: true)
    case .leaves(let task): target.watch(task, isJoining: false)
    case .followed(let event, let task): target.apply(event, of: task)
    case .note(let text, let slot): target.note(text, on: slot)
    }
  }
}
