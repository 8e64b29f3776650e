import MonitorCore

/// The details of an entry, in a box over the panes.
struct DetailsView {
  let scene: Scene
  let details: Details
  let text: DetailsText
  private let rect: Rect

  private static let maxWidth = 160

  init(scene: Scene, details: Details) {
    self.scene = scene
    self.details = details
    let width = BoxFrame.width(Self.maxWidth, in: scene.size.width)
    text = DetailsText(scene: scene, details: details, width: width - 4)
    let most = max(0, scene.size.height - (scene.size.height > 12 ? 2 : 0))
    rect = Rect(
      x: (scene.size.width - width) / 2, y: scene.size.height > 12 ? 1 : 0, width: width,
      height: min(most, text.lineCount + 2))
  }

  /// Rows of text that fit.
  var rows: Int { max(1, rect.height - 2) }

  func draw(on frame: inout Frame) {
    guard rect.width > 4, rect.height > 2 else { return }
    let offset = details.scroller.offset(lines: text.lineCount, rows: rows)
    let id =
      scene.store.holds(details.slot)
      ? SafeText.line(String(decoding: scene.store.id(of: details.slot), as: UTF8.self)) : ""
    let key = scene.keys.firstLabel(of: .halfPageDown, in: .details)
    let foot = text.lineCount - rows > offset ? " \(scene.glyphs.down) more: \(key) " : ""
    BoxFrame(
      title: " \(id.clipped(to: max(1, rect.width - 6), scene.glyphs.ellipsis)) ", foot: foot, glyphs: scene.glyphs
    )
    .draw(rect, on: &frame)
    for row in 0..<min(rows, max(0, text.lineCount - offset)) {
      var pen = Pen(x: rect.x + 2, y: rect.y + 1 + row, end: rect.maxX - 2)
      pen.write(text.line(offset + row), on: &frame)
      pen.markCut(scene.glyphs.ellipsis, Style(.boxText), on: &frame)
    }
  }
}
