import MonitorCore
import Testing

@testable import MonitorUI

/// A key that means nothing says so, in the panes and in every box.
@Suite struct UnknownKeysTests {
  private static let boxes: [(String, Fixture)] = [
    ("panes", Scenes.one(100, 24)), ("help", Scenes.one(100, 24).after("?")),
    ("details", Scenes.one(100, 24).after(.enter)), ("task", Scenes.one(100, 24).after("I")),
    ("timeline", Scenes.one(100, 24).after("i")), ("table", KeyCases.alike().after("g", "|")),
    ("list of panes", Scenes.two().after("B")),
  ]

  @Test func itSaysSoEverywhere() {
    for (name, box) in Self.boxes {
      for key in ["R", .function(5), .alt("k"), .control("x")] as [Key] {
        var fixture = box
        #expect(fixture.press(key).isEmpty)
        #expect(fixture.text.contains("\(key.label) is no key here; ? shows those that are"), "\(key.label) in \(name)")
      }
    }
  }

  @Test func whereALineIsTypedOnlyLettersAreText() {
    for opening in [":", "A"] as [Key] {
      var fixture = Scenes.one(100, 24).after(opening)
      fixture.press(.function(5))
      #expect(fixture.model.notice?.text.hasPrefix("F5 is no key here") == true)
      fixture.type("R")
      fixture.press(.left, .home, .control("u"))
      #expect(fixture.model.notice == nil)
    }
  }

  @Test func whatThePanesDoIsSaid() {
    var fixture = Scenes.one(100, 24).after(.enter)
    fixture.press("z")
    #expect(fixture.text.contains("z: zoom, in the panes; q leads there"))
    fixture.press("q", "v")
    #expect(fixture.text.contains("v: filter value, in the details; Enter opens them"))
  }
}
