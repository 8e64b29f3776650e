import Glibc
import MarketplaceAPI
import Synchronization

/// The token of a file that may be written anew: after the platform refused one, the file is read again where it changed.
final class ReloadingToken: TokenSource {
  /// What tells one content of a file from another.
  private struct Stamp: Equatable {
    var inode: UInt
    var seconds: Int
    var nanoseconds: Int

    /// `nil` where there is no ordinary file: what was read from a pipe is not there again.
    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      inode = UInt(status.st_ino)
      (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }
  }

  private struct State {
    var token: Token
    var stamp: Stamp?
    var isRefused = false
  }

  private let path: String
  private let state: Mutex<State>

  /// - Parameter token: what `path` held a moment ago.
  init(_ token: Token, file path: String) {
    self.path = path
    state = Mutex(State(token: token, stamp: Stamp(path)))
  }

  func current() async -> Token {
    let known = state.withLock { $0 }
    guard known.isRefused, let stamp = Stamp(path), stamp != known.stamp else { return known.token }
    // A file that is being written may not hold a token yet: it is looked at again before the next request.
    guard let text = try? await TokenFile.read(path), let token = try? Token(text) else { return known.token }
    state.withLock { $0 = State(token: token, stamp: stamp) }
    return token
  }

  func recordRefusal(of token: Token) {
    state.withLock { state in
      if state.token == token { state.isRefused = true }
    }
  }
}
