extension JSONWriter {
  /// Writes an entry as the server sent it: all its members in their order, numbers and times in the digits they came in,
  /// texts escaped and repaired. `bytes` are its batch's.
  package mutating func value(_ entry: LogEntry, of bytes: UnsafeBufferPointer<UInt8>) {
    guard !entry.shape.isEmpty else {
      return entry.assumedShape.withUnsafeBufferPointer { value(entry, shape: $0, of: bytes) }
    }
    value(entry, shape: UnsafeBufferPointer(rebasing: bytes[entry.shape]), of: bytes)
  }

  private mutating func value(
    _ entry: LogEntry, shape: UnsafeBufferPointer<UInt8>, of bytes: UnsafeBufferPointer<UInt8>
  ) {
    func field(_ range: ByteRange) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: bytes[range.clamped(to: 0..<bytes.count)])
    }
    let sent = field(entry.extras)
    if shape.first == EntryShape.Member.whole.rawValue { return value(raw: sent) }
    var extras = JSONParts(sent)
    beginObject()
    for item in EntryShape.Items(shape) {
      switch item.member {
      case .id:
        name("id")
        value(text: field(entry.id))
      case .revision:
        name("revision")
        value(entry.revision)
      case .severity:
        name("severity")
        value(entry.severity.word)
      case .severityText:
        name("severity")
        value(text: field(entry.severityText))
      case .message:
        name("message")
        value(text: field(entry.message))
      case .messageJSON:
        name("message")
        value(raw: field(entry.message))
      case .parameters:
        name("parameters")
        value(raw: field(entry.parameters))
      case .timestamp:
        name("timestamp")
        value(entry.timestamp, item.style)
      case .timestampText:
        name("timestamp")
        value(text: field(entry.timestampText))
      case .eta:
        name("eta")
        value(entry.eta, item.style)
      case .progress:
        name("progress")
        value(entry.progress, hasPoint: entry.progressHasPoint)
      case .extra: if let part = extras?.next() { member(part, of: sent) }
      case .shared: member(shared: UnsafeBufferPointer(rebasing: shape[item.shared]))
      case .whole: break
      }
    }
    // An entry without a shape of its own has them last.
    while let part = extras?.next() { member(part, of: sent) }
    endObject()
  }

  private mutating func value(_ timestamp: Timestamp?, _ style: TimestampStyle) {
    guard let timestamp else { return null() }
    value(plain: { style.append(timestamp, to: &$0) })
  }

  private mutating func value(_ progress: Float?, hasPoint: Bool) {
    guard let progress else { return null() }
    write(Self.text(progress) + (hasPoint && progress == progress.rounded() ? ".0" : ""))
  }

  private mutating func member(_ part: JSONParts.Part, of json: UnsafeBufferPointer<UInt8>) {
    member(
      rawName: UnsafeBufferPointer(rebasing: json[part.name]), raw: UnsafeBufferPointer(rebasing: json[part.value]))
  }

  /// Writes `"name": value`.
  private mutating func member(shared: UnsafeBufferPointer<UInt8>) {
    guard let end = JSONReader.endOfString(shared, from: 0) else { return }
    let colon = JSONReader.afterSpace(shared, from: end)
    let start = JSONReader.afterSpace(shared, from: min(shared.count, colon + 1))
    member(
      rawName: UnsafeBufferPointer(rebasing: shared[1..<end - 1]), raw: UnsafeBufferPointer(rebasing: shared[start...]))
  }
}
