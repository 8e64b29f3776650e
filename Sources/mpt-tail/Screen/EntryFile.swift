import Glibc
import MonitorCore
import MonitorStream
import MonitorUI

/// A file that entries are saved in: written under a temporary name beside it, and renamed when it is whole.
struct EntryFile {
  enum Outcome: Sendable {
    case saved(path: String, entries: Int)
    case exists
    /// One sentence.
    case failed(String)
  }

  let request: SaveRequest
  let home: String?

  /// Where the file will be: `~/` is the person's home.
  var path: String {
    guard request.path.hasPrefix("~/"), let home, !home.isEmpty else { return request.path }
    return home + request.path.dropFirst()
  }

  /// Writes the lines. Nothing is replaced unless the request says so, and whatever fails leaves no file behind.
  func write(_ lines: EntryLines, now: Timestamp) -> Outcome {
    var status = stat()
    if stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { return failure("it is a folder") }
      // A rename would replace a device or a pipe by a file.
      if status.st_mode & S_IFMT != S_IFREG { return failure("it is no ordinary file") }
      if !request.replaces { return .exists }
    }
    var name = Array((path + ".XXXXXX").utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { return failure(reason(errno)) }
    let temporary = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var problem = fill(descriptor, with: lines, now: now)
    if close(descriptor) != 0, problem == nil { problem = reason(errno) }
    if let problem {
      unlink(temporary)
      return failure(problem)
    }
    return install(temporary)
  }

  /// Writes the lines into an open file, and waits until the disk has them; why it could not, where it could not.
  func fill(_ descriptor: Int32, with lines: EntryLines, now: Timestamp) -> String? {
    var lines = lines
    var pipe = OutputPipe(descriptor: descriptor)
    do throws(OutputFailure) {
      if let document = request.document {
        pipe.buffer.append(contentsOf: document.utf8)
      } else {
        try lines.write(request.slots, now: now, to: &pipe)
      }
      try pipe.flush()
    } catch {
      switch error {
      case .closed: return reason(EPIPE)
      case .failed(let sentence): return sentence
      }
    }
    return fsync(descriptor) == 0 || errno == EINVAL ? nil : reason(errno)
  }

  private func install(_ temporary: String) -> Outcome {
    if !request.replaces {
      // A link is refused where somebody was quicker; a rename would replace their file.
      if link(temporary, path) == 0 {
        unlink(temporary)
        return .saved(path: path, entries: request.slots.count)
      }
      let code = errno
      guard code == EPERM || code == ENOTSUP || code == ENOSYS, access(path, F_OK) != 0 else {
        unlink(temporary)
        return code == EEXIST ? .exists : failure(reason(code))
      }
    }
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      return failure(reason(code))
    }
    return .saved(path: path, entries: request.slots.count)
  }

  private func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
  private func failure(_ reason: String) -> Outcome {
    .failed(SafeText.line("\(request.path) was not saved: \(reason)"))
  }
}
