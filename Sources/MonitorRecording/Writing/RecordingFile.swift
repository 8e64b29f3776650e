import Glibc
package import MonitorStream

/// A file that a recording is written into: whole lines only. A new one is packed where its name ends with `.gz`, one that
/// is there as it was.
package struct RecordingFile: ~Copyable {
  /// Why it cannot be begun.
  package enum Failure: Error, Equatable {
    case exists
    /// It is there, and holds something that is no recording.
    case noRecording
    /// Another program records into it.
    case inUse
    /// It is a pipe that nobody reads.
    case unread
    case folder
    case system(Int32)

    /// Ends a sentence about the file.
    package var reason: String {
      switch self {
      case .exists: "it is there already: name another file, remove it, or add --append"
      case .noRecording: "it is there and is no recording, so nothing is added to it"
      case .inUse: "another program is recording into it"
      case .unread: "it is a pipe, and nobody reads it"
      case .folder: "it is a folder"
      case .system(let code): String(cString: strerror(code))
      }
    }
  }

  package let path: String
  /// What is to be written; `pipe.flush` writes it.
  package var pipe: OutputPipe
  private let descriptor: Int32
  /// How large the file was when this began.
  private let start: Int
  private let isRegular: Bool
  private let isPacked: Bool
  /// The size up to which all is whole.
  private var whole: Int

  /// Begins a file that is not there yet, or goes on with one. A torn last line of it is cut off.
  package init(_ path: String, appends: Bool) throws(Failure) {
    let opened = try Self.open(path, appends: appends)
    self.path = path
    (descriptor, isRegular, isPacked) = opened
    start = isRegular ? max(0, Int(lseek(descriptor, 0, SEEK_END))) : 0
    whole = start
    pipe = OutputPipe(descriptor: descriptor, name: path, packing: isPacked ? Deflater() : nil)
  }

  private static func open(
    _ path: String, appends: Bool
  ) throws(Failure) -> (descriptor: Int32, isRegular: Bool, isPacked: Bool) {
    guard !path.utf8.contains(0) else { throw .system(EINVAL) }
    var status = stat()
    let isThere = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if isThere, kind == S_IFDIR { throw .folder }
    // A pipe or a device takes what comes.
    let isRegular = !isThere || kind == S_IFREG
    var isPacked = path.hasSuffix(".gz")
    if isThere, isRegular, !appends { throw .exists }
    // A pipe that nobody reads would hold the program up.
    let pipe = kind == S_IFIFO ? O_NONBLOCK : 0
    let descriptor = Glibc.open(
      path, O_WRONLY | O_CLOEXEC | O_NOCTTY | pipe | (isThere ? O_APPEND : O_CREAT | O_EXCL), 0o666)
    guard descriptor >= 0 else {
      throw errno == EEXIST ? .exists : errno == ENXIO && kind == S_IFIFO ? .unread : .system(errno)
    }
    var isReplaced = false
    do throws(Failure) {
      if pipe != 0 { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK) }
      if isRegular, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { throw .inUse }
      // Whoever had the lock may have put another file there.
      if isRegular, !isSame(descriptor, path) {
        isReplaced = true
      } else if isThere, isRegular {
        if status.st_size > 0 { isPacked = try begins(path, with: [0x1F, 0x8B]) }
        isReplaced = try mend(path, isPacked: isPacked)
      }
    } catch {
      close(descriptor)
      throw error
    }
    guard isReplaced else { return (descriptor, isRegular, isPacked) }
    close(descriptor)
    return try open(path, appends: appends)
  }

  /// Whether a descriptor is of the file that a path names now.
  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var (opened, named) = (stat(), stat())
    return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
      && (opened.st_dev, opened.st_ino) == (named.st_dev, named.st_ino)
  }

  private static func begins(_ path: String, with sign: [UInt8]) throws(Failure) -> Bool {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: sign.count)
    return read(descriptor, &bytes, bytes.count) == bytes.count && bytes == sign
  }

  deinit { close(descriptor) }

  /// How large the file is.
  package var size: Int { start + pipe.written }

  /// Records that what was written so far is whole lines.
  package mutating func settle() { whole = size }

  /// Cuts off the torn end of what was written since all was whole.
  package func cutTorn() {
    guard isRegular else { return }
    // Of packed bytes nobody knows which make up whole lines.
    if isPacked || !Self.isSame(descriptor, path) {
      _ = ftruncate(descriptor, off_t(whole))
    } else {
      try? Self.cutLastLine(path)
    }
  }

  /// Makes what is there whole, so that more can be added. Whether another file took its place.
  private static func mend(_ path: String, isPacked: Bool) throws(Failure) -> Bool {
    do {
      switch try RecordingCopy.begin(try ByteInput(path: path)) {
      case .recording(var copy):
        if isPacked { return try repack(&copy, path) }
        try cutLastLine(path)
      case .other(_, let bytes):
        // The program was killed before its first line was whole.
        let beginning = #"{"event":"start","at":"#
        guard !bytes.contains(0x0A), beginning.utf8.starts(with: bytes.prefix(beginning.utf8.count)) else {
          throw Failure.noRecording
        }
        if truncate(path, 0) != 0 { throw Failure.system(errno) }
      }
      return false
    } catch let failure as Failure {
      throw failure
    } catch InputFailure.system(let code) {
      throw .system(code)
    } catch {
      throw .system(EIO)
    }
  }

  /// Cuts off what stands behind the last line end.
  private static func cutLastLine(_ path: String) throws(Failure) {
    let descriptor = Glibc.open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno) }
    defer { close(descriptor) }
    var end = Int(lseek(descriptor, 0, SEEK_END))
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    while end > 0 {
      let start = max(0, end - bytes.count)
      let count = pread(descriptor, &bytes, end - start, off_t(start))
      guard count == end - start else { throw .system(count < 0 ? errno : EIO) }
      if let last = bytes[..<count].lastIndex(of: 0x0A) {
        if ftruncate(descriptor, off_t(start + last + 1)) != 0 { throw .system(errno) }
        return
      }
      end = start
    }
  }

  /// Packs a file anew whose packed bytes end in the middle, as far as it can be read: what follows them could not be.
  /// Whether that was needed.
  private static func repack(_ copy: inout RecordingCopy, _ path: String) throws -> Bool {
    var name = Array((path + ".XXXXXX").utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw Failure.system(errno) }
    let temporary = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer {
      close(descriptor)
      unlink(temporary)
    }
    var pipe = OutputPipe(descriptor: descriptor, name: path, packing: Deflater())
    let (damage, isTorn) = try copy.run(to: &pipe)
    guard damage != nil || isTorn else { return false }
    try pipe.close()
    var status = stat()
    if stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw Failure.system(errno) }
    return true
  }
}
