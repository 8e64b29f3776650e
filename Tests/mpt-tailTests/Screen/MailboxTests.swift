import MonitorTerminal
import MonitorUI
import Testing

@testable import mpt_tail

@Suite struct MailboxTests {
  /// The letters of the keys among events; a dot for anything else.
  private func letters(_ events: [ScreenLoop.Event]) -> String {
    var letters = ""
    for event in events {
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
    #expect(mailbox.post(.key(.character("a"))))
    mailbox.post(.timeout)
    #expect(mailbox.post(.key(.character("b"))))
    #expect(letters(await mailbox.take()) == "a.b")
    mailbox.post(.timeout)
    #expect(letters(await mailbox.take()) == ".")
  }

  @Test func wakesWhoWaits() async {
    let mailbox = Mailbox()
    async let first = mailbox.take()
    async let posted: Void = { _ = mailbox.post(.key(.character("x"))) }()
    #expect(letters(await first) == "x")
    await posted
    // The place was never taken.
    #expect(Mailbox(most: 0).post(.second) == false)
  }

  @Test func limitsWhatTheTerminalTells() async {
    let mailbox = Mailbox(most: 2)
    #expect(mailbox.post(.key(.character("a"))) && mailbox.post(.key(.character("b"))))
    #expect(!mailbox.post(.key(.character("c"))))
    // Others never wait for a place.
    mailbox.post(.timeout)
    #expect(letters(await mailbox.take()) == "ab.")
    #expect(mailbox.post(.key(.character("c"))))
    #expect(letters(await mailbox.take()) == "c")
  }

  @Test func losesNothingBetweenThreads() async {
    let mailbox = Mailbox()
    let writers = Task {
      await withTaskGroup { group in
        for _ in 0..<4 { group.addTask { for _ in 0..<500 { mailbox.post(.timeout) } } }
      }
    }
    var count = 0
    while count < 2000 { count += await mailbox.take().count }
    await writers.value
    #expect(count == 2000)
  }
}
