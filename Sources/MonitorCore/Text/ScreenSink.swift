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
    guard !isASCII else { return hidden(scalar) }
    turn(to: kind)
    bytes.append(scalar: scalar)
    column += ScalarWidth.of(scalar)
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
