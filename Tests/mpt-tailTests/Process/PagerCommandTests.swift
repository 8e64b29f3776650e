import Testing

@testable import mpt_tail

/// A pager that is known to take one is given the line to begin at.
@Suite struct PagerCommandTests {
  @Test(arguments: [
    ("less", 12, "less +12"), ("less -R", 7, "less -R +7"), ("/usr/bin/more", 2, "/usr/bin/more +2"),
    ("less", 1, "less"),
    ("bat --paging=always", 9, "bat --paging=always"), ("cat | less", 9, "cat | less"), ("less; true", 9, "less; true"),
    ("", 9, ""),
  ])
  func begins(pager: String, line: Int, command: String) {
    #expect(PagerCommand.opening(pager, atLine: line) == command)
  }
}
