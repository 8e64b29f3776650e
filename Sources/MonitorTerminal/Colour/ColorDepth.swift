/// How many colours there are to choose from.
package enum ColorDepth: CaseIterable, Hashable, Sendable {
  /// None, or none wanted (`NO_COLOR`): emphasis alone carries.
  case none
  case eight, sixteen
  case full

  /// From the number of colours in the terminal's description; negative when it has none.
  package init(colors: Int, isWanted: Bool = true) {
    switch colors {
    case 256... where isWanted: self = .full
    case 16... where isWanted: self = .sixteen
    case 8... where isWanted: self = .eight
    default: self = .none
    }
  }
}
