import Testing

@testable import mpt_tail

/// How a pager is told where to begin.
@Suite struct PagerCommandTests {
  @Test(arguments: [
    ("less", 12, "less +12"), ("less -R", 7, "less -R +7"), ("/usr/bin/more", 2, "/usr/bin/more +2"),
    ("less", 1, "less"),
  ])
  func aPagerThatTakesALineBeginsThere(pager: String, line: Int, command: String) {
    #expect(PagerCommand.opening(pager, atLine: line) == command)
  }

  /// Also where a shell would read more than words: a line at its end might be that of another command.
  @Test(arguments: ["bat --paging=always", "cat | less", "less; true", "less $(echo -R)", ""])
  func anyOtherIsLeftAsItIs(pager: String) {
    #expect(PagerCommand.opening(pager, atLine: 9) == pager)
  }
}
