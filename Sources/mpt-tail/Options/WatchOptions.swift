import ArgumentParser
import Glibc
import MonitorCore
import MonitorStream
import MonitorTerminal

/// The flags of everything that watches.
struct WatchOptions: ParsableArguments {
  @Option(
    name: [.customShort("n"), .customLong("tail")],
    help: ArgumentHelp(
      "How many existing entries: a number, or 'all' (screen: 1000, lines: all).", valueName: "count"))
  var tail: HistoryLength?

  @Option(help: ArgumentHelp("Only entries since then: \(MomentArgument.examples).", valueName: "time"))
  var since: MomentArgument?

  @Option(
    help: ArgumentHelp(
      "Only entries until then, and exit when they are delivered; times as for --since.", valueName: "time"))
  var until: MomentArgument?

  @Flag(name: .customLong("no-follow"), help: "Print existing entries and exit.")
  var noFollow = false

  @Flag(name: [.customShort("f"), .customLong("follow")], help: "Go on with what arrives (the default).")
  var follow = false

  @OptionGroup var filters: FilterOptions
  @OptionGroup var looks: LookOptions

  @Option(help: ArgumentHelp("Seconds between polls, 0.2 to 3600; adaptive when not given.", valueName: "seconds"))
  var interval: Double?

  @Option(help: ArgumentHelp("End with 124 after this time, such as '90s' or '10m'.", valueName: "time"))
  var timeout: SpanArgument?

  @Option(
    name: .customLong("give-up"),
    help: ArgumentHelp(
      "End with 3, 4 or 5 when a task that answered fails for this long (lines: 5m, --no-follow: 30s, screen: never).",
      valueName: "time"))
  var giveUp: SpanArgument?

  @Flag(name: .customLong("fail-fast"), help: "End as soon as one task has failed and its entries are delivered.")
  var failFast = false

  @Flag(name: .customLong("until-done"), help: "Leave the screen when all tasks have ended.")
  var untilDone = false

  @Option(
    help: ArgumentHelp(
      "Notify when a task ends or first fails: auto (what the terminal shows, else the bell and the title), bell, osc9, "
        + "osc777, osc99, off, or cmd:COMMAND, run by /bin/sh.",
      valueName: "way"))
  var notify: NotifyWay?

  @Option(
    help: ArgumentHelp(
      "Notify always (the default), or unfocused: not while the window is known to have the focus.", valueName: "when"))
  var notifyWhen: NotifyWhen?

  @Flag(name: .customLong("no-history"), help: "Neither consult nor remember earlier runs of the same kind of task.")
  var noHistory = false

  @OptionGroup(title: "Recording") var recording: RecordOptions

  func validate() throws {
    if let interval, !PollInterval.range.contains(interval) {
      throw ValidationError("--interval takes \(PollInterval.choice).")
    }
    if tail != nil, since != nil { throw ValidationError("--tail and --since say different things: give one.") }
    if let since, let until, since.moment(now: .now, isPast: true) > until.moment(now: .now) {
      throw ValidationError("--since is after --until: no entry is in between.")
    }
    if follow, noFollow { throw ValidationError("--follow and --no-follow say different things: give one.") }
  }

  /// Which entries are delivered, or shown at first.
  var filter: LogFilter { filters.filter }

  private static let giveUpOfLines = Duration.seconds(300)

  /// The options of following; `screen` changes the defaults.
  func followOptions(screen: Bool) -> FollowOptions {
    var options = FollowOptions()
    let now = Timestamp.now
    options.history =
      since.map { .since($0.moment(now: now, isPast: true)) } ?? tail?.history ?? (screen ? .newest(1000) : .all)
    if since?.isSpan == true { options.sinceCountsFrom = now }
    options.counts = screen ? nil : EntryFilter.selector(filter)
    options.follows = !isOneShot
    options.interval = interval.map(Duration.seconds)
    options.keepsMembers = screen || looks.form.keepsMembers || recording.record != nil
    options.deliversPagesAtOnce = screen
    options.outlivesTask = screen
    options.giveUp = giveUp?.duration ?? (screen || isOneShot ? nil : Self.giveUpOfLines)
    return options
  }

  /// What begins a stream of events about these tasks, as far as these flags say it.
  func start(_ tasks: [TaskID], host: String) -> RunStart {
    RunStart(
      version: ProgramVersion.text, host: host, tasks: tasks, history: followOptions(screen: false).history,
      until: until?.moment(now: .now), filter: filter)
  }

  /// Whether the screen is wanted, as far as that is known before it is opened.
  var wantsScreen: Bool { looks.wantsScreen(isOneShot: isOneShot) }

  /// This machine's clock may be wrong by so much, in seconds, without ending what is still to come.
  private static let clockTolerance = 86_400.0

  /// Whether nothing that is still to come is wanted. A time that is past by this machine's clock alone may be still to come by
  /// the server's: it is waited for.
  private var isOneShot: Bool {
    guard let until else { return noFollow }
    return noFollow || until.isSpan || until.moment(now: .now).seconds(since: .now) < -Self.clockTolerance
  }

  /// The end of `--until`, for so many tasks, on the server's clock. A span counts from the latest that this can show: nothing
  /// that is written already may be taken for later.
  func untilMoment(taskCount: Int, clock: @escaping @Sendable () -> Timestamp) -> UntilMoment? {
    guard let until else { return nil }
    guard until.isSpan else { return UntilMoment(until.moment(now: .now), taskCount: taskCount) }
    let now = Timestamp.now
    return UntilMoment(ago: now.seconds(since: until.moment(now: now)), clock: clock, taskCount: taskCount)
  }
}
