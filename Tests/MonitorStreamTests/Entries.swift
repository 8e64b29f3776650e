import MonitorCore

/// The moment at which the batches of these tests were received: 13:45:13.515 UTC.
let receivedAt = Timestamp(ticks: 17_575_983_135_150_000)

func taskID(_ text: String = "TSK-1") throws -> TaskID {
  struct NoTaskID: Error {}
  guard let id = TaskID(text) else { throw NoTaskID() }
  return id
}
