import MonitorCore

@testable import MonitorUI

/// The accessible mode over tasks and entries made by hand, at 2025-09-11 13:52:07 UTC.
struct Narration {
  var narrator: Narrator
  private var serial = 0
  private(set) var commands: [Command] = []

  init(
    tasks: Int = 2, reason: String = "of --accessible", keys: KeyMap = .standard,
    _ change: (inout Model) -> Void = { _ in }
  ) {
    var model = Fixture(tasks: tasks).model
    model.keys = keys
    change(&model)
    narrator = Narrator(model, reason: reason)
    commands += narrator.begin()
  }

  /// The lines that were written since the last call, each after `> ` and the keys before it.
  mutating func transcript() -> String { narrator.takeLines().map(\.text).joined(separator: "\n") }

  mutating func send(_ message: Message) { commands += narrator.consume(message) }

  /// Presses keys; what each writes.
  mutating func press(_ keys: Key...) -> String {
    _ = transcript()
    for key in keys { send(.key(key)) }
    return transcript()
  }

  mutating func type(_ text: String) {
    for scalar in text.unicodeScalars { send(.key(scalar == "\n" ? .enter : .character(scalar))) }
  }

  mutating func wait(_ seconds: Int) {
    for _ in 0..<seconds {
      let model = narrator.model
      send(.tick(now: model.now.advanced(bySeconds: 1), engine: model.engine + .seconds(1)))
    }
  }

  mutating func task(
    _ number: Int = 0, _ name: String, _ status: TaskStatus = .processing, progress: Double? = nil, eta: Double? = nil,
    completed: Double? = nil
  ) {
    var snapshot = TaskSnapshot(id: narrator.model.tasks[number].id.text, name: name, status: status)
    snapshot.progress = progress
    snapshot.eta = eta.map(Fixture.at)
    snapshot.started = Fixture.at(-714)
    snapshot.completed = completed.map(Fixture.at)
    send(.followed(task: number, .task(snapshot)))
  }

  mutating func logs(_ number: Int = 0, _ entries: Fixture.Entry...) { logs(number, entries) }

  mutating func logs(_ number: Int = 0, _ entries: [Fixture.Entry]) {
    let batch = Fixture.batch(of: entries, serial: &serial)
    send(.followed(task: number, .logs(batch, receivedAt: narrator.model.now)))
  }

  mutating func state(_ number: Int = 0, _ change: (inout FollowState) -> Void = { _ in }) {
    var state = narrator.model.tasks[number].state
    state.source = .live
    state.logIsRead = true
    state.lastGood = narrator.model.engine
    change(&state)
    send(.followed(task: number, .state(state)))
  }

  /// Two tasks whose logs were read, and what was written of that forgotten.
  static func running(tasks: Int = 2, _ change: (inout Model) -> Void = { _ in }) -> Narration {
    var narration = Narration(tasks: tasks, change)
    let names = ["Transferring the buyer", "Migrating agreements", "Importing prices"]
    for number in 0..<tasks {
      narration.task(number, names[number % names.count], progress: 31)
      narration.state(number)
    }
    narration.wait(10)
    _ = narration.transcript()
    return narration
  }
}
