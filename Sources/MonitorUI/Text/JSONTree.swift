import MonitorCore

/// Raw JSON as a tree of lines: a member or an element a line, deeper ones after it. Takes any bytes.
struct JSONTree {
  struct Line: Equatable {
    var depth: Int
    /// The member's name or the element's number; unsafe text.
    var name: [UInt8]
    /// A string's text or another value as written; `nil` where the value's parts follow. Unsafe text.
    var value: [UInt8]?
  }

  private(set) var lines: [Line] = []

  /// No more lines than anyone reads, and no deeper than a screen is wide.
  private static let mostLines = 2_000
  private static let deepest = 16

  init(_ json: [UInt8]) {
    json.withUnsafeBufferPointer { json in
      let start = JSONScan.afterSpace(json, from: 0)
      guard start < json.count else { return }
      add(json, from: start, name: [], depth: 0)
    }
  }

  /// Adds the value that begins at `start`.
  private mutating func add(_ json: JSONScan.Bytes, from start: Int, name: [UInt8], depth: Int) {
    guard lines.count < Self.mostLines else { return }
    let end = JSONScan.endOfValue(json, from: start) ?? json.count
    let isContainer = json[start] == 0x7B || json[start] == 0x5B
    guard isContainer, depth < Self.deepest, !isEmptyContainer(json, from: start) else {
      lines.append(Line(depth: depth, name: name, value: Self.text(json, start..<end)))
      return
    }
    // The outermost brackets say nothing.
    let isOutermost = lines.isEmpty && name.isEmpty
    if !isOutermost { lines.append(Line(depth: depth, name: name, value: nil)) }
    addParts(json, from: start + 1, isObject: json[start] == 0x7B, depth: isOutermost ? depth : depth + 1)
  }

  private mutating func addParts(_ json: JSONScan.Bytes, from start: Int, isObject: Bool, depth: Int) {
    var index = JSONScan.afterSpace(json, from: start)
    var number = 0
    while index < json.count, json[index] != 0x7D, json[index] != 0x5D {
      var name = Array("[\(number)]".utf8)
      if isObject {
        guard json[index] == 0x22, let end = JSONScan.endOfString(json, from: index) else { return }
        name = Self.text(json, index..<end)
        index = JSONScan.afterSpace(json, from: end)
        guard index < json.count, json[index] == 0x3A else { return }
        index = JSONScan.afterSpace(json, from: index + 1)
      }
      guard index < json.count, let end = JSONScan.endOfValue(json, from: index) else { return }
      add(json, from: index, name: name, depth: depth)
      number += 1
      index = JSONScan.afterSpace(json, from: end)
      guard index < json.count, json[index] == 0x2C else { return }
      index = JSONScan.afterSpace(json, from: index + 1)
    }
  }

  private func isEmptyContainer(_ json: JSONScan.Bytes, from start: Int) -> Bool {
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
