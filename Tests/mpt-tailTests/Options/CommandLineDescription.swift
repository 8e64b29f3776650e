import ArgumentParser
import Foundation

@testable import mpt_tail

/// What the parser of the command line says of itself: what documents are made from.
struct CommandLineDescription: Decodable {
  let command: Command

  static func read() throws -> CommandLineDescription {
    try JSONDecoder().decode(CommandLineDescription.self, from: Data(MptTail._dumpHelp().utf8))
  }

  struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let defaultSubcommand: String?
    let subcommands: [Command]?
    let arguments: [Flag]?

    /// What is given without a flag.
    var words: [Flag] { (arguments ?? []).filter { $0.kind == "positional" } }

    /// The flags, by their titles; those without one first.
    var sections: [(title: String?, flags: [Flag])] {
      var sections: [(title: String?, flags: [Flag])] = []
      for flag in arguments ?? [] where flag.kind != "positional" && flag.shouldDisplay {
        guard !(flag.names ?? []).contains(where: { ["help", "version"].contains($0.name) }) else { continue }
        if let index = sections.firstIndex(where: { $0.title == flag.sectionTitle }) {
          sections[index].flags.append(flag)
        } else {
          sections.append((flag.sectionTitle, [flag]))
        }
      }
      return sections
    }
  }

  struct Flag: Decodable {
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

    /// `-n, --tail COUNT`
    var spelling: String {
      let names = (names ?? []).sorted { $0.name.count < $1.name.count }.map(\.text).joined(separator: ", ")
      return kind == "option" ? "\(names) \((valueName ?? "value").uppercased())" : names
    }

    var meaning: String { (abstract ?? "") + (defaultValue.map { " (default: \($0))" } ?? "") }

    /// A row of a table in Markdown.
    var row: String { "| `\(spelling)` | \(meaning.replacingOccurrences(of: "|", with: "\\|")) |" }
  }
}
