import Testing

@testable import MonitorCore

@Suite struct IDTableTests {
  @Test func numbersIDsInTheOrderOfTheirAppearance() {
    var table = IDTable()
    let ids = [
      "TLR-1930-6351-9137-5141", "x", "TLR-0000-0000-0000-0000", "TLR-1930-6351-9137-514", "TLR-1930-6351-9137-514a",
    ]
    for (number, id) in ids.enumerated() {
      #expect(table.insert(id.utf8) == (number, true))
    }
    for (number, id) in ids.enumerated() {
      #expect(table.insert(Array(id.utf8)) == (number, false))
      #expect(table.find(Array(id.utf8)[...]) == number)
      #expect(table.id(number) == Array(id.utf8))
    }
    #expect(table.find("tlr-1930-6351-9137-5141".utf8) == nil)
    #expect(table.count == ids.count)
  }

  @Test func comparesBytesAndNotCharacters() {
    var table = IDTable()
    #expect(table.insert("\u{E9}".utf8).isNew)
    #expect(table.insert("e\u{301}".utf8).isNew)
    #expect(table.insert([UInt8]()).isNew)
    #expect(table.insert([0 as UInt8]).isNew)
    #expect(table.count == 4)
  }

  @Test func keepsSpacesApart() {
    var table = IDTable()
    for space in [0, 1, 65_535] {
      #expect(table.insert("TLR-1930-6351-9137-5141".utf8, space: space).isNew)
      #expect(table.insert("odd".utf8, space: space).isNew)
    }
    #expect(table.find("TLR-1930-6351-9137-5141".utf8, space: 2) == nil)
    #expect(table.find("odd".utf8, space: 1) == 3)
    #expect((0..<6).map(table.space) == [0, 0, 1, 1, 65_535, 65_535])
    #expect(table.insert("odd".utf8, space: 1 << 40) == (5, false))
    #expect(table.insert("odd".utf8, space: -5) == (1, false))
  }

  @Test func ordersByBytes() {
    var table = IDTable()
    let ids = ["TLR-0000-0000-0000-0002", "TLR-0000-0000-0000-0001", "A", "Z", "TLR-0000-0000-0000-00010", "TLR-"]
    for id in ids { _ = table.insert(id.utf8) }
    for (a, x) in ids.enumerated() {
      for (b, y) in ids.enumerated() {
        let expected = x == y ? 0 : Array(x.utf8).lexicographicallyPrecedes(Array(y.utf8)) ? -1 : 1
        #expect(table.compare(a, b) == expected, "\(x) \(y)")
      }
    }
  }

  @Test func agreesWithADictionary() {
    var random = SplitMix64(seed: 11)
    var table = IDTable()
    var model: [[UInt8]: Int] = [:]
    for _ in 0..<40_000 {
      let number = Int.random(in: 0..<9_000, using: &random)
      let id: [UInt8]
      switch number % 3 {
      case 0: id = Array("TLR-0000-0000-\(1000 + number / 9000)-\(String(10_000 + number).suffix(4))".utf8)
      case 1: id = Array(String(repeating: "k", count: number % 50).utf8) + Array("\(number)".utf8)
      default: id = [UInt8(number & 255), UInt8(number >> 8)]
      }
      let (ordinal, isNew) = table.insert(id)
      if let known = model[id] {
        #expect(!isNew && ordinal == known)
      } else {
        #expect(isNew && ordinal == model.count)
        model[id] = ordinal
      }
    }
    #expect(table.count == model.count)
    #expect(model.allSatisfy { table.find($0.key) == $0.value && table.id($0.value) == $0.key })
  }

  @Test func holdsHugeIDs() {
    var table = IDTable()
    let huge = [UInt8](repeating: 0x41, count: 3_000_000)
    #expect(table.insert(huge).isNew)
    #expect(table.insert(huge + [0x41]).isNew)
    #expect(table.find(huge) == 0)
    #expect(table.id(1).count == 3_000_001)
  }

  @Test func isACopyWhenCopied() {
    var first = IDTable()
    _ = first.insert("a".utf8)
    let second = first
    _ = first.insert("b".utf8)
    #expect(second.count == 1 && second.find("b".utf8) == nil && first.find("b".utf8) == 1)
  }

  @Test(arguments: [-1, 0, 1, 15, 16, 17, 1000]) func roomForManyChangesNothing(count: Int) {
    var table = IDTable()
    for number in 0..<20 { #expect(table.insert("a\(number)".utf8).ordinal == number) }
    table.reserve(count)
    for number in 0..<600 {
      let (ordinal, isNew) = table.insert("a\(number)".utf8)
      #expect(ordinal == number && isNew == (number >= 20))
    }
    #expect(table.find("a599".utf8) == 599 && table.find("a600".utf8) == nil)
  }
}
