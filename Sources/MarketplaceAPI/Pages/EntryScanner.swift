import MonitorCore

/// Reads log entries into ranges of the body. Texts that differ from their bytes are written to a tail, which is going
/// to stand right behind the body.
struct EntryScanner {
  private(set) var tail: PageTail
  private let keepsRaw: Bool
  /// Reused from entry to entry.
  private var others: [Range<Int>] = []
  private var task = RepeatedObject()
  /// Where the last text of an expected end stands, with its quotes, and what it says.
  private var lastETA: (place: Range<Int>, moment: Timestamp?)?

  init(bodyBytes: Int, keepsRaw: Bool) {
    tail = PageTail(start: bodyBytes)
    self.keepsRaw = keepsRaw
  }

  /// Reads the entry that starts right here. Throws where anything in it is not as JSON or an entry has to be; what it
  /// leaves is of no use then.
  mutating func read(_ log: inout LogEntry, _ bytes: Span<UInt8>, _ position: inout Int) throws(JSONDefect) {
    guard position < bytes.count, bytes[position] == 0x7B else { throw JSONDefect(why: "not an object") }
    let start = position
    var fields = EntryFields()
    others.removeAll(keepingCapacity: true)
    var othersContents: JSONToken.Contents = []
    let task = task
    var nextTask = task
    func known(_ position: Int) -> JSONToken? { task.found(at: position, in: bytes) }
    try StrictJSON.members(bytes, &position, depth: 0, known: known) { key, value throws(JSONDefect) in
      if fields.take(key, value, bytes) {
        if JSONText.matches(bytes, key.inside, "task") { nextTask.note(value) }
        return
      }
      others.append(key.range.lowerBound..<value.range.upperBound)
      othersContents.formUnion(key.contents)
      othersContents.formUnion(value.contents)
    }
    self.task = nextTask
    log.id = try identity(fields.id, bytes)
    log.raw = keepsRaw ? start..<position : 0..<0
    read(fields, bytes, into: &log)
    log.message = try text(fields.message, bytes)
    log.severityText = try text(fields.severity, bytes)
    log.timestampText = try text(fields.timestamp, bytes)
    log.parameters = try rawJSON(fields.parameters, bytes)
    log.extras = try extras(bytes, othersContents, unread: unread(fields, log))
  }

  /// What stands for an entry that cannot be read: the same bytes get the same identity.
  mutating func placeholder(_ bytes: Span<UInt8>, _ range: Range<Int>, _ defect: JSONDefect) -> LogEntry {
    var log = LogEntry(id: tail.append(Array("invalid:\(Fingerprint.hex(bytes, range))".utf8)))
    log.isInvalid = true
    log.message = tail.append(Array("<invalid entry: \(defect.why)>".utf8))
    log.raw = keepsRaw ? range : 0..<0
    return log
  }

  /// An entry of another page, whose very bytes stand in this one so many places further.
  mutating func adopt(_ entry: LogEntry, of page: ReadPage, movedBy distance: Int) -> LogEntry {
    tail.adopt(entry, of: page, movedBy: distance)
  }

  /// Gives back what a failed entry wrote to the tail behind this mark.
  mutating func rewind(to mark: Int) { tail.rewind(to: mark) }

  private mutating func read(_ fields: EntryFields, _ bytes: Span<UInt8>, into log: inout LogEntry) {
    if let revision = fields.revision, revision.kind == .number, let number = JSONText.number(bytes, revision.range) {
      log.revision = Int32(max(Double(Int32.min), min(Double(Int32.max), number)))
    }
    if let progress = fields.progress, progress.kind == .number, let number = JSONText.number(bytes, progress.range) {
      log.progress = Float(max(0, min(100, number)))
    }
    if let severity = fields.severity, severity.kind == .string {
      log.severity = SeverityWord.severity(bytes, severity)
    }
    log.timestamp = Self.timestamp(fields.timestamp, bytes)
    log.eta = eta(fields.eta, bytes)
  }

  /// The end of a task stands the same in many entries.
  private mutating func eta(_ token: JSONToken?, _ bytes: Span<UInt8>) -> Timestamp? {
    guard let token, token.kind == .string else { return nil }
    if let last = lastETA, RepeatedBytes.stand(at: token.range.lowerBound, of: bytes, last.place, of: bytes) {
      return last.moment
    }
    let moment = Self.timestamp(token, bytes)
    lastETA = (token.range, moment)
    return moment
  }

  private static func timestamp(_ token: JSONToken?, _ bytes: Span<UInt8>) -> Timestamp? {
    guard let token, token.kind == .string else { return nil }
    return bytes.extracting(token.inside).withUnsafeBufferPointer { Timestamp(parsing: $0) }
  }

  private mutating func identity(_ token: JSONToken?, _ bytes: Span<UInt8>) throws(JSONDefect) -> ByteRange {
    guard let token, token.kind != .null else { throw JSONDefect(why: "no id") }
    guard token.kind == .string else { throw JSONDefect(why: "the id is no text") }
    guard !token.inside.isEmpty else { throw JSONDefect(why: "the id is empty") }
    guard token.contents.contains(.escape) else { return token.inside }
    let start = tail.mark
    JSONText.appendUnescaped(bytes, token.inside, .kept, to: &tail.bytes)
    return tail.range(from: start)
  }

  private mutating func text(_ token: JSONToken?, _ bytes: Span<UInt8>) throws(JSONDefect) -> ByteRange {
    guard let token, token.kind == .string else { return try rawJSON(token, bytes) }
    if !token.contents.contains(.escape) {
      let isGood = !token.contents.contains(.nonASCII) || JSONText.isUTF8(bytes, token.inside)
      return isGood ? token.inside : tail.append(JSONText.repaired(bytes, token.inside))
    }
    let start = tail.mark
    JSONText.appendUnescaped(bytes, token.inside, .replaced, to: &tail.bytes)
    if token.contents.contains(.nonASCII), !JSONText.isUTF8(tail.bytes.span, start..<tail.mark) {
      tail.replace(from: start, with: JSONText.repaired(tail.bytes.span, start..<tail.mark))
    }
    return tail.range(from: start)
  }

  private mutating func rawJSON(_ token: JSONToken?, _ bytes: Span<UInt8>) throws(JSONDefect) -> ByteRange {
    guard let token, token.kind != .null else { return 0..<0 }
    guard !token.contents.contains(.notANumber) else { throw .notANumber }
    if token.contents.contains(.control) || token.contents.contains(.nonASCII) && !JSONText.isUTF8(bytes, token.range) {
      return tail.append(JSONText.repairedJSON(bytes.extracting(token.range).withUnsafeBufferPointer { Array($0) }))
    }
    return token.range
  }

  /// Members of a kind that says nothing to this program: they are shown as they came.
  private func unread(_ fields: EntryFields, _ log: LogEntry) -> [(name: String, value: JSONToken)] {
    var result: [(name: String, value: JSONToken)] = []
    func note(_ name: String, _ token: JSONToken?) {
      guard let token, token.kind != .null, token.kind != .notANumber else { return }
      result.append((name, token))
    }
    if log.eta == nil { note("eta", fields.eta) }
    if log.progress == nil { note("progress", fields.progress) }
    if fields.revision?.kind != .number { note("revision", fields.revision) }
    return result
  }

  private mutating func extras(
    _ bytes: Span<UInt8>, _ othersContents: JSONToken.Contents, unread: [(name: String, value: JSONToken)]
  ) throws(JSONDefect) -> ByteRange {
    guard !others.isEmpty || !unread.isEmpty else { return 0..<0 }
    let contents = unread.reduce(othersContents) { $0.union($1.value.contents) }
    guard !contents.contains(.notANumber) else { throw .notANumber }
    let start = tail.mark
    for member in others {
      tail.bytes.append(tail.mark == start ? 0x7B : 0x2C)
      bytes.extracting(member).withUnsafeBufferPointer { tail.bytes.append(contentsOf: $0) }
    }
    for (name, value) in unread {
      tail.bytes.append(tail.mark == start ? 0x7B : 0x2C)
      tail.bytes += Array("\"\(name)\":".utf8)
      bytes.extracting(value.range).withUnsafeBufferPointer { tail.bytes.append(contentsOf: $0) }
    }
    tail.bytes.append(0x7D)
    if contents.contains(.control)
      || contents.contains(.nonASCII) && !JSONText.isUTF8(tail.bytes.span, start..<tail.mark)
    {
      tail.replace(from: start, with: JSONText.repairedJSON(Array(tail.bytes[start...])))
    }
    return tail.range(from: start)
  }
}
