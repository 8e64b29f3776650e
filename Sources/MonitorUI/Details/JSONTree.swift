import MonitorCore

/// Raw JSON as a tree of lines: a member or an element a line, deeper ones after it. Takes any bytes.
struct JSONTree {
  struct Line: Equatable {
    enum Kind: Equatable { case text, word, emptyObject, emptyList, parts }

    var depth: Int
    /// The member's name or the element's number; unsafe text.
    var name: [UInt8]
    /// A string's text or another value as written; `nil` where the value's parts follow. Unsafe text.
    var value: [UInt8]?
    var kind: Kind
    /// Whether it is an element of a list, without a name of its own.
    var isElement: Bool
    /// Where the value is the beginning alone of what was sent: something that tells all of it from another.
    var cutMark: Int?

    /// Whether it is a value that entries can be filtered by.
    var isPlain: Bool { kind == .text || kind == .word }
  }

  private(set) var lines: [Line] = []

  /// No more lines than anyone reads, and no deeper than a screen is wide.
  private static let maxLines = 2_000
  private static let maxDepth = 16
  /// How many bytes of values as they were sent are read, of all and of one; what comes after them is cut short.
  private var available = 1 << 20
  private static let maxOfOne = 98_304
  private static let minOfOne = 4_096
  private static let maxName = 4_096

  /// - Parameter names: members of the outermost object that are left out.
  init(_ json: [UInt8], leavingOut names: Set<[UInt8]> = []) {
    self = json.withUnsafeBufferPointer { JSONTree($0, leavingOut: names) }
  }

  /// The time is in proportion to what is shown, and to the longest strings in it, but not to what comes after the last line.
  init(_ json: JSONReader.Bytes, leavingOut names: Set<[UInt8]> = []) {
    let start = JSONReader.afterSpace(json, from: 0)
    guard start < json.count else { return }
    _ = add(json, from: start, name: [], depth: 0, isElement: false, leavingOut: names)
  }

  /// The parameters of an entry.
  init(parametersOf slot: Slot, in store: LogStore) {
    self = store.withParameters(of: slot, maxValue: Self.maxOfOne) { JSONTree($0) }
  }

  /// The members that no other line of the details shows: those of unknown names, and those of known ones that could not
  /// be read. The whole entry where that could not be read.
  init(extrasOf slot: Slot, in store: LogStore) {
    var shown = Set(["severity", "revision", "message", "audit"].map { Array($0.utf8) })
    if store.progress(of: slot) != nil { shown.insert(Array("progress".utf8)) }
    if store.eta(of: slot) != nil { shown.insert(Array("eta".utf8)) }
    if store.hasTimestamp(slot) { shown.insert(Array("timestamp".utf8)) }
    self.init(store.extras(of: slot), leavingOut: store.isInvalid(slot) ? [] : shown)
  }

  /// The members of an object, each value as raw JSON; none where it is no object.
  static func members(_ json: [UInt8]) -> [(name: [UInt8], value: [UInt8])] {
    json.withUnsafeBufferPointer { json in
      guard let parts = JSONParts(json), parts.isObject else { return [] }
      return parts.prefix(maxLines).map { part in
        (Self.name(JSONReader.Bytes(rebasing: json[part.name])), Array(json[part.value]))
      }
    }
  }

  /// A string's text, or another value as written.
  static func text(_ json: [UInt8]) -> [UInt8] { json.withUnsafeBufferPointer { JSONReader.text(of: $0) } }

  /// The values with where they are, `Account.Tags[0]`.
  var paths: [(path: [UInt8], line: Line)] {
    var parents: [[UInt8]] = []
    return lines.compactMap { line in
      parents.removeSubrange(min(line.depth, parents.count)...)
      let parent = parents.last ?? []
      let path = parent.isEmpty || line.isElement ? parent + line.name : parent + [0x2E] + line.name
      parents.append(path)
      return line.value == nil ? nil : (path, line)
    }
  }

  /// Adds the value that begins at `start`, and gives the index after it; `nil` where it does not end, or where there are
  /// lines enough.
  private mutating func add(
    _ json: JSONReader.Bytes, from start: Int, name: [UInt8], depth: Int, isElement: Bool,
    leavingOut names: Set<[UInt8]> = []
  ) -> Int? {
    guard start < json.count, lines.count < Self.maxLines else { return nil }
    let isObject = json[start] == 0x7B
    guard isObject || json[start] == 0x5B, depth < Self.maxDepth, !Self.isEmptyContainer(json, from: start) else {
      guard let end = JSONReader.endOfValue(json, from: start) ?? (depth == 0 ? json.count : nil) else { return nil }
      var line = Line(
        depth: depth, name: name, value: nil, kind: Self.kind(json, from: start), isElement: isElement)
      (line.value, line.cutMark) = text(of: JSONReader.Bytes(rebasing: json[start..<end]))
      lines.append(line)
      return end
    }
    // The outermost brackets say nothing.
    let isOutermost = lines.isEmpty && name.isEmpty
    if !isOutermost {
      lines.append(Line(depth: depth, name: name, value: nil, kind: .parts, isElement: isElement))
    }
    var index = JSONReader.afterSpace(json, from: start + 1)
    var number = 0
    while index < json.count {
      var name: [UInt8] = []
      if isObject {
        guard json[index] == 0x22, let end = JSONReader.endOfString(json, from: index) else { return nil }
        name = Self.name(JSONReader.Bytes(rebasing: json[index + 1..<end - 1]))
        index = JSONReader.afterSpace(json, from: end)
        guard index < json.count, json[index] == 0x3A else { return nil }
        index = JSONReader.afterSpace(json, from: index + 1)
      } else {
        name = Array("[\(number)]".utf8)
      }
      number += 1
      let end =
        names.contains(name)
        ? JSONReader.endOfValue(json, from: index)
        : add(json, from: index, name: name, depth: isOutermost ? depth : depth + 1, isElement: !isObject)
      guard let end else { return nil }
      let next = JSONReader.afterSpace(json, from: end)
      guard next < json.count else { return nil }
      guard json[next] == 0x2C else { return json[next] == (isObject ? 0x7D : 0x5D) ? next + 1 : nil }
      index = JSONReader.afterSpace(json, from: next + 1)
    }
    return nil
  }

  /// The text of a raw value, as far as there is room for it, and a mark of all of it where that is not.
  private mutating func text(of raw: JSONReader.Bytes) -> ([UInt8], cutMark: Int?) {
    let limit = max(Self.minOfOne, min(Self.maxOfOne, available))
    available -= min(limit, raw.count)
    guard raw.count > limit else { return (JSONReader.text(of: raw), nil) }
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(raw))
    return (Self.text(JSONReader.Bytes(rebasing: raw[..<limit])), hasher.finalize())
  }

  /// The text of a raw value of which the end was cut off.
  private static func text(_ cut: JSONReader.Bytes) -> [UInt8] {
    guard cut.first == 0x22 else { return Array(cut) }
    var text: [UInt8] = []
    let end = JSONReader.endsInEscape(cut) ? cut.count - 1 : cut.count
    JSONReader.appendUnescaped(JSONReader.Bytes(rebasing: cut[1..<end]), to: &text)
    return text
  }

  private static func name(_ inside: JSONReader.Bytes) -> [UInt8] {
    var name: [UInt8] = []
    var inside = JSONReader.Bytes(rebasing: inside.prefix(maxName))
    if JSONReader.endsInEscape(inside) { inside = JSONReader.Bytes(rebasing: inside.dropLast()) }
    JSONReader.appendUnescaped(inside, to: &name)
    return name
  }

  private static func isEmptyContainer(_ json: JSONReader.Bytes, from start: Int) -> Bool {
    let next = JSONReader.afterSpace(json, from: start + 1)
    return next >= json.count || json[next] == 0x7D || json[next] == 0x5D
  }

  /// The kind of a value that is shown whole.
  private static func kind(_ json: JSONReader.Bytes, from start: Int) -> Line.Kind {
    switch json[start] {
    case 0x22: .text
    case 0x7B: isEmptyContainer(json, from: start) ? .emptyObject : .parts
    case 0x5B: isEmptyContainer(json, from: start) ? .emptyList : .parts
    default: .word
    }
  }
}
