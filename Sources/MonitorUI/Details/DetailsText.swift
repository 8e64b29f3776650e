import MonitorCore

/// Everything known of an entry, as lines: in one column, or where there is room, in two, with what the entry says at the
/// left and what is known about it at the right.
struct DetailsText {
  /// The values that can be filtered by, and the lines they stand on.
  private(set) var values: [ValueLines.Value] = []

  private let scene: Scene
  private let hasTwo: Bool
  private var main: FactLines
  private var side: FactLines

  /// How much of a fact is shown that is no fact as it should be.
  private static let maxFactBytes = 4_096
  /// From which width on there are two columns, and how wide the right one is at most.
  private static let minWidthOfTwo = 116
  private static let maxSideWidth = 62
  private static let gap = 3

  init(scene: Scene, details: Details, width: Int) {
    self.scene = scene
    let width = max(10, width)
    hasTwo = width >= Self.minWidthOfTwo
    let store = scene.store
    let slot = details.slot
    let content = details.currentContent(in: store)
    let sideWidth = hasTwo ? Self.sideWidth(of: width, beside: content) : width
    side = FactLines(width: sideWidth)
    main = FactLines(width: hasTwo ? width - sideWidth - Self.gap : width)
    if store.holds(slot) { addAll(of: slot, details, content, store) }
  }

  /// Two fifths, and what a short message leaves beyond that: facts wrap only where something else needs the room.
  private static func sideWidth(of width: Int, beside content: DetailsContent) -> Int {
    // Who writes more lines than that needs the room anyway.
    let lines = content.message.prefix(width) + content.template.prefix(width)
    let needed = 2 + (lines.map { $0.runs.reduce(0) { $0 + $1.text.columns } }.max() ?? 0)
    return min(maxSideWidth, max(width * 2 / 5, width - gap - needed))
  }

  /// How many lines there are.
  var lineCount: Int { hasTwo ? max(main.lines.count, side.lines.count) : main.lines.count }

  /// A line, 0 ..< `lineCount`; with two columns, both with a rule between them.
  func line(_ row: Int) -> [Segment] {
    guard hasTwo else { return main.lines[row] }
    let line = row < main.lines.count ? main.lines[row] : []
    let space = String(repeating: " ", count: max(0, main.width - line.columns + 1))
    let rule = [Segment(space, .text), Segment("\(Character(scene.glyphs.vertical)) ", .rule)]
    return line + rule + (row < side.lines.count ? side.lines[row] : [])
  }

  private mutating func addAll(of slot: Slot, _ details: Details, _ content: DetailsContent, _ store: LogStore) {
    addFacts(slot, content, store)
    addAudit(content.audit.map { .read($0) } ?? details.audit)
    // What it says first, however low the screen is.
    addMessage(content, alike: details.alike)
    if !hasTwo {
      main.head("Entry")
      main.append(side.lines)
    }
    addParameters(content.parameters, selected: details.selected)
    main.add(store.isInvalid(slot) ? "As sent" : "Other fields", content.others)
    addRevisions(content.revisions)
    let number = store.task(of: slot)
    if scene.tasks.indices.contains(number) {
      let task = TaskFacts(of: scene.tasks[number], in: scene, width: side.width).facts.lines
      if hasTwo { side.append([[]] + task) } else { main.append([[]] + task) }
    }
  }

  private mutating func addFacts(_ slot: Slot, _ content: DetailsContent, _ store: LogStore) {
    let clock = scene.clock
    let severity = store.severity(of: slot)
    let word = SafeText.line(String(decoding: store.severityWord(of: slot).prefix(Self.maxFactBytes), as: UTF8.self))
    side.add("severity", [Segment(word, .severity(severity))])
    let at = store.timestamp(of: slot)
    if store.hasTimestamp(slot) {
      let ago = scene.time.now.seconds(since: at)
      let age = ago < 0 ? "in \(DurationText.age(-ago))" : "\(DurationText.age(ago)) ago"
      side.add("time", [Segment(clock.full(at), .text), Segment("  \(age)", .secondary)])
    } else {
      let bytes = store.timestampText(of: slot).prefix(Self.maxFactBytes)
      let sent = SafeText.line(String(decoding: bytes, as: UTF8.self))
      side.add("time", [Segment(sent.isEmpty ? "none given" : "cannot be read: \(sent)", .stale)])
      side.add("received", [Segment(clock.full(at), .text)])
    }
    let lateness = Double(store.lateness(of: slot)) / Double(Timestamp.ticksPerSecond)
    if lateness > 0 {
      side.add("late", [Segment("by \(DurationText.age(lateness)), behind the newest known then", .lateMark)])
    }
    if let note = scene.notes[slot] { side.add("note", [Segment(note, .notice)]) }
    side.add("revision", [Segment("\(store.revision(of: slot))", store.isRevised(slot) ? .revisedMark : .text)])
    if let progress = store.progress(of: slot) {
      side.add("progress", [Segment("\(NumberText.percent(Double(progress))) %", .text)])
    }
    if let eta = store.eta(of: slot) { side.add("eta", [Segment(clock.full(eta), .text)]) }
    let omitted = SafeText.line(content.omitted.joined(separator: ", "))
    if !omitted.isEmpty { side.add("omitted", [Segment(omitted, .secondary)]) }
    if store.isInvalid(slot) { side.add("invalid", [Segment("this entry could not be read as it should", .alarm)]) }
  }

  private mutating func addAudit(_ audit: Details.Audit) {
    switch audit {
    case .unasked, .asked: break
    case .read(let json): side.addAudit(json, in: scene)
    case .failed(let sentence): side.add("audit", [Segment(sentence, .secondary)])
    }
  }

  private mutating func addMessage(_ content: DetailsContent, alike: Int) {
    main.head("Message")
    for line in content.message {
      main.wrap(line.runs.map { Segment($0.text, $0.kind == .text ? .text : $0.kind == .value ? .value : .escape) })
    }
    if content.isMessageCut { main.wrap([Segment("[cut: a file that is saved has all of it]", .secondary)]) }
    guard !content.template.isEmpty else { return }
    main.head("Template" + (alike > 1 ? "  \(scene.glyphs.times)\(NumberText.grouped(alike))" : ""))
    for line in content.template { main.wrap([Segment(line.text, .secondary)]) }
  }

  private mutating func addParameters(_ tree: JSONTree, selected: Int) {
    guard !tree.lines.isEmpty else { return }
    main.head("Parameters")
    let part = ValueLines(tree, width: main.width, selected: selected)
    values = part.values.map { value in
      var value = value
      value.line += main.lines.count
      return value
    }
    main.append(part.lines)
  }

  private mutating func addRevisions(_ revisions: EntryRevisions) {
    let part = RevisionLines(revisions, clock: scene.clock, width: main.width)
    guard !part.lines.isEmpty else { return }
    main.head("Revisions")
    main.append(part.lines)
  }
}
