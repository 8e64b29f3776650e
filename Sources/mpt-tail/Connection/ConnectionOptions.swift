import ArgumentParser
import MonitorCore

/// The flags of everything that talks to the platform.
struct ConnectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The API's address; MPT_API_BASE_URL otherwise.", valueName: "url"))
  var baseURL: String?

  @Option(
    help: ArgumentHelp("A file that holds the token; MPT_API_TOKEN otherwise.", valueName: "file"), completion: .file())
  var tokenFile: String?

  @Option(
    help: ArgumentHelp("A command that prints the token, run by /bin/sh; within 10 s.", valueName: "command"))
  var tokenCommand: String?

  @Option(
    help: ArgumentHelp(
      "An account of mpt-cli, by its name or id; the active one counts where no token is given.", valueName: "name"),
    completion: Self.accounts)
  var account: String?

  @Option(
    help: ArgumentHelp(
      "A file of certificates in PEM to trust as well; CURL_CA_BUNDLE or SSL_CERT_FILE otherwise.", valueName: "file"),
    completion: .file())
  var caFile: String?

  /// The names of the accounts of `mpt-cli`, for a shell.
  private static let accounts = CompletionKind.custom { _, _, _ in
    (try? AccountFile(environment: .inherited())?.accounts())?.map { Completions.described($0.words, $0.environment) }
      ?? []
  }

  func validate() throws {
    let given = [(tokenFile, "--token-file"), (tokenCommand, "--token-command"), (account, "--account")].filter {
      $0.0 != nil
    }
    if given.count > 1 {
      throw ValidationError("\(given.map(\.1).joined(separator: " and ")) say different things: give one.")
    }
    if let tokenCommand, tokenCommand.allSatisfy(\.isWhitespace) || tokenCommand.utf8.contains(0) {
      throw ValidationError("--token-command takes a command.")
    }
  }

  /// Opens the connection. Prints why it cannot be opened, and throws the exit code.
  func open(_ environment: Environment, _ diagnostics: Diagnostics?) async throws -> Connection {
    do {
      return try await Connection(self, environment: environment, diagnostics: diagnostics)
    } catch let failure as ProgramFailure {
      throw failure.reported()
    }
  }

  /// The command line that opens the same connection again.
  var command: String {
    var words = ["mpt-tail"]
    if let baseURL { words += ["--base-url", ShellWord.quoted(baseURL)] }
    if let tokenFile { words += ["--token-file", ShellWord.quoted(tokenFile)] }
    if let tokenCommand { words += ["--token-command", ShellWord.quoted(tokenCommand)] }
    if let account { words += ["--account", ShellWord.quoted(account)] }
    if let caFile { words += ["--ca-file", ShellWord.quoted(caFile)] }
    return words.joined(separator: " ")
  }
}
