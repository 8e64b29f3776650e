import MonitorCore
import Testing

@testable import MonitorUI

/// What tasks are called in the merged pane.
@Suite struct TaskLabelsTests {
  private func labels(_ names: String..., maxWidth: Int = 12) -> [String] {
    let tasks = names.enumerated().map { (name: $1, tail: "\(1000 + $0)") }
    return TaskLabels.labels(of: tasks, maxWidth: maxWidth, ellipsis: "…")
  }

  @Test func theFirstWordIsEnoughWhereItTellsThemApart() {
    #expect(
      labels("Transferring the buyer", "Migrating agreements", "Export") == ["Transferring", "Migrating", "Export"])
  }

  @Test func ofSharedFirstWordsTheOthersTellThemApart() {
    #expect(labels("Importing subscriptions", "Importing a price list") == ["subscriptio…", "price list"])
    #expect(labels("Importing 1", "Importing 20") == ["Importing 1", "Importing 20"])
    #expect(labels("Importing", "Importing a price list", "Other") == ["Importing", "price list", "Other"])
  }

  @Test func ofSharedNamesTheEndsOfTheIdsDo() {
    #expect(labels("Importing a", "Importing a", "Other") == ["Import… 1000", "Import… 1001", "Other"])
    #expect(labels("", "Importing", "") == ["1000", "Importing", "1002"])
    #expect(labels("Importing", "Importing", maxWidth: 4) == ["1000", "1001"])
    #expect(labels("Same beginning of all, and one", "Same beginning of all, and two").allSatisfy { $0.count <= 12 })
  }

  @Test func whateverTheNamesAreLabelsDiffer() {
    var random = SplitMix64(seed: 5)
    let words = ["Importing", "a", "of", "price", "list", "漢字", "", "x\u{1B}[31m"]
    for count in [1, 2, 20, 200] {
      let tasks = (0..<count).map { number in
        let name = (0..<Int.random(in: 0..<5, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
        return (name: name.joined(separator: " "), tail: "\(1000 + number)")
      }
      for width in [0, 8, 12, 16] {
        let labels = TaskLabels.labels(of: tasks, maxWidth: width, ellipsis: "…")
        #expect(Set(labels).count == count)
        #expect(labels.allSatisfy { !$0.isEmpty && $0.columns <= max(4, width) }, "\(width)")
      }
    }
  }

  @Test func theyFollowTheNamesAndTheWidth() {
    var fixture = Fixture(tasks: 2, width: 100, height: 14)
    fixture.fill(2)
    fixture.fill(2, task: 1)
    fixture.press("M")
    #expect(fixture.lines.contains { $0.contains(" 5440 INFO ") })
    fixture.task(0, name: "Importing subscriptions")
    fixture.task(1, name: "Importing subscriptions")
    #expect(fixture.lines.contains { $0.contains(" Import… 5440 INFO ") })
    fixture.task(1, name: "Exporting")
    #expect(fixture.lines.contains { $0.contains(" Importing INFO ") })
    fixture.send(.resized(Size(width: 50, height: 14)))
    #expect(fixture.lines.contains { $0.contains(" 5440 INFO ") })
  }

  /// The legend names what fits, and counts the rest.
  @Test func theLegendCountsWhatDoesNotFit() {
    var fixture = Fixture(tasks: 20, width: 100, height: 14)
    for number in 0..<20 { fixture.task(number, name: "Number\(number) of twenty", progress: 50) }
    fixture.press("M")
    #expect(fixture.lines[2].contains(" ◐ Number0 50.0 %   ◐ Number1 50.0 %   ") && fixture.lines[2].contains("   +1"))
  }
}
