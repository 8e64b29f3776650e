import FoundationEssentials
import Glibc

/// A small private file of what is remembered from one run to the next: `$XDG_STATE_HOME/mpt-tail/NAME`.
///
/// It is a convenience: whatever goes wrong with it disturbs nothing and is not said.
struct StateFile: Sendable {
  /// A file that is larger was not written here.
  private static let maxBytes = 1 << 20

  private let directory: String
  private let path: String

  /// `nil` where there is no place for it.
  init?(_ name: String, environment: Environment) {
    guard let folder = environment.stateFolder else { return nil }
    directory = folder
    path = "\(folder)/\(name)"
  }

  /// What it holds; nothing where it cannot be read or is no file of a sensible size.
  func read() -> [UInt8] {
    (try? SmallFile.read(path, limit: Self.maxBytes, followsLinks: false))?.bytes ?? []
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
