import Glibc

/// A small file, read whole: settings, tokens, certificates, what is remembered from one run to the next.
///
/// Whatever the path names, reading it is bounded and never hangs: folders and devices are refused, and a pipe is waited
/// for only by `readIncludingPipes`.
struct SmallFile {
  /// Why a file cannot be read. `reason` ends a sentence about the file.
  enum Failure: Error, Equatable {
    case system(Int32)
    case folder, device, pipe
    case tooLarge(limit: Int)
    /// A pipe that nobody opened for writing, or into which nothing was written.
    case silent
    /// Its bytes are no text.
    case noText

    var reason: String {
      switch self {
      case .system(let code): String(cString: strerror(code))
      case .folder: "it is a folder"
      case .device: "it is a device, not a file"
      case .pipe: "it is a pipe, not a file"
      case .tooLarge(let limit): "it is larger than \(limit / 1024) KiB"
      case .silent: "it is a pipe, and nobody writes into it"
      case .noText: "is neither UTF-8 nor UTF-16"
      }
    }

    /// Whether there is no such file.
    var isMissing: Bool { self == .system(ENOENT) || self == .system(ENOTDIR) }
  }

  var bytes: [UInt8]
  /// Whether its owner is the user, and nobody else may read or write it.
  var isPrivate: Bool

  /// Reads an ordinary file, or `/dev/null`, of at most `limit` bytes.
  static func read(_ path: String, limit: Int, followsLinks: Bool = true) throws(Failure) -> SmallFile {
    let file = try OpenFile(path, followsLinks: followsLinks)
    defer { close(file.descriptor) }
    if file.isPipe { throw .pipe }
    return SmallFile(bytes: try file.bytes(limit: limit), isPrivate: file.isPrivate)
  }

  /// Reads an ordinary file or a pipe, such as a shell's `<(command)`, of at most `limit` bytes. A pipe that nobody
  /// writes into is given up after a while; cancelling the task gives it up at once, as `silent`.
  static func readIncludingPipes(
    _ path: String, limit: Int, patience: PipePatience = PipePatience()
  ) async throws(Failure) -> SmallFile {
    let file = try OpenFile(path, followsLinks: true)
    defer { close(file.descriptor) }
    if !file.isPipe { return SmallFile(bytes: try file.bytes(limit: limit), isPrivate: file.isPrivate) }
    let bytes = try await WaitingReader(descriptor: file.descriptor, limit: limit, patience: patience).readAll()
    return SmallFile(bytes: bytes, isPrivate: file.isPrivate)
  }

  /// Whether a path names a pipe. It is not opened for that.
  static func isPipe(_ path: String) -> Bool {
    var status = stat()
    return !path.utf8.contains(0) && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
  }

  /// The text in it, without a byte order mark; UTF-16 is known by its mark, or by its zeros. `nil` where it is neither
  /// that nor UTF-8.
  var text: String? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(validating: bytes.dropFirst(3), as: UTF8.self) }
    if bytes.starts(with: [0xFF, 0xFE]) { return Self.utf16(bytes.dropFirst(2), isBigEndian: false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return Self.utf16(bytes.dropFirst(2), isBigEndian: true) }
    if bytes.count >= 2, bytes.count.isMultiple(of: 2), bytes[0] == 0 || bytes[1] == 0, bytes[0] != bytes[1] {
      return Self.utf16(bytes[...], isBigEndian: bytes[0] == 0)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> String? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    return String(validating: units, as: UTF16.self)
  }
}

/// A file that is open and known to be worth reading.
private struct OpenFile {
  let descriptor: Int32
  let isPipe: Bool
  let isPrivate: Bool

  init(_ path: String, followsLinks: Bool) throws(SmallFile.Failure) {
    // The path of a C string would end at a NUL.
    guard !path.utf8.contains(0) else { throw .system(EINVAL) }
    // Without O_NONBLOCK a pipe would hold the program up until somebody opens its other end.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (followsLinks ? 0 : O_NOFOLLOW))
    guard descriptor >= 0 else { throw .system(errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw .system(code)
    }
    let kind = status.st_mode & S_IFMT
    let isNull = kind == S_IFCHR && status.st_rdev == Self.nullDevice
    guard kind == S_IFREG || kind == S_IFIFO || isNull else {
      close(descriptor)
      throw kind == S_IFDIR ? .folder : .device
    }
    self.descriptor = descriptor
    isPipe = kind == S_IFIFO
    isPrivate = status.st_uid == geteuid() && status.st_mode & 0o077 == 0
  }

  /// `/dev/null` is device 1:3 on Linux, by `Documentation/admin-guide/devices.txt` of the kernel.
  private static let nullDevice: dev_t = 1 << 8 | 3

  func bytes(limit: Int) throws(SmallFile.Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(errno) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
    }
  }
}
