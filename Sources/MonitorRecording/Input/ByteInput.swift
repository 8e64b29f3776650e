import Glibc

/// The bytes of a saved log, in order, unpacked where they are gzip. Only what is being unpacked is held.
package struct ByteInput: ~Copyable {
  /// Packed bytes that are read at once.
  private static let packedBytes = 64 << 10

  private let descriptor: Int32
  private let isOwned: Bool
  /// How large the file was when it was opened; `nil` for pipes.
  package let size: Int?
  /// How many bytes of the file were read.
  package private(set) var offset = 0
  /// Why it ended before it should have, to end a sentence about the file; `nil` where it did not.
  package private(set) var damage: String?

  private var inflater: Inflater?
  private var packed: [UInt8] = []
  private var next = 0
  private var isAtEnd = false
  private var hasBegun = false

  /// Reads a descriptor that stays the caller's.
  package init(descriptor: Int32) {
    self.init(descriptor: descriptor, size: nil, isOwned: false, beginning: [])
  }

  /// Opens a file or a pipe. A pipe that nobody has opened for writing is given up after two seconds.
  package init(path: String) throws(InputFailure) {
    // The path of a C string would end at a NUL.
    guard !path.utf8.contains(0) else { throw .system(EINVAL) }
    // Without O_NONBLOCK a pipe would hold the program up until somebody opens its other end.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw .system(errno) }
    do throws(InputFailure) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw .system(errno) }
      let kind = status.st_mode & S_IFMT
      guard kind != S_IFDIR else { throw .folder }
      guard kind == S_IFREG || kind == S_IFIFO || status.st_rdev == Self.nullDevice else { throw .device }
      let beginning = kind == S_IFIFO ? try Self.beginning(ofPipe: descriptor) : []
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
      self.init(
        descriptor: descriptor, size: kind == S_IFREG ? Int(status.st_size) : nil, isOwned: true, beginning: beginning)
    } catch {
      close(descriptor)
      throw error
    }
  }

  private init(descriptor: Int32, size: Int?, isOwned: Bool, beginning: [UInt8]) {
    self.descriptor = descriptor
    self.size = size
    self.isOwned = isOwned
    packed = beginning
    offset = beginning.count
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// Reads as much as comes at once; waits until something does. 0 at the end: of a file that grows there may be more
  /// when it is asked for again.
  package mutating func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(InputFailure) -> Int {
    if !hasBegun { try begin() }
    guard damage == nil, !buffer.isEmpty else { return 0 }
    guard inflater != nil else { return try readPlain(into: buffer) }
    while true {
      if next == packed.count, try refill() == 0 {
        if inflater?.isBetweenMembers == false { damage = "it ends in the middle of its packed bytes" }
        return 0
      }
      let progress = packed.withUnsafeBufferPointer { packed in
        inflater?.inflate(UnsafeBufferPointer(rebasing: packed[next...]), into: buffer) ?? .damaged
      }
      switch progress {
      case .moved(let consumed, let written):
        next += consumed
        if written > 0 { return written }
        // Neither input nor output moved: zlib waits for what will not come.
        if consumed == 0, try refill(keepingRest: true) == 0 {
          damage = "it ends in the middle of its packed bytes"
          return 0
        }
      case .trailing:
        damage = "something that is no gzip follows its packed bytes"
        return 0
      case .damaged:
        damage = "its packed bytes are damaged"
        return 0
      }
    }
  }

  /// Learns from the first bytes whether they are packed.
  private mutating func begin() throws(InputFailure) {
    while packed.count < 2, try refill(keepingRest: true) > 0 {}
    hasBegun = !packed.isEmpty
    if packed.starts(with: [0x1F, 0x8B]) { inflater = Inflater() }
  }

  private mutating func readPlain(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(InputFailure) -> Int {
    // What was read to learn what it is.
    if next < packed.count {
      let count = min(buffer.count, packed.count - next)
      _ = buffer.update(fromContentsOf: packed[next..<next + count])
      next += count
      return count
    }
    let count = try Self.read(descriptor, into: UnsafeMutableRawBufferPointer(buffer))
    offset += count
    return count
  }

  private mutating func refill(keepingRest: Bool = false) throws(InputFailure) -> Int {
    var fresh = [UInt8](repeating: 0, count: Self.packedBytes)
    let count = try fresh.withUnsafeMutableBufferPointer { bytes throws(InputFailure) in
      try Self.read(descriptor, into: UnsafeMutableRawBufferPointer(bytes))
    }
    offset += count
    packed = (keepingRest ? Array(packed[next...]) : []) + fresh[..<count]
    next = 0
    return count
  }

  private static func read(
    _ descriptor: Int32, into bytes: UnsafeMutableRawBufferPointer
  ) throws(InputFailure) -> Int {
    while true {
      let count = Glibc.read(descriptor, bytes.baseAddress, bytes.count)
      if count >= 0 { return count }
      if errno == EAGAIN {
        // Somebody else made it so, a shell for its own standard input.
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&entry, 1, -1)
      } else if errno != EINTR {
        throw .system(errno)
      }
    }
  }

  /// What comes first out of a pipe that does not block: nothing where its writer has not written yet.
  private static func beginning(ofPipe descriptor: Int32) throws(InputFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 4096)
    for _ in 0..<patience {
      let count = Glibc.read(descriptor, &bytes, bytes.count)
      if count > 0 { return Array(bytes[..<count]) }
      if count < 0, errno == EAGAIN { return [] }
      if count < 0, errno != EINTR { throw .system(errno) }
      usleep(pause)
    }
    throw .silent
  }

  /// For how many pauses of so many microseconds a pipe without a writer is waited for.
  private static let patience = 100
  private static let pause: UInt32 = 20_000

  /// `/dev/null` is device 1:3 on Linux, by `Documentation/admin-guide/devices.txt` of the kernel.
  private static let nullDevice: dev_t = 1 << 8 | 3
}
