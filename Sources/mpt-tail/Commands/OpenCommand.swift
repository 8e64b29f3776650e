import ArgumentParser
import Glibc
import MonitorCore
import MonitorStream

/// `mpt-tail open FILE…`: shows or converts saved logs.
struct OpenCommand: ProgramCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Show a recording, or any saved log of tasks, as after watching.",
    discussion: """
      It opens what 'mpt-tail -o json' and '--record' write, entries as JSON, one a line or in an array, and answers of the \
      API; several of them one after the other, also packed with gzip. With '-o plain' or '-o json' it converts.
      """)

  @Argument(help: "Files; '-' is standard input.", completion: .file())
  var files: [String]

  @Flag(name: [.customShort("f"), .customLong("follow")], help: "Go on as the files grow.")
  var follow = false

  @Option(help: ArgumentHelp("Only entries since then: \(MomentArgument.examples).", valueName: "time"))
  var since: MomentArgument?

  @Option(help: ArgumentHelp("Only entries until then; times as for --since.", valueName: "time"))
  var until: MomentArgument?

  @OptionGroup var filters: FilterOptions
  @OptionGroup var looks: LookOptions

  @Option(
    help: ArgumentHelp(
      "With '-o json': replace the values of these parameters by pseudonyms; names, separated by commas.",
      valueName: "names"),
    transform: NameList.names)
  var redact: [[String]] = []

  @Flag(name: .customLong("exit-status"), help: "End with the status with which the recorded run ended.")
  var exitStatus = false

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name at least one file, or '-' for standard input.") }
    if files.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard input can be read once.") }
    if files.contains("-"), isatty(STDIN_FILENO) == 1 {
      throw ValidationError("Standard input is the terminal: name a file, or pipe a log into this.")
    }
    if follow, files.contains("-") { throw ValidationError("Standard input is followed as it is: leave --follow out.") }
    if !redact.isEmpty {
      guard looks.output.isLines, looks.form.writesTasks else { throw ValidationError("--redact goes with '-o json'.") }
      if follow || files.contains("-") { throw ValidationError("--redact reads twice: name files that do not grow.") }
    }
    if let since, let until, since.moment(now: .now, isPast: true) > until.moment(now: .now) {
      throw ValidationError("--since is after --until: no entry is in between.")
    }
  }

  mutating func run(in environment: Environment) async throws {
    var appearance = try await SettingsSource(environment: environment).reported(completing: &looks)
    filters.level = filters.level ?? appearance.level
    // What is over is no news.
    appearance.notify.way = .off
    let range = EntryRange(
      since: since?.moment(now: .now, isPast: true), until: until?.moment(now: .now), filter: filters.filter)
    let session = OpenSession(
      logs: files.map { SavedLog(path: $0) }, range: range, redacted: redact.flatMap(\.self), isGrowing: follow,
      looks: looks, appearance: appearance,
      environment: environment)
    let status = try await session.run()
    if exitStatus { try ExitStatus.check(status ?? ExitStatus.gaveUp.rawValue) }
  }
}
