import Testing

@testable import mpt_tail

@Suite struct NearestWordsTests {
  private let many = ["theme", "time", "times", "layout", "history", "interval", "notify", "level", "mouse", "raw"]

  @Test(arguments: [
    ("", "", 0), ("abc", "", 3), ("", "abc", 3), ("theme", "theme", 0), ("theme", "teme", 1), ("theme", "themes", 1),
    ("ab", "ba", 2), ("kitten", "sitting", 3),
  ])
  func countsWhatHasToChange(left: String, right: String, distance: Int) {
    #expect(NearestWords.distance(left, right) == distance)
  }

  @Test func namesTheNearestFirstAndThreeAtMost() {
    #expect(NearestWords.hint(for: "Teme", among: many) == "; did you mean 'theme' or 'time' or 'times'?")
    #expect(NearestWords.hint(for: "histroy", among: many) == "; did you mean 'history'?")
  }

  @Test func namesAllWhereNoneIsNearOrThereAreFew() {
    #expect(NearestWords.hint(for: "zzzzzzzzzz", among: many).hasPrefix("; there are 'history', 'interval', 'layout',"))
    #expect(NearestWords.hint(for: "of", among: ["on", "off"]) == "; there are 'on', 'off'.")
  }

  @Test func onlyTheBeginningOfALongWordCounts() {
    let long = String(repeating: "x", count: 1_000_000)
    #expect(NearestWords.distance(long, long + "y") == 0)
  }
}
