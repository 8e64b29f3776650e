import Foundation

/// What the system says of a process that is not the test's own child.
struct ProcessState {
  let pid: Int32

  init(_ pid: Int32) {
    self.pid = pid
  }

  /// Whether it runs; a process that ended and waits for its parent to notice does not.
  var isAlive: Bool {
    guard let state = fields?.first else { return false }
    return state != "Z" && state != "X"
  }

  /// The processor time it took so far, in ticks of a hundredth of a second.
  var processorTicks: Int? {
    guard let fields, fields.count > 12, let user = Int(fields[11]), let system = Int(fields[12]) else { return nil }
    return user + system
  }

  /// How many threads it has.
  var threads: Int? { try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task").count }

  /// The only child of a process.
  static func child(of pid: Int32) throws -> Int32? {
    for name in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
      guard let candidate = Int32(name), let fields = ProcessState(candidate).fields, fields.count > 1 else { continue }
      if fields[1] == String(pid) { return candidate }
    }
    return nil
  }

  /// The fields of `/proc/PID/stat` from the state on; the name before it may hold anything.
  private var fields: [Substring]? {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      let end = stat.lastIndex(of: ")")
    else { return nil }
    return stat[stat.index(after: end)...].split(separator: " ")
  }
}
