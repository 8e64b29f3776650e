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

    /// Whether it is a value that entries can be told apart by.
    var isPlain: Bool { kind == .text || kind == .word }
  }

  private(set) var lines: [Line] = []

  /// No more lines than anyone reads, and no deeper than a screen is wide.
  private static let maxLines = 2_000
  private static let deepest = 16

  /// - Parameter names: members of the outermost object that are left out.
  init(_ json: [UInt8], leavingOut names: Set<[UInt8]> = []) {
    json.withUnsafeBufferPointer { json in
      let start = JSONScan.afterSpace(json, from: 0)
      guard start < json.count else { return }
      add(json, from: start, name: [], depth: 0, isElement: false, leavingOut: names)
    }
  }

  /// The members of an object, each value as raw JSON; none where it is no object.
  static func members(_ json: [UInt8]) -> [(name: [UInt8], value: [UInt8])] {
    var result: [(name: [UInt8], value: [UInt8])] = []
    json.withUnsafeBufferPointer { json in
      let start = JSONScan.afterSpace(json, from: 0)
      guard start < json.count, json[start] == 0x7B else { return }
      forEachPart(json, from: start + 1, isObject: true) { name, start, end in
        if result.count < maxLines { result.append((name, Array(json[start..<end]))) }
      }
    }
    return result
  }

  /// A string's text, or another value as written.
  static func text(_ json: [UInt8]) -> [UInt8] {
    json.isEmpty ? [] : json.withUnsafeBufferPointer { text($0, 0..<$0.count) }
  }

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
    _ json: JSONScan.Bytes, from start: Int, name: [UInt8], depth: Int, isElement: Bool,
    leavingOut names: Set<[UInt8]> = []
  ) {
    guard lines.count < Self.maxLines else { return }
    let end = JSONScan.endOfValue(json, from: start) ?? json.count
    let (isObject, isList) = (json[start] == 0x7B, json[start] == 0x5B)
    let isEmpty = (isObject || isList) && Self.isEmptyContainer(json, from: start)
    guard isObject || isList, depth < Self.deepest, !isEmpty else {
      let kind: Line.Kind =
        json[start] == 0x22
        ? .text : isEmpty ? (isObject ? .emptyObject : .emptyList) : isObject || isList ? .parts : .word
      lines.append(
        Line(depth: depth, name: name, value: Self.text(json, start..<end), kind: kind, isElement: isElement))
      return
    }
    // The outermost brackets say nothing.
    let isOutermost = lines.isEmpty && name.isEmpty
    if !isOutermost {
      lines.append(Line(depth: depth, name: name, value: nil, kind: .parts, isElement: isElement))
    }
    Self.forEachPart(json, from: start + 1, isObject: isObject) { name, start, _ in
      if names.contains(name) { return }
      add(json, from: start, name: name, depth: isOutermost ? depth : depth + 1, isElement: !isObject)
    }
  }

  private static func forEachPart(
    _ json: JSONScan.Bytes, from start: Int, isObject: Bool, _ body: (_ name: [UInt8], _ start: Int, _ end: Int) -> Void
  ) {
    var index = JSONScan.afterSpace(json, from: start)
    var number = 0
    while index < json.count, json[index] != 0x7D, json[index] != 0x5D {
      var name = Array("[\(number)]".utf8)
      if isObject {
        guard json[index] == 0x22, let end = JSONScan.endOfString(json, from: index) else { return }
        name = text(json, index..<end)
        index = JSONScan.afterSpace(json, from: end)
        guard index < json.count, json[index] == 0x3A else { return }
        index = JSONScan.afterSpace(json, from: index + 1)
      }
      guard index < json.count, let end = JSONScan.endOfValue(json, from: index) else { return }
      body(name, index, end)
      number += 1
      index = JSONScan.afterSpace(json, from: end)
      guard index < json.count, json[index] == 0x2C else { return }
      index = JSONScan.afterSpace(json, from: index + 1)
    }
  }

  private static func isEmptyContainer(_ json: JSONScan.Bytes, from start: Int) -> Bool {
    let next = JSONScan.afterSpace(json, from: start + 1)
    return next >= json.count || json[next] == 0x7D || json[next] == 0x5D
  }

  private static func text(_ json: JSONScan.Bytes, _ range: Range<Int>) -> [UInt8] {
    guard json[range.lowerBound] == 0x22, range.count >= 2 else { return Array(json[range]) }
    var text: [UInt8] = []
    let inside = range.lowerBound + 1..<range.upperBound - 1
    JSONScan.appendUnescaped(JSONScan.Bytes(rebasing: json[inside]), to: &text)
    return text
  }
}
