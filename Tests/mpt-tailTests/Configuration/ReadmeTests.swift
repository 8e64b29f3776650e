import ArgumentParser
import Foundation
import MonitorUI
import TestSupport
import Testing

@testable import mpt_tail

/// What README shows can be taken as it stands.
@Suite struct ReadmeTests {
  @Test func theConfigurationIsOne() async throws {
    var url = URL(fileURLWithPath: #filePath)
    while url.lastPathComponent != "Tests" { url.deleteLastPathComponent() }
    let text = try String(contentsOf: url.deletingLastPathComponent().appending(path: "README.md"), encoding: .utf8)
    let sample = try #require(text.split(separator: "```toml\n").dropFirst().first?.split(separator: "```").first)
    let folder = try TemporaryFolder()
    try folder.write("config.toml", String(sample))
    var looks = try LookOptions.parse(["--config", folder.path + "/config.toml"])
    let settings = try await SettingsSource(environment: ["HOME": folder.path]).settings(completing: &looks)
    #expect(settings.keys.label(of: .copy).contains("F5"))
  }
}
