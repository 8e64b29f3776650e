import Glibc

/// The character coding of the person's locale.
package enum TerminalLocale {
  /// Adopts the locale of the environment for characters, and returns whether it is UTF-8. Curses goes by it.
  ///
  /// A UTF-8 locale that is not installed (`de_DE.UTF-8` on a small image) is replaced by `C.UTF-8`: the terminal has that
  /// coding all the same. Any other that is not installed is the same as `C`.
  @discardableResult
  package static func adopt() -> Bool {
    if setlocale(LC_CTYPE, "") == nil, let wanted, isUnicode(wanted) {
      if setlocale(LC_CTYPE, "C.UTF-8") == nil { setlocale(LC_CTYPE, "C.utf8") }
    }
    guard let name = nl_langinfo(nl_item(CODESET)) else { return false }
    return String(cString: name) == "UTF-8"
  }

  /// What to say once where a UTF-8 locale was asked for and none could be had; `nil` otherwise.
  package static var advice: String? {
    guard !adopt(), let wanted, isUnicode(wanted) else { return nil }
    return "The locale \(TerminalFailure.quoted(wanted)) is not installed, nor is C.UTF-8: the output is 7-bit."
  }

  /// What the environment asks for, as the C library looks it up.
  private static var wanted: String? {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      if let value = getenv(name), value.pointee != 0 { return String(cString: value) }
    }
    return nil
  }

  private static func isUnicode(_ name: String) -> Bool {
    let coding = name.lowercased().split(separator: "@")[0]
    return coding.hasSuffix(".utf-8") || coding.hasSuffix(".utf8")
  }
}
