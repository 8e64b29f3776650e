/// The rows of what is taken along, and of what is done so seldom that only the palette has it.
extension ActionTable {
  static let keeping: [ActionRow] = [
    row(
      .keep, [(.copy, ["y", "c"])], counted: true, use(.log, help: "copy this line; 10y: ten"),
      use(.details, help: "copy this entry; 5y: five", footer: 35, "copy"),
      synonyms: ["clipboard", "yank", "line", "cp"]),
    row(
      .keep, [(.copyJSON, ["Y"])], counted: true, use(.log, .details, help: "copy it as JSON"),
      synonyms: ["clipboard"]),
    row(
      .keep, [(.save, ["s"])], use(.log, help: "save what is shown", footer: 310, "save"),
      synonyms: ["write", "w", "export", "file", "dump", "log to file", "write to", "tee", "download"]),
    row(
      .keep, [(.openPortal, ["o"])], use(.log, .details, help: "the task in the browser"),
      synonyms: ["web", "url", "browser", "link"]),
    row(
      .keep, [(.plainStream, [.control("o")])], use(.log, help: "plain lines, and back"),
      synonyms: ["stdout", "normal screen"]),
  ]

  /// What is done so seldom that no key is spent on it: the palette has it, and a configuration can give it one.
  static let rare: [ActionRow] = [
    row(
      .keep, [(.openInPager, [])], use(.log, help: "what is shown, in $PAGER as plain text"),
      synonyms: ["less", "pager", "more", "view", "v", "text"]),
    row(
      .keep, [(.copyCommand, [])], use(.log, help: "the command that shows this again"),
      synonyms: ["copy as command", "clipboard", "shell", "reproduce", "share"]),
    row(
      .replay, [(.skipIdle, [])], use(.replay, help: "pass over times in which nothing happens"),
      synonyms: ["gaps", "pauses", "quiet"]),
  ]
}
