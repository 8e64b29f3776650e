import Foundation
import MonitorCore
import Testing

@testable import MonitorUI

/// Stacked filters: each can be changed and removed.
@Suite struct FiltersTests {
  private func log(filters: String...) -> Fixture {
    var fixture = Fixture(width: 100, height: 14)
    fixture.task(name: "Importing", progress: 10)
    fixture.logs(
      0,
      (0..<100).map { number in
        Fixture.Entry(
          Double(number - 100), .info, "{{What}} \(number % 2 == 0 ? "even" : "odd") of AGR-\(number % 10)",
          parameters: #"{"What":"\#(number % 3 == 0 ? "row" : "step")"}"#)
      })
    for filter in filters {
      fixture.type("&" + filter)
      fixture.press(.enter)
    }
    return fixture
  }

  @Test func tabBringsUpEachFilter() {
    var fixture = log(filters: "row", "!odd", "AGR-[02]")
    #expect(fixture.lines[1].contains("&row !odd &AGR-[02]   7 of 100 entries"))
    fixture.press("&")
    #expect(
      fixture.lines[13].hasSuffix("! excludes  Enter filter  Tab edit a filter  Backspace drop the last  Esc cancel"))
    fixture.press(.tab)
    #expect(fixture.lines[13].hasPrefix(" &row  "))
    #expect(fixture.lines[13].hasSuffix("filter 1 of 3 · type to change it, Ctrl-U empties  Tab next  Esc cancel"))
    fixture.press(.tab)
    #expect(fixture.lines[13].hasPrefix(" &!odd  "))
    fixture.press(.tab, .tab)
    #expect(fixture.lines[13].hasPrefix(" &  "))
    fixture.press(.backTab)
    #expect(fixture.lines[13].hasPrefix(" &AGR-[02] ") && fixture.lines[13].contains("filter 3 of 3"))
    fixture.press(.enter)
    #expect(fixture.lines[1].contains("&row !odd &AGR-[02]   7 of 100 entries"))
  }

  @Test func theHintIsAsLongAsThereIsRoom() {
    for (width, hint) in [
      (78, "Ctrl-U empties  Tab next"), (64, "filter 1 of 2 · type to change it, Ctrl-U empties"),
      (48, "filter 1 of 2  Tab next  Esc cancel"), (24, " 1 of 2"),
    ] {
      var fixture = log(filters: "row", "!odd")
      fixture.send(.resized(Size(width: width, height: 14)))
      fixture.press("&", .tab)
      #expect(fixture.lines[13].hasPrefix(" &row ") && fixture.lines[13].hasSuffix(hint), "\(width)")
    }
  }

  @Test func changedTextReplacesIt() {
    var fixture = log(filters: "row", "!odd", "AGR-[02]")
    fixture.press("&", .tab, .tab, .control("u"))
    #expect(fixture.lines[13].hasSuffix("filter 2 of 3 · 7 of 100 entries  Enter remove it  Tab next  Esc cancel"))
    fixture.type("even(")
    fixture.press(.enter)
    #expect(fixture.model.topBox != nil)
    fixture.press(.backspace)
    #expect(fixture.lines[13].hasSuffix("filter 2 of 3 · 7 of 100 entries  Enter replace it  Tab next  Esc cancel"))
    fixture.press(.enter)
    #expect(fixture.lines[1].contains("&row &even &AGR-[02]   7 of 100 entries"))
    fixture.press("&", .tab, .tab, .control("u"))
    fixture.type("row")
    fixture.press(.enter)
    #expect(fixture.lines[1].contains(" &row &AGR-[02] "))
  }

  @Test func emptiedTextRemovesIt() {
    var fixture = log(filters: "row", "!odd", "AGR-[02]")
    fixture.press("&", .tab, .tab, .control("u"), .enter)
    #expect(fixture.lines[1].contains("&row &AGR-[02]   7 of 100 entries"))
    fixture.press("&", .tab, .control("u"), .tab, .control("u"), .escape)
    #expect(fixture.lines[1].contains("&row &AGR-[02]   7 of 100 entries"))
    fixture.press("&", .backTab, .control("u"), .backspace, .enter)
    #expect(fixture.lines[1].contains("&row &AGR-[02]   7 of 100 entries"))
  }

  @Test func valuesAndTemplatesStayWhatTheyAre() {
    var fixture = log()
    fixture.press("k", .enter, "v", "k", .enter, "a")
    #expect(fixture.lines[1].contains("&{{What}}"))
    let before = fixture.model.panes[0].filter
    fixture.press("&", .tab, .enter, "&", .tab, .tab, .enter)
    #expect(fixture.model.panes[0].filter == before)
    #expect(fixture.model.topBox == nil)
    fixture.press("&", .tab, .tab, .control("u"), .enter)
    #expect(fixture.model.panes[0].filter.patterns == Array(before.patterns.prefix(1)))
  }

  @Test func surroundingsKeepTheFilters() {
    var fixture = log(filters: "row", "!odd")
    fixture.press("x", "&", .tab, .control("u"), .enter)
    #expect(!fixture.model.panes[0].isContext)
    #expect(fixture.lines[1].contains(" !odd   50 of 100 entries"))
    fixture.press("x", "&", .backspace)
    #expect(fixture.model.panes[0].filter.patterns.isEmpty)
  }

  @Test func thePaletteRemovesEach() {
    var fixture = log(filters: "row", "!odd", "AGR-[02]")
    fixture.type(":remove filter odd")
    #expect(fixture.text.contains("> remove filter: !odd"))
    fixture.press(.enter)
    #expect(fixture.lines[1].contains("&row &AGR-[02]   7 of 100 entries"))
    fixture.press("C")
    fixture.type(":expand")
    #expect(fixture.text.contains("> expand: {{What}} "))
    fixture.press(.enter)
    #expect(fixture.model.panes[0].index.collapsed.isEmpty)
    fixture.press(":")
    #expect(fixture.text.contains("> remove filter: &row"))
  }

  @Test func aClickOnAChipRemovesIt() {
    var fixture = log(filters: "row", "!odd", "AGR-[02]")
    fixture.press(.function(2))
    func click(_ text: String) {
      let x = fixture.lines[1].range(of: text).map { fixture.lines[1][..<$0.lowerBound].unicodeScalars.count } ?? -1
      fixture.press(.mouse(MouseEvent(.press, x: x + 1, y: 1)))
    }
    click("!odd")
    #expect(fixture.lines[1].contains("&row &AGR-[02]   7 of 100 entries"))
    #expect(fixture.text.contains("filter removed: !odd"))
    click("logs")
    #expect(fixture.model.panes[0].filter.patterns.count == 2)
    click("&AGR")
    click("&row")
    #expect(fixture.lines[1].contains(" 100 entries"))
  }

  @Test func clicksInTheMergedPane() {
    var fixture = Fixture(tasks: 2, width: 100, height: 14)
    fixture.fill(9)
    fixture.press("M")
    fixture.type("&entry")
    fixture.press(.enter, .function(2))
    let x = fixture.lines[2].range(of: "&entry").map { fixture.lines[2][..<$0.lowerBound].unicodeScalars.count } ?? 0
    fixture.press(.mouse(MouseEvent(.press, x: x, y: 2)))
    #expect(fixture.model.mergedPane?.filter.patterns.isEmpty == true)
  }

  @Test func whatIsNotDrawnCannotBeClicked() {
    var fixture = Fixture(tasks: 2, width: 60, height: 14)
    fixture.fill(9)
    fixture.press("M")
    for letter in ["e", "n", "t", "r"] {
      fixture.type("&[\(letter)]|a long expression that fills the line")
      fixture.press(.enter)
    }
    fixture.press(.function(2))
    #expect(!fixture.lines[1].contains("that fills"))
    for x in 0..<60 { fixture.press(.mouse(MouseEvent(.press, x: x, y: 2))) }
    #expect(fixture.model.mergedPane?.filter.patterns.count == 4)
  }

  @Test func promptsShowAtEverySize() {
    for (keys, shown) in [("/row", "/row"), ("&row", "&row"), (":zoo", ":zoo")] {
      for size in [Size(width: 19, height: 3), Size(width: 12, height: 1), Size(width: 30, height: 2)] {
        var fixture = log()
        fixture.send(.resized(size))
        fixture.type(keys)
        #expect(fixture.lines[size.height - 1].contains(shown), "\(size)")
        #expect(view(fixture.model).cursor?.y == size.height - 1)
        fixture.press(.escape)
        #expect(!fixture.text.contains(shown))
      }
    }
    var fixture = log()
    fixture.send(.resized(Size(width: 16, height: 1)))
    fixture.type(":zoo")
    #expect(fixture.lines[0] == ":zoo  zoom")
  }
}
