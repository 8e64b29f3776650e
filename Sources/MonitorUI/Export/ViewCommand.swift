import MonitorCore

extension Model {
  /// The command that shows what the focused pane shows; `nil` where none does.
  package var viewCommand: String? {
    guard !command.isEmpty, let pane = focusedPane else { return nil }
    var words = [command]
    if commandNamesTasks {
      words += tasks(of: pane).map { ShellWord.quoted(tasks[$0].id.text) }
    }
    switch (pane.context?.filter ?? pane.filter).level {
    case .all: break
    case .atLeast(let severity), .only(let severity): words += ["-l", severity.word.lowercased()]
    }
    for pattern in pane.stackedPatterns {
      words += [pattern.isExcluding ? "--exclude" : "-g", ShellWord.quoted(pattern.source)]
    }
    if timestamps != .local { words += ["-t", timestamps.rawValue] }
    if let transport = playback?.replay?.transport {
      words += ["--from", TimestampFormat.rfc3339(now)]
      if transport.speed != 1 { words += ["--speed", transport.speedText(.ascii).replacing("x", with: "")] }
    }
    return words.joined(separator: " ")
  }
}
