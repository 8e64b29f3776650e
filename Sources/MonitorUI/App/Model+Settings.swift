import MonitorCore

// The settings that have a value: see `SettingValue`.
extension Model {
  /// The theme to show: what is chosen in the palette, while it is.
  package var shownTheme: String {
    if case .theme(let name)? = (boxes.last as? CommandPalette)?.previewed(with: keys) { name } else { theme }
  }

  /// All values that can be chosen now.
  var settingValues: [SettingValue] {
    themes.map(SettingValue.theme) + TimestampMode.allCases.map(SettingValue.timestamps)
      + (panes.count > 1 && !isMerged ? PaneArrangement.allCases.map(SettingValue.layout) : [])
      + [.calm(true), .calm(false)]
  }

  func has(_ value: SettingValue) -> Bool {
    switch value {
    case .theme(let name): theme == name
    case .timestamps(let mode): timestamps == mode
    case .layout(let arrangement): self.arrangement == arrangement
    case .calm(let isOn): isCalm == isOn
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
    case .calm(let isOn):
      isCalm = isOn
      announce("\(value.name); calm = \(isOn) in the configuration keeps it")
    }
  }
}
