import MonitorCore
import TestSupport
import Testing

@testable import MonitorHistory

/// Earlier runs by host and code: bounded, each once, and deletable.
@Suite struct RunTableTests {
  private let folder: TemporaryFolder
  private let database: StateDatabase
  private let start = Timestamp(ticks: 17_000_000_000_000_000)

  init() throws {
    folder = try TemporaryFolder()
    database = StateDatabase(path: folder.path + "/state.db")
  }

  private func run(
    _ number: Int, code: String = "imports", duration: Double = 60, curve: Bool = false, covered: Double? = nil
  ) throws -> EarlierRun {
    var run = RunHistory.Run(duration: duration)
    if curve { run.curve = RunCurve(shares: RunCurve.grid.map { $0 / 100 }) }
    return EarlierRun(
      task: try #require(TaskID("TSK-\(number)")), code: code, ended: start.advanced(bySeconds: Double(number)),
      run: run,
      covered: covered)
  }

  private func keep(_ runs: [EarlierRun], of host: String = "api.example") throws {
    try database.write { connection throws(SQLiteFailure) in
      try connection.record(runs, of: host, limits: database.limits)
    }
  }

  private func histories(of host: String = "api.example") throws -> [String: CodeHistory] {
    try database.read { connection throws(SQLiteFailure) in try connection.histories(of: host) } ?? [:]
  }

  @Test func runsAreKeptByHostAndCode() throws {
    var watched = try run(1, duration: 61.25, curve: true)
    watched.run.sizes = ["Agreements": 40, "Größe": 2.5]
    watched.run.serverError = -0.25
    try keep([watched, run(2), run(3, code: "exports")])
    try keep([run(4)], of: "other.example")
    let known = try histories()
    #expect(known.keys.sorted() == ["exports", "imports"])
    #expect(known["imports"]?.runs.map(\.task.text) == ["TSK-2", "TSK-1"])
    let kept = try #require(known["imports"]?.runs.last)
    #expect(kept.run.duration == 61.25 && kept.run.sizes == ["Agreements": 40, "Größe": 2.5])
    #expect(kept.run.serverError == -0.25 && kept.ended == watched.ended)
    let shares = try #require(kept.run.curve?.shares)
    for (share, percent) in zip(shares, RunCurve.grid) { #expect(abs(share - percent / 100) < 1e-4) }
  }

  @Test func aRunIsThereOnceAndKeepsWhatWatchingTold() throws {
    try keep([run(1, curve: true)])
    try keep([run(1, duration: 62)])
    let runs = try histories()["imports"]?.runs
    #expect(runs?.count == 1 && runs?.first?.run.curve != nil && runs?.first?.run.duration == 62)
  }

  @Test func aCodeKeepsItsNewestRunsAndItsNewestCurves() throws {
    try keep((0..<120).map { try run($0, curve: $0 < 40) })
    let runs = try histories()["imports"]?.runs ?? []
    #expect(runs.count == 70)
    #expect(runs.prefix(50).map(\.task.text) == (70..<120).reversed().map { "TSK-\($0)" })
    #expect(runs.dropFirst(50).allSatisfy { $0.run.curve != nil })
    #expect(runs.last?.task.text == "TSK-20")
  }

  @Test func allOfThemAreBounded() throws {
    var limits = StateDatabase.Limits()
    limits.runs = 30
    try database.write { connection throws(SQLiteFailure) in
      for number in 0..<100 {
        var run = RunHistory.Run(duration: 1)
        run.curve = nil
        guard let task = TaskID("TSK-\(number)") else { continue }
        let earlier = EarlierRun(
          task: task, code: "code \(number)", ended: start.advanced(bySeconds: Double(number)), run: run)
        try connection.record([earlier], of: "h", limits: limits)
      }
    }
    let known = try histories(of: "h")
    #expect(known.values.flatMap(\.runs).count == 30 && known["code 99"] != nil && known["code 69"] == nil)
  }

  @Test func whatIsAbsurdIsNotKeptAndNotRead() throws {
    try keep([run(1, duration: -1), run(2, duration: .infinity), run(3, duration: .nan), run(4, code: ""), run(5)])
    try keep([run(6)], of: "")
    #expect(try histories()["imports"]?.runs.map(\.task.text) == ["TSK-5"])
    try database.write { connection throws(SQLiteFailure) in
      try connection.run("UPDATE runs SET curve = x'FFFF0000', sizes = 'x' || char(9) || 'y', server_error = 1e300")
      try connection.run(
        "INSERT INTO runs (host, code, task, ended, duration) VALUES ('api.example', 'imports', '../x', 1, 5)")
      try connection.run(
        "INSERT INTO runs (host, code, task, ended, duration) VALUES ('api.example', 'imports', 'TSK-9', 'x', 5)")
      try connection.run(
        "INSERT INTO runs (host, code, task, ended, duration) VALUES ('api.example', 'imports', 'TSK-8', 1, 9e999)")
    }
    let runs = try histories()["imports"]?.runs ?? []
    #expect(runs.map(\.task.text) == ["TSK-5"])
    #expect(runs.first?.run.curve == nil && runs.first?.run.sizes == [:] && (runs.first?.run.serverError ?? 9) <= 5)
  }

  @Test func intervalsAreAdaptedOnceARun() throws {
    try keep([run(1, covered: 0.2)])
    let wider = try #require(histories()["imports"]?.intervalScale)
    #expect(wider > 1)
    try keep([run(1, covered: 0.2)])
    #expect(try histories()["imports"]?.intervalScale == wider)
    try keep([run(2, covered: 1)])
    #expect(try #require(histories()["imports"]?.intervalScale) < wider)
  }

  @Test func whenThePlatformWasAskedIsKnownAlsoWithoutRuns() throws {
    try database.write { connection throws(SQLiteFailure) in
      try connection.recordAsked(for: "imports", of: "api.example", at: start)
    }
    #expect(try histories()["imports"]?.asked == start)
  }

  @Test func runsAreForgotten() throws {
    try keep([run(1), run(2, code: "exports")])
    try keep([run(3)], of: "other.example")
    let forget = { (host: String?, code: String?) in
      try self.database.write { connection throws(SQLiteFailure) in try connection.forgetRuns(of: host, code: code) }
    }
    #expect(try forget("api.example", "exports") == 1)
    #expect(try histories().keys.sorted() == ["imports"])
    #expect(try forget(nil, nil) == 2)
    #expect(try histories().isEmpty)
    #expect(try database.read { connection throws(SQLiteFailure) in try connection.hosts() } == [])
  }

  @Test func visitsKeepTheLaterOne() throws {
    let task = try #require(TaskID("TSK-1"))
    let later = start.advanced(bySeconds: 60)
    try database.write { connection throws(SQLiteFailure) in
      try connection.record([task: (start, later)], of: "h", limits: database.limits)
      try connection.record([task: (start.advanced(bySeconds: -9), start)], of: "h", limits: database.limits)
    }
    let visits = try database.read { connection throws(SQLiteFailure) in try connection.visits(of: "h") } ?? [:]
    #expect(visits[task]?.at == later && visits[task]?.newest == start)
  }

  @Test func marksOfATaskAreReplacedOrAdded() throws {
    let (task, other) = (try #require(TaskID("TSK-1")), try #require(TaskID("TSK-2")))
    func keep(_ marks: [String: String], of task: TaskID, replacing: Bool) throws {
      try database.write { connection throws(SQLiteFailure) in
        try connection.record(marks: marks, of: task, "h", replacing: replacing, at: start, limits: database.limits)
      }
    }
    func known() throws -> [TaskID: [String: String]] {
      try database.read { connection throws(SQLiteFailure) in try connection.marks(of: "h") } ?? [:]
    }
    try keep(["TLR-1": "a", "TLR-2": ""], of: task, replacing: true)
    try keep(["TLR-9": "ü"], of: other, replacing: true)
    try keep(["TLR-3": "c"], of: task, replacing: false)
    #expect(try known() == [task: ["TLR-1": "a", "TLR-2": "", "TLR-3": "c"], other: ["TLR-9": "ü"]])
    try keep(["TLR-3": "d"], of: task, replacing: true)
    #expect(try known()[task] == ["TLR-3": "d"])
    // Those with a note are kept before those without.
    let many = Dictionary(uniqueKeysWithValues: (0..<900).map { ("TLR-\($0)", $0 < 450 ? "" : "note") })
    try keep(many, of: task, replacing: true)
    #expect(try known()[task]?.count == 500 && known()[task]?.values.filter { $0 == "note" }.count == 450)
  }
}
