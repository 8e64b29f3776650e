/// One way in which an answer goes wrong.
package enum Fault: Hashable, Sendable {
  /// The connection is reset before any byte of the answer.
  case reset
  /// The connection is reset after the headers.
  case resetAfterHead
  /// The connection is reset in the middle of the body.
  case resetInBody
  /// The connection is closed in the middle of the body, in good order.
  case half
  /// Two Content-Lengths that contradict each other.
  case twoLengths
  /// The body comes one byte per interval, in seconds.
  case drip(Double)
  /// The body never ends.
  case endless
  /// A small compressed body that inflates to so many bytes.
  case bomb(Int)
  /// A page of HTML with status 200.
  case html
  /// JSON cut off in the middle, with a Content-Length that says so.
  case truncated
  /// A redirect to another origin.
  case redirect
  /// Nothing for so many seconds, then the answer.
  case slow(Double)
  /// A good answer whose kept-alive connection is closed right after.
  case close
  /// An error status, with a wish when to come back.
  case status(Int, Retry?)
  /// A good answer as of so many seconds ago.
  case stale(Double)
  /// Equal timestamps in another order at every request.
  case ties
  /// Rows repeated within the page.
  case duplicates
  /// A good answer at no more than so many bytes a second.
  case rate(Double)
  /// An answer about another task.
  case misroute
  /// 413 for a page of more than so many rows.
  case rows(Int)

  /// The value of a `Retry-After` header, in seconds from the answer's date.
  package enum Retry: Hashable, Sendable {
    case seconds(Double)
    /// As an HTTP date, in the three forms in turn.
    case date(Double)
  }
}

extension Fault {
  /// Reads `reset`, `slow:2s`, `rate:50000`, `rows:10`, `503:retry=2s`, `429:retry-date=5s`; nil for a name or an option that is unknown.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard let name = parts.first else { return nil }
    let option = parts.count > 1 ? parts[1] : nil
    switch (name, option) {
    case ("reset", nil): self = .reset
    case ("reset-head", nil): self = .resetAfterHead
    case ("reset-body", nil): self = .resetInBody
    case ("half", nil): self = .half
    case ("two-lengths", nil): self = .twoLengths
    case ("endless", nil): self = .endless
    case ("html", nil): self = .html
    case ("truncated", nil): self = .truncated
    case ("redirect", nil): self = .redirect
    case ("close", nil): self = .close
    case ("ties", nil): self = .ties
    case ("duplicates", nil): self = .duplicates
    case ("misroute", nil): self = .misroute
    case ("rows", _):
      guard let count = option.flatMap({ Int($0) }), count >= 0 else { return nil }
      self = .rows(count)
    case ("rate", _):
      guard let bytes = option.flatMap({ Double($0) }), bytes >= 1 else { return nil }
      self = .rate(bytes)
    case ("bomb", nil): self = .bomb(256 << 20)
    case ("drip", _):
      guard let seconds = Self.seconds(option, standard: 0.5) else { return nil }
      self = .drip(seconds)
    case ("slow", _):
      guard let seconds = Self.seconds(option, standard: 3) else { return nil }
      self = .slow(seconds)
    case ("stale", _):
      guard let seconds = Self.seconds(option, standard: 10) else { return nil }
      self = .stale(seconds)
    default:
      guard let status = Int(name), (400...599).contains(status) else { return nil }
      guard let option else {
        self = .status(status, nil)
        return
      }
      let retry = option.split(separator: "=", maxSplits: 1).map(String.init)
      guard retry.count == 2, let seconds = Self.seconds(retry[1], standard: 0) else { return nil }
      switch retry[0] {
      case "retry": self = .status(status, .seconds(seconds))
      case "retry-date": self = .status(status, .date(seconds))
      default: return nil
      }
    }
  }

  /// Seconds from `2s`, `2`, `0.5s`, at most an hour.
  private static func seconds(_ text: String?, standard: Double) -> Double? {
    guard let text else { return standard }
    guard let value = Double(text.last == "s" ? String(text.dropLast()) : text) else { return nil }
    return (0...3600).contains(value) ? value : nil
  }
}
