import Foundation
import MonitorCore
import MonitorStream
import TestSupport
import Testing

@Suite struct JSONEventWriterTests {
  private static let schema = Result { try EventSchema() }
  private let at = #""at":"2025-09-11T13:45:13.515Z""#

  /// The lines of events, each held against the schema.
  private func lines(_ events: [FollowEvent], end: ReportedEnd = ReportedEnd()) throws -> String {
    var writer = JSONEventWriter()
    var output: [UInt8] = []
    for event in events {
      switch event {
      case .logs(let batch, _):
        for entry in batch.entries {
          writer.append(entry, of: batch, task: try taskID(), at: receivedAt, to: &output)
        }
      case .task(let task): writer.append(.task(try taskID(), task, end), at: receivedAt, to: &output)
      case .state(let state):
        let retry = state.secondsUntilNextPoll(.seconds(100))
        writer.append(.source(try taskID(), state, retry: retry), at: receivedAt, to: &output)
      }
    }
    try Self.schema.get().check(output)
    for line in output.split(separator: 0x0A) { _ = try JSONSerialization.jsonObject(with: Data(line)) }
    return String(decoding: output, as: UTF8.self)
  }

  @Test func logs() throws {
    let batch = EntryBatch.of(
      TestEntry(
        message: "Starting '{{A}}'\n\u{1B}", parameters: #"{"A":"\"B\""}"#, sent: #"{ "id": "TLR-1" }"#,
        lateness: 120_000_000),
      TestEntry(id: "TLR-2", message: "x", sent: nil, lateness: 4_150_000, isRevised: true))
    #expect(
      try lines([.logs(batch, receivedAt: receivedAt)]) == #"""
        {"event":"log",\#(at),"task":"TSK-1","text":"Starting '\"B\"'\n\u001b","late":12,"revised":false,"log":{"id":"TLR-1"}}
        {"event":"log",\#(at),"task":"TSK-1","text":"x","late":0.415,"revised":true,"log":{"id":"TLR-2","revision":0,"severity":"Info","message":"x","timestamp":"2025-09-11T13:40:13.515Z"}}

        """#)
  }

  @Test func tasks() throws {
    var task = TaskSnapshot(id: "ignored", name: "Name \"\u{202E}\"", status: .processing)
    task.progress = 57.3
    task.eta = Timestamp(parsing: "2025-09-12 13:40:13.515Z".utf8)
    task.raw = Array(#"{"id":"TSK-1", "name" : "Name"}"#.utf8)
    var bare = TaskSnapshot(id: "ignored", status: .other("Odd\n"))
    bare.progress = .nan
    let head = #"{"event":"task",\#(at),"task":"TSK-1","name":"#
    let unknown = #""eta":null,"eta_low":null,"eta_high":null,"estimated":false,"basis":null,"snapshot":null}"#
    #expect(
      try lines([.task(bare)]) == """
        \(head)"","status":"Odd\\n","progress":null,\(unknown)

        """)
    let said = ReportedEnd(end: task.eta, basis: .server)
    #expect(
      try lines([.task(task)], end: said) == """
        \(head)"Name \\"\\u202e\\"","status":"Processing","progress":57.3,"eta":"2025-09-12T13:40:13.515Z",\
        "eta_low":null,"eta_high":null,"estimated":false,"basis":"server",\
        "snapshot":{"id":"TSK-1","name":"Name"}}

        """)
    bare.progress = 100
    let estimate = ReportedEnd(
      end: Timestamp(ticks: 0), low: Timestamp(ticks: -10_000_000), high: Timestamp(ticks: 10_000_000),
      basis: .rateAndHistory)
    #expect(
      try lines([.task(bare)], end: estimate) == """
        \(head)"","status":"Odd\\n","progress":100,"eta":"1970-01-01T00:00:00.000Z",\
        "eta_low":"1969-12-31T23:59:59.000Z","eta_high":"1970-01-01T00:00:01.000Z","estimated":true,\
        "basis":"rate+history","snapshot":null}

        """)
  }

  @Test func sources() throws {
    var stale = FollowState()
    stale.source = .stale
    stale.problem = "503 Service Unavailable"
    stale.failures = 1
    stale.nextPoll = .milliseconds(103_200)
    var staler = stale
    staler.failures = 2
    staler.nextPoll = .seconds(90)
    var live = FollowState()
    live.source = .live
    live.nextPoll = .seconds(102)
    var liveLater = live
    liveLater.delivered = 5
    var refused = FollowState()
    refused.source = .refused(logsOnly: true)
    refused.problem = "403"
    var gone = FollowState()
    gone.source = .gone
    var ended = FollowState()
    ended.source = .ended
    let states = [FollowState(), live, liveLater, stale, stale, staler, live, refused, gone, ended]
    let head = #"{"event":"source",\#(at),"task":"TSK-1","state":"#
    #expect(
      try lines(states.map { .state($0) }) == """
        \(head)"live","problem":null,"retry":null}
        \(head)"stale","problem":"503 Service Unavailable","retry":3.2}
        \(head)"stale","problem":"503 Service Unavailable","retry":0}
        \(head)"live","problem":null,"retry":null}
        \(head)"refused","problem":"403","retry":null}
        \(head)"gone","problem":null,"retry":null}

        """)
  }

  @Test func aSourceEventThatWouldSayTheSameIsNotRepeated() throws {
    func state(_ source: FollowState.Source, _ problem: String = "", failures: Int = 0) -> FollowEvent {
      var state = FollowState()
      (state.source, state.problem, state.failures) = (source, problem, failures)
      return .state(state)
    }
    let states = [
      state(.live), state(.live, failures: 1), state(.live), state(.refused(logsOnly: true), "403"),
      state(.refused(logsOnly: true), "403", failures: 2), state(.gaveUp, "403"), state(.ended), state(.live),
    ]
    let head = #"{"event":"source",\#(at),"task":"TSK-1","state":"#
    #expect(
      try lines(states) == """
        \(head)"live","problem":null,"retry":null}
        \(head)"refused","problem":"403","retry":null}
        \(head)"live","problem":null,"retry":null}

        """)
  }

  /// One for each failed request, whatever else is the same.
  @Test func everyRetryIsEmitted() throws {
    let states = (1...5).map { failures in
      var state = FollowState()
      (state.source, state.problem, state.failures) = (.stale, "503", failures)
      state.nextPoll = .seconds(100 + failures)
      return FollowEvent.state(state)
    }
    let lines = try lines(states).split(separator: "\n")
    #expect(lines.count == 5 && zip(1..., lines).allSatisfy { $1.hasSuffix(#""retry":\#($0)}"#) })
  }

  private func line(_ event: StreamEvent, at moment: Timestamp? = receivedAt) throws -> String {
    var output: [UInt8] = []
    var writer = JSONEventWriter()
    writer.append(event, at: moment, to: &output)
    try Self.schema.get().check(output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func theStart() throws {
    var start = RunStart(version: "0.1.0", host: "api.example", tasks: [try taskID(), try taskID("TSK-2")])
    let head = #""schema":"mpt-tail/1","version":"0.1.0","host":"api.example""#
    #expect(
      try line(.start(start)) == """
        {"event":"start",\(at),\(head),"tasks":["TSK-1","TSK-2"],"history":"all","until":null,"filter":null}

        """)
    start.tasks = []
    start.history = .newest(10)
    start.until = receivedAt
    start.filter = LogFilter(
      level: .atLeast(.warning), patterns: [try TextPattern(#"a"b"#), try TextPattern("c", isExcluding: true)])
    #expect(
      try line(.start(start), at: nil) == """
        {"event":"start","at":null,\(head),"tasks":[],"history":10,"until":"2025-09-11T13:45:13.515Z",\
        "filter":{"level":"Warning","grep":["a\\"b"],"exclude":["c"]}}

        """)
    start.history = .since(receivedAt)
    #expect(try line(.start(start)).contains(#""history":"2025-09-11T13:45:13.515Z","#))
  }

  @Test func watchesAndNotes() throws {
    #expect(
      try line(.watch(try taskID(), WatchChange(isJoining: true, by: .command))) == """
        {"event":"watch",\(at),"task":"TSK-1","state":"joined","by":"command"}

        """)
    #expect(
      try line(.watch(try taskID(), WatchChange(isJoining: false, by: .key))) == """
        {"event":"watch",\(at),"task":"TSK-1","state":"left","by":"key"}

        """)
    #expect(
      try line(.note(try taskID(), entry: "TLR-1", text: "here\n\u{202E}")) == """
        {"event":"note",\(at),"task":"TSK-1","entry":"TLR-1","text":"here\\n\\u202e"}

        """)
  }

  @Test func theEnd() throws {
    var state = FollowState()
    (state.delivered, state.revised, state.late, state.missing, state.invalid) = (1482, 2, 3, 0, 1)
    state.completeness = .proven
    var refused = FollowState()
    refused.source = .refused(logsOnly: true)
    refused.completeness = .unproven("The logs are \"refused\"")
    var first = TaskOutcome(task: try taskID(), snapshot: TaskSnapshot(id: "", status: .completed), state: state)
    first.apply(
      .logs(
        EntryBatch.of(
          TestEntry(id: "TLR-1"), TestEntry(id: "TLR-2", severity: "Odd"),
          TestEntry(id: "TLR-3", severity: "Failure", message: "no {{A}}", parameters: #"{"A":"\u202e"}"#)),
        receivedAt: receivedAt))
    let outcomes = [
      first, TaskOutcome(task: try taskID("TSK-2")), TaskOutcome(task: try taskID("TSK-3"), state: refused),
    ]
    let zeros = #""logs":0,"revised":0,"late":0,"missing":0,"invalid":0"#
    let none = #""severities":{},"first_failure":null,"last_errors":[]"#
    let failure = #"{"id":"TLR-3","timestamp":"2025-09-11T13:40:13.515Z","severity":"Failure","text":"no \u202e"}"#
    #expect(
      try line(.end(RunEnd(exit: 3, reason: .gaveUp, outcomes: outcomes))) == """
        {"event":"end",\(at),"exit":3,"reason":"gave-up","tasks":[\
        {"task":"TSK-1","status":"Completed","logs":1482,"revised":2,"late":3,"missing":0,"invalid":1,\
        "refused":false,"complete":true,"reason":null,\
        "severities":{"Unknown":1,"Info":1,"Failure":1},"first_failure":\(failure),"last_errors":[\(failure)]},\
        {"task":"TSK-2","status":null,\(zeros),"refused":false,"complete":false,"reason":null,\(none)},\
        {"task":"TSK-3","status":null,\(zeros),"refused":true,"complete":false,\
        "reason":"The logs are \\"refused\\"",\(none)}]}

        """)
  }

  @Test(arguments: 0..<8)
  func everyLineIsJSONAndSafe(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func text() -> String {
      let letters: [Unicode.Scalar] = [
        "\u{0}", "\u{1B}", "\n", "\u{85}", "\u{2028}", "\u{202E}", "\u{200D}", "\u{FE0F}", "\"", "\\", "{", "}", "a",
        "é",
        "😀", "\u{301}", "\u{E0041}", "u", "d", "8", "3",
      ]
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...20, using: &random) { text.append(letters.randomElement(using: &random) ?? "a") }
      return String(text)
    }
    for _ in 0..<300 {
      var task = TaskSnapshot(id: text(), name: text(), status: .other(text()))
      task.progress = Bool.random(using: &random) ? .nan : Double.random(in: 0...100, using: &random)
      // The years 1 to 9999, as are read.
      task.eta = Timestamp(ticks: 0).advanced(bySeconds: .random(in: -62_135_596_800...253_402_300_799, using: &random))
      var state = FollowState()
      state.source = .stale
      state.problem = text()
      state.nextPoll = .nanoseconds(Int64.random(in: 0...Int64.max, using: &random))
      let batch = EntryBatch.of(
        TestEntry(
          severity: text(), message: text() + "{{a}}", parameters: #"{"a":"\#(text())"}"#, timestamp: text(),
          sent: text(),
          lateness: Int64(bitPattern: random.next())))
      let eta = ReportedEnd(end: task.eta, basis: .server)
      task.raw = Array("{\(text())}".utf8)
      let output = try lines([.task(task), .state(state), .logs(batch, receivedAt: receivedAt)], end: eta)
      #expect(output.split(separator: "\n").count == 3)
      let unsafe: Set<Unicode.Scalar> = ["\u{2028}", "\u{202E}", "\u{E0041}"]
      for scalar in output.unicodeScalars where scalar != "\n" {
        #expect(scalar.properties.generalCategory != .control && !unsafe.contains(scalar))
      }
    }
  }
}
