/// Where the members of one raw JSON object, or the elements of an array, are. Reused from text to text.
struct ParameterIndex: Sendable {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  private struct Member {
    /// Where the name is, unescaped, in `names`, and the raw value in the text.
    var name: Range<Int>
    var value: Range<Int>
  }

  private var members: [Member] = []
  private var names: [UInt8] = []
  private var isArray = false
  /// Indexes of `members` by name, and by name in lower case; made when searching one by one gets expensive.
  private var byName: [Int] = []
  private var byFoldedName: [Int] = []
  private var lookups = 0

  /// Reads the members of the value that begins at `start`, as far as they can be read; none where it is no object or
  /// array. Replaces what was here before.
  mutating func read(_ text: Bytes, from start: Int) {
    members.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    // Seldom made, and asking is quicker than to remove nothing.
    if !byName.isEmpty {
      byName.removeAll(keepingCapacity: true)
      byFoldedName.removeAll(keepingCapacity: true)
    }
    lookups = 0
    guard let parts = JSONParts(text, from: start) else { return }
    isArray = !parts.isObject
    for part in parts {
      let name = names.count
      if !isArray { JSONReader.appendUnescaped(Bytes(rebasing: text[part.name]), to: &names) }
      members.append(Member(name: name..<names.count, value: part.value))
    }
  }

  /// The members' names, or in an array the elements' numbers; the first `limit` of them.
  func names(limit: Int) -> [[UInt8]] {
    members.prefix(limit).enumerated().map { number, member in
      isArray ? Array("\(number)".utf8) : Array(names[member.name])
    }
  }

  /// The raw value of a member: of the last one with this very name, else of the last with it in another case (ASCII).
  /// In an array, of the element with this number, from 0.
  mutating func find(_ name: Bytes) -> Range<Int>? {
    if isArray { return element(name) }
    lookups += 1
    if members.count > 16, lookups > 4 { return search(name) }
    return names.withUnsafeBufferPointer { names in
      let isNamed = { (member: Member) in ByteHash.areEqual(Bytes(rebasing: names[member.name]), name) }
      if let exact = members.last(where: isNamed) { return exact.value }
      let alike = members.last { member in
        member.name.count == name.count && Self.order(Bytes(rebasing: names[member.name]), name, folding: true) == 0
      }
      return alike?.value
    }
  }

  private func element(_ name: Bytes) -> Range<Int>? {
    guard 1...9 ~= name.count else { return nil }
    var number = 0
    for byte in name {
      guard 0x30...0x39 ~= byte else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number < members.count ? members[number].value : nil
  }

  private mutating func search(_ name: Bytes) -> Range<Int>? {
    if byName.isEmpty {
      byName = sorted(folding: false)
      byFoldedName = sorted(folding: true)
    }
    return last(name, in: byName, folding: false) ?? last(name, in: byFoldedName, folding: true)
  }

  private func sorted(folding: Bool) -> [Int] {
    names.withUnsafeBufferPointer { names in
      members.indices.sorted { left, right in
        let order = Self.order(
          Bytes(rebasing: names[members[left].name]), Bytes(rebasing: names[members[right].name]), folding: folding)
        return order == 0 ? left < right : order < 0
      }
    }
  }

  private func last(_ name: Bytes, in indexes: [Int], folding: Bool) -> Range<Int>? {
    names.withUnsafeBufferPointer { names in
      var (low, high) = (0, indexes.count)
      while low < high {
        let middle = (low + high) / 2
        let other = Bytes(rebasing: names[members[indexes[middle]].name])
        if Self.order(other, name, folding: folding) <= 0 { low = middle + 1 } else { high = middle }
      }
      guard low > 0 else { return nil }
      let found = members[indexes[low - 1]]
      return Self.order(Bytes(rebasing: names[found.name]), name, folding: folding) == 0 ? found.value : nil
    }
  }

  /// Whether two names are the same to placeholders: but for the case of ASCII letters.
  static func areAlike(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.withUnsafeBufferPointer { left in right.withUnsafeBufferPointer { order(left, $0, folding: true) == 0 } }
  }

  /// Negative, 0 or positive, as `left` stands before, with or after `right`.
  private static func order(_ left: Bytes, _ right: Bytes, folding: Bool) -> Int {
    for index in 0..<min(left.count, right.count) {
      let (a, b) = folding ? (lower(left[index]), lower(right[index])) : (left[index], right[index])
      if a != b { return a < b ? -1 : 1 }
    }
    return left.count - right.count
  }

  private static func lower(_ byte: UInt8) -> UInt8 { 0x41...0x5A ~= byte ? byte | 0x20 : byte }
}

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
