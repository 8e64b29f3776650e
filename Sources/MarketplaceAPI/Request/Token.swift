/// An API token. It can be sent, and nothing else: no way of printing it shows more than its public identity.
package struct Token: Sendable, Hashable {
  /// Why a text is no token: one sentence that does not hold it.
  package struct Fault: Error, Hashable {
    package let sentence: String
  }

  /// `TKN-1234-5678`, the only part that may be shown; `nil` where the token is not of the form `idt:TKN-…:secret`.
  package let publicID: String?
  private let secret: String

  /// Takes a token as it may be pasted or read from a file: with a `Bearer ` prefix and space around it. What is left
  /// must be 1…4096 visible ASCII letters, so that nothing in it can end or extend a header.
  package init(_ text: String) throws(Fault) {
    var bytes = Self.trimmed(text.utf8[...])
    let scheme = bytes.prefix { $0 != 0x20 }
    if scheme.map({ $0 | 0x20 }).elementsEqual("bearer".utf8) {
      bytes = Self.trimmed(bytes.dropFirst(scheme.count))
    }
    guard !bytes.isEmpty else { throw Fault(sentence: "The token is empty.") }
    guard bytes.count <= 4_096 else { throw Fault(sentence: "The token is longer than 4096 letters.") }
    guard bytes.allSatisfy({ 0x21...0x7E ~= $0 }) else {
      throw Fault(sentence: "The token holds letters that no token has, such as spaces or line breaks.")
    }
    guard bytes.allSatisfy({ !"{}[]\"'<>".utf8.contains($0) }) else {
      throw Fault(sentence: "The token holds brackets or quotation marks: give it alone, without JSON around it.")
    }
    secret = String(decoding: bytes, as: UTF8.self)
    let parts = secret.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    publicID = parts.count == 3 && parts[0] == "idt" && Self.isPublic(parts[1]) ? String(parts[1]) : nil
  }

  /// The value of the `Authorization` header. For the transport alone.
  package var authorization: String { "Bearer " + secret }

  /// A text of the server with every occurrence of the token, or of its secret part, replaced; in any case, because
  /// names of hosts are shown in lower case.
  package func redacted(_ text: String) -> String {
    // Far more than is ever shown of it, even where most of it is replaced.
    var bytes = Array(text.utf8.prefix(1 << 18))
    var isFound = false
    for part in hiddenParts {
      var start = 0
      while let range = Self.range(of: part, in: bytes, from: start) {
        bytes.replaceSubrange(range, with: Self.mask)
        start = range.lowerBound + Self.mask.count
        isFound = true
      }
    }
    return isFound || bytes.count < text.utf8.count ? String(decoding: bytes, as: UTF8.self) : text
  }

  /// Whether a text holds the token, or its secret part.
  package func isIn(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return hiddenParts.contains { Self.range(of: $0, in: bytes) != nil }
  }

  /// The whole and its secret part, in lower case. A very short secret would tear ordinary words apart and is no secret.
  private var hiddenParts: [[UInt8]] {
    let part = secret.split(separator: ":", maxSplits: 2).last.map(String.init) ?? secret
    return [secret, part].filter { $0.utf8.count >= 6 }.map { $0.utf8.map(Self.lowercased) }
  }

  private static let mask = Array("[token]".utf8)

  private static func range(of part: [UInt8], in text: [UInt8], from start: Int = 0) -> Range<Int>? {
    guard let first = part.first, text.count - part.count >= start else { return nil }
    for start in start...text.count - part.count where lowercased(text[start]) == first {
      if text[start..<start + part.count].elementsEqual(part, by: { lowercased($0) == $1 }) {
        return start..<start + part.count
      }
    }
    return nil
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { 0x41...0x5A ~= byte ? byte | 0x20 : byte }

  private static func trimmed(_ bytes: Substring.UTF8View) -> Substring.UTF8View {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || 0x09...0x0D ~= $0 }
    var rest = bytes.drop(while: isSpace)
    while let last = rest.last, isSpace(last) { rest = rest.dropLast() }
    return rest
  }

  private static func isPublic(_ part: Substring) -> Bool {
    part.hasPrefix("TKN-") && (5...40).contains(part.utf8.count)
      && part.utf8.dropFirst(4).allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x2D }
  }
}

extension Token: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { publicID ?? "(token)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Where the token of a request comes from.
package protocol TokenSource: Sendable {
  /// The token for the next request.
  func current() async -> Token

  /// The platform does not know this token: a newer one may be there.
  func recordRefusal(of token: Token)
}

/// One token for the length of a run.
package struct FixedToken: TokenSource {
  private let token: Token

  package init(_ token: Token) {
    self.token = token
  }

  package func current() async -> Token { token }
  package func recordRefusal(of token: Token) {}
}
