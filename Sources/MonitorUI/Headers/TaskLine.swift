import MonitorCore

/// A task in one line: of a pane that is folded, that has ended, or that is small. Many of them are a fleet, so their columns
/// depend on the width alone.
///
/// ```
///  ✖ Migrating agreements to the new…  6943  ██████▉▏  99.3 %  Failed 13:49 · took 11:03   Too many agreements…  ▁▂▅▇▃
/// ```
struct TaskLine {
  private let sign: StateSign
  private let id: String
  private let tag: String
  private let name: String
  private let percent: Double?
  private let wentBack: Bool
  private let usualShare: Double?
  /// What stands for the time: the countdown, or how the task ended.
  private let time: [Segment]
  private let problem: String?
  private let uncounted: Int
  private let news: Segment
  /// How many errors there are, in the place of what the newest of them says; empty where there are none, or where `counts`
  /// has them.
  private let errors: Segment
  private let rate: [Segment]
  /// The filter and the counts of a pane whose rows are shown, the longest variant first.
  private let counts: [[Segment]]
  private let band: Band
  private let glyphs: Glyphs
  private let isFinal: Bool

  init(
    model: borrowing Model, task: borrowing WatchedTask, held: EntryCounts?, band: Band, uncounted: Int
  ) {
    sign = StateSign(task.status, model.glyphs)
    (id, tag, name) = (task.id.text, task.tag, SafeText.line(task.snapshot?.name ?? ""))
    (percent, wentBack, isFinal) = (task.progress.percent, task.progress.wentBack, task.isFinal)
    usualShare = ProgressLine.usualShare(task.progress.reading)
    let status = StatusText(model: model, task: task)
    problem = model.tasks.count > 1 ? status.problem : nil
    self.uncounted = uncounted
    time = Self.time(model: model, task: task, status)
    let number = model.number(of: task.id)
    news = Self.news(model: model, task: task, number)
    let errorCount = held == nil ? number.map { model.store.counts(of: $0).atLeast(.error) } ?? 0 : 0
    errors = Segment(errorCount > 0 ? "E \(NumberText.grouped(errorCount))" : "", .danger)
    rate = task.rate.segments(at: model.now, withNumber: false, model.glyphs)
    counts = held.map { $0.variants + $0.brief } ?? []
    (self.band, glyphs) = (band, model.glyphs)
  }

  func draw(_ rect: Rect, on frame: inout Frame) {
    var pen = band.begin(rect, on: &frame)
    let width = rect.width
    func write(_ segments: [Segment]) { pen.write(segments.map { $0.on(band.ground) }, on: &frame) }
    write([Segment(sign.text + " ", sign.role, .bold)])
    var right: [Segment] = []
    if uncounted > 0 { right.append(Segment("+\(uncounted) ", band.role, .bold)) }
    if let problem, width >= Self.wide { right.append(Segment("\(problem) ", .stale)) }
    let nameWidth = max(8, min(44, (width - 24) * 3 / 8))
    let fixed = width < Self.narrow ? tag.columns + 12 : nameWidth + (width < Self.wide ? 14 : 30)
    // How it ended is worth more than how much it wrote.
    let ending = isFinal ? time.columns + 2 : 0
    if let counts = counts.first(where: { $0.columns <= width - fixed - ending }) { right += counts }
    if width >= Self.veryWide { right += Self.padded(rate, to: EntryRate.spans) + [Segment(" ", band.role)] }
    let end = rect.maxX - right.columns
    let number = percent.map { "\(NumberText.percent($0).leftPadded(to: 5)) %" } ?? ""
    // The narrowest says whose line it is and how far that is.
    guard width >= Self.narrow else {
      let isNamed = end - pen.x > number.columns + tag.columns
      if isNamed { write([Segment(tag, band.role, .bold)]) }
      let state = Segment(StatusTextWord.of(sign, glyphs), sign.role)
      let rest = number.isEmpty ? [state] : [Segment(number, band.role)]
      pen.advance(to: max(pen.x + (isNamed ? 1 : 0), end - rest.columns))
      write(rest)
      pen.advance(to: end)
      return write(right)
    }
    // Whose name is not known is called by its id: the end of it alone where there is no room.
    let title = name.isEmpty ? (nameWidth >= id.columns ? id : tag) : name
    write([Segment(title.clipped(to: nameWidth, glyphs.ellipsis), band.role, .bold)])
    if width >= Self.wide {
      pen.advance(to: rect.x + band.margin(in: width) + sign.text.columns + 1 + nameWidth + 2)
      write([Segment(name.isEmpty ? String(repeating: " ", count: tag.columns) : tag, .secondary)])
    }
    if !isFinal || sign.role != .statusCompleted {
      if width >= Self.wide {
        pen.write("  ", Style(band.role), on: &frame)
        let bar = ProgressBar.segments(percent: percent, width: 8, role: sign.role, glyphs: glyphs)
        pen.write(usualShare.map { ProgressBar.hatched(share: $0, width: 8, glyphs: glyphs) } ?? bar, on: &frame)
      }
      write([Segment(wentBack ? " \(glyphs.down)" : "  ", .stale), Segment(number.leftPadded(to: 7), band.role)])
    }
    if end - pen.x > time.columns + 2 { write([Segment("  ", band.role)] + time) }
    let remaining = end - pen.x - 4
    if remaining >= Self.minNews, !news.text.isEmpty {
      write([Segment("   ", band.role), Segment(news.text.clipped(to: remaining, glyphs.ellipsis), news.style.role)])
    } else if !errors.text.isEmpty, errors.text.columns <= remaining + 1 {
      write([Segment("   ", band.role), errors])
    }
    pen.advance(to: end)
    write(right)
  }

  private static let narrow = 34
  private static let wide = 60
  private static let veryWide = 100
  private static let minNews = 16

  private static func padded(_ segments: [Segment], to width: Int) -> [Segment] {
    segments.columns >= width
      ? segments : [Segment(String(repeating: " ", count: width - segments.columns), .secondary)] + segments
  }

  private static func time(
    model: borrowing Model, task: borrowing WatchedTask, _ status: StatusText
  ) -> [Segment] {
    if task.isFinal { return status.ended }
    let eta = ETAText(model: model, task: task).segments(.short)
    return task.status == .processing && !eta.isEmpty ? eta : status.segments(.full, background: .secondary)
  }

  /// What the newest error says, or else the newest entry, or why there is none.
  private static func news(model: borrowing Model, task: borrowing WatchedTask, _ number: Int?) -> Segment {
    if task.state.source.isOver { return Segment(task.state.reason, .refused) }
    guard let number, let slot = model.newestError(of: number) ?? model.newest(of: number)
    else { return Segment("", .secondary) }
    var message = FilledMessage(maxBytes: EntryLayout.limit)
    model.store.fill(slot, into: &message)
    let text = SafeText.line(String(decoding: message.text.prefix(512), as: UTF8.self))
    return Segment(text, model.store.severity(of: slot) >= .error ? .danger : .secondary)
  }
}

/// The word of a state where no sign is enough.
enum StatusTextWord {
  static func of(_ sign: StateSign, _ glyphs: Glyphs) -> String {
    sign.word.isEmpty ? "Unknown" : sign.word.clipped(to: 20, glyphs.ellipsis)
  }
}
