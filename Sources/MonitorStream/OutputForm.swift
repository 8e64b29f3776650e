/// A form of output and the names by which a person asks for it.
package struct OutputForm: Sendable {
  /// The word for `--output`; `nil` for forms of files and the clipboard alone.
  package let name: String?
  /// What the names of files end with that are saved in this form, in lower case.
  package let suffixes: [String]
  /// Whether entries must keep all their members (`FollowOptions.keepsMembers`) to be written in this form.
  package let keepsMembers: Bool
  /// Whether it writes events that are no entries, and so has a use for estimates of ends.
  package let writesTasks: Bool
  private let make: @Sendable (OutputOptions) -> any EntryWriter

  package func writer(_ options: OutputOptions) -> any EntryWriter { make(options) }

  /// `time  SEVERITY  message`, one entry one line; or the line that a person wants.
  package static let plain = OutputForm(name: "plain", suffixes: [], keepsMembers: false, writesTasks: false) {
    if let format = $0.format { FormattedWriter(format, $0) } else { PlainWriter($0) }
  }
  /// Lines to be heard: the message first, the time last.
  package static let accessible = OutputForm(name: "accessible", suffixes: [], keepsMembers: false, writesTasks: false)
  {
    AccessibleWriter($0)
  }
  /// Events, one JSON object a line.
  package static let events = OutputForm(
    name: "json", suffixes: [".ndjson", ".jsonl"], keepsMembers: true, writesTasks: true
  ) {
    JSONEventWriter(ascii: $0.isASCII)
  }
  /// One JSON array of entries as the server sent them.
  package static let array = OutputForm(name: nil, suffixes: [".json"], keepsMembers: true, writesTasks: false) {
    EntryObjectWriter(begin: "[\n", separator: ",\n", end: "\n]\n", ascii: $0.isASCII)
  }
  /// Entries as the server sent them, one JSON object a line.
  package static let objects = OutputForm(name: nil, suffixes: [], keepsMembers: true, writesTasks: false) {
    EntryObjectWriter(begin: "", separator: "\n", end: "\n", ascii: $0.isASCII)
  }

  package static let all = [plain, events, accessible, array, objects]

  /// The form that `--output` calls by this word.
  package static func named(_ name: String) -> OutputForm? { all.first { $0.name == name } }

  /// The form that a file is saved in, by the end of its name; plain lines where no form has it.
  package static func ofFile(_ path: String) -> OutputForm {
    let path = path.lowercased()
    return all.first { $0.suffixes.contains { path.hasSuffix($0) } } ?? plain
  }
}
