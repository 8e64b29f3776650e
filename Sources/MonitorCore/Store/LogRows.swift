/// The fields of the entries of a `LogStore`, column by column: about 70 bytes for a documented entry.
struct LogRows: Sendable {
  /// In `shapes`, `extras` and `entryShapes`: it is in the row's own text.
  private static let inText = SharedTexts.inText
  /// In `shapes`: the row was released.
  private static let releasedShape = inText - 1
  private static let noProgress = -Float.greatestFiniteMagnitude

  private(set) var kinds = Column<UInt8>(fallback: Kind.released)
  private(set) var shapes = Column<UInt16>(fallback: releasedShape)
  private(set) var texts = TextColumn()
  private(set) var messages = MessageShapes()
  private var timestamps = Column<Int64>(fallback: .min)
  private var revisions = RevisionColumn()
  private var extras = SharedTexts(maxCount: 4096, maxLength: 2048, maxBytes: 8 << 20)
  private var entryShapes = SharedTexts(maxCount: 60_000, maxLength: 65_536, maxBytes: 8 << 20)
  /// Its sign says whether a whole number was written with a fraction.
  private var progress = Column<Float>(fallback: noProgress)
  private var etas = Column<Int64>(fallback: .min)
  private var lateness = Column<Int64>(fallback: 0)
  /// The numbers of templates that are too long to be looked at again whenever somebody asks, by row.
  private(set) var longTemplates: [Int: Int] = [:]
  private var released = ReleasedRows()
  private var scratch: [UInt8] = []

  /// How many rows were appended, with those that were released.
  var count: Int { kinds.count }
  /// The first row that memory is held for: all before it were released.
  var firstRow: Int { kinds.firstRow }

  /// To be called before the entries of each batch.
  mutating func startBatch() { entryShapes.startBatch() }

  /// Adds an entry. Its text is marked where something stands before the values.
  mutating func append(_ entry: LogEntry, _ bytes: UnsafeBufferPointer<UInt8>, receivedAt: Timestamp) {
    let (kind, shape, extra, entryShape) = composeTexts(of: entry, bytes)
    kinds.append(kind)
    shapes.append(shape)
    extras.append(extra)
    entryShapes.append(entryShape)
    scratch.withUnsafeBufferPointer { texts.append($0, isMarked: !sections(shape, extra, kind, entryShape).isEmpty) }
    timestamps.append((entry.timestamp ?? receivedAt).ticks)
    revisions.append(entry.revision)
    progress.append(Self.stored(entry))
    etas.append(entry.eta?.ticks ?? .min)
    lateness.append(entry.lateness)
    number(entry.message, bytes, of: count - 1)
  }

  /// Replaces an entry by a newer revision; its lateness stays that of its first appearance.
  mutating func replace(
    _ row: Int, _ entry: LogEntry, _ bytes: UnsafeBufferPointer<UInt8>, receivedAt: Timestamp
  ) {
    let (kind, shape, extra, entryShape) = composeTexts(of: entry, bytes)
    kinds[row] = kind | Kind.isRevised
    shapes[row] = shape
    extras[row] = extra
    entryShapes[row] = entryShape
    let isMarked = !sections(shape, extra, kind, entryShape).isEmpty
    scratch.withUnsafeBufferPointer { texts.replace(row, with: $0, isMarked: isMarked) }
    timestamps[row] = (entry.timestamp ?? receivedAt).ticks
    revisions[row] = entry.revision
    progress[row] = Self.stored(entry)
    etas[row] = entry.eta?.ticks ?? .min
    number(entry.message, bytes, of: row)
  }

  private mutating func number(_ template: ByteRange, _ bytes: UnsafeBufferPointer<UInt8>, of row: Int) {
    if template.count > MessageShapes.maxTemplateBytes {
      let template = UnsafeBufferPointer(rebasing: bytes[template.clamped(to: 0..<bytes.count)])
      longTemplates[row] = messages.templateNumber(template)
    } else if !longTemplates.isEmpty {
      longTemplates[row] = nil
    }
  }

  /// Lets an entry go; its row is never used again, and reads as an entry without any text. Memory comes back with the
  /// last row of each chunk, that of a long text at once.
  mutating func release(_ row: Int) {
    guard isHeld(row) else { return }
    (kinds[row], shapes[row]) = (Kind.released, Self.releasedShape)
    texts.release(row)
    if !longTemplates.isEmpty { longTemplates[row] = nil }
    guard released.insert(row) else { return }
    kinds.releaseChunk(of: row)
    shapes.releaseChunk(of: row)
    texts.releaseSegment(of: row)
    timestamps.releaseChunk(of: row)
    revisions.releaseChunk(of: row)
    extras.releaseChunk(of: row)
    entryShapes.releaseChunk(of: row)
    progress.releaseChunk(of: row)
    etas.releaseChunk(of: row)
    lateness.releaseChunk(of: row)
    forgetChunks(before: released.forgetReleasedChunks())
  }

  private mutating func forgetChunks(before first: Int) {
    kinds.forgetChunks(before: first)
    shapes.forgetChunks(before: first)
    texts.forgetSegments(before: first)
    timestamps.forgetChunks(before: first)
    revisions.forgetChunks(before: first)
    extras.forgetChunks(before: first)
    entryShapes.forgetChunks(before: first)
    progress.forgetChunks(before: first)
    etas.forgetChunks(before: first)
    lateness.forgetChunks(before: first)
  }

  /// Whether a row has an entry.
  @inline(__always)
  func isHeld(_ row: Int) -> Bool { row >= 0 && row < count && kinds[row] != Kind.released }

  @inline(__always)
  func timestamp(_ row: Int) -> Int64 { timestamps[row] }
  @inline(__always)
  func severity(_ row: Int) -> Severity { Severity(rawValue: kinds[row] & Kind.severity) ?? .unknown }
  @inline(__always)
  func has(_ flag: UInt8, _ row: Int) -> Bool { kinds[row] & flag != 0 }
  @inline(__always)
  func revision(_ row: Int) -> Int32 { revisions[row] }
  func lateness(_ row: Int) -> Int64 { lateness[row] }

  func progress(_ row: Int) -> Float? {
    let value = progress[row]
    return value == Self.noProgress || !isHeld(row) ? nil : value.magnitude
  }

  func progressHasPoint(_ row: Int) -> Bool {
    let value = progress[row]
    return value != Self.noProgress && value.sign == .minus
  }

  func eta(_ row: Int) -> Timestamp? {
    let ticks = etas[row]
    return ticks == .min ? nil : Timestamp(ticks: ticks)
  }

  /// The number of the row's shape in `messages`; `nil` where its template is in its own text.
  @inline(__always)
  func shape(_ row: Int) -> Int? {
    let shape = shapes[row]
    return shape >= Self.releasedShape ? nil : Int(shape)
  }

  /// Lends the shape and the values of each row that is held, in the order of memory; no values where they do not make up
  /// the whole text of the row, or where it is held apart, and then perhaps no shape.
  @inline(__always)
  func forEachPlainText(_ body: (_ row: Int, _ shape: Int?, _ values: UnsafeBufferPointer<UInt8>?) -> Void) {
    shapes.forEachChunk { first, rows, shapes in
      guard let shapes else { return }
      texts.forEachPlainText(ofSegmentAt: first) { index, text in
        let shape = shapes[index]
        body(first + index, shape >= Self.releasedShape ? nil : Int(shape), text)
      }
    }
  }

  /// Lends a section of the row's text (not a shared one), or with `nil` the values.
  @inline(__always)
  func withSection<Result>(
    _ section: RowText.Sections?, _ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let kind = kinds[row]
    guard kind != Kind.released else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    let present = sections(shapes[row], extras[row], kind, entryShapes[row])
    return texts.withText(row) { text in
      body(UnsafeBufferPointer(rebasing: text[RowText.range(of: section, in: text, present: present)]))
    }
  }

  /// The other members' raw JSON.
  func extras(_ row: Int) -> [UInt8] {
    guard isHeld(row) else { return [] }
    let number = extras[row]
    if number == Self.inText { return withSection(.extras, row, Array.init) }
    return extras.text(number)
  }

  /// The `EntryShape` of a row; empty where it came without.
  func entryShape(_ row: Int) -> [UInt8] {
    guard isHeld(row) else { return [] }
    let number = entryShapes[row]
    if number == Self.inText { return withSection(.entryShape, row, Array.init) }
    return entryShapes.text(number)
  }

  @inline(__always)
  private func sections(
    _ shape: UInt16, _ extra: UInt16, _ kind: UInt8, _ entryShape: UInt16
  ) -> RowText.Sections {
    var present: RowText.Sections = shape == Self.inText ? .message : []
    if extra == Self.inText { present.insert(.extras) }
    if entryShape == Self.inText { present.insert(.entryShape) }
    if kind & Kind.hasSeverityText != 0 { present.insert(.severity) }
    if kind & Kind.hasTimestampText != 0 { present.insert(.timestamp) }
    return present
  }

  /// Writes the row's text to `scratch`.
  private mutating func composeTexts(
    of entry: LogEntry, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (kind: UInt8, shape: UInt16, extras: UInt16, entryShape: UInt16) {
    func field(_ range: ByteRange) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: bytes[range.clamped(to: 0..<bytes.count)])
    }
    var kind = entry.severity.rawValue
    if entry.isInvalid { kind |= Kind.isInvalid }
    var header: [UInt8] = []
    let extra = extras.intern(field(entry.extras))
    if extra == Self.inText { RowText.append(field(entry.extras), to: &header) }
    if entry.severity == .unknown, !entry.severityText.isEmpty {
      kind |= Kind.hasSeverityText
      RowText.append(field(entry.severityText), to: &header)
    }
    if entry.timestamp == nil {
      kind |= Kind.lacksTimestamp
      if !entry.timestampText.isEmpty {
        kind |= Kind.hasTimestampText
        RowText.append(field(entry.timestampText), to: &header)
      }
    }
    let entryShape = entryShapes.intern(entry.shape, of: bytes)
    if entryShape == Self.inText { RowText.append(field(entry.shape), to: &header) }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: header)
    let (message, parameters) = (field(entry.message), field(entry.parameters))
    if let shape = messages.intern(template: message, parameters: parameters, payload: &scratch) {
      return (kind, UInt16(shape), extra, entryShape)
    }
    scratch.removeAll(keepingCapacity: true)
    RowText.append(message, to: &scratch)
    scratch.append(contentsOf: header)
    scratch.append(contentsOf: parameters)
    return (kind, Self.inText, extra, entryShape)
  }

  /// Bytes allocated for rows, and for the texts that they share.
  var byteCount: Int {
    let narrow = kinds.byteCount + shapes.byteCount + revisions.byteCount
    let wide = timestamps.byteCount + progress.byteCount + etas.byteCount + lateness.byteCount
    return narrow + wide + texts.byteCount + extras.allocatedBytes + entryShapes.allocatedBytes
  }

  private static func stored(_ entry: LogEntry) -> Float {
    guard let progress = entry.progress, progress.isFinite else { return noProgress }
    return entry.progressHasPoint ? -progress.magnitude : progress.magnitude
  }
}
