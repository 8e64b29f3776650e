import ArgumentParser

/// Whom to ask and as whom.
struct ConnectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The API's address; MPT_API_BASE_URL otherwise.", valueName: "url"))
  var baseURL: String?

  @Option(help: ArgumentHelp("A file that holds the token; MPT_API_TOKEN otherwise.", valueName: "file"))
  var tokenFile: String?

  @Option(
    help: ArgumentHelp(
      "A file of certificates in PEM to trust as well; CURL_CA_BUNDLE or SSL_CERT_FILE otherwise.", valueName: "file"))
  var caFile: String?

  /// Opens the connection. What makes that impossible is said, and an exit code is thrown.
  func open(_ environment: Environment) async throws -> Connection {
    do {
      return try await Connection(self, environment: environment)
    } catch let failure as ProgramFailure {
      throw failure.reported()
    }
  }

  /// What asks the same platform in the same way again.
  var command: String {
    var words = ["mpt-tail"]
    if let baseURL { words += ["--base-url", ShellWord.quoted(baseURL)] }
    if let tokenFile { words += ["--token-file", ShellWord.quoted(tokenFile)] }
    if let caFile { words += ["--ca-file", ShellWord.quoted(caFile)] }
    return words.joined(separator: " ")
  }
}
