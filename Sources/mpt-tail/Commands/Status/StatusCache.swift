import Glibc
import MonitorCore

/// What tasks were last read as: `$XDG_CACHE_HOME/mpt-tail/status-HOST-TASK`.
///
/// A prompt asks for the same task again and again: it may take an answer that is a few seconds old, at no request.
struct StatusCache: Sendable {
  /// One that is larger is read anew each time.
  private static let maxBytes = 256 << 10
  /// What nobody asked for since is removed when another is written first.
  private static let keptSeconds = 7 * 86_400
  private static let prefix = "status-"

  private let folder: String
  private let host: String

  /// `nil` where there is no cache folder.
  init?(host: String, environment: Environment) {
    guard let folder = environment.cacheFolder else { return nil }
    self.folder = folder
    self.host = String(
      decoding: host.utf8.map { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: byte
        default: 0x5F
        }
      }, as: UTF8.self)
  }

  /// The last reading of a task, where it is of the last `maxAge` before `now`.
  func reading(of task: TaskID, maxAge: Duration, now: Timestamp) -> StatusReading? {
    guard let file = try? SmallFile.read(path(task), limit: Self.maxBytes, followsLinks: false), file.isPrivate,
      let reading = StatusReading(file.bytes), reading.task.id.lowercased() == task.text.lowercased()
    else { return nil }
    // One of the future shows that a clock was set.
    let age = now.seconds(since: reading.readAt)
    return (0...maxAge.seconds).contains(age) ? reading : nil
  }

  func save(_ reading: StatusReading, of task: TaskID) {
    let bytes = reading.bytes
    guard bytes.count <= Self.maxBytes else { return }
    var status = stat()
    if stat(path(task), &status) != 0 { removeOld() }
    StateFile(name(task), inFolder: folder, isDurable: false).write(bytes)
  }

  private func name(_ task: TaskID) -> String { "\(Self.prefix)\(host)-\(task.text)" }
  private func path(_ task: TaskID) -> String { "\(folder)/\(name(task))" }

  private func removeOld() {
    guard let entries = opendir(folder) else { return }
    defer { closedir(entries) }
    let oldest = time(nil) - Self.keptSeconds
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      var status = stat()
      guard name.hasPrefix(Self.prefix), lstat("\(folder)/\(name)", &status) == 0, status.st_mtim.tv_sec < oldest
      else { continue }
      unlink("\(folder)/\(name)")
    }
  }
}
