import MonitorCore

/// Where the value of an entry's member is held, so that it can be written again as it was sent.
enum MemberForm {
  /// In the entry's field, which says all of it.
  case field(EntryShape.Member)
  /// In the entry's field, written in this style.
  case time(EntryShape.Member, TimestampStyle)
  /// In the shape: the same for many entries.
  case shared
  /// In the extras.
  case extra

  /// The form of a member of `log`, whose fields were read from the same bytes.
  init(_ member: EntryShape.Member, _ value: JSONToken, of log: LogEntry, _ bytes: Span<UInt8>) {
    self = .field(member)
    switch member {
    case .extra, .whole: self = .extra
    case .shared: self = .shared
    case .id: return
    default:
      if value.kind == .null || value.kind == .bool || value.contents.contains(.notANumber) {
        self = .shared
        return
      }
      self = Self.form(of: member, value, log, bytes)
    }
  }

  private static func form(
    of member: EntryShape.Member, _ value: JSONToken, _ log: LogEntry, _ bytes: Span<UInt8>
  ) -> MemberForm {
    let isText = value.kind == .string
    switch member {
    case .parameters: return .field(member)
    case .message: return .field(isText ? .message : .messageJSON)
    case .revision: return value.kind == .number && isPlainInteger(bytes, value.range) ? .field(member) : .extra
    case .progress: return isPlainProgress(log, bytes, value) ? .field(member) : .extra
    case .severity:
      guard isText else { return .extra }
      if log.severity != .unknown { return isPlatformsWord(log.severity, bytes, value) ? .field(member) : .extra }
      return log.severityText.isEmpty ? .shared : .field(.severityText)
    case .timestamp:
      guard isText else { return .extra }
      if log.timestamp != nil { return time(member, value, bytes) }
      return log.timestampText.isEmpty ? .shared : .field(.timestampText)
    case .eta: return isText && log.eta != nil ? time(member, value, bytes) : .extra
    default: return .extra
    }
  }

  private static func time(_ member: EntryShape.Member, _ value: JSONToken, _ bytes: Span<UInt8>) -> MemberForm {
    let style = bytes.extracting(value.inside).withUnsafeBufferPointer { TimestampStyle(of: $0) }
    return style.map { .time(member, $0) } ?? .extra
  }

  private static func isPlatformsWord(_ severity: Severity, _ bytes: Span<UInt8>, _ value: JSONToken) -> Bool {
    let word = value.inside
    return switch severity {
    case .unknown: false
    case .debug: JSONText.matches(bytes, word, "Debug")
    case .info: JSONText.matches(bytes, word, "Info")
    case .warning: JSONText.matches(bytes, word, "Warning")
    case .error: JSONText.matches(bytes, word, "Error")
    case .failure: JSONText.matches(bytes, word, "Failure")
    }
  }

  /// Whether a number is one that `Int32` writes in the same digits.
  private static func isPlainInteger(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count <= 9 else { return false }
    let first = bytes[range.lowerBound] == 0x2D ? range.lowerBound + 1 : range.lowerBound
    for index in first..<range.upperBound where !(0x30...0x39 ~= bytes[index]) { return false }
    return first == range.lowerBound || first < range.upperBound && bytes[first] != 0x30
  }

  /// Whether a number is one that `JSONWriter` writes in the same digits from the percentage that was read from it.
  private static func isPlainProgress(_ log: LogEntry, _ bytes: Span<UInt8>, _ value: JSONToken) -> Bool {
    guard let progress = log.progress, progress.sign == .plus else { return false }
    let digits = value.range.dropLast(log.progressHasPoint ? 2 : 0)
    // Decimals of up to six digits come back from a Float as they were. Most are such, and testing is quicker than writing.
    if progress < 100, progress >= 0.001, isShortDecimal(bytes, digits) { return true }
    return bytes.extracting(digits).withUnsafeBufferPointer { JSONWriter.text(progress).utf8.elementsEqual($0) }
  }

  private static func isShortDecimal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count <= 7 else { return false }
    var hasPoint = false
    for index in range {
      if bytes[index] == 0x2E { hasPoint = true } else if !(0x30...0x39 ~= bytes[index]) { return false }
    }
    return hasPoint ? bytes[range.upperBound - 1] != 0x30 : range.count <= 6
  }
}
