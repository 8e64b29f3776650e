import MonitorCore
import Testing

@Suite struct NumberTextTests {
  /// Every percentage of one decimal, as the platform sends it, by every way that it takes through the program.
  @Test func aDecimalStaysTheOneThatWasSent() {
    for tenths in 0...1000 {
      let text = "\(tenths / 10).\(tenths % 10)"
      let sent = Double(tenths) / 10
      #expect(NumberText.percent(sent) == text)
      #expect(NumberText.percent(sent / 100 * 100) == text)
      #expect(NumberText.percent(Double(Float(sent))) == text)
      #expect(NumberText.percent(Double(Float(sent)) / 100 * 100) == text)
    }
  }

  @Test(arguments: [99.95, 99.99, 99.999_99, 99.999_999_9, Double(Float(99.999_99)), 100.0.nextDown])
  func nothingShowsAsDoneBeforeItIs(value: Double) { #expect(NumberText.percent(value) == "99.9") }

  @Test(arguments: [
    (Double.nan, "0.0"), (-5, "0.0"), (.infinity, "100.0"), (250, "100.0"), (57.39, "57.3"), (0.05, "0.0"),
  ]) func whatIsNoPercentageIsClamped(value: Double, text: String) { #expect(NumberText.percent(value) == text) }
}
