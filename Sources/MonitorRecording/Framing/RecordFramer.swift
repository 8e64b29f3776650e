import Glibc

/// Cuts a saved log into pieces of whole values, whatever form it has: one a line, in an array, in answers of the API, one
/// after the other, on one line or many.
///
/// Lines that begin with a bracket and end with one are taken as they are, which is quick; everything else is followed
/// bracket by bracket. Where that leads nowhere the first line is given up, and reading goes on with the next.
struct RecordFramer {
  /// What is open around the values that are cut out.
  private enum Container {
    case array
    /// An answer, behind its list.
    case object
  }

  /// Longer values are given up.
  static let maxValue = 32 << 20
  /// Longer lines are not waited for.
  static let maxLine = 1 << 20

  private var containers: [Container] = []
  private var scan: ValueScan?
  private var isSkippingLine = false
  private var isFirst = true
  /// Whether nothing but space stands before in its line.
  private var isLineStart = true
  /// The number of the line at which reading goes on.
  private(set) var line = 1

  /// Cuts what there is.
  ///
  /// - Parameter isAtEnd: whether nothing follows.
  /// - Returns: how many bytes were done with; what follows has to be given again, with more behind it.
  mutating func frame(
    _ bytes: UnsafeBufferPointer<UInt8>, isAtEnd: Bool, into pieces: inout [RawBlock.Piece]
  ) -> Int {
    var position = 0
    while position < bytes.count {
      if isSkippingLine {
        guard let end = lineEnd(bytes, from: position) else { return bytes.count }
        position = end
        isSkippingLine = false
        continue
      }
      switch bytes[position] {
      case 0x20, 0x09, 0x0D, 0x2C: position += 1
      case 0x0A:
        position += 1
        line += 1
        isLineStart = true
      case 0xEF where bytes[position...].starts(with: [0xEF, 0xBB, 0xBF]): position += 3
      case 0x5D, 0x7D:
        _ = containers.popLast()
        position += 1
        isLineStart = false
      case 0x7B, 0x5B:
        guard let next = frameValue(bytes, from: position, isAtEnd: isAtEnd, into: &pieces) else { return position }
        (position, isLineStart) = (next, bytes[next - 1] == 0x0A)
      default:
        guard let next = frameOther(bytes, from: position, isAtEnd: isAtEnd, into: &pieces) else { return position }
        (position, isLineStart) = (next, bytes[next - 1] == 0x0A)
      }
    }
    return position
  }

  /// Cuts what begins with a bracket; `nil` where it goes on behind what there is.
  private mutating func frameValue(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isAtEnd: Bool, into pieces: inout [RawBlock.Piece]
  ) -> Int? {
    if scan == nil, isLineStart, containers.last != .object, bytes[start] == 0x7B {
      switch closedLine(bytes, from: start, isAtEnd: isAtEnd) {
      case .closed(let end, let isLast):
        // Of a file's first line it is made sure.
        if isFirst, !isLast {
          var scan = ValueScan()
          if case .list = scan.run(UnsafeBufferPointer(rebasing: bytes[start..<end]), findsLists: true) { break }
          isFirst = false
        }
        pieces.append(RawBlock.Piece(kind: isLast ? .lastValues : .values, range: start..<end, lines: line...line))
        return end
      case .open: break
      case .ourOwn: return giveUpLine(bytes, from: start, isAtEnd: isAtEnd, into: &pieces)
      case .unfinished: return nil
      }
    }
    if scan == nil, bytes[start] == 0x5B, containers.last != .object {
      guard let next = firstOfArray(bytes, from: start + 1, isAtEnd: isAtEnd) else { return nil }
      guard next else { return giveUpLine(bytes, from: start, isAtEnd: isAtEnd, into: &pieces) }
      containers.append(.array)
      return start + 1
    }
    return scanValue(bytes, from: start, isAtEnd: isAtEnd, into: &pieces)
  }

  private mutating func scanValue(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isAtEnd: Bool, into pieces: inout [RawBlock.Piece]
  ) -> Int? {
    var scan = self.scan ?? ValueScan()
    let outcome = scan.run(
      UnsafeBufferPointer(rebasing: bytes[start...]), findsLists: containers.last != .object)
    self.scan = nil
    switch outcome {
    case .end(let length):
      if containers.last != .object {
        let lines = line...line + scan.lineBreaks
        pieces.append(RawBlock.Piece(kind: .values, range: start..<start + length, lines: lines))
      }
      line += scan.lineBreaks
      isFirst = false
      return start + length
    case .list(let length):
      containers += [.object, .array]
      line += scan.lineBreaks
      return start + length
    case .unfinished where !isAtEnd && scan.length < Self.maxValue:
      self.scan = scan
      return nil
    case .unfinished, .broken: return giveUpLine(bytes, from: start, isAtEnd: isAtEnd, into: &pieces)
    }
  }

  /// Cuts what is no bracket: the rest of an answer, an element that is no object, prose.
  private mutating func frameOther(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isAtEnd: Bool, into pieces: inout [RawBlock.Piece]
  ) -> Int? {
    switch containers.last {
    case .object:
      guard bytes[start] == 0x22 else { return start + 1 }
      var end = start + 1
      while end < bytes.count, bytes[end] != 0x22, bytes[end] != 0x0A { end += bytes[end] == 0x5C ? 2 : 1 }
      guard end < bytes.count || isAtEnd else {
        return end - start > Self.maxLine ? giveUpLine(bytes, from: start, isAtEnd: isAtEnd, into: &pieces) : nil
      }
      return min(end + (end < bytes.count && bytes[end] == 0x22 ? 1 : 0), bytes.count)
    case .array:
      let end = bytes[start...].firstIndex { [0x2C, 0x5D, 0x0A].contains($0) }
      guard let end = end ?? (isAtEnd ? bytes.count : nil) else {
        return bytes.count - start > Self.maxLine
          ? giveUpLine(bytes, from: start, isAtEnd: isAtEnd, into: &pieces) : nil
      }
      pieces.append(RawBlock.Piece(kind: .values, range: start..<end, lines: line...line))
      return end
    case nil:
      let mayGoOn = !isAtEnd && bytes.count - start < Self.maxLine
      if mayGoOn, Self.lineBreak(bytes, from: start) == nil { return nil }
      return giveUpLine(bytes, from: start, isAtEnd: isAtEnd, into: &pieces)
    }
  }

  /// Goes behind the line, which is not read; several in a row are one piece.
  private mutating func giveUpLine(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isAtEnd: Bool, into pieces: inout [RawBlock.Piece]
  ) -> Int {
    containers = []
    scan = nil
    let number = line
    let ending = lineEnd(bytes, from: start)
    let end = ending ?? bytes.count
    isSkippingLine = ending == nil && !isAtEnd
    if ending == nil, isAtEnd, bytes[start] == 0x7B {
      pieces.append(RawBlock.Piece(kind: .torn, range: start..<end, lines: number...number))
    } else if let last = pieces.last, last.kind == .unreadable, last.lines.upperBound >= number - 1 {
      pieces[pieces.count - 1].range = last.range.lowerBound..<end
      pieces[pieces.count - 1].lines = last.lines.lowerBound...number
    } else {
      pieces.append(RawBlock.Piece(kind: .unreadable, range: start..<end, lines: number...number))
    }
    return end
  }

  /// The index behind the line's end, which is counted; `nil` where there is none.
  private mutating func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let end = Self.lineBreak(bytes, from: start) else { return nil }
    line += 1
    return end + 1
  }

  private enum Line {
    /// It ends as a value does; without a line break where it is the last.
    case closed(end: Int, isLast: Bool)
    /// It begins a value of many lines, or none.
    case open
    /// The same, of an event as this program writes them: they never have a second line.
    case ourOwn
    case unfinished
  }

  private func closedLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isAtEnd: Bool) -> Line {
    let lineBreak = Self.lineBreak(bytes, from: start)
    guard let end = lineBreak ?? (isAtEnd ? bytes.count : nil) else {
      return bytes.count - start > Self.maxLine ? .open : .unfinished
    }
    var last = end - 1
    while last > start, [0x20, 0x09, 0x0D, 0x2C].contains(bytes[last]) { last -= 1 }
    if bytes[last] == 0x7D, last > start { return .closed(end: last + 1, isLast: lineBreak == nil) }
    return bytes[start...].starts(with: #"{"event":"#.utf8) ? .ourOwn : .open
  }

  /// Whether what follows a bracket begins an array of objects, and no prose; `nil` where nothing follows yet.
  private func firstOfArray(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isAtEnd: Bool) -> Bool? {
    let first = bytes[start...].first { ![0x20, 0x09, 0x0D].contains($0) }
    guard let first else { return isAtEnd || bytes.count - start > Self.maxLine ? false : nil }
    return [0x7B, 0x5B, 0x5D, 0x0A].contains(first)
  }

  private static func lineBreak(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, 0x0A, bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
