import MonitorCore

@testable import MonitorUI

/// What an action has to do where it is asked for: from a situation, something on the screen or for the program.
struct KeyCase {
  enum Effect {
    /// These commands, and nothing else.
    case commands([Command])
    /// A command of which this is true.
    case command((Command) -> Bool)
    /// Another picture than before, of which this is true.
    case screen((_ now: Fixture, _ before: Fixture) -> Bool)
  }

  let situation: () -> Fixture
  let effect: Effect

  /// What is wrong with what came of it; `nil` where it is as it should be.
  func fault(_ before: Fixture, _ now: Fixture, _ commands: [Command]) -> String? {
    switch effect {
    case .commands(let wanted): return commands == wanted ? nil : "commands \(commands)"
    case .command(let isWanted): return commands.contains(where: isWanted) ? nil : "commands \(commands)"
    case .screen(let isWanted):
      if Self.isSame(view(before.model), view(now.model)) { return "the same picture:\n\(now.text)" }
      return isWanted(now, before) ? nil : "the picture:\n\(now.text)"
    }
  }

  private static func isSame(_ one: Frame, _ other: Frame) -> Bool {
    one.size == other.size && (0..<one.size.height).allSatisfy { one.hasSameRow($0, as: other) }
  }
}

extension KeyCase {
  static func shows(_ text: String, _ situation: @escaping () -> Fixture) -> KeyCase {
    KeyCase(
      situation: situation, effect: .screen { now, before in now.text.contains(text) && !before.text.contains(text) })
  }

  static func hides(_ text: String, _ situation: @escaping () -> Fixture) -> KeyCase {
    KeyCase(
      situation: situation, effect: .screen { now, before in !now.text.contains(text) && before.text.contains(text) })
  }

  static func draws(_ situation: @escaping () -> Fixture, _ isWanted: @escaping (Fixture, Fixture) -> Bool) -> KeyCase {
    KeyCase(situation: situation, effect: .screen(isWanted))
  }

  static func commands(_ commands: Command..., in situation: @escaping () -> Fixture) -> KeyCase {
    KeyCase(situation: situation, effect: .commands(commands))
  }
}

extension Fixture {
  /// The number of the first entry on the screen.
  var first: Int? { shown.first }
  var last: Int? { shown.last }
  private var shown: [Int] { text.matches(of: #/ entry (\d+)/#).compactMap { Int($0.1) } }

  /// After some keys.
  func after(_ keys: Key...) -> Fixture {
    var fixture = self
    for key in keys { fixture.press(key) }
    return fixture
  }

  func typing(_ text: String) -> Fixture {
    var fixture = self
    fixture.type(text)
    return fixture
  }
}
