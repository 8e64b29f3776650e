import MonitorCore

/// The rows of an entry's message in a pane, with the marks before it.
struct EntryLayout {
  private(set) var lines: [[Segment]]
  /// The lines that only continue the one before.
  private(set) var wrapped: Set<Int> = []

  /// The maximum length of a message in a pane, in bytes; the details show all of it.
  static let limit = 16_384

  init(
    _ message: FilledMessage, revision: Int32, lateness: Int64, isInvalid: Bool, severity: String? = nil,
    format: RowFormat, search: Search? = nil, isCurrent: Bool = false, times: String? = nil,
    note: Segment? = nil
  ) {
    var text = message.text
    var values = message.values
    let isCut = message.isCut || text.count > Self.limit
    if text.count > Self.limit {
      text = Array(text[..<Self.boundary(in: text, before: Self.limit)])
      values = values.compactMap { $0.lowerBound < text.count ? $0.clamped(to: 0..<text.count) : nil }
    }
    var result: [[Segment]] = []
    for line in SafeText.screen(text, values: values) {
      var segments: [Segment] = []
      segments.reserveCapacity(line.runs.count)
      for run in line.runs {
        let role: Style.Role =
          switch run.kind {
          case .text: isInvalid ? .secondary : .text
          case .value: .value
          case .escape: .escape
          }
        segments.append(Segment(run.text, role))
      }
      if let search { segments = search.highlight(segments, isCurrent ? .currentMatch : .match) }
      result.append(segments)
    }
    if result.allSatisfy({ $0.allSatisfy { $0.text.allSatisfy(\.isWhitespace) } }) {
      result = [[Segment("(no message)", .secondary)]]
    }
    if isCut { result[result.count - 1].append(Segment(" [cut: all of it in the details]", .secondary)) }
    if revision > 1 || lateness > 0 { result[0].insert(contentsOf: Self.marks(revision, lateness), at: 0) }
    if let severity {
      result[0].insert(contentsOf: [Segment(severity, .severityUnknown), Segment("  ", .text)], at: 0)
    }
    if let times { result[0].insert(contentsOf: [Segment(times, .text, .bold), Segment(" ", .text)], at: 0) }
    if let note { result.append([note]) }
    lines = result
    if format.wraps { wrap(to: format.textWidth) }
  }

  private static func marks(_ revision: Int32, _ lateness: Int64) -> [Segment] {
    var marks: [Segment] = []
    if revision > 1 { marks += [Segment("r\(revision)", .revisedMark), Segment(" ", .text)] }
    if lateness > 0 {
      let seconds = Double(lateness) / Double(Timestamp.ticksPerSecond)
      marks += [Segment(seconds < 1 ? "+<1s" : "+\(DurationText.age(seconds))", .lateMark), Segment(" ", .text)]
    }
    return marks
  }

  /// The last index up to `limit` that cuts no scalar.
  static func boundary(in text: [UInt8], before limit: Int) -> Int {
    var end = min(limit, text.count)
    while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  private mutating func wrap(to width: Int) {
    guard lines.contains(where: { $0.columns > width }) else { return }
    var result: [[Segment]] = []
    for line in lines {
      for (number, part) in Self.wrapped(line, to: width).enumerated() {
        if number > 0 { wrapped.insert(result.count) }
        result.append(part)
      }
    }
    lines = result
  }

  /// The lines of a text in a column of a width: the first behind a lead, the others indented as far.
  static func wrapped(_ line: [Segment], after lead: Segment, to width: Int) -> [[Segment]] {
    let start = lead.text.columns
    var blank = lead
    blank.text = String(repeating: " ", count: start)
    return wrapped(line, to: max(8, width - start)).enumerated().map { [$0 == 0 ? lead : blank] + $1 }
  }

  /// Breaks a line behind its last space where that is in the second half, otherwise anywhere.
  static func wrapped(_ line: [Segment], to width: Int) -> [[Segment]] {
    var result: [[Segment]] = []
    var row: [(scalar: Unicode.Scalar, width: Int, style: Style)] = []
    var used = 0
    func flush(_ cells: some Sequence<(scalar: Unicode.Scalar, width: Int, style: Style)>) {
      var segments: [Segment] = []
      for cell in cells {
        if segments.last?.style == cell.style {
          segments[segments.count - 1].text.unicodeScalars.append(cell.scalar)
        } else {
          var segment = Segment("", cell.style.role, cell.style.emphasis)
          segment.text.unicodeScalars.append(cell.scalar)
          segments.append(segment)
        }
      }
      result.append(segments)
    }
    for segment in line {
      for scalar in segment.text.unicodeScalars where !Pen.isDropped(scalar.value) {
        let columns = DisplayWidth.of(scalar)
        if used + columns > width, !row.isEmpty {
          let space = row.lastIndex { $0.scalar == " " }
          let cut = space.flatMap { $0 + 1 > row.count / 2 ? $0 + 1 : nil } ?? row.count
          flush(row[..<cut])
          row.removeSubrange(..<cut)
          used = row.reduce(0) { $0 + $1.width }
        }
        row.append((scalar, columns, segment.style))
        used += columns
      }
    }
    if !row.isEmpty || result.isEmpty { flush(row) }
    return result
  }
}
