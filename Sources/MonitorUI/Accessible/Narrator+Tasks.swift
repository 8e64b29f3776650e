import MonitorCore

/// What was said of a task.
struct TaskNarration: Sendable {
  var isIntroduced = false
  /// Full tens of percent that were said.
  var tens: Int?
  /// The state of the source that was said, where it is an end of following.
  var lost: String?
}

// Tasks: their beginning, their progress and their end.
extension Narrator {
  mutating func consume(_ event: FollowEvent, of task: Int) -> [Command] {
    guard model.tasks.indices.contains(task), !model.tasks[task].isClosed else { return [] }
    let before = (snapshot: model.tasks[task].snapshot, state: model.tasks[task].state)
    let commands = update(&model, .followed(task: task, event))
    switch event {
    case .task(let snapshot):
      if let former = before.snapshot, told[task]?.isIntroduced == true {
        tell(snapshot, after: former, of: task)
      } else {
        introduce(task)
      }
      tellProgress(of: task)
    case .logs(let batch, _):
      arrive(batch, of: task)
      tellProgress(of: task)
    case .state(let state):
      tellLoss(of: task)
      if state.logIsRead || state.source.isOver { tellHistory(of: task) }
    }
    tellEndOfAll()
    return commands
  }

  /// `Task 1: Transferring the buyer, Processing, 57 percent, 13 minutes left, TSK-…`.
  private mutating func introduce(_ task: Int) {
    let tens = tens(of: task)
    told[task, default: TaskNarration()].isIntroduced = true
    told[task]?.tens = tens
    guard model.tasks.count <= Self.maxIntroductions else { return }
    let opening = model.tasks.count > 1 ? "Task \(task + 1): " : ""
    var facts: [String] = []
    if let percent = model.tasks[task].progress.percent, !model.tasks[task].isFinal {
      facts.append(SpokenText.percent(percent))
    }
    if let rest = model.spokenRest(of: task) { facts.append(rest) }
    if let length = ended(task) { facts.append(length) }
    facts.append(model.tasks[task].id.text)
    say([
      Receipt.Run("\(opening)\(model.spokenName(of: task)), "), model.spokenStatus(of: task),
      Receipt.Run(", " + timed(facts.joined(separator: ", "))),
    ])
  }

  private mutating func tell(_ snapshot: TaskSnapshot, after former: TaskSnapshot, of task: Int) {
    guard snapshot.status != former.status else { return }
    let subject = model.spokenSubject(of: task, else: "The task")
    guard snapshot.status.isFinal else {
      let was = "was \(model.safe(former.status.word))"
      return say([Receipt.Run("\(subject) is "), model.spokenStatus(of: task), Receipt.Run(", " + timed(was))])
    }
    var facts = ended(task).map { " \($0)" } ?? ""
    let counts = model.spokenCounts(model.store.counts(of: task))
    if !counts.isEmpty { facts += ", " + counts.joined(separator: ", ") }
    if model.store.counts(of: task).atLeast(.error) > 0, let key = model.spokenKey(of: .newestError) {
      facts += "; \(key) reads the newest error"
    }
    say([Receipt.Run("\(subject) "), model.spokenStatus(of: task), Receipt.Run(timed(facts))])
  }

  /// `after 11 minutes 3 seconds`, of a task that has ended.
  private func ended(_ task: Int) -> String? {
    guard model.tasks[task].isFinal, let length = model.tasks[task].elapsed(now: model.now) else { return nil }
    return "after \(SpokenText.duration(length))"
  }

  /// Says each full ten percent, and a step back; not where much else is to be heard.
  private mutating func tellProgress(of task: Int) {
    guard let told = told[task], told.isIntroduced, !model.tasks[task].isFinal, let now = tens(of: task) else { return }
    guard let before = told.tens else {
      self.told[task]?.tens = now
      return
    }
    guard now != before, now < 10 else { return }
    self.told[task]?.tens = now
    guard muted == nil, !isBusy else { return }
    let percent = SpokenText.percent(Double(now * 10))
    let facts = [now < before ? "back to \(percent)" : percent, model.spokenRest(of: task)].compactMap(\.self)
    let opening = model.tasks.count > 1 ? "Task \(task + 1): " : ""
    say(timed(opening + facts.joined(separator: ", ")))
  }

  private func tens(of task: Int) -> Int? {
    model.tasks[task].progress.percent.map { Int(($0 / 10).rounded(.down)) }
  }

  /// Says that a task is followed no more, or not wholly, and why.
  private mutating func tellLoss(of task: Int) {
    let state = model.tasks[task].state
    guard let word = state.lossWord else {
      told[task, default: TaskNarration()].lost = nil
      return
    }
    let text = "\(model.spokenSubject(of: task, else: "The task")) \(word): \(model.safe(state.reason))"
    guard told[task]?.lost != text else { return }
    told[task, default: TaskNarration()].lost = text
    say([Receipt.Run(timed(text.withoutPeriod), .refused)])
  }

  /// Says once that nothing runs any more.
  private mutating func tellEndOfAll() {
    let open = model.openTasks
    let isOver = !open.isEmpty && open.allSatisfy { model.tasks[$0].isFinal || model.tasks[$0].state.source.isOver }
    guard isOver else {
      hasSaidEnd = false
      return
    }
    guard !hasSaidEnd, open.count > 1 else { return }
    hasSaidEnd = true
    let key = model.spokenKey(of: .close).map { "; \($0) leaves" } ?? ""
    say(timed("All \(open.count) tasks have ended: \(tally(open))\(key)"))
  }

  /// `2 Completed, 1 Failed`.
  func tally(_ tasks: [Int]) -> String {
    NumberText.tally(tasks.map { model.spokenStatus(of: $0).text }).joined(separator: ", ")
  }
}
