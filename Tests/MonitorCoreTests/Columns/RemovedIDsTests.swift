import TestSupport
import Testing

@testable import MonitorCore

@Suite struct RemovedIDsTests {
  /// Against a dictionary: usual ids and others, in several spaces, many removed and inserted again.
  @Test(arguments: 0..<8) func agreesWithADictionary(seed: UInt64) {
    struct Key: Hashable {
      var id: [UInt8]
      var space: Int
    }
    var random = SplitMix64(seed: seed)
    var (table, ordinals): (IDTable, [Key: Int]) = (IDTable(), [:])
    for step in 0..<12_000 {
      let number = Int.random(in: 0..<900, using: &random)
      let id = Array((number % 3 == 0 ? "odd-\(number)" : "TLR-0000-0000-0000-\(1000 + number)").utf8)
      let key = Key(id: id, space: Int.random(in: 0..<3, using: &random))
      #expect(table.find(id, space: key.space) == ordinals[key])
      switch (ordinals[key], step % 3) {
      case (let ordinal?, 0):
        table.remove(ordinal)
        table.remove(ordinal)
        ordinals[key] = nil
        #expect(table.id(ordinal).isEmpty && table.find(id, space: key.space) == nil)
      case (let ordinal, _):
        let result = table.insert(id, space: key.space)
        #expect(result.isNew == (ordinal == nil) && result.ordinal == ordinal ?? table.count - 1)
        ordinals[key] = result.ordinal
        #expect(table.id(result.ordinal) == id && table.space(result.ordinal) == key.space)
      }
    }
    for (key, ordinal) in ordinals { #expect(table.find(key.id, space: key.space) == ordinal) }
  }

  @Test func comparesWithoutRegardToTheForm() {
    var table = IDTable()
    let ids = [
      "TLR-0000-0000-0000-0001", "TLR-0000-0000-0000-000", "TLR-0000-0000-0000-00010", "TLR-0000-0000-0000-0002", "A",
      "",
    ]
    for id in ids { _ = table.insert(Array(id.utf8)) }
    for left in ids.indices {
      for right in ids.indices {
        let expected = Array(ids[left].utf8).lexicographicallyPrecedes(Array(ids[right].utf8))
        #expect((table.compare(left, right) < 0) == expected && (table.compare(left, right) == 0) == (left == right))
      }
    }
    table.remove(0)
    #expect(table.compare(0, 5) == 0 && table.compare(0, 4) < 0)
  }
}
