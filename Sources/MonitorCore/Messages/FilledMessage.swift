/// A message with its placeholders filled in; reused from entry to entry. The text is still unsafe.
package struct FilledMessage: Sendable {
  package internal(set) var text: [UInt8] = []
  /// The ranges of `text` that came from parameters, ascending, disjoint and not empty.
  package internal(set) var values: [Range<Int>] = []

  /// Most bytes of text: what is shown needs no more than fits where it is shown.
  package var maxBytes: Int
  /// Whether the text was cut at `maxBytes`, or a little before.
  package internal(set) var isCut = false

  private var parameters = ParameterReader()
  /// How many bytes of raw values may still be filled in.
  private var allowance = 0

  /// What values may add to a text beyond one use of each, so that a small answer cannot grow without bound.
  private static let growth = 4 << 20

  /// - Parameter maxBytes: most bytes of text, at least 0.
  package init(maxBytes: Int = .max) {
    self.maxBytes = maxBytes
  }

  /// Fills `{{Name}}`, `{{ Name }}`, `{{a.b}}` and, for an array, `{{0}}` in a template from raw JSON. Replaces what was
  /// here before.
  ///
  /// One pass: what a value holds is not filled again. Strings are unescaped, objects and arrays become compact JSON,
  /// all else stays as written. A placeholder that nothing stands for stays visible; so do all once values have added
  /// 4 MiB beyond the parameters' own size. Takes any bytes; time is in proportion to them.
  package mutating func fill(template: UnsafeBufferPointer<UInt8>, parameters raw: UnsafeBufferPointer<UInt8>) {
    removeAll()
    var template = template
    if template.count > maxBytes {
      // What a placeholder stands for may be shorter than its name; then a little less is shown than could be.
      template = UnsafeBufferPointer(rebasing: template[..<maxBytes])
      isCut = true
    }
    parameters.reset()
    allowance = raw.count + Self.growth
    var done = 0
    var scanned = 0
    while !raw.isEmpty, text.count < maxBytes, let (range, name) = Self.placeholder(template, from: scanned) {
      scanned = range.upperBound
      let named = UnsafeBufferPointer(rebasing: template[name])
      guard !name.isEmpty, let value = parameters.find(named, in: raw), value.count <= allowance else { continue }
      allowance -= value.count
      text.append(contentsOf: UnsafeBufferPointer(rebasing: template[done..<range.lowerBound]))
      append(UnsafeBufferPointer(rebasing: raw[value]))
      done = range.upperBound
    }
    text.append(contentsOf: UnsafeBufferPointer(rebasing: template[done...]))
    cut()
  }

  mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    isCut = false
  }

  /// Removes what is beyond `maxBytes`, from the start of a scalar on.
  mutating func cut() {
    guard text.count > maxBytes || isCut else { return }
    isCut = true
    var end = min(maxBytes, text.count)
    // The last scalar is taken as a whole, or not at all.
    let start = text[..<end].suffix(4).lastIndex { $0 & 0xC0 != 0x80 } ?? end
    if end < text.count ? text[end] & 0xC0 == 0x80 : start < end && end - start < Self.length(ofScalar: text[start]) {
      end = start
    }
    text.removeSubrange(end...)
    while let last = values.last, last.upperBound > end {
      values.removeLast()
      if last.lowerBound < end { values.append(last.lowerBound..<end) }
    }
  }

  /// The bytes of a scalar that begins with this one.
  private static func length(ofScalar lead: UInt8) -> Int { lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }

  /// Fills a template; see `fill(template: UnsafeBufferPointer<UInt8>, parameters: UnsafeBufferPointer<UInt8>)`.
  package mutating func fill(template: [UInt8], parameters: [UInt8]) {
    template.withUnsafeBufferPointer { template in
      parameters.withUnsafeBufferPointer { fill(template: template, parameters: $0) }
    }
  }

  /// Shows a template as it is, its placeholders taken for values. Replaces what was here before.
  package mutating func show(template: [UInt8]) {
    removeAll()
    isCut = template.count > maxBytes
    text = isCut ? Array(template[..<maxBytes]) : template
    values = text.withUnsafeBufferPointer { Self.placeholders(in: $0).map(\.range) }
    cut()
  }

  /// The names that a template's placeholders have, each once, in their order; the first `limit` of them.
  static func names(in template: [UInt8], limit: Int) -> [[UInt8]] {
    var names: [[UInt8]] = []
    template.withUnsafeBufferPointer { template in
      for placeholder in placeholders(in: template) where names.count < limit {
        let name = Array(template[placeholder.name])
        if !name.isEmpty, !names.contains(name) { names.append(name) }
      }
    }
    return names
  }

  private static func placeholders(
    in template: UnsafeBufferPointer<UInt8>
  ) -> [(range: Range<Int>, name: Range<Int>)] {
    var found: [(range: Range<Int>, name: Range<Int>)] = []
    while let next = placeholder(template, from: found.last?.range.upperBound ?? 0) { found.append(next) }
    return found
  }

  /// The first placeholder from `start` on, and the name in it.
  @inline(__always)
  private static func placeholder(
    _ template: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (range: Range<Int>, name: Range<Int>)? {
    var scanned = start
    while let open = opening(template, from: scanned) {
      guard let (name, end) = name(template, from: open + 2) else {
        scanned = open + 1
        continue
      }
      return end.map { (open..<$0, name) }
    }
    return nil
  }

  private mutating func append(_ value: UnsafeBufferPointer<UInt8>) {
    let start = text.count
    Self.append(value, to: &text, maxBytes: max(0, maxBytes - start))
    if text.count > maxBytes || value.count > Self.maxRaw(maxBytes - start) { isCut = true }
    if text.count > start { values.append(start..<text.count) }
  }

  /// Appends a raw value as messages show it; of a long text no more than some bytes beyond `maxBytes`.
  static func append(_ value: UnsafeBufferPointer<UInt8>, to text: inout [UInt8], maxBytes: Int = .max) {
    guard value.count > maxRaw(maxBytes) else { return appendWhole(value, to: &text) }
    // The closing quote was cut off, and perhaps the half of an escape.
    var cut = Array(value[..<maxRaw(maxBytes)])
    if cut.first == 0x22 {
      if JSONReader.endsInEscape(cut) { cut.removeLast() }
      cut.append(0x22)
    }
    cut.withUnsafeBufferPointer { appendWhole($0, to: &text) }
  }

  /// How much JSON makes so many bytes of text for certain: none takes more than six.
  static func maxRaw(_ bytes: Int) -> Int { bytes > Int.max / 8 ? .max : max(0, bytes) * 6 + 64 }

  private static func appendWhole(_ value: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
    switch value.first {
    case 0x7B, 0x5B: JSONReader.appendCompact(value, to: &text)
    default: JSONReader.appendText(of: value, to: &text)
    }
  }

  /// The offset of the next `{{`.
  private static func opening(_ template: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while true {
      index = ByteScan.firstIndex(of: 0x7B, or: 0x7B, in: template, from: index)
      guard index + 1 < template.count else { return nil }
      if template[index + 1] == 0x7B { return index }
      index += 2
    }
  }

  /// The name that begins at `start` without the spaces around it, and the index after its `}}`; no index where the
  /// template ends before. `nil` where another brace comes first: then no placeholder begins here.
  private static func name(
    _ template: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (name: Range<Int>, end: Int?)? {
    let brace = ByteScan.firstIndex(of: 0x7B, or: 0x7D, in: template, from: start)
    guard brace + 1 < template.count else { return (start..<start, nil) }
    guard template[brace] == 0x7D, template[brace + 1] == 0x7D else { return nil }
    var first = start
    var last = brace
    while first < last, JSONReader.isSpace(template[first]) { first += 1 }
    while last > first, JSONReader.isSpace(template[last - 1]) { last -= 1 }
    return (first..<last, brace + 2)
  }
}
