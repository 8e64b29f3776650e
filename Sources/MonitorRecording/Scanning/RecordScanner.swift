import MarketplaceAPI
import MonitorCore

/// Reads the pieces of a block: events, entries, answers with entries. Blocks can be read in any order, and at once.
package struct RecordScanner {
  private var scanner: EntryScanner
  private var block: RecordBlock
  private var taskNumbers: [TaskID: Int32] = [:]
  /// Where a task was named last, and which it is: the same bytes stand in most entries.
  private var lastTask: (range: Range<Int>, number: Int32) = (0..<0, -1)

  /// Reads a block. `keepsMembers` says whether entries get their extras and shapes.
  package static func scan(_ raw: consuming RawBlock, keepsMembers: Bool) -> RecordBlock {
    var scanner = RecordScanner(raw, keepsMembers: keepsMembers)
    for piece in raw.pieces { scanner.scan(piece, raw.bytes.span) }
    var block = scanner.block
    block.batch.bytes = raw.bytes
    raw.bytes = []
    block.batch.bytes += scanner.scanner.tail.bytes
    return block
  }

  private init(_ raw: borrowing RawBlock, keepsMembers: Bool) {
    scanner = EntryScanner(bodyBytes: raw.bytes.count, keepsMembers: keepsMembers)
    block = RecordBlock(offset: raw.offset, fileOffset: raw.fileOffset)
    block.batch.entries.reserveCapacity(raw.pieces.count)
    block.marks.reserveCapacity(raw.pieces.count)
  }

  private mutating func scan(_ piece: RawBlock.Piece, _ bytes: Span<UInt8>) {
    switch piece.kind {
    case .unreadable: append(.unreadable(piece.lines, "no JSON"), piece.range)
    case .torn: append(.torn(line: piece.lines.upperBound), piece.range)
    case .values, .lastValues:
      do {
        try values(piece.range, of: piece, bytes)
      } catch {
        append(.torn(line: piece.lines.upperBound), piece.range)
      }
    }
  }

  /// Reads the values of a range, with what separates and closes them. Throws where the last line is torn.
  private mutating func values(
    _ range: Range<Int>, of piece: RawBlock.Piece, _ bytes: Span<UInt8>
  ) throws(JSONDefect) {
    var position = range.lowerBound
    while skipPunctuation(bytes, &position, until: range.upperBound) {
      let mark = scanner.tail.mark
      do throws(JSONDefect) {
        try value(bytes, &position, of: piece)
        guard position <= range.upperBound else { throw JSONDefect.truncated }
      } catch {
        scanner.rewind(to: mark)
        if piece.kind == .lastValues, error == .truncated { throw error }
        return append(.unreadable(piece.lines, error.why), piece.range)
      }
    }
  }

  private mutating func append(_ other: RecordBlock.Other, _ bytes: Range<Int>) {
    block.others.append((block.batch.entries.count, other, bytes))
  }

  private mutating func append(_ entry: LogEntry, of task: Int32, at moment: Timestamp?, _ bytes: Range<Int>) {
    block.batch.entries.append(entry)
    block.marks.append(
      RecordBlock.Mark(
        task: task, at: moment?.ticks ?? RecordBlock.Mark.unknown, start: UInt32(truncatingIfNeeded: bytes.lowerBound),
        end: UInt32(truncatingIfNeeded: bytes.upperBound)))
  }

  /// Whether a value begins behind white space, commas and brackets that close.
  private func skipPunctuation(_ bytes: Span<UInt8>, _ position: inout Int, until end: Int) -> Bool {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D, 0x2C, 0x5D, 0x7D: position += 1
      default: return true
      }
    }
    return false
  }

  /// Reads one value: an event, an entry, or an answer of the API.
  private mutating func value(
    _ bytes: Span<UInt8>, _ position: inout Int, of piece: RawBlock.Piece
  ) throws(JSONDefect) {
    let start = position
    if EventScanner.mayBegin(bytes, at: position) {
      guard try event(bytes, &position) else { throw JSONDefect(why: "an event without a name") }
      return
    }
    var entry = LogEntry(id: 0..<0)
    do {
      try scanner.read(&entry, bytes, &position)
    } catch {
      try other(error, bytes, from: start, &position, of: piece)
      return
    }
    append(entry, of: referredTask(bytes), at: nil, start..<position)
  }

  /// Reads what is no entry: an event whose members stand in another order, or an answer.
  private mutating func other(
    _ defect: JSONDefect, _ bytes: Span<UInt8>, from start: Int, _ position: inout Int, of piece: RawBlock.Piece
  ) throws(JSONDefect) {
    position = start
    let value = try StrictJSON.value(bytes, &position)
    guard value.kind == .object else { throw defect }
    let end = position
    position = start
    if try event(bytes, &position) { return }
    var list: JSONToken?
    position = start
    try StrictJSON.members(bytes, &position, depth: 0) { key, value throws(JSONDefect) in
      if JSONText.isKey(bytes, key, "data"), value.kind == .array { list = value }
    }
    position = end
    guard let list else { throw defect }
    try values(list.inside, of: piece, bytes)
  }

  /// Reads an event; false where the object is none.
  private mutating func event(_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONDefect) -> Bool {
    let start = position
    let event = try EventScanner.scan(bytes, &position, &scanner)
    switch event.kind {
    case .log(let entry):
      guard let task = event.task else { throw JSONDefect(why: "a log event without its task") }
      append(entry, of: try number(of: task, bytes), at: event.at, start..<position)
    case .other:
      let object = bytes.extracting(start..<position).withUnsafeBufferPointer { Array($0) }
      guard let node = JSONNode(document: object) else { throw .badToken }
      if let schema = EventReader.foreignSchema(node) {
        append(.foreignSchema(schema), start..<position)
      } else if let other = EventReader.event(node) {
        append(.event(other, at: event.at), start..<position)
      } else {
        append(.unknownEvent(at: event.at), start..<position)
      }
    case .none: return false
    }
    return true
  }

  /// The number of the task that an event names.
  private mutating func number(of task: JSONToken, _ bytes: Span<UInt8>) throws(JSONDefect) -> Int32 {
    if isLastTask(task.range, bytes) { return lastTask.number }
    guard let id = TaskID(JSONText.text(bytes, task)) else { throw JSONDefect(why: "its task is no id") }
    lastTask = (task.range, number(of: id))
    return lastTask.number
  }

  /// The number of the task that the entry refers to which was read last; -1 where it refers to none.
  private mutating func referredTask(_ bytes: Span<UInt8>) -> Int32 {
    guard let range = scanner.taskReference else { return -1 }
    if isLastTask(range, bytes) { return lastTask.number }
    let object = bytes.extracting(range).withUnsafeBufferPointer { Array($0) }
    let members = JSONNode(document: object)?.members ?? [:]
    guard let id = members["id"]?.string.flatMap({ TaskID($0) }) else { return -1 }
    let number = number(of: id)
    lastTask = (range, number)
    if block.references[Int(number)] == nil {
      var task = TaskSnapshot(
        id: id.text, name: members["name"]?.string ?? "", status: TaskStatus(word: members["status"]?.string ?? ""))
      task.code = members["code"]?.string ?? ""
      block.references[Int(number)] = task
    }
    return number
  }

  private func isLastTask(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
    lastTask.range.count == range.count
      && RepeatedBytes.match(at: range.lowerBound, of: bytes, lastTask.range, of: bytes)
  }

  private mutating func number(of task: TaskID) -> Int32 {
    if let number = taskNumbers[task] { return number }
    let number = Int32(block.tasks.count)
    block.tasks.append(task)
    taskNumbers[task] = number
    return number
  }
}
