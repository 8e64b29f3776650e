import MarketplaceAPI
import MonitorCore

/// Reads the members that every event of a stream has, and the entry of a `log` event where it stands, without a copy.
struct EventScanner {
  enum Kind {
    case log(LogEntry)
    /// Another event.
    case other
    /// The object is no event.
    case none
  }

  private(set) var kind = Kind.none
  private(set) var at: Timestamp?
  /// The id of its task.
  private(set) var task: JSONToken?

  /// Whether an object begins as an event does that this program wrote: quick, and seldom wrong.
  static func mayBegin(_ bytes: Span<UInt8>, at position: Int) -> Bool {
    let beginning: StaticString = #"{"event":"#
    guard position + beginning.utf8CodeUnitCount <= bytes.count else { return false }
    return JSONText.matches(bytes, position..<position + beginning.utf8CodeUnitCount, beginning)
  }

  /// Reads the object that starts right here.
  static func scan(
    _ bytes: Span<UInt8>, _ position: inout Int, _ scanner: inout EntryScanner
  ) throws(JSONDefect) -> EventScanner {
    var event = EventScanner()
    var members = Members()
    guard StrictJSON.consume(0x7B, bytes, &position) else { throw .badToken }
    if StrictJSON.consume(0x7D, bytes, &position) { return event }
    repeat {
      StrictJSON.skipSpace(bytes, &position)
      guard position < bytes.count, bytes[position] == 0x22 else {
        throw position < bytes.count ? .badToken : .truncated
      }
      let key = try StrictJSON.string(bytes, &position)
      guard StrictJSON.consume(0x3A, bytes, &position) else { throw position < bytes.count ? .badToken : .truncated }
      StrictJSON.skipSpace(bytes, &position)
      if members.isLog, key.inside.count == 3, JSONText.matches(bytes, key.inside, "log") {
        event.kind = .log(try members.entry(bytes, &position, &scanner))
      } else {
        members.record(key, try StrictJSON.value(bytes, &position, depth: 1), bytes)
      }
    } while StrictJSON.consume(0x2C, bytes, &position)
    guard StrictJSON.consume(0x7D, bytes, &position) else { throw position < bytes.count ? .badToken : .truncated }
    try event.finish(members, bytes, &scanner)
    return event
  }

  private mutating func finish(
    _ members: Members, _ bytes: Span<UInt8>, _ scanner: inout EntryScanner
  ) throws(JSONDefect) {
    task = members.task
    if let at = members.at, at.kind == .string {
      self.at = bytes.extracting(at.inside).withUnsafeBufferPointer { Timestamp(parsing: $0) }
    }
    guard let name = members.event else { return }
    guard JSONText.matches(bytes, name.inside, "log") else {
      kind = .other
      return
    }
    var entry: LogEntry
    if case .log(let read) = kind {
      entry = read
    } else {
      guard let log = members.log else { throw JSONDefect(why: "a log event without an entry") }
      var position = log.range.lowerBound
      entry = try members.entry(bytes, &position, &scanner)
    }
    if let late = members.late, let seconds = JSONText.number(bytes, late.range) {
      let ticks = (seconds * Double(Timestamp.ticksPerSecond)).rounded()
      entry.lateness = Int64(max(0, min(ticks, 0x1p62)))
    }
    entry.isRevised = members.isRevised
    if entry.isInvalid, let text = members.text {
      entry.message = scanner.append(Array(JSONText.text(bytes, text).utf8))
    }
    kind = .log(entry)
  }
}

/// The members of an event that the scanner knows.
private struct Members {
  private(set) var event: JSONToken?
  private(set) var at: JSONToken?
  private(set) var task: JSONToken?
  private(set) var text: JSONToken?
  private(set) var late: JSONToken?
  private(set) var isRevised = false
  /// Where the entry stood before its event was known.
  private(set) var log: JSONToken?
  private(set) var isLog = false

  mutating func record(_ key: JSONToken, _ value: JSONToken, _ bytes: Span<UInt8>) {
    switch key.inside.count {
    case 2 where JSONText.matches(bytes, key.inside, "at"): at = value
    case 3 where JSONText.matches(bytes, key.inside, "log"): log = value
    case 4 where JSONText.matches(bytes, key.inside, "task"): task = value.kind == .string ? value : nil
    case 4 where JSONText.matches(bytes, key.inside, "text"): text = value.kind == .string ? value : nil
    case 4 where JSONText.matches(bytes, key.inside, "late"): late = value.kind == .number ? value : nil
    case 5 where JSONText.matches(bytes, key.inside, "event"):
      guard value.kind == .string else { return }
      event = value
      isLog = JSONText.matches(bytes, value.inside, "log")
    case 7 where JSONText.matches(bytes, key.inside, "revised"):
      isRevised = JSONText.matches(bytes, value.range, "true")
    default: break
    }
  }

  /// Reads the entry that starts right here; what stands for it where it is none.
  func entry(
    _ bytes: Span<UInt8>, _ position: inout Int, _ scanner: inout EntryScanner
  ) throws(JSONDefect) -> LogEntry {
    let (start, mark) = (position, scanner.tail.mark)
    var entry = LogEntry(id: 0..<0)
    do {
      try scanner.read(&entry, bytes, &position)
      return entry
    } catch {
      scanner.rewind(to: mark)
      position = start
      let value = try StrictJSON.value(bytes, &position, depth: 1)
      return scanner.placeholder(bytes, value.range, error)
    }
  }
}
