import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import mpt_tail

/// What `mpt-tail config` says: each setting with its source, and no secret.
@Suite struct SettingLineTests {
  private func lines(_ text: String?, _ environment: [String: String] = [:]) async throws -> [SettingLine] {
    let folder = try TemporaryFolder()
    if let text { try folder.write("mpt-tail/config.toml", text) }
    var environment = environment
    environment["XDG_CONFIG_HOME"] = folder.path
    return try await SettingsSource(environment: Environment(environment)).lines(config: nil)
  }

  @Test func eachSettingComesFromWhereItWasSaidLast() async throws {
    let found = try await lines(
      "theme = \"nord\"\ninterval = 5\nlevel = \"info\"\n[keys]\ncopy = [\"y\", \"F5\"]\n", ["MPT_TAIL_LEVEL": "error"])
    #expect(found.contains(SettingLine("theme", "nord", "line 1")))
    #expect(found.contains(SettingLine("interval", "5", "line 2")))
    #expect(found.contains(SettingLine("level", "error", "MPT_TAIL_LEVEL")))
    #expect(found.contains(SettingLine("keys.copy", "y, F5", "line 5")))
    #expect(found.contains { $0.name == "timestamps" && $0.source == SettingLine.byDefault })
    #expect(found.first?.name == "config" && found.first?.value.hasSuffix("config.toml") == true)
    for name in Settings.names { #expect(found.count { $0.name == name } == 1, "\(name)") }
  }

  @Test func aConfigurationThatIsNotThereIsSaid() async throws {
    #expect(try await lines(nil).first?.value.hasSuffix("(not there)") == true)
    await #expect(throws: ProgramFailure.self) { try await lines("theme = 5") }
  }

  /// A shell's `<(command)` can be read once: whom to ask is in it, and all that is printed.
  @Test func whatComesByAPipeIsReadOnce() async throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    let text = Array("level = \"warn\"\nbase-url = \"https://one.example.com\"\n".utf8)
    #expect(write(ends[1], text, text.count) == text.count)
    close(ends[1])
    let path = "/dev/fd/\(ends[0])"
    #expect(try ConfigurationText.readFile(in: ["MPT_TAIL_CONFIG": path]) == nil)
    let environment = try await Environment([:]).reading(config: path)
    let found = try await SettingsSource(environment: environment).lines(config: path)
    #expect(found.contains(SettingLine("config", path, "--config")))
    #expect(found.contains(SettingLine("level", "warn", "line 1")))
    #expect(try ConfiguredAccess(environment: environment)["base-url"]?.text == "https://one.example.com")
    var looks = try LookOptions.parse(["--config", path])
    #expect(try await SettingsSource(environment: environment).settings(completing: &looks).level != nil)
  }

  @Test func noTokenIsShown() async throws {
    let found = try await lines("notify = \"cmd:curl -H idt:TKN-1234-5678:secret-part x\"")
    #expect(found.contains { $0.name == "notify" && $0.value.contains("TKN-1234-5678:[token]") })
    #expect(!found.contains { $0.value.contains("secret-part") })
    #expect(PlatformAccess.withoutLogin("http://me:pass@word@proxy:3128") == "http://…@proxy:3128")
    #expect(PlatformAccess.withoutLogin("proxy:3128") == "proxy:3128")
  }
}
