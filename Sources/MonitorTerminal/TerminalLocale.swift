import Glibc

/// The character coding of the person's locale.
package enum TerminalLocale {
  /// Takes the locale of the environment on for characters, and tells whether it is UTF-8. Curses and `wcwidth` go by
  /// it. A locale that is not installed is the same as `C`.
  package static func adopt() -> Bool {
    setlocale(LC_CTYPE, "")
    guard let name = nl_langinfo(nl_item(CODESET)) else { return false }
    return String(cString: name) == "UTF-8"
  }
}
