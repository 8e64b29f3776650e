#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why output could not be written.
package enum OutputFailure: Error, Sendable, Equatable {
  /// Nobody reads any more (`| head`): the program ends quietly.
  case closed
  /// One readable sentence, such as `Cannot write the output: No space left on device.`
  case failed(String)
}

/// Packs what is written, portion by portion.
package protocol OutputPacking: Sendable {
  /// The packed form of the next bytes, from which they can be unpacked at once; after the last ones nothing follows.
  func pack(_ bytes: [UInt8], isLast: Bool) -> [UInt8]
}

/// Buffers bytes on their way to a file descriptor, and writes them with `write(2)` once 64 KiB came together.
///
/// The descriptor stays the caller's. The program must ignore SIGPIPE, or the signal ends it before `closed` is thrown.
package struct OutputPipe: Sendable {
  /// As many buffered bytes are written without waiting for `flush`.
  package static let capacity = 64 << 10

  /// What is not written yet; writers append here, and call `flushIfFull` now and then.
  package var buffer: [UInt8] = []
  /// How many bytes were written, packed ones as they are.
  package private(set) var written = 0
  private let descriptor: Int32
  /// What sentences call it.
  private let name: String
  private let packing: (any OutputPacking)?

  package init(descriptor: Int32, name: String = "the output", packing: (any OutputPacking)? = nil) {
    self.descriptor = descriptor
    self.name = name
    self.packing = packing
    buffer.reserveCapacity(2 * Self.capacity)
  }

  /// Buffers bytes, and writes them where enough came together.
  package mutating func write(_ bytes: some Sequence<UInt8>) throws(OutputFailure) {
    buffer.append(contentsOf: bytes)
    try flushIfFull()
  }

  /// Writes the buffer where it is full.
  package mutating func flushIfFull() throws(OutputFailure) {
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Writes the whole buffer, waiting where the reader is slow. Call at the end of each batch of entries. After a
  /// failure nothing is left to be written again.
  package mutating func flush() throws(OutputFailure) {
    guard !buffer.isEmpty else { return }
    defer { buffer.removeAll(keepingCapacity: buffer.capacity <= 16 * Self.capacity) }
    if let packing { try write(packing.pack(buffer, isLast: false)) } else { try write(buffer) }
  }

  /// Writes the whole buffer, and what closes a packed stream. Nothing is written after it.
  package mutating func close() throws(OutputFailure) {
    defer { buffer = [] }
    if let packing { try write(packing.pack(buffer, isLast: true)) } else { try write(buffer) }
  }

  private mutating func write(_ bytes: borrowing [UInt8]) throws(OutputFailure) {
    var done = 0
    while done < bytes.count {
      let (count, code) = bytes.withUnsafeBytes { bytes in
        let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
        let count = systemWrite(descriptor, rest)
        return (count, errno)
      }
      if count > 0 {
        done += count
        written += count
      } else {
        try recover(from: count == 0 ? EIO : code)
      }
    }
  }

  private func recover(from code: Int32) throws(OutputFailure) {
    switch code {
    case EINTR: return
    case EAGAIN, EWOULDBLOCK: waitUntilWritable()
    case EPIPE, ECONNRESET: throw .closed
    default: throw .failed("Cannot write \(name): \(String(cString: strerror(code))).")
    }
  }

  private func waitUntilWritable() {
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&entry, 1, -1)
  }
}

/// `write(2)`, by a name that no method hides.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
