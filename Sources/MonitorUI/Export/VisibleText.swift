package import MonitorCore

/// Entries as the screen shows them, as text to be pasted elsewhere: no colours, nothing cut.
struct VisibleText {
  let model: Model
  let pane: Pane

  /// Lines, each ended; a message's further lines stand under its first.
  func text(of slots: [Slot]) -> String {
    let format = RowFormat(
      width: 200, timestamps: model.timestamps, tagWidth: model.format(of: pane, width: 200).tagWidth, wraps: false)
    let reader = RowReader(store: model.store, pane: pane, format: format, hasOlder: false)
    let rows = RowPainter(model: model, pane: pane)
    let clock = model.clock
    var message = FilledMessage()
    var result = ""
    for slot in slots where slot < Slot(model.store.count) {
      var head = ""
      if format.timeWidth > 0 {
        head += rows.time(of: slot, reader, format, clock).leftPadded(to: format.timeWidth) + "  "
      }
      if format.tagWidth > 0 {
        head += model.tag(of: model.store.task(of: slot)).padded(to: format.tagWidth) + " "
      }
      head += rows.word(of: slot, reader.severity(of: slot), reader, format).padded(to: format.severityWidth) + "  "
      let count = pane.index.count(of: slot)
      if count > 1 {
        head += model.glyphs.times + NumberText.grouped(count) + " "
        message.show(template: model.store.message(of: slot))
      } else if let version = reader.version(of: slot) {
        message.fill(template: version.message, parameters: version.parameters)
      } else {
        model.store.fill(slot, into: &message)
      }
      let indent = String(repeating: " ", count: head.columns)
      for (number, line) in SafeText.screen(message.text, values: []).enumerated() {
        result += (number == 0 ? head : indent) + line.runs.map(\.text).joined() + "\n"
      }
    }
    return result
  }
}

extension Model {
  /// The entries whose lines the focused pane shows, in order; empty on a tiny screen.
  package var visibleEntries: [Slot] {
    guard let pane = focusedPane, let area = focusedArea else { return [] }
    var reader = reader(of: pane, width: area.logs.width)
    let top = top(of: pane, &reader, rows: area.logs.height)
    var slots: [Slot] = []
    for row in reader.rows(from: top, count: area.logs.height) {
      if let slot = row.slot, slots.last != slot { slots.append(slot) }
    }
    return slots
  }
}
