/// A part of a saved log, cut where records begin and end, and not looked into any further.
package struct RawBlock: Sendable {
  package struct Piece: Sendable, Equatable {
    package enum Kind: Sendable {
      /// One or more values of JSON, separated by commas or space at most.
      case values
      /// The same at the end of the input, without a line end: perhaps it is torn.
      case lastValues
      /// Lines that are no values, one after the other.
      case unreadable
      /// A last line that ends in the middle of a value.
      case torn
    }

    package var kind: Kind
    package var range: Range<Int>
    /// The numbers of its first and its last line in the input, from 1.
    package var lines: ClosedRange<Int>
  }

  package var bytes: [UInt8]
  package var pieces: [Piece]
  /// Where its first byte is in the unpacked input.
  package var offset: Int
  /// How many bytes of the file, packed or not, had been read by its end.
  package var fileOffset: Int
}
