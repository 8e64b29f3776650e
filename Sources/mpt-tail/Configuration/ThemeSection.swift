import FoundationEssentials
import MonitorTerminal

/// Reads a theme of a configuration: a section `[themes.NAME]`, or what a file of its own holds.
enum ThemeSection {
  private static let maxBytes = 64 << 10
  /// More files than anyone has themes.
  private static let maxFiles = 200

  /// `base` names the theme to start from; every other key is a part of the screen.
  static func theme(_ section: ConfigurationFile.Section, named name: String) throws(ConfigurationFailure) -> Theme {
    var theme = Theme(.dark, name: name)
    for entry in section.entries.filter({ $0.key == "base" }) + section.entries.filter({ $0.key != "base" }) {
      guard case .string(let text) = entry.value else {
        throw ConfigurationFailure(
          line: entry.line, sentence: "'\(entry.key)' takes a text in quotes, such as \"bold 208\".")
      }
      if entry.key == "base" {
        guard let base = Theme.named(text) else {
          throw ConfigurationFailure(
            line: entry.line, sentence: "'base' takes one of \(Theme.builtIn.map(\.name).joined(separator: ", ")).")
        }
        theme = Theme(base, name: name)
        continue
      }
      do throws(ThemeFailure) {
        theme = try ThemeParser.parse([entry.key: text], named: name, over: theme)
      } catch {
        throw ConfigurationFailure(line: entry.line, sentence: error.description)
      }
    }
    return theme
  }

  /// The themes of a folder: of each file `NAME.toml` in it. Throws for the first that cannot be used, with its path.
  static func themes(inFolder folder: String) throws(ProgramFailure) -> [Theme] {
    var themes: [Theme] = []
    // Where there is no such folder, there are no such themes.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for file in names.filter({ $0.hasSuffix(".toml") && !$0.hasPrefix(".") }).sorted().prefix(maxFiles) {
      let path = "\(folder)/\(file)"
      do throws(ConfigurationFailure) {
        themes.append(try theme(path: path, named: String(file.dropLast(".toml".count))))
      } catch {
        throw ProgramFailure(error.sentence(in: path), exit: .usage)
      }
    }
    return themes
  }

  private static func theme(path: String, named name: String) throws(ConfigurationFailure) -> Theme {
    let file: SmallFile
    do {
      file = try SmallFile.read(path, limit: maxBytes)
    } catch {
      throw ConfigurationFailure(sentence: "cannot be read: \(error.reason).")
    }
    guard let text = file.text else { throw ConfigurationFailure(sentence: "is neither UTF-8 nor UTF-16.") }
    let configuration = try ConfigurationFile(text)
    if let section = configuration.sections.first(where: { !$0.name.isEmpty }) {
      throw ConfigurationFailure(line: section.line, sentence: "a theme's file has no sections.")
    }
    return try theme(configuration.sections[0], named: name)
  }
}
