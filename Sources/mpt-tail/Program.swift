import ArgumentParser
import MonitorCore
import MonitorTerminal

/// The entry: signals are heard and crashes are guarded before anything else happens.
@main
enum Program {
  static func main() {
    StandardDescriptors.fill()
    CrashGuard.install()
    let arguments = ProgramArguments.given
    do {
      if let complaint = ResourceLimits.complaint() {
        throw ProgramFailure(complaint, exit: .outOfResources).reported()
      }
      try TerminalSignals.install()
      try MainThread().run { try await run(arguments, in: .inherited()) }
    } catch let error as EndedBySignal {
      TerminalSignals.die(by: error.signal)
    } catch {
      leave(with: error, arguments: arguments)
    }
  }

  private static func run(_ arguments: [String], in environment: Environment) async throws {
    var command = try MptTail.command(arguments)
    if var command = command as? any ProgramCommand {
      try await command.run(in: environment)
    } else {
      try command.run()
    }
  }

  /// Says what there is to say (help and version are answers too) and ends with the exit code that goes with it.
  private static func leave(with error: any Error, arguments: [String]) -> Never {
    var code = MptTail.exitCode(for: error)
    // What is no exit of ours and no word of the command line is the system's refusal; 1 would say that a task failed.
    if code == .failure, !(error is ExitCode) { code = ExitCode(ExitStatus.outOfResources.rawValue) }
    var text = MptTail.fullMessage(for: error)
    if code.isSuccess, arguments.first?.hasPrefix("--generate-completion-script") == true {
      text = Completions.script(text, commands: MptTail.commandNames)
    }
    if !text.isEmpty, code.isSuccess {
      do {
        try StandardOutput.write([text])
      } catch {
        MptTail.exit(withError: error)
      }
    } else if !text.isEmpty {
      StandardError.write(UsageText.lines(text, quoting: arguments))
    }
    MptTail.exit(withError: code)
  }
}
