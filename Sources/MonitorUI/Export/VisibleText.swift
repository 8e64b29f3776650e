import MonitorCore

/// Entries as the screen shows them, as text to be pasted elsewhere: no colours, and nothing cut that anybody pastes.
struct VisibleText {
  let store: LogStore
  let pane: Pane
  let format: RowFormat
  let texts: EntryTexts
  /// The tags of the tasks, by their numbers.
  let tags: [String]

  /// How much of a message, and of all, is laid out, in bytes: the screen waits for it.
  private static let (maxOfOne, maxBytes) = (262_144, 2 << 20)

  /// Lines, each ended; a message's further lines stand under its first.
  func text(of slots: [Slot]) -> String {
    let reader = RowReader(store: store, pane: pane, format: format, hasOlder: false)
    var message = FilledMessage(maxBytes: Self.maxOfOne)
    var result = ""
    for (done, slot) in slots.enumerated() where store.holds(slot) {
      guard result.utf8.count < Self.maxBytes else {
        return result + "[cut: \(NumberText.entries(slots.count - done)) more; a file that is saved has them]\n"
      }
      var head = ""
      if format.timeWidth > 0 {
        head += texts.time(of: slot, reader, format).leftPadded(to: format.timeWidth) + "  "
      }
      if format.tagWidth > 0 {
        head += tags[store.task(of: slot)].padded(to: format.tagWidth) + " "
      }
      head += texts.word(of: slot, reader.severity(of: slot), reader, format).padded(to: format.severityWidth) + "  "
      let count = pane.index.count(of: slot)
      if count > 1 {
        head += texts.glyphs.times + NumberText.grouped(count) + " "
        message.show(template: store.message(of: slot))
      } else if let version = reader.version(of: slot) {
        message.fill(template: version.message, parameters: version.parameters)
      } else {
        store.fill(slot, into: &message)
      }
      let indent = String(repeating: " ", count: head.columns)
      for (number, line) in SafeText.screen(message.text, values: []).enumerated() {
        result += (number == 0 ? head : indent) + line.runs.map(\.text).joined() + "\n"
      }
      if message.isCut { result += indent + "[cut: a file that is saved has all of it, and so has its JSON]\n" }
    }
    return result
  }
}
