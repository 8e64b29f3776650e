/// Where a `SafeScanner` puts what it finds.
protocol SafeSink {
  /// How many marks may sit on one base; `nil` where marks pass uncounted and need no base.
  var markLimit: Int? { get }

  mutating func printable(_ run: UnsafeBufferPointer<UInt8>)
  /// A scalar that may be shown as it is: not ASCII, with the marks, joiners and selectors that are allowed.
  mutating func scalar(_ scalar: UInt32)
  /// The marks beyond the limit, once for all of them.
  mutating func surplus()
  mutating func tab()
  /// The first scalar of a line break: a carriage return stands for CR LF.
  mutating func lineBreak(_ scalar: UInt32)
  mutating func control(_ scalar: UInt32)
  mutating func hidden(_ scalar: UInt32)
}

/// Reads text in one pass and sorts it by what is safe to show. Every byte is looked at once, or twice beside a joiner.
struct SafeScanner<Sink: SafeSink> {
  var sink: Sink
  /// The scalar just passed on as it is; 0 after anything else, on which neither mark, joiner nor selector may sit.
  private var last: UInt32 = 0
  private var marks = 0
  private var isSurplus = false

  init(_ sink: Sink) {
    self.sink = sink
  }

  /// Forgets what came before: a mark that follows does not sit on it.
  mutating func separate() {
    last = 0
    isSurplus = false
  }

  mutating func scan(_ text: UnsafeBufferPointer<UInt8>) {
    var reader = ScalarReader(bytes: text, position: 0)
    while reader.position < text.count {
      let start = reader.position
      let end = ByteScan.endOfPrintable(text, from: start)
      if end > start {
        sink.printable(UnsafeBufferPointer(rebasing: text[start..<end]))
        begin(UInt32(text[end - 1]))
        reader.position = end
      }
      while let scalar = reader.next() {
        sort(scalar, &reader)
        if reader.position < text.count, 0x20...0x7E ~= text[reader.position] { break }
      }
    }
  }

  private mutating func sort(_ scalar: UInt32, _ reader: inout ScalarReader) {
    switch ScalarClass(scalar) {
    case .plain:
      sink.scalar(scalar)
      begin(scalar)
    case .mark: mark(scalar)
    case .joiner: isJoined(scalar, reader) ? mark(scalar) : hide(scalar)
    case .selector: isSelected(reader) ? mark(scalar) : hide(scalar)
    case .hidden: hide(scalar)
    case .control:
      sink.control(scalar)
      separate()
    case .carriageReturn:
      var ahead = reader
      if ahead.next() == 0x0A {
        reader = ahead
        sink.lineBreak(scalar)
      } else {
        sink.control(scalar)
      }
      separate()
    case .lineBreak:
      sink.lineBreak(scalar)
      separate()
    case .tab:
      sink.tab()
      separate()
    }
  }

  private mutating func begin(_ scalar: UInt32) {
    last = scalar
    marks = 0
    isSurplus = false
  }

  private mutating func hide(_ scalar: UInt32) {
    sink.hidden(scalar)
    separate()
  }

  private mutating func mark(_ scalar: UInt32) {
    if let limit = sink.markLimit {
      if isSurplus { return }
      if last == 0 {
        sink.scalar(0x25CC)
        marks = 0
      }
      if marks >= limit {
        isSurplus = true
        last = 0
        return sink.surplus()
      }
      marks += 1
    }
    sink.scalar(scalar)
    last = scalar
  }

  /// ZWJ between the pictures of one emoji, and either joiner between a virama and the letter it acts on.
  private func isJoined(_ joiner: UInt32, _ reader: ScalarReader) -> Bool {
    var ahead = reader
    guard let next = ahead.next(), marks < sink.markLimit ?? .max else { return false }
    if ScalarClass.isVirama(last) { return ScalarClass.isLetter(next, ofScriptOf: last) }
    return joiner == 0x200D && ScalarClass.isPictograph(next) && (last == 0xFE0F || ScalarClass.isPictograph(last))
  }

  /// VS15 and VS16 on a picture; on an ASCII digit or sign only as a part of a keycap.
  private func isSelected(_ reader: ScalarReader) -> Bool {
    if ScalarClass.isPictograph(last) { return true }
    var ahead = reader
    let isKey = 0x30...0x39 ~= last || last == 0x23 || last == 0x2A
    return isKey && ahead.next() == 0x20E3
  }
}
