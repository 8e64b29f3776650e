import MonitorCore

/// Random entries that often meet: few ids, few instants, few revisions.
package struct RandomEntries: RandomNumberGenerator {
  private var random: SplitMix64
  private let ids: Int

  package init(seed: UInt64, ids: Int) {
    random = SplitMix64(seed: seed)
    self.ids = ids
  }

  package mutating func next() -> UInt64 { random.next() }

  package mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }

  package mutating func batch(upTo count: Int, around now: Int) -> [TestEntry] {
    (0..<number(0..<count + 1)).map { _ in entry(around: now) }
  }

  package mutating func entry(around now: Int) -> TestEntry {
    let number = number(0..<ids)
    let id = number % 5 == 0 ? "odd-\(number)" : "TLR-0000-0000-0000-\(1000 + number % 9000)"
    var entry = TestEntry(id, at: Int64(now + self.number(-8..<9)))
    switch self.number(0..<40) {
    case 0:
      entry.timestamp = nil
      entry.timestampText = Array("someday \(number)".utf8)
    case 1: entry.timestamp = Timestamp(ticks: [.min, .max, 0][number % 3])
    default: break
    }
    entry.revision = Int32(self.number(0..<4)) * [1, 1, 1, 100][number % 4]
    entry.severity = Severity.allCases[self.number(0..<6)]
    entry.severityText = Array((entry.severity == .unknown ? "Odd\(number % 3)" : entry.severity.word).utf8)
    entry.message = Array(
      ["Step {{N}} of '{{Name}}'", "plain", "", "{{Name}}{{N}} done\nand more", "other {{ x.y }}"][number % 5].utf8)
    entry.parameters = Array(Self.parameters[self.number(0..<Self.parameters.count)].utf8)
    if number % 3 == 0 { entry.extras = Array(#"{"name":"\#(number % 7)"}"#.utf8) }
    if number % 2 == 0 { entry.progress = Float(self.number(0..<101)) }
    if number % 7 == 0 { entry.eta = Timestamp(ticks: Int64(number)) }
    entry.isInvalid = number % 11 == 0
    entry.lateness = Int64(max(0, self.number(-10..<4)))
    return entry
  }

  package static let parameters = [
    "", "{}", #"{"N":3,"Name":"ACC-1"}"#, #"{"N":4,"Name":"ACC-22"}"#, #"{"N":5.5,"Name":"say \"hi\" Zoë"}"#,
    #"{ "Name" : "" , "N" : 0 }"#, #"{"x":{"y":[1,"a",true,null]},"Name":"B"}"#, #"["a",2]"#, #""text""#, "12",
    #"{"broken":"#, #"{"N":-12,"Name":"under way"}"#, "\u{1}\u{5}", "\u{5}", #"{"N":007,"Name":"{{N}}"}"#,
  ]
}
