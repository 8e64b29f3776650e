package import MonitorCore

/// Reads log entries into ranges of the body. Texts that differ from their bytes are written to a tail, which is going
/// to stand right behind the body.
package struct EntryScanner {
  /// Longest id in bytes: ids are compared and held for each entry, and the platform's have 23.
  static let maxIDBytes = 256

  package private(set) var tail: PageTail
  private let keepsMembers: Bool
  /// The members of an entry in their order: which each is, and where its name and value stand. Reused.
  private var members: [(member: EntryShape.Member, range: Range<Int>)] = []
  private var shape: [UInt8] = []
  private var task = RepeatedObject()
  /// Where the reference to its task stands in the entry that was read last; `nil` where it has none.
  package private(set) var taskReference: Range<Int>?
  /// Where the last text of an expected end stands, with its quotes, and what it says.
  private var lastETA: (position: Range<Int>, moment: Timestamp?)?

  /// `keepsMembers` says whether entries get their extras and shapes.
  package init(bodyBytes: Int, keepsMembers: Bool) {
    tail = PageTail(start: bodyBytes)
    self.keepsMembers = keepsMembers
  }

  /// Reads the entry that starts right here. Throws where anything in it is not as JSON or an entry has to be; what it
  /// leaves is of no use then.
  package mutating func read(_ log: inout LogEntry, _ bytes: Span<UInt8>, _ position: inout Int) throws(JSONDefect) {
    guard position < bytes.count, bytes[position] == 0x7B else { throw JSONDefect(why: "not an object") }
    let start = position
    var fields = EntryFields()
    members.removeAll(keepingCapacity: true)
    var extraContents: JSONToken.Contents = []
    let task = task
    var nextTask = task
    taskReference = nil
    func known(_ position: Int) -> JSONToken? { task.found(at: position, in: bytes) }
    try StrictJSON.members(bytes, &position, depth: 0, known: known) { key, value throws(JSONDefect) in
      let member = fields.record(key, value, bytes)
      members.append((member, key.range.lowerBound..<value.range.upperBound))
      switch member {
      case .shared:
        guard JSONText.matches(bytes, key.inside, "task") else { break }
        nextTask.record(value)
        taskReference = value.range
      case .extra:
        extraContents.formUnion(key.contents)
        extraContents.formUnion(value.contents)
      default: break
      }
    }
    self.task = nextTask
    log.id = try identity(fields.id, bytes)
    read(fields, bytes, into: &log)
    log.message = try text(fields.message, bytes)
    log.severityText = try text(fields.severity, bytes)
    log.timestampText = try text(fields.timestamp, bytes)
    log.parameters = try rawJSON(fields.parameters, bytes)
    guard !extraContents.contains(.notANumber) else { throw .notANumber }
    guard keepsMembers else { return }
    if fields.isRepeated {
      keep(start..<position, of: &log)
    } else {
      keepMembers(fields, of: &log, bytes, extraContents)
    }
  }

  /// What stands for an entry that cannot be read: the same bytes get the same identity.
  package mutating func placeholder(_ bytes: Span<UInt8>, _ range: Range<Int>, _ defect: JSONDefect) -> LogEntry {
    var log = LogEntry(id: tail.append(Array("invalid:\(Fingerprint.hex(bytes, range))".utf8)))
    log.isInvalid = true
    log.message = tail.append(Array("<invalid entry: \(defect.why)>".utf8))
    if keepsMembers { keep(range, of: &log) }
    return log
  }

  /// Adds a text that stands nowhere in the bytes.
  package mutating func append(_ text: [UInt8]) -> ByteRange { tail.append(text) }

  /// An entry of another page, whose very bytes stand in this one so many bytes further.
  mutating func adopt(_ entry: LogEntry, of page: ReadPage, movedBy distance: Int) -> LogEntry {
    tail.adopt(entry, of: page, movedBy: distance)
  }

  /// Gives back what a failed entry wrote to the tail behind this mark.
  package mutating func rewind(to mark: Int) { tail.rewind(to: mark) }

  private mutating func read(_ fields: EntryFields, _ bytes: Span<UInt8>, into log: inout LogEntry) {
    if let revision = fields.revision, revision.kind == .number, let number = JSONText.number(bytes, revision.range) {
      log.revision = Int32(max(Double(Int32.min), min(Double(Int32.max), number)))
    }
    if let progress = fields.progress, progress.kind == .number, let number = JSONText.number(bytes, progress.range) {
      log.progress = Float(max(0, min(100, number)))
      let end = progress.range.upperBound
      log.progressHasPoint = progress.range.count > 2 && bytes[end - 2] == 0x2E && bytes[end - 1] == 0x30
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
    if let last = lastETA, RepeatedBytes.match(at: token.range.lowerBound, of: bytes, last.position, of: bytes) {
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
    var id = token.inside
    if token.contents.contains(.escape) {
      let start = tail.mark
      JSONText.appendUnescaped(bytes, token.inside, .kept, to: &tail.bytes)
      id = tail.range(from: start)
    }
    guard id.count <= Self.maxIDBytes else {
      throw JSONDefect(why: "the id is longer than \(Self.maxIDBytes) bytes")
    }
    return id
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

  /// Keeps an entry as it was sent, where its fields do not say all of it.
  private mutating func keep(_ range: Range<Int>, of log: inout LogEntry) {
    log.extras = range
    shape.removeAll(keepingCapacity: true)
    EntryShape.append(.whole, to: &shape)
    log.shape = tail.share(shape)
  }

  /// Writes the shape of an entry, and its extras as one object.
  private mutating func keepMembers(
    _ fields: EntryFields, of log: inout LogEntry, _ bytes: Span<UInt8>, _ extraContents: JSONToken.Contents
  ) {
    shape.removeAll(keepingCapacity: true)
    let start = tail.mark
    var contents = extraContents
    for (member, range) in members {
      let value = fields.value(of: member)
      switch value.map({ MemberForm(member, $0, of: log, bytes) }) ?? (member == .shared ? .shared : .extra) {
      case .field(let member): EntryShape.append(member, to: &shape)
      case .time(let member, let style): EntryShape.append(member, style, to: &shape)
      case .shared:
        bytes.extracting(range).withUnsafeBufferPointer { EntryShape.append(shared: $0, to: &shape) }
      case .extra:
        EntryShape.append(.extra, to: &shape)
        contents.formUnion(value?.contents ?? [])
        tail.bytes.append(tail.mark == start ? 0x7B : 0x2C)
        bytes.extracting(range).withUnsafeBufferPointer { tail.bytes.append(contentsOf: $0) }
      }
    }
    if tail.mark > start { tail.bytes.append(0x7D) }
    if contents.contains(.control)
      || contents.contains(.nonASCII) && !JSONText.isUTF8(tail.bytes.span, start..<tail.mark)
    {
      tail.replace(from: start, with: JSONText.repairedJSON(Array(tail.bytes[start...])))
    }
    log.extras = tail.mark > start ? tail.range(from: start) : 0..<0
    log.shape = tail.share(shape)
  }
}
