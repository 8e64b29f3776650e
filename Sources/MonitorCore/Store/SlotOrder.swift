/// Keeps an array of slots in a store's (timestamp, id) order.
enum SlotOrder {
  /// Takes the slots that a merge moved out of the array, and puts them and the new ones where they belong. `adding`
  /// are those of the new and the moved ones that are to be in the array, in any order, and need not hold the moved.
  static func update(_ order: inout [Slot], with changes: Changes, adding added: [Slot], of store: LogStore) {
    var fresh = added
    if !changes.moved.isEmpty {
      remove(changes.moved, from: &order, of: store)
      fresh += changes.moved.map(\.slot)
    }
    insert(fresh, into: &order, of: store)
  }

  /// The first place whose slot does not stand before `slot`; `order.count` when all do.
  static func position(of slot: Slot, in order: [Slot], of store: LogStore) -> Int {
    partition(order) { store.precedes($0, slot) }
  }

  /// Puts slots that are not there yet where they belong.
  static func insert(_ added: [Slot], into order: inout [Slot], of store: LogStore) {
    guard !added.isEmpty else { return }
    var fresh = added
    if zip(fresh, fresh.dropFirst()).contains(where: { store.precedes($1, $0) }) { fresh.sort(by: store.precedes) }
    var rest = order.count
    if order.capacity < rest + fresh.count {
      // A quarter more at a time: memory runs at most that much ahead.
      order.reserveCapacity(max(rest + fresh.count, order.capacity + order.capacity / 4))
    }
    order.append(contentsOf: fresh)
    guard rest > 0, store.precedes(fresh[0], order[rest - 1]) else { return }
    // From the back: each new slot goes to its place after those behind it were moved out of its way at once.
    order.withUnsafeMutableBufferPointer { order in
      for index in fresh.indices.reversed() {
        let slot = fresh[index]
        let place = gallop(UnsafeBufferPointer(order), back: rest) { store.precedes($0, slot) }
        for moved in (place..<rest).reversed() { order[moved + index + 1] = order[moved] }
        order[place + index] = slot
        rest = place
      }
    }
  }

  /// Removes slots that stand where their former timestamps put them; those not there are passed over.
  static func remove(_ moved: [Changes.Move], from order: inout [Slot], of store: LogStore) {
    var former: [Slot: Int64] = [:]
    for move in moved { former[move.slot] = move.from.ticks }
    func ticks(_ slot: Slot) -> Int64 { former[slot] ?? store.timestamp(of: slot).ticks }
    var places: [Int] = []
    for move in moved {
      let place = partition(order) {
        store.precedes($0, at: ticks($0), move.slot, at: move.from.ticks)
      }
      if place < order.count, order[place] == move.slot { places.append(place) }
    }
    places.sort()
    guard var hole = places.first else { return }
    for (number, place) in places.enumerated() {
      let end = number + 1 < places.count ? places[number + 1] : order.count
      for source in place + 1..<max(place + 1, end) {
        order[hole] = order[source]
        hole += 1
      }
    }
    order.removeLast(places.count)
  }

  /// The first place from which on `isBefore` is false; `order.count` where it never is.
  static func partition(_ order: [Slot], _ isBefore: (Slot) -> Bool) -> Int {
    order.withUnsafeBufferPointer { search($0, 0, $0.count, isBefore) }
  }

  /// The same, quick where the place is near the end.
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
