import MonitorCore

/// The details of an entry, in a box over the panes.
struct DetailsBox {
  let model: Model
  let details: Details
  let text: DetailsText
  private let rect: Rect

  init(model: Model, details: Details) {
    self.model = model
    self.details = details
    let width = Box.width(120, in: model.size.width)
    text = DetailsText(model: model, details: details, width: width - 4)
    let most = max(0, model.size.height - (model.size.height > 12 ? 2 : 0))
    rect = Rect(
      x: (model.size.width - width) / 2, y: model.size.height > 12 ? 1 : 0, width: width,
      height: min(most, text.lines.count + 2))
  }

  /// Rows of text that fit.
  var rows: Int { max(1, rect.height - 2) }
  var maximalScroll: Int { max(0, text.lines.count - rows) }

  func draw(on frame: inout Frame) {
    guard rect.width > 4, rect.height > 2 else { return }
    let scroll = max(0, min(details.scroll, maximalScroll))
    let id =
      Int(details.slot) < model.store.count
      ? SafeText.line(String(decoding: model.store.id(of: details.slot), as: UTF8.self)) : ""
    let key = model.keys.firstLabel(of: .halfPageDown, in: .details)
    let foot = maximalScroll > scroll ? " \(model.glyphs.down) more: \(key) " : ""
    Box(title: " \(id.clipped(to: max(1, rect.width - 6), model.glyphs.ellipsis)) ", foot: foot, glyphs: model.glyphs)
      .draw(rect, on: &frame)
    for (row, line) in text.lines.dropFirst(scroll).prefix(rows).enumerated() {
      var pen = Pen(x: rect.x + 2, y: rect.y + 1 + row, end: rect.maxX - 2)
      pen.write(line, on: &frame)
      pen.markCut(model.glyphs.ellipsis, Style(.boxText), on: &frame)
    }
  }
}
