import MonitorCore
import TestSupport
import Testing

@Suite struct LogFilterTests {
  private static let templates = [
    "Step {{N}} of '{{Name}}'", "{{Name}}{{N}}", "plain words", "{{N}}-{{Name}}-{{N}}", "Zoë: {{name}} {{ Missing }}",
    "{{Flag}} {{Name}}", "{{Deep.Inner}}/{{Deep}}", "", "{{Name}}",
  ]
  private static let parameters = [
    #"{"N":3,"Name":"ACC-1"}"#, #"{"N":41,"Name":"of 'step"}"#, #"{"Name":"abab","N":7,"Unused":"step 4"}"#,
    #"{"N":1.50,"Name":"say \"step\" A"}"#, #"{"Flag":true,"Name":"","N":0}"#, #"{"Deep":{"Inner":"41-ACC"},"N":-2}"#,
    "", "[1,2]", #"{"Name":"\u0041bc","N":null}"#, #"{"Name":"{{N}}","N":12}"#, #"{"Name":"zoË","N":00}"#,
  ]
  private static let patterns = [
    "step", "3 of", "of 'ACC", "ab7", "bab", "1-ACC", "41", "zoë", "Zoë", "{{", "true", "say \"", "", "ACC-1'", "b7",
    "c", "-",
    "[ab]+7", "of '(?=acc)", "^$", "of '(acc|of)", "\\d-\\w+-\\d", "1.5", "Abc", "zzz", " step", "x|", "}$",
  ]

  private static func store() -> LogStore {
    var store = LogStore()
    // Twice each, as shapes are looked into when they are met again.
    for round in 0..<2 {
      var entries: [TestEntry] = []
      for (t, template) in templates.enumerated() {
        for (p, parameters) in parameters.enumerated() {
          entries.append(
            TestEntry("\(round)-\(t)-\(p)", at: Int64(entries.count)).with {
              $0.message = Array(template.utf8)
              $0.parameters = Array(parameters.utf8)
              if p % 3 == 0 { $0.severity = .unknown }
              $0.severityText = Array("step".utf8)
            })
        }
      }
      _ = store.merge(EntryBatch(entries), of: 0, receivedAt: Timestamp(ticks: 0))
    }
    return store
  }

  @Test(arguments: patterns) func matchesTheMessageAsShown(_ source: String) throws {
    let store = Self.store()
    let pattern = try TextPattern(source)
    var matcher = TextMatcher(pattern)
    let expected = store.order.filter { slot in
      var message = FilledMessage()
      message.fill(template: store.message(of: slot), parameters: store.parameters(of: slot))
      return matcher.isFound(in: message.text)
    }
    var index = LogIndex()
    index.rebuild(LogFilter(patterns: [pattern]), over: store)
    #expect(index.slots == expected)
    #expect(store.order.filter { LogFilter(patterns: [pattern]).admits($0, of: store) } == expected)
    let excluding = LogFilter(patterns: [try TextPattern(filter: "!" + source)])
    index.rebuild(excluding, over: store)
    let rest = store.order.filter { !Set(expected).contains($0) }
    #expect(index.slots == rest && store.order.filter { excluding.admits($0, of: store) } == rest)
  }

  @Test(arguments: [
    ("ACC-1", 2 * 9), ("3", 2 * 9), ("say \"step\" A", 2 * 9), ("Abc", 2 * 9), ("41-ACC", 2 * 9), ("true", 2 * 9),
    ("step", 0),
    ("Name", 0), ("null", 2 * 9), ("", 2 * 9), ("-2", 2 * 9), ("1", 2 * 9), ("1.50", 2 * 9), ("1.5", 0),
  ])
  func matchesValues(_ value: String, _ count: Int) {
    let store = Self.store()
    var index = LogIndex()
    index.rebuild(LogFilter(patterns: [TextPattern(value: Array(value.utf8))]), over: store)
    #expect(index.count == count)
  }

  @Test(arguments: [
    (#"{"N":5,"M":6}"#, "N", "5", true), (#"{"N":5,"M":6}"#, "M", "5", false), (#"{"a":{"N":"x"}}"#, "N", "x", true),
    (#"{"N":{"a":"x"}}"#, "N", "x", false), (#"{"N":["a",["x"]],"M":"x"}"#, "N", "x", true),
    (#"{"N":[{"M":"x"}],"M":"y"}"#, "N", "x", false), (#"{"M":"x","N":"y"}"#, "N", "x", false),
    (#"{"N":{"M":1},"O":[],"P":"x"}"#, "P", "x", true), (#"{"N":true}"#, "N", "true", true),
    (#"{"M":true,"N":false}"#, "N", "true", false), (#"]]}}{"N":"x"#, "N", "x", true), (#"{"N":""}"#, "N", "", true),
  ])
  func matchesValuesOfAMember(_ parameters: String, _ name: String, _ value: String, _ isFound: Bool) {
    var batch = EntryBatch()
    var log = LogEntry(id: batch.append("TLR-1".utf8))
    log.message = batch.append("all of {{N}} and {{M}}".utf8)
    log.parameters = batch.append(parameters.utf8)
    batch.entries.append(log)
    var filled = LogStore()
    _ = filled.merge(batch, of: 0, receivedAt: Timestamp(ticks: 0))
    let pattern = TextPattern(value: Array(value.utf8), of: Array(name.utf8))
    #expect(LogFilter(patterns: [pattern]).admits(0, of: filled) == isFound)
    #expect(pattern.source == "\(name)=\(value)")
  }

  @Test func matchesTemplates() {
    let store = Self.store()
    var index = LogIndex()
    let pattern = TextPattern(template: store.template(of: 0), source: "Step …")
    index.rebuild(LogFilter(patterns: [pattern]), over: store)
    #expect(index.slots.count == 2 * Self.parameters.count)
    #expect(index.slots.allSatisfy { store.message(of: $0) == Array(Self.templates[0].utf8) })
  }

  @Test func stacksPatterns() throws {
    let store = Self.store()
    var index = LogIndex()
    let patterns = [try TextPattern("step"), try TextPattern(filter: "!of 'ACC"), try TextPattern("4.")]
    index.rebuild(LogFilter(patterns: patterns), over: store)
    let each = patterns.map { pattern in
      index.rebuild(LogFilter(patterns: [pattern]), over: store)
      return Set(index.slots)
    }
    index.rebuild(LogFilter(patterns: patterns), over: store)
    #expect(Set(index.slots) == each[0].intersection(each[1]).intersection(each[2]) && !index.slots.isEmpty)
  }

  @Test func neverHidesWhatCannotBeJudged() {
    #expect(Severity.allCases.allSatisfy { LogFilter().admits($0) })
    #expect(LogFilter(level: .atLeast(.failure)).admits(.unknown))
    #expect(!LogFilter(level: .atLeast(.failure)).admits(.error))
    #expect(!LogFilter(level: .only(.failure)).admits(.unknown))
  }
}
