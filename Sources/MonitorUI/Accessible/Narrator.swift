import MonitorCore

/// The accessible mode: what happens, and the answers to keys, as lines that are appended one after the other and never
/// changed. A line holds one thing, the message first and the time last, in words and without signs; while nothing happens
/// nothing is written.
///
/// ```
/// Accessible mode is on, because of --accessible. ? reads the keys, q leaves.
/// Task 1: Transferring the buyer to a different account, Processing, 57 percent, 13 minutes left, TSK-5498-…, 13:52:07
/// 37 entries, 2 errors; e reads the first, 13:52:12
/// Agreement AGR-1 could not be moved: quota exceeded. Error, task 1, 13:40:15
/// Task 1: 60 percent, 12 minutes left, 13:52:40
/// Task 2 Failed after 11 minutes 3 seconds, 2 errors; Shift G reads the newest, 13:53:01
/// ```
///
/// It holds the same model as the screen, and feeds it the same messages; only keys mean something else
/// (`KeyMap.Context.accessible`). Pure, as the model is.
package struct Narrator: Sendable {
  /// More tasks are not introduced one by one.
  static let maxIntroductions = 5

  package internal(set) var model: Model
  var lines: [SpokenLine] = []
  var reading: ReadingPosition
  var pace = EntryPace()
  var source = SourceNarration()
  /// What was said of each task, by number.
  var told: [Int: TaskNarration] = [:]
  /// Entries of a log that is being read for the first time, by task.
  var histories: [Int: [Slot]] = [:]
  /// What came while nothing was to be heard; `nil` while everything is.
  var muted: [Slot]?
  /// The tasks to choose from; `nil` once some are watched.
  var choice: NumberedPicker?
  /// When the last lines were written, so that what matters least gives way to the rest.
  var recent: [Duration] = []
  var hasSaidEnd = false
  /// Since when the tasks wait for being summed up, where they are too many to be introduced.
  var summaryDue: Duration?
  private let reason: String

  /// - Parameters:
  ///   - model: of the tasks that are watched; of none where some are to be chosen first.
  ///   - reason: why the mode is on, to stand after "because": `of --accessible`.
  package init(_ model: Model, reason: String) {
    self.model = model
    self.reason = reason
    reading = ReadingPosition(filter: model.filter)
  }

  /// Writes the first lines. Commands are as those of `update`.
  package mutating func begin() -> [Command] {
    let keys = [
      model.spokenKey(of: .help).map { "\($0) reads the keys" }, model.spokenKey(of: .close).map { "\($0) leaves" },
    ]
    say(
      SpokenText.line("Accessible mode is on, because \(reason)", then: []) + ". "
        + keys.compactMap(\.self).joined(separator: ", "))
    if model.tasks.count > Self.maxIntroductions { summaryDue = model.engine + EntryPace.window }
    return model.openTasks.isEmpty && model.playback == nil ? beginChoice() : []
  }

  /// Whether lines are typed, each ended by Enter, and not single keys.
  package var isChoosing: Bool { choice != nil }

  /// The lines that were written since the last call.
  package mutating func takeLines() -> [SpokenLine] {
    defer { lines = [] }
    return lines
  }

  /// Changes the model by what happened, and writes what is worth a line.
  package mutating func consume(_ message: Message) -> [Command] {
    switch message {
    case .key(let key): return choice == nil ? press(key) : type(key)
    case .followed(let task, let event): return consume(event, of: task)
    case .tick:
      let commands = update(&model, message)
      tick()
      return commands
    case .listed:
      let commands = update(&model, message)
      list()
      return commands
    case .listFailed(let failure):
      choice?.isAsking = false
      say("The list of tasks cannot be read: \(model.safe(failure.sentence)); Enter asks again")
      return []
    case .notice(let text), .alarm(let text):
      say(model.safe(text))
      return []
    default: return update(&model, message)
    }
  }

  /// What is written when the person leaves: how the tasks stand, and the command that goes on with them.
  package func farewell(command: String?) -> [SpokenLine] {
    guard !model.openTasks.isEmpty else { return [] }
    let words = command.map { [$0] + model.openTasks.map { model.tasks[$0].id.text } }
    return [stateLine()] + (words.map { [[Receipt.Run($0.joined(separator: " "))]] } ?? [])
  }

  mutating func say(_ line: SpokenLine) {
    recent.removeAll { $0 <= model.engine - EntryPace.window }
    recent.append(model.engine)
    lines.append(line)
  }

  mutating func say(_ text: String) { say([Receipt.Run(text)]) }

  /// Whether so much was written lately that the least of it gives way.
  var isBusy: Bool { recent.count { $0 > model.engine - EntryPace.window } >= EntryPace.maxEntries }

  /// The line with the present time behind it.
  func timed(_ text: String) -> String {
    ([text, model.spokenTime(model.now)] as [String?]).compactMap(\.self).joined(separator: ", ")
  }
}
