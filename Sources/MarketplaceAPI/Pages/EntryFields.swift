import MonitorCore

/// The values of an entry's members that this program knows; of a repeated member the last one.
struct EntryFields {
  private(set) var id: JSONToken?
  private(set) var revision: JSONToken?
  private(set) var severity: JSONToken?
  private(set) var message: JSONToken?
  private(set) var parameters: JSONToken?
  private(set) var timestamp: JSONToken?
  private(set) var progress: JSONToken?
  private(set) var eta: JSONToken?
  /// Whether a known member came more than once.
  private(set) var isRepeated = false

  /// Records a member and says which it is: `extra` where it is none of these, `shared` for the task and `$meta`, the
  /// same for many entries.
  mutating func record(_ key: JSONToken, _ value: JSONToken, _ bytes: Span<UInt8>) -> EntryShape.Member {
    guard key.contents.contains(.escape) else { return record(name: key.inside, value, bytes) }
    var plain: [UInt8] = []
    JSONText.appendUnescaped(bytes, key.inside, .kept, to: &plain)
    return record(name: 0..<plain.count, value, plain.span)
  }

  @inline(__always)
  private mutating func record(name: Range<Int>, _ value: JSONToken, _ bytes: Span<UInt8>) -> EntryShape.Member {
    // The length first: it alone distinguishes most names.
    switch name.count {
    case 2 where JSONText.matches(bytes, name, "id"): return Self.keep(value, as: .id, &id, &isRepeated)
    case 3 where JSONText.matches(bytes, name, "eta"): return Self.keep(value, as: .eta, &eta, &isRepeated)
    case 4 where JSONText.matches(bytes, name, "task"): return .shared
    case 5 where JSONText.matches(bytes, name, "$meta"): return .shared
    case 7 where JSONText.matches(bytes, name, "message"): return Self.keep(value, as: .message, &message, &isRepeated)
    case 8 where JSONText.matches(bytes, name, "revision"):
      return Self.keep(value, as: .revision, &revision, &isRepeated)
    case 8 where JSONText.matches(bytes, name, "severity"):
      return Self.keep(value, as: .severity, &severity, &isRepeated)
    case 8 where JSONText.matches(bytes, name, "progress"):
      return Self.keep(value, as: .progress, &progress, &isRepeated)
    case 9 where JSONText.matches(bytes, name, "timestamp"):
      return Self.keep(value, as: .timestamp, &timestamp, &isRepeated)
    case 10 where JSONText.matches(bytes, name, "parameters"):
      return Self.keep(value, as: .parameters, &parameters, &isRepeated)
    default: return .extra
    }
  }

  /// The value of a known member; `nil` for others.
  func value(of member: EntryShape.Member) -> JSONToken? {
    switch member {
    case .id: id
    case .revision: revision
    case .severity: severity
    case .message: message
    case .parameters: parameters
    case .timestamp: timestamp
    case .progress: progress
    case .eta: eta
    default: nil
    }
  }

  @inline(__always)
  private static func keep(
    _ value: JSONToken, as member: EntryShape.Member, _ field: inout JSONToken?, _ isRepeated: inout Bool
  ) -> EntryShape.Member {
    isRepeated = isRepeated || field != nil
    field = value
    return member
  }
}

/// Reads the platform's severities from bytes, the usual spelling without allocation.
enum SeverityWord {
  static func severity(_ bytes: Span<UInt8>, _ token: JSONToken) -> Severity {
    guard token.contents.contains(.escape) else { return severity(bytes, token.inside) }
    var plain: [UInt8] = []
    JSONText.appendUnescaped(bytes, token.inside, .replaced, to: &plain)
    return severity(plain.span, 0..<plain.count)
  }

  private static func severity(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Severity {
    if JSONText.matches(bytes, range, "Info") { return .info }
    if JSONText.matches(bytes, range, "Debug") { return .debug }
    if JSONText.matches(bytes, range, "Warning") { return .warning }
    if JSONText.matches(bytes, range, "Error") { return .error }
    if JSONText.matches(bytes, range, "Failure") { return .failure }
    guard range.count <= 16 else { return .unknown }
    return bytes.extracting(range).withUnsafeBufferPointer { Severity(word: $0) }
  }
}

/// An object that many entries of a page hold, byte by byte the same, such as their task: read once.
struct RepeatedObject {
  private var object: JSONToken?

  /// Remembers an object as the one that may come again; does nothing for other values.
  mutating func record(_ value: JSONToken) {
    if value.kind == .object { object = value }
  }

  /// The same object where its very bytes stand at a position. Where an object ends is up to its own bytes alone, so
  /// that nothing behind them matters; but for how deep it stands, which has to be as deep as before.
  @inline(__always)
  func found(at position: Int, in bytes: Span<UInt8>) -> JSONToken? {
    guard let object, position < bytes.count, bytes[position] == 0x7B,
      RepeatedBytes.match(at: position, of: bytes, object.range, of: bytes)
    else { return nil }
    return JSONToken(kind: .object, range: position..<position + object.range.count, contents: object.contents)
  }
}
