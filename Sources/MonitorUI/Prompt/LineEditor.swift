/// A line of text being typed.
struct LineEditor: Hashable, Sendable {
  private(set) var scalars: [Unicode.Scalar] = []
  /// Before which scalar the cursor stands.
  private(set) var cursor = 0

  /// More than anyone types; what is pasted beyond is dropped.
  static let maxLength = 4_096

  init(_ text: String = "") {
    insert(text)
  }

  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  var isEmpty: Bool { scalars.isEmpty }

  /// Columns before the cursor.
  var cursorColumn: Int {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[..<cursor])
    return String(view).columns
  }

  /// Inserts text up to its first line break; control characters are left out.
  mutating func insert(_ text: String) {
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\r" { return }
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      guard !isControl, scalars.count < Self.maxLength else { continue }
      scalars.insert(scalar, at: cursor)
      cursor += 1
    }
  }

  /// Applies an editing key; whether it was one.
  mutating func apply(_ key: Key) -> Bool {
    switch key {
    case .character(let scalar): insert(String(Character(scalar)))
    case .paste(let text): insert(text)
    case .backspace where cursor > 0:
      cursor -= 1
      scalars.remove(at: cursor)
    case .delete where cursor < scalars.count: scalars.remove(at: cursor)
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(scalars.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = scalars.count
    case .control("k"): scalars.removeSubrange(cursor...)
    case .control("u"):
      scalars.removeSubrange(..<cursor)
      cursor = 0
    case .control("w"):
      let start = wordStart
      scalars.removeSubrange(start..<cursor)
      cursor = start
    default: return false
    }
    return true
  }

  private var wordStart: Int {
    var index = cursor
    while index > 0, scalars[index - 1] == " " { index -= 1 }
    while index > 0, scalars[index - 1] != " " { index -= 1 }
    return index
  }
}
