import MonitorCore
import Testing

@testable import MonitorUI

/// Every key of the table, and everything in the palette, does what it says: a new one has to say so in `KeyCases`.
@Suite struct EveryKeyTests {
  /// Those of the screen; what keys do in the accessible mode is in `NarratorTests`.
  private static let contexts = KeyMap.Context.allCases.filter { $0 != .accessible }

  private static func actions(in context: KeyMap.Context) -> Set<Action> {
    Set(KeyMap.standard.actions(in: context))
  }

  @Test(arguments: contexts)
  func everyActionHasACase(context: KeyMap.Context) {
    let cases = Set(KeyCases.all[context, default: [:]].keys)
    let actions = Self.actions(in: context)
    #expect(actions.subtracting(cases).isEmpty, "without a case")
    #expect(cases.subtracting(actions).isEmpty, "without a key")
  }

  @Test(arguments: contexts)
  func everyKeyDoesWhatItSays(context: KeyMap.Context) {
    for row in KeyMap.standard.rows(in: context) {
      for binding in row.bindings {
        guard let wanted = KeyCases.all[context]?[binding.action] else { continue }
        for key in binding.keys {
          let before = wanted.situation()
          var now = before
          let commands = now.press(key)
          let fault = wanted.fault(before, now, commands)
          #expect(fault == nil, "\(key.label) as \(binding.action.name) in \(context): \(fault ?? "")")
        }
      }
    }
  }

  @Test(arguments: [
    (KeyMap.Context.log, Key.character(":")), (.picker, .alt("x")), (.details, ":"), (.timeline, ":"), (.table, ":"),
  ])
  func thePaletteDoesTheSame(context: KeyMap.Context, opening: Key) {
    for action in Self.actions(in: context) where action != .palette {
      guard let wanted = KeyCases.all[context]?[action] else { continue }
      let before = wanted.situation()
      var now = before
      now.press(opening)
      now.type(action.name)
      guard let palette = now.model.box(CommandPalette.self) else {
        Issue.record("no palette")
        continue
      }
      let found = palette.entries(in: now.model.keys).first?.action
      #expect(found == action, "'\(action.name)' finds \(found?.name ?? "nothing")")
      #expect(now.text.contains("> \(action.name)"))
      let commands = now.press(.enter)
      let fault = wanted.fault(before, now, commands)
      #expect(fault == nil, "\(action.name) by the palette in \(context): \(fault ?? "")")
    }
  }

  @Test(arguments: contexts)
  func thePaletteListsWhatCanBeDone(context: KeyMap.Context) {
    let palette = CommandPalette(of: context)
    let listed = Set(palette.entries(in: .standard).compactMap(\.action))
    #expect(listed == Self.actions(in: context).subtracting([.palette]))
  }

  @Test func escAndTheKeysOfEverywhereWorkInEveryBox() {
    let boxes: [(String, Fixture)] = [
      ("help", Scenes.help()), ("details", Scenes.details()), ("palette", Scenes.palette()),
      ("search", Scenes.one(80, 20).after("/")), ("filter", Scenes.one(80, 20).after("&")),
      ("save", Scenes.one(80, 20).after("s")), ("timeline", Scenes.one(80, 20).after("i")),
      ("picker", Scenes.one(80, 20).after("A")),
    ]
    for (name, box) in boxes {
      for key in [Key.escape, .control("g")] {
        var fixture = box
        #expect(fixture.press(key).isEmpty && fixture.model.topBox == nil, "\(key.label) in \(name)")
      }
      for (key, command) in [
        (Key.control("c"), Command.interrupt), (.control("z"), .suspend), (.control("l"), .redraw),
      ] {
        var fixture = box
        #expect(fixture.press(key) == [command], "\(key.label) in \(name)")
        #expect(fixture.text == box.text, "\(name) stays")
      }
      // Given to another key, they are there too.
      var fixture = box
      fixture.model.keys = KeyMap.standard.remapped([.redraw: [.function(9), "R"]])
      #expect(fixture.press(.function(9)) == [.redraw], "F9 in \(name)")
    }
  }

  @Test func lettersThatAreKeysOfEverywhereAreStillTyped() {
    for opening in ["/", ":", "&", "s", "A"] as [Key] {
      var fixture = Scenes.one(80, 20).after(opening)
      fixture.model.keys = KeyPreset.less.keys
      let before = fixture.text
      #expect(fixture.press("r").isEmpty)
      #expect(fixture.text != before, "\(opening.label)")
    }
  }
}
