import MonitorCore
import MonitorUI

/// The keys of a configuration: a preset, and what differs from it.
struct KeySettings {
  /// The boxes with keys of their own, by the name of their section: `[keys.picker]`.
  static let boxes: [String: KeyMap.Context] = [
    "picker": .picker, "details": .details, "timeline": .timeline, "table": .table,
  ]

  let keys: KeyMap

  /// Reads the keys of the panes, or of a box, over those of `base`.
  init(
    _ section: ConfigurationFile.Section, of context: KeyMap.Context = .log, over base: KeyMap = .standard
  ) throws(ConfigurationFailure) {
    var base = base
    var changes: [Action: [Key]] = [:]
    var owners: [Key: (action: Action, line: Int)] = [:]
    for entry in section.entries where entry.key == "preset" && context == .log {
      let names = KeyPreset.allCases.map(\.rawValue)
      guard case .string(let text) = entry.value, let preset = KeyPreset(rawValue: text) else {
        throw ConfigurationFailure(line: entry.line, sentence: "'preset' takes \(names.joined(separator: ", ")).")
      }
      base = preset.keys
    }
    let actions = KeyMap.standard.remappable(in: context)
    for entry in section.entries where entry.key != "preset" || context != .log {
      guard let action = Action(rawValue: entry.key), actions.contains(action) else {
        let hint = NearestWords.hint(for: entry.key, among: actions.map(\.rawValue))
        throw ConfigurationFailure(
          line: entry.line, sentence: "'\(SafeText.line(entry.key))' is nothing that a key can do" + hint)
      }
      let keys = try Self.keys(entry)
      for key in keys {
        if let other = owners[key] {
          throw ConfigurationFailure(
            line: entry.line, sentence: "\(key.label) does '\(other.action.rawValue)' by line \(other.line) already.")
        }
        owners[key] = (action, entry.line)
      }
      changes[action] = keys
    }
    keys = base.remapped(changes, in: context)
  }

  private static func keys(_ entry: ConfigurationFile.Entry) throws(ConfigurationFailure) -> [Key] {
    let names: [String]
    switch entry.value {
    case .string(let name): names = [name]
    case .list(let list): names = list
    case .number, .bool:
      throw ConfigurationFailure(line: entry.line, sentence: "'\(entry.key)' takes keys: \"j\", or [\"j\", \"Down\"].")
    }
    var keys: [Key] = []
    for name in names {
      guard let key = KeyName.key(name) else {
        throw ConfigurationFailure(
          line: entry.line,
          sentence: "'\(SafeText.line(name))' is no key" + NearestWords.hint(for: name, among: KeyName.examples))
      }
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }
}
