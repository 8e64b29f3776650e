import MonitorCore

/// Texts of a page that differ from its bytes, unescaped or repaired: they are going to stand right behind the body.
struct PageTail {
  var bytes: [UInt8] = []
  /// Where the body ends.
  private let start: Int

  init(start: Int) {
    self.start = start
  }

  /// How much there is; what is written behind it can be given back.
  var mark: Int { bytes.count }

  mutating func rewind(to mark: Int) {
    bytes.removeLast(max(0, bytes.count - mark))
  }

  /// The range, in body and tail together, of what was written since a mark.
  func range(from mark: Int) -> ByteRange {
    start + mark..<start + bytes.count
  }

  mutating func append(_ text: [UInt8]) -> ByteRange {
    let mark = mark
    bytes += text
    return range(from: mark)
  }

  /// Puts a text in the place of what was written since a mark.
  mutating func replace(from mark: Int, with text: [UInt8]) {
    rewind(to: mark)
    bytes += text
  }

  /// An entry of another page, whose very bytes stand in this body so many places further: with its texts from there.
  mutating func adopt(_ entry: TaskLog, of page: ReadPage, movedBy distance: Int) -> TaskLog {
    var log = entry
    log.id = moved(entry.id, of: page, by: distance)
    log.severityText = moved(entry.severityText, of: page, by: distance)
    log.timestampText = moved(entry.timestampText, of: page, by: distance)
    log.message = moved(entry.message, of: page, by: distance)
    log.parameters = moved(entry.parameters, of: page, by: distance)
    log.extras = moved(entry.extras, of: page, by: distance)
    log.raw = moved(entry.raw, of: page, by: distance)
    return log
  }

  private mutating func moved(_ range: ByteRange, of page: ReadPage, by distance: Int) -> ByteRange {
    if range.isEmpty { return 0..<0 }
    if range.lowerBound >= page.bodyBytes { return append(Array(page.batch.bytes[range])) }
    return range.lowerBound + distance..<range.upperBound + distance
  }
}
