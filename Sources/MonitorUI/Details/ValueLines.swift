import MonitorCore

/// A tree of values as lines: each value on as many as it needs, up to a bound.
struct ValueLines {
  /// A value that entries can be filtered by.
  struct Value {
    /// The first line it stands on.
    var line: Int
    /// The member that it is of, or whose list it is in; empty where there is none. Unsafe text, as the value.
    var name: [UInt8]
    var value: [UInt8]
    /// Whether it is the beginning alone of what was sent.
    var isCut = false
  }

  private(set) var lines: [[Segment]] = []
  private(set) var values: [Value] = []
  private let width: Int
  /// How many bytes of values are still laid out; what comes after them is cut short.
  private var available = 65_536

  private static let maxLabelLength = 24
  private static let maxOfOne = 16_384
  private static let minOfOne = 200

  init(_ tree: JSONTree, width: Int, selected: Int? = nil) {
    self.width = width
    let widest = tree.lines.map { min(Self.maxLabelLength, Self.label(of: $0).columns) }.max() ?? 0
    // The members that lines of each depth belong to.
    var members: [[UInt8]] = []
    for line in tree.lines {
      members.removeSubrange(min(line.depth, members.count)...)
      let member = line.isElement ? members.last ?? [] : line.name
      members.append(member)
      guard let value = line.value else {
        lines.append([Segment("  " + Self.label(of: line), .secondary)])
        continue
      }
      let isSelected = selected == values.count && line.isPlain
      if line.isPlain {
        values.append(
          Value(line: lines.count, name: member, value: value, isCut: line.cutMark != nil))
      }
      add(line, value, isSelected: isSelected, widest: widest)
    }
  }

  private static func label(of line: JSONTree.Line) -> String {
    String(repeating: "  ", count: line.depth) + SafeText.line(String(decoding: line.name.prefix(1_024), as: UTF8.self))
  }

  private mutating func add(_ line: JSONTree.Line, _ value: [UInt8], isSelected: Bool, widest: Int) {
    let style: Style.Role = isSelected ? .selection : .secondary
    let label = (isSelected ? "> " : "  ") + Self.label(of: line).padded(to: widest) + "  "
    var start = label.columns
    if start + 12 > width || start > widest + 4 {
      // A long name has lines of its own.
      for part in EntryLayout.wrapped([Segment(label, style)], to: width) { lines.append(part) }
      start = min(6, width / 3)
    } else {
      lines.append([Segment(label, style)])
    }
    let isBelow = start != label.columns
    for (number, part) in EntryLayout.wrapped(text(of: line, value, isSelected), to: max(8, width - start)).enumerated()
    {
      if number == 0, !isBelow {
        lines[lines.count - 1] += part
      } else {
        lines.append([Segment(String(repeating: " ", count: start), .text)] + part)
      }
    }
  }

  private mutating func text(of line: JSONTree.Line, _ value: [UInt8], _ isSelected: Bool) -> [Segment] {
    let style: Style.Role = isSelected ? .selection : .value
    switch line.kind {
    case .emptyObject: return [Segment("{}", style), Segment("  empty object", .secondary)]
    case .emptyList: return [Segment("[]", style), Segment("  empty list", .secondary)]
    case .text where value.isEmpty: return [Segment("\"\"", style), Segment("  empty text", .secondary)]
    case .text, .word, .parts: break
    }
    let limit = max(Self.minOfOne, min(Self.maxOfOne, available))
    let end = value.count > limit ? EntryLayout.boundary(in: value, before: limit) : value.count
    available -= end
    let text = Segment(SafeText.line(String(decoding: value[..<end], as: UTF8.self)), style)
    if line.cutMark != nil { return [text, Segment(" [cut: a file that is saved has all of it]", .secondary)] }
    guard end < value.count else { return [text] }
    return [text, Segment(" [cut: \(NumberText.grouped(value.count - end)) bytes more]", .secondary)]
  }
}
