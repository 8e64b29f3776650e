import ArgumentParser
import MonitorCore
import Testing

@testable import mpt_tail

@Suite struct WatchOptionsTests {
  @Test func expressionsAreFilters() throws {
    let options = try WatchOptions.parse(
      ["-l", "info", "-g", "moved", "--exclude", "-x", "--grep", "AGR-\\d", "-g", "moved"])
    #expect(options.filter.level == .atLeast(.info))
    #expect(options.filter.patterns.map(\.source) == ["moved", "AGR-\\d", "-x"])
    #expect(options.filter.patterns.map(\.isExcluding) == [false, false, true])
    #expect(try WatchOptions.parse([]).filter == LogFilter())
  }

  @Test func aFormatIsOneOfLines() throws {
    #expect(try !WatchOptions.parse(["--format", "{message}"]).looks.output.isAuto)
    #expect(try WatchOptions.parse(["--format", "{message}", "-o", "tui"]).looks.wantsScreen(isOneShot: false))
  }

  @Test(arguments: [
    (["--format", "{messag}"], "'message'"), (["--format", "{time"], "no '}'"),
    (["--format", "{time}", "-o", "json"], "different things"), (["--format", "{time}", "--accessible"], "different"),
    (["-g", "a)b"], "unmatched closing parenthesis, at character 2"), (["--exclude", "a{99999}"], ""),
    (["--grep", ""], "An empty expression"),
    (["-g"], ""),
  ])
  func wrongOnesAreWrongUsage(arguments: [String], reason: String) {
    #expect {
      _ = try WatchOptions.parse(arguments)
    } throws: { error in
      WatchOptions.exitCode(for: error).rawValue == 64
        && (reason.isEmpty || WatchOptions.message(for: error).contains(reason))
    }
  }
}
