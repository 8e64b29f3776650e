import ArgumentParser
import MonitorCore
import MonitorTerminal

/// `mpt-tail doctor`: what works and what does not, in words.
struct DoctorCommand: ProgramCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Say what works and what does not, in words.",
    discussion: """
      It only reads, and shows no secret. What is wrong stands first. Exit status: 0 fine · 1 something is broken · \
      3 the platform cannot be reached.
      """)

  @Argument(help: "A task whose log is tried; the newest one otherwise.", completion: Completions.tasks)
  var task: String?

  @Flag(help: "Print one JSON object per check and line.")
  var json = false

  @Option(
    help: ArgumentHelp("The configuration; $XDG_CONFIG_HOME/mpt-tail/config.toml otherwise.", valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var config: String?

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  mutating func run(in environment: Environment) async throws {
    let tasks = try await TaskList.read(task.map { [$0] } ?? [])
    // What is wrong with the configuration is said below.
    let named = environment.setting("MPT_TAIL_CONFIG", to: config)
    let configured = (try? await environment.reading(config: config)) ?? named
    var findings = await PlatformCheck(options: connection, environment: configured, task: tasks.first).findings()
    var looks = try LookOptions.parse(config.map { ["--config", $0] } ?? [])
    let notify = (try? await SettingsSource(environment: configured).settings(completing: &looks))?.notify.way
    let device = TerminalCheck.Device.own(environment)
    findings += await TerminalCheck(environment: environment, notify: notify ?? .auto, device: device).findings()
    findings += await FileCheck(environment: configured, config: config).findings()
    let diagnosis = Diagnosis(findings: findings)
    let isASCII = !TerminalLocale.adopt()
    try StandardOutput.write(json ? diagnosis.json(ascii: isASCII) : diagnosis.lines(ascii: isASCII))
    try diagnosis.exit.check()
  }
}
