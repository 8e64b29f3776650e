package import MonitorCore
package import MonitorStream

/// A part of a saved log as it was read: entries, and in their places what is no entry.
package struct RecordBlock: Sendable {
  /// What is known of an entry beside its own fields.
  package struct Mark: Sendable {
    /// The index of its task in `tasks`; -1 where nothing says which it is.
    package var task: Int32
    /// When it was received, in ticks; `unknown` where nothing says so.
    package var at: Int64
    /// The record's own bytes among those of the block.
    package var start: UInt32
    package var end: UInt32

    package static let unknown = Int64.min
  }

  package enum Other: Sendable {
    /// An event of a stream, and when it was received.
    case event(StreamEvent, at: Timestamp?)
    /// An event that this version knows nothing of, and when it was received.
    case unknownEvent(at: Timestamp?)
    /// A run of another version, which its `start` says.
    case foreignSchema(String)
    /// What is neither an entry nor an event: its lines, and why.
    case unreadable(ClosedRange<Int>, String)
    /// The last line ends in the middle.
    case torn(line: Int)
  }

  package internal(set) var batch = EntryBatch()
  /// One an entry of the batch.
  package internal(set) var marks: [Mark] = []
  /// What is no entry, each with the number of entries before it, and its own bytes.
  package internal(set) var others: [(position: Int, other: Other, bytes: Range<Int>)] = []
  /// The tasks that the marks name.
  package internal(set) var tasks: [TaskID] = []
  /// What entries of foreign logs say of their tasks, by the index of these.
  package internal(set) var references: [Int: TaskSnapshot] = [:]
  /// Where its first byte is in the unpacked input.
  package let offset: Int
  /// How many bytes of the file, packed or not, had been read by its end.
  package let fileOffset: Int
}
