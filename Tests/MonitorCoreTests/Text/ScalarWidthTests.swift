import MonitorCore
import Testing

@Suite struct ScalarWidthTests {
  @Test func agreesWithTheStandardLibrarysProperties() {
    for value in UInt32(0x300)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isMark = [.nonspacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
      if isMark, ScalarWidth.of(value) != 0 || !ScalarWidth.isMark(value) {
        Issue.record("a mark of its own width: \(String(value, radix: 16))")
      }
      let isRegional = 0x1F1E6...0x1F1FF ~= value
      if scalar.properties.isEmojiPresentation, !isRegional, ScalarWidth.of(value) != 2 {
        Issue.record("a narrow picture: \(String(value, radix: 16))")
      }
      if ScalarWidth.isMark(value) != (ScalarWidth.of(value) == 0) {
        Issue.record("in two minds: \(String(value, radix: 16))")
      }
    }
  }
}
