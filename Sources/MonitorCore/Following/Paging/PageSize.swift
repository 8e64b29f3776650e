/// How many entries a page is asked for: as many as usual, until one cannot be had in that size.
///
/// After a failure it is half as many, and after five good pages twice as many again; where that fails soon, twice as many
/// good pages are waited for the next time.
struct PageSize: Sendable {
  private static let minGoodPages = 5
  private static let maxGoodPages = 640

  private let standard: Int
  private let largest: Int
  /// The most entries that a page may be asked for, also where many share a timestamp.
  private(set) var ceiling: Int
  private var goodPages = 0
  private var neededGoodPages = minGoodPages

  init(rules: FollowRules) {
    standard = max(1, rules.pageSize)
    largest = max(standard, rules.largestPage)
    ceiling = largest
  }

  var limit: Int { min(standard, ceiling) }

  /// Records a page that came as it was asked for.
  mutating func recordGoodPage() {
    guard ceiling < largest else { return }
    goodPages += 1
    guard goodPages >= neededGoodPages else { return }
    ceiling = min(largest, ceiling * 2)
    goodPages = 0
    if ceiling == largest { neededGoodPages = Self.minGoodPages }
  }

  /// Records that a page could not be had, and that the next one is asked for with `limit`.
  mutating func reduce(to limit: Int) {
    if ceiling < largest, goodPages < Self.minGoodPages {
      neededGoodPages = min(Self.maxGoodPages, neededGoodPages * 2)
    }
    ceiling = max(1, min(ceiling, limit))
    goodPages = 0
  }

  /// One entry alone was to blame, and pages that leave it out are asked for with `limit`.
  mutating func restore(to limit: Int) {
    ceiling = limit >= standard ? largest : max(ceiling, limit)
    neededGoodPages = Self.minGoodPages
    goodPages = 0
  }
}
