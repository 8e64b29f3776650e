import MonitorCore
import Testing

@testable import MonitorUI

/// What was typed before comes back by a key, also in another run.
@Suite struct SavedPromptsTests {
  @Test func whatWasTypedComesBackInAnotherRun() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(100)
    fixture.type("/entry 9")
    fixture.press(.enter)
    fixture.type("&entry")
    fixture.press(.enter, .escape, .escape)
    fixture.type("@13:51")
    fixture.press(.enter)
    let saved = SavedPrompts(text: Array(fixture.model.typedPrompts.text.utf8))
    #expect(saved == fixture.model.typedPrompts)

    var later = Fixture(width: 80, height: 14)
    later.model.restore(saved)
    later.fill(100)
    for (key, line) in [("/", "/entry 9"), ("&", "&entry"), ("@", "@13:51")] {
      later.type(key)
      later.press(.up)
      #expect(later.lines.last?.hasPrefix(" \(line)") == true)
      later.press(.escape)
    }
  }

  @Test func theNewestOfManyAreKept() {
    var prompts = SavedPrompts()
    for number in 0..<150 { prompts.add("word \(number)", of: .search) }
    prompts.add("word 60", of: .search)
    prompts.add("two\nlines", of: .search)
    prompts.add("", of: .filter)
    let again = SavedPrompts(text: Array(prompts.text.utf8))
    #expect(again.lines[.search]?.count == SavedPrompts.maxLines && again.lines[.search]?.last == "word 60")
    #expect(again.lines[.search]?.first == "word 51" && again.lines[.filter] == nil)
    #expect(SavedPrompts(text: Array("something else\n/word\n".utf8)) == SavedPrompts())
  }
}
