import MonitorCore

/// Why a configuration cannot be used: a sentence that is safe to show, and the line where there is one.
struct ConfigurationFailure: Error, Equatable {
  /// Counted from 1.
  var line: Int?
  let sentence: String

  /// `sentence` may hold text of the configuration as it stands there: it is made safe here, once for all.
  init(line: Int? = nil, sentence: String) {
    self.line = line
    self.sentence = SafeText.line(sentence)
  }

  /// The sentence with where it is about: `config.toml, line 3: …`.
  func sentence(in path: String) -> String { "\(path)\(line.map { ", line \($0)" } ?? ""): \(sentence)" }
}
