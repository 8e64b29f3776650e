import ArgumentParser
import Glibc
import MonitorCore
import MonitorHistory
import MonitorTerminal
import MonitorUI

/// `mpt-tail tasks`: lists tasks.
struct TasksCommand: ProgramCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks", abstract: "List tasks, newest first.",
    discussion:
      "On a terminal it looks like the list that 'mpt-tail' alone shows. It can be watched: 'mpt-tail tasks --status processing | mpt-tail -'."
  )

  @Flag(help: "Print one JSON object per line.")
  var json = false

  @Option(
    name: [.customShort("n"), .customLong("limit")], help: ArgumentHelp("Maximum number of tasks.", valueName: "count"))
  var limit = 100

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Only tasks in this state: \(TaskStatus.known.map { $0.word.lowercased() }.joined(separator: ", ")); several with commas, or given again.",
      valueName: "status"),
    completion: .list(TaskStatus.known.map { $0.word.lowercased() }), transform: StatusArgument.statuses)
  var status: [[TaskStatus]] = []

  @Flag(help: "Only ASCII, for terminals and fonts without the glyphs.")
  var ascii = false

  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Diagnostics") var diagnostics: DiagnosticsOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number from 1.") }
  }

  mutating func run(in environment: Environment) async throws {
    let connection = try await connection.open(environment, diagnostics.open(environment))
    defer { connection.close() }
    let reader = TaskListReader(source: connection.source, limit: limit, statuses: Set(status.joined()))
    let list: TaskListReader.List
    do throws(SourceFailure) {
      list = try await reader.read()
    } catch {
      let isMissing = error.kind == .status(404)
      let asked = error.retryAfter.map { "; it asks to wait \(DurationText.short($0.seconds.rounded(.up)))" } ?? ""
      throw ProgramFailure(
        isMissing
          ? "\(error.sentence.withoutPeriod): is \(connection.host) the API?" : error.sentence.withoutPeriod + asked,
        exit: error.exit
      ).reported()
    }
    let isASCII = ascii || !TerminalLocale.adopt()
    let now = connection.clock.now
    let usual = try await usualDurations(of: connection, environment)
    let lines =
      if json {
        list.rows.map { $0.json(usual: usual, ascii: isASCII) }
      } else if let width = TerminalDevice.width(of: STDOUT_FILENO) {
        TaskSheetLines(
          list.rows, width: width, now: now, usual: usual, ascii: isASCII,
          usesColor: LookOptions.Color.auto.isWanted(in: environment, onTerminal: true)
        ).lines
      } else {
        TaskTable(list.rows, now: now, usual: usual, zone: LocalZone.offset, ascii: isASCII).lines
      }
    try StandardOutput.write(lines)
    RecentTasks(environment: environment)?.record(list.rows.compactMap(\.recent))
    if let problem = list.problem { throw ProgramFailure(problem, exit: .gaveUp).reported() }
  }
}

extension TasksCommand {
  /// Seconds that tasks usually take, by code, as far as earlier runs are remembered.
  fileprivate func usualDurations(of connection: Connection, _ environment: Environment) async throws -> [String:
    Double]
  {
    var looks = try LookOptions.parse([])
    let settings = try? await SettingsSource(environment: environment).settings(completing: &looks)
    guard settings?.keepsHistory ?? true, let memory = SessionMemory(environment: environment, host: connection.host)
    else {
      return [:]
    }
    do throws(StateFailure) {
      return try memory.load().histories.compactMapValues(\.usualDuration)
    } catch {
      StandardError.write("mpt-tail: \(error.sentence)")
      return [:]
    }
  }
}

extension TaskListReader.Row {
  /// The task as it is remembered.
  fileprivate var recent: (id: TaskID, name: String)? {
    guard case .task(let task) = self, let id = TaskID(task.id) else { return nil }
    return (id, task.name)
  }

  /// What is known of the task as one JSON object; `{"invalid": "why"}` for what is none.
  ///
  /// - Parameter usual: seconds that tasks usually take, by code.
  func json(usual: [String: Double] = [:], ascii: Bool) -> String {
    var json = JSONWriter(ascii: ascii)
    func member(_ name: StaticString, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      json.name(name)
      json.value(value)
    }
    json.beginObject()
    switch self {
    case .unreadable(let why):
      json.name("invalid")
      json.value(why)
    case .task(let task):
      json.name("id")
      json.value(task.id)
      member("name", task.name)
      member("status", task.status.word)
      member("code", task.code)
      member("created", task.created.map(TimestampFormat.rfc3339))
      member("eta", task.eta.map(TimestampFormat.rfc3339))
      if let usual = usual[task.code] {
        json.name("usual_s")
        json.value(usual)
      }
      if let progress = task.shownProgress {
        json.name("progress")
        json.value(progress)
      }
    }
    json.endObject()
    return String(decoding: json.output, as: UTF8.self)
  }
}

extension TaskSnapshot {
  /// Percent with one digit behind the point, cut and not rounded: nothing shows as done before it is.
  var shownProgress: Double? {
    guard let progress, progress.isFinite else { return nil }
    // 21.3 · 10 is less than 213.
    return (max(0, min(100, progress)) * 10 + 1e-9).rounded(.down) / 10
  }
}
