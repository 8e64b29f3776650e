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
    if let recorded = scene.recorded {
      let end = recorded.hasEnded ? ", and could not be written any further" : ""
      facts.add("recording", "\(recorded.path), \(recorded.text)\(end)")
    }
    facts.add("description", snapshot.details)
    facts.add("code", snapshot.code)
    facts.add("queue", snapshot.queue)
    facts.add("object", snapshot.object)
    facts.add("owner", snapshot.owner)
    facts.add("parent", snapshot.parent)
    facts.add("external id", snapshot.externalID)
    if snapshot.revision != 0 { facts.add("revision", "\(snapshot.revision)") }
    addResult(snapshot.result)
    let members = JSONTree.members(snapshot.raw)
    facts.addAudit(
      members.last { $0.name.elementsEqual("audit".utf8) }?.value ?? [], head: "Audit", in: scene,
      moments: [
        ("created", snapshot.created), ("started", snapshot.started), ("updated", snapshot.updated),
        ("completed", snapshot.completed),
      ])
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
    let failure = failure(of: task, snapshot)
    if let failure { facts.add("failure", [Segment(failure, .danger)]) }
    if let failure, let why = FailureReason(failure)?.sentence { facts.add("why", why) }
    if let percent = task.progress.percent ?? snapshot.progress {
      facts.add("progress", "\(NumberText.percent(percent)) %")
    }
    let outlook = TaskOutlook(of: task, in: scene)
    for fact in outlook.facts { facts.add(fact.label, fact.text) }
    guard scene.clockError != 0 else { return }
    facts.add("clock", "times are the server's: \(ClockText.errorText(scene.clockError))")
  }

  /// What a task that failed said last about it.
  private func failure(of task: WatchedTask, _ snapshot: TaskSnapshot) -> String? {
    guard snapshot.status == .failed, let number = scene.tasks.firstIndex(where: { $0.id == task.id }) else {
      return nil
    }
    return scene.store.newestFailure(of: number)
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
}
