import MonitorCore

/// The details of an entry, as a box.
struct Details: Box {
  private(set) var slot: Slot
  private(set) var scroller = Scroller()
  /// Which of the values that can be filtered by is chosen.
  private(set) var selected = 0
  /// How many entries have the same template; counted once, for it takes a pass over the store's templates.
  let alike: Int
  private(set) var audit = Audit.unasked
  private var content: DetailsContent

  /// What is known of when an entry was written, and by whom: pages leave it out, so it is asked for alone, once the reader
  /// has stayed for a tick.
  enum Audit: Hashable, Sendable {
    case unasked, asked
    /// Raw JSON; empty where the platform gave none.
    case read([UInt8])
    /// Why it could not be read, a safe sentence.
    case failed(String)
  }

  init(slot: Slot, store: LogStore) {
    self.slot = slot
    content = DetailsContent(of: slot, in: store)
    alike = store.count(ofTemplate: store.template(of: slot))
  }

  var context: KeyMap.Context { .details }

  mutating func perform(_ action: Action, count: Int, in scene: Scene) -> [Outcome] {
    let template = scene.store.template(of: slot)
    switch action {
    case .close, .details: return [.close]
    case .lineDown: return [.choose(from: slot, by: count)]
    case .lineUp: return [.choose(from: slot, by: -count)]
    case .nextError, .previousError, .nextWarning, .previousWarning, .nextMatch, .previousMatch:
      return [.jump(action, from: slot, count: count)]
    case .collapse: return [.close, .collapse(template: template)]
    case .table: return [.openTable(slot)]
    case .filterTemplate:
      let source = String(decoding: scene.store.message(of: slot), as: UTF8.self)
      return [.filter(TextPattern(template: template, source: source))]
    default: break
    }
    let view = DetailsView(scene: scene, details: self)
    switch action {
    case .focusNext: select(selected + count, view)
    case .focusPrevious: select(selected - count, view)
    case .filterValue:
      guard view.text.values.indices.contains(selected) else { return [] }
      let chosen = view.text.values[selected]
      if chosen.isCut { return [.notice("this value is too long to filter by")] }
      return [.filter(TextPattern(value: chosen.value, of: chosen.name.isEmpty ? nil : chosen.name))]
    default:
      guard let movement = Scroller.Movement(action, count: count, rows: view.rows) else {
        return [.perform(action, count: count)]
      }
      scroller.move(movement, lines: view.text.lineCount, rows: view.rows)
    }
    return []
  }

  /// The wheel scrolls: the next entry is a key away.
  mutating func mouse(_ event: MouseEvent, in scene: Scene) -> [Outcome] {
    guard event.action != .press else { return [] }
    let view = DetailsView(scene: scene, details: self)
    let lines = event.action == .wheelDown ? Scroller.wheelLines : -Scroller.wheelLines
    scroller.move(.by(lines), lines: view.text.lineCount, rows: view.rows)
    return []
  }

  mutating func refresh(after event: BoxEvent, in scene: Scene) -> [Outcome] {
    if !content.isCurrent(of: slot, in: scene.store) { content = DetailsContent(of: slot, in: scene.store) }
    switch event {
    case .chosen(let slot): self = Details(slot: slot, store: scene.store)
    case .ticked where audit == .unasked: return askForAudit(in: scene)
    case .entryRead(let answer)
    where scene.store.holds(slot) && answer.task == scene.store.task(of: slot)
      && answer.id.elementsEqual(scene.store.id(of: slot)):
      audit = answer.problem.isEmpty ? .read(Self.audit(in: answer.members) ?? []) : .failed(answer.problem)
    default: break
    }
    return []
  }

  /// What the entry says, read anew where it says something else by now.
  func currentContent(in store: LogStore) -> DetailsContent {
    content.isCurrent(of: slot, in: store) ? content : DetailsContent(of: slot, in: store)
  }

  /// The audit among the members of an entry, as raw JSON; `nil` where there is none.
  static func audit(in members: [UInt8]) -> [UInt8]? {
    JSONTree.members(members).last { $0.name.elementsEqual("audit".utf8) }?.value
  }

  /// Asks for what the entry does not have already.
  private mutating func askForAudit(in scene: Scene) -> [Outcome] {
    guard scene.store.holds(slot), !scene.store.isInvalid(slot) else { return [] }
    audit = .asked
    guard content.audit == nil else { return [] }
    return [.command(.readEntry(id: Array(scene.store.id(of: slot)), task: scene.store.task(of: slot)))]
  }

  func holds(_ condition: HintCondition, in scene: Scene) -> Bool {
    switch condition {
    case .searching: scene.display.search != nil
    case .collapsed: scene.pane?.index.collapsed.contains(scene.store.template(of: slot)) == true
    default: false
    }
  }

  func draw(in scene: Scene, on frame: inout Frame) { DetailsView(scene: scene, details: self).draw(on: &frame) }

  /// Chooses a value, after the last one the first, and brings it into view.
  private mutating func select(_ index: Int, _ view: DetailsView) {
    let count = view.text.values.count
    guard count > 0 else { return }
    selected = (index % count + count) % count
    scroller.show(view.text.values[selected].line, rows: view.rows)
  }
}
