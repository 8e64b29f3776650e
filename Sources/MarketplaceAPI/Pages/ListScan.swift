/// What a list says of itself; `nil` where it is absent, no whole number, negative or beyond `Int32`.
struct Pagination: Hashable {
  var limit: Int?
  var offset: Int?
  var total: Int?
}

/// The frame of every list of the platform: an object with `$meta` and an array `data`.
enum ListScan {
  /// More than any page that was asked for; bounds what a body of millions of nulls can cost.
  static let maxElements = 100_000

  /// Calls `begin` for the array, and again for one that replaces it, and `element` at the start of each element; it
  /// has to move behind it. Throws where the frame is broken.
  static func scan(
    _ bytes: Span<UInt8>, begin: () -> Void,
    element: (_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONDefect) -> Void
  ) throws(JSONDefect) -> Pagination {
    var position = 0
    var pagination = Pagination()
    var hasData = false
    try JSONFraming.members(bytes, &position) { bytes, key, position throws(JSONDefect) in
      if JSONText.isKey(bytes, key, "data") {
        guard position < bytes.count, bytes[position] == 0x5B else { throw JSONDefect(why: "its data is no array") }
        begin()
        try elements(bytes, &position, element)
        hasData = true
      } else if JSONText.isKey(bytes, key, "$meta") {
        let start = position
        let range = try JSONFraming.skip(bytes, &position)
        pagination = Self.pagination(bytes, start..<range.upperBound)
      } else {
        _ = try JSONFraming.skip(bytes, &position)
      }
    }
    guard hasData else { throw JSONDefect(why: "it has no data") }
    return pagination
  }

  private static func elements(
    _ bytes: Span<UInt8>, _ position: inout Int,
    _ element: (_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONDefect) -> Void
  ) throws(JSONDefect) {
    position += 1
    if StrictJSON.consume(0x5D, bytes, &position) { return }
    var count = 0
    while true {
      count += 1
      guard count <= maxElements else { throw JSONDefect(why: "it has more than \(maxElements) elements") }
      StrictJSON.skipSpace(bytes, &position)
      try element(bytes, &position)
      if StrictJSON.consume(0x2C, bytes, &position) { continue }
      guard StrictJSON.consume(0x5D, bytes, &position) else { throw position < bytes.count ? .badToken : .truncated }
      return
    }
  }

  private static func pagination(_ bytes: Span<UInt8>, _ meta: Range<Int>) -> Pagination {
    var result = Pagination()
    eachMember(bytes, meta.lowerBound) { key, value in
      guard JSONText.isKey(bytes, key, "pagination") else { return }
      result = Pagination()
      eachMember(bytes, value.range.lowerBound) { key, value in
        if JSONText.isKey(bytes, key, "limit") { result.limit = count(bytes, value) }
        if JSONText.isKey(bytes, key, "offset") { result.offset = count(bytes, value) }
        if JSONText.isKey(bytes, key, "total") { result.total = count(bytes, value) }
      }
    }
    return result
  }

  /// The members before the first defect; none where no object starts there.
  private static func eachMember(
    _ bytes: Span<UInt8>, _ start: Int, _ body: (_ key: JSONToken, _ value: JSONToken) -> Void
  ) {
    var position = start
    guard position < bytes.count, bytes[position] == 0x7B else { return }
    try? StrictJSON.members(bytes, &position, depth: 0) { key, value throws(JSONDefect) in body(key, value) }
  }

  private static func count(_ bytes: Span<UInt8>, _ token: JSONToken) -> Int? {
    guard token.kind == .number, let number = JSONText.number(bytes, token.range), number == number.rounded(),
      (0...Double(Int32.max)).contains(number)
    else { return nil }
    return Int(number)
  }
}
