import MonitorCore
import TestSupport
import Testing

@testable import MonitorUI

/// Everything that is said of an action comes from its row.
@Suite struct ActionTableTests {
  /// What the program knows of a context: its keys, the hints of its footer, the names of its palette, and the lines of
  /// its help.
  private struct Knowledge: Sendable {
    var keys: Set<String> = []
    var hints: Set<String> = []
    var names: Set<String> = []
    var help: Set<String> = []

    init(_ keys: KeyMap, in context: KeyMap.Context) {
      for row in ActionTable.rows {
        for key in row.bindings.flatMap(\.keys) {
          if let action = keys.action(of: key, in: context) { self.keys.insert("\(key.label) \(action.rawValue)") }
        }
      }
      for condition in HintCondition.allCases.map(Optional.some) + [nil] {
        hints.formUnion(Self.hints(keys, context) { $0 == condition })
      }
      let palette = CommandPalette(of: context)
      names = Set(palette.entries(in: keys).map { "\($0.name) \($0.keys)" })
      help = Set(Self.help(keys, context))
    }

    private static func hints(
      _ keys: KeyMap, _ context: KeyMap.Context, holds: (HintCondition) -> Bool
    ) -> [String] {
      var frame = Frame(size: Size(width: 600, height: 1))
      var pen = Pen(x: 0, y: 0, end: 600)
      HintLine(keys, in: context, .unicode, holds: holds).draw(Style(.footer), with: &pen, on: &frame)
      return frame.text.split(separator: "  ").map { $0.trimmingPrefix(" ") }.map(String.init)
    }

    private static func help(_ keys: KeyMap, _ context: KeyMap.Context) -> [String] {
      HelpText(keys, in: context).groups.flatMap(\.rows).map { "\($0.keys) \($0.text)" }
    }
  }

  private static func labels(_ row: ActionRow) -> Set<String> {
    Set(row.bindings.flatMap { binding in binding.keys.map { "\($0.label) \(binding.action.rawValue)" } })
  }

  /// What the whole table gives.
  private static let known = Dictionary(
    uniqueKeysWithValues: KeyMap.Context.allCases.map { ($0, Knowledge(KeyMap.standard, in: $0)) })

  @Test(arguments: ActionTable.rows.indices) func aRowThatGoesTakesItsWordsAlong(index: Int) {
    let row = ActionTable.rows[index]
    var rows = ActionTable.rows
    rows.remove(at: index)
    let (all, rest) = (KeyMap.standard, KeyMap(rows: rows))
    for (number, context) in KeyMap.Context.allCases.enumerated() {
      // Under a row of a replay its key means again what it means in the log: `ReplayTests` has its keys.
      if context == .replay { continue }
      // Of the contexts that do not have it, another one for each row.
      guard Thoroughness.isWanted || row.use(in: context) != nil || context == .log || index % 5 == number % 5
      else { continue }
      let (before, after) = (Self.known[context] ?? Knowledge(all, in: context), Knowledge(rest, in: context))
      // Nothing else changes …
      #expect(after.hints.isSubset(of: before.hints) && after.help.isSubset(of: before.help), "\(context)")
      guard let use = row.use(in: context), let effective = all.rows(in: context).first(where: { Self.isSame($0, row) })
      else {
        // … but the help of the panes, which says what is meant in boxes only.
        #expect(after.keys == before.keys && after.hints == before.hints, "\(context)")
        // What has no key is in the palette alone.
        let isKeyless = row.bindings.allSatisfy(\.keys.isEmpty) && row.contexts.contains(context)
        #expect((after.names == before.names) != isKeyless, "\(context)")
        if context != .log { #expect(after.help == before.help, "\(context)") }
        continue
      }
      // … and what goes is all of the row.
      #expect(before.keys.subtracting(after.keys) == Self.labels(effective), "\(context)")
      let words = Set(use.hints.map { "\(effective.label(of: $0.keys, .unicode)) \($0.words)" })
      #expect(before.hints.subtracting(after.hints).isSubset(of: words), "\(context)")
      if !use.hints.isEmpty { #expect(before.hints != after.hints, "\(context): \(words)") }
      #expect(!after.help.contains("\(effective.label) \(use.help)"), "\(context)")
      let names = Set(effective.bindings.map(\.action)).subtracting([.palette])
      let gone = before.names.subtracting(after.names).map { String($0.split(separator: " ")[0]) }
      #expect(gone.count == names.count, "\(context): \(gone)")
    }
  }

  private static func isSame(_ row: ActionRow, _ other: ActionRow) -> Bool {
    row.section == other.section && row.uses.map(\.help) == other.uses.map(\.help)
      && row.bindings.first?.action == other.bindings.first?.action
  }

  /// Names are what configurations contain.
  @Test func namesStay() {
    let names = Set(KeyMap.Context.allCases.flatMap(KeyMap.standard.actions).map(\.rawValue))
    #expect(
      names.isSuperset(of: [
        "line-down", "half-page-up", "toggle-follow", "severity-debug", "severity-info", "severity-warning",
        "severity-error", "severity-failure", "severity-all", "filter-template", "focus-1", "focus-9", "remove-task",
        "lock-in-time", "go-there", "mark-task", "copy-json", "open-portal", "plain-stream", "poll-now", "interrupt",
      ]))
    for name in names { #expect(Action(rawValue: name)?.rawValue == name) }
    #expect(Action(rawValue: "severity-unknown") == nil && Action(rawValue: "focus-10") == nil)
  }

  @Test func hintsOfAContextHaveDifferentRanks() {
    for context in KeyMap.Context.allCases {
      let ranks = KeyMap.standard.hints(in: context).map(\.use.rank)
      #expect(Set(ranks).count == ranks.count && !ranks.contains(0), "\(context)")
    }
  }
}
