import MarketplaceAPI

/// A file that holds a token: only its owner, who must be the user, may read it.
enum TokenFile {
  private static let maxBytes = 65_536

  /// The token in a file or a pipe (`<(command)`), in any form that editors, shells and `.env` files give it.
  ///
  /// Throws a `ProgramFailure` that never holds any of its contents.
  static func read(_ path: String) async throws -> String {
    let file: SmallFile
    do {
      file = try await SmallFile.readIncludingPipes(path, limit: maxBytes)
    } catch {
      throw failure(path, error.reason)
    }
    guard file.isPrivate || path == "/dev/null" else {
      throw failure(path, "others may read it; make it yours alone with chmod 600")
    }
    guard let text = file.text else { throw failure(path, "it is no text") }
    do throws(TokenText.Fault) {
      return try TokenText.token(in: text)
    } catch {
      throw failure(path, "it \(error == .none ? "is empty" : error.reason)")
    }
  }

  private static func failure(_ path: String, _ reason: String) -> ProgramFailure {
    ProgramFailure("The token file \(path) cannot be used: \(reason).", exit: .refused)
  }
}

/// Tokens as people keep them: alone, in quotes, or as a shell's assignment.
enum TokenText {
  struct Candidate: Equatable {
    /// The name before `=`, where there is one.
    var name: String?
    var value: String
  }

  /// Why a text holds no token.
  enum Fault: Error, Equatable {
    case none
    case several(Int)

    /// To end a sentence that begins with who said it.
    var reason: String {
      switch self {
      case .none: "holds nothing"
      case .several(let count): "holds \(count) lines, and none of them is MPT_API_TOKEN=…"
      }
    }
  }

  /// The only token in a text, or the one that is assigned to `MPT_API_TOKEN`.
  static func token(in text: String) throws(Fault) -> String {
    let candidates = candidates(in: text)
    if let named = candidates.first(where: { $0.name == "MPT_API_TOKEN" }) { return named.value }
    guard let only = candidates.first else { throw .none }
    guard candidates.count == 1 else { throw .several(candidates.count) }
    return only.value
  }

  /// What may be a token in a text: one of each line that is neither empty nor a comment.
  static func candidates(in text: String) -> [Candidate] {
    // CR LF is one Character.
    text.unicodeScalars.split { $0 == "\n" || $0 == "\r" }.compactMap { line in
      var rest = trimmed(Substring(line))
      guard !rest.isEmpty, !rest.hasPrefix("#") else { return nil }
      if rest.hasPrefix("export "), rest.contains("=") { rest = trimmed(rest.dropFirst("export ".count)) }
      guard let sign = rest.firstIndex(of: "="), isName(trimmed(rest[..<sign])),
        rest[sign...].contains(where: { $0 != "=" })
      else { return Candidate(value: unquoted(rest)) }
      return Candidate(name: String(trimmed(rest[..<sign])), value: unquoted(trimmed(rest[rest.index(after: sign)...])))
    }
  }

  /// Without the quotes around it.
  static func unquoted(_ text: Substring) -> String {
    let text = trimmed(text)
    for quote in ["\"", "'"] as [Character] where text.count >= 2 && text.first == quote && text.last == quote {
      return String(text.dropFirst().dropLast())
    }
    return String(text)
  }

  private static func isName(_ text: Substring) -> Bool {
    text.first.map { !$0.isNumber } == true
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
      }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
