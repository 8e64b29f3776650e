import MonitorCore

/// A command that prints the token, such as that of a password manager: run by `/bin/sh -c`, word for word as it was given,
/// with nothing on its standard input, without a terminal, and without `MPT_API_TOKEN`.
struct TokenCommand: Sendable {
  private static let maxBytes = 65_536

  let command: String
  let environment: Environment
  /// How long it may take.
  var limit = Duration.seconds(10)

  /// What it printed, which must be a token alone, or `MPT_API_TOKEN=…` among other lines.
  ///
  /// Throws a `ProgramFailure` that never holds any of that. Cancelling the task ends the command.
  func run() async throws -> String {
    let bytes: [UInt8]
    do throws(ChildOutput.Failure) {
      bytes = try await ChildOutput(
        command: ["/bin/sh", "-c", command], environment: environment.variables.filter { $0.key != "MPT_API_TOKEN" },
        limit: Self.maxBytes, patience: limit
      ).read()
    } catch {
      throw failure(reason(error))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw failure("what it prints is no text") }
    do throws(TokenText.Fault) {
      return try TokenText.token(in: text)
    } catch {
      throw failure("what it prints \(error.reason)")
    }
  }

  private func reason(_ failure: ChildOutput.Failure) -> String {
    switch failure {
    case .notStarted(let reason): "it cannot be started: \(reason)"
    case .late: "it did not end within \(DurationText.short(limit.seconds))"
    case .tooLarge: "it prints far more than a token"
    case .unreadable(let reason): reason
    case .status(let status): "it ended with \(status)"
    }
  }

  private func failure(_ reason: String) -> ProgramFailure {
    ProgramFailure("The token's command cannot be used: \(reason) (--token-command).", exit: .refused)
  }
}
