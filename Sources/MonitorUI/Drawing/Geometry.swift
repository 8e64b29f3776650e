/// The size of a screen or an area in cells; never negative.
package struct Size: Hashable, Sendable {
  package let width: Int
  package let height: Int

  package init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }
}

/// An area of the screen in cells, from its left top corner; its size is never negative.
package struct Rect: Hashable, Sendable {
  package var x: Int
  package var y: Int
  package var size: Size

  package init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    size = Size(width: width, height: height)
  }

  package var width: Int { size.width }
  package var height: Int { size.height }
  package var maxX: Int { x + width }
  package var maxY: Int { y + height }
  package var isEmpty: Bool { width == 0 || height == 0 }
}
