import ArgumentParser
import MonitorCore
import MonitorTerminal

/// `mpt-tail tasks`: what there is to watch.
struct TasksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks", abstract: "List tasks, newest first.")

  @Flag(help: "One JSON object a line.")
  var json = false

  @Option(
    name: [.customShort("n"), .customLong("limit")], help: ArgumentHelp("At most this many.", valueName: "count"))
  var limit = 100

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Only tasks with this status, such as processing; several with commas, or given again.", valueName: "status"))
  var status: [String] = []

  @Flag(help: "Only ASCII, for terminals and fonts without the glyphs.")
  var ascii = false

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number from 1.") }
    if !status.isEmpty, statuses.isEmpty {
      throw ValidationError("--status takes a word such as processing or failed.")
    }
  }

  mutating func run() async throws {
    let connection = try connection.open()
    defer { connection.close() }
    let source = connection.source
    let wanted = statuses
    var tasks: [TaskSnapshot] = []
    var offset = 0
    do throws(SourceFailure) {
      while tasks.count < limit {
        // Those of other statuses are left out here: the platform may pass a filter over.
        let page = try await source.tasks(offset: offset, limit: wanted.isEmpty ? min(100, limit - tasks.count) : 100)
        offset += page.tasks.count
        tasks += page.tasks.filter { wanted.isEmpty || wanted.contains($0.status.word.lowercased()) }
        if page.tasks.isEmpty || page.total.map({ offset >= $0 }) ?? (page.tasks.count < 100) { break }
      }
    } catch {
      throw ProgramFailure(error.sentence, exit: error.exit).reported()
    }
    tasks = Array(tasks.prefix(limit))
    let isASCII = ascii || !TerminalLocale.adopt()
    try StandardOutput.write(json ? tasks.map(\.jsonLine) : TaskTable(tasks, now: .now, ascii: isASCII).lines)
  }

  /// The statuses asked for, in lower case and as the platform spells them.
  private var statuses: Set<String> {
    Set(
      status.flatMap { $0.split(separator: ",") }.map {
        TaskStatus(word: $0.trimmed).word.lowercased()
      }.filter { !$0.isEmpty })
  }
}

extension Substring {
  /// Without the spaces and tabs at either end.
  fileprivate var trimmed: String {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "\t" || scalar.properties.generalCategory == .spaceSeparator
    }
    var scalars = unicodeScalars.drop(while: isSpace)
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return String(scalars)
  }
}

extension TaskSnapshot {
  /// What is known of the task as one JSON object.
  var jsonLine: String {
    var line: [UInt8] = []
    func begin(_ name: String) { line.append(contentsOf: "\(line.isEmpty ? "{" : ",")\"\(name)\":".utf8) }
    func member(_ name: String, _ value: String?) {
      guard let value, !value.isEmpty || name == "id" else { return }
      begin(name)
      line.append(UInt8(ascii: "\""))
      SafeText.appendJSON(Array(value.utf8), to: &line)
      line.append(UInt8(ascii: "\""))
    }
    member("id", id)
    member("name", name)
    member("status", status.word)
    member("code", code)
    member("created", created.map(TimestampFormat.rfc3339))
    member("eta", eta.map(TimestampFormat.rfc3339))
    if let progress, progress.isFinite {
      begin("progress")
      line.append(contentsOf: "\(progress)".utf8)
    }
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
