import FoundationEssentials
import Glibc

/// A small private file of what is remembered from one run to the next: `$XDG_STATE_HOME/mpt-tail/NAME`.
///
/// It is a convenience: whatever goes wrong with it disturbs nothing and is not said.
struct StateFile: Sendable {
  /// A file that is larger was not written here.
  private static let largest = 1 << 20

  private let directory: String
  private let path: String

  /// `nil` where there is no place for it.
  init?(_ name: String, environment: [String: String]) {
    // A relative folder there is to be ignored, says the specification.
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      directory = state + "/mpt-tail"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      directory = home + "/.local/state/mpt-tail"
    } else {
      return nil
    }
    path = "\(directory)/\(name)"
  }

  /// What it holds; nothing where it cannot be read or is no file of a sensible size.
  func read() -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.largest
    else { return [] }
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while text.count <= Self.largest {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      guard count > 0 else { break }
      text.append(contentsOf: chunk.prefix(count))
    }
    return text
  }

  /// Writes a new file beside the old one and puts it in its place, so that there is always a whole one.
  func write(_ text: some Collection<UInt8>) {
    let text = Array(text)
    let isThere =
      (try? FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])) != nil
    guard isThere else { return }
    let fresh = "\(path).\(getpid())"
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    var written = 0
    while written < text.count {
      let count = text.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      }
      guard count > 0 else { break }
      written += count
    }
    let isWhole = written == text.count && fsync(descriptor) == 0
    close(descriptor)
    if !isWhole || rename(fresh, path) != 0 { unlink(fresh) }
  }
}
