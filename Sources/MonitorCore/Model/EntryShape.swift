/// Which members an entry has, in the server's order, and how each was written: what many entries share. With its shape
/// an entry is written again as it was sent.
///
/// A shape is bytes, so that it is compared, copied and interned like any text: one item after the other, each a
/// `Member`; `timestamp` and `eta` are followed by how they were written, `shared` by the member itself.
///
///     {"id":"TLR-1","task":{"id":"TSK-1"},"severity":"Info","name":"x","timestamp":"2025-09-11T13:40:13.515Z"}
///       id           shared "task":{…}      severity          extra      timestamp, T, 3 digits, Z
package enum EntryShape {
  /// A member, by where its value is held.
  package enum Member: UInt8, Sendable {
    /// In the entry's field of this name: a text, or for `parameters` raw JSON.
    case id, revision, severity, message, parameters, timestamp, eta, progress
    /// In `severityText` and `timestampText`: words that mean nothing to this program.
    case severityText, timestampText
    /// In `message`, as raw JSON.
    case messageJSON
    /// In the next member of `extras`, with its name.
    case extra
    /// In the shape itself, as raw JSON with its name: the same for many entries.
    case shared
    /// `extras` is the whole entry as it was sent, of any form.
    case whole
  }

  /// A member with what the shape says of it.
  package struct Item {
    package var member: Member
    /// How the time is written; the usual style for members that are none.
    package var style = TimestampStyle()
    /// A shared member's name and value, raw, as a range of the shape; empty for others.
    package var shared: ByteRange = 0..<0
  }

  /// Appends a member.
  package static func append(_ member: Member, to shape: inout [UInt8]) { shape.append(member.rawValue) }

  /// Appends a member that is a time, and how it was written.
  package static func append(_ member: Member, _ style: TimestampStyle, to shape: inout [UInt8]) {
    shape.append(member.rawValue)
    let form = UInt8(truncatingIfNeeded: min(7, style.fractionDigits)) | (style.hasSpace ? 8 : 0)
    switch style.zone {
    case .none: shape.append(form)
    case .utc: shape.append(form | 16)
    case .offset(let minutes):
      let bits = UInt16(bitPattern: minutes)
      shape += [form | 32, UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8)]
    }
  }

  /// Appends a member that the shape holds: its name and value as raw JSON, `"task":{…}`.
  package static func append(shared member: UnsafeBufferPointer<UInt8>, to shape: inout [UInt8]) {
    shape.append(Member.shared.rawValue)
    ByteLength.append(member.count, to: &shape)
    shape.append(contentsOf: member)
  }

  /// Walks a shape from its start.
  package struct Items: Sequence, IteratorProtocol {
    private let shape: UnsafeBufferPointer<UInt8>
    private var position = 0

    package init(_ shape: UnsafeBufferPointer<UInt8>) { self.shape = shape }

    package mutating func next() -> Item? {
      guard position < shape.count, let member = Member(rawValue: shape[position]) else { return nil }
      position += 1
      var item = Item(member: member)
      switch member {
      case .timestamp, .eta: item.style = style()
      case .shared:
        let count = ByteLength.read(shape, &position)
        item.shared = position..<Swift.min(shape.count, position + count)
        position = item.shared.upperBound
      default: break
      }
      return item
    }

    private mutating func style() -> TimestampStyle {
      guard position < shape.count else { return TimestampStyle() }
      let form = shape[position]
      position += 1
      var zone: TimestampStyle.Zone = form & 16 != 0 ? .utc : .none
      if form & 32 != 0, position + 2 <= shape.count {
        zone = .offset(Int16(bitPattern: UInt16(shape[position]) | UInt16(shape[position + 1]) << 8))
        position += 2
      }
      return TimestampStyle(hasSpace: form & 8 != 0, fractionDigits: Int(form & 7), zone: zone)
    }
  }
}

extension LogEntry {
  /// The shape of an entry that came without one, from what it holds: the documented members in their order.
  package var assumedShape: [UInt8] {
    var shape: [UInt8] = []
    EntryShape.append(.id, to: &shape)
    EntryShape.append(.revision, to: &shape)
    if severity != .unknown {
      EntryShape.append(.severity, to: &shape)
    } else if !severityText.isEmpty {
      EntryShape.append(.severityText, to: &shape)
    }
    EntryShape.append(.message, to: &shape)
    if !parameters.isEmpty { EntryShape.append(.parameters, to: &shape) }
    if timestamp != nil {
      EntryShape.append(.timestamp, TimestampStyle(), to: &shape)
    } else if !timestampText.isEmpty {
      EntryShape.append(.timestampText, to: &shape)
    }
    if progress != nil { EntryShape.append(.progress, to: &shape) }
    if eta != nil { EntryShape.append(.eta, TimestampStyle(), to: &shape) }
    return shape
  }
}
