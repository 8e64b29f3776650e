import Testing

@testable import MonitorUI

@Suite struct KeyMapRemappingTests {
  @Test func givesOtherKeysAndTakesTheOldOnes() {
    let keys = KeyMap.standard.remapped([.copy: ["e", .function(5)]])
    #expect(keys.action(of: "e", in: .log) == .copy)
    #expect(keys.action(of: .function(5), in: .log) == .copy)
    #expect(keys.action(of: "y", in: .log) == nil)
    // What had the key before has it no more, and the help knows.
    #expect(!keys.actions(in: .log).contains(.nextError))
    #expect(keys.label(of: .copy) == "e F5")
  }

  @Test func leavesTheBoxesAlone() {
    let keys = KeyMap.standard.remapped([.close: ["x"]])
    #expect(keys.action(of: "x", in: .log) == .close)
    #expect(keys.action(of: .escape, in: .help) == .close)
  }

  @Test func takesAKeyAway() {
    let keys = KeyMap.standard.remapped([.mouse: []])
    #expect(keys.action(of: .function(2), in: .log) == nil)
  }

  @Test(arguments: KeyPreset.allCases) func presetsLoseNoAction(preset: KeyPreset) {
    for context in KeyMap.Context.allCases {
      let lost = Set(KeyMap.standard.actions(in: context)).subtracting(preset.keys.actions(in: context))
      #expect(lost.isEmpty, "\(preset) in \(context)")
    }
  }

  @Test func presetsAreWhatFingersKnow() {
    #expect(KeyPreset.less.keys.action(of: "R", in: .log) == .pollNow)
    #expect(KeyPreset.less.keys.action(of: "<", in: .log) == .top)
    #expect(KeyPreset.k9s.keys.action(of: "s", in: .log) == .toggleFollow)
    #expect(KeyPreset.k9s.keys.action(of: "S", in: .log) == .save)
    #expect(KeyPreset.standard.keys.action(of: "j", in: .log) == .lineDown)
  }
}
