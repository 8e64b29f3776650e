import ArgumentParser
import MonitorCore

/// The tasks that the command line names, each once, in their order.
enum TaskList {
  static func read(_ arguments: [String]) throws -> [TaskID] {
    var tasks: [TaskID] = []
    for argument in arguments {
      if argument == "-" {
        while let line = readLine() {
          for word in line.split(whereSeparator: \.isWhitespace) { try add(String(word), to: &tasks) }
        }
      } else {
        try add(argument, to: &tasks)
      }
    }
    return tasks
  }

  private static func add(_ text: String, to tasks: inout [TaskID]) throws {
    // A word without a digit is a mistyped command.
    guard let task = TaskID(argument: text), task.text.contains(where: \.isNumber) else {
      throw ValidationError("'\(SafeText.line(text))' is no task id (TSK-…) and no address that contains one.")
    }
    if !tasks.contains(task) { tasks.append(task) }
  }
}
