import MonitorCore

/// The state of a task in one sign, which no other meaning shares: `◐` before a name says at a glance what a word says.
struct StateSign {
  /// One cell, or in 7-bit three: `[p]`.
  let text: String
  /// The word that it stands for, in the platform's letters.
  let word: String
  let role: Style.Role
  /// What is counted first where states are counted: what runs, then what ended, then the rest.
  let rank: Int

  /// - Parameter status: `nil` where the task was never read.
  init(_ status: TaskStatus?, _ glyphs: Glyphs) {
    func sign(_ sign: String, _ letter: String) -> String { glyphs == .ascii ? "[\(letter)]" : sign }
    word = status.map { SafeText.line($0.word) } ?? "Connecting"
    switch status {
    case .processing: (text, role, rank) = (sign("◐", "p"), .statusProcessing, 0)
    case .queued: (text, role, rank) = (sign("○", "q"), .statusQueued, 1)
    case .rescheduled: (text, role, rank) = (sign("‖", "r"), .statusRescheduled, 2)
    case .blocked: (text, role, rank) = (sign("⊘", "b"), .statusBlocked, 3)
    case .completed: (text, role, rank) = (sign("✔", "c"), .statusCompleted, 4)
    case .failed: (text, role, rank) = (sign("✖", "f"), .statusFailed, 5)
    case .canceled: (text, role, rank) = (sign("⊖", "x"), .statusCanceled, 6)
    case .other: (text, role, rank) = (sign("?", "?"), .statusUnknown, 7)
    case nil: (text, role, rank) = (sign("◌", "."), .statusWaiting, 9)
    }
  }

  /// What comes first where not all of them are named: what needs a person, what runs, what waits, what is over.
  var urgency: Int {
    switch role {
    case .statusFailed: 0
    case .statusBlocked: 1
    case .refused: 2
    case .statusProcessing, .statusUnknown: 3
    case .statusCompleted, .statusCanceled: 5
    default: 4
    }
  }

  /// The sign of a task that is watched: what it was last, but for one that is gone or refused, which is neither waited for nor
  /// known to run.
  init(of task: borrowing WatchedTask, _ glyphs: Glyphs) {
    if task.state.source.isOver, !task.isFinal {
      (text, word, role, rank) = (glyphs.lost, task.state.lossWord ?? "", .refused, 8)
    } else {
      self = StateSign(task.status, glyphs)
    }
  }

  /// `◐ 3  ✔ 1  ✖ 1`: how many of these tasks are in which state.
  static func counts(of signs: [StateSign], between: String = "  ") -> [Segment] {
    var counted: [(sign: StateSign, count: Int)] = []
    for sign in signs {
      if let index = counted.firstIndex(where: { $0.sign.rank == sign.rank }) {
        counted[index].count += 1
      } else {
        counted.append((sign, 1))
      }
    }
    counted.sort { $0.sign.rank < $1.sign.rank }
    return Array(
      counted.map { [Segment("\($0.sign.text) \($0.count)", $0.sign.role, .bold)] }
        .joined(separator: [Segment(between, .title)]))
  }
}
