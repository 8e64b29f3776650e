import Foundation
import MonitorCore

@testable import MonitorUI

/// A model with tasks and entries made by hand, at 2025-09-11 13:52:07 UTC.
struct Fixture {
  var model: Model
  private var serial = 0

  static let start = Timestamp(ticks: 1_757_598_727 * Timestamp.ticksPerSecond)
  static let ids = [
    "TSK-5498-1544-6054-5440", "TSK-0001-2474-4798-1266", "TSK-7777-0000-1111-2222", "TSK-8888-1234-9999-3333",
  ]

  init(
    tasks: Int = 1, width: Int = 100, height: Int = 24, zone: Int = 0, host: String = "api.platform.softwareone.com"
  ) {
    let ids = (0..<tasks).compactMap { number in
      TaskID(number < Self.ids.count ? Self.ids[number] : "TSK-9000-0000-0000-\(1000 + number)")
    }
    model = Model(
      tasks: ids, host: host, tokenID: "TKN-1234-5678", size: Size(width: width, height: height),
      now: Self.start, engine: .seconds(100), zone: { _ in zone })
  }

  /// A moment so many seconds after the start; before it where negative.
  static func at(_ seconds: Double) -> Timestamp { start.advanced(bySeconds: seconds) }

  /// What the screen shows, without the scrollbars of panes, which move with whatever comes: `drawing` has them.
  var text: String {
    var frame = view(model)
    for area in model.layout.areas where area.hasBar {
      for y in area.logs.y..<area.logs.maxY {
        guard let cell = frame[area.logs.maxX, y], "┃┫┨╸╴".unicodeScalars.contains(cell.scalar) else { continue }
        frame.put(Cell(" ", style: cell.style), x: area.logs.maxX, y: y)
      }
    }
    return frame.text
  }
  var drawing: String { view(model).text }
  var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

  /// What stands in a role, a text for each line that has some.
  func texts(_ role: Style.Role) -> [String] {
    let frame = view(model)
    return (0..<frame.size.height).compactMap { y in
      let cells = (0..<frame.size.width).compactMap { frame[$0, y] }.filter { $0.style.role == role }
      return cells.isEmpty ? nil : String(String.UnicodeScalarView(cells.map(\.scalar)))
    }
  }

  @discardableResult
  mutating func send(_ message: Message) -> [Command] { update(&model, message) }

  @discardableResult
  mutating func press(_ keys: Key...) -> [Command] { keys.flatMap { send(.key($0)) } }

  /// Types the characters of a text, one by one.
  @discardableResult
  mutating func type(_ text: String) -> [Command] { text.unicodeScalars.flatMap { send(.key(.character($0))) } }

  mutating func tick(_ seconds: Double) {
    send(.tick(now: model.now.advanced(bySeconds: seconds), engine: model.engine + .milliseconds(Int(seconds * 1000))))
  }

  mutating func task(
    _ number: Int = 0, name: String, status: TaskStatus = .processing, progress: Double? = nil, eta: Double? = nil,
    started: Double? = -714, completed: Double? = nil, updated: Double? = nil
  ) {
    var snapshot = TaskSnapshot(id: model.tasks[number].id.text, name: name, status: status)
    snapshot.progress = progress
    snapshot.eta = eta.map(Self.at)
    snapshot.started = started.map(Self.at)
    snapshot.completed = completed.map(Self.at)
    snapshot.updated = updated.map(Self.at)
    send(.followed(task: number, .task(snapshot)))
  }

  mutating func state(_ number: Int = 0, _ change: (inout FollowState) -> Void) {
    var state = model.tasks[number].state
    state.source = .live
    state.lastGood = model.engine - .seconds(1)
    state.nextPoll = model.engine + .seconds(2)
    change(&state)
    send(.followed(task: number, .state(state)))
  }

  /// Entries, each with an id of its own unless given.
  mutating func logs(_ number: Int = 0, _ entries: Entry...) { logs(number, entries) }

  mutating func logs(_ number: Int = 0, _ entries: [Entry]) {
    send(.followed(task: number, .logs(Self.batch(of: entries, serial: &serial), receivedAt: model.now)))
  }

  /// Entries as following emits them; ids that are not given follow `serial`.
  static func batch(of entries: [Entry], serial: inout Int) -> EntryBatch {
    var batch = EntryBatch()
    for entry in entries {
      serial += 1
      var log = LogEntry(id: batch.append((entry.id ?? "TLR-\(100_000 + serial)").utf8))
      log.revision = entry.revision
      log.severity = entry.severity
      log.severityText = batch.append((entry.word ?? entry.severity.word).utf8)
      log.timestamp = Self.at(entry.at)
      if !entry.shared.isEmpty {
        var shape: [UInt8] = []
        Array(entry.shared.utf8).withUnsafeBufferPointer { EntryShape.append(shared: $0, to: &shape) }
        log.shape = batch.append(shape)
      }
      log.message = batch.append(entry.message.utf8)
      log.parameters = batch.append(entry.parameters.utf8)
      log.lateness = Int64(entry.late * Double(Timestamp.ticksPerSecond))
      log.progress = entry.progress.map { Float($0) }
      log.eta = entry.eta.map(Self.at)
      batch.entries.append(log)
    }
    return batch
  }

  struct Entry {
    var at: Double
    var severity: Severity
    var message: String
    var parameters = ""
    var revision: Int32 = 1
    var id: String?
    var late: Double = 0
    var progress: Double?
    var eta: Double?
    /// The severity's word where it is not its own.
    var word: String?
    /// A member that entries share, as raw JSON with its name.
    var shared = ""

    init(
      _ at: Double, _ severity: Severity = .info, _ message: String, parameters: String = "", revision: Int32 = 1,
      id: String? = nil, late: Double = 0, progress: Double? = nil, eta: Double? = nil,
      word: String? = nil, shared: String = ""
    ) {
      self.word = word
      self.shared = shared
      self.at = at
      self.severity = severity
      self.message = message
      self.parameters = parameters
      self.revision = revision
      self.id = id
      self.late = late
      self.progress = progress
      self.eta = eta
    }
  }

  /// So many numbered entries a second apart, the last one second ago; every tenth a warning, every 25th an error.
  mutating func fill(_ count: Int, task: Int = 0) {
    logs(
      task,
      (0..<count).map { number in
        Entry(
          Double(number - count), number % 25 == 24 ? .error : number % 10 == 9 ? .warning : .info,
          "entry \(number)")
      })
  }
}

extension Model {
  /// The topmost box of a type.
  func box<Value: Box>(_ type: Value.Type) -> Value? { boxes.lazy.compactMap { $0 as? Value }.last }

  /// What lies over the panes or over the table that stands in their place.
  var topBox: (any Box)? { boxes.last.flatMap { $0 is TemplateTable ? nil : $0 } }
}
