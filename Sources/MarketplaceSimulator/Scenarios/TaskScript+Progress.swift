extension TaskScript {
  /// Tasks whose end is hard to foresee, all of them watched from their beginning.
  static let progress: [TaskScript] =
    kinds.map { kind in kind.script(label: kind.code, duration: kind.duration) } + [
      // It ends with the slower of the two that belong to it, and reports nothing itself.
      subtasks(label: "parent", parent: nil, duration: 260, reports: .none),
      subtasks(label: "fast child", parent: "parent", duration: 120, reports: .task),
      subtasks(label: "slow child", parent: "parent", duration: 250, reports: .task),
    ]

  /// The runs of the same kinds that ended before the start, with the seconds from their beginning to it.
  static let earlierRuns: [(plan: TaskScript, age: Double)] = kinds.flatMap { kind in
    (0..<kind.earlier).map { number in
      // Between a fifth less and a fifth more than usual, by how much they have to do.
      let share = 0.8 + 0.4 * Double(number * 7 % 11) / 10
      var plan = kind.script(label: "\(kind.code) \(number)", duration: kind.duration * share)
      plan.cadence = 8
      plan.items = Int(kind.duration * share)
      return (plan, plan.duration + 400 * Double(number + 1))
    }
  }

  private static let kinds: [Kind] = [
    Kind("progress.even.no-eta", earlier: 5) { $0.eta = .none },
    Kind("progress.even.wrong-eta", earlier: 0) { $0.eta = .wrong },
    Kind("progress.even.stale-eta", earlier: 0) { $0.eta = .stale },
    Kind("progress.even.moving-eta", earlier: 5) { $0.eta = .moving },
    Kind("progress.warped", earlier: 50) { ($0.eta, $0.shape) = (.none, .warped) },
    Kind("progress.bursty", earlier: 5) { ($0.eta, $0.shape) = (.none, .bursty) },
    Kind("progress.stalling", earlier: 0) {
      $0.eta = .none
      $0.pauses = [Pause(kind: .stall, at: 0.4, seconds: 75)]
    },
    Kind("progress.plateau", earlier: 5) { ($0.eta, $0.shape) = (.none, .plateau) },
    Kind("progress.heavy-last-step", earlier: 5) { ($0.eta, $0.shape) = (.none, .heavyLastStep) },
    Kind("progress.restart", earlier: 0) {
      $0.eta = .none
      $0.pauses = [Pause(kind: .restart, at: 0.4, seconds: 20)]
    },
    Kind("progress.none.new", earlier: 0) { ($0.eta, $0.reports) = (.none, .none) },
    Kind("progress.none.known", earlier: 50) { ($0.eta, $0.reports) = (.none, .none) },
  ]

  /// A kind of task, and how many runs of it ended before the start.
  private struct Kind: Sendable {
    let code: String
    let earlier: Int
    let change: @Sendable (inout TaskScript) -> Void
    let duration = 240.0

    init(_ code: String, earlier: Int, _ change: @escaping @Sendable (inout TaskScript) -> Void) {
      (self.code, self.earlier, self.change) = (code, earlier, change)
    }

    func script(label: String, duration: Double) -> TaskScript {
      var script = TaskScript(workflow: .subscriptionImport, label: label, duration: duration, cadence: 1)
      (script.code, script.name) = (code, code.replacing(".", with: " ").replacing("-", with: " "))
      (script.reports, script.items) = (.task, Int(duration))
      (script.lateShare, script.revisedShare) = (0, 0)
      change(&script)
      return script
    }
  }

  private static func subtasks(label: String, parent: String?, duration: Double, reports: Reports) -> TaskScript {
    var script = TaskScript(workflow: .agreementMigration, label: label, duration: duration, cadence: 1.5)
    (script.parent, script.reports, script.eta) = (parent, reports, .none)
    (script.code, script.name) = ("progress.subtasks", "subtasks: \(label)")
    return script
  }
}
