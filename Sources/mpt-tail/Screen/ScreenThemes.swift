import MonitorTerminal
import MonitorUI

/// Which theme the screen shows: the chosen one, or the one that fits the terminal's background, which the terminal is asked
/// for once.
struct ScreenThemes {
  private let themes: [Theme]
  private var background: TerminalBackground
  private let store: BackgroundStore?
  private let isKnown: Bool
  private var askedAt: Duration?
  private var wasAsked = false
  /// The theme that the terminal has.
  private(set) var shown: Theme

  /// How long after the question an answer is one.
  private static let patience = Duration.seconds(1)

  init(_ appearance: Appearance, environment: Environment) {
    themes = appearance.themes
    store = BackgroundStore(environment: environment)
    let said = TerminalBackground(variable: environment["COLORFGBG"])
    isKnown = said != nil
    background = said ?? store?.load() ?? .dark
    shown = appearance.theme ?? background.theme
  }

  /// The names that can be chosen.
  var names: [String] {
    let names = themes.map(\.name)
    return names.contains(Theme.automaticName) ? names : [Theme.automaticName] + names
  }

  /// The theme to show in place of the shown one; `nil` where that is it.
  mutating func change(to name: String) -> Theme? {
    let theme = themes.first { $0.name == name } ?? background.theme
    guard theme != shown else { return nil }
    shown = theme
    return theme
  }

  /// Whether to ask for the background now, after the first frame: once, where nothing said it and it decides something.
  mutating func asks(_ name: String, at now: Duration) -> Bool {
    guard !wasAsked, !isKnown, name == Theme.automaticName else { return false }
    wasAsked = true
    askedAt = now
    return true
  }

  /// Records an answer, unless it comes too late.
  mutating func record(_ background: TerminalBackground, at now: Duration) {
    guard let asked = askedAt, now - asked <= Self.patience else { return }
    askedAt = nil
    self.background = background
    store?.save(background)
  }
}
