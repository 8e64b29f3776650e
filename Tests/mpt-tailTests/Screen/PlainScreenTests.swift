import Foundation
import MonitorCore
import MonitorStream
import MonitorUI
import Testing

@testable import mpt_tail

/// Plain lines on a terminal that is quick, slow, or stopped for a while.
@Suite struct PlainScreenTests {
  private static let start = Timestamp(ticks: 1_757_598_727 * Timestamp.ticksPerSecond)
  private let id = "TSK-1111-2222-3333-4444"

  /// A terminal that takes so many pieces and then stops.
  private final class Paper {
    var text = ""
    var pieces = 0
    var room = Int.max
    func take(_ bytes: [UInt8]) -> Bool {
      text += String(decoding: bytes, as: UTF8.self)
      if !bytes.isEmpty { pieces += 1 }
      return pieces < room
    }
    var entries: [String] { text.split(separator: "\n").filter { $0.contains("entry ") }.map(String.init) }
  }

  private func model() throws -> Model {
    Model(
      tasks: [try #require(TaskID(id))], host: "x", size: Size(width: 80, height: 24), now: Self.start, zone: { _ in 0 }
    )
  }

  private func logs(_ numbers: Range<Int>, revision: Int32 = 1, severity: Severity = .info) -> FollowEvent {
    var batch = EntryBatch()
    for number in numbers {
      var entry = LogEntry(id: batch.append("TLR-\(number)".utf8))
      entry.revision = revision
      entry.severity = severity
      entry.timestamp = Self.start.advanced(bySeconds: Double(number))
      entry.message = batch.append("entry \(number)\(revision > 1 ? " revised" : "").".utf8)
      batch.entries.append(entry)
    }
    return .logs(batch, receivedAt: Self.start)
  }

  private func screen(_ model: Model) -> PlainScreen {
    PlainScreen(model, tasks: model.tasks.map(\.id), options: OutputOptions())
  }

  private func tell(_ event: FollowEvent, _ model: inout Model, _ screen: inout PlainScreen, _ paper: Paper) {
    _ = update(&model, .followed(task: 0, event))
    screen.enqueue(event, of: 0, model)
    screen.flow(model, paper.take)
  }

  @Test func writesWhatWasShownThenWhatArrives() throws {
    var model = try model()
    let paper = Paper()
    _ = update(&model, .followed(task: 0, logs(0..<5)))
    var screen = screen(model)
    screen.begin(model, paper.take)
    #expect(paper.entries.count == 5)
    #expect(paper.text.contains("\(id) goes on here as plain lines. Ctrl-O, q or Esc"))
    tell(logs(5..<7), &model, &screen, paper)
    #expect(paper.entries.last?.hasSuffix("entry 6.") == true && paper.entries.count == 7)
  }

  @Test func nothingIsLostWhileTheTerminalIsStopped() throws {
    var model = try model()
    let paper = Paper()
    var screen = screen(model)
    screen.begin(model, paper.take)
    paper.room = paper.pieces + 1
    for start in stride(from: 0, to: 5_000, by: 50) { tell(logs(start..<start + 50), &model, &screen, paper) }
    #expect(paper.entries.count == 50, "one piece was taken, and no more was made")
    paper.room = paper.pieces + 3
    screen.flow(model, goesOn: true, paper.take)
    #expect(paper.entries.count < 5_000)
    paper.room = .max
    screen.flow(model, goesOn: true, paper.take)
    #expect(paper.entries.map { String($0.split(separator: " ").last ?? "") } == (0..<5_000).map { "\($0)." })
  }

  /// A terminal that takes nothing any more since the first piece, and three entries that wait for it.
  private func threeWaiting() throws -> (Model, PlainScreen, Paper) {
    var model = try model()
    let paper = Paper()
    var screen = screen(model)
    paper.room = 1
    screen.begin(model, paper.take)
    tell(logs(0..<3), &model, &screen, paper)
    return (model, screen, paper)
  }

  @Test func aStopIsNotForgottenByNewEntries() throws {
    var (model, screen, paper) = try threeWaiting()
    #expect(paper.entries.isEmpty)
    // It goes on, and stops again at what it had left.
    screen.flow(model, goesOn: true, paper.take)
    #expect(paper.entries.isEmpty)
    paper.room = .max
    screen.flow(model, goesOn: true, paper.take)
    #expect(paper.entries.count == 3)
  }

  @Test func whatIsRevisedWhileItWaitsIsWrittenOnceAndAsItIs() throws {
    var (model, screen, paper) = try threeWaiting()
    tell(logs(1..<2, revision: 2), &model, &screen, paper)
    paper.room = .max
    screen.flow(model, goesOn: true, paper.take)
    #expect(paper.entries.count == 3 && paper.entries[1].hasSuffix("entry 1 revised."))
    tell(logs(2..<3, revision: 2), &model, &screen, paper)
    #expect(paper.entries.last?.hasSuffix("entry 2 revised.") == true)
  }

  @Test func obeysThePanesFilter() throws {
    var model = try model()
    let paper = Paper()
    _ = update(&model, .key("3"))
    var screen = screen(model)
    screen.begin(model, paper.take)
    tell(logs(0..<3), &model, &screen, paper)
    tell(logs(3..<5, severity: .error), &model, &screen, paper)
    #expect(paper.entries.count == 2)
  }
}
