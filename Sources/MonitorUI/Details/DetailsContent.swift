import MonitorCore

/// What an entry says, read once while its details are open: a parameter may have ten million lines, and a key, a tick and a
/// frame must not cost what they do. All of it is bounded, whatever was sent.
struct DetailsContent: Sendable {
  /// The message on lines that are safe, as far as it is laid out.
  private(set) var message: [SafeLine] = []
  private(set) var isMessageCut = false
  /// The template on lines; none where it is the message.
  private(set) var template: [SafeLine] = []
  private(set) var parameters = JSONTree([])
  private(set) var others = JSONTree([])
  private(set) var revisions: EntryRevisions
  /// The audit that came with the entry, as raw JSON.
  private(set) var audit: [UInt8]?
  /// The members that the platform left out, as the entry's `$meta.omitted` names them; unsafe text.
  private(set) var omitted: [String] = []

  private let key: Key

  /// What is another one where an entry says something else.
  private struct Key: Hashable, Sendable {
    var id: [UInt8] = []
    var revision: Int32 = 0
    var timestamp: Timestamp?

    init(_ slot: Slot, _ store: LogStore) {
      guard store.holds(slot) else { return }
      (id, revision, timestamp) = (store.id(of: slot), store.revision(of: slot), store.timestamp(of: slot))
    }
  }

  /// How much of a message is laid out, in bytes and in lines: more than anyone scrolls through, and laid out with every
  /// frame.
  private static let maxMessageBytes = 65_536
  private static let maxMessageLines = 4_096

  init(of slot: Slot, in store: LogStore) {
    key = Key(slot, store)
    revisions = EntryRevisions(of: slot, in: store)
    guard store.holds(slot) else { return }
    var filled = FilledMessage(maxBytes: Self.maxMessageBytes)
    store.fill(slot, into: &filled)
    let hasValues = !filled.values.isEmpty
    (message, isMessageCut) = Self.lines(filled)
    if hasValues {
      filled.show(template: store.message(of: slot))
      (template, _) = Self.lines(filled, withValues: false)
    }
    parameters = JSONTree(parametersOf: slot, in: store)
    others = JSONTree(extrasOf: slot, in: store)
    audit = Details.audit(in: store.extras(of: slot))
    omitted = Self.omitted(of: slot, in: store)
  }

  /// Whether it is still what the entry says.
  func isCurrent(of slot: Slot, in store: LogStore) -> Bool { key == Key(slot, store) }

  private static func lines(_ message: FilledMessage, withValues: Bool = true) -> (lines: [SafeLine], isCut: Bool) {
    var text = message.text
    var lines = 0
    let end = text.firstIndex { byte in
      if byte == 0x0A { lines += 1 }
      return lines == maxMessageLines
    }
    if let end { text.removeSubrange(end...) }
    let shown = 0..<text.count
    let values = withValues ? message.values.map { $0.clamped(to: shown) }.filter { !$0.isEmpty } : []
    return (SafeText.screen(text, values: values), message.isCut || end != nil)
  }

  private static func omitted(of slot: Slot, in store: LogStore) -> [String] {
    let shape = store.entryShape(of: slot)
    let shared = shape.withUnsafeBufferPointer { EntryShape.Items($0).map(\.shared).filter { !$0.isEmpty } }
    for member in shared {
      for (name, value) in JSONTree.members([0x7B] + shape[member] + [0x7D]) where name.elementsEqual("$meta".utf8) {
        let list = JSONTree.members(value).last { $0.name.elementsEqual("omitted".utf8) }
        return JSONTree(list?.value ?? []).lines.filter(\.isPlain).compactMap(\.value).map {
          String(decoding: $0, as: UTF8.self)
        }
      }
    }
    return []
  }
}
