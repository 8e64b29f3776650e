/// The lines that every screen but the picker has above and below, where it is high enough for them.
struct ScreenChrome {
  let title: Rect?
  let footer: Rect?
  /// What is between them.
  let body: Rect

  init(size: Size) {
    let (width, height) = (size.width, size.height)
    title = height >= 6 ? Rect(x: 0, y: 0, width: width, height: 1) : nil
    footer = height >= 8 ? Rect(x: 0, y: height - 1, width: width, height: 1) : nil
    let top = title?.height ?? 0
    body = Rect(x: 0, y: top, width: width, height: height - top - (footer?.height ?? 0))
  }
}
