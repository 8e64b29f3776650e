import Glibc
import Logging
import MonitorCore

/// The file that diagnostics are appended to, a line each: `time level what key=value …`.
///
/// A line is one `write`, so that several programs may share a file. What the disk does not take is lost: following goes
/// on.
final class DiagnosticsFile: Sendable {
  private let descriptor: Int32

  /// Opens a file for appending, or makes one that only its owner can read. Throws a `ProgramFailure`.
  init(_ path: String) throws {
    // A pipe that nobody reads is refused instead of waited for.
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else {
      throw ProgramFailure(
        "\(path) cannot be opened for diagnostics: \(String(cString: strerror(errno))) (--log-file)", exit: .usage)
    }
  }

  deinit { close(descriptor) }

  /// Appends a line, whatever the text holds.
  func append(_ text: String) {
    var line = Array(SafeText.line(text).utf8)
    line.append(0x0A)
    line.withUnsafeBytes { _ = write(descriptor, $0.baseAddress, $0.count) }
  }
}

/// Writes log events as lines of a file.
struct DiagnosticsHandler: LogHandler {
  private let file: DiagnosticsFile
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  init(_ file: DiagnosticsFile, level: Logger.Level) {
    self.file = file
    logLevel = level
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { _, own in own }
    let values = all.sorted { $0.key < $1.key }.map { key, value in " \(key)=\(Self.quoted("\(value)"))" }
    file.append("\(TimestampFormat.rfc3339(.now)) \(event.level) \(event.message)\(values.joined())")
  }

  private static func quoted(_ value: String) -> String {
    let isWord = !value.isEmpty && value.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x22 }
    return isWord ? value : "\"\(value.replacing("\"", with: "'"))\""
  }
}
