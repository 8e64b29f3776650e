/// A regular expression as a tree.
struct ExpressionSyntax {
  enum Assertion: UInt8, Hashable, Sendable {
    case lineStart, lineEnd, textStart, textEnd, wordEdge, noWordEdge
  }

  indirect enum Node {
    case nothing
    /// One character that is, or with `isInverted` is not, among these scalar values.
    case scalars([ClosedRange<UInt32>], isInverted: Bool)
    case sequence([Node])
    case either([Node])
    /// At least, at most (`nil` for no bound).
    case repeated(Node, Int, Int?)
    case assertion(Assertion)
  }

  var root: Node
  /// Whether upper and lower case are to be told apart.
  var mindsCase: Bool

  /// The bytes of an expression that is plain text; `nil` for every other, and where case that does not matter
  /// is not a matter of ASCII letters alone.
  var literal: [UInt8]? {
    guard case .sequence(let nodes) = root else { return nil }
    var text = ""
    for node in nodes {
      guard case .scalars(let ranges, false) = node, let range = ranges.first, ranges.count == 1, range.count == 1,
        let scalar = Unicode.Scalar(range.lowerBound)
      else { return nil }
      if !mindsCase, ScalarCase.variants(of: range.lowerBound).contains(where: { $0 > 0x7F }) { return nil }
      text.unicodeScalars.append(scalar)
    }
    return Array(text.utf8)
  }
}

/// Upper and lower case of single scalar values.
enum ScalarCase {
  /// The value itself and its other cases, where they are single values. Those of `k` and `s` that are no ASCII
  /// letters (the Kelvin sign and the long s) are left out.
  static func variants(of value: UInt32) -> [UInt32] {
    guard let scalar = Unicode.Scalar(value) else { return [value] }
    if value < 0x80 {
      guard scalar.properties.isAlphabetic else { return [value] }
      return [value, value ^ 0x20]
    }
    var variants = [value]
    for mapped in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
      if let other = mapped.unicodeScalars.first?.value, mapped.unicodeScalars.count == 1, !variants.contains(other) {
        variants.append(other)
      }
    }
    return variants
  }
}
