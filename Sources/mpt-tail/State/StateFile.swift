import FoundationEssentials
import Glibc

/// A small private file that outlives a run: `$XDG_STATE_HOME/mpt-tail/NAME`, or one of the cache.
///
/// It is a convenience: failures are ignored.
struct StateFile: Sendable {
  /// A file that is larger was not written here.
  private static let maxBytes = 1 << 20

  private let directory: String
  private let path: String
  /// Whether it survives a power cut once it is written, which takes milliseconds.
  private let isDurable: Bool

  /// `nil` where there is no state folder.
  init?(_ name: String, environment: Environment) {
    guard let folder = environment.stateFolder else { return nil }
    self.init(name, inFolder: folder, isDurable: true)
  }

  init(_ name: String, inFolder folder: String, isDurable: Bool) {
    directory = folder
    path = "\(folder)/\(name)"
    self.isDurable = isDurable
  }

  /// Its bytes; none where it cannot be read or is too large.
  func read() -> [UInt8] {
    (try? SmallFile.read(path, limit: Self.maxBytes, followsLinks: false))?.bytes ?? []
  }

  /// Replaces the file atomically: there is always a whole one. Whether it could be.
  @discardableResult
  func write(_ text: some Collection<UInt8>) -> Bool {
    let text = Array(text)
    let isThere =
      (try? FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])) != nil
    guard isThere else { return false }
    let fresh = "\(path).\(getpid())"
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return false }
    var written = 0
    while written < text.count {
      let count = text.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      }
      guard count > 0 else { break }
      written += count
    }
    let isWhole = written == text.count && (!isDurable || fsync(descriptor) == 0)
    close(descriptor)
    if isWhole, rename(fresh, path) == 0 { return true }
    unlink(fresh)
    return false
  }
}
