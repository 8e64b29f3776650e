import Glibc
import MonitorCore
import MonitorTerminal
import MonitorUI

/// Where settings come from: flags, then the environment, then the configuration file.
struct SettingsSource {
  private static let largest = 256 << 10

  let environment: [String: String]

  /// Fills in what the flags left open, and gives what has no flag. Throws a `ProgramFailure` with the file and line.
  func settings(completing options: inout WatchOptions) throws -> Appearance {
    var settings = Settings()
    let named = options.config ?? environment["MPT_TAIL_CONFIG"].flatMap(\.nonEmpty)
    if let path = named ?? usualPath {
      do throws(ConfigurationFailure) {
        if let text = try Self.read(path, mustExist: named != nil) { settings = try Settings(ConfigurationFile(text)) }
      } catch {
        let place = error.line.map { ", line \($0)" } ?? ""
        throw ProgramFailure("\(SafeText.line(path))\(place): \(error.sentence)", exit: .usage)
      }
    }
    for name in Settings.names {
      let variable = "MPT_TAIL_\(name.uppercased())"
      guard let text = environment[variable].flatMap(\.nonEmpty) else { continue }
      do throws(ConfigurationFailure) {
        try settings.take(name, text: text)
      } catch {
        throw ProgramFailure("\(variable): \(error.sentence)", exit: .usage)
      }
    }
    if let level = settings.level, options.level == nil { options.level = LevelArgument(level) }
    options.timestamps = options.timestamps ?? settings.timestamps
    options.interval = options.interval ?? settings.interval
    options.ascii = options.ascii || settings.ascii == true
    do throws(ConfigurationFailure) {
      let theme = try (options.theme ?? settings.theme).map { name throws(ConfigurationFailure) in
        try settings.theme(named: name)
      }
      return Appearance(
        theme: theme ?? .standard, keys: settings.keys, notify: options.notify ?? settings.notify ?? .osc)
    } catch {
      throw ProgramFailure(options.theme == nil ? error.sentence : "--theme: \(error.sentence)", exit: .usage)
    }
  }

  /// `$XDG_CONFIG_HOME/mpt-tail/config.toml`, by default in `~/.config`.
  var usualPath: String? {
    // A relative folder there is to be ignored, says the specification.
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return folder + "/mpt-tail/config.toml" }
    return environment["HOME"].flatMap(\.nonEmpty).map { $0 + "/.config/mpt-tail/config.toml" }
  }

  /// `nil` where there is no file and none has to be.
  private static func read(_ path: String, mustExist: Bool) throws(ConfigurationFailure) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let code = errno
      if !mustExist, code == ENOENT || code == ENOTDIR { return nil }
      throw ConfigurationFailure(sentence: "cannot be read: \(String(cString: strerror(code))).")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw ConfigurationFailure(sentence: "is no file.")
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while bytes.count <= largest {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw ConfigurationFailure(sentence: "cannot be read: \(String(cString: strerror(errno))).")
      }
      if count == 0 { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    guard bytes.count <= largest else { throw ConfigurationFailure(sentence: "is larger than 256 KiB.") }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ConfigurationFailure(sentence: "is not UTF-8.")
    }
    return text
  }
}

/// How the screen looks and listens, as chosen.
struct Appearance {
  var theme = Theme.standard
  var keys = KeyMap.standard
  var notify = NotifyWay.osc
}
