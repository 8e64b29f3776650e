/// Finds the values that placeholders name in the raw JSON of an entry's parameters.
///
/// Each object is read once, however many placeholders ask; reused from entry to entry.
struct ParameterReader: Sendable {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  /// More names in a dotted placeholder than this are not followed.
  private static let depth = 16

  private var top = ParameterIndex()
  private var hasTop = false
  /// Indexes of inner objects that dotted names led to, by where they begin.
  private var inner: [Int: ParameterIndex] = [:]

  /// Forgets the text before; call with every new one.
  mutating func reset() {
    hasTop = false
    if !inner.isEmpty { inner.removeAll(keepingCapacity: true) }
  }

  /// The raw value that a placeholder's name stands for: of the member with this name, else, where it has dots, of the
  /// member of a member.
  mutating func find(_ name: Bytes, in text: Bytes) -> Range<Int>? {
    if !hasTop {
      top.read(text, from: 0)
      hasTop = true
    }
    if let value = top.find(name) { return value }
    let parts = name.split(separator: 0x2E, maxSplits: Self.depth, omittingEmptySubsequences: false)
    guard 2...Self.depth ~= parts.count, var value = top.find(Bytes(rebasing: parts[0])) else { return nil }
    for part in parts.dropFirst() {
      guard text[value.lowerBound] == 0x7B || text[value.lowerBound] == 0x5B else { return nil }
      guard let next = member(Bytes(rebasing: part), ofObjectAt: value.lowerBound, in: text) else { return nil }
      value = next
    }
    return value
  }

  private mutating func member(_ name: Bytes, ofObjectAt start: Int, in text: Bytes) -> Range<Int>? {
    if inner[start] == nil {
      var index = ParameterIndex()
      index.read(text, from: start)
      inner[start] = index
    }
    return inner[start]?.find(name)
  }
}
