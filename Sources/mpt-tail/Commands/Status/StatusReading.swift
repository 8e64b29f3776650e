import MarketplaceAPI
import MonitorCore

/// A task as it was read at a moment.
struct StatusReading: Sendable {
  var task: TaskSnapshot
  /// By the clock of this machine.
  var readAt: Timestamp
  /// By the server's, which says how far off its ETA is.
  var serverNow: Timestamp?

  init(task: TaskSnapshot, readAt: Timestamp, serverNow: Timestamp?) {
    self.task = task
    self.readAt = readAt
    self.serverNow = serverNow
  }

  /// Seconds from `now` to the ETA, negative once it is past; `nil` where there is none to come.
  func secondsLeft(now: Timestamp) -> Double? {
    guard let eta = task.eta, !task.status.isFinal else { return nil }
    return eta.seconds(since: serverNow ?? readAt) - max(0, now.seconds(since: readAt))
  }
}

// In a file: a line with the two times, then the task as the server sent it.
extension StatusReading {
  private static let heading = "mpt-tail-status/1"

  /// Reads what `bytes` wrote; `nil` for anything else.
  init?(_ bytes: [UInt8]) {
    guard let end = bytes.firstIndex(of: 0x0A) else { return nil }
    let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
    guard words.count == 3, words[0] == Self.heading, let readAt = Int64(words[1]),
      let task = try? TaskScanner.task(Array(bytes[(end + 1)...]))
    else { return nil }
    self.init(
      task: task, readAt: Timestamp(ticks: readAt), serverNow: Int64(words[2]).map { Timestamp(ticks: $0) })
  }

  var bytes: [UInt8] {
    Array("\(Self.heading) \(readAt.ticks) \(serverNow.map { "\($0.ticks)" } ?? "-")\n".utf8) + task.raw
  }
}
