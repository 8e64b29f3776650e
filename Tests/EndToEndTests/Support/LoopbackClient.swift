import Foundation
import TestSupport

/// What tests ask a simulator on loopback, by a client that shares no code with what is tested.
struct LoopbackClient: Sendable {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let port: UInt16

  /// Asks, and reads the answer's body as JSON.
  func json(_ method: String = "GET", _ target: String, body: String = "") async throws -> [String: Any] {
    let answer = await WireClient(port: port).ask(method, target, body: body, seconds: 180)
    guard let object = try? JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any] else {
      throw Failure(description: "\(target) is no object: \(answer.ending) \(answer.head)")
    }
    return object
  }

  /// What is promised to whoever watched a task to its completion: the revision of every log record by id, as far as it
  /// was made before that. The simulator revises records for seconds after it, which nobody promises.
  func promise(of task: String) async throws -> [String: Int] {
    let answer = try await json("GET", "/simulator/truth/\(task)")
    guard let completed = answer["completed"] as? String, let rows = answer["logs"] as? [[String: Any]] else {
      throw Failure(description: "\(task) is not completed")
    }
    let pairs = rows.compactMap { row -> (String, Int)? in
      guard let id = row["id"] as? String, let revision = row["revision"] as? Int,
        let updated = row["updated"] as? String
      else { return nil }
      return (id, updated < completed ? revision : 1)
    }
    return Dictionary(pairs) { $1 }
  }
}
