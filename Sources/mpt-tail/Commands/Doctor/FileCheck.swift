import Glibc

/// The files of the program: what is configured, and whether something can be remembered.
struct FileCheck {
  let environment: Environment
  let config: String?

  func findings() async -> [Finding] {
    [await configuration, folder("state", environment.stateFolder), folder("cache", environment.cacheFolder)]
  }

  private var configuration: Finding {
    get async {
      do {
        let lines = try await SettingsSource(environment: environment).lines(config: config)
        let own = lines.dropFirst().count { $0.source != SettingLine.byDefault }
        return Finding(
          "configuration", .ok, "\(lines.first?.value ?? "none"), \(own) of its settings are not the usual")
      } catch {
        return Finding("configuration", .broken, "\(error)")
      }
    }
  }

  /// Whether a folder can be written, or made.
  private func folder(_ name: String, _ path: String?) -> Finding {
    guard var known = path else { return Finding(name, .note, "no folder: nothing is remembered") }
    let wanted = known
    while access(known, F_OK) != 0, let slash = known.lastIndex(of: "/"), slash != known.startIndex {
      known = String(known[..<slash])
    }
    var status = stat()
    let isFolder = stat(known, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    guard isFolder, access(known, W_OK | X_OK) == 0 else {
      return Finding(name, .broken, "\(wanted) cannot be written: nothing is remembered")
    }
    return Finding(name, .ok, wanted)
  }
}
