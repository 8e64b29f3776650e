import ArgumentParser
import MonitorTerminal
import MonitorUI
import TestSupport
import Testing

@testable import mpt_tail

/// Themes of a configuration and of its folder.
@Suite struct ThemeSectionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func appearance(_ arguments: String...) async throws -> Appearance {
    var options = try WatchOptions.parse(arguments)
    let environment = Environment(["XDG_CONFIG_HOME": folder.path])
    return try await SettingsSource(environment: environment).settings(completing: &options.looks)
  }

  private func write(_ path: String, _ text: String) throws { _ = try folder.write("mpt-tail/" + path, text) }

  @Test func aFileOfTheFolderIsATheme() async throws {
    try write("themes/mine.toml", "base = \"nord\"\nseverity-error = \"bold 208\"\n")
    try write("themes/.hidden.toml", "nonsense")
    try write("themes/notes.txt", "nonsense")
    let looks = try await appearance("--theme", "mine")
    #expect(looks.theme?.name == "mine" && looks.theme?[.severityError].full == Paint(208, on: nil, .bold))
    #expect(looks.theme?[.text] == Theme.nord[.text])
    #expect(looks.themes.map(\.name) == Theme.builtIn.map(\.name) + ["mine"])
  }

  @Test func aFileWinsOverASectionAndOverABuiltInTheme() async throws {
    try write("config.toml", "theme = \"mine\"\n[themes.mine]\ntext = \"red\"\n[themes.dark]\ntext = \"red\"\n")
    try write("themes/mine.toml", "text = \"blue\"\n")
    #expect(try await appearance().theme?[.text].full == Paint(4))
    #expect(try await appearance("--theme", "dark").theme?[.text].full == Paint(1))
    #expect(try await appearance("--theme", "default").theme == nil)
  }

  @Test(arguments: [
    ("text = \"red\"\nvalue = \"pinkish\"\n", "line 2", "pinkish"), ("txt = \"red\"", "line 1", "txt"),
    ("[a]\n", "line 1", "sections"), ("base = \"x\"", "line 1", "dracula"), ("text = 3", "line 1", "quotes"),
  ]) func aMistakeIsNamedWithFileAndLine(text: String, line: String, what: String) async throws {
    try write("themes/bad.toml", text)
    await #expect { try await appearance() } throws: {
      "\($0)".contains("themes/bad.toml, \(line): ") && "\($0)".contains(what)
    }
  }

  @Test func aNameThatIsNoThemeIsNamedWithItsLine() async throws {
    try write("config.toml", "\ntheme = \"drakula\"\n")
    await #expect { try await appearance() } throws: {
      "\($0)".contains("config.toml, line 2: ") && "\($0)".contains("'dracula'")
    }
    await #expect { try await appearance("--theme", "nrod") } throws: { "\($0)".contains("--theme: ") }
  }
}
