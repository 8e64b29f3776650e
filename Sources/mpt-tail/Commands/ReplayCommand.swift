import ArgumentParser
import Glibc
import MonitorCore
import MonitorUI

/// `mpt-tail replay FILE`: plays a recording as it happened.
struct ReplayCommand: ProgramCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Play a recording as it happened.",
    discussion: """
      The screen shows at each moment what it showed then. p plays and stops, < and > change the speed, ( and ) go ten \
      seconds back and ahead, @ and the timeline to any moment, e and ! to the next error.
      """)

  @Argument(help: "A file, or '-' for standard input; all that 'mpt-tail open' reads.", completion: .file())
  var file: String

  @Option(help: ArgumentHelp("How many times as fast as it happened, from 0.25 to 1000.", valueName: "factor"))
  var speed = 1.0

  @Option(help: ArgumentHelp("Where to begin: \(RecordedMoment.examples).", valueName: "time"))
  var from: RecordedMoment?

  @Option(help: ArgumentHelp("Where to end; times as for --from.", valueName: "time"))
  var to: RecordedMoment?

  @OptionGroup var filters: FilterOptions
  @OptionGroup var looks: LookOptions

  @Flag(name: .customLong("exit-status"), help: "End with the status with which the recorded run ended.")
  var exitStatus = false

  func validate() throws {
    guard Transport.speeds.contains(speed) else { throw ValidationError("--speed takes a number from 0.25 to 1000.") }
    if file == "-", isatty(STDIN_FILENO) == 1 {
      throw ValidationError("Standard input is the terminal: name a file, or pipe a recording into this.")
    }
    guard !looks.output.isLines, !looks.output.isAccessible, !looks.output.isAuto || isatty(STDOUT_FILENO) == 1 else {
      throw ValidationError("A replay needs the screen of a terminal; 'mpt-tail open' writes the same as lines.")
    }
  }

  mutating func run(in environment: Environment) async throws {
    var appearance = try await SettingsSource(environment: environment).reported(completing: &looks)
    if appearance.accessible != nil {
      throw ProgramFailure("A replay needs the screen; 'mpt-tail open' reads the same aloud.", exit: .usage).reported()
    }
    filters.level = filters.level ?? appearance.level
    // What is over is no news.
    appearance.notify.way = .off
    let log = SavedLog(path: file)
    do {
      let feed = try ReplayFeed(log, from: from, to: to)
      var subject = ScreenSession.Subject()
      subject.host = log.shortName
      subject.playback = Playback(Replay(speed: speed))
      subject.viewCommand = "mpt-tail replay " + ShellWord.quoted(file)
      try await ScreenSession(
        subject, looks: looks, filter: filters.filter, appearance: appearance, environment: environment
      ) { executor in
        feed.wake(on: executor)
        return feed
      }.run()
      if exitStatus { try ExitStatus.check(feed.exitStatus ?? ExitStatus.gaveUp.rawValue) }
    } catch let failure as ProgramFailure {
      throw failure.reported()
    }
  }
}
