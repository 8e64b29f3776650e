import MonitorCore
import MonitorTerminal
import MonitorUI
import Testing

@testable import mpt_tail

@Suite struct TypedRunTests {
  /// The events as the loop consumes them: characters, pastes in brackets, `.` for anything else.
  private func consumed(_ keys: [Key], in model: Model) -> String {
    var model = model
    var events = keys.map { ScreenLoop.Event.terminal(.key($0)) }[...]
    events.append(.timeout)
    var words = ""
    while let event = model.dequeue(from: &events) {
      guard case .terminal(.key(let key)) = event else {
        words += "."
        continue
      }
      switch key {
      case .character(let scalar): words.unicodeScalars.append(scalar)
      case .paste(let text): words += "[\(text)]"
      default: words += "."
      }
      _ = update(&model, .key(key))
    }
    return words
  }

  private func keys(_ text: String) -> [Key] { text.unicodeScalars.map(Key.character) }

  private func model() throws -> Model {
    Model(
      tasks: [try #require(TaskID("TSK-1"))], host: "host", size: Size(width: 80, height: 24),
      now: Timestamp(ticks: 0), zone: { _ in 0 })
  }

  @Test func charactersTypedIntoALineAreOnePaste() throws {
    #expect(consumed(keys("/abc"), in: try model()) == "/[abc].")
    #expect(consumed(keys("/a"), in: try model()) == "/a.")
    #expect(consumed(keys("/4x?é"), in: try model()) == "/[4x?é].")
    #expect(consumed(keys("/ab") + [.left] + keys("cd") + [.enter] + keys("jjk"), in: try model()) == "/[ab].[cd].jjk.")
  }

  @Test func keysOfThePanesStayKeys() throws {
    #expect(consumed(keys("jjj"), in: try model()) == "jjj.")
    #expect(consumed([], in: try model()) == ".")
  }
}
