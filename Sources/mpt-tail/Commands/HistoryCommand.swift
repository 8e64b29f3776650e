import ArgumentParser
import MonitorCore
import MonitorHistory
import MonitorTerminal
import MonitorUI

/// `mpt-tail history`: what is remembered of earlier runs.
struct HistoryCommand: ProgramCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show or forget the earlier runs that estimates rest on.",
    discussion: """
      Runs that completed are remembered by platform and kind of task, also those that the platform listed. \
      '--no-history', or 'history = false' in the configuration, neither consults nor remembers any.
      """)

  @Argument(help: ArgumentHelp("Only tasks of these kinds, such as accounts.buyers.transfer.", valueName: "code"))
  var codes: [String] = []

  @Flag(help: "Print one JSON object per run.")
  var json = false

  @Flag(help: "Forget them.")
  var forget = false

  func validate() throws {
    if json, forget { throw ValidationError("--json and --forget say different things: give one.") }
  }

  mutating func run(in environment: Environment) async throws {
    guard let memory = SessionMemory(environment: environment, host: "") else {
      throw ProgramFailure("there is no state folder: HOME and XDG_STATE_HOME name none", exit: .cannotOpen).reported()
    }
    let output: [String]
    do throws(StateFailure) {
      output =
        forget
        ? [try Self.forgetRuns(codes, in: memory.database)] : lines(of: try Self.runs(codes, in: memory.database))
    } catch {
      throw ProgramFailure(error.sentence, exit: .cannotOpen).reported()
    }
    try StandardOutput.write(output)
  }

  private static func forgetRuns(_ codes: [String], in database: StateDatabase) throws(StateFailure) -> String {
    guard database.exists else { return "nothing was remembered" }
    let count = try database.write { connection throws(SQLiteFailure) in
      if codes.isEmpty { return try connection.forgetRuns() }
      var count = 0
      for code in codes { count += try connection.forgetRuns(code: code) }
      return count
    }
    return "forgot \(NumberText.count(count, "run"))"
  }

  /// The histories by host, and there by code.
  private static func runs(
    _ codes: [String], in database: StateDatabase
  ) throws(StateFailure) -> [(host: String, code: String, history: CodeHistory)] {
    try database.read { connection throws(SQLiteFailure) in
      var all: [(host: String, code: String, history: CodeHistory)] = []
      for host in try connection.hosts() {
        let known = try connection.histories(of: host).filter { codes.isEmpty || codes.contains($0.key) }
        all += known.sorted { $0.key < $1.key }.filter { !$0.value.runs.isEmpty }.map { (host, $0.key, $0.value) }
      }
      return all
    } ?? []
  }

  private func lines(of all: [(host: String, code: String, history: CodeHistory)]) -> [String] {
    let isASCII = !TerminalLocale.adopt()
    if json {
      return all.flatMap { entry in entry.history.runs.map { Self.json($0, host: entry.host, ascii: isASCII) } }
    }
    return HistoryTable(all, isASCII: isASCII).lines
  }

  private static func json(_ run: EarlierRun, host: String, ascii: Bool) -> String {
    var json = JSONWriter(ascii: ascii)
    json.beginObject()
    for (name, value) in [("host", host), ("code", run.code), ("task", run.task.text)] as [(StaticString, String)] {
      json.name(name)
      json.value(value)
    }
    json.name("ended")
    json.value(TimestampFormat.rfc3339(run.ended))
    json.name("duration_s")
    json.value(run.run.duration)
    json.name("watched")
    json.value(run.run.curve != nil)
    json.endObject()
    return String(decoding: json.output, as: UTF8.self)
  }
}

/// Earlier runs in columns, safe to print: `CODE  RUNS  WATCHED  USUALLY  BETWEEN  NEWEST`, under the host that they are of.
struct HistoryTable {
  private(set) var lines: [String] = []

  init(_ all: [(host: String, code: String, history: CodeHistory)], isASCII: Bool) {
    guard !all.isEmpty else {
      lines = ["no run is remembered"]
      return
    }
    let head = ["CODE", "RUNS", "WATCHED", "USUALLY", "BETWEEN", "NEWEST"]
    let rows = all.map { Self.cells(of: $0.code, $0.history, isASCII: isASCII) }
    let widths = head.indices.map { column in ([head] + rows).map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    var host: String?
    for (entry, row) in zip(all, rows) {
      if entry.host != host {
        if host != nil { lines.append("") }
        host = entry.host
        lines += [SafeText.line(entry.host, ascii: isASCII), Self.line(head, widths)]
      }
      lines.append(Self.line(row, widths))
    }
  }

  private static func cells(of code: String, _ history: CodeHistory, isASCII: Bool) -> [String] {
    let said = RunHistory(history.runs.map(\.run))
    // One run has no range.
    let range =
      history.runs.count < 2
      ? nil
      : said.usualRange.map { range in
        DurationText.clock(range.lowerBound) + (isASCII ? " - " : " – ") + DurationText.clock(range.upperBound)
      }
    return [
      SafeText.line(code, ascii: isASCII), "\(history.runs.count)", "\(history.runs.count { $0.run.curve != nil })",
      said.usualDuration.map(DurationText.clock) ?? "-", range ?? "-",
      history.runs.first.map { String(TimestampFormat.rfc3339($0.ended).prefix(16)).replacing("T", with: " ") + "Z" }
        ?? "-",
    ]
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    zip(cells, widths).enumerated().map { column, cell in
      let space = String(repeating: " ", count: max(0, cell.1 - DisplayWidth.of(cell.0)))
      return (1...3).contains(column) ? space + cell.0 : column == cells.count - 1 ? cell.0 : cell.0 + space
    }.joined(separator: "  ")
  }
}
