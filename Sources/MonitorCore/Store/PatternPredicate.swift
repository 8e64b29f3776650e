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
