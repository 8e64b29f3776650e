import MonitorCore

/// Choosing tasks to watch, a box on the full screen: the list, what is typed to narrow it, the current row and the
/// marked ones.
///
/// The rows shown never move by themselves: what arrives above them stays above, as long as the list is longer than
/// the screen.
struct Picker: Box {
  /// Whether nothing is watched yet, so that leaving it leaves the program.
  let isStart: Bool
  private(set) var list: TaskListing
  private(set) var editor = LineEditor()
  /// Marked tasks, in the order in which they were marked.
  private(set) var marked: [TaskID] = []
  /// Why the list could not be read; `nil` when it could.
  private(set) var problem: String?
  /// Whether only the person can say when to ask again.
  private(set) var isRefused = false
  private(set) var filter = TaskFilter("")
  /// Whether tasks that have ended are left out.
  private(set) var showsRunningOnly = false
  /// In what order they stand.
  private(set) var order = Order.newest
  /// The indices in `list.items` that the filter admits, in that order.
  private(set) var shown: [Int] = []
  private var cursorID: TaskID?
  private var topID: TaskID?
  private var isAsking = false
  private var failures = 0
  private var notBefore = Duration.zero
  private var refreshes = 0
  /// When the list was last read, on the engine's clock.
  private(set) var readAt: Duration?

  /// What the tasks are sorted by; those that are alike by age.
  enum Order: String, CaseIterable, Sendable {
    case newest, status, progress, name

    var next: Order {
      let all = Self.allCases
      return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }
  }

  private static let refreshInterval = Duration.seconds(5)

  init(isStart: Bool, list: TaskListing) {
    self.isStart = isStart
    self.list = list
    select()
  }

  /// The index of the current row in `shown`; 0 where there is none.
  var cursor: Int { index(of: cursorID) ?? 0 }
  var current: TaskListing.Item? { shown.isEmpty ? nil : list.items[shown[cursor]] }

  /// What is shown on so many rows, as indices of `shown`; the current row is among them.
  func window(rows: Int) -> Range<Int> {
    let rows = max(1, rows)
    var top = index(of: topID) ?? 0
    top = max(min(top, cursor), cursor - rows + 1)
    top = max(0, min(top, shown.count - rows))
    return top..<min(shown.count, top + rows)
  }

  /// A task that is not listed, named by what was typed or pasted.
  var typedTask: TaskID? {
    guard shown.isEmpty, editor.text.contains("TSK-") else { return nil }
    return TaskID(argument: editor.text)
  }

  // MARK: Moving and marking

  mutating func move(by step: Int, rows: Int) { move(to: cursor + step, rows: rows) }

  mutating func move(to index: Int, rows: Int) {
    guard !shown.isEmpty else { return }
    cursorID = list.items[shown[max(0, min(index, shown.count - 1))]].id
    topID = list.items[shown[window(rows: rows).lowerBound]].id
  }

  /// Marks the current task, or no longer.
  mutating func toggleMark() {
    guard let id = current?.id else { return }
    if let index = marked.firstIndex(of: id) { marked.remove(at: index) } else { marked.append(id) }
  }

  /// Applies a key to the line being typed; whether it was one of its keys.
  mutating func edit(by key: Key) -> Bool {
    let before = editor.text
    guard editor.apply(key) else { return false }
    if editor.text != before { filterAgain() }
    return true
  }

  mutating func clearFilter() {
    editor = LineEditor()
    filterAgain()
  }

  /// Leaves out tasks that have ended, or shows them again.
  mutating func toggleRunningOnly() {
    showsRunningOnly.toggle()
    filterAgain()
  }

  /// Sorts by the next of the orders; the current task stays the current one.
  mutating func sortByNext() {
    order = order.next
    let kept = current?.id
    select()
    cursorID = kept
    topID = nil
  }

  private mutating func filterAgain() {
    filter = TaskFilter(editor.text)
    select()
    // The current task stays current while it is shown; otherwise the first one is.
    if index(of: cursorID) == nil { cursorID = nil }
    topID = nil
  }

  private mutating func select() {
    shown = list.items.indices.filter { index in
      let task = list.items[index].task
      return !(showsRunningOnly && task.status.isFinal) && filter.admits(task)
    }
    switch order {
    case .newest: break
    case .status: sort { StateSign($0.status, .ascii).rank }
    case .progress: sort { -($0.status == .completed ? 100 : $0.progress ?? -1) }
    case .name: sort { SafeText.line($0.name.isEmpty ? $0.code : $0.name).lowercased() }
    }
  }

  private mutating func sort<Value: Comparable>(by value: (TaskSnapshot) -> Value) {
    let keyed = shown.map { (index: $0, value: value(list.items[$0].task)) }
    shown = keyed.sorted { ($0.value, $0.index) < ($1.value, $1.index) }.map(\.index)
  }

  private func index(of id: TaskID?) -> Int? {
    guard let id else { return nil }
    return shown.firstIndex { list.items[$0].id == id }
  }

  // MARK: Reading the list

  /// What to ask for now: more of the list where the rows need it, or again what they show.
  mutating func ask(rows: Int, engine: Duration) -> [Outcome] {
    guard !isAsking, engine >= notBefore, !isRefused else { return [] }
    let window = window(rows: rows)
    var offset = 0
    if list.hasMore, window.upperBound + rows >= shown.count {
      offset = list.nextOffset
    } else {
      if let readAt, engine < readAt + Self.refreshInterval { return [] }
      let step = list.pageStep
      let pages = Set(shown[window].map { list.items[$0].place / step }).sorted()
      offset = pages.isEmpty ? 0 : pages[refreshes % pages.count] * step
      refreshes += 1
    }
    isAsking = true
    return [.command(.listTasks(offset: offset, limit: TaskListing.pageSize))]
  }

  /// Asks at the next occasion, whatever came before.
  mutating func askAgain() {
    isRefused = false
    notBefore = .zero
    readAt = readAt.map { $0 - Self.refreshInterval }
  }

  mutating func merge(_ page: TaskPage, offset: Int, rows: Int, engine: Duration) {
    let window = window(rows: rows)
    // Where all rows fit nothing has to stay where it is; the current task stays the current one.
    let top = shown.isEmpty || window.lowerBound == 0 ? nil : list.items[shown[window.lowerBound]].id
    let kept = current?.id
    list.merge(page, offset: offset)
    select()
    cursorID = cursorID == nil && window.lowerBound == 0 && !isTouched ? nil : kept
    topID = top
    isAsking = false
    failures = 0
    isRefused = false
    problem = nil
    readAt = engine
  }

  /// Nobody moved, marked or typed yet: the newest task is the current one.
  private var isTouched: Bool { cursorID != nil || !marked.isEmpty || !editor.isEmpty }

  mutating func record(_ failure: SourceFailure, engine: Duration) {
    isAsking = false
    failures += 1
    problem = SafeText.line(failure.sentence)
    isRefused = failure.kind == .status(401) || failure.kind == .status(403)
    let pause = Duration.seconds(min(60, 2 << min(failures, 5)))
    notBefore = engine + max(pause, min(failure.retryAfter ?? .zero, .seconds(300)))
  }

  /// Seconds until the list is asked for again after a failure; `nil` where nothing failed, or where only the person
  /// may ask.
  func secondsToRetry(_ engine: Duration) -> Double? {
    problem == nil || isRefused ? nil : max(0, (notBefore - engine).seconds)
  }
}
