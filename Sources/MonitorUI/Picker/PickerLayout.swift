import MonitorCore

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

/// The columns of the picker: what fits in its width. The name is what people know a task by; it gets what is left.
struct PickerColumns: Hashable {
  /// Where each column begins and how wide it is; 0 where it does not fit.
  let markX: Int
  let statusX: Int
  let statusWidth: Int
  let barX: Int
  let barWidth: Int
  let percentX: Int
  let percentWidth: Int
  let ageX: Int
  let ageWidth: Int
  let nameX: Int
  let nameWidth: Int
  let codeX: Int
  let codeWidth: Int
  let idX: Int
  let idWidth: Int

  private static let shortID = 10
  private static let minName = 12

  init(of items: [TaskListing.Item], width: Int, _ glyphs: Glyphs, isList: Bool = false) {
    self.init(
      width: width, idWidth: items.map(\.id.text.columns).max() ?? 0,
      codeWidth: items.map { SafeText.line($0.task.code).columns }.max() ?? 0, signWidth: glyphs.sign(of: nil).columns,
      isList: isList)
  }

  /// `idWidth` and `codeWidth` are what the texts of these columns want, `signWidth` what the sign of a state does.
  ///
  /// - Parameter isList: whether nothing is chosen in it, and ids are there to be copied, so that they stay whole.
  init(width: Int, idWidth wantedID: Int, codeWidth wantedCode: Int, signWidth: Int = 1, isList: Bool = false) {
    let air = width >= 60 ? 2 : 1
    var x = width >= 30 ? 1 : 0
    func column(_ wanted: Int, from minWidth: Int) -> (x: Int, width: Int) {
      guard width >= minWidth, wanted > 0 else { return (x, 0) }
      defer { x += wanted + air }
      return (x, wanted)
    }
    // The sign of the current row, and of a marked one behind it.
    markX = x
    if !isList { x += width >= 30 ? 4 : 2 }
    (statusX, statusWidth) = column((width >= 56 ? 11 : 10) + signWidth + 1, from: 30)
    (barX, barWidth) = column(12, from: 108)
    if barWidth > 0 { x -= 1 }
    (percentX, percentWidth) = column(7, from: 44)
    (ageX, ageWidth) = column(4, from: 56)
    nameX = x
    let end = width - (width >= 30 ? 1 : 0)
    let id = min(40, max(0, wantedID))
    // The end of an id identifies a task where all of it would leave too little for the name.
    let shortID = min(id, Self.shortID)
    idWidth = end - x - air - id >= (isList ? Self.minName : 34) ? id : end - x - air - shortID >= 24 ? shortID : 0
    idX = end - idWidth
    let code = min(32, max(0, wantedCode))
    let beforeID = idWidth > 0 ? idX - air : end
    codeWidth = idWidth > 0 && beforeID - x - air - code >= 44 ? code : 0
    codeX = beforeID - codeWidth
    nameWidth = max(0, (codeWidth > 0 ? codeX - air : beforeID) - x)
  }
}
