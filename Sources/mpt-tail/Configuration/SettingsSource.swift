import MonitorCore
import MonitorTerminal
import MonitorUI

/// Resolves settings: a flag before an environment variable before the configuration file.
struct SettingsSource {
  let environment: Environment

  /// Completes the flags that were not given, and returns the settings without a flag. Throws a `ProgramFailure` that
  /// names the file and the line.
  func settings(completing looks: inout LookOptions) async throws -> Appearance {
    try settings(completing: &looks, try await configuration(flag: looks.config))
  }

  /// The configuration, read now where it was not before.
  func configuration(flag: String?) async throws -> ConfigurationText? {
    if let known = environment.configuration { return known }
    return try await ConfigurationText.read(in: environment, flag: flag)
  }

  /// The same, with a configuration that was read.
  func settings(completing looks: inout LookOptions, _ configuration: ConfigurationText?) throws -> Appearance {
    var settings = Settings()
    if let configuration, configuration.text != nil { settings = try configuration.parsed(Settings.init) }
    if let folder = environment.configurationFolder {
      for theme in try ThemeSection.themes(inFolder: folder + "/themes") { settings.themes[theme.name] = theme }
    }
    let configured = settings.theme
    let configuredAccessible = settings.accessible
    for name in Settings.names {
      let variable = "MPT_TAIL_\(name.uppercased().replacing("-", with: "_"))"
      guard let text = environment[variable] else { continue }
      do throws(ConfigurationFailure) {
        try settings.apply(name, text: text)
      } catch {
        throw ProgramFailure("\(variable): \(error.sentence)", exit: .usage)
      }
    }
    looks.timestamps = looks.inUTC ? .utc : looks.timestamps ?? settings.timestamps
    looks.ascii = looks.ascii || settings.ascii == true
    looks.calm = looks.calm || settings.calm == true
    looks.format = looks.format ?? settings.format
    var theme: Theme?
    do throws(ConfigurationFailure) {
      if let name = looks.theme ?? settings.theme { theme = try settings.theme(named: name) }
    } catch {
      let isConfigured = looks.theme == nil && settings.theme == configured
      let place = ConfigurationFailure(line: isConfigured ? settings.themeLine : nil, sentence: error.sentence)
      let source = looks.theme != nil ? "--theme" : isConfigured ? configuration?.path ?? "" : "MPT_TAIL_THEME"
      throw ProgramFailure(place.sentence(in: source), exit: .usage)
    }
    var appearance = Appearance(
      theme: theme, themes: settings.allThemes, keys: settings.keys,
      notify: (settings.notify ?? .auto, settings.notifyWhen ?? .always),
      portal: settings.portal, interval: settings.interval, level: settings.level.map(LevelArgument.init))
    appearance.keepsHistory = settings.history ?? true
    appearance.accessible = AccessibleChoice(environment: environment, configured: configuredAccessible).resolve(&looks)
    return appearance
  }

  /// The same; prints what is wrong with them, and throws the exit code.
  func reported(completing looks: inout LookOptions) async throws -> Appearance {
    do {
      return try await settings(completing: &looks)
    } catch let failure as ProgramFailure {
      throw failure.reported()
    }
  }
}

/// The settings that are no flags of every command, resolved as far as the flags do not say otherwise.
struct Appearance {
  /// `nil` for the one that fits the terminal's background.
  var theme: Theme?
  /// All that can be chosen.
  var themes = Theme.builtIn
  var keys = KeyMap.standard
  var notify = (way: NotifyWay.auto, when: NotifyWhen.always)
  /// Why the accessible mode is on, to stand after "because"; `nil` where it is not.
  var accessible: String?
  /// Whether earlier runs are consulted and remembered.
  var keepsHistory = true
  /// The address of a task's page with `{id}` for its id, where it is not the documented one.
  var portal: String?
  /// Seconds between polls; `nil` where nothing says so.
  var interval: Double?
  /// The minimum severity; `nil` for all.
  var level: LevelArgument?
}
