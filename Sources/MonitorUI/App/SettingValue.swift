import MonitorCore

/// A setting of the screen with a value: what the palette lists as `theme: light`, and shows while it is chosen there.
enum SettingValue: Hashable, Sendable {
  case theme(String)
  case timestamps(TimestampMode)
  case layout(PaneArrangement)

  var name: String {
    switch self {
    case .theme(let name): "theme: \(SafeText.line(name))"
    case .timestamps(let mode): "timestamps: \(mode.rawValue)"
    case .layout(let arrangement): "layout: \(arrangement.rawValue)"
    }
  }

  /// Other words by which it is found.
  var synonyms: [String] {
    switch self {
    case .theme(let name): ["colors", "colours", "scheme", "colorscheme", "background", "\(name) theme"]
    case .timestamps(let mode):
      ["times", "zone", "clock", "\(mode.rawValue) times"] + (mode == .relative ? ["age"] : [])
    case .layout(let arrangement): ["arrange", "split", "windows", "\(arrangement.rawValue) layout"]
    }
  }
}

extension Model {
  /// The theme to show: what is chosen in the palette, while it is.
  package var shownTheme: String {
    if case .theme(let name)? = (boxes.last as? CommandPalette)?.previewed(with: keys) { name } else { theme }
  }

  /// All values that can be chosen now.
  var settingValues: [SettingValue] {
    themes.map(SettingValue.theme) + TimestampMode.allCases.map(SettingValue.timestamps)
      + (panes.count > 1 && !isMerged ? PaneArrangement.allCases.map(SettingValue.layout) : [])
  }

  func has(_ value: SettingValue) -> Bool {
    switch value {
    case .theme(let name): theme == name
    case .timestamps(let mode): timestamps == mode
    case .layout(let arrangement): self.arrangement == arrangement
    }
  }

  mutating func apply(_ value: SettingValue) {
    switch value {
    case .theme(let name):
      theme = name
      announce("\(value.name); theme = \"\(name)\" in the configuration keeps it")
    case .timestamps(let mode):
      showsElapsed = false
      timestamps = mode
    case .layout(let arrangement): arrange(arrangement)
    }
  }
}
