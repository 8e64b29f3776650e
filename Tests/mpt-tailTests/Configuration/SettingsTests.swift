import ArgumentParser
import Foundation
import MonitorCore
import MonitorTerminal
import MonitorUI
import TestSupport
import Testing

@testable import mpt_tail

@Suite struct SettingsTests {
  private func settings(_ text: String) throws -> Settings { try Settings(ConfigurationFile(text)) }

  @Test func boxesHaveKeysOfTheirOwn() throws {
    let text = """
      [keys.picker]
      mark-task = ["Space", "Ins"]
      [keys]
      preset = "less"
      copy = "F5"
      """
    let keys = try Settings(ConfigurationFile(text)).keys
    #expect(keys.action(of: .insert, in: .picker) == .markTask)
    #expect(keys.action(of: " ", in: .picker) == .markTask && keys.action(of: " ", in: .log) == .pageDown)
    #expect(keys.action(of: .function(5), in: .log) == .copy && keys.action(of: "e", in: .log) == .lineDown)
    #expect(keys.action(of: .enter, in: .picker) == .watch)
    for wrong in ["[keys.picker]\ncopy = \"x\"", "[keys.pick]\nwatch = \"x\"", "[keys.picker]\npreset = \"less\""] {
      #expect(throws: ConfigurationFailure.self) { try Settings(ConfigurationFile(wrong)) }
    }
  }

  @Test func understandsEverySetting() throws {
    let settings = try settings(
      """
      theme = "mine"
      level = "warning"
      timestamps = "utc"
      ascii = true
      interval = 5
      notify = "bell"
      notify-when = "unfocused"
      calm = true
      [keys]
      preset = "less"
      copy = "F5"
      [themes.mine]
      base = "dark"
      severity-error = "bold 208"
      """)
    #expect(settings.level == .warning)
    #expect(settings.timestamps == .utc)
    #expect(settings.ascii == true)
    #expect(settings.interval == 5)
    #expect(settings.notify == .bell && settings.notifyWhen == .unfocused && settings.calm == true)
    #expect(settings.keys.action(of: .function(5), in: .log) == .copy)
    #expect(settings.keys.action(of: "<", in: .log) == .top)
    let theme = try #require(try settings.theme(named: "mine"))
    #expect(theme[.severityError].full == Paint(208, on: nil, .bold))
    #expect(theme[.value] == Theme.dark[.value])
    #expect(try settings.theme(named: "high-contrast") == .highContrast)
  }

  @Test(arguments: [
    ("colour = \"x\"", 1, "no setting"), ("themes = \"dark\"", 1, "'theme'"),
    ("\nlevel = \"loud\"", 2, "warning"), ("ascii = \"yes\"", 1, "true or false"), ("interval = 0.1", 1, "0.2"),
    ("interval = \"5\"", 1, "without quotes"), ("notify = \"mail\"", 1, "bell"),
    ("notify-when = \"x\"", 1, "unfocused"),
    ("calm = 1", 1, "true or false"), ("theme = 3", 1, "quotes"),
    ("format = \"{tme}\"", 1, "'time'"), ("format = true", 1, "quotes"),
    ("[key]", 1, "[keys]"), ("[keys]\ncopi = \"x\"", 2, "'copy'"), ("[keys]\ncopy = \"Ctl-X\"", 2, "Ctrl"),
    ("[keys]\ncopy = true", 2, "[\"j\""), ("[keys]\ncopy = \"F5\"\nsave = \"F5\"", 3, "line 2"),
    ("[keys]\nsearch = \"n\"", 2, "'next-match'"),
    ("[keys.picker]\nmark-task = \"Enter\"", 2, "'watch'"), ("[keys]\ncopy = \"Ctrl-I\"", 2, "Tab"),
    ("[keys]\nsave = [\n\"Ctrl-S\"]", 2, "output"), ("[keys]\ncopy = \"Ctrl-7\"", 2, "nothing"),
    ("portal = \"x\"", 1, "address"), ("history = \"no\"", 1, "'history' takes true or false"),
    ("[keys]\npreset = \"vim\"", 2, "k9s"), ("[themes.a]\ntext = \"pink\"", 2, "no colour"),
    ("[themes.a]\ntxt = \"red\"", 2, "severity-error"), ("[themes.a]\nbase = \"b\"", 2, "mono"),
    ("[keys]\ngo-there = \"x\"", 2, "nothing that a key can do"),
  ]) func tellsTheLineAndWhatThereIs(text: String, line: Int, hint: String) {
    #expect { try settings(text) } throws: {
      guard let failure = $0 as? ConfigurationFailure else { return false }
      return failure.line == line && failure.sentence.contains(hint)
    }
  }

  @Test func asksFlagsThenTheEnvironmentThenTheFile() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "c.toml", "level = \"debug\"\ntimestamps = \"off\"\ninterval = 9\nformat = \"{message}\"\ntheme = \"dark\"\n")
    let source = SettingsSource(
      environment: Environment([
        "MPT_TAIL_CONFIG": path, "MPT_TAIL_TIMESTAMPS": "utc", "MPT_TAIL_INTERVAL": "3",
      ]))
    var options = try WatchOptions.parse(["--interval", "1"])
    let appearance = try await source.settings(completing: &options.looks)
    #expect(options.interval == 1 && appearance.interval == 3)
    #expect(options.looks.timestamps == .utc && options.looks.format != nil && options.looks.output.isAuto)
    #expect(appearance.level?.severity == .debug)
    #expect(appearance.theme == .dark)
    var flagged = try WatchOptions.parse(["--theme", "light"])
    #expect(try await source.settings(completing: &flagged.looks).theme == .light)
  }

  private func appearance(_ arguments: [String], _ environment: [String: String] = [:]) async throws -> Appearance {
    var options = try WatchOptions.parse(arguments)
    return try await SettingsSource(environment: Environment(environment)).settings(completing: &options.looks)
  }

  @Test(arguments: KeyPreset.allCases) func presetsHaveNoKeyThatNeverArrives(preset: KeyPreset) {
    for row in preset.keys.rows {
      for key in row.bindings.filter({ $0.action != .suspend && $0.action != .interrupt }).flatMap(\.keys) {
        #expect(SilentKeys.reason(key) == nil, "\(key.label)")
      }
    }
  }

  @Test func anActionMayMoveWhereTheOtherMovesToo() throws {
    let keys = try settings("[keys]\nsearch = \"n\"\nnext-match = [\"Ctrl-N\"]\n").keys
    #expect(keys.action(of: "n", in: .log) == .search && keys.action(of: .control("n"), in: .log) == .nextMatch)
    #expect(try settings("[keys]\nsearch = \"n\"\nnext-match = []").keys.action(of: "/", in: .log) == nil)
  }

  @Test func needsNoFileButTheOneNamed() async throws {
    let folder = try TemporaryFolder()
    let looks = try await appearance([], ["XDG_CONFIG_HOME": folder.path])
    #expect(looks.theme == nil && looks.notify.way == .auto)
    for named in [folder.path + "/none.toml", folder.path, "/dev/zero"] {
      await #expect { try await appearance(["--config", named]) } throws: { ($0 as? ProgramFailure)?.exit == .usage }
    }
    #expect(try await appearance(["--config", "/dev/null"]).theme == nil)
  }

  @Test func readsTheFileWhateverAnEditorPutBeforeIt() async throws {
    let folder = try TemporaryFolder()
    let marked = try folder.write("marked.toml", "\u{FEFF}theme = \"dark\"\r\n")
    #expect(try await appearance(["--config", marked]).theme == .dark)
    let wide = folder.path + "/wide.toml"
    let units: [UInt8] = "\u{FEFF}theme = \"dark\"\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    try #require(FileManager.default.createFile(atPath: wide, contents: Data(units)))
    #expect(try await appearance(["--config", wide]).theme == .dark)
  }

  @Test func findsTheFileWhereTheSpecificationSays() {
    func path(_ environment: [String: String]) -> String? {
      ConfigurationText.usualPath(in: Environment(environment))
    }
    #expect(path(["XDG_CONFIG_HOME": "/c", "HOME": "/h"]) == "/c/mpt-tail/config.toml")
    #expect(path(["XDG_CONFIG_HOME": "c", "HOME": "/h"]) == "/h/.config/mpt-tail/config.toml")
    #expect(path([:]) == nil)
  }

  @Test func namesFlagAndVariableInItsSentences() async throws {
    await #expect { try await appearance(["--theme", "pi\u{1B}nk"]) } throws: {
      "\($0)".contains("--theme") && "\($0)".contains("colour-blind") && !"\($0)".contains("\u{1B}")
    }
    await #expect { try await appearance([], ["MPT_TAIL_LEVEL": "x"]) } throws: { "\($0)".contains("MPT_TAIL_LEVEL") }
    #expect(try await appearance([], ["MPT_TAIL_LEVEL": "warn"]).theme == nil)
    #expect(try await appearance([], ["MPT_TAIL_NOTIFY_WHEN": "unfocused"]).notify.when == .unfocused)
  }
}
