import MonitorCore
import MonitorTerminal
import MonitorUI
import Testing

@testable import mpt_tail

@Suite(.timeLimit(.minutes(60))) struct MailboxTests {
  /// The letters of the keys among events; a dot for anything else.
  private func letters(_ batch: Mailbox.Batch) -> String {
    var letters = ""
    for event in batch.events {
      if case .terminal(.key(.character(let letter))) = event {
        letters.unicodeScalars.append(letter)
      } else {
        letters.append(".")
      }
    }
    return letters
  }

  @Test func givesEverythingThatWaitsInItsOrder() async {
    let mailbox = Mailbox()
    #expect(mailbox.post([.key(.character("a"))]) == 1)
    mailbox.post(.timeout)
    #expect(mailbox.post([.key(.character("b"))]) == 1)
    #expect(letters(await mailbox.next()) == "a.b")
    mailbox.post(.timeout)
    #expect(letters(await mailbox.next()) == ".")
  }

  @Test func wakesWhoWaits() async {
    let mailbox = Mailbox()
    async let first = mailbox.next()
    async let posted: Void = { _ = mailbox.post([.key(.character("x"))]) }()
    #expect(letters(await first) == "x")
    await posted
    // The place was never taken.
    #expect(Mailbox(limit: 0).post([.second]) == 0)
  }

  @Test func limitsWhatTheTerminalTells() async {
    let mailbox = Mailbox(limit: 2)
    #expect(mailbox.post([.key(.character("a"))]) == 1 && mailbox.post([.key(.character("b"))]) == 1)
    #expect(mailbox.post([.key(.character("c"))]) == 0)
    // Others never wait for a place.
    mailbox.post(.timeout)
    #expect(letters(await mailbox.next()) == "ab.")
    #expect(mailbox.post([.key(.character("c"))]) == 1)
    #expect(letters(await mailbox.next()) == "c")
  }

  @Test func wakesOnceForEverythingThatCameAtOnce() async {
    let mailbox = Mailbox(limit: 3)
    async let batch = mailbox.next()
    let accepted = mailbox.post("abcde".unicodeScalars.map { .key(.character($0)) }[...])
    #expect(accepted == 3)
    #expect(letters(await batch) == "abc")
  }

  @Test func aSignalThatEndsTheProgramIsAlwaysAccepted() async {
    let mailbox = Mailbox(limit: 0)
    #expect(mailbox.post([.signal(.stop)]) == 0 && mailbox.ending == nil)
    #expect(mailbox.post([.signal(.terminate), .signal(.hangup), .second]) == 2)
    #expect(mailbox.ending == .terminate)
    #expect(letters(await mailbox.next()) == "..")
  }

  private func state(_ lastGood: Int, told: Int = 0) -> FollowEvent {
    var state = FollowState()
    (state.lastGood, state.delivered) = (.seconds(lastGood), told)
    return .state(state)
  }

  /// When each of the states was polled, in their order, those that waited aside first and negative; nil for anything else.
  private func polls(_ batch: Mailbox.Batch) -> [Double?] {
    func poll(_ event: FollowEvent) -> Double? {
      if case .state(let state) = event { state.lastGood.map { $0 / .seconds(1) } } else { nil }
    }
    return batch.asides.values.map { event in poll(event).map { -$0 } }
      + batch.events.map { event in
        if case .followed(_, let events) = event { events.last.flatMap(poll) } else { nil }
      }
  }

  @Test func wakesNobodyForAPollThatBroughtNothing() async {
    let mailbox = Mailbox()
    #expect(!mailbox.setAside([state(1)], of: 0), "the first is news")
    mailbox.post(.followed(0, [state(1)]))
    #expect(polls(await mailbox.next()) == [1])
    #expect(mailbox.setAside([state(2)], of: 0) && mailbox.setAside([state(3)], of: 0))
    #expect(mailbox.post([.second]) == 1)
    #expect(polls(await mailbox.next()) == [-3, nil], "the newest is enough")
    #expect(!mailbox.setAside([state(4, told: 1)], of: 0), "there is news")
    #expect(!mailbox.setAside([state(4, told: 1)], of: 1), "another task")
    #expect(!mailbox.setAside([.logs(EntryBatch(), receivedAt: Timestamp(ticks: 0))], of: 0))
  }

  /// A state never comes before what was told of its task earlier.
  @Test func keepsTheOrderOfATask() async {
    let mailbox = Mailbox()
    _ = mailbox.setAside([state(1, told: 5)], of: 0)
    mailbox.post(.followed(0, [state(1, told: 5)]))
    #expect(!mailbox.setAside([state(2, told: 5)], of: 0), "one waits that is older")
    mailbox.post(.followed(0, [state(2, told: 5)]))
    #expect(polls(await mailbox.next()) == [1, 2])
    #expect(mailbox.setAside([state(3, told: 5)], of: 0))
    mailbox.post(.followed(0, [state(3, told: 6)]))
    #expect(polls(await mailbox.next()) == [-3, 3])
  }

  @Test func losesNothingBetweenThreads() async {
    let mailbox = Mailbox()
    let writers = Task {
      await withTaskGroup { group in
        for _ in 0..<4 { group.addTask { for _ in 0..<500 { mailbox.post(.timeout) } } }
      }
    }
    var count = 0
    while count < 2000 { count += await mailbox.next().events.count }
    await writers.value
    #expect(count == 2000)
  }
}
