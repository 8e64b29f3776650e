package import MonitorCore

/// The entry whose details are open, and where in them the reader is.
package struct Details: Sendable {
  package var slot: Slot
  /// The first line shown.
  var scroll = 0
  /// Which of the values that can be filtered by is chosen.
  var selected = 0
  /// How many entries have the same template; counted once, for it takes a pass over the store's templates.
  let alike: Int

  init(slot: Slot, store: LogStore) {
    self.slot = slot
    alike = store.count(ofTemplate: store.template(of: slot))
  }
}
