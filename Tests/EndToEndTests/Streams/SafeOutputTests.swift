import Foundation
import MarketplaceSimulator
import Testing

extension StreamProgramTests {
  /// Nothing that a server says reaches a terminal as an order, by whichever way it comes.
  @Suite(.serialized) struct SafeOutputTests {
    private static let poison =
      "\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7} \u{9b}2J \u{90}q\u{9c} back\u{8}space\rreturn\u{b}\u{c}\u{7f}\u{0} "
      + "\u{202e}abc\u{202c}\u{2066}x\u{2069}\u{200b}\u{feff}\u{85}\u{2028}\u{2029}\u{e0041}end"

    @Test func writesNothingThatATerminalWouldObey() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask("Name \(Self.poison)", status: .completed)
        try await platform.publish(
          [
            LogDraft(Self.poison),
            LogDraft("{{A}} {{B}}", parameters: ["A": .string(Self.poison), "B": [.string(Self.poison)]]),
            LogDraft("two\nlines\r\nand\ttabs", severity: .error),
          ], to: task)
        let runs = try [
          [task, "-o", "plain"], [task, "-o", "json"], ["tasks"], ["tasks", "--json"],
          [task, "-o", "plain", "--ascii"], [task, "-o", "json", "--ascii"],
        ].map { ($0, try ProgramRun.tool($0, environment: platform.environment)) }
        for (arguments, run) in runs {
          #expect(try await run.end() == 0)
          for text in [run.outputText, run.errorText] {
            #expect(Self.dangers(in: text).isEmpty, "\(arguments): \(Self.dangers(in: text))")
          }
          if arguments.contains("--ascii") { #expect(run.output.allSatisfy { $0 < 0x80 }) }
          #expect(run.outputText.contains(arguments.first == "tasks" ? "Name" : "red"))
        }
        #expect(runs[0].1.outputText.split(separator: "\n").count == 3)
      }
    }

    @Test func writesNoColourUnlessAsked() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask(status: .completed)
        try await platform.publish(count: 5, to: task)
        let cases: [([String], [String: String], Bool)] = [
          ([], [:], false), (["--color", "always"], [:], true), (["--color", "always"], ["NO_COLOR": "1"], true),
          ([], ["FORCE_COLOR": "1"], true), ([], ["FORCE_COLOR": "1", "NO_COLOR": "1"], false),
          (["--color", "never"], ["CLICOLOR_FORCE": "1"], false),
        ]
        let runs = try cases.map { arguments, extra, _ in
          try ProgramRun.tool([task] + arguments, environment: platform.environment.merging(extra) { $1 })
        }
        for ((arguments, extra, wanted), run) in zip(cases, runs) {
          #expect(try await run.end() == 0)
          #expect(run.output.contains(0x1b) == wanted, "\(arguments) \(extra)")
        }
      }
    }

    /// The scalars that no output may hold: controls but line end and tab, C1, bidi, invisible.
    private static func dangers(in text: String) -> [String] {
      text.unicodeScalars.filter { scalar in
        switch scalar.value {
        case 0x09, 0x0a: false
        case 0..<0x20, 0x7f..<0xa0, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff, 0xad, 0x61c,
          0xe0000...0xe0fff:
          true
        default: false
        }
      }.map { "U+" + String($0.value, radix: 16) }
    }
  }
}
