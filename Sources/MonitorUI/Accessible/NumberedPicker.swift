import MonitorCore

/// The tasks to choose from, as numbered lines, and what is typed to choose.
struct NumberedPicker: Sendable {
  /// What a typed line means.
  enum Answer: Hashable, Sendable {
    case watch([TaskID])
    /// The next ones of the list.
    case more
    case leave
    /// Those that hold all these words.
    case find(String)
    /// No task has this number.
    case wrong(String)
  }

  /// So many are listed at once.
  static let portion = 10
  /// More than anyone types; the rest is dropped.
  private static let maxLength = 1_000

  /// What was typed since the last Enter.
  private(set) var typed = ""
  /// How many tasks of the list were read out.
  var listed = 0
  /// The words that were searched for; empty for the whole list.
  var words = ""
  var isAsking = false

  /// Adds a key to the line; the line, once Enter ends it.
  mutating func type(_ key: Key) -> String? {
    switch key {
    case .character(let scalar): if typed.unicodeScalars.count < Self.maxLength { typed.unicodeScalars.append(scalar) }
    case .paste(let text): typed = String((typed + text).prefix(Self.maxLength))
    case .backspace: _ = typed.popLast()
    case .enter:
      defer { typed = "" }
      return typed
    default: break
    }
    return nil
  }

  /// Numbers, separated by spaces or commas, are those of the list; an id is a task's, also of one that is not listed.
  static func answer(to line: String, among items: [TaskListing.Item]) -> Answer {
    let words = line.split { $0 == "," || $0.isWhitespace }.map(String.init)
    guard let first = words.first else { return .more }
    if words.count == 1, ["q", "quit", "exit"].contains(first.lowercased()) { return .leave }
    if words.count == 1, ["m", "more"].contains(first.lowercased()) { return .more }
    if words.allSatisfy({ $0.allSatisfy(\.isNumber) }) {
      var ids: [TaskID] = []
      for word in words {
        guard let number = Int(word), items.indices.contains(number - 1) else { return .wrong(word) }
        if !ids.contains(items[number - 1].id) { ids.append(items[number - 1].id) }
      }
      return .watch(ids)
    }
    let ids = words.compactMap { $0.uppercased().hasPrefix("TSK-") ? TaskID($0.uppercased()) : nil }
    return ids.count == words.count ? .watch(ids) : .find(line)
  }
}

// Choosing what to watch, where the command line named nothing.
extension Narrator {
  mutating func beginChoice() -> [Command] {
    choice = NumberedPicker()
    choice?.isAsking = true
    return [.listTasks(offset: 0, limit: TaskListing.pageSize)]
  }

  mutating func type(_ key: Key) -> [Command] {
    if key == .control("c") { return [.interrupt] }
    guard let line = choice?.type(key) else { return [] }
    let items = model.listed.items
    switch NumberedPicker.answer(to: line, among: items) {
    case .leave: return [.quit]
    case .wrong(let number): say("There is no task \(model.safe(number)); the numbers go from 1 to \(items.count)")
    case .find(let words):
      choice?.words = words
      choice?.listed = 0
      list()
    case .more:
      if choice?.isAsking == true { break }
      if let listed = choice?.listed, listed >= found.count, model.listed.hasMore {
        choice?.isAsking = true
        let offset = model.listed.isRead ? model.listed.nextOffset : 0
        return [.listTasks(offset: offset, limit: TaskListing.pageSize)]
      }
      list()
    case .watch(let ids):
      choice = nil
      let commands = model.watch(ids)
      if model.tasks.count > Self.maxIntroductions { summaryDue = model.engine + EntryPace.window }
      say("Watching \(SpokenText.count(model.tasks.count, "task"))")
      return commands
    }
    return []
  }

  /// Reads out the next ones of the list.
  mutating func list() {
    guard var choice else { return }
    choice.isAsking = false
    let all = found
    let next = all[min(choice.listed, all.count)...].prefix(NumberedPicker.portion)
    if choice.listed == 0 {
      let count = choice.words.isEmpty ? model.listed.total ?? all.count : all.count
      let what = choice.words.isEmpty ? "newest first" : "with \(model.safe(choice.words))"
      say("\(SpokenText.count(count, "task")), \(what)")
    }
    for (number, task) in next {
      var facts = [model.safe(task.name.isEmpty ? task.id : task.name), model.safe(task.status.word)]
      if let percent = task.progress, !task.status.isFinal { facts.append(SpokenText.percent(percent)) }
      if let created = task.created {
        facts.append("created \(SpokenText.roughly(model.now.seconds(since: created))) ago")
      }
      say("\(number + 1): \(facts.joined(separator: ", "))")
    }
    choice.listed += next.count
    self.choice = choice
    if next.isEmpty, choice.listed > 0 { say("That was all of the list") }
    let more = choice.listed < all.count || model.listed.hasMore ? ", m for more" : ""
    say("Type a number, or several, and Enter; words to search for\(more), q to leave")
  }

  /// The tasks that hold the words, with their places in the list.
  private var found: [(Int, TaskSnapshot)] {
    var filter = TaskFilter(choice?.words ?? "")
    return model.listed.items.enumerated().filter { filter.admits($1.task) }.map { ($0, $1.task) }
  }
}
