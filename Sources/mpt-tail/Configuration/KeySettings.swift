import MonitorUI

/// The keys of a configuration: a preset, and what differs from it.
///
/// `[keys]` holds the keys of the panes and of what the boxes share with them, `[keys.BOX]` those of a box. A key that
/// would be taken from another action without a word is refused: whoever moves one moves the other too, or gives it none
/// (`[]`).
struct KeySettings {
  /// The boxes with keys of their own, by the name of their section.
  static let boxes = Dictionary(
    uniqueKeysWithValues: KeyMap.Context.allCases.filter { $0 != .log && !KeyMap.standard.rows(in: $0).isEmpty }
      .map { ($0.rawValue, $0) })

  private(set) var keys = KeyMap.standard
  private var changes: [KeyMap.Context: [Action: [Key]]] = [:]
  /// Where the configuration gives an action its keys.
  private var lines: [KeyMap.Context: [Action: Int]] = [:]

  /// Reads the sections `[keys]` and `[keys.BOX]` of a configuration, in whatever order they stand.
  init(_ file: ConfigurationFile) throws(ConfigurationFailure) {
    for section in file.sections where section.name == ["keys"] {
      for entry in section.entries where entry.key == "preset" { keys = try Self.preset(entry).keys }
      try read(section.entries.filter { $0.key != "preset" }, of: .log)
    }
    for section in file.sections where section.name.count == 2 && section.name[0] == "keys" {
      if let context = Self.boxes[section.name[1]] { try read(section.entries, of: context) }
    }
    try checkConflicts()
    for context in KeyMap.Context.allCases { keys = keys.remapped(changes[context] ?? [:], in: context) }
  }

  private static func preset(_ entry: ConfigurationFile.Entry) throws(ConfigurationFailure) -> KeyPreset {
    let names = KeyPreset.allCases.map(\.rawValue)
    guard case .string(let text) = entry.value, let preset = KeyPreset(rawValue: text) else {
      throw ConfigurationFailure(line: entry.line, sentence: "'preset' takes \(names.joined(separator: ", ")).")
    }
    return preset
  }

  private mutating func read(
    _ entries: [ConfigurationFile.Entry], of context: KeyMap.Context
  ) throws(ConfigurationFailure) {
    let actions = KeyMap.standard.remappable(in: context)
    var owners: [Key: (action: Action, line: Int)] = [:]
    for entry in entries {
      guard let action = Action(rawValue: entry.key), actions.contains(action) else {
        let hint = NearestWords.hint(for: entry.key, among: actions.map(\.rawValue))
        throw ConfigurationFailure(line: entry.line, sentence: "'\(entry.key)' is nothing that a key can do" + hint)
      }
      let keys = try Self.keys(entry)
      for key in keys {
        if let other = owners[key] {
          throw ConfigurationFailure(
            line: entry.line, sentence: "\(key.label) does '\(other.action.rawValue)' by line \(other.line) already.")
        }
        owners[key] = (action, entry.line)
      }
      changes[context, default: [:]][action] = keys
      lines[context, default: [:]][action] = entry.line
    }
  }

  private func checkConflicts() throws(ConfigurationFailure) {
    guard let conflict = keys.conflicts(of: changes).first else { return }
    let changed = [conflict.context, .log].lazy.compactMap { context in
      lines[context]?[conflict.winner] ?? lines[context]?[conflict.loser]
    }.first
    let title = conflict.context == .log ? "the panes" : "the \(conflict.context.title)"
    let section = conflict.context == .log ? "keys" : "keys.\(conflict.context.rawValue)"
    throw ConfigurationFailure(
      line: changed,
      sentence:
        "in \(title) \(conflict.key.label) would do '\(conflict.winner.rawValue)' and no longer "
        + "'\(conflict.loser.rawValue)': give '\(conflict.loser.rawValue)' another key too, or none ([]), in [\(section)]."
    )
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
          line: entry.line, sentence: "'\(name)' is no key" + NearestWords.hint(for: name, among: KeyName.examples))
      }
      if let reason = SilentKeys.reason(key) {
        throw ConfigurationFailure(line: entry.line, sentence: "\(key.label) never arrives: \(reason).")
      }
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }
}

/// Keys that a program in a terminal never gets as themselves.
enum SilentKeys {
  /// Why a key never arrives; `nil` for one that does.
  static func reason(_ key: Key) -> String? {
    switch key {
    case .control("c"), .control("z"), .control("\\"): "the terminal makes a signal of it"
    case .control("s"), .control("q"): "the terminal stops and continues its output by it"
    case .control("i"): "terminals send Tab for it"
    case .control("j"), .control("m"): "terminals send Enter for it"
    case .control("h"): "terminals send Backspace for it"
    case .control("["): "terminals send Esc for it"
    case .control(let scalar) where !"abcdefghijklmnopqrstuvwxyz@]^_ ".unicodeScalars.contains(scalar):
      "terminals send nothing of its own for it"
    case .alt("["), .alt("O"): "other keys begin with it"
    default: nil
    }
  }
}
