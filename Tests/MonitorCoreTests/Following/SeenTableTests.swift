import MonitorCore
import Testing

@Suite struct SeenTableTests {
  @Test func tellsNewRevisedAndKnown() {
    var seen = SeenTable()
    let id = Array("TLR-1930-6351-9137-5141".utf8)
    #expect(seen.novelty(of: id, revision: 1) == .new)
    #expect(seen.deliver(id: id, revision: 1) == .new)
    #expect(seen.deliver(id: id, revision: 1) == .known)
    #expect(seen.novelty(of: id[...], revision: 2) == .revised)
    #expect(seen.deliver(id: id[...], revision: 2) == .revised)
    #expect(seen.deliver(id: id, revision: 1) == .known)
    #expect(seen.novelty(of: id, revision: 2) == .known)
    #expect(seen.count == 1)
  }

  @Test func takesEveryRevision() {
    let revisions: [Int32] = [.min, -1, 0, 1, 253, 254, 255, 256, 70_000, .max]
    for (place, first) in revisions.enumerated() {
      for (other, second) in revisions.enumerated() {
        var seen = SeenTable()
        #expect(seen.deliver(id: "a".utf8, revision: first) == .new)
        #expect(seen.deliver(id: "a".utf8, revision: second) == (other > place ? .revised : .known))
        #expect(seen.novelty(of: "a".utf8, revision: max(first, second)) == .known)
      }
    }
  }

  @Test func agreesWithADictionary() {
    var random = SplitMix64(seed: 5)
    var seen = SeenTable()
    var model: [String: Int32] = [:]
    for _ in 0..<20_000 {
      let id = "TLR-0000-0000-0000-\(Int.random(in: 1000...5999, using: &random))"
      let revision = Int32.random(in: -2...300, using: &random)
      let expected: SeenTable.Novelty = model[id].map { revision > $0 ? .revised : .known } ?? .new
      #expect(seen.novelty(of: id.utf8, revision: revision) == expected)
      #expect(seen.deliver(id: id.utf8, revision: revision) == expected)
      model[id] = max(revision, model[id] ?? .min)
    }
    #expect(seen.count == model.count)
  }
}
