/// What a pass found that was not told yet: each id at the highest revision that the pass saw.
struct PassNews: Sendable {
  private(set) var batch = LogBatch()
  private var places: [[UInt8]: Int] = [:]

  /// Whether entries were left out because they were newer than wanted.
  private(set) var leftNewer = false

  var isEmpty: Bool { batch.isEmpty }

  /// Takes the entries of a page that are new to `seen`, except those before `floor` and those that `isTooNew`.
  mutating func take(
    _ page: LogPage, newTo seen: SeenTable, floor: Timestamp?, rules: FollowRules,
    isTooNew: (Timestamp) -> Bool = { _ in false }
  ) {
    for entry in page.batch.entries {
      if let floor, let timestamp = entry.timestamp, timestamp < floor { continue }
      if let timestamp = entry.timestamp, isTooNew(timestamp) {
        leftNewer = leftNewer || seen.novelty(of: page.batch.bytes[entry.id], revision: entry.revision) != .known
        continue
      }
      let id = page.batch.bytes[entry.id]
      switch seen.novelty(of: id, revision: entry.revision) {
      case .known: continue
      case .revised where rules.mutation == .duplicatesByIDAlone: continue
      case .new, .revised: take(entry, id: Array(id), of: page)
      }
    }
  }

  private mutating func take(_ entry: TaskLog, id: [UInt8], of page: LogPage) {
    guard let place = places[id] else {
      places[id] = batch.entries.count
      batch.append(entry, from: page.batch)
      return
    }
    guard batch.entries[place].revision < entry.revision else { return }
    batch.append(entry, from: page.batch)
    batch.entries.swapAt(place, batch.entries.count - 1)
    batch.entries.removeLast()
  }
}
