/// Who may ask: the tokens the platform knows and what each may see.
package struct PlatformAccess: Sendable {
  /// The whole secret of an operations token, `idt:TKN-1234-5678:…`; it may do everything.
  package let token: String
  /// The whole secret of a vendor's token, which may not read logs.
  package let vendorToken: String

  package init(token: String, vendorToken: String) {
    self.token = token
    self.vendorToken = vendorToken
  }

  /// Tokens made from a seed: repeatable, so that a restarted simulator knows its clients, and worth nothing elsewhere.
  package init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed, label: "tokens")
    token = Self.makeToken(&generator)
    vendorToken = Self.makeToken(&generator)
  }

  enum Caller {
    case operations, vendor
  }

  /// The caller that an `Authorization` header names; 401 for none, a wrong scheme, or an unknown token.
  func caller(_ header: String?) throws(PlatformProblem) -> Caller {
    guard let header, header.lowercased().hasPrefix("bearer ") else {
      throw PlatformProblem(401, "Authentication Failed", "No bearer token was given.")
    }
    switch String(header.dropFirst(7)) {
    case token: return .operations
    case vendorToken: return .vendor
    default: throw PlatformProblem(401, "Authentication Failed", "The token is unknown or disabled.")
    }
  }

  private static func makeToken(_ generator: inout SeededGenerator) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
    let secret = (0..<32).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] }
    let id = PlatformIdentifier.make("TKN", groups: 2, using: &generator)
    return "idt:\(id):\(String(decoding: secret, as: UTF8.self))"
  }
}
