import MonitorCore

/// Labelled facts under headings, as lines of a width.
struct FactLines {
  private(set) var lines: [[Segment]] = []
  let width: Int

  private static let labelWidth = 11

  init(width: Int) { self.width = max(10, width) }

  mutating func head(_ title: String) {
    if !lines.isEmpty { lines.append([]) }
    lines.append([Segment(title, .boxFrame, .bold)])
  }

  /// A fact as text, which need not be safe; nothing where it is empty.
  mutating func add(_ label: String, _ text: String) {
    let safe = SafeText.line(text)
    if !safe.isEmpty { add(label, [Segment(safe, .text)]) }
  }

  mutating func add(_ label: String, _ segments: [Segment]) {
    let lead = Segment("  " + label.padded(to: Self.labelWidth) + " ", .secondary)
    lines += EntryLayout.wrapped(segments, after: lead, to: width)
  }

  mutating func wrap(_ segments: [Segment]) {
    lines += EntryLayout.wrapped(segments, after: Segment("  ", .text), to: width)
  }

  /// Lines that are laid out already.
  mutating func append(_ more: [[Segment]]) { lines += more }

  /// A tree of values under a heading; nothing where it is empty.
  mutating func add(_ title: String, _ tree: JSONTree) {
    guard !tree.lines.isEmpty else { return }
    head(title)
    lines += ValueLines(tree, width: width).lines
  }
}
