// Schemes that people of terminals know, each on its own ground, in the nearest of the 256 colours; where a tone misses a
// contrast of 4.5 it is the next one that has it.
extension Theme {
  /// After Dracula: violet and pink.
  package static let dracula = Theme(
    name: "dracula",
    tones: Tones(
      ground: .painted(236), band: 238, focus: 54, track: 240, text: 255, dim: 146, accent: 183, value: 117,
      special: 218,
      good: 84, warn: 228, bad: 217, tags: [117, 183, 159, 218, 153, 189, 225, 147],
      error: .init(231, on: 88), failure: .init(16, on: 203), new: .init(16, on: 141), match: .init(16, on: 228),
      currentMatch: .init(16, on: 215), selection: .init(255, on: 240)))

  /// After Gruvbox dark: warm, with little blue.
  package static let gruvbox = Theme(
    name: "gruvbox",
    tones: Tones(
      ground: .painted(235), band: 236, focus: 238, track: 240, text: 223, dim: 249, accent: 214, value: 116,
      special: 182, good: 148, warn: 221, bad: 216, tags: [116, 182, 152, 147, 153, 189, 218, 224],
      error: .init(223, on: 88), failure: .init(16, on: 203), new: .init(16, on: 109), match: .init(16, on: 179),
      currentMatch: .init(16, on: 208), selection: .init(223, on: 240)))

  /// After Nord: cold and quiet.
  package static let nord = Theme(
    name: "nord",
    tones: Tones(
      ground: .painted(236), band: 237, focus: 238, track: 240, text: 254, dim: 250, accent: 117, value: 116,
      special: 182,
      good: 150, warn: 222, bad: 217, tags: [117, 116, 182, 153, 147, 189, 152, 225],
      error: .init(231, on: 95), failure: .init(16, on: 174), new: .init(16, on: 110), match: .init(16, on: 186),
      currentMatch: .init(16, on: 216), selection: .init(255, on: 240)))

  /// After Solarized dark.
  package static let solarizedDark = Theme(
    name: "solarized-dark",
    tones: Tones(
      ground: .painted(234), band: 235, focus: 237, track: 239, text: 250, dim: 248, accent: 75, value: 80,
      special: 176,
      good: 148, warn: 179, bad: 210, tags: [75, 80, 147, 176, 111, 152, 183, 153],
      error: .init(224, on: 88), failure: .init(16, on: 203), new: .init(16, on: 37), match: .init(16, on: 136),
      currentMatch: .init(16, on: 166), selection: .init(255, on: 239)))

  /// After Solarized light: dark tones on cream.
  package static let solarizedLight = Theme(
    name: "solarized-light",
    tones: Tones(
      ground: .painted(230), band: 254, focus: 195, track: 250, text: 238, dim: 241, accent: 25, value: 24, special: 90,
      good: 22, warn: 94, bad: 124, tags: [25, 23, 55, 90, 60, 24, 53, 54],
      error: .init(88, on: 224), failure: .init(231, on: 160), new: .init(231, on: 25), match: .init(16, on: 179),
      currentMatch: .init(16, on: 215), selection: .init(16, on: 152)))
}

extension Theme {
  /// The built-in ones. `default`, which is `dark` or `light` by the terminal's background, is not among them.
  package static let builtIn: [Theme] = [
    dark, light, dracula, gruvbox, nord, solarizedDark, solarizedLight, highContrast, colourBlind, colourBlindLight,
    mono,
  ]

  /// The name of the theme that fits the terminal's background.
  package static let automaticName = "default"

  /// A built-in theme by its name, in any case; `nil` when there is none.
  package static func named(_ name: String) -> Theme? {
    builtIn.first { $0.name == name.lowercased() }
  }
}
