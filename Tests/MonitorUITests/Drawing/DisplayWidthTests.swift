import MonitorUI
import Testing

@Suite struct DisplayWidthTests {
  @Test(
    arguments: [
      ("a", 1), (" ", 1), ("\u{7F}", 1), ("é", 1), ("ß", 1), ("Ж", 1), ("א", 1), ("…", 1), ("█", 1), ("▌", 1), ("●", 1),
      ("✖", 1), ("▲", 1), ("\u{25CC}", 1), ("\u{FFFD}", 1), ("≈", 1), ("ｱ", 1), ("日", 2), ("本", 2), ("한", 2), ("あ", 2),
      ("Ａ", 2), ("　", 2), ("😀", 2), ("⌚", 2), ("\u{1FAE8}", 2), ("\u{20000}", 2), ("\u{301}", 0), ("\u{20DD}", 0),
      ("\u{200D}", 0), ("\u{FE0F}", 0), ("\u{11A8}", 0), ("\u{3099}", 0), ("\u{94D}", 0), ("\u{1F1E6}", 1),
      ("\u{E000}", 1),
    ] as [(Unicode.Scalar, Int)])
  func ofAScalar(scalar: Unicode.Scalar, columns: Int) {
    #expect(DisplayWidth.of(scalar) == columns)
  }

  @Test(arguments: [("", 0), ("plain", 5), ("日本 e\u{301}", 6), ("a…", 2)])
  func ofText(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
    #expect(DisplayWidth.of(text[...]) == columns)
  }
}
