import ArgumentParser
import MonitorCore

/// A line about a task: text with places such as `{percent}`.
///
/// What is not known is left out, with the space before it.
struct StatusFormat: Sendable {
  enum Place: String, CaseIterable, Sendable {
    case id, name, status, percent, eta, left
  }

  private enum Part: Sendable {
    case text(String)
    case place(Place)
  }

  static let places = Place.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
  static let usual = StatusFormat(
    parts: [.id, .status, .percent, .left, .name].flatMap { [.text(" "), .place($0)] }.dropFirst())

  private let parts: [Part]

  private init(parts: some Sequence<Part>) {
    self.parts = Array(parts)
  }

  /// Reads a format as `--format` takes it. Throws a `ValidationError` that names the places there are.
  @Sendable static func reading(_ text: String) throws -> StatusFormat {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      guard let close = rest[open...].firstIndex(of: "}") else { break }
      let name = String(rest[rest.index(after: open)..<close])
      guard let place = Place(rawValue: name) else {
        let names = Place.allCases.map(\.rawValue)
        throw ValidationError("'{\(name)}' is no place of --format" + NearestWords.hint(for: name, among: names))
      }
      parts.append(.place(place))
      rest = rest[rest.index(after: close)...]
    }
    guard !rest.contains("{") else { throw ValidationError("--format: a '{' has no '}'.") }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    return StatusFormat(parts: parts)
  }

  /// The line, safe to print.
  func line(_ reading: StatusReading, now: Timestamp, ascii: Bool, zone: ZoneOffset = LocalZone.offset) -> String {
    var line = ""
    for part in parts {
      switch part {
      case .text(let text): line += text
      case .place(let place):
        let value = Self.value(place, reading, now: now, zone: zone)
        if value.isEmpty, line.last == " " { line.removeLast() }
        line += value
      }
    }
    return SafeText.line(line, ascii: ascii)
  }

  private static func value(
    _ place: Place, _ reading: StatusReading, now: Timestamp, zone: ZoneOffset
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
