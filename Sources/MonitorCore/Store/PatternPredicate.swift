/// What a message's plan alone says about whether a literal is in it.
enum LiteralVerdict: UInt8, Sendable {
  case unknown
  /// It is in the template's own words.
  case always
  /// It can only be inside one of the values, all of which are shown.
  case inValues
  /// It can only be inside one of the values, not all of which are shown.
  case inSomeValue
  /// The message has to be put together to tell.
  case inMessage

  init(_ finder: LiteralFinder, _ plan: MessagePlan) {
    let words = plan.pieces.contains { piece in
      Self.fixed(piece, plan)?.withUnsafeBufferPointer(finder.isIn) ?? false
    }
    if words {
      self = .always
    } else if finder.needle.isEmpty || finder.needle.contains(0) || Self.mayStraddle(finder, plan) {
      self = .inMessage
    } else {
      self = plan.usesAllValues ? .inValues : .inSomeValue
    }
  }

  /// Whether the literal might begin in one piece and end in another.
  private static func mayStraddle(_ finder: LiteralFinder, _ plan: MessagePlan) -> Bool {
    let length = finder.needle.count
    guard length > 1 else { return false }
    for (left, right) in zip(plan.pieces, plan.pieces.dropFirst()) {
      for cut in 1..<length
      where canEnd(fixed(left, plan), finder, at: cut) && canBegin(fixed(right, plan), finder, at: cut) { return true }
    }
    return false
  }

  /// Whether a piece can end with the literal's first `cut` bytes; a shorter piece with those before the cut.
  private static func canEnd(_ piece: [UInt8]?, _ finder: LiteralFinder, at cut: Int) -> Bool {
    guard let bytes = piece else { return true }
    let length = min(cut, bytes.count)
    return finder.agrees(from: cut - length, with: bytes[(bytes.count - length)...])
  }

  /// Whether a piece can begin with what the literal has after `cut`, as far as the piece goes.
  private static func canBegin(_ piece: [UInt8]?, _ finder: LiteralFinder, at cut: Int) -> Bool {
    guard let bytes = piece else { return true }
    return finder.agrees(from: cut, with: bytes.prefix(finder.needle.count - cut))
  }

  private static func fixed(_ piece: MessagePlan.Piece, _ plan: MessagePlan) -> [UInt8]? {
    if case .value = piece.kind { nil } else { Array(plan.words[piece.words]) }
  }
}

/// A pattern at work on the entries of one store. Learns from each entry about those of the same shape.
struct PatternPredicate: Sendable {
  private let pattern: TextPattern
  private let literal: LiteralFinder?
  private var matcher: TextMatcher
  private var verdicts: [LiteralVerdict] = []
  private var message = FilledMessage()

  init(_ pattern: TextPattern) {
    self.pattern = pattern
    matcher = TextMatcher(pattern)
    if case .literal(let text, let ignoresCase) = pattern.kind {
      literal = LiteralFinder(text, ignoresCase: ignoresCase)
    } else {
      literal = nil
    }
  }

  /// Whether the pattern lets an entry be shown.
  @inline(__always)
  mutating func admits(_ slot: Slot, of store: LogStore) -> Bool {
    matches(slot, of: store) != pattern.isExcluding
  }

  /// Sets to 0 the marks of all entries that the pattern hides. Marks and rows go together.
  mutating func unmark(_ marks: inout [UInt8], of store: LogStore) {
    var test = self
    if let literal {
      for shape in store.rows.messages.shapes.indices { _ = test.verdict(shape, of: store) }
      let isExcluding = pattern.isExcluding
      test.verdicts.withUnsafeBufferPointer { verdicts in
        marks.withUnsafeMutableBufferPointer { marks in
          unmark(marks, of: store, literal, verdicts, isExcluding)
        }
      }
    } else if case .template(let number) = pattern.kind {
      unmark(&marks, of: store, others: number)
    } else {
      for row in marks.indices where marks[row] == 1 {
        if !test.admits(Slot(truncatingIfNeeded: row), of: store) { marks[row] = 0 }
      }
    }
    self = test
  }

  /// The shapes say it of nearly all entries.
  private func unmark(_ marks: inout [UInt8], of store: LogStore, others number: Int) {
    let isExcluding = pattern.isExcluding
    store.forEachRow(ofTemplate: number) { row, isOfTemplate in
      if isOfTemplate == isExcluding { marks[row] = 0 }
    }
  }

  /// The quick way for what a verdict and a look at the values decide; the rest one by one.
  private func unmark(
    _ marks: UnsafeMutableBufferPointer<UInt8>, of store: LogStore, _ literal: LiteralFinder,
    _ verdicts: UnsafeBufferPointer<LiteralVerdict>, _ isExcluding: Bool
  ) {
    var slow = self
    store.rows.texts.forEachPlainText { row, text in
      guard marks[row] != 0 else { return }
      if let text, text.count <= MessagePlan.maxBytes, let shape = store.rows.shape(row) {
        switch verdicts[shape] {
        case .always:
          if isExcluding { marks[row] = 0 }
          return
        case .inValues:
          if literal.isIn(text) == isExcluding { marks[row] = 0 }
          return
        case .inSomeValue:
          if !literal.isIn(text) {
            if !isExcluding { marks[row] = 0 }
            return
          }
        case .inMessage, .unknown: break
        }
      }
      if !slow.admits(Slot(truncatingIfNeeded: row), of: store) { marks[row] = 0 }
    }
  }

  @inline(__always)
  private mutating func matches(_ slot: Slot, of store: LogStore) -> Bool {
    if let literal, let shape = store.rows.shape(Int(slot)) {
      switch verdict(shape, of: store) {
      case .always: return true
      case .inValues:
        let isFound = store.rows.withSection(nil, Int(slot)) { values in
          values.count <= MessagePlan.maxBytes ? literal.isIn(values) : nil
        }
        if let isFound { return isFound }
      case .inSomeValue, .inMessage, .unknown: break
      }
    }
    return matchesSlowly(slot, of: store)
  }

  @inline(never)
  private mutating func matchesSlowly(_ slot: Slot, of store: LogStore) -> Bool {
    if case .template(let number) = pattern.kind { return store.template(of: slot) == number }
    if let isFound = matchesByPlan(slot, of: store) { return isFound }
    switch pattern.kind {
    case .literal, .expression:
      store.fill(slot, into: &message)
      return matcher.isIn(message.text)
    case .value(let value, let name): return JSONReader.contains(value, of: name, in: store.parameters(of: slot))
    case .template: return false
    }
  }

  /// Tells from the values and the plan of their message, where it has one.
  private mutating func matchesByPlan(_ slot: Slot, of store: LogStore) -> Bool? {
    guard let shape = store.rows.shape(Int(slot)), let plan = store.rows.messages.shapes[shape].plan else { return nil }
    return store.rows.withSection(nil, Int(slot)) { values in
      guard values.count <= MessagePlan.maxBytes else { return nil }
      switch pattern.kind {
      case .literal: return plan.withText(values) { literal?.isIn($0) }
      case .expression: return matcher.isIn(plan, shape: shape, values)
      case .value(let value, let name):
        if JSONReader.isWord(value) { return nil }
        // Whose value it is only the parameters tell.
        return plan.hasValue(value, values) ? (name == nil ? true : nil) : false
      case .template: return nil
      }
    }
  }

  @inline(__always)
  private mutating func verdict(_ shape: Int, of store: LogStore) -> LiteralVerdict {
    if shape < verdicts.count, verdicts[shape] != .unknown { return verdicts[shape] }
    return findVerdict(shape, of: store)
  }

  private mutating func findVerdict(_ shape: Int, of store: LogStore) -> LiteralVerdict {
    let shapes = store.rows.messages.shapes
    if verdicts.count < shapes.count {
      verdicts += Array(repeating: .unknown, count: shapes.count - verdicts.count)
    }
    let verdict: LiteralVerdict =
      if let literal, let plan = shapes[shape].plan { LiteralVerdict(literal, plan) } else { .inMessage }
    verdicts[shape] = verdict
    return verdict
  }
}
