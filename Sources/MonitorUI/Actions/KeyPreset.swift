/// Keys that fingers know from another program; what a preset does not name stays as it is.
package enum KeyPreset: String, CaseIterable, Sendable {
  case standard = "default"
  case less, k9s

  package var keys: KeyMap { KeyMap.standard.remapped(changes) }

  private var changes: [Action: [Key]] {
    switch self {
    case .standard: [:]
    case .less:
      [
        .lineDown: ["j", "e", .control("n"), .control("e"), .down],
        .lineUp: ["k", "y", .control("y"), .control("p"), .up], .halfPageDown: ["d", .control("d")],
        .halfPageUp: ["u", .control("u")], .pageDown: [" ", "f", .control("f"), .control("v"), .pageDown],
        .pageUp: ["b", .control("b"), .alt("v"), .pageUp], .top: ["g", "<", .home, .alt("<")],
        .bottom: ["G", ">", .end, .alt(">")], .left: [.left], .right: [.right],
        .redraw: ["r", .control("r"), .control("l")], .pollNow: ["R"], .help: ["h", "H", "?", .function(1)],
        .copy: ["c"], .nextError: ["}"], .previousError: ["{"], .wrap: ["w", "S"],
      ]
    case .k9s:
      [
        .toggleFollow: ["s", "F"], .zoom: ["f", "z"], .save: ["S"], .copy: ["c", "y"],
        .filter: ["/", "&"], .search: ["\\"], .pageDown: [" ", .control("f"), .pageDown],
        .pageUp: ["b", .control("b"), .pageUp], .pollNow: [.control("r"), "r"], .top: ["g", .home],
        .bottom: ["G", .end],
      ]
    }
  }
}
