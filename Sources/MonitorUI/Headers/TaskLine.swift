import MonitorCore

/// A task in one line: of a pane that is folded, that has ended, or that is small.
///
/// ```
///  ✖ Migrating agreements to the new…  6943  Failed after 11:03 · Too many agreements could not be migrated
///  ◐ Transferring the buyer            5440  ████▋     57.3 %  in 13:05     ▁▂▅▇▃   Agreement AGR…   E 4  W 26
///  ✔ Exporting invoices                3975  Completed 13:49:20 · took 15:42          E 4  W 2   489 entries
/// ```
struct TaskLine {
  let sign: StateSign
  let id: String
  let tag: String
  let name: String
  let percent: Double?
  let wentBack: Bool
  let usualShare: Double?
  /// Whether there is a bar: something that has ended does not get further.
  let isOver: Bool
  /// The countdown, or how the task waits; and whether it says anything.
  let time: [Segment]
  let isTimeKnown: Bool
  /// How the task ended, the longest variant first; empty while it has not.
  let endings: [[Segment]]
  /// Why it failed or is not followed any more: the last that is cut. Empty where there is no reason.
  let reason: Segment
  /// What the newest error says, or else the newest entry, where no rows say it.
  let news: Segment
  let problem: String?
  let hidden: [Segment]
  let rate: [Segment]
  /// The filter and the counts, the longest variant first; errors and warnings alone last.
  let counts: [[Segment]]
  let isFiltered: Bool
  let hasBad: Bool
  let band: Band
  let glyphs: Glyphs
  let longestName: Int

  /// - Parameters:
  ///   - isFolded: whether no rows of entries are below it.
  ///   - longestName: of those that have such a line.
  init(
    model: borrowing Model, task: borrowing WatchedTask, held: EntryCounts?, isFolded: Bool, band: Band,
    hidden: [Segment], longestName: Int
  ) {
    sign = StateSign(of: task, model.glyphs)
    (id, tag, name) = (task.id.text, task.tag, SafeText.line(task.snapshot?.name ?? ""))
    (percent, wentBack) = (task.progress.percent, task.progress.wentBack)
    isOver = task.isFinal || task.state.source.isOver
    usualShare = ProgressLine.usualShare(task.progress.reading)
    let status = StatusText(model: model, task: task)
    problem = model.tasks.count > 1 && !task.state.source.isOver ? status.problem : nil
    endings = task.isFinal ? status.endings : []
    time = isOver ? [] : Self.time(model: model, task: task, status)
    isTimeKnown = task.status != .processing || task.progress.eta != nil || task.progress.reading.isFinishing
    let number = model.number(of: task.id)
    reason = Self.reason(model: model, task: task, number)
    news = isFolded && !isOver ? Self.news(model: model, number) : Segment("", .secondary)
    rate = isOver ? [] : task.rate.segments(at: model.now, withNumber: false, model.glyphs)
    counts = (held?.variants ?? []) + (held?.brief ?? [])
    (isFiltered, hasBad) = (held?.isFiltered ?? false, held?.hasBad ?? false)
    (self.band, self.hidden, glyphs, self.longestName) = (band, hidden, model.glyphs, longestName)
  }

  func draw(_ rect: Rect, on frame: inout Frame) {
    var pen = band.begin(rect, on: &frame)
    func write(_ segments: [Segment]) { pen.write(segments.map { $0.on(band.ground) }, on: &frame) }
    write([Segment(sign.text + " ", sign.role, .bold)])
    let end = rect.maxX - hidden.columns
    let parts = parts(width: end - pen.x, isNarrow: rect.width < Self.narrow)
    write(parts.left)
    pen.write(parts.bar, on: &frame)
    write(parts.afterBar)
    pen.advance(to: end - parts.right.columns)
    write(parts.right)
    pen.advance(to: end)
    write(hidden)
  }

  static let narrow = 34

  private static func time(
    model: borrowing Model, task: borrowing WatchedTask, _ status: StatusText
  ) -> [Segment] {
    let eta = ETAText(model: model, task: task).segments(.short)
    return task.status == .processing && !eta.isEmpty ? eta : status.segments(.full, background: .secondary)
  }

  private static func reason(model: borrowing Model, task: borrowing WatchedTask, _ number: Int?) -> Segment {
    if task.state.source.isOver, !task.isFinal {
      // That it is not found needs no number of a status and no trace.
      let isMissing = task.state.reason.hasPrefix(FollowState.notFound)
      return Segment(isMissing ? FollowState.notFound : task.state.reason, .refused)
    }
    guard task.status == .failed, let number, let failure = model.newestFailure(of: number) else {
      return Segment("", .secondary)
    }
    return Segment(failure, .text)
  }

  private static func news(model: borrowing Model, _ number: Int?) -> Segment {
    guard let number, let slot = model.newestError(of: number) ?? model.newest(of: number)
    else { return Segment("", .secondary) }
    var message = FilledMessage(maxBytes: EntryLayout.limit)
    model.store.fill(slot, into: &message)
    let text = SafeText.line(String(decoding: message.text.prefix(512), as: UTF8.self))
    return Segment(text, model.store.severity(of: slot) >= .error ? .danger : .secondary)
  }
}
