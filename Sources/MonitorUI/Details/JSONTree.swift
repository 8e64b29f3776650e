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

    /// Whether it is a value that entries can be filtered by.
    var isPlain: Bool { kind == .text || kind == .word }
  }

  private(set) var lines: [Line] = []

  /// No more lines than anyone reads, and no deeper than a screen is wide.
  private static let maxLines = 2_000
  private static let maxDepth = 16

  /// - Parameter names: members of the outermost object that are left out.
  init(_ json: [UInt8], leavingOut names: Set<[UInt8]> = []) {
    json.withUnsafeBufferPointer { json in
      let start = JSONReader.afterSpace(json, from: 0)
      guard start < json.count else { return }
      add(json, from: start, name: [], depth: 0, isElement: false, leavingOut: names)
    }
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
        (Self.name(of: part, in: json), Array(json[part.value]))
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

  /// Adds the value that begins at `start`.
  private mutating func add(
    _ json: JSONReader.Bytes, from start: Int, name: [UInt8], depth: Int, isElement: Bool,
    leavingOut names: Set<[UInt8]> = []
  ) {
    guard lines.count < Self.maxLines else { return }
    guard let parts = JSONParts(json, from: start), depth < Self.maxDepth, !Self.isEmptyContainer(json, from: start)
    else {
      let end = JSONReader.endOfValue(json, from: start) ?? json.count
      let value = JSONReader.text(of: JSONReader.Bytes(rebasing: json[start..<end]))
      let kind = Self.kind(json, from: start)
      lines.append(Line(depth: depth, name: name, value: value, kind: kind, isElement: isElement))
      return
    }
    // The outermost brackets say nothing.
    let isOutermost = lines.isEmpty && name.isEmpty
    if !isOutermost {
      lines.append(Line(depth: depth, name: name, value: nil, kind: .parts, isElement: isElement))
    }
    var number = 0
    for part in parts {
      let name = parts.isObject ? Self.name(of: part, in: json) : Array("[\(number)]".utf8)
      number += 1
      if names.contains(name) { continue }
      add(
        json, from: part.value.lowerBound, name: name, depth: isOutermost ? depth : depth + 1,
        isElement: !parts.isObject)
    }
  }

  private static func name(of part: JSONParts.Part, in json: JSONReader.Bytes) -> [UInt8] {
    var name: [UInt8] = []
    JSONReader.appendUnescaped(JSONReader.Bytes(rebasing: json[part.name]), to: &name)
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
