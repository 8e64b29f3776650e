import MonitorCore

/// Reads log entries into ranges of the body. Texts that differ from their bytes are written to a tail, which is going
/// to stand right behind the body.
struct EntryScanner {
  /// Unescaped and repaired texts. Ranges into it count from `tailStart`.
  private(set) var tail: [UInt8] = []
  private let tailStart: Int
  private let keepsRaw: Bool
  /// Reused from entry to entry.
  private var others: [Range<Int>] = []
  private var task = RepeatedObject()

  init(bodyBytes: Int, keepsRaw: Bool) {
    tailStart = bodyBytes
    self.keepsRaw = keepsRaw
  }

  /// The entry that starts right here. Throws where anything in it is not as JSON or an entry has to be.
  mutating func entry(_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONDefect) -> TaskLog {
    guard position < bytes.count, bytes[position] == 0x7B else { throw JSONDefect(why: "not an object") }
    let start = position
    var fields = EntryFields()
    others.removeAll(keepingCapacity: true)
    var othersContents: JSONToken.Contents = []
    let task = task
    var nextTask = task
    func known(_ position: Int) -> JSONToken? { task.found(at: position, in: bytes) }
    try JSONScan.members(bytes, &position, depth: 0, known: known) { key, value throws(JSONDefect) in
      if fields.take(key, value, bytes) {
        if JSONText.matches(bytes, key.inside, "task") { nextTask.note(value) }
        return
      }
      others.append(key.range.lowerBound..<value.range.upperBound)
      othersContents.formUnion(key.contents)
      othersContents.formUnion(value.contents)
    }
    self.task = nextTask
    var log = TaskLog(id: try identity(fields.id, bytes))
    log.raw = keepsRaw ? start..<position : 0..<0
    read(fields, bytes, into: &log)
    log.message = try text(fields.message, bytes)
    log.severityText = try text(fields.severity, bytes)
    log.timestampText = try text(fields.timestamp, bytes)
    log.parameters = try rawJSON(fields.parameters, bytes)
    log.extras = try extras(bytes, othersContents, unread: unread(fields, log))
    return log
  }

  /// What stands for an entry that cannot be read: the same bytes get the same identity.
  mutating func placeholder(_ bytes: Span<UInt8>, _ range: Range<Int>, _ defect: JSONDefect) -> TaskLog {
    var log = TaskLog(id: append(Array("invalid:\(Fingerprint.hex(bytes, range))".utf8)))
    log.isInvalid = true
    log.message = append(Array("<invalid entry: \(defect.why)>".utf8))
    log.raw = keepsRaw ? range : 0..<0
    return log
  }

  /// How much of the tail is used; what a failed entry wrote behind it can be given back.
  var mark: Int { tail.count }

  mutating func rewind(to mark: Int) {
    tail.removeLast(max(0, tail.count - mark))
  }

  private func read(_ fields: EntryFields, _ bytes: Span<UInt8>, into log: inout TaskLog) {
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
    log.eta = Self.timestamp(fields.eta, bytes)
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
    let start = tail.count
    JSONText.appendUnescaped(bytes, token.inside, .kept, to: &tail)
    return tailRange(from: start)
  }

  private mutating func text(_ token: JSONToken?, _ bytes: Span<UInt8>) throws(JSONDefect) -> ByteRange {
    guard let token, token.kind == .string else { return try rawJSON(token, bytes) }
    if !token.contents.contains(.escape) {
      let isGood = !token.contents.contains(.nonASCII) || JSONText.isUTF8(bytes, token.inside)
      return isGood ? token.inside : append(JSONText.repaired(bytes, token.inside))
    }
    let start = tail.count
    JSONText.appendUnescaped(bytes, token.inside, .replaced, to: &tail)
    if token.contents.contains(.nonASCII), !JSONText.isUTF8(tail.span, start..<tail.count) {
      let good = JSONText.repaired(tail.span, start..<tail.count)
      tail.removeLast(tail.count - start)
      tail += good
    }
    return tailRange(from: start)
  }

  private mutating func rawJSON(_ token: JSONToken?, _ bytes: Span<UInt8>) throws(JSONDefect) -> ByteRange {
    guard let token, token.kind != .null else { return 0..<0 }
    guard !token.contents.contains(.notANumber) else { throw .notANumber }
    if token.contents.contains(.control) || token.contents.contains(.nonASCII) && !JSONText.isUTF8(bytes, token.range) {
      return append(JSONText.repairedJSON(bytes.extracting(token.range).withUnsafeBufferPointer { Array($0) }))
    }
    return token.range
  }

  /// Members of a kind that says nothing to this program: they are shown as they came.
  private func unread(_ fields: EntryFields, _ log: TaskLog) -> [(name: String, value: JSONToken)] {
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
    let start = tail.count
    for member in others {
      tail.append(tail.count == start ? 0x7B : 0x2C)
      bytes.extracting(member).withUnsafeBufferPointer { tail.append(contentsOf: $0) }
    }
    for (name, value) in unread {
      tail.append(tail.count == start ? 0x7B : 0x2C)
      tail += Array("\"\(name)\":".utf8)
      bytes.extracting(value.range).withUnsafeBufferPointer { tail.append(contentsOf: $0) }
    }
    tail.append(0x7D)
    if contents.contains(.control) || contents.contains(.nonASCII) && !JSONText.isUTF8(tail.span, start..<tail.count) {
      let good = JSONText.repairedJSON(Array(tail[start...]))
      tail.removeLast(tail.count - start)
      tail += good
    }
    return tailRange(from: start)
  }

  private mutating func append(_ text: [UInt8]) -> ByteRange {
    let start = tail.count
    tail += text
    return tailRange(from: start)
  }

  private func tailRange(from start: Int) -> ByteRange {
    tailStart + start..<tailStart + tail.count
  }
}
