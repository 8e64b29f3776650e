import MonitorCore

@testable import MonitorUI

/// Situations that the drawings in `ViewTests` show.
enum Scenes {
  static func one(_ width: Int, _ height: Int) -> Fixture {
    var fixture = Fixture(width: width, height: height)
    fixture.task(name: "Transferring the buyer to a different account", progress: 57.3, eta: 785)
    fixture.state { _ in }
    fixture.logs(
      0,
      .init(
        -713.5, .info, "Starting buyer '{{BuyerId}}' transfer to '{{TargetAccountId}}'.",
        parameters: #"{"BuyerId":"BUY-4230-6788","TargetAccountId":"ACC-4952-6625"}"#),
      .init(-706.98, .warning, "Step 3 of 5 took longer than expected\nwaited for the lock of AGR-1"),
      .init(-706.589, .error, "Agreement AGR-1 could not be moved: quota exceeded", id: "TLR-1", late: 12),
      .init(-650, .debug, "retrying with the \u{1B}[31mnext\u{1B}[0m batch"), .init(-600, .failure, "Gave up on 漢字"))
    fixture.logs(0, .init(-706.589, .error, "Agreement AGR-1 could not be moved: quota", revision: 2, id: "TLR-1"))
    return fixture
  }

  static func slipped() -> Fixture {
    var fixture = one(120, 12)
    fixture.task(name: "Transferring the buyer", progress: 60, eta: 965)
    return fixture
  }

  static func two(_ width: Int = 100) -> Fixture {
    var fixture = Fixture(tasks: 2, width: width, height: 24)
    fixture.task(0, name: "Transferring the buyer to a different account", progress: 57.3, eta: 785)
    fixture.task(1, name: "Importing subscriptions", status: .queued, started: nil)
    fixture.state(0) { _ in }
    fixture.state(1) { _ in }
    fixture.fill(40)
    fixture.fill(4, task: 1)
    return fixture
  }

  static func merged() -> Fixture {
    var fixture = two()
    fixture.press("M")
    return fixture
  }

  static func scrolled() -> Fixture {
    var fixture = Fixture(width: 80, height: 14)
    fixture.task(name: "Importing", progress: 99.96, eta: -130)
    fixture.state { $0.missing = 1 }
    fixture.fill(1482)
    fixture.press("b", "3")
    fixture.tick(2)
    fixture.logs(
      0, .init(1, .error, "new"), .init(1.5, .failure, "new"), .init(2, .warning, "new"), .init(3, .info, "not shown"))
    return fixture
  }

  static func stale() -> Fixture {
    var fixture = one(100, 9)
    fixture.state {
      $0.source = .stale
      $0.problem = "503 Service Unavailable"
      $0.lastGood = .seconds(58)
      $0.nextPoll = .seconds(108)
      $0.failures = 3
    }
    return fixture
  }

  static func refused() -> Fixture {
    var fixture = Fixture(width: 100, height: 9)
    fixture.state {
      $0.source = .refused(logsOnly: false)
      $0.problem = "401: the token was refused; set MPT_API_TOKEN to a valid one"
    }
    return fixture
  }

  static func queued() -> Fixture {
    var fixture = Fixture(width: 80, height: 9)
    fixture.task(name: "Importing", status: .queued, started: nil)
    fixture.state { $0.logIsRead = true }
    return fixture
  }

  static func failed() -> Fixture {
    var fixture = one(80, 9)
    fixture.task(name: "Importing", status: .failed, progress: 57.3, completed: -20)
    fixture.state { $0.source = .ended }
    return fixture
  }

  static func help() -> Fixture {
    var fixture = one(80, 24)
    fixture.press("?")
    return fixture
  }

  static func many() -> Fixture {
    var fixture = Fixture(tasks: 9, width: 80, height: 24)
    for number in 0..<9 {
      fixture.task(number, name: "Task number \(number)", progress: Double(number * 10))
      fixture.fill(3, task: number)
    }
    fixture.press(.alt("4"))
    return fixture
  }

  /// Twenty tasks in all states, one of which failed far from the one that is read.
  static func twenty(_ width: Int, _ height: Int) -> Fixture {
    var fixture = Fixture(tasks: 20, width: width, height: height)
    for number in 0..<20 {
      let status: TaskStatus =
        switch number {
        case 15: .failed
        case 3: .completed
        case 4: .queued
        case 5: .blocked
        default: .processing
        }
      fixture.task(
        number, name: "Importing part \(number) of the price list", status: status, progress: Double(number * 5),
        eta: status == .processing ? 300 : nil, completed: status.isFinal ? -20 : nil)
      fixture.fill(number == 1 ? 60 : 30, task: number)
    }
    fixture.press(.tab)
    return fixture
  }

  static func wrapped() -> Fixture {
    var fixture = one(50, 14)
    fixture.press("w")
    return fixture
  }

  static func grid() -> Fixture {
    var fixture = Fixture(tasks: 4, width: 118, height: 16)
    for number in 0..<4 {
      fixture.task(number, name: "Task \(number)", progress: Double(number * 30), eta: 100)
      fixture.fill(3, task: number)
    }
    fixture.press("L", "L")
    fixture.tick(5)
    return fixture
  }

  static func searching() -> Fixture {
    var fixture = one(80, 9)
    fixture.type("/AGR-\\d(")
    return fixture
  }

  static func context() -> Fixture {
    var fixture = one(100, 12)
    fixture.type("&quota")
    fixture.press(.enter, "x")
    return fixture
  }

  static func details() -> Fixture {
    var fixture = one(100, 34)
    fixture.press("E", "E", .enter)
    return fixture
  }

  static func palette() -> Fixture {
    var fixture = one(80, 14)
    fixture.type(":ne")
    return fixture
  }

  static func marked() -> Fixture {
    var fixture = one(80, 10)
    fixture.press("E", "E", "m", "T")
    fixture.tick(5)
    return fixture
  }

  static let all: [(String, Fixture)] = [
    ("following100", one(100, 24)), ("following80", one(80, 24)), ("following40", one(40, 12)),
    ("following22", one(22, 5)), ("tiny", one(19, 3)), ("slipped", slipped()), ("two", two()), ("merged", merged()),
    ("scrolled", scrolled()), ("stale", stale()), ("refused", refused()), ("queued", queued()), ("failed", failed()),
    ("help", help()), ("many", many()), ("wrapped", wrapped()), ("grid", grid()), ("searching", searching()),
    ("context", context()), ("details", details()), ("palette", palette()), ("marked", marked()),
  ]
}
