import ArgumentParser
import MonitorTerminal

/// The entry: signals are heard and crashes are guarded before anything else happens.
@main
enum Program {
  static func main() {
    StandardDescriptors.fill()
    CrashGuard.install()
    do {
      try TerminalSignals.install()
      try MainThread().run { try await run() }
    } catch let error as EndedBySignal {
      TerminalSignals.die(by: error.signal)
    } catch {
      leave(with: error)
    }
  }

  private static func run() async throws {
    var command = try MptTail.parseAsRoot()
    if var watching = command as? any AsyncParsableCommand {
      try await watching.run()
    } else {
      try command.run()
    }
  }

  /// Says what there is to say (help and version are answers too) and ends with the exit code that goes with it.
  private static func leave(with error: any Error) -> Never {
    let code = MptTail.exitCode(for: error)
    let text = MptTail.fullMessage(for: error)
    if !text.isEmpty, code.isSuccess {
      do {
        try StandardOutput.write([text])
      } catch {
        MptTail.exit(withError: error)
      }
    } else if !text.isEmpty {
      StandardError.write(text)
    }
    MptTail.exit(withError: code)
  }
}

/// Unwinds the program; then it dies by the signal, as its parent expects.
struct EndedBySignal: Error {
  let signal: TerminalSignal
}
