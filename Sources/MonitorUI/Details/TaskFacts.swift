import MonitorCore

/// Everything known of a task, as lines.
struct TaskFacts {
  private(set) var facts: FactLines
  private let scene: Scene

  /// - Parameter task: one of the scene's.
  init(of task: WatchedTask, in scene: Scene, width: Int) {
    self.scene = scene
    facts = FactLines(width: width)
    facts.head("Task")
    facts.add("id", [Segment(task.id.text, .text)])
    guard let snapshot = task.snapshot else { return }
    facts.add("name", snapshot.name)
    addProgress(of: task, snapshot)
    facts.add("details", snapshot.details)
    facts.add("code", snapshot.code)
    facts.add("queue", snapshot.queue)
    facts.add("object", snapshot.object)
    facts.add("owner", snapshot.owner)
    facts.add("parent", snapshot.parent)
    facts.add("external id", snapshot.externalID)
    if snapshot.revision != 0 { facts.add("revision", "\(snapshot.revision)") }
    addResult(snapshot.result)
    let members = JSONTree.members(snapshot.raw)
    addAudit(snapshot, members.last { $0.name.elementsEqual("audit".utf8) }?.value ?? [])
    if let parameters = members.last(where: { $0.name.elementsEqual("parameters".utf8) })?.value {
      facts.add("Parameters of the task", JSONTree(parameters))
    }
    let known = Set(Self.knownMembers.map { Array($0.utf8) })
    guard members.contains(where: { !known.contains($0.name) }) else { return }
    facts.add("Other fields of the task", JSONTree(snapshot.raw, leavingOut: known))
  }

  private static let knownMembers = [
    "id", "name", "status", "revision", "code", "queue", "description", "externalId", "parent", "object", "owner",
    "result", "progress", "eta", "audit", "parameters", "$meta",
  ]

  private mutating func addProgress(of task: WatchedTask, _ snapshot: TaskSnapshot) {
    let word = SafeText.line(snapshot.status.word)
    let role = Style.Role.status(snapshot.status)
    var status = [Segment("\(scene.glyphs.sign(of: snapshot.status)) \(word)", role)]
    if let elapsed = task.elapsed(now: scene.time.now) {
      status.append(
        Segment(
          task.isFinal ? "  after \(DurationText.clock(elapsed))" : "  for \(scene.clock.running(elapsed))", .secondary)
      )
    }
    facts.add("status", status)
    if let percent = task.progress.percent ?? snapshot.progress {
      facts.add("progress", "\(NumberText.percent(percent)) %")
    }
    guard !task.isFinal, let eta = task.progress.eta else { return }
    let source = task.progress.isEstimated ? "estimated here from the entries" : "as the platform says"
    let sign = task.progress.isEstimated ? scene.glyphs.approximately : ""
    facts.add("eta", [Segment(sign + scene.clock.full(eta), .text), Segment("  \(source)", .secondary)])
  }

  /// The result with the address that it can be fetched from.
  private mutating func addResult(_ result: String) {
    let safe = SafeText.line(result)
    guard !safe.isEmpty else { return }
    facts.add("result", [Segment(safe, .text)])
    guard !safe.contains("://"), !scene.host.address.isEmpty else { return }
    let separator = safe.hasPrefix("/") ? "" : "/"
    facts.add("", [Segment(SafeText.line(scene.host.address) + separator + safe, .secondary)])
  }

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
    var hasHead = false
    for moment in moments {
      let said = members.last { $0.name.elementsEqual(moment.name.utf8) }.map { JSONTree.members($0.value) } ?? []
      let at = moment.at.map(scene.clock.full) ?? Self.text("at", in: said)
      let who = said.last { $0.name.elementsEqual("by".utf8) }.map { JSONTree.members($0.value) } ?? []
      let (name, id) = (Self.text("name", in: who), Self.text("id", in: who))
      let by = name.isEmpty || id.isEmpty ? name + id : "\(name) (\(id))"
      guard !at.isEmpty || !by.isEmpty else { continue }
      if !hasHead { facts.head("Audit") }
      hasHead = true
      var line = [Segment(at, .text)]
      if let moment = moment.at {
        let age = scene.time.now.seconds(since: moment)
        line.append(Segment(age < 0 ? "" : "  \(DurationText.age(age)) ago", .secondary))
      }
      facts.add(SafeText.line(moment.name), line)
      if !by.isEmpty { facts.add("", [Segment("by \(by)", .secondary)]) }
    }
  }

  private static func text(_ name: String, in members: [(name: [UInt8], value: [UInt8])]) -> String {
    let value = members.last { $0.name.elementsEqual(name.utf8) }?.value ?? []
    return SafeText.line(String(decoding: JSONTree.text(value), as: UTF8.self))
  }
}
