import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct NumberedPickerTests {
  private func page(_ count: Int, from first: Int = 0, total: Int) -> TaskPage {
    let tasks = (first..<first + count).map { number in
      var task = TaskSnapshot(
        id: "TSK-0000-0000-0000-\(1000 + number)", name: number == 11 ? "Importing prices" : "Exporting invoices",
        status: number == 0 ? .completed : .processing)
      task.created = Fixture.at(-600 * Double(number + 1))
      task.progress = 42
      return task
    }
    return TaskPage(tasks: tasks, total: total)
  }

  @Test func tasksAreChosenByNumber() {
    var narration = Narration(tasks: 0)
    #expect(narration.commands == [.listTasks(offset: 0, limit: 100)])
    #expect(narration.narrator.isChoosing)
    narration.send(.listed(page(12, total: 12), offset: 0))
    #expect(
      narration.transcript() == """
        Accessible mode is on, because of --accessible. ? reads the keys, q leaves
        12 tasks, newest first
        1: Exporting invoices, Completed, created 10 minutes ago
        2: Exporting invoices, Processing, 42 percent, created 20 minutes ago
        3: Exporting invoices, Processing, 42 percent, created 30 minutes ago
        4: Exporting invoices, Processing, 42 percent, created 40 minutes ago
        5: Exporting invoices, Processing, 42 percent, created 50 minutes ago
        6: Exporting invoices, Processing, 42 percent, created 60 minutes ago
        7: Exporting invoices, Processing, 42 percent, created 70 minutes ago
        8: Exporting invoices, Processing, 42 percent, created 80 minutes ago
        9: Exporting invoices, Processing, 42 percent, created 2 hours ago
        10: Exporting invoices, Processing, 42 percent, created 2 hours ago
        Type a number, or several, and Enter; words to search for, m for more, q to leave
        """)
    narration.type("m\n")
    #expect(
      narration.transcript() == """
        11: Exporting invoices, Processing, 42 percent, created 2 hours ago
        12: Importing prices, Processing, 42 percent, created 2 hours ago
        Type a number, or several, and Enter; words to search for, q to leave
        """)
    narration.type("prices\n")
    #expect(
      narration.transcript() == """
        1 task, with prices
        12: Importing prices, Processing, 42 percent, created 2 hours ago
        Type a number, or several, and Enter; words to search for, q to leave
        """)
    narration.type("13\n")
    #expect(narration.transcript() == "There is no task 13; the numbers go from 1 to 12")
    narration.type("12, 2\n")
    #expect(!narration.narrator.isChoosing)
    #expect(narration.narrator.model.tasks.map(\.id.text) == ["TSK-0000-0000-0000-1011", "TSK-0000-0000-0000-1001"])
    #expect(narration.commands.count == 3)
    #expect(narration.transcript() == "Watching 2 tasks")
    #expect(narration.press("s").hasPrefix("Task 1 Processing"))
  }

  @Test func anIdIsTakenWithoutTheList() {
    var narration = Narration(tasks: 0)
    narration.type("tsk-1234-5678-9012-3456\n")
    #expect(narration.narrator.model.tasks.map(\.id.text) == ["TSK-1234-5678-9012-3456"])
  }

  @Test func theListGoesOnAndItsEndIsSaid() {
    var narration = Narration(tasks: 0)
    narration.send(.listed(page(100, total: 103), offset: 0))
    for _ in 0..<9 { narration.type("\n") }
    #expect(narration.transcript().contains("\n100: "))
    narration.type("m\n")
    #expect(narration.commands.last == .listTasks(offset: 90, limit: 100))
    narration.type("m\n")
    narration.send(.listed(page(13, from: 90, total: 103), offset: 90))
    #expect(narration.transcript().contains("103: "))
    narration.type("m\n")
    #expect(narration.transcript().hasPrefix("That was all of the list"))
  }

  @Test func qLeavesAndAFailureIsSaid() {
    var narration = Narration(tasks: 0)
    narration.send(.listFailed(SourceFailure(.status(503), "503 Service Unavailable")))
    #expect(
      narration.transcript().hasSuffix("The list of tasks cannot be read: 503 Service Unavailable; Enter asks again"))
    narration.type("m\n")
    #expect(narration.commands.last == .listTasks(offset: 0, limit: 100))
    narration.type("q\n")
    #expect(narration.commands.last == .quit)
  }
}
