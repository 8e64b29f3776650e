import Glibc
import MarketplaceAPI
import MonitorCore

/// Where the token comes from.
enum TokenOrigin: Sendable {
  /// `MPT_API_TOKEN`.
  case variable(String)
  case file(String)
  case command(TokenCommand)
  /// An account of `mpt-cli`.
  case account(Account, AccountFile)

  /// Whether it may give another token later.
  var mayChange: Bool { if case .variable = self { false } else { true } }

  /// The token's text. Throws a `ProgramFailure` that holds none of it.
  func text() async throws -> String {
    switch self {
    case .variable(let text): return TokenText.unquoted(text[...])
    case .file(let path): return try await TokenFile.read(path)
    case .command(let command): return try await command.run()
    case .account(let account, let file):
      do throws(AccountFile.Fault) {
        return try file.account(named: account.id.isEmpty ? account.name : account.id).token
      } catch {
        throw ProgramFailure("The account cannot be used: \(error.sentence).", exit: .refused)
      }
    }
  }

  /// Reads the token. Throws a `ProgramFailure`.
  func token() async throws -> Token {
    let text = try await text()
    do throws(Token.Fault) {
      return try Token(text)
    } catch {
      throw ProgramFailure(error.sentence, exit: .refused)
    }
  }

  /// What a refused token needs, to begin a sentence.
  var advice: String {
    switch self {
    case .variable: "Set MPT_API_TOKEN to a valid token; a new one takes about a minute to work"
    case .file(let path):
      "Write a valid token to \(SafeText.line(path)); a new one takes about a minute to work"
    case .command: "The token that --token-command prints is refused; a new one takes about a minute to work"
    case .account(let account, _):
      "The token of the account '\(account.words)' is refused; a new one takes about a minute to work"
    }
  }

  /// What tells one content of its file from another; `nil` where there is none to look at.
  var stamp: FileStamp? {
    switch self {
    case .variable, .command: nil
    case .file(let path): FileStamp(path)
    case .account(_, let file): FileStamp(file.path)
    }
  }
}

/// What tells one content of a file from another.
struct FileStamp: Equatable, Sendable {
  private var inode: UInt
  private var seconds: Int
  private var nanoseconds: Int

  /// `nil` where there is no ordinary file: what was read from a pipe is not there again.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    inode = UInt(status.st_ino)
    (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
  }
}
