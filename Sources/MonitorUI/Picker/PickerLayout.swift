/// Where the parts of the picker are. Small screens lose the title first, then the heads of the columns, the footer,
/// and at last the line that is typed in.
struct PickerLayout: Hashable {
  private(set) var title: Rect?
  private(set) var prompt: Rect?
  private(set) var heads: Rect?
  private(set) var rows: Rect
  private(set) var footer: Rect?

  init(size: Size) {
    var y = 0
    func line() -> Rect {
      defer { y += 1 }
      return Rect(x: 0, y: y, width: size.width, height: 1)
    }
    if size.height >= 8 { title = line() }
    if size.height >= 3 { prompt = line() }
    if size.height >= 16 { y += 1 }
    if size.height >= 7 { heads = line() }
    let hasFooter = size.height >= 6
    rows = Rect(x: 0, y: y, width: size.width, height: max(0, size.height - y - (hasFooter ? 1 : 0)))
    if hasFooter { footer = Rect(x: 0, y: size.height - 1, width: size.width, height: 1) }
  }

  /// How many tasks are shown at once, at least one.
  var rowCount: Int { max(1, rows.height) }
}
