import CZlib

/// Unpacks gzip as a stream: several members one after the other, as appending to a packed file leaves them.
struct Inflater: ~Copyable {
  /// What a call came to.
  enum Progress {
    /// So many bytes were consumed, and so many written.
    case moved(consumed: Int, written: Int)
    /// What follows is no gzip; what was unpacked before is whole.
    case trailing
    /// The packed bytes are damaged.
    case damaged
  }

  // zlib keeps the address of its state.
  private let stream: UnsafeMutablePointer<z_stream>
  /// Whether a member ended, and another may begin.
  private(set) var isBetweenMembers = true
  private var hasMember = false

  /// `nil` where there is no memory.
  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 for the largest window, and 16 for the frame of gzip.
    guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Unpacks as much as there is input and room for; both must not be empty.
  mutating func inflate(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> Progress
  {
    var input = input
    var skipped = 0
    if isBetweenMembers, hasMember {
      // Tapes and block devices pad with zeros.
      skipped = input.prefix { $0 == 0 }.count
      input = UnsafeBufferPointer(rebasing: input[skipped...])
      guard let first = input.first else { return .moved(consumed: skipped, written: 0) }
      guard first == 0x1F else { return .trailing }
      inflateReset(stream)
    }
    let count = UInt32(clamping: input.count)
    let room = UInt32(clamping: output.count)
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.pointee.avail_in = count
    stream.pointee.next_out = output.baseAddress
    stream.pointee.avail_out = room
    let code = CZlib.inflate(stream, Z_NO_FLUSH)
    let consumed = Int(count - stream.pointee.avail_in)
    let written = Int(room - stream.pointee.avail_out)
    switch code {
    case Z_OK, Z_BUF_ERROR: isBetweenMembers = false
    case Z_STREAM_END: (isBetweenMembers, hasMember) = (true, true)
    default:
      // What was unpacked before the damage counts.
      if written > 0 { return .moved(consumed: consumed, written: written) }
      return hasMember && isBetweenMembers ? .trailing : .damaged
    }
    return .moved(consumed: skipped + consumed, written: written)
  }
}
