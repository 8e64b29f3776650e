import ArgumentParser
import MonitorTerminal

/// The entry: signals are heard and crashes are guarded before anything else happens.
@main
enum Program {
  static func main() async {
    CrashGuard.install()
    var end: TerminalSignal?
    do {
      try TerminalSignals.install()
      var command = try MptTail.parseAsRoot()
      if var watching = command as? any AsyncParsableCommand {
        try await watching.run()
      } else {
        try command.run()
      }
    } catch let error as EndedBySignal {
      end = error.signal
    } catch {
      MptTail.exit(withError: error)
    }
    if let end { TerminalSignals.die(by: end) }
  }
}

/// Unwinds the program; then it dies by the signal, as its parent expects.
struct EndedBySignal: Error {
  let signal: TerminalSignal
}
