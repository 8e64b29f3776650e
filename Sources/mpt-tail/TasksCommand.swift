import ArgumentParser
import Foundation
import MonitorCore

/// `mpt-tail tasks`: what there is to watch.
struct TasksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks", abstract: "List tasks, newest first.")

  @Flag(help: "One JSON object a line, as the platform sent it.")
  var json = false

  @Option(
    name: [.customShort("n"), .customLong("limit")], help: ArgumentHelp("At most this many.", valueName: "count"))
  var limit = 100

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number from 1.") }
  }

  mutating func run() async throws {
    let source = try connection.open().source
    var tasks: [TaskSnapshot] = []
    do throws(SourceFailure) {
      while tasks.count < limit {
        let page = try await source.tasks(offset: tasks.count, limit: min(100, limit - tasks.count))
        tasks += page.tasks
        if page.tasks.isEmpty || page.total.map({ tasks.count >= $0 }) ?? (page.tasks.count < 100) { break }
      }
    } catch {
      throw ProgramFailure(error.sentence, exit: error.exit).told()
    }
    try StandardOutput.say(json ? tasks.map(\.jsonLine) : TaskTable(tasks, now: .now).lines)
  }
}

/// Tasks in columns.
struct TaskTable {
  let lines: [String]

  init(_ tasks: [TaskSnapshot], now: Timestamp) {
    let rows = tasks.map { task in
      [
        SafeText.line(task.id), SafeText.line(task.status.word),
        task.progress.map { "\(Int($0.rounded())) %" } ?? "-",
        task.created.map { DurationFormat.short(max(0, now.seconds(since: $0))) } ?? "-", SafeText.line(task.name),
      ]
    }
    let all = [["TASK", "STATUS", "PROGRESS", "AGE", "NAME"]] + rows
    let widths = (0..<4).map { column in all.map { $0[column].count }.max() ?? 0 }
    lines = all.map { row in
      let cells = zip(row, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
      return (cells + [row[4]]).joined(separator: "  ")
    }
  }
}

extension TaskSnapshot {
  fileprivate var jsonLine: String {
    var line: [UInt8] = []
    func member(_ name: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      line.append(contentsOf: "\(line.isEmpty ? "{" : ",")\"\(name)\":\"".utf8)
      SafeText.appendJSON(Array(value.utf8), to: &line)
      line.append(UInt8(ascii: "\""))
    }
    member("id", id)
    member("name", name)
    member("status", status.word)
    member("code", code)
    member("created", created.map(TimestampFormat.rfc3339))
    member("eta", eta.map(TimestampFormat.rfc3339))
    if let progress { line.append(contentsOf: ",\"progress\":\(progress)".utf8) }
    line.append(contentsOf: "}".utf8)
    return String(decoding: line, as: UTF8.self)
  }
}

extension SourceFailure {
  /// The exit that a failure means where nothing is tried again.
  var exit: ExitStatus {
    switch kind {
    case .status(401), .status(403): .refused
    case .status(404): .noSuchTask
    default: .gaveUp
    }
  }
}
