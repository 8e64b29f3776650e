package import MonitorCore

/// A query in the platform's query language, which is the query string itself.
///
/// Values are quoted and everything in them is percent-encoded; a raw `+` would be read as a space.
package struct RQL: Hashable, Sendable {
  /// What can be asked about; a closed list, so that no name needs checking.
  package enum Property: String, Sendable {
    case id
    case timestamp
    case severity
    case status
    case name
    case code
    case audit
    case parameters
    case created = "audit.created.at"
  }

  package enum Comparison: String, Sendable {
    case equal = "eq"
    case notEqual = "ne"
    case greater = "gt"
    case atLeast = "ge"
    case less = "lt"
    case atMost = "le"
    case like
    case ilike
  }

  package enum Fault: Error, Hashable {
    /// The language has no escapes: a text with both kinds of quotes cannot be written.
    case bothQuotes
  }

  /// The query string, without `?`.
  package private(set) var text = ""

  package init() {}

  /// Adds `like(name,"text")`. Throws where the text cannot be quoted.
  package mutating func filter(_ comparison: Comparison, _ property: Property, _ value: String) throws(Fault) {
    add("\(comparison.rawValue)(\(property.rawValue),\(try Self.quoted(value)))")
  }

  /// Adds `ge(timestamp,"2025-09-11T13:40:13.515Z")`. Sent with three fraction digits, cut off: a bound from below may
  /// include more than asked for, and never less.
  package mutating func filter(_ comparison: Comparison, _ property: Property, _ moment: Timestamp) {
    add("\(comparison.rawValue)(\(property.rawValue),\(Self.quoted(moment)))")
  }

  /// Adds `in(status,("Queued","Processing"))`.
  package mutating func filter(_ property: Property, in values: [String]) throws(Fault) {
    var list: [String] = []
    for value in values { list.append(try Self.quoted(value)) }
    add("in(\(property.rawValue),(\(list.joined(separator: ","))))")
  }

  /// Adds `order=-timestamp`.
  package mutating func order(by property: Property, descending: Bool = false) {
    add("order=\(descending ? "-" : "")\(property.rawValue)")
  }

  /// Adds `select=audit`.
  package mutating func select(_ properties: Property...) {
    add("select=\(properties.map(\.rawValue).joined(separator: ","))")
  }

  /// Adds `limit=100&offset=0`; negative numbers count as 0.
  package mutating func page(offset: Int, limit: Int) {
    add("limit=\(max(0, limit))")
    add("offset=\(max(0, offset))")
  }

  private mutating func add(_ part: String) {
    text += text.isEmpty ? part : "&" + part
  }

  private static func quoted(_ moment: Timestamp) -> String {
    let readable = Timestamp(ticks: max(yearOne, min(endOfYear9999, moment.ticks)))
    return "%22\(encoded(TimestampFormat.rfc3339(readable)))%22"
  }

  private static func quoted(_ text: String) throws(Fault) -> String {
    guard text.utf8.contains(0x22) else { return "%22\(encoded(text))%22" }
    guard !text.utf8.contains(0x27) else { throw .bothQuotes }
    return "%27\(encoded(text))%27"
  }

  /// Percent-encodes all but the unreserved letters of RFC 3986.
  static func encoded(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: result.append(byte)
      default: result += [0x25, hexDigit(byte >> 4), hexDigit(byte & 0xF)]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func hexDigit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? nibble + 0x30 : nibble + 0x37 }

  private static let yearOne: Int64 = -621_355_968_000_000_000
  private static let endOfYear9999: Int64 = 2_534_023_007_999_999_999
}
