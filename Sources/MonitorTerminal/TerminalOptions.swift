/// What the person wants of the screen.
package struct TerminalOptions: Sendable {
  package var theme: Theme
  /// False for `NO_COLOR` and `--color never`.
  package var wantsColor: Bool
  /// Only ASCII, for fonts without the glyphs. A locale that is not UTF-8 has the same effect.
  package var ascii: Bool
  /// Whether the terminal is asked to report that its window gets or loses the focus.
  package var wantsFocus: Bool

  package init(theme: Theme = .dark, wantsColor: Bool = true, ascii: Bool = false, wantsFocus: Bool = false) {
    self.wantsFocus = wantsFocus
    self.theme = theme
    self.wantsColor = wantsColor
    self.ascii = ascii
  }
}
