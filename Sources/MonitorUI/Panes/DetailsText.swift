import MonitorCore

/// Everything known of an entry, as lines.
struct DetailsText {
  private(set) var lines: [[Segment]] = []
  /// The values that can be filtered by, and the lines they stand on.
  private(set) var values: [(line: Int, value: [UInt8])] = []

  private let model: Model
  private let width: Int
  private static let labelWidth = 11

  init(model: Model, details: Details, width: Int) {
    self.model = model
    self.width = max(10, width)
    let store = model.store
    let slot = details.slot
    guard Int(slot) < store.count else { return }
    addFacts(slot, store)
    addMessage(slot, store, alike: details.alike)
    addTree("Parameters", store.parameters(of: slot), selected: details.selected, areValues: true)
    addTree("Other fields", store.extras(of: slot), selected: nil, areValues: false)
    addRevisions(slot, store)
    addTask(store.task(of: slot))
  }

  private mutating func addFacts(_ slot: Slot, _ store: LogStore) {
    let clock = model.clock
    let severity = store.severity(of: slot)
    let word = SafeText.line(String(decoding: store.severityWord(of: slot), as: UTF8.self))
    add("severity", [Segment(word, .severity(severity))])
    let at = store.timestamp(of: slot)
    if store.hasTimestamp(slot) {
      let ago = model.now.seconds(since: at)
      let age = ago < 0 ? "in \(SpanText.age(-ago))" : "\(SpanText.age(ago)) ago"
      add("time", [Segment(clock.full(at), .text), Segment("  \(age)", .secondary)])
    } else {
      let sent = SafeText.line(String(decoding: store.timestampText(of: slot), as: UTF8.self))
      add("time", [Segment(sent.isEmpty ? "none given" : "cannot be read: \(sent)", .stale)])
      add("received", [Segment(clock.full(at), .text)])
    }
    let lateness = Double(store.lateness(of: slot)) / Double(Timestamp.ticksPerSecond)
    if lateness > 0 {
      add("late", [Segment("by \(SpanText.age(lateness)), behind the newest known then", .lateMark)])
    }
    add("revision", [Segment("\(store.revision(of: slot))", store.isRevised(slot) ? .revisedMark : .text)])
    if let progress = store.progress(of: slot) {
      add("progress", [Segment("\(SpanText.percent(Double(progress))) %", .text)])
    }
    if let eta = store.eta(of: slot) { add("eta", [Segment(clock.full(eta), .text)]) }
    if store.isInvalid(slot) { add("invalid", [Segment("this entry could not be read as it should", .alarm)]) }
  }

  private mutating func addMessage(_ slot: Slot, _ store: LogStore, alike: Int) {
    var message = FilledMessage()
    store.fill(slot, into: &message)
    head("Message")
    for line in SafeText.screen(message.text, values: message.values) {
      wrap(line.runs.map { Segment($0.text, $0.kind == .text ? .text : $0.kind == .value ? .value : .escape) })
    }
    guard !message.values.isEmpty else { return }
    head("Template" + (alike > 1 ? "  \(model.glyphs.times)\(SpanText.grouped(alike))" : ""))
    for line in SafeText.screen(store.message(of: slot)) { wrap([Segment(line.text, .secondary)]) }
  }

  private mutating func addTree(_ title: String, _ json: [UInt8], selected: Int?, areValues: Bool) {
    let tree = JSONTree(json)
    guard !tree.lines.isEmpty else { return }
    head(title)
    let widest = tree.lines.map { min(24, $0.depth * 2 + String(decoding: $0.name, as: UTF8.self).columns) }.max() ?? 0
    for line in tree.lines {
      let name = SafeText.line(String(decoding: line.name, as: UTF8.self))
      let label = String(repeating: "  ", count: line.depth) + name
      guard let value = line.value else {
        lines.append([Segment("  " + label, .secondary)])
        continue
      }
      let isSelected = areValues && selected == values.count
      if areValues { values.append((lines.count, value)) }
      let sign = isSelected ? "> " : "  "
      var segments = [Segment(sign + label.padded(to: widest) + "  ", isSelected ? .selection : .secondary)]
      let text = SafeText.line(String(decoding: value.prefix(4_096), as: UTF8.self))
      segments.append(Segment(text, isSelected ? .selection : .value))
      lines.append(segments)
    }
  }

  /// Each revision as it read, with what the next one changed set off.
  private mutating func addRevisions(_ slot: Slot, _ store: LogStore) {
    let history = store.history(of: slot)
    guard !history.isEmpty else { return }
    head("Revisions")
    let clock = model.clock
    var before: [Unicode.Scalar]?
    var wordBefore: String?
    for version in history + [store.version(of: slot)] {
      var message = FilledMessage()
      message.fill(template: version.message, parameters: version.parameters)
      let text = SafeText.line(String(decoding: message.text, as: UTF8.self))
      let scalars = Array(text.unicodeScalars)
      let word = SafeText.line(String(decoding: version.severityWord, as: UTF8.self))
      lines.append([
        Segment("  r\(version.revision)", .revisedMark),
        Segment("  \(clock.milliseconds(version.timestamp))  ", .timestamp),
        Segment(word, .severity(version.severity)),
      ])
      if let wordBefore, wordBefore != word {
        lines[lines.count - 1].append(Segment("  was \(wordBefore)", .currentMatch))
      }
      wordBefore = word
      wrap(Self.changes(from: before ?? scalars, to: scalars), indent: 6)
      before = scalars
    }
  }

  /// The text with what lies between the common beginning and the common end set off.
  static func changes(from old: [Unicode.Scalar], to new: [Unicode.Scalar]) -> [Segment] {
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var end = 0
    while end < min(old.count, new.count) - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    func text(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: new[range])
      return String(view)
    }
    let parts = [
      Segment(text(0..<start), .text), Segment(text(start..<new.count - end), .currentMatch),
      Segment(text(new.count - end..<new.count), .text),
    ]
    return parts.filter { !$0.text.isEmpty }
  }

  private mutating func addTask(_ number: Int) {
    guard model.tasks.indices.contains(number) else { return }
    let task = model.tasks[number]
    head("Task")
    add("id", [Segment(task.id.text, .text)])
    guard let snapshot = task.snapshot else { return }
    add("name", snapshot.name)
    add("status", [Segment(SafeText.line(snapshot.status.word), .text)])
    add("code", snapshot.code)
    add("queue", snapshot.queue)
    add("details", snapshot.details)
    add("object", snapshot.object)
    add("parent", snapshot.parent)
    add("owner", snapshot.owner)
    add("external id", snapshot.externalID)
    add("result", snapshot.result)
    let clock = model.clock
    for (name, at) in [
      ("created", snapshot.created), ("started", snapshot.started), ("updated", snapshot.updated),
      ("completed", snapshot.completed),
    ] {
      if let at { add(name, [Segment(clock.full(at), .text)]) }
    }
  }

  private mutating func add(_ label: String, _ text: String) {
    let safe = SafeText.line(text)
    if !safe.isEmpty { add(label, [Segment(safe, .text)]) }
  }

  private mutating func add(_ label: String, _ segments: [Segment]) {
    lines.append([Segment("  " + label.padded(to: Self.labelWidth) + " ", .secondary)] + segments)
  }

  private mutating func head(_ title: String) {
    if !lines.isEmpty { lines.append([]) }
    lines.append([Segment(title, .boxFrame, .bold)])
  }

  private mutating func wrap(_ segments: [Segment], indent: Int = 2) {
    for part in EntryLayout.wrapped(segments, to: max(8, width - indent)) {
      lines.append([Segment(String(repeating: " ", count: indent), .text)] + part)
    }
  }
}
