import MonitorCore

/// Everything known of an entry, as lines.
struct DetailsText {
  private(set) var lines: [[Segment]] = []
  /// The values that can be filtered by, and the lines they stand on.
  private(set) var values: [ValueLines.Value] = []

  private let scene: Scene
  private let width: Int
  private static let labelWidth = 11
  /// How much of a message is laid out, in bytes: more than anyone scrolls through, and laid out with every frame.
  private static let maxMessageBytes = 65_536

  init(scene: Scene, details: Details, width: Int) {
    self.scene = scene
    self.width = max(10, width)
    let store = scene.store
    let slot = details.slot
    guard store.holds(slot) else { return }
    addFacts(slot, store)
    addMessage(slot, store, alike: details.alike)
    addTree("Parameters", JSONTree(store.parameters(of: slot)), selected: details.selected, areValues: true)
    addTree(store.isInvalid(slot) ? "As sent" : "Other fields", JSONTree(extrasOf: slot, in: store))
    addRevisions(slot, store)
    addTask(store.task(of: slot))
  }

  private mutating func addFacts(_ slot: Slot, _ store: LogStore) {
    let clock = scene.clock
    let severity = store.severity(of: slot)
    let word = SafeText.line(String(decoding: store.severityWord(of: slot), as: UTF8.self))
    add("severity", [Segment(word, .severity(severity))])
    let at = store.timestamp(of: slot)
    if store.hasTimestamp(slot) {
      let ago = scene.time.now.seconds(since: at)
      let age = ago < 0 ? "in \(DurationText.age(-ago))" : "\(DurationText.age(ago)) ago"
      add("time", [Segment(clock.full(at), .text), Segment("  \(age)", .secondary)])
    } else {
      let sent = SafeText.line(String(decoding: store.timestampText(of: slot), as: UTF8.self))
      add("time", [Segment(sent.isEmpty ? "none given" : "cannot be read: \(sent)", .stale)])
      add("received", [Segment(clock.full(at), .text)])
    }
    let lateness = Double(store.lateness(of: slot)) / Double(Timestamp.ticksPerSecond)
    if lateness > 0 {
      add("late", [Segment("by \(DurationText.age(lateness)), behind the newest known then", .lateMark)])
    }
    add("revision", [Segment("\(store.revision(of: slot))", store.isRevised(slot) ? .revisedMark : .text)])
    if let progress = store.progress(of: slot) {
      add("progress", [Segment("\(NumberText.percent(Double(progress))) %", .text)])
    }
    if let eta = store.eta(of: slot) { add("eta", [Segment(clock.full(eta), .text)]) }
    let omitted = Self.omitted(of: slot, in: store)
    if !omitted.isEmpty { add("omitted", [Segment(SafeText.line(omitted.joined(separator: ", ")), .secondary)]) }
    if store.isInvalid(slot) { add("invalid", [Segment("this entry could not be read as it should", .alarm)]) }
  }

  /// The members that the platform left out, as the entry's `$meta.omitted` names them; unsafe text.
  private static func omitted(of slot: Slot, in store: LogStore) -> [String] {
    let shape = store.entryShape(of: slot)
    let shared = shape.withUnsafeBufferPointer { EntryShape.Items($0).map(\.shared).filter { !$0.isEmpty } }
    for member in shared {
      for (name, value) in JSONTree.members([0x7B] + shape[member] + [0x7D]) where name.elementsEqual("$meta".utf8) {
        let list = JSONTree.members(value).last { $0.name.elementsEqual("omitted".utf8) }
        return JSONTree(list?.value ?? []).lines.filter(\.isPlain).compactMap(\.value).map {
          String(decoding: $0, as: UTF8.self)
        }
      }
    }
    return []
  }

  private mutating func addMessage(_ slot: Slot, _ store: LogStore, alike: Int) {
    var message = FilledMessage(maxBytes: Self.maxMessageBytes)
    store.fill(slot, into: &message)
    head("Message")
    for line in SafeText.screen(message.text, values: message.values) {
      wrap(line.runs.map { Segment($0.text, $0.kind == .text ? .text : $0.kind == .value ? .value : .escape) })
    }
    if message.isCut { wrap([Segment("[cut: a file that is saved has all of it]", .secondary)]) }
    guard !message.values.isEmpty else { return }
    head("Template" + (alike > 1 ? "  \(scene.glyphs.times)\(NumberText.grouped(alike))" : ""))
    message.show(template: store.message(of: slot))
    for line in SafeText.screen(message.text) { wrap([Segment(line.text, .secondary)]) }
  }

  private mutating func addTree(_ title: String, _ tree: JSONTree, selected: Int? = nil, areValues: Bool = false) {
    guard !tree.lines.isEmpty else { return }
    head(title)
    let part = ValueLines(tree, width: width, selected: areValues ? selected : nil)
    if areValues {
      values = part.values.map { value in
        var value = value
        value.line += lines.count
        return value
      }
    }
    lines += part.lines
  }

  private mutating func addRevisions(_ slot: Slot, _ store: LogStore) {
    let part = RevisionLines(of: slot, in: store, clock: scene.clock, width: width)
    guard !part.lines.isEmpty else { return }
    head("Revisions")
    lines += part.lines
  }

  private mutating func addTask(_ number: Int) {
    guard scene.tasks.indices.contains(number) else { return }
    let task = scene.tasks[number]
    head("Task")
    add("id", [Segment(task.id.text, .text)])
    guard let snapshot = task.snapshot else { return }
    add("name", snapshot.name)
    add("status", [Segment(SafeText.line(snapshot.status.word), .text)])
    if snapshot.revision != 0 { add("revision", "\(snapshot.revision)") }
    if let progress = snapshot.progress { add("progress", "\(NumberText.percent(progress)) %") }
    if let eta = snapshot.eta { add("eta", scene.clock.full(eta)) }
    add("code", snapshot.code)
    add("queue", snapshot.queue)
    add("details", snapshot.details)
    add("object", snapshot.object)
    add("parent", snapshot.parent)
    add("owner", snapshot.owner)
    add("external id", snapshot.externalID)
    add("result", snapshot.result)
    let members = JSONTree.members(snapshot.raw)
    addAudit(snapshot, members.last { $0.name.elementsEqual("audit".utf8) }?.value ?? [])
    if let parameters = members.last(where: { $0.name.elementsEqual("parameters".utf8) })?.value {
      addTree("Parameters of the task", JSONTree(parameters))
    }
    let known = Set(Self.knownMembers.map { Array($0.utf8) })
    guard members.contains(where: { !known.contains($0.name) }) else { return }
    addTree("Other fields of the task", JSONTree(snapshot.raw, leavingOut: known))
  }

  private static let knownMembers = [
    "id", "name", "status", "revision", "code", "queue", "description", "externalId", "parent", "object", "owner",
    "result", "progress", "eta", "audit", "parameters", "$meta",
  ]

  /// When the task was created, started, …, and by whom where the platform says so.
  private mutating func addAudit(_ snapshot: TaskSnapshot, _ audit: [UInt8]) {
    var moments: [(name: String, at: Timestamp?)] = [
      ("created", snapshot.created), ("started", snapshot.started), ("updated", snapshot.updated),
      ("completed", snapshot.completed),
    ]
    let members = JSONTree.members(audit)
    for member in members {
      let name = String(decoding: member.name, as: UTF8.self)
      if !moments.contains(where: { $0.name == name }) { moments.append((name, nil)) }
    }
    for moment in moments {
      let said = members.last { $0.name.elementsEqual(moment.name.utf8) }.map { JSONTree.members($0.value) } ?? []
      func text(_ name: String, in members: [(name: [UInt8], value: [UInt8])]) -> String {
        let value = members.last { $0.name.elementsEqual(name.utf8) }?.value ?? []
        return SafeText.line(String(decoding: JSONTree.text(value), as: UTF8.self))
      }
      let at = moment.at.map(scene.clock.full) ?? text("at", in: said)
      let who = said.last { $0.name.elementsEqual("by".utf8) }.map { JSONTree.members($0.value) } ?? []
      let (name, id) = (text("name", in: who), text("id", in: who))
      let by = name.isEmpty || id.isEmpty ? name + id : "\(name) (\(id))"
      guard !at.isEmpty || !by.isEmpty else { continue }
      let label = SafeText.line(moment.name)
      add(label, [Segment(at, .text)] + (by.isEmpty ? [] : [Segment("  by \(by)", .secondary)]))
    }
  }

  private mutating func add(_ label: String, _ text: String) {
    let safe = SafeText.line(text)
    if !safe.isEmpty { add(label, [Segment(safe, .text)]) }
  }

  private mutating func add(_ label: String, _ segments: [Segment]) {
    let lead = Segment("  " + label.padded(to: Self.labelWidth) + " ", .secondary)
    lines += EntryLayout.wrapped(segments, after: lead, to: width)
  }

  private mutating func head(_ title: String) {
    if !lines.isEmpty { lines.append([]) }
    lines.append([Segment(title, .boxFrame, .bold)])
  }

  private mutating func wrap(_ segments: [Segment]) {
    lines += EntryLayout.wrapped(segments, after: Segment("  ", .text), to: width)
  }
}
