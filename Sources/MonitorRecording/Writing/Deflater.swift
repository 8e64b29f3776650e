import CZlib
import MonitorStream
import Synchronization

/// Packs a stream as gzip. What was packed can be unpacked whether or not more follows: a program that is killed leaves
/// what it had written.
package final class Deflater: OutputPacking {
  private struct Stream: ~Copyable {
    // zlib keeps the address of its state.
    let state: UnsafeMutablePointer<z_stream>

    init?() {
      state = .allocate(capacity: 1)
      state.initialize(to: z_stream())
      // 15 for the largest window, and 16 for the frame of gzip.
      let size = Int32(MemoryLayout<z_stream>.size)
      guard deflateInit2_(state, Self.level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
      else {
        state.deallocate()
        return nil
      }
    }

    deinit {
      deflateEnd(state)
      state.deallocate()
    }

    /// Quick, and for such texts nearly as small as the slow ones.
    private static let level: Int32 = 3
  }

  private let stream: Mutex<Stream>

  /// `nil` where there is no memory.
  package init?() {
    guard let stream = Stream() else { return nil }
    self.stream = Mutex(stream)
  }

  package func pack(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    stream.withLock { stream in
      var packed: [UInt8] = []
      var input = bytes
      input.withUnsafeMutableBufferPointer { input in
        stream.state.pointee.next_in = input.baseAddress
        stream.state.pointee.avail_in = UInt32(clamping: input.count)
        var isFull = true
        while isFull {
          let room = max(1_024, bytes.count / 2)
          packed += [UInt8](unsafeUninitializedCapacity: room) { output, count in
            stream.state.pointee.next_out = output.baseAddress
            stream.state.pointee.avail_out = UInt32(clamping: room)
            _ = deflate(stream.state, isLast ? Z_FINISH : Z_SYNC_FLUSH)
            count = room - Int(stream.state.pointee.avail_out)
            isFull = count == room
          }
        }
      }
      return packed
    }
  }
}
