/// What a merge did to a `LogStore`.
package struct Changes: Sendable {
  /// An entry whose newer revision has another timestamp, and where it stood before.
  package struct Move: Sendable, Equatable {
    package var slot: Slot
    package var from: Timestamp
  }

  /// Slots of entries that were not there before, in the order of the batch; `late` of them came late.
  package var added: [Slot] = []
  package var late = 0
  /// Slots of entries held before that were replaced by a newer revision, each once; the replaced one is the last of
  /// `LogStore.history(of:)`.
  package var revised: [Slot] = []
  /// Those of `revised` that stand in another place now.
  package internal(set) var moved: [Move] = []
  /// The number of the merge, counted by the store; merges that changed nothing do not count.
  package internal(set) var generation = 0

  package init() {}

  package var isEmpty: Bool { added.isEmpty && revised.isEmpty }
}
