package import MonitorUI

/// How a cell looks: colours by their number in the terminal's palette, `nil` for the terminal's own, and emphasis.
package struct Paint: Hashable, Sendable {
  package var foreground: Int16?
  package var background: Int16?
  package var emphasis: Style.Emphasis

  package init(_ foreground: Int16? = nil, on background: Int16? = nil, _ emphasis: Style.Emphasis = []) {
    self.foreground = foreground
    self.background = background
    self.emphasis = emphasis
  }
}
