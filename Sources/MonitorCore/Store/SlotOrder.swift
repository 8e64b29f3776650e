/// Keeps an array of slots in a store's (timestamp, id) order.
enum SlotOrder {
  /// Moves the slots that a merge moved, and inserts the new ones. `added` are those of the new and the moved ones that are
  /// to be in the array, in any order, and need not hold the moved.
  static func update(_ order: inout [Slot], with changes: Changes, adding added: [Slot], of store: LogStore) {
    var fresh = added
    if !changes.moved.isEmpty {
      remove(changes.moved, from: &order, of: store)
      fresh += changes.moved.map(\.slot)
    }
    insert(fresh, into: &order, of: store)
  }

  /// The first position whose slot does not stand before `slot`; `order.count` when all do.
  static func position(of slot: Slot, in order: [Slot], of store: LogStore) -> Int {
    partition(order) { store.precedes($0, slot) }
  }

  /// Inserts slots that are not there yet, in any order.
  static func insert(_ added: [Slot], into order: inout [Slot], of store: LogStore) {
    guard !added.isEmpty else { return }
    var fresh = added
    sort(&fresh, of: store)
    var rest = order.count
    if order.capacity < rest + fresh.count {
      // A quarter more at a time: memory runs at most that much ahead.
      order.reserveCapacity(max(rest + fresh.count, order.capacity + order.capacity / 4))
    }
    order.append(contentsOf: fresh)
    guard rest > 0, store.precedes(fresh[0], order[rest - 1]) else { return }
    // From the back: each new slot is set after those behind it were moved out of its way at once.
    order.withUnsafeMutableBufferPointer { order in
      for index in fresh.indices.reversed() {
        let slot = fresh[index]
        let position = gallop(UnsafeBufferPointer(order), back: rest) { store.precedes($0, slot) }
        for moved in (position..<rest).reversed() { order[moved + index + 1] = order[moved] }
        order[position + index] = slot
        rest = position
      }
    }
  }

  /// Sorts slots, whose timestamps are read once; few ids are compared where timestamps differ.
  private static func sort(_ slots: inout [Slot], of store: LogStore) {
    guard zip(slots, slots.dropFirst()).contains(where: { store.precedes($1, $0) }) else { return }
    var keys = slots.map { (ticks: store.rows.timestamp(Int($0)), slot: $0) }
    keys.sort { left, right in
      left.ticks != right.ticks
        ? left.ticks < right.ticks : store.precedes(left.slot, at: 0, right.slot, at: 0)
    }
    slots = keys.map(\.slot)
  }

  /// Removes slots that stand where their former timestamps put them; those not there are passed over.
  static func remove(_ moved: [Changes.Move], from order: inout [Slot], of store: LogStore) {
    var former: [Slot: Int64] = [:]
    for move in moved { former[move.slot] = move.from.ticks }
    func ticks(_ slot: Slot) -> Int64 { former[slot] ?? store.timestamp(of: slot).ticks }
    var positions: [Int] = []
    for move in moved {
      let position = partition(order) {
        store.precedes($0, at: ticks($0), move.slot, at: move.from.ticks)
      }
      if position < order.count, order[position] == move.slot { positions.append(position) }
    }
    remove(at: positions, from: &order)
  }

  /// Removes what stands at some positions (each once, in any order), in one pass.
  static func remove(at positions: [Int], from order: inout [Slot]) {
    let positions = positions.sorted()
    guard var hole = positions.first else { return }
    for (number, position) in positions.enumerated() {
      let end = number + 1 < positions.count ? positions[number + 1] : order.count
      for source in position + 1..<max(position + 1, end) {
        order[hole] = order[source]
        hole += 1
      }
    }
    order.removeLast(positions.count)
  }

  /// The first position from which on `isBefore` is false; `order.count` where it never is.
  static func partition(_ order: [Slot], _ isBefore: (Slot) -> Bool) -> Int {
    order.withUnsafeBufferPointer { search($0, 0, $0.count, isBefore) }
  }

  /// The same, quick where the position is near the end.
  private static func gallop(_ order: UnsafeBufferPointer<Slot>, back end: Int, _ isBefore: (Slot) -> Bool) -> Int {
    var (high, step) = (end, 1)
    while high > 0, !isBefore(order[max(0, high - step)]) {
      high = max(0, high - step)
      step *= 2
    }
    return high == 0 ? 0 : search(order, max(0, high - step), high, isBefore)
  }

  private static func search(
    _ order: UnsafeBufferPointer<Slot>, _ start: Int, _ end: Int, _ isBefore: (Slot) -> Bool
  ) -> Int {
    var (low, high) = (start, end)
    while low < high {
      let middle = low + (high - low) / 2
      if isBefore(order[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
