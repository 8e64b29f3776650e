/// What a terminal can do beside drawing, as far as its environment says.
package struct TerminalTraits: Sendable {
  package enum Multiplexer: Hashable, Sendable {
    case none, tmux, screen
  }

  /// Understands what xterm does: a title, bracketed paste, mouse reports, OSC in general.
  package let isXtermLike: Bool
  package let multiplexer: Multiplexer
  /// Shows progress by OSC 9;4. Others read OSC 9 as a notification and would show one a second.
  package let showsProgress: Bool
  /// The terminal, where it is a known one and no multiplexer is between.
  let known: KnownTerminal?

  /// Says what its background is when it is asked by OSC 11. GNU screen hands the answer of the terminal around it to
  /// whichever window is shown.
  package let answersBackground: Bool

  /// Whether a type of terminal belongs to xterm's family by its name, so that it can be used as an xterm with 256
  /// colours where the system has no description of it (`xterm-kitty` on a machine one has logged in to).
  static func isXtermFamily(_ type: String) -> Bool {
    let families = ["xterm-", "kitty", "ghostty", "alacritty", "foot", "wezterm", "contour", "konsole", "vte"]
    return type.hasSuffix("-256color") || families.contains { type.hasPrefix($0) }
  }

  /// From `TERM` and what terminal programs set.
  package init(environment: [String: String]) {
    let type = environment["TERM"] ?? ""
    let known = [
      "xterm", "rxvt", "tmux", "alacritty", "kitty", "foot", "wezterm", "konsole", "gnome", "vte", "iterm", "putty",
      "st-", "contour", "ghostty", "mlterm",
    ]
    let isPlainScreen = type.hasPrefix("screen")
    if environment["TMUX"].map({ !$0.isEmpty }) == true || type.hasPrefix("tmux") {
      multiplexer = .tmux
    } else if isPlainScreen || environment["STY"].map({ !$0.isEmpty }) == true {
      multiplexer = .screen
    } else {
      multiplexer = .none
    }
    isXtermLike = known.contains { type.hasPrefix($0) } || (isPlainScreen && multiplexer == .tmux)
    answersBackground = isXtermLike && !isPlainScreen && multiplexer != .screen
    // Inside a multiplexer these would reach nobody, or whoever looks at another window.
    let isDirect = isXtermLike && multiplexer == .none
    self.known = isDirect ? KnownTerminal.find(in: environment) : nil
    showsProgress = self.known?.showsProgress == true
  }
}
