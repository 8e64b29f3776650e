import ArgumentParser
import Testing

@testable import mpt_tail

@Suite struct AccessibleChoiceTests {
  private func reason(
    _ arguments: [String] = [], _ variables: [String: String] = [:], configured: Bool? = nil, onTerminal: Bool = true
  ) throws -> String? {
    var looks = try LookOptions.parse(arguments)
    let choice = AccessibleChoice(environment: Environment(variables), configured: configured, onTerminal: onTerminal)
    let reason = choice.resolve(&looks)
    #expect(looks.output.isAccessible == (reason != nil))
    return reason
  }

  @Test func theFirstLineSaysWhyItIsOn() throws {
    #expect(try reason(["--accessible"]) == "of --accessible")
    #expect(try reason(["-o", "accessible"]) == "of --output accessible")
    #expect(try reason([], ["ACCESSIBLE": "1"]) == "ACCESSIBLE is set")
    #expect(try reason([], ["MPT_TAIL_ACCESSIBLE": "true"]) == "MPT_TAIL_ACCESSIBLE is set")
    #expect(try reason([], configured: true) == "the configuration says so")
    #expect(try reason() == nil)
  }

  @Test(arguments: ["0", "false", "no", "FALSE"]) func theEnvironmentTurnsItOff(word: String) throws {
    #expect(try reason([], ["ACCESSIBLE": word], configured: true) == nil)
    #expect(try reason(["--accessible"], ["ACCESSIBLE": word]) == "of --accessible")
    #expect(try reason([], ["ACCESSIBLE": word, "MPT_TAIL_ACCESSIBLE": "1"]) == "MPT_TAIL_ACCESSIBLE is set")
  }

  @Test func anEmptyVariableSaysNothing() throws { #expect(try reason([], ["ACCESSIBLE": ""]) == nil) }

  @Test func onlyAFlagChangesWhatAPipeGets() throws {
    #expect(try reason([], ["ACCESSIBLE": "1"], configured: true, onTerminal: false) == nil)
    #expect(try reason(["--accessible"], onTerminal: false) != nil)
  }

  @Test(arguments: ["plain", "json", "tui"]) func anotherOutputIsKept(output: String) throws {
    #expect(try reason(["-o", output], ["ACCESSIBLE": "1"]) == nil)
    #expect(throws: (any Error).self) { try LookOptions.parse(["--accessible", "-o", output]) }
  }
}
