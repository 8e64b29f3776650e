import ArgumentParser
import MonitorCore
import MonitorStream

/// What may stand in a line about a task (`status --format`).
enum StatusPlace: String, CaseIterable, Sendable {
  case id, name, status, percent, eta, left
}

/// A line about a task.
struct StatusFormat: Sendable {
  static let usual = StatusFormat(text: PlacedText([.id, .status, .percent, .left, .name]))

  fileprivate let text: PlacedText<StatusPlace>

  /// Reads a format as `--format` takes it. Throws a `ValidationError` that names the places there are.
  @Sendable static func reading(_ text: String) throws -> StatusFormat {
    StatusFormat(text: try FormatArgument.reading(text))
  }

  /// The line, safe to print.
  func line(_ reading: StatusReading, now: Timestamp, ascii: Bool, zone: ZoneOffset = LocalZone.offset) -> String {
    var line: [UInt8] = []
    (ascii ? text.ascii : text).append(to: &line) { place, output in
      let value = Self.value(place, reading, now: now, zone: zone)
      output.append(contentsOf: SafeText.line(value, ascii: ascii).utf8)
      return nil
    }
    return String(decoding: line, as: UTF8.self)
  }

  private static func value(
    _ place: StatusPlace, _ reading: StatusReading, now: Timestamp, zone: ZoneOffset
  ) -> String {
    let task = reading.task
    switch place {
    case .id: return task.id
    case .name: return task.name
    case .status: return task.status.word
    case .percent: return task.progress == nil ? "" : NumberText.percent(task.progress ?? 0) + "%"
    case .eta:
      guard let eta = task.eta, !task.status.isFinal else { return "" }
      let time = CivilTime(eta, offset: zone(eta))
      return "\(time.hour < 10 ? "0" : "")\(time.hour):\(time.minute < 10 ? "0" : "")\(time.minute)"
    case .left:
      guard let left = reading.secondsLeft(now: now) else { return "" }
      return left >= 0 ? DurationText.clock(left) : "overdue \(DurationText.clock(-left))"
    }
  }
}

extension StatusReading {
  /// The reading as one JSON object; `left` in seconds.
  func json(now: Timestamp, ascii: Bool) -> String {
    var json = JSONWriter(ascii: ascii)
    func time(_ moment: Timestamp?) -> String? { moment.map(TimestampFormat.rfc3339) }
    json.beginObject()
    json.name("id")
    json.value(task.id)
    json.name("name")
    json.value(task.name)
    json.name("status")
    json.value(task.status.word)
    json.name("progress")
    json.value(task.shownProgress)
    json.name("eta")
    json.value(time(task.eta))
    json.name("left")
    json.value(secondsLeft(now: now).map { $0.rounded() })
    json.name("at")
    json.value(time(readAt))
    json.endObject()
    return String(decoding: json.output, as: UTF8.self)
  }
}
