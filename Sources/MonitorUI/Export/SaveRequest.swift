package import MonitorCore

/// Entries to be written into a file.
package struct SaveRequest: Hashable, Sendable {
  /// As typed.
  package let path: String
  /// What is to be written, in this order.
  package let slots: [Slot]
  /// Whether a file that is there may be replaced.
  package var replaces = false

  package init(path: String, slots: [Slot]) {
    self.path = path
    self.slots = slots
  }
}

/// Where to save, being typed; or whether a file may be replaced.
package struct SavePrompt: Sendable {
  var editor: LineEditor
  /// What would replace a file.
  var existing: SaveRequest?
}
