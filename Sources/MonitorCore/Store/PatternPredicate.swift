/// A pattern at work on the entries of one store. Learns from each entry about those of the same shape.
struct PatternPredicate: Sendable {
  let pattern: TextPattern
  /// The words of the pattern, or those that all its matches hold; `nil` for patterns that search no messages.
  private let words: LiteralFinder?
  private var matcher: TextMatcher
  private var verdicts: [TemplateVerdict] = []
  private var message = FilledMessage()

  init(_ pattern: TextPattern) {
    self.pattern = pattern
    matcher = TextMatcher(pattern)
    words =
      switch matcher.method {
      case .literal(let finder): finder
      case .expression(let expression): expression.requiredWords
      case .none: nil
      }
  }

  /// Whether the pattern is to be dropped: see `TextMatcher.isTooSlow`.
  var isTooSlow: Bool { matcher.isTooSlow }

  mutating func startPass() { matcher.startPass() }
  mutating func endPass() { matcher.endPass() }

  /// Whether the pattern lets an entry be shown. An entry that cannot be decided is shown.
  @inline(__always)
  mutating func admits(_ slot: Slot, of store: LogStore) -> Bool {
    isShown(search(slot, of: store))
  }

  /// Whether the pattern is found for certain in an entry.
  mutating func isFound(_ slot: Slot, of store: LogStore) -> Bool {
    if case .found = search(slot, of: store) { true } else { false }
  }

  @inline(__always)
  private func isShown(_ result: SearchResult<Void>) -> Bool {
    switch result {
    case .found: !pattern.isExcluding
    case .absent: pattern.isExcluding
    case .undecided: true
    }
  }

  /// Sets to 0 the marks of all entries that the pattern hides; the first one is that of the store's first row.
  mutating func unmark(_ marks: inout [UInt8], of store: LogStore) {
    startPass()
    defer { endPass() }
    if case .template(let number) = pattern.kind { return unmark(&marks, of: store, others: number) }
    guard words != nil else {
      for index in marks.indices where marks[index] == 1 {
        if !admits(Slot(truncatingIfNeeded: store.rows.firstRow + index), of: store) { marks[index] = 0 }
      }
      return
    }
    for shape in store.rows.messages.shapes.indices { _ = verdict(shape, of: store) }
    // Moved out meanwhile, so that they are read while the rest learns.
    var verdicts: [TemplateVerdict] = []
    swap(&verdicts, &self.verdicts)
    defer { self.verdicts = verdicts }
    verdicts.withUnsafeBufferPointer { verdicts in
      marks.withUnsafeMutableBufferPointer { unmark($0, of: store, verdicts) }
    }
  }

  /// The shapes say it of nearly all entries.
  private func unmark(_ marks: inout [UInt8], of store: LogStore, others number: Int) {
    let (isExcluding, first) = (pattern.isExcluding, store.rows.firstRow)
    store.forEachRow(ofTemplate: number) { row, isOfTemplate in
      if isOfTemplate == isExcluding { marks[row - first] = 0 }
    }
  }

  private mutating func unmark(
    _ marks: UnsafeMutableBufferPointer<UInt8>, of store: LogStore, _ verdicts: UnsafeBufferPointer<TemplateVerdict>
  ) {
    guard let words else { return }
    switch matcher.method {
    case .literal: unmark(marks, of: store, words, verdicts) { $0.search($1) }
    case .expression(let expression):
      // Taken once for the whole pass.
      expression.withSearch { search in
        unmark(marks, of: store, words, verdicts) { $0.search($1, with: search) }
      }
    case .none: break
    }
  }

  /// The quick way for what verdicts and values decide; the rest one by one.
  @inline(__always)
  private mutating func unmark(
    _ marks: UnsafeMutableBufferPointer<UInt8>, of store: LogStore, _ words: LiteralFinder,
    _ verdicts: UnsafeBufferPointer<TemplateVerdict>,
    search: (inout TextMatcher, UnsafeBufferPointer<UInt8>) -> SearchResult<Void>
  ) {
    let assembler = MessageAssembler(store.rows.messages.shapes) { shape in
      ![.always, .never, .ifInValues].contains(verdicts[shape])
    }
    assembler.withPlans { unmark(marks, of: store, words, verdicts, $0, search: search) }
  }

  @inline(__always)
  private mutating func unmark(
    _ marks: UnsafeMutableBufferPointer<UInt8>, of store: LogStore, _ words: LiteralFinder,
    _ verdicts: UnsafeBufferPointer<TemplateVerdict>, _ plans: MessageAssembler.Plans,
    search: (inout TextMatcher, UnsafeBufferPointer<UInt8>) -> SearchResult<Void>
  ) {
    let first = store.rows.firstRow
    let (whenFound, whenAbsent): (UInt8, UInt8) = pattern.isExcluding ? (0, 1) : (1, 0)
    store.rows.forEachPlainText { row, shape, text in
      let index = row - first
      guard marks[index] != 0 else { return }
      if let shape, let text, text.count <= MessagePlan.maxBytes {
        switch verdicts[shape] {
        case .always: return marks[index] = whenFound
        case .never: return marks[index] = whenAbsent
        case .ifInValues: return marks[index] = words.isIn(text) ? whenFound : whenAbsent
        case .onlyIfInValues where !words.isIn(text): return marks[index] = whenAbsent
        case .onlyIfInValues, .inMessage, .unknown:
          if let result = plans.withText(text, shape: shape, { search(&matcher, $0) }) {
            if !isShown(result) { marks[index] = 0 }
            return
          }
        }
      }
      if !isShown(searchSlowly(Slot(truncatingIfNeeded: row), of: store)) { marks[index] = 0 }
    }
  }

  /// Searches the message, the values or the template of an entry.
  @inline(__always)
  mutating func search(_ slot: Slot, of store: LogStore) -> SearchResult<Void> {
    if let words, let shape = store.rows.shape(Int(slot)) {
      let verdict = verdict(shape, of: store)
      switch verdict {
      case .always: return .found(())
      case .never: return .absent
      case .ifInValues, .onlyIfInValues:
        let isInValues = store.rows.withSection(nil, Int(slot)) { values in
          values.count <= MessagePlan.maxBytes ? words.isIn(values) : nil
        }
        if isInValues == false { return .absent }
        if isInValues == true, verdict == .ifInValues { return .found(()) }
      case .inMessage, .unknown: break
      }
    }
    return searchSlowly(slot, of: store)
  }

  @inline(never)
  private mutating func searchSlowly(_ slot: Slot, of store: LogStore) -> SearchResult<Void> {
    if case .template(let number) = pattern.kind { return store.template(of: slot) == number ? .found(()) : .absent }
    if let result = searchByPlan(slot, of: store) { return result }
    if case .value(let value, let name) = pattern.kind {
      return JSONReader.contains(value, of: name, in: store.parameters(of: slot)) ? .found(()) : .absent
    }
    store.fill(slot, into: &message)
    return message.text.withUnsafeBufferPointer { matcher.search($0) }
  }

  /// Decides by the values and the plan of their message, where it has one.
  private mutating func searchByPlan(_ slot: Slot, of store: LogStore) -> SearchResult<Void>? {
    guard let shape = store.rows.shape(Int(slot)), let plan = store.rows.messages.shapes[shape].plan else { return nil }
    return store.rows.withSection(nil, Int(slot)) { values in
      guard values.count <= MessagePlan.maxBytes else { return nil }
      guard case .value(let value, let name) = pattern.kind else {
        return plan.withText(values) { matcher.search($0) }
      }
      if JSONReader.isWord(value) { return nil }
      // Whose value it is only the parameters tell.
      return plan.hasValue(value, values) ? (name == nil ? .found(()) : nil) : .absent
    }
  }

  @inline(__always)
  private mutating func verdict(_ shape: Int, of store: LogStore) -> TemplateVerdict {
    if shape < verdicts.count, verdicts[shape] != .unknown { return verdicts[shape] }
    return findVerdict(shape, of: store)
  }

  private mutating func findVerdict(_ shape: Int, of store: LogStore) -> TemplateVerdict {
    let shapes = store.rows.messages.shapes
    if verdicts.count < shapes.count {
      verdicts += Array(repeating: .unknown, count: shapes.count - verdicts.count)
    }
    // A shape that was met once has no plan yet, and gets one when it is met again.
    guard let words, let plan = shapes[shape].plan else { return .inMessage }
    let verdict =
      switch matcher.method {
      case .expression: TemplateVerdict(words, plan) { matcher.search($0) }
      case .literal, .none: TemplateVerdict(words, plan)
      }
    verdicts[shape] = verdict
    return verdict
  }
}
