import ArgumentParser
import Logging
import MonitorCore
import MonitorTerminal
import MonitorUI

/// `mpt-tail config`: the settings in force, and where each comes from.
struct ConfigCommand: ProgramCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Print the settings in force, and where each comes from.",
    discussion: "It asks nobody, runs no command, and shows the public part of the token alone.")

  @Flag(help: "Print one JSON object per setting and line.")
  var json = false

  @Option(
    help: ArgumentHelp("The configuration; $XDG_CONFIG_HOME/mpt-tail/config.toml otherwise.", valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var config: String?

  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Diagnostics") var diagnostics: DiagnosticsOptions

  mutating func run(in environment: Environment) async throws {
    let lines: [SettingLine]
    do {
      let configured = try await environment.reading(config: config)
      let access = try PlatformAccess(connection, environment: configured)
      lines =
        await access.lines(connection, environment: environment)
        + (try await SettingsSource(environment: configured).lines(config: config)) + diagnosticsLines(environment)
        + Self.folders(environment)
    } catch let failure as ProgramFailure {
      throw failure.reported()
    }
    let isASCII = !TerminalLocale.adopt()
    try StandardOutput.write(
      json ? lines.map { Self.json($0, ascii: isASCII) } : Self.table(lines, ascii: isASCII))
  }

  private func diagnosticsLines(_ environment: Environment) -> [SettingLine] {
    func line(_ name: String, _ flag: String?, _ variable: String, _ usual: String) -> SettingLine {
      if let flag { return SettingLine(name, flag, "--\(name)") }
      return environment[variable].map { SettingLine(name, $0, variable) } ?? SettingLine(name, usual)
    }
    return [
      line("log-file", diagnostics.logFile, "MPT_TAIL_LOG_FILE", "none"),
      line("log-level", diagnostics.logLevel?.rawValue, "MPT_TAIL_LOG_LEVEL", "info"),
    ]
  }

  private static func folders(_ environment: Environment) -> [SettingLine] {
    [
      ("state", environment.stateFolder, "XDG_STATE_HOME"), ("cache", environment.cacheFolder, "XDG_CACHE_HOME"),
    ].map { name, folder, variable in
      let isNamed = environment[variable]?.hasPrefix("/") == true
      return SettingLine(name, folder ?? "none", isNamed ? variable : SettingLine.byDefault)
    }
  }

  /// `name  value  source` in columns.
  private static func table(_ lines: [SettingLine], ascii: Bool) -> [String] {
    let rows = lines.map { [$0.name, $0.value, $0.source].map { SafeText.line($0, ascii: ascii) } }
    // One very long value does not push all sources off the screen.
    let widths = (0..<2).map { column in min(60, rows.map { DisplayWidth.of($0[column]) }.max() ?? 0) }
    return rows.map { row in
      zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: max(0, width - DisplayWidth.of(cell)) + 2)
      }.joined() + row[2]
    }
  }

  private static func json(_ line: SettingLine, ascii: Bool) -> String {
    var json = JSONWriter(ascii: ascii)
    json.beginObject()
    json.name("setting")
    json.value(line.name)
    json.name("value")
    json.value(line.value)
    json.name("source")
    json.value(line.source)
    json.endObject()
    return String(decoding: json.output, as: UTF8.self)
  }
}
