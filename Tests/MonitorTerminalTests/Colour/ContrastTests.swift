import MonitorTerminal
import Testing

@Suite struct ContrastTests {
  @Test func agreesWithTheStandard() {
    #expect(Contrast.ratio(16, 231).rounded() == 21)
    #expect(Contrast.ratio(231, 16).rounded() == 21)
    #expect(Contrast.ratio(196, 196) == 1)
    // #ff0000 on white, as published: 4.00.
    #expect(abs(Contrast.ratio(196, 231) - 4) < 0.01)
  }
}
