import ArgumentParser
import CProgramArguments
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
    var command = try MptTail.parseAsRoot(arguments)
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
    let text = MptTail.fullMessage(for: error)
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

/// A command of the program: run with the environment that the program was started in.
protocol ProgramCommand: ParsableCommand {
  mutating func run(in environment: Environment) async throws
}

/// Unwinds the program; then it dies by the signal, as its parent expects.
struct EndedBySignal: Error {
  let signal: TerminalSignal
}

/// The words that the program was started with.
enum ProgramArguments {
  /// Those after the program's own name, as the C entry got them.
  ///
  /// Not `CommandLine.arguments`: on Linux that looks for them in memory, right before the environment, and finds none
  /// where a preloaded library or anything else that ran earlier has moved the environment by setting a variable.
  static var given: [String] {
    var words: [String] = []
    for index in 1..<max(1, Int(program_argument_count())) {
      guard let word = program_argument(Int32(index)) else { break }
      words.append(String(cString: word))
    }
    return words
  }
}

/// What the parser of the command line says, which repeats what was typed.
enum UsageText {
  /// Its lines, safe to show: what was typed adds no line of its own, obeys nothing and shows no token.
  static func lines(_ text: String, quoting arguments: [String]) -> [String] {
    var text = text
    for argument in arguments where SafeText.line(argument) != argument {
      text = text.replacing(argument, with: SafeText.line(argument))
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map {
      TokenMask.masked(SafeText.line(String($0)))
    }
  }
}
