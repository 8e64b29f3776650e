/// A bar in eighths of a cell.
enum ProgressBar {
  /// `percent` of nil draws an empty bar.
  static func segments(percent: Double?, width: Int, glyphs: Glyphs) -> [Segment] {
    guard width > 0 else { return [] }
    let percent = max(0, min(100, percent.map { $0.isNaN ? 0 : $0 } ?? 0))
    // Cut, not rounded: a bar is full when all is done.
    let eighths = Int((percent / 100 * Double(width * 8) + 1e-9).rounded(.down))
    var filled = String(repeating: Character(glyphs.eighths[7]), count: eighths / 8)
    if eighths % 8 > 0 { filled.unicodeScalars.append(glyphs.eighths[eighths % 8 - 1]) }
    let empty = width - eighths / 8 - (eighths % 8 > 0 ? 1 : 0)
    return [
      Segment(filled, .progressFilled),
      Segment(String(repeating: Character(glyphs.empty), count: max(0, empty)), .progressEmpty),
    ]
  }
}
