import MonitorCore

/// The picker: tasks in rows, newest first, and above them what is typed to narrow them.
///
/// ```
///  mpt-tail  api.platform.softwareone.com · TKN-1234-5678                  128 tasks   13:52:07
///  Watch  import▏                                                    12 of 128 · 2 marked
///      STATUS       PROGRESS            AGE  NAME                     TASK
///  ▸   Processing   ██████▍░░░░░ 57.3 %  11m  Importing subscriptions  TSK-5498-1544-6054-5440
///    ◆ Queued       ░░░░░░░░░░░░          2h  Importing price lists    TSK-0001-2474-4798-1266
///  type to filter  ↑↓ move  Space mark  Enter watch 2  Esc leave
/// ```
struct PickerView {
  let scene: Scene
  let picker: Picker

  func draw(on frame: inout Frame) {
    guard scene.size.width > 0, scene.size.height > 0 else { return }
    let layout = PickerLayout(size: scene.size)
    if let title = layout.title { scene.title([[state]]).draw(title, on: &frame) }
    if let prompt = layout.prompt { drawPrompt(prompt, on: &frame) }
    let window = picker.window(rows: layout.rowCount)
    if window.isEmpty {
      drawNothing(layout.rows, on: &frame)
    } else {
      let items = picker.shown[window].map { picker.list.items[$0] }
      let columns = PickerColumns(
        of: items, width: scene.size.width, scene.glyphs, usual: scene.usualDurations)
      if let heads = layout.heads { PickerRow.drawHeads(columns, heads, on: &frame) }
      for (row, item) in items.enumerated().prefix(layout.rows.height) {
        let area = Rect(x: 0, y: layout.rows.y + row, width: scene.size.width, height: 1)
        let isWatched = scene.openTasks.contains { scene.tasks[$0].id == item.id }
        let sign: PickerRow.Sign = picker.marked.contains(item.id) ? .marked : isWatched ? .watched : .none
        PickerRow(
          item: item, columns: columns, glyphs: scene.glyphs, clock: scene.clock, now: scene.time.now,
          usual: scene.usualDurations, filter: picker.filter, sign: sign,
          isCurrent: window.lowerBound + row == picker.cursor
        ).draw(area, on: &frame)
      }
    }
  }

  /// How reading the list goes.
  private var state: Segment {
    let glyphs = scene.glyphs
    let list = picker.list
    if let problem = picker.problem, !list.items.isEmpty {
      let retry = picker.secondsToRetry(scene.time.engine).map {
        " \(glyphs.dot) retry in \(DurationText.short($0.rounded(.up)))"
      }
      return Segment("stale \(glyphs.dot) \(problem)\(retry ?? "")", .stale)
    }
    if picker.problem != nil { return Segment("no list", .refused) }
    guard list.isRead else { return Segment("\(glyphs.connecting) asking", .title) }
    let total = max(list.items.count, list.total ?? 0)
    let lost = list.unreadableCount
    let unread = lost > 0 ? " \(glyphs.dot) \(NumberText.grouped(lost)) cannot be read" : ""
    return Segment("\(glyphs.live) \(NumberText.grouped(total)) \(total == 1 ? "task" : "tasks")\(unread)", .live)
  }

  private func drawPrompt(_ area: Rect, on frame: inout Frame) {
    let count = "\(NumberText.grouped(picker.shown.count)) of \(NumberText.grouped(picker.list.items.count))"
    let parts = [
      picker.order == .newest ? nil : "by \(picker.order.rawValue)", picker.showsRunningOnly ? "running only" : nil,
      picker.editor.isEmpty ? nil : count, picker.marked.isEmpty ? nil : "\(picker.marked.count) marked",
    ]
    let right = parts.compactMap(\.self).joined(separator: " \(scene.glyphs.dot) ")
    let label = scene.size.width < 40 ? "" : picker.isStart ? " Watch  " : " Add  "
    var pen = Pen(x: area.x, y: area.y, end: area.maxX)
    pen.write(label, Style(.keyName), on: &frame)
    let available = area.width - pen.x - (right.isEmpty ? 0 : right.columns + 3) - 1
    guard available > 0 else { return }
    let text = SafeText.line(picker.editor.text)
    if picker.editor.isEmpty {
      let hint = "type a part of a name, an id, a code or a status"
      pen.write(
        (hint.columns <= available ? hint : "type to filter").clipped(to: available, scene.glyphs.ellipsis),
        Style(.secondary), on: &frame)
      frame.cursor = (area.x + label.columns, area.y)
    } else {
      // What is typed last is seen: a text that is too long is cut at its beginning.
      var typed = Pen(x: pen.x, y: area.y, end: pen.x + available)
      typed.skip = max(0, picker.editor.cursorColumn - available + 1)
      let cursor = pen.x + max(0, picker.editor.cursorColumn - typed.skip)
      typed.write(text, Style(.text, .bold), on: &frame)
      frame.cursor = (min(cursor, area.maxX - 1), area.y)
    }
    if !right.isEmpty, right.columns + 2 < area.width {
      var end = Pen(x: area.maxX - right.columns - 1, y: area.y, end: area.maxX)
      end.write(right, Style(picker.marked.isEmpty ? .secondary : .notice), on: &frame)
    }
  }

  /// Why there are no rows, in the middle of where they would be.
  private func drawNothing(_ area: Rect, on frame: inout Frame) {
    let glyphs = scene.glyphs
    var lines: [(String, Style.Role)] = []
    let typed = SafeText.line(picker.editor.text)
    if let problem = picker.problem, picker.list.items.isEmpty {
      lines.append((problem, .refused))
      let retry = picker.secondsToRetry(scene.time.engine).map { ", or in \(DurationText.short($0.rounded(.up)))" }
      lines.append(("\(key(.pollNow)) tries again\(retry ?? "")", .secondary))
    } else if let id = picker.typedTask {
      lines.append(("\(id) is not in the list.", .text))
      lines.append(("Enter watches it all the same.", .secondary))
    } else if !picker.list.isRead {
      lines.append(("asking \(SafeText.line(scene.host.name)) for its tasks\(Character(glyphs.ellipsis))", .secondary))
    } else if picker.showsRunningOnly {
      let more = picker.list.hasMore ? "; older ones are being searched" : ""
      let count = NumberText.grouped(picker.list.items.count)
      let found = picker.editor.isEmpty ? "" : " and has '\(typed)' in it"
      lines.append(("None of \(count) tasks runs\(found)\(more).", .text))
      lines.append(("\(key(.runningOnly)) shows all.", .secondary))
    } else if picker.editor.isEmpty {
      lines.append(("There are no tasks, or none that this token may see.", .text))
      lines.append(("New ones appear here by themselves.", .secondary))
    } else {
      let more = picker.list.hasMore ? "; older ones are being searched" : ""
      let count = NumberText.grouped(picker.list.items.count)
      lines.append(("Nothing among \(count) tasks has '\(typed)' in it\(more).", .text))
      lines.append(("Esc clears what is typed. A pasted task id or address works too.", .secondary))
    }
    let width = max(1, min(area.width - 2, 76))
    let wrapped = lines.flatMap { line in Self.wrap(line.0, to: width).map { ($0, line.1) } }
    let top = area.y + max(0, min(3, (area.height - wrapped.count) / 2))
    for (row, line) in wrapped.enumerated() where top + row < area.maxY {
      var pen = Pen(x: area.x + max(0, (area.width - width) / 2), y: top + row, end: area.maxX)
      pen.write(line.0, Style(line.1), on: &frame)
    }
  }

  /// Breaks a sentence between its words.
  private static func wrap(_ text: String, to width: Int) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let last = lines[lines.count - 1]
      if !last.isEmpty, last.columns + 1 + String(word).columns > width {
        lines.append(String(word))
      } else {
        lines[lines.count - 1] = last.isEmpty ? String(word) : "\(last) \(word)"
      }
    }
    return lines
  }

  /// The first key of an action here.
  private func key(_ action: Action) -> String { scene.keys.firstLabel(of: action, in: .picker) }

  /// `1-20 of 128`, with signs where there is more; empty where all is shown.
  var position: String {
    let window = picker.window(rows: PickerLayout(size: scene.size).rowCount)
    guard picker.shown.count > window.count else { return "" }
    let glyphs = scene.glyphs
    let up = window.lowerBound > 0 ? glyphs.up : " "
    let down = window.upperBound < picker.shown.count || picker.list.hasMore ? glyphs.down : " "
    let all = picker.filter.isEmpty ? max(picker.shown.count, picker.list.total ?? 0) : picker.shown.count
    return "\(up)\(down) \(window.lowerBound + 1)-\(window.upperBound) of \(NumberText.grouped(all)) "
  }
}
