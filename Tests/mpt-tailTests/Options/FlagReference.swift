import ArgumentParser
import Foundation

@testable import mpt_tail

/// The command line as a document: what `docs/flags.md` says, from what the parser says of itself.
enum FlagReference {
  static func markdown() throws -> String {
    let tool = try JSONDecoder().decode(Tool.self, from: Data(MptTail._dumpHelp().utf8))
    var lines = [
      "# Commands and flags", "",
      "Written from the command line's own description (`Sources/mpt-tail/Options`) by `Scripts/docs`; a test compares it.",
      "Settings of the configuration and variables of the environment that say the same are named with the flags; a flag",
      "counts before a variable, and that before the configuration.", "",
    ]
    for command in tool.command.subcommands ?? [] where command.commandName != "help" {
      let isDefault = command.commandName == tool.command.defaultSubcommand
      let words = (command.arguments ?? []).filter { $0.kind == "positional" }
      let usage = ["mpt-tail"] + (isDefault ? [] : [command.commandName]) + words.map(\.usage)
      lines += ["## \(usage.joined(separator: " "))", "", command.abstract ?? "", ""]
      if let discussion = command.discussion { lines += [discussion, ""] }
      for word in words { lines += ["`\(word.usage)`: \(word.abstract ?? "")", ""] }
      var sections: [(title: String?, flags: [Flag])] = []
      for flag in command.arguments ?? [] where flag.kind != "positional" && flag.shouldDisplay {
        guard !(flag.names ?? []).contains(where: { ["help", "version"].contains($0.name) }) else { continue }
        if let index = sections.firstIndex(where: { $0.title == flag.sectionTitle }) {
          sections[index].flags.append(flag)
        } else {
          sections.append((flag.sectionTitle, [flag]))
        }
      }
      for section in sections {
        if let title = section.title { lines += ["### \(title)", ""] }
        lines += ["| flag | meaning |", "|---|---|"] + section.flags.map(\.row) + [""]
      }
    }
    return lines.joined(separator: "\n")
  }

  private struct Tool: Decodable {
    let command: Command
  }

  private struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let defaultSubcommand: String?
    let subcommands: [Command]?
    let arguments: [Flag]?
  }

  private struct Flag: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String

      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    let kind: String
    let shouldDisplay: Bool
    let sectionTitle: String?
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let abstract: String?
    let isRepeating: Bool

    var usage: String { (valueName ?? "").uppercased() + (isRepeating ? "…" : "") }

    var row: String {
      let spelling = (names ?? []).sorted { $0.name.count < $1.name.count }.map(\.text).joined(separator: ", ")
      let value = kind == "option" ? " \((valueName ?? "value").uppercased())" : ""
      let usual = defaultValue.map { " (default: \($0))" } ?? ""
      let meaning = ((abstract ?? "") + usual).replacingOccurrences(of: "|", with: "\\|")
      return "| `\(spelling)\(value)` | \(meaning) |"
    }
  }
}
