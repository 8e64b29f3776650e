/// The keys as a document: Markdown, a part a context.
package enum KeyReference {
  /// What `docs/keys.md` has to say of a table of keys.
  package static func markdown(of keys: KeyMap) -> String {
    var lines = [
      "# Keys", "",
      "Written from the action table (`Sources/MonitorUI/Actions/ActionTable.swift`) by `Scripts/docs`; a test compares",
      "it. An action's name is what the palette (`:`) shows, with hyphens; a configuration gives it other keys in `[keys]`,",
      "or for one context alone in its own section.", "",
    ]
    for context in KeyMap.Context.allCases {
      let rows = keys.rows(in: context)
      guard !rows.isEmpty else { continue }
      lines += [
        "## In the \(context.title)", "", "Section: `[\(context == .log ? "keys" : "keys." + context.rawValue)]`",
      ]
      lines += ["", "| | keys | what they do | actions |", "|---|---|---|---|"]
      var section: ActionRow.Section?
      for row in rows {
        let title = row.section == section ? "" : row.section.rawValue
        let names = row.bindings.map { "`\($0.action.rawValue)`" }
        let actions = names.count > 2 ? "\(names[0]) … \(names[names.count - 1])" : names.joined(separator: ", ")
        let help = row.use(in: context)?.help ?? ""
        lines.append("| \(title) | `\(escaped(row.label))` | \(escaped(help)) | \(actions) |")
        section = row.section
      }
      for row in keys.keylessRows(in: context) {
        let names = row.bindings.map { "`\($0.action.rawValue)`" }.joined(separator: ", ")
        lines.append(
          "| \(row.section.rawValue) | by the palette | \(escaped(row.use(in: context)?.help ?? "")) | \(names) |")
      }
      lines.append("")
      if !context.notes.isEmpty { lines += [context.notes.joined(separator: " "), ""] }
    }
    return lines.joined(separator: "\n")
  }

  private static func escaped(_ text: String) -> String {
    String(text.flatMap { $0 == "|" ? ["\\", "|"] : [$0] })
  }
}
