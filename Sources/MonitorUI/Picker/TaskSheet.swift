package import MonitorCore

/// Tasks as the picker shows them, for a terminal that is only written to: the same columns, signs and roles.
package enum TaskSheet {
  /// A frame with the heads of the columns and a row for each task. Tasks without an id are left out: nobody could name them.
  package static func frame(
    of tasks: [TaskSnapshot], width: Int, now: Timestamp, zone: @escaping ZoneOffset, glyphs: Glyphs
  ) -> Frame {
    let items = tasks.enumerated().compactMap { number, task in
      TaskID(task.id).map { TaskListing.Item(id: $0, task: task, serial: number) }
    }
    let width = max(1, min(width, maxWidth))
    let columns = PickerColumns(of: items, width: width, glyphs, isList: true)
    var frame = Frame(size: Size(width: width, height: items.count + 1))
    PickerRow.drawHeads(columns, Rect(x: 0, y: 0, width: width, height: 1), on: &frame)
    for (row, item) in items.enumerated() {
      PickerRow(item: item, columns: columns, glyphs: glyphs, clock: ClockText(zone: zone), now: now)
        .draw(Rect(x: 0, y: row + 1, width: width, height: 1), on: &frame)
    }
    return frame
  }

  private static let maxWidth = 160
}
