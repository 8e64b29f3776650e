import TestSupport
import Testing

@testable import MonitorCore

/// The quick looks at one entry against what the seam means.
@Suite struct PageJoinPropertyTests {
  private func page(using random: inout SplitMix64) -> LogPage {
    let first = Int.random(in: 0...12, using: &random)
    let entries = (0..<Int.random(in: 0...8, using: &random)).map { place in
      (
        id: "TLR-\(Int.random(in: 0...14, using: &random))",
        second: Bool.random(using: &random)
          ? Double(20 - first - place)
          : Int.random(in: 0...5, using: &random) == 0
            ? nil : Double(Int.random(in: 0...20, using: &random))
      )
    }
    return .simulated(entries)
  }

  private func ids(_ page: LogPage) -> Set<String> { Set(page.batch.entries.map { page.batch.string($0.id) }) }

  @Test func agreesWithLookingAtAllEntries() {
    var random = SplitMix64(seed: 8)
    var joined = 0
    var brought = 0
    for _ in 0..<5000 {
      let (earlier, later) = (page(using: &random), page(using: &random))
      let seam: FollowRules.Seam = Bool.random(using: &random) ? .inclusive : .strict
      let known = ids(earlier)
      let last = earlier.batch.entries.compactMap(\.timestamp).last
      let joins = later.batch.entries.contains { entry in
        guard known.contains(later.batch.string(entry.id)) else { return false }
        guard let last else { return true }
        guard let timestamp = entry.timestamp else { return false }
        return timestamp > last || seam == .inclusive && timestamp == last
      }
      let join = PageJoin.page(earlier)
      #expect(join.isJoined(by: later, seen: SeenTable(), seam: seam) == joins)
      #expect(later.bringsMore(than: earlier) == !ids(later).isSubset(of: known))
      joined += joins ? 1 : 0
      brought += ids(later).isSubset(of: known) ? 0 : 1
    }
    #expect(joined > 500 && joined < 4500 && brought > 500 && brought < 4900)
  }
}
