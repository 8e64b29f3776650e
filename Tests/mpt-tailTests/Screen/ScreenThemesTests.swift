import MonitorTerminal
import TestSupport
import Testing

@testable import mpt_tail

/// The theme by the terminal's background: what is said, what was found last, what is answered.
@Suite struct ScreenThemesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func themes(_ theme: Theme? = nil, _ variables: [String: String] = [:]) -> ScreenThemes {
    var environment = ["XDG_STATE_HOME": folder.path, "TERM": "xterm-256color"]
    environment.merge(variables) { $1 }
    return ScreenThemes(Appearance(theme: theme), environment: Environment(environment))
  }

  private func asks(_ themes: inout ScreenThemes, _ now: Duration) -> Bool { themes.asks("default", at: now) }
  private func change(_ themes: inout ScreenThemes) -> Theme? { themes.change(to: "default") }

  @Test func darkUntilSomethingSaysOtherwise() {
    #expect(themes().shown == .dark)
    #expect(themes(nil, ["COLORFGBG": "0;15"]).shown == .light)
    #expect(themes(.nord, ["COLORFGBG": "0;15"]).shown == .nord)
  }

  @Test func asksOnceAndOnlyWhereItDecides() {
    var unknown = themes()
    #expect(asks(&unknown, .zero))
    #expect(!asks(&unknown, .seconds(9)))
    var chosen = themes(.nord)
    let isAsked = chosen.asks("nord", at: .zero)
    #expect(!isAsked)
    var said = themes(nil, ["COLORFGBG": "15;0"])
    #expect(!asks(&said, .zero))
  }

  @Test func aLightAnswerChangesTheThemeOnceAndIsRemembered() {
    var first = themes()
    #expect(asks(&first, .seconds(5)))
    #expect(change(&first) == nil)
    first.record(.light, at: .seconds(5.4))
    #expect(change(&first) == .light)
    #expect(change(&first) == nil)
    first.record(.dark, at: .seconds(5.5))
    #expect(change(&first) == nil)
    #expect(themes().shown == .light)
    // Another terminal, or the same type at another place, is not this one.
    #expect(themes(nil, ["TERM": "foot"]).shown == .dark)
    #expect(themes(nil, ["SSH_CONNECTION": "192.0.2.7 5 192.0.2.8 22"]).shown == .dark)
  }

  @Test func aLateAnswerOrOneToNobodyIsPassedOver() {
    var late = themes()
    late.record(.light, at: .zero)
    #expect(change(&late) == nil)
    #expect(asks(&late, .seconds(1)))
    late.record(.light, at: .seconds(2.5))
    #expect(change(&late) == nil)
    #expect(themes().shown == .dark)
  }

  @Test func everyNameIsShown() {
    var all = themes()
    for name in all.names.dropFirst() where name != "dark" {
      let theme = all.change(to: name)
      #expect(theme?.name == name)
    }
    #expect(all.names.first == "default")
    #expect(change(&all) == .dark)
  }

  @Test func manyTerminalsAreForgottenOldestFirst() {
    func store(_ host: Int) -> BackgroundStore? {
      BackgroundStore(
        environment: ["XDG_STATE_HOME": folder.path, "TERM": "x", "SSH_CONNECTION": "10.0.0.\(host) 1 2 3"])
    }
    for host in 0..<70 { store(host)?.save(.light) }
    #expect(store(0)?.load() == nil && store(69)?.load() == .light && store(10)?.load() == .light)
  }
}
