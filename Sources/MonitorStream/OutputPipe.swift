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

/// Bytes on their way to a file descriptor: collected up to 64 KiB, written with `write(2)` until all of them are.
///
/// The descriptor stays the caller's. The program must ignore SIGPIPE, or it ends before it can be told.
package struct OutputPipe: Sendable {
  /// From this many collected bytes on they are written without waiting for `flush`.
  package static let batch = 64 << 10

  /// What is collected; writers append here, and call `flushIfFull` now and then.
  package var buffer: [UInt8] = []
  private let descriptor: Int32

  package init(descriptor: Int32) {
    self.descriptor = descriptor
    buffer.reserveCapacity(2 * Self.batch)
  }

  /// Collects bytes, and writes where enough came together.
  package mutating func write(_ bytes: some Sequence<UInt8>) throws(OutputFailure) {
    buffer.append(contentsOf: bytes)
    try flushIfFull()
  }

  /// Writes what is collected where that is a full batch.
  package mutating func flushIfFull() throws(OutputFailure) {
    if buffer.count >= Self.batch { try flush() }
  }

  /// Writes all that is collected, waiting where the reader is slow. Call at the end of each batch of entries. After a
  /// failure nothing is left to be written again.
  package mutating func flush() throws(OutputFailure) {
    guard !buffer.isEmpty else { return }
    defer { buffer.removeAll(keepingCapacity: buffer.capacity <= 16 * Self.batch) }
    var done = 0
    while done < buffer.count {
      let (written, code) = buffer.withUnsafeBytes { bytes in
        let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
        let written = systemWrite(descriptor, rest)
        return (written, errno)
      }
      if written > 0 {
        done += written
      } else {
        try recover(from: written == 0 ? EIO : code)
      }
    }
  }

  private func recover(from code: Int32) throws(OutputFailure) {
    switch code {
    case EINTR: return
    case EAGAIN, EWOULDBLOCK: waitUntilWritable()
    case EPIPE, ECONNRESET: throw .closed
    default: throw .failed("Cannot write the output: \(String(cString: strerror(code))).")
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
