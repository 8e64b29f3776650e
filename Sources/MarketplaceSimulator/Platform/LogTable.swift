/// The log records of one task in order of (timestamp, tie), with what they were before a revision or a deletion.
struct LogTable: Sendable {
  private(set) var rows: [SimulatedLog] = []
  private var places: [String: Place] = [:]
  /// Former states of rows: valid from their own `updated` until `until`.
  private var past: [(row: SimulatedLog, until: SimulatedInstant)] = []

  private struct Place: Comparable {
    let timestamp: SimulatedInstant
    let tie: UInt64

    static func < (left: Self, right: Self) -> Bool {
      left.timestamp == right.timestamp ? left.tie < right.tie : left.timestamp < right.timestamp
    }
  }

  /// Puts a new row in its place; a row whose id is here already is refused with false.
  @discardableResult
  mutating func insert(_ row: SimulatedLog) -> Bool {
    guard places[row.id] == nil else { return false }
    place(row)
    return true
  }

  /// Replaces the row of the same id, keeping the former for those who read the past; false when there is none.
  mutating func replace(_ row: SimulatedLog) -> Bool {
    guard let former = remove(id: row.id, at: row.updated) else { return false }
    var new = row
    new.tie = former.tie
    place(new)
    return true
  }

  /// Takes a row away, as retention does.
  @discardableResult
  mutating func remove(id: String, at moment: SimulatedInstant) -> SimulatedLog? {
    guard let index = index(of: id) else { return nil }
    let row = rows.remove(at: index)
    places[id] = nil
    past.append((row, moment))
    return row
  }

  func row(_ id: String) -> SimulatedLog? {
    index(of: id).map { rows[$0] }
  }

  /// The rows with a timestamp of at least `bound`, ascending.
  func rows(since bound: SimulatedInstant?) -> ArraySlice<SimulatedLog> {
    guard let bound else { return rows[...] }
    return rows[firstIndex(notBefore: Place(timestamp: bound, tie: 0))...]
  }

  /// The rows as they were visible at `moment`, ascending.
  func rows(asOf moment: SimulatedInstant) -> [SimulatedLog] {
    let present = rows.filter { $0.updated <= moment }
    let former = past.filter { $0.row.updated <= moment && moment < $0.until }.map(\.row)
    guard !former.isEmpty else { return present }
    return (present + former).sorted {
      Place(timestamp: $0.timestamp, tie: $0.tie) < Place(timestamp: $1.timestamp, tie: $1.tie)
    }
  }

  private mutating func place(_ row: SimulatedLog) {
    let place = Place(timestamp: row.timestamp, tie: row.tie)
    rows.insert(row, at: firstIndex(notBefore: place))
    places[row.id] = place
  }

  private func index(of id: String) -> Int? {
    guard let place = places[id] else { return nil }
    var index = firstIndex(notBefore: place)
    // Ties are random, yet two rows may share one.
    while index < rows.count, rows[index].id != id { index += 1 }
    return index < rows.count ? index : nil
  }

  private func firstIndex(notBefore place: Place) -> Int {
    if let last = rows.last, Place(timestamp: last.timestamp, tie: last.tie) < place { return rows.count }
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if Place(timestamp: rows[middle].timestamp, tie: rows[middle].tie) < place {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
