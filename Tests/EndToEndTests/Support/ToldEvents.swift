import Foundation
import MarketplaceSimulator

/// The events of a run with `-o json`, each line read by Foundation as any consumer would.
struct ToldEvents {
  /// A line that is no JSON object with an event.
  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }

  /// One `log` event.
  struct Log {
    let task: String
    let id: String
    let revision: Int
    let text: String
    let late: Double
    let isRevised: Bool
    let severity: String
    let timestamp: String
  }

  let events: [[String: Any]]
  let logs: [Log]

  /// Reads complete lines; a last line without its end is left out.
  init(_ bytes: [UInt8]) throws {
    var events: [[String: Any]] = []
    var logs: [Log] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
      guard let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any],
        let event = object["event"] as? String
      else { throw Unreadable(description: "no event: \(String(decoding: line, as: UTF8.self))") }
      events.append(object)
      guard event == "log" else { continue }
      guard let task = object["task"] as? String, let log = object["log"] as? [String: Any],
        let id = log["id"] as? String, let text = object["text"] as? String, let late = object["late"] as? Double,
        let isRevised = object["revised"] as? Bool
      else { throw Unreadable(description: "no log event: \(String(decoding: line, as: UTF8.self))") }
      logs.append(
        Log(
          task: task, id: id, revision: log["revision"] as? Int ?? 0, text: text, late: late, isRevised: isRevised,
          severity: log["severity"] as? String ?? "", timestamp: log["timestamp"] as? String ?? ""))
    }
    self.events = events
    self.logs = logs
  }

  /// Every event of a kind, in order.
  func all(_ kind: String) -> [[String: Any]] {
    events.filter { $0["event"] as? String == kind }
  }

  /// The kinds of the events, in order.
  var kinds: [String] { events.compactMap { $0["event"] as? String } }
}

/// What was told beside what was published.
struct TruthCheck: CustomStringConvertible, Equatable {
  /// Published and never told; told twice at one revision, or an older one after a newer; told, but not at the newest
  /// revision; told and never published.
  var lost = 0
  var repeated = 0
  var stale = 0
  var invented = 0

  static let clean = TruthCheck()

  init() {}

  /// - Parameter truth: the newest revision of each published id.
  init(told: [ToldEvents.Log], truth: [String: Int]) {
    var newest: [String: Int] = [:]
    for log in told {
      if let before = newest[log.id], before >= log.revision { repeated += 1 }
      newest[log.id] = max(newest[log.id] ?? .min, log.revision)
    }
    for (id, revision) in truth {
      guard let known = newest[id] else {
        lost += 1
        continue
      }
      if known < revision { stale += 1 }
    }
    invented = newest.keys.count { truth[$0] == nil }
  }

  static func += (left: inout TruthCheck, right: TruthCheck) {
    left.lost += right.lost
    left.repeated += right.repeated
    left.stale += right.stale
    left.invented += right.invented
  }

  var description: String { "lost \(lost), repeated \(repeated), stale \(stale), invented \(invented)" }
}

extension SimulatedPlatform {
  /// The newest revision of every log record of a task, by id.
  func truth(of task: String) throws -> [String: Int] {
    Dictionary(try snapshot.logs(of: task).map { ($0.id, Int($0.revision)) }) { $1 }
  }
}
