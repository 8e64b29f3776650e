/// A query string of the platform, taken apart: what to filter, how to order, which page, which fields.
struct RQLQuery: Hashable, Sendable {
  var filter: RQLExpression?
  var order: [Order] = []
  var limit: Int?
  var offset = 0
  /// Fields asked for beyond the usual ones.
  var selected: Set<String> = []
  /// Fields asked to be left out.
  var deselected: Set<String> = []

  /// One key of an ordering.
  struct Order: Hashable, Sendable {
    let property: String
    let descending: Bool
  }

  /// Takes apart a query string that is still percent-encoded; 400 for one that cannot be read.
  init(_ query: String) throws(PlatformProblem) {
    guard let decoded = PercentCoding.decoded(query, plusIsSpace: true) else {
      throw .badRequest(field: "query", "The query is not percent-encoded UTF-8.")
    }
    var filters: [RQLExpression] = []
    for segment in Self.segments(of: decoded) where !segment.isEmpty {
      let parts = segment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count == 2 ? String(parts[1]) : ""
      switch parts.count == 2 ? String(parts[0]) : "" {
      case "order": order = Self.order(value)
      case "select": readSelection(value)
      case "limit": limit = try Self.count(value, of: "limit")
      case "offset": offset = try Self.count(value, of: "offset")
      default:
        do throws(RQLParser.Failure) {
          if let filter = try RQLParser.parse(segment) { filters.append(filter) }
        } catch {
          throw .badRequest(field: "filter", error.text)
        }
      }
    }
    filter = filters.count > 1 ? .all(filters) : filters.first
  }

  private mutating func readSelection(_ value: String) {
    for field in value.split(separator: ",") {
      let name = field.drop { $0 == " " || $0 == "+" }
      if name.first == "-" {
        deselected.insert(String(name.dropFirst()))
      } else {
        selected.insert(String(name))
      }
    }
  }

  private static func order(_ value: String) -> [Order] {
    value.split(separator: ",").map { key in
      // A raw plus arrives as a space.
      let name = key.drop { $0 == " " || $0 == "+" }
      return name.first == "-"
        ? Order(property: String(name.dropFirst()), descending: true)
        : Order(property: String(name), descending: false)
    }
  }

  private static func count(_ value: String, of name: String) throws(PlatformProblem) -> Int {
    guard let count = Int32(value), count >= 0 else {
      throw .badRequest(field: name, "The value '\(value)' is not valid for \(name).")
    }
    return Int(count)
  }

  /// The parts between the `&` that stand outside quotes and parentheses.
  private static func segments(of text: String) -> [String] {
    var segments: [String] = []
    var start = text.startIndex
    var depth = 0
    var quote: Unicode.Scalar?
    for index in text.unicodeScalars.indices {
      let scalar = text.unicodeScalars[index]
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scalar == "(" {
        depth += 1
      } else if scalar == ")" {
        depth -= 1
      } else if scalar == "&", depth <= 0 {
        segments.append(String(text[start..<index]))
        start = text.unicodeScalars.index(after: index)
      }
    }
    segments.append(String(text[start...]))
    return segments
  }
}
