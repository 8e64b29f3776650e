import ArgumentParser
import Glibc
import MonitorCore

/// The tasks that the command line names, each once, in their order.
struct TaskList {
  /// More than anybody watches at once; what would come out of an input without an end.
  static let maxTasks = 2_000
  /// Of standard input.
  static let maxBytes = 4 << 20

  private(set) var tasks: [TaskID] = []
  private var known: Set<TaskID> = []
  private var commands: [String] = []

  /// Reads the words of the command line; `-` stands for what standard input holds. Throws a `ValidationError` that
  /// shows the first word that names no task: none is left out.
  ///
  /// - Parameter commands: what the word may have been meant for.
  static func read(
    _ arguments: [String], commands: [String] = [], input: Int32 = STDIN_FILENO
  ) async throws -> [TaskID] {
    var list = TaskList()
    list.commands = commands
    for argument in arguments {
      if argument == "-" {
        try list.add(input: try await bytes(of: input))
      } else {
        try list.add(argument: argument)
      }
    }
    return list.tasks
  }

  private static func bytes(of input: Int32) async throws -> [UInt8] {
    do {
      return try await WaitingReader(descriptor: input, limit: maxBytes, patience: .endless).readAll()
    } catch {
      try Task.checkCancellation()
      throw ValidationError("The task ids on standard input cannot be read: \(error.reason).")
    }
  }

  /// Adds the tasks of a word of the command line: an id, several (`A,B`, or a quoted `'A B'`), or an address that
  /// contains one.
  mutating func add(argument: String) throws {
    let words = TaskWord.words(in: argument)
    guard !words.isEmpty else { throw ValidationError("'' is no task id (TSK-…).") }
    for word in words { try add(TaskWord(word).tasks, of: word) }
  }

  /// Adds the tasks of an input: each line names some at its beginning, as the table of `mpt-tail tasks` does, or is a
  /// line of its JSON. Lines end with a line break or a NUL; empty ones, comments (`#`), the table's heading and what
  /// that command says of invalid tasks are passed over.
  mutating func add(input: [UInt8]) throws {
    let bytes = input.starts(with: [0xEF, 0xBB, 0xBF]) ? input[3...] : input[...]
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D || $0 == 0 }) {
      try add(line: String(decoding: line, as: UTF8.self))
    }
  }

  private mutating func add(line: String) throws {
    let words = TaskWord.words(in: line)
    guard let first = words.first, !first.hasPrefix("#") else { return }
    if words.starts(with: ["TASK", "STATUS"]) || first.hasPrefix("{\"invalid\":") { return }
    let found = words.map { TaskWord($0).tasks }
    // All of them, or those at the beginning of a table's row, or the first that the line names.
    let leading = words.prefix { TaskWord($0).isTaskID }.count
    if found.allSatisfy({ !$0.isEmpty }), !first.hasPrefix("{") {
      for (word, tasks) in zip(words, found) { try add(tasks, of: word) }
    } else if leading > 0 {
      for (word, tasks) in zip(words, found).prefix(leading) { try add(tasks, of: word) }
    } else {
      try add(words.first { TaskWord($0).namesTask }.map { Array(TaskWord($0).tasks.prefix(1)) } ?? [], of: line)
    }
  }

  private mutating func add(_ tasks: [TaskID], of word: String) throws {
    guard !tasks.isEmpty else {
      throw ValidationError(
        "'\(word.prefix(120))' is no task id (TSK-…) and no address that contains one." + hint(for: word))
    }
    for task in tasks where known.insert(task).inserted { self.tasks.append(task) }
    guard self.tasks.count <= Self.maxTasks else {
      throw ValidationError("More than \(Self.maxTasks) tasks cannot be watched at once.")
    }
  }

  /// What may have been meant by a word that names no task: a command, or a file.
  private func hint(for word: String) -> String {
    if commands.contains(word) { return " A command is the first word: mpt-tail \(word) …" }
    let isFile = word.contains("/") || [".ndjson", ".json", ".jsonl", ".log", ".gz"].contains(where: word.hasSuffix)
    if isFile, !word.contains("://"), !commands.isEmpty {
      return " A file is opened by: mpt-tail open \(ShellWord.quoted(String(word.prefix(120))))"
    }
    let ranked = commands.map { (name: $0, distance: NearestWords.distance(word.lowercased(), $0)) }
    guard let nearest = ranked.min(by: { $0.distance < $1.distance }), nearest.distance <= 2 else { return "" }
    return " Is 'mpt-tail \(nearest.name)' meant?"
  }
}

/// A word in which a person names tasks.
struct TaskWord {
  /// The tasks that it names; none where it is something else.
  let tasks: [TaskID]
  /// Whether it holds `TSK-`, in any case.
  let namesTask: Bool
  /// Whether it is such an id and nothing else.
  let isTaskID: Bool

  init(_ word: String) {
    let found = Self.marked(in: Array(word.utf8))
    namesTask = !found.isEmpty
    isTaskID = found.count == 1 && found[0].utf8.count == word.utf8.count
    if found.isEmpty {
      // Another kind of id. One without a digit is a mistyped command.
      let other = TaskID(word).flatMap { $0.text.contains(where: \.isNumber) ? $0 : nil }
      tasks = other.map { [$0] } ?? []
    } else {
      tasks = found.compactMap { TaskID($0) }
    }
  }

  /// What separators leave. An address is one word: it may hold commas.
  static func words(in text: String) -> [String] {
    text.unicodeScalars.split { $0.properties.isWhitespace || $0 == "\0" }.flatMap { word in
      let word = String(String.UnicodeScalarView(word))
      return word.contains("://") || word.contains("{")
        ? [word] : word.split { $0 == "," || $0 == ";" }.map(String.init)
    }
  }

  /// Each `TSK-…` in a word, spelled as the platform does.
  private static func marked(in bytes: [UInt8]) -> [String] {
    var found: [String] = []
    var index = 0
    while index < bytes.count {
      let isFirst = index == 0 || !isPart(bytes[index - 1])
      guard isFirst, bytes[index...].starts(with: "tsk-".utf8, by: { $0 | 0x20 == $1 | 0x20 }) else {
        index += 1
        continue
      }
      let id = bytes[index...].prefix(while: isPart)
      index = id.endIndex
      if id.count > 4 { found.append("TSK-" + String(decoding: id.dropFirst(4), as: UTF8.self)) }
    }
    return found
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
    default: false
    }
  }
}
