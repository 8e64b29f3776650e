import Foundation
import MonitorCore
import MonitorTerminal
import MonitorUI
import Testing

@testable import mpt_tail

@Suite struct ScreenNoticeTests {
  private func model(_ count: Int = 1) -> Model {
    let ids = (0..<count).compactMap { TaskID("TSK-1111-2222-3333-444\($0)") }
    return Model(
      tasks: ids, host: "x", size: Size(width: 80, height: 24), now: Timestamp(ticks: 0), zone: .gmt)
  }

  private func tell(_ model: inout Model, task: Int = 0, _ status: TaskStatus, _ percent: Double?) {
    var snapshot = TaskSnapshot(id: model.tasks[task].id.text, name: "Importing", status: status)
    snapshot.progress = percent
    _ = update(&model, .followed(task: task, .task(snapshot)))
  }

  private func pass(_ model: inout Model, _ seconds: Double) {
    _ = update(&model, .tick(now: model.now, engine: model.engine + .seconds(seconds)))
  }

  @Test func titlesTheWindowAtMostOnceASecond() {
    var model = model()
    var notice = ScreenNotice(alerts: true)
    tell(&model, .processing, 42.9)
    #expect(
      notice.orders(for: model) == [.title("42 % TSK-1111-2222-3333-4440 Importing"), .progress(.percent(42))])
    #expect(notice.orders(for: model) == [])
    pass(&model, 0.5)
    tell(&model, .processing, 50)
    #expect(notice.orders(for: model) == [.progress(.percent(50))])
    pass(&model, 0.6)
    #expect(notice.orders(for: model) == [.title("50 % TSK-1111-2222-3333-4440 Importing")])
    notice.repeatAll()
    #expect(notice.orders(for: model).count == 2)
  }

  @Test func tellsTheEndOnce() {
    var model = model()
    var notice = ScreenNotice(alerts: true)
    tell(&model, .processing, 42)
    _ = notice.orders(for: model)
    pass(&model, 2)
    tell(&model, .failed, 42)
    #expect(
      notice.orders(for: model) == [
        .title("Failed TSK-1111-2222-3333-4440 Importing"), .progress(.failed(100)),
        .alert("TSK-1111-2222-3333-4440 Failed. Importing"),
      ])
    #expect(notice.orders(for: model) == [])
  }

  @Test func saysNothingOfWhatEndedBefore() {
    var model = model()
    var notice = ScreenNotice(alerts: true)
    tell(&model, .completed, 100)
    #expect(!notice.orders(for: model).contains { if case .alert = $0 { true } else { false } })
  }

  @Test func tellsTheFirstFailureOfARunningTask() {
    var model = model()
    var notice = ScreenNotice(alerts: true)
    tell(&model, .processing, 1)
    var state = FollowState()
    state.source = .live
    _ = update(&model, .followed(task: 0, .state(state)))
    _ = notice.orders(for: model)
    for number in 0..<2 {
      var batch = LogBatch()
      var entry = TaskLog(id: batch.append("TLR-\(number)".utf8))
      entry.severity = .failure
      entry.timestamp = model.now
      batch.entries.append(entry)
      _ = update(&model, .followed(task: 0, .logs(batch, receivedAt: model.now)))
      let alerts = notice.orders(for: model).filter { if case .alert = $0 { true } else { false } }
      #expect(alerts.count == (number == 0 ? 1 : 0))
    }
  }

  @Test func keepsQuietWhenToldTo() {
    var model = model()
    var notice = ScreenNotice(alerts: false)
    tell(&model, .processing, 42)
    _ = notice.orders(for: model)
    tell(&model, .completed, 100)
    #expect(!notice.orders(for: model).contains { if case .alert = $0 { true } else { false } })
  }

  @Test func takesTheMeanOfSeveral() {
    var model = model(2)
    var notice = ScreenNotice(alerts: true)
    tell(&model, task: 0, .processing, 20)
    tell(&model, task: 1, .processing, 41)
    #expect(notice.orders(for: model).contains(.progress(.percent(30))))
  }
}
