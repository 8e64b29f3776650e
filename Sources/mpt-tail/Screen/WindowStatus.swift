import MonitorCore
import MonitorTerminal
import MonitorUI

/// What the window shows beside the screen: its title, and the progress of its tab.
struct WindowStatus {
  enum Order: Equatable {
    case title(String)
    case progress(TerminalControl.Progress)
  }

  private var title = ""
  private var titleAt: Duration?
  /// Whether a title waits because the last one is less than a second old.
  private var owesTitle = false
  private var progress = TerminalControl.Progress.none
  /// What is to be said until the person is there.
  private var news: String?

  /// Says a sentence in the title, at once, until `dismiss`.
  mutating func announce(_ sentence: String) { (news, titleAt) = ("! " + sentence, nil) }

  /// The person is there.
  mutating func dismiss() {
    if news != nil { (news, owesTitle) = (nil, true) }
  }

  /// What changed since the last call. A title at most once a second.
  ///
  /// - Parameter isIdle: whether nothing but time did since then.
  mutating func orders(for model: Model, isIdle: Bool = false) -> [Order] {
    if isIdle, !owesTitle { return [] }
    var orders: [Order] = []
    let title = news ?? Self.title(of: model)
    owesTitle = title != self.title
    if owesTitle, titleAt.map({ model.engine - $0 >= .seconds(1) }) ?? true {
      self.title = title
      titleAt = model.engine
      orders.append(.title(title))
      owesTitle = false
    }
    let progress = Self.progress(of: model)
    if progress != self.progress {
      self.progress = progress
      orders.append(.progress(progress))
    }
    return orders
  }

  /// Has everything set again: the terminal was given back meanwhile.
  mutating func repeatAll() {
    (title, titleAt, progress, owesTitle) = ("", nil, .none, true)
  }

  /// `42 % TSK-… Importing`, of the task in focus.
  private static func title(of model: Model) -> String {
    guard let number = model.focusedPane?.task, model.tasks.indices.contains(number) else {
      let open = model.openTasks
      return "\(open.count { model.tasks[$0].snapshot?.status.isFinal != true }) of \(open.count) tasks running"
    }
    let task = model.tasks[number]
    let state =
      task.isFinal ? task.status.map { SafeText.line($0.word) } : task.progress.percent.map { "\(whole($0)) %" }
    let name = SafeText.line(task.snapshot?.name ?? "")
    return ([state, task.id.text, name] as [String?]).compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The mean over the tasks that still run; red once one failed.
  private static func progress(of model: Model) -> TerminalControl.Progress {
    let open = model.openTasks
    // By what is stored: what is computed of a task copies it first, and this is asked with every frame.
    let running = open.filter { model.tasks[$0].snapshot?.status.isFinal == false }
    let failed = open.compactMap { model.tasks[$0].snapshot?.status }.contains { $0.isFinal && $0 != .completed }
    guard !running.isEmpty else { return failed ? .failed(100) : .none }
    let known = running.compactMap { model.tasks[$0].progress.percent }
    guard !known.isEmpty else { return .unknown }
    let mean = whole(known.reduce(0, +) / Double(known.count))
    return failed ? .failed(mean) : .percent(mean)
  }

  private static func whole(_ percent: Double) -> Int {
    percent.isNaN ? 0 : Int(max(0, min(100, percent)).rounded(.down))
  }
}

extension WindowStatus.Order {
  /// Carries it out where the terminal can.
  func carryOut(on terminal: inout Terminal) {
    switch self {
    case .title(let text): terminal.setTitle(text)
    case .progress(let progress): terminal.show(progress)
    }
  }
}
