import Glibc
import MonitorCore
import MonitorRecording
import MonitorStream

/// A saved log, by what the command line calls it.
struct SavedLog: Sendable {
  /// As given; `-` is standard input.
  let path: String

  var isStandardInput: Bool { path == "-" }

  /// What sentences call it.
  var name: String { isStandardInput ? "standard input" : path }

  /// What the screen calls it, and a task that nothing names.
  var shortName: String {
    isStandardInput ? "stdin" : path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Opens it. Throws a `ProgramFailure` where it cannot be read.
  func open() throws -> ByteInput {
    if isStandardInput { return ByteInput(descriptor: STDIN_FILENO) }
    do throws(InputFailure) {
      return try ByteInput(path: path)
    } catch {
      throw failure(error)
    }
  }

  func failure(_ failure: InputFailure) -> ProgramFailure {
    ProgramFailure("\(name) cannot be read: \(failure.reason)", exit: .cannotOpen)
  }

  /// Why there is nothing to show of it; `nil` where there is.
  func complaint(_ summary: RecordSequence.Summary, damage: String?) -> ProgramFailure? {
    if let schema = summary.foreignSchema {
      let versions = "its events are of version '\(schema)', and this program reads '\(RunStart.schema)'"
      return ProgramFailure("\(name) was recorded by a newer program: \(versions)", exit: .noLog)
    }
    guard summary.recordCount == 0 else { return nil }
    if let damage { return ProgramFailure("\(name) holds no log that can be read: \(damage)", exit: .noLog) }
    if let (line, why) = summary.firstUnreadable {
      let sentence = "\(name) holds no log: line \(line) is \(why), and nothing else in it is an entry"
      return ProgramFailure(sentence, exit: .noLog)
    }
    return ProgramFailure(
      "\(name) holds no log: it is \(summary.isTorn ? "torn in its first line" : "empty")", exit: .noLog)
  }

  /// What a person should know of a log that was read to its end.
  func remarks(_ summary: RecordSequence.Summary, damage: String?) -> [String] {
    var remarks: [String] = []
    if let damage { remarks.append("\(name) is damaged: \(damage); what was read of it is shown") }
    if summary.isTorn { remarks.append("\(name): the last line is torn, and was left out") }
    if let (line, why) = summary.firstUnreadable {
      let lines = summary.unreadableLines == 1 ? "1 line" : "\(summary.unreadableLines) lines"
      remarks.append("\(name): \(lines) could not be read, the first of them line \(line): \(why)")
    }
    return remarks
  }
}
