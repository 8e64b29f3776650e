/// The command line as a document: what `docs/flags.md` says, from what the parser says of itself.
enum FlagReference {
  static func markdown() throws -> String {
    let tool = try CommandLineDescription.read()
    var lines = [
      "# Commands and flags", "",
      "Written from the command line's own description (`Sources/mpt-tail/Options`) by `Scripts/docs`; a test compares it.",
      "Settings of the configuration and variables of the environment that say the same are named with the flags; a flag",
      "counts before a variable, and that before the configuration.", "",
    ]
    for command in tool.command.subcommands ?? [] where command.commandName != "help" {
      let isDefault = command.commandName == tool.command.defaultSubcommand
      let words = command.words
      let usage = ["mpt-tail"] + (isDefault ? [] : [command.commandName]) + words.map(\.usage)
      lines += ["## \(usage.joined(separator: " "))", "", command.abstract ?? "", ""]
      if let discussion = command.discussion { lines += [discussion, ""] }
      for word in words { lines += ["`\(word.usage)`: \(word.abstract ?? "")", ""] }
      for section in command.sections {
        if let title = section.title { lines += ["### \(title)", ""] }
        lines += ["| flag | meaning |", "|---|---|"] + section.flags.map(\.row) + [""]
      }
    }
    return lines.joined(separator: "\n")
  }
}
