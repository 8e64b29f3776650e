import MonitorCore
import Testing

@testable import MonitorUI

@Test func probe() {
  var f = Fixture()
  f.task(name: "Transferring the buyer to a different account", progress: 57.3, eta: 785)
  f.state { $0.late = 3; $0.revised = 2 }
  f.logs(0,
    .init(-713.5, .info, "Starting buyer '{{BuyerId}}' transfer to '{{T}}'.", parameters: #"{"BuyerId":"BUY-4230-6788","T":"ACC-4952-6625"}"#),
    .init(-700, .warning, "Step 3 of 5 took longer than expected\nstack line 1\nstack line 2"),
    .init(-650, .error, "Agreement AGR-1 could not be moved: quota exceeded", revision: 2, late: 12),
    .init(-640, .debug, "debugging"), .init(-600, .failure, "bad"))
  print(f.text)
  f.send(.resized(Size(width: 80, height: 24)))
  print(f.text)
  f.send(.resized(Size(width: 40, height: 12)))
  print(f.text)
  f.send(.resized(Size(width: 120, height: 30)))
  f.press("?")
  print(f.text)
  f.press("q")
  f.fill(100)
  f.press("k")
  f.logs(0, .init(1, .error, "new"), .init(2, .info, "new 2"), .init(-3.5, .info, "late", late: 5))
  print(f.text)
  f.press("p")
  print(f.text)
  var g = Fixture(tasks: 2, width: 100, height: 24)
  g.task(0, name: "Transferring the buyer to a different account", progress: 57.3, eta: 785)
  g.task(1, name: "Importing", status: .queued, started: nil)
  g.state(0) { _ in }
  g.state(1) { $0.source = .stale; $0.problem = "503 Service Unavailable"; $0.failures = 3; $0.lastGood = .seconds(58); $0.nextPoll = .seconds(108) }
  g.fill(40)
  g.fill(5, task: 1)
  print(g.text)
  g.press("M")
  print(g.text)
}
