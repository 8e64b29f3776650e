import Glibc

/// Why there can be no screen here. The program then goes on with plain lines and says this once.
package enum TerminalFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// `TERM` is unset or empty.
  case typeUnset
  /// The system has no description of this `TERM`.
  case typeUnknown(String)
  /// It has one, and by it the cursor cannot be moved (`dumb`).
  case cannotMoveCursor(String)
  /// Standard output is no terminal, or none that can be opened.
  case noTerminal
  /// The system refused something, with its error number.
  case system(String, Int32)

  /// A sentence for the person.
  package var description: String {
    switch self {
    case .typeUnset: "TERM is not set, so there is no screen to draw on."
    case .typeUnknown(let type): "The terminal type \(Self.quoted(type)) in TERM is not known to this system."
    case .cannotMoveCursor(let type): "A terminal of the type \(Self.quoted(type)) cannot show a screen."
    case .noTerminal: "Standard output is not a terminal."
    case .system(let what, let number): "Could not \(what): \(String(cString: strerror(number)))."
    }
  }

  /// A foreign word as it may stand in a sentence: printable ASCII, at most 60 characters.
  static func quoted(_ type: String) -> String {
    "'" + String(String.UnicodeScalarView(type.unicodeScalars.prefix(60).map { (" "..."~").contains($0) ? $0 : "?" }))
      + "'"
  }
}
