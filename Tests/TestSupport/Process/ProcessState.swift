import Foundation

/// What the system says of a process that is not the test's own child.
package struct ProcessState {
  package let pid: Int32

  package init(_ pid: Int32) {
    self.pid = pid
  }

  /// Whether it runs; a process that ended and waits for its parent to notice does not.
  package var isAlive: Bool {
    guard let state = fields?.first else { return false }
    return state != "Z" && state != "X"
  }

  /// Whether all its threads wait for something at this moment; one that computes waits only for its turn.
  package var isAtRest: Bool {
    guard let tasks = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task") else { return false }
    return tasks.allSatisfy { Self.fields("/proc/\(pid)/task/\($0)/stat")?.first == "S" }
  }

  /// How many threads it has.
  package var threads: Int? { try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task").count }

  /// The only child of a process.
  package static func child(of pid: Int32) throws -> Int32? {
    for name in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
      guard let candidate = Int32(name), let fields = ProcessState(candidate).fields, fields.count > 1 else { continue }
      if fields[1] == String(pid), fields[0] != "Z" { return candidate }
    }
    return nil
  }

  /// The fields of such a file from the state on; the name before it may hold anything.
  private var fields: [Substring]? { Self.fields("/proc/\(pid)/stat") }

  private static func fields(_ path: String) -> [Substring]? {
    guard let stat = try? String(contentsOfFile: path, encoding: .utf8),
      let end = stat.lastIndex(of: ")")
    else { return nil }
    return stat[stat.index(after: end)...].split(separator: " ")
  }
}
