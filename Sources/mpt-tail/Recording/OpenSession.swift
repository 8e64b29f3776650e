import MonitorCore
import MonitorRecording
import MonitorStream
import MonitorTerminal
import MonitorUI

/// Shows saved logs on the screen, or converts them, by the options and what the terminal can do.
struct OpenSession {
  let logs: [SavedLog]
  let range: EntryRange
  /// The names of parameters whose values are replaced.
  let redacted: [String]
  let isGrowing: Bool
  let looks: LookOptions
  let appearance: Appearance
  let environment: Environment

  /// Runs to the end. Answers the exit status of the recorded run; `nil` where it has none.
  func run() async throws -> Int32? {
    guard looks.wantsScreen(isOneShot: false) else { return try await convert() }
    do {
      return try await show()
    } catch let failure as TerminalFailure {
      StandardError.write("mpt-tail: \(failure) Plain lines instead.")
      return try await convert()
    } catch let failure as ProgramFailure {
      throw failure.reported()
    }
  }

  private func show() async throws -> Int32? {
    let keepsHistory = appearance.keepsHistory
    let feed = try RecordingFeed(logs, range: range, isGrowing: isGrowing) { [environment] host in
      keepsHistory ? SessionMemory(environment: environment, host: host) : nil
    }
    var subject = ScreenSession.Subject()
    subject.host = logs.map(\.shortName).joined(separator: ", ")
    subject.playback = Playback()
    subject.viewCommand = "mpt-tail open " + logs.map { ShellWord.quoted($0.path) }.joined(separator: " ")
    try await ScreenSession(
      subject, looks: looks, filter: range.filter, appearance: appearance, environment: environment
    ) { _ in feed }.run()
    return feed.exitStatus
  }

  private func convert() async throws -> Int32? {
    do {
      let conversion = Conversion(
        logs, range: range, redacted: redacted, isGrowing: isGrowing, looks: looks, environment: environment)
      return try await conversion.run()
    } catch let failure as ProgramFailure {
      throw failure.reported()
    }
  }
}
