import Foundation
import Glibc
import MonitorCore
import MonitorUI

/// The file that remembers when tasks were last looked at: `$XDG_STATE_HOME/mpt-tail/visits`.
///
/// It is a convenience: whatever goes wrong with it disturbs nothing and is not said. It is read again before it is
/// written; of two screens that end at the very same moment one may be forgotten.
struct VisitStore: Sendable {
  /// A file that is larger was not written here.
  private static let largest = 1 << 20

  private let directory: String
  private var path: String { directory + "/visits" }

  /// `nil` where there is no place for it.
  init?(environment: [String: String]) {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      directory = state + "/mpt-tail"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      directory = home + "/.local/state/mpt-tail"
    } else {
      return nil
    }
  }

  /// The visits of tasks of a host.
  func load(host: String) -> [TaskID: Visit] { read().visits(host: host) }

  /// Remembers what a model shows.
  func save(_ model: Model, host: String) {
    let visits = model.visits(at: model.now)
    guard !visits.isEmpty else { return }
    var book = read()
    for (task, visit) in visits { book.note(visit, host: host, task: task) }
    book.shorten()
    write(Array(book.text.utf8))
  }

  private func read() -> VisitBook {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return VisitBook() }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.largest
    else { return VisitBook() }
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while text.count <= Self.largest {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      guard count > 0 else { break }
      text.append(contentsOf: chunk.prefix(count))
    }
    return VisitBook(text: text)
  }

  /// Writes a new file beside the old one and puts it in its place, so that there is always a whole one.
  private func write(_ text: [UInt8]) {
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
