import MonitorCore

/// A setting of the screen with a value: what the palette lists as `theme: light`, and shows while it is chosen there.
enum SettingValue: Hashable, Sendable {
  case theme(String)
  case timestamps(TimestampMode)
  case layout(PaneArrangement)
  case calm(Bool)

  var name: String {
    switch self {
    case .theme(let name): "theme: \(SafeText.line(name))"
    case .timestamps(let mode): "timestamps: \(mode.rawValue)"
    case .layout(let arrangement): "layout: \(arrangement.rawValue)"
    case .calm(let isOn): "calm: \(isOn ? "on" : "off")"
    }
  }

  /// Other words by which it is found.
  var synonyms: [String] {
    switch self {
    case .theme(let name): ["colors", "colours", "scheme", "colorscheme", "background", "\(name) theme"]
    case .timestamps(let mode):
      ["times", "zone", "clock", "\(mode.rawValue) times"] + (mode == .relative ? ["age"] : [])
    case .layout(let arrangement): ["arrange", "split", "windows", "\(arrangement.rawValue) layout"]
    case .calm: ["quiet", "still", "slow terminal", "ticking", "redraw less"]
    }
  }
}

/// How panes stand beside each other.
package enum PaneArrangement: String, CaseIterable, Sendable {
  /// Rows, or columns on a very wide screen.
  case automatic
  case rows, columns, grid
  /// The focused pane, and one line for each of the others.
  case headers
}

/// What a line of the palette does.
enum PaletteDeed: Hashable, Sendable {
  case action(Action)
  case set(SettingValue)
  case removeFilter(TextPattern)
  case expand(template: Int)
  /// Goes to a time, as it was typed.
  case goTo(String)
}
