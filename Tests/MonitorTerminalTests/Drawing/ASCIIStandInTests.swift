import MonitorTerminal
import Testing

@Suite struct ASCIIStandInTests {
  @Test(
    arguments: [
      ("✖", "x"), ("█", "#"), ("░", "-"), ("▼", "v"), ("●", "*"), ("▲", "^"), ("·", "."), ("≥", ">"), ("≈", "~"),
      ("│", "|"), ("─", "-"), ("┌", "+"), ("…", "."), ("日", "?"), ("é", "?"), ("\u{202e}", "?"), ("a", "a"), ("▌", "#"),
      ("▏", "-"),
    ] as [(Unicode.Scalar, Unicode.Scalar)])
  func standsIn(scalar: Unicode.Scalar, standIn: Unicode.Scalar) { #expect(ASCIIStandIn.for(scalar) == standIn) }
}
