import MonitorCore

/// Collects header lines as libcurl hands them over, and keeps those of the final answer.
struct HeaderCollector {
  private(set) var headers = HTTPHeaders()
  /// All header bytes of the transfer, interim answers included: endless ones are stopped too.
  private(set) var bytes = 0
  /// What the final answer declares.
  private(set) var contentLength: Int?
  let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  mutating func consume(_ line: UnsafeRawBufferPointer) throws(SourceFailure) {
    bytes += line.count
    guard bytes <= limit else {
      throw SourceFailure(.unreadable, "The answer's headers are larger than \(limit / 1024) KiB.")
    }
    if line.starts(with: "HTTP/".utf8) {
      headers = HTTPHeaders()
      contentLength = nil
      return
    }
    guard let colon = line.firstIndex(of: 0x3A), colon > 0 else { return }
    let name = String(decoding: line[..<colon], as: UTF8.self)
    let value = String(decoding: Self.trimmed(line[(colon + 1)...]), as: UTF8.self)
    headers.add(name, value)
    if name.lowercased() == "content-length" { try recordLength(value) }
  }

  /// Two lengths that differ leave open where the answer ends (RFC 9112, 6.3): nothing of it can be trusted.
  private mutating func recordLength(_ value: String) throws(SourceFailure) {
    for part in value.split(separator: ",", omittingEmptySubsequences: false) {
      let digits = part.utf8.filter { $0 != 0x20 && $0 != 0x09 }
      guard !digits.isEmpty, digits.allSatisfy({ 0x30...0x39 ~= $0 }),
        let length = Int(String(decoding: digits, as: UTF8.self)), contentLength == nil || contentLength == length
      else {
        throw SourceFailure(.transport(beforeFirstByte: false), "The answer declares conflicting lengths.")
      }
      contentLength = length
    }
  }

  private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
    var rest = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = rest.last, last == 0x20 || 0x09...0x0D ~= last { rest = rest.dropLast() }
    return rest
  }
}
