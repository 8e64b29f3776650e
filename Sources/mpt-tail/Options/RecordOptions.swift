import ArgumentParser
import MonitorCore

/// The flags of recording.
struct RecordOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Record everything in this file too, whatever is filtered; '.gz' packs it, '{task}' and '{time}' are filled in.",
      valueName: "file"))
  var record: String?

  @Flag(help: "Go on with the recording that is there.")
  var append = false

  @Option(
    help: ArgumentHelp(
      "Replace the values of these parameters in the recording by pseudonyms: names, separated by commas.",
      valueName: "names"),
    transform: NameList.names)
  var redact: [[String]] = []

  /// The names of the parameters whose values are replaced.
  var redacted: [String] { redact.flatMap(\.self) }

  func validate() throws {
    if record?.isEmpty == true { throw ValidationError("--record takes the name of a file.") }
    if append, record == nil { throw ValidationError("--append goes with --record.") }
    if !redact.isEmpty, record == nil { throw ValidationError("--redact goes with --record.") }
  }

  /// The name of the file; `nil` where nothing is recorded.
  func path(tasks: [TaskID], now: Timestamp, zone: ZoneOffset) -> String? {
    guard let record else { return nil }
    let name = tasks.first.map { $0.text + (tasks.count > 1 ? "+\(tasks.count - 1)" : "") } ?? "tasks"
    let civil = TimestampFormat.date(now, offset: zone(now)).utf8.filter { $0 != 0x2D }
    let clock = TimestampFormat.time(now, offset: zone(now)).utf8.prefix(8).filter { $0 != 0x3A }
    let time = String(decoding: civil + [0x2D] + clock, as: UTF8.self)
    return record.replacing("{task}", with: name).replacing("{time}", with: time)
  }
}

/// Names with commas between them.
enum NameList {
  static func names(_ text: String) throws -> [String] {
    let names = text.split(separator: ",").map { String($0.drop(while: \.isWhitespace)) }.filter { !$0.isEmpty }
    guard !names.isEmpty else { throw ValidationError("--redact takes names of parameters, separated by commas.") }
    return names
  }
}
