import Glibc
package import MonitorCore
import MonitorStream

/// The last entries of a large file, read before the rest of it, so that its end is shown at once.
///
/// Only of plain files with a record a line, as streams and collectors write them: of any other form nothing but reading it
/// from the beginning says what a part of it is.
package struct RecordTail: Sendable {
  /// What is smaller is read as quickly.
  private static let minFile = 4 << 20
  /// Some screens full of documented entries.
  private static let portion = 256 << 10

  /// The entries of each task, in the order of the file.
  package private(set) var batches: [(task: TaskID, batch: EntryBatch, receivedAt: Timestamp)] = []
  /// When the first of them was logged: older ones behind it are left out.
  package let oldest: Timestamp
  /// When the last of them happened, as far as the file says.
  package private(set) var latest: Timestamp

  /// Reads the end of a file; `nil` where it is not of that kind, or cannot be read. Waits for the disk alone.
  ///
  /// - Parameters:
  ///   - name: what its task is called where nothing names one.
  ///   - minFile: bytes of the smallest file that is read.
  package init?(path: String, name: String, minFile: Int = Self.minFile) {
    guard let block = Self.lastBlock(path, minFile: minFile) else { return nil }
    var tasks = TaskNumbers()
    var sequence = RecordSequence(name: name)
    guard let oldest = block.batch.entries.first?.timestamp else { return nil }
    self.oldest = oldest
    latest = oldest
    for case .entries(var batch, let moments, let task, let receivedAt) in sequence.steps(
      of: block, &tasks, keepsOrder: false)
    {
      batch.entries.removeAll { $0.isInvalid || $0.timestamp.map { $0 < oldest } ?? true }
      guard let last = batch.entries.last?.timestamp else { continue }
      latest = max(latest, moments.last.flatMap(\.self) ?? last)
      batches.append((tasks.tasks[task], batch, receivedAt))
    }
    if batches.isEmpty { return nil }
  }

  private static func lastBlock(_ path: String, minFile: Int) -> RecordBlock? {
    guard !path.utf8.contains(0) else { return nil }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) >= minFile,
      read(1, of: descriptor, at: 0) == [0x7B]
    else { return nil }
    let start = max(0, Int(status.st_size) - portion)
    var bytes = read(portion, of: descriptor, at: start)
    // The first line begins somewhere before, the last one may be torn.
    guard let first = bytes.firstIndex(of: 0x0A), let last = bytes.lastIndex(of: 0x0A), first < last else { return nil }
    bytes = Array(bytes[(first + 1)...last])
    let lines = bytes.split(separator: 0x0A)
    guard lines.allSatisfy({ $0.first == 0x7B && $0.last(where: { $0 != 0x0D }) == 0x7D }) else { return nil }
    var pieces: [RawBlock.Piece] = []
    var framer = RecordFramer()
    _ = bytes.withUnsafeBufferPointer { framer.frame($0, isAtEnd: false, into: &pieces) }
    return RecordScanner.scan(
      RawBlock(bytes: bytes, pieces: pieces, offset: start, fileOffset: start), keepsMembers: true)
  }

  private static func read(_ count: Int, of descriptor: Int32, at offset: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count, let base = buffer.baseAddress {
        let read = pread(descriptor, base + filled, count - filled, off_t(offset + filled))
        guard read > 0 else { return }
        filled += read
      }
    }
  }
}
