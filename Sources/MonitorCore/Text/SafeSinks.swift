/// Safe text as bytes on one line.
struct PlainSink: SafeSink {
  var output: [UInt8]
  /// Whether the output is 7-bit.
  let isASCII: Bool
  /// What a tab becomes.
  var tabs: UInt8 = 0x09
  var markLimit: Int?

  init(output: [UInt8], isASCII: Bool, tabs: UInt8 = 0x09) {
    self.output = output
    self.isASCII = isASCII
    self.tabs = tabs
    markLimit = isASCII ? nil : 8
  }

  mutating func printable(_ run: UnsafeBufferPointer<UInt8>) { output.append(contentsOf: run) }

  mutating func scalar(_ scalar: UInt32) {
    guard isASCII else { return output.append(scalar: scalar) }
    if ASCIIStandIn.isLetterMark(scalar, on: output.last) { return }
    if let letter = ASCIIStandIn.baseLetter(of: scalar) { output.append(letter) } else { output.append(nameOf: scalar) }
  }

  mutating func surplus() { output.append(scalar: 0x2026) }
  mutating func tab() { output.append(tabs) }
  mutating func lineBreak(_ scalar: UInt32) { output.append(contentsOf: [0x5C, 0x6E]) }
  mutating func control(_ scalar: UInt32) { output.append(contentsOf: [0x5E, UInt8(scalar & 0x7F) ^ 0x40]) }
  mutating func hidden(_ scalar: UInt32) { output.append(nameOf: scalar) }
}

/// Safe text as the inside of a JSON string: nothing is lost, what is unsafe is escaped.
struct JSONSink: SafeSink {
  var output: [UInt8]
  /// Whether the output is 7-bit.
  let isASCII: Bool
  var markLimit: Int? { nil }

  mutating func printable(_ run: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while true {
      let end = ByteScan.firstIndex(of: 0x22, or: 0x5C, in: run, from: start)
      output.append(contentsOf: UnsafeBufferPointer(rebasing: run[start..<end]))
      guard end < run.count else { return }
      output.append(0x5C)
      output.append(run[end])
      start = end + 1
    }
  }

  mutating func scalar(_ scalar: UInt32) {
    isASCII || scalar == ScalarReader.replacement ? hidden(scalar) : output.append(scalar: scalar)
  }

  mutating func surplus() {}
  mutating func tab() { output.append(contentsOf: [0x5C, 0x74]) }

  mutating func lineBreak(_ scalar: UInt32) {
    switch scalar {
    case 0x0A: output.append(contentsOf: [0x5C, 0x6E])
    case 0x0D: output.append(contentsOf: [0x5C, 0x72, 0x5C, 0x6E])
    default: hidden(scalar)
    }
  }

  mutating func control(_ scalar: UInt32) {
    scalar == 0x0D ? output.append(contentsOf: [0x5C, 0x72]) : hidden(scalar)
  }

  mutating func hidden(_ scalar: UInt32) {
    guard scalar > 0xFFFF else { return unit(scalar) }
    unit(0xD800 + (scalar - 0x10000) >> 10)
    unit(0xDC00 + (scalar - 0x10000) & 0x3FF)
  }

  private mutating func unit(_ unit: UInt32) {
    output.append(contentsOf: [0x5C, 0x75])
    output.append(hex: UInt64(unit), digits: 4, letters: 0x61)
  }
}

/// Safe text as lines of runs for the screen.
struct ScreenSink: SafeSink {
  private(set) var lines: [SafeLine] = []
  /// Whether the output is 7-bit.
  let isASCII: Bool
  var markLimit: Int? { isASCII ? nil : 4 }

  private var runs: [SafeRun] = []
  private var bytes: [UInt8] = []
  private var bytesKind = SafeRun.Kind.text
  /// What shown text is now: the template's or a value's.
  private var kind = SafeRun.Kind.text
  private var column = 0

  init(isASCII: Bool) { self.isASCII = isASCII }

  /// Text that follows belongs to the template or to a value.
  mutating func become(_ kind: SafeRun.Kind) { self.kind = kind }

  /// Ends the last line. Call once, at the end.
  mutating func finish() { endLine() }

  mutating func printable(_ run: UnsafeBufferPointer<UInt8>) {
    turn(to: kind)
    bytes.append(contentsOf: run)
    column += run.count
  }

  mutating func scalar(_ scalar: UInt32) {
    guard isASCII else {
      turn(to: kind)
      bytes.append(scalar: scalar)
      column += ScalarWidth.of(scalar)
      return
    }
    if ASCIIStandIn.isLetterMark(scalar, on: bytes.last) { return }
    guard let letter = ASCIIStandIn.baseLetter(of: scalar) else { return hidden(scalar) }
    turn(to: kind)
    bytes.append(letter)
    column += 1
  }

  mutating func surplus() { scalar(0x2026) }

  mutating func tab() {
    turn(to: kind)
    let width = 4 - column % 4
    bytes.append(contentsOf: repeatElement(0x20, count: width))
    column += width
  }

  mutating func lineBreak(_ scalar: UInt32) { endLine() }

  mutating func control(_ scalar: UInt32) {
    escape { $0.append(contentsOf: [0x5E, UInt8(scalar & 0x7F) ^ 0x40]) }
  }

  mutating func hidden(_ scalar: UInt32) {
    escape { $0.append(nameOf: scalar) }
  }

  private mutating func escape(_ append: (inout [UInt8]) -> Void) {
    turn(to: .escape)
    let before = bytes.count
    append(&bytes)
    column += bytes.count - before
  }

  private mutating func turn(to kind: SafeRun.Kind) {
    if kind != bytesKind { endRun() }
    bytesKind = kind
  }

  private mutating func endRun() {
    guard !bytes.isEmpty else { return }
    runs.append(SafeRun(String(decoding: bytes, as: UTF8.self), bytesKind))
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func endLine() {
    endRun()
    lines.append(SafeLine(runs: runs))
    runs = []
    column = 0
  }
}
