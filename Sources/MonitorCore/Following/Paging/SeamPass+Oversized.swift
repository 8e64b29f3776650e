/// Pages that cannot be had in the size that they are asked for, and entries that cannot be had at all.
extension SeamPass {
  /// The way past entries that are left out. What is below them cannot be read together with what is above; instead the
  /// entry above is read once more, after what is below: where it has not moved, nothing else lies between. Where there is
  /// none, the first one that is left out is tried once more: it still has to be too large.
  enum Crossing: Sendable {
    /// The page below is asked for.
    case below(OversizedRun)
    /// The page below was read, and the entry above is asked for again.
    case confirming(OversizedRun, below: LogPage)
  }

  /// The search for an entry that is too large: the limit that it began with, and whether it has come down to one entry.
  struct Hunt: Sendable {
    var limit: Int
    var isAlone = false
  }

  /// So many entries in a row may be left out; a server that refuses all of them does not mean their size.
  private static let maxRun = 8

  /// How many entries are asked for: none that is left out.
  var askedLimit: Int {
    let next = oversized.first { $0.offset > offset }.map { $0.offset - offset } ?? limit
    return max(1, min(limit, next))
  }

  /// Begins with what earlier passes had to leave out.
  mutating func recall(_ runs: [OversizedRun]) {
    oversized = runs
    // At the very top nothing shows where the run stands but what is below.
    if offset == 0, let first = runs.first, first.offset == 0 { begin(below: first) }
  }

  /// Reads on below a run of which only that is known: the entry there has to be the same.
  private mutating func begin(below run: OversizedRun) {
    crossing = .below(run)
    offset = run.end
    isRecalled = true
  }

  /// What stands for entries that were left out right above a page that was asked for; `nil` where none were.
  func placeholders(above page: LogPage, keepsMembers: Bool) -> EntryBatch? {
    guard case .below(let run) = crossing else { return nil }
    return run.placeholders(above: page, keepsMembers: keepsMembers)
  }

  /// Asks for less after a page that could not be had. False where that is not possible.
  ///
  /// - Parameters:
  ///   - mayLeaveOut: whether one entry alone that cannot be had either is left out.
  ///   - now: on the caller's clock.
  mutating func shrink(mayLeaveOut: Bool, now: Duration) -> Bool {
    if isRecalled {
      // New entries came, and it is not where it was.
      if case .below(let run) = crossing { leave(run) }
      return true
    }
    if case .confirming(let run, _) = crossing {
      if run.above == nil, mayLeaveOut { begin(below: run) } else { leave(run) }
      return true
    }
    let asked = askedLimit
    var hunt = hunt ?? Hunt(limit: limit)
    let overlap = max(0, min(asked, previousEnd - offset))
    if asked > overlap + 1 {
      limit = max(overlap + 1, asked / 2)
      ceiling = limit
    } else if overlap > 2 {
      // The overlap itself may be what is large.
      offset = previousEnd - 2
      limit = 3
    } else if asked > 1 {
      offset = max(offset, previousEnd)
      limit = 1
    } else if !mayLeaveOut {
      return false
    } else if !hunt.isAlone {
      hunt.isAlone = true
    } else {
      return leaveOut(hunt.limit, now: now)
    }
    self.hunt = hunt
    return true
  }

  /// Asks for more again, where good pages allow it.
  mutating func grow(to size: PageSize) {
    ceiling = max(ceiling, size.ceiling)
    limit = max(limit, size.limit)
  }

  private mutating func leaveOut(_ limit: Int, now: Duration) -> Bool {
    var run = OversizedRun(offset: offset, triedAt: now)
    if case .below(let before) = crossing {
      guard before.count < Self.maxRun else { return false }
      run = before
      run.count += 1
    } else if previousEnd == offset {
      run.above = previous?.lastIDs(1).first
    }
    hunt = nil
    self.limit = limit
    ceiling = max(ceiling, limit)
    remember(run)
    crossing = .below(run)
    offset = run.end
    return true
  }

  private mutating func remember(_ run: OversizedRun) {
    oversized.removeAll { $0.offset <= run.offset && run.offset < $0.end || $0.offset == run.offset }
    oversized.append(run)
    oversized.sort { $0.offset < $1.offset }
  }

  /// Goes past a known run right below a page; false where none is there.
  mutating func passBy(_ page: LogPage, seen: SeenTable) -> Bool {
    let end = offset + page.batch.entries.count
    // Where the entry above is followed by another one, what was too large can be read, or is gone.
    let ids = page.batch.entries.dropLast().map { page.batch.bytes[$0.id] }
    oversized.removeAll { run in run.above.map { above in ids.contains { $0.elementsEqual(above) } } ?? false }
    guard let index = oversized.firstIndex(where: { $0.offset == end }), let last = page.lastIDs(1).first
    else { return false }
    guard oversized[index].above == last else {
      // New entries pushed it deeper.
      let new = page.batch.entries.count { seen.novelty(of: page.batch.bytes[$0.id], revision: .min) == .new }
      oversized[index].offset += max(1, new)
      return false
    }
    previous = page
    previousEnd = end
    crossing = .below(oversized[index])
    offset = oversized[index].end
    return true
  }

  /// Reads on past a run that is left out: gives the page below it once that is known to follow.
  mutating func cross(with page: LogPage) -> LogPage? {
    switch crossing {
    case .below(var run):
      let first = page.batch.entries.first.map { Array(page.batch.bytes[$0.id]) } ?? []
      if isRecalled {
        crossing = nil
        isRecalled = false
        if run.below == first { return page }
        leave(run)
        return nil
      }
      run.below = first
      remember(run)
      crossing = .confirming(run, below: page)
      return nil
    case .confirming(let run, let below):
      crossing = nil
      if let above = run.above, page.lastIDs(1).first == above { return below }
      leave(run)
      return nil
    case nil: return nil
    }
  }

  /// The run has moved, and where to is not known: reads on from above it.
  private mutating func leave(_ run: OversizedRun) {
    crossing = nil
    isRecalled = false
    oversized.removeAll { $0.offset == run.offset }
    setbacks += 1
    offset = max(0, run.offset - 1)
    goBack()
  }
}
