import MonitorCore
import Testing

@Suite struct ASCIIStandInTests {
  @Test(
    arguments: [
      ("✖", "x"), ("█", "#"), ("░", "-"), ("▼", "v"), ("●", "*"), ("▲", "^"), ("·", "."), ("≥", ">"), ("≈", "~"),
      ("│", "|"), ("─", "-"), ("┌", "+"), ("…", "."), ("é", "e"), ("Ł", "L"), ("ó", "o"), ("ź", "z"), ("ß", "s"),
      ("ế", "e"), ("ğ", "g"), ("a", "a"), ("▌", "#"),
      ("▏", "-"),
    ] as [(Unicode.Scalar, Unicode.Scalar)])
  func standsIn(scalar: Unicode.Scalar, standIn: Unicode.Scalar) { #expect(ASCIIStandIn.for(scalar) == standIn) }

  @Test(arguments: ["日", "\u{202e}", "÷", "Ж", "😀"] as [Unicode.Scalar])
  func hasNothingForWhatHasNoBase(scalar: Unicode.Scalar) { #expect(ASCIIStandIn.for(scalar) == nil) }

  @Test(arguments: ["Łódź Systemy", "Lo\u{301}dz\u{301} Systemy"])
  func linesKeepALettersBase(text: String) {
    var plain: [UInt8] = []
    SafeText.appendPlain(Array(text.utf8), ascii: true, to: &plain)
    #expect(String(decoding: plain, as: UTF8.self) == "Lodz Systemy")
    #expect(SafeText.line(text, ascii: true) == "Lodz Systemy")
    #expect(SafeText.screen(Array(text.utf8), ascii: true).map(\.text) == ["Lodz Systemy"])
  }

  @Test func everyStandInIsOneColumnOfASCII() {
    for value in UInt32(0)...0x2FFFF {
      guard let scalar = Unicode.Scalar(value), let standIn = ASCIIStandIn.for(scalar) else { continue }
      #expect(standIn.isASCII)
    }
  }
}
