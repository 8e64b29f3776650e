/// What the plan of a message alone says about whether a pattern is found in it: worked out once per template.
enum TemplateVerdict: UInt8, Sendable {
  case unknown
  /// It is found, or not, in all messages of the template.
  case always, never
  /// It is found where the words are inside one of the values, all of which are shown.
  case ifInValues
  /// It can only be found where the words are inside one of the values.
  case onlyIfInValues
  /// The message has to be assembled and searched.
  case inMessage

  /// Of plain words.
  init(_ finder: LiteralFinder, _ plan: MessagePlan) {
    let isInWords = plan.pieces.contains { piece in
      Self.fixed(piece, plan)?.withUnsafeBufferPointer(finder.isIn) ?? false
    }
    if isInWords {
      self = .always
    } else if finder.needle.isEmpty || finder.needle.contains(0) || Self.mayStraddle(finder, plan) {
      self = .inMessage
    } else if plan.isFixed {
      self = .never
    } else {
      self = plan.usesAllValues ? .ifInValues : .onlyIfInValues
    }
  }

  /// Of an expression whose matches all hold the words of `requiredWords`.
  init(_ requiredWords: LiteralFinder, _ plan: MessagePlan, search: (UnsafeBufferPointer<UInt8>) -> SearchResult<Void>)
  {
    if plan.isFixed {
      switch plan.words.withUnsafeBufferPointer(search) {
      case .found: self = .always
      case .absent: self = .never
      case .undecided: self = .inMessage
      }
      return
    }
    switch TemplateVerdict(requiredWords, plan) {
    case .never: self = .never
    case .ifInValues, .onlyIfInValues: self = .onlyIfInValues
    case .unknown, .always, .inMessage: self = .inMessage
    }
  }

  /// Whether the words might begin in one piece and end in another.
  private static func mayStraddle(_ finder: LiteralFinder, _ plan: MessagePlan) -> Bool {
    let length = finder.needle.count
    guard length > 1 else { return false }
    for (left, right) in zip(plan.pieces, plan.pieces.dropFirst()) {
      for cut in 1..<length
      where canEnd(fixed(left, plan), finder, at: cut) && canBegin(fixed(right, plan), finder, at: cut) { return true }
    }
    return false
  }

  /// Whether a piece can end with the first `cut` bytes of the words; a shorter piece with those before the cut.
  private static func canEnd(_ piece: [UInt8]?, _ finder: LiteralFinder, at cut: Int) -> Bool {
    guard let bytes = piece else { return true }
    let length = min(cut, bytes.count)
    return finder.agrees(from: cut - length, with: bytes[(bytes.count - length)...])
  }

  /// Whether a piece can begin with what the words have after `cut`, as far as the piece goes.
  private static func canBegin(_ piece: [UInt8]?, _ finder: LiteralFinder, at cut: Int) -> Bool {
    guard let bytes = piece else { return true }
    return finder.agrees(from: cut, with: bytes.prefix(finder.needle.count - cut))
  }

  private static func fixed(_ piece: MessagePlan.Piece, _ plan: MessagePlan) -> [UInt8]? {
    if case .value = piece.kind { nil } else { Array(plan.words[piece.words]) }
  }
}
