import Foundation
import MonitorCore
import MonitorRecording

/// How quickly a saved log becomes entries that can be shown.
struct Opening {
  let path: String

  /// Prints one `name value` a line.
  func run() async throws {
    let clock = ContinuousClock()
    let begin = clock.now
    let reader = RecordingReader(try ByteInput(path: path), keepsMembers: true)
    var sequence = RecordSequence(name: path)
    var (store, numbers) = (LogStore(), TaskNumbers())
    var merging = Duration.zero
    reader.start()
    reading: while true {
      switch await reader.next() {
      case .block(let block):
        for step in sequence.steps(of: block, &numbers, keepsOrder: false) {
          guard case .entries(let batch, _, let task, let receivedAt) = step else { continue }
          merging += clock.measure { _ = store.merge(batch, of: task, receivedAt: receivedAt) }
        }
      case .caughtUp: continue
      case .end, .failed: break reading
      }
    }
    print("opened-entries \(store.count)")
    print("opened-seconds \(begin.duration(to: clock.now) / .seconds(1))")
    print("opened-merging-seconds \(merging / .seconds(1))")
  }
}
