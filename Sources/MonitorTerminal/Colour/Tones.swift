/// The few colours that a theme is made of, of the 240 that no one changes (16…255). `Theme.init(name:tones:)` gives every
/// role one of them; a test computes that each text is read on each ground with a contrast of at least 4.5.
package struct Tones: Hashable, Sendable {
  /// Two colours that are only used together: a word on a ground of its own.
  package struct Pair: Hashable, Sendable {
    let text: Int16
    let ground: Int16

    init(_ text: Int16, on ground: Int16) { (self.text, self.ground) = (text, ground) }
  }

  /// The ground of the screen.
  package enum Ground: Hashable, Sendable {
    /// The theme paints it.
    case painted(Int16)
    /// The terminal's own, which is believed to be no darker and no lighter than these.
    case own(Int16, Int16)
  }

  var ground: Ground
  /// The grounds of a header, of the focused one, and of what of a bar is not filled yet.
  var band: Int16
  var focus: Int16
  var track: Int16
  /// Text on a ground that the theme paints, and text of less weight.
  var text: Int16
  var dim: Int16
  /// Keys, frames and what runs; values filled into messages; what is unusual (escapes, revisions).
  var accent: Int16
  var value: Int16
  var special: Int16
  var good: Int16
  var warn: Int16
  var bad: Int16
  /// Tasks in the merged pane: eight hues, none of them that of `good`, `warn` or `bad`.
  var tags: [Int16]
  /// The words ERROR and FAILURE; what is new; a match and the current one; the chosen row.
  var error: Pair
  var failure: Pair
  var new: Pair
  var match: Pair
  var currentMatch: Pair
  var selection: Pair

  /// What text of the theme may stand on where no role has a ground of its own.
  package var grounds: [Int16] {
    switch ground {
    case .painted(let color): [color]
    case .own(let darkest, let lightest): [darkest, lightest]
    }
  }
}
