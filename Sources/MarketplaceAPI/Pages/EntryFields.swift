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

  /// Keeps a member. `false` where it is none of these; the task, the same for all entries, and `$meta` are dropped.
  mutating func take(_ key: JSONToken, _ value: JSONToken, _ bytes: Span<UInt8>) -> Bool {
    guard key.contents.contains(.escape) else { return take(name: key.inside, value, bytes) }
    var plain: [UInt8] = []
    JSONText.appendUnescaped(bytes, key.inside, .kept, to: &plain)
    return take(name: 0..<plain.count, value, plain.span)
  }

  @inline(__always)
  private mutating func take(name: Range<Int>, _ value: JSONToken, _ bytes: Span<UInt8>) -> Bool {
    // The length first: it alone tells most names apart.
    switch name.count {
    case 2 where JSONText.matches(bytes, name, "id"): id = value
    case 3 where JSONText.matches(bytes, name, "eta"): eta = value
    case 4 where JSONText.matches(bytes, name, "task"): break
    case 5 where JSONText.matches(bytes, name, "$meta"): break
    case 7 where JSONText.matches(bytes, name, "message"): message = value
    case 8 where JSONText.matches(bytes, name, "revision"): revision = value
    case 8 where JSONText.matches(bytes, name, "severity"): severity = value
    case 8 where JSONText.matches(bytes, name, "progress"): progress = value
    case 9 where JSONText.matches(bytes, name, "timestamp"): timestamp = value
    case 10 where JSONText.matches(bytes, name, "parameters"): parameters = value
    default: return false
    }
    return true
  }
}
