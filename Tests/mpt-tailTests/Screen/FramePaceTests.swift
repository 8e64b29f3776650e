import Testing

@testable import mpt_tail

@Suite struct FramePaceTests {
  private func isDue(
    _ pace: FramePace, _ milliseconds: Int, key: Bool = false, loading: Bool = false, calm: Bool = false
  )
    -> Bool
  {
    pace.isDue(at: .milliseconds(milliseconds), isAnswer: key, isLoading: loading, isCalm: calm)
  }

  @Test func aKeyIsAnsweredAtOnceAndTheRestAtItsPace() {
    var pace = FramePace()
    #expect(isDue(pace, 0, calm: true), "the first frame")
    pace.record(isPutOff: false, at: .zero)
    #expect(isDue(pace, 1))
    #expect(!isDue(pace, 39, loading: true) && isDue(pace, 40, loading: true))
    #expect(!isDue(pace, 899, calm: true) && isDue(pace, 1_000, calm: true))
    #expect(isDue(pace, 1, key: true, loading: true, calm: true))
  }

  @Test func whatArrivesIsDrawnOnceASecondWhereNothingTicks() {
    var pace = FramePace()
    var frames = 0
    // Ten events a second, and the tick of the second, for a minute.
    for moment in stride(from: 0, to: 60_000, by: 100) where isDue(pace, moment, calm: true) {
      pace.record(isPutOff: false, at: .milliseconds(moment))
      frames += 1
    }
    #expect((55...67).contains(frames))
  }

  @Test func aTerminalThatIsSlowAgainAndAgainIsToldOfOnce() {
    var pace = FramePace()
    let suggested = (0..<20).map { turn in
      pace.record(isPutOff: true, at: .seconds(2 * turn))
      return pace.recordWritable(at: .seconds(2 * turn) + .milliseconds(300))
    }
    #expect(suggested.enumerated().filter(\.element).map(\.offset) == [4])
  }

  @Test func aTerminalThatWasStoppedOrSlowOnceIsNot() {
    var pace = FramePace()
    for turn in 0..<20 {
      // Ctrl-S for a minute.
      pace.record(isPutOff: true, at: .seconds(100 * turn))
      pace.record(isPutOff: true, at: .seconds(100 * turn + 1))
      var isSuggested = pace.recordWritable(at: .seconds(100 * turn + 60))
      // Slow, but rarely.
      pace.record(isPutOff: true, at: .seconds(100 * turn + 70))
      isSuggested = pace.recordWritable(at: .seconds(100 * turn + 71)) || isSuggested
      // Nothing was put off.
      isSuggested = pace.recordWritable(at: .seconds(100 * turn + 72)) || isSuggested
      #expect(!isSuggested)
    }
  }
}
