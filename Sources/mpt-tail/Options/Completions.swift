import ArgumentParser
import MonitorCore
import MonitorTerminal

/// What a shell offers for the word that is typed: from what is known here, and never by asking the platform.
enum Completions {
  /// The tasks that were listed or watched lately, with their names where the shell shows such.
  static let tasks = CompletionKind.custom { _, _, _ in
    (RecentTasks(environment: .inherited())?.load() ?? []).map { described($0.id.text, $0.name) }
  }

  static let themes = CompletionKind.list([Theme.automaticName] + Theme.builtIn.map(\.name))

  /// A word with what it stands for: each shell has its own way, and bash none.
  static func described(_ word: String, _ words: String) -> String {
    guard !words.isEmpty else { return word }
    return switch CompletionShell.requesting {
    case .zsh: "\(word.replacing(":", with: "\\:")):\(words)"
    case .fish: "\(word)\t\(words)"
    default: word
    }
  }
}
