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

extension FactLines {
  /// When something was created, updated, …, and by whom where the platform says so.
  ///
  /// - Parameters:
  ///   - audit: raw JSON.
  ///   - head: a heading over them, where there is one of them at least.
  ///   - moments: those that come first, with their times where these are known already.
  mutating func addAudit(
    _ audit: [UInt8], head: String? = nil, in scene: Scene,
    moments: [(name: String, at: Timestamp?)] = [("created", nil), ("updated", nil)]
  ) {
    var moments = moments
    let members = JSONTree.members(audit)
    for member in members {
      let name = String(decoding: member.name, as: UTF8.self)
      if !moments.contains(where: { $0.name == name }) { moments.append((name, nil)) }
    }
    var head = head
    for moment in moments {
      let said = members.last { $0.name.elementsEqual(moment.name.utf8) }.map { JSONTree.members($0.value) } ?? []
      let text = Self.text("at", in: said)
      let read = moment.at ?? Timestamp(parsing: text.utf8)
      let at = read.map(scene.clock.full) ?? text
      let who = said.last { $0.name.elementsEqual("by".utf8) }.map { JSONTree.members($0.value) } ?? []
      let (name, id) = (Self.text("name", in: who), Self.text("id", in: who))
      let by = name.isEmpty || id.isEmpty ? name + id : "\(name) (\(id))"
      guard !at.isEmpty || !by.isEmpty else { continue }
      if let title = head { self.head(title) }
      head = nil
      var line = [Segment(at, .text)]
      if let read {
        let age = scene.time.now.seconds(since: read)
        line.append(Segment(age < 0 ? "" : "  \(DurationText.age(age)) ago", .secondary))
      }
      add(SafeText.line(moment.name), line)
      if !by.isEmpty { add("", [Segment("by \(by)", .secondary)]) }
    }
  }

  private static func text(_ name: String, in members: [(name: [UInt8], value: [UInt8])]) -> String {
    let value = members.last { $0.name.elementsEqual(name.utf8) }?.value ?? []
    return SafeText.line(String(decoding: JSONTree.text(value), as: UTF8.self))
  }
}
