import Foundation
import MonitorCore
import MonitorTerminal
import MonitorUI
import Testing

@testable import mpt_tail

@Suite struct WindowStatusTests {
  private func model(_ count: Int = 1) -> Model {
    let ids = (0..<count).compactMap { TaskID("TSK-1111-2222-3333-444\($0)") }
    return Model(
      tasks: ids, host: "x", size: Size(width: 80, height: 24), now: Timestamp(ticks: 0), zone: { _ in 0 })
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
    var notice = WindowStatus()
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

  @Test func showsAnEndInTheTitleAndTheTab() {
    var model = model()
    var notice = WindowStatus()
    tell(&model, .processing, 42)
    _ = notice.orders(for: model)
    pass(&model, 2)
    tell(&model, .failed, 42)
    #expect(
      notice.orders(for: model) == [.title("Failed TSK-1111-2222-3333-4440 Importing"), .progress(.failed(100))])
    #expect(notice.orders(for: model) == [])
  }

  @Test func takesTheMeanOfSeveral() {
    var model = model(2)
    var notice = WindowStatus()
    tell(&model, task: 0, .processing, 20)
    tell(&model, task: 1, .processing, 41)
    #expect(notice.orders(for: model).contains(.progress(.percent(30))))
  }
}
