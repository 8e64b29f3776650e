import MonitorUI

/// The file that remembers how panes stood when the screen was left: `$XDG_STATE_HOME/mpt-tail/layout`.
struct LayoutStore: Sendable {
  private let file: StateFile

  /// `nil` where there is no place for it.
  init?(environment: [String: String]) {
    guard let file = StateFile("layout", environment: environment) else { return nil }
    self.file = file
  }

  /// The layout that was left; that of a first start where there is none that can be read.
  func load() -> ChosenLayout { ChosenLayout(text: file.read()) }

  /// Remembers a layout; the file is left alone where it says so already.
  func save(_ layout: ChosenLayout) {
    if layout != load() { file.write(layout.text.utf8) }
  }
}
