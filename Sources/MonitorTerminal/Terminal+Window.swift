// What a terminal shows beside the screen, or does beside showing.
extension Terminal {
  /// Rings the bell.
  package func bell() { write(TerminalControl.bell) }

  /// Sets the window's title, where there is one. The old one comes back at the end.
  package mutating func setTitle(_ text: String) {
    let bytes = TerminalControl.title(text)
    guard modes.hasTitle, bytes != title else { return }
    title = bytes
    write(bytes)
  }

  /// Shows progress in the window's tab, where it has such a thing. It goes away at the end.
  package func show(_ progress: TerminalControl.Progress) {
    if traits.showsProgress { write(TerminalControl.progress(progress)) }
  }

  /// Sends a notice on its way, and rings where that is a part of it.
  package func notify(_ text: String, by route: NoticeRoute) {
    write(route.bytes(text) + (route.rings ? TerminalControl.bell : []))
  }

  /// Puts text into the clipboard; false when the terminal has no such thing or the text is too long for it. No terminal
  /// reports whether it arrived.
  package func copy(_ text: String) -> Bool {
    guard traits.isXtermLike || traits.multiplexer != .none,
      let bytes = TerminalControl.clipboard(text, through: traits.multiplexer)
    else { return false }
    write(bytes)
    return true
  }
}
