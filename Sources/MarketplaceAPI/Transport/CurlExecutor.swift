import Dispatch

/// Runs tasks on the curl thread, between what it does for the network; and lets them wait there.
///
/// Nothing that blocks may run here, for all requests would wait with it.
final class CurlExecutor: TaskExecutor {
  private let mailbox: CurlMailbox
  private let start = ContinuousClock.now

  init(_ mailbox: CurlMailbox) {
    self.mailbox = mailbox
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let work = UnownedJob(job)
    guard !mailbox.submit(work) else { return }
    // A task may outlive the thread that it ran on; it has to come to its end all the same.
    DispatchQueue.global().async { work.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// Waits until a moment, or until the calling task is cancelled. Who waits for moments of the same `tolerance` is woken
  /// at once, at its end.
  func wait(until deadline: ContinuousClock.Instant, tolerance: Duration?) async {
    let moment = tolerance.map { end(of: $0, with: deadline) } ?? deadline
    let id = mailbox.nextID()
    let wasWoken = await withTaskCancellationHandler {
      await withCheckedContinuation { mailbox.setAlarm(id, at: moment, $0) }
    } onCancel: {
      mailbox.cancelAlarm(id)
    }
    if !wasWoken { try? await ContinuousClock().sleep(until: deadline, tolerance: tolerance) }
  }

  /// Time is cut into pieces as long as `tolerance`: the end of the one that a moment is in.
  private func end(of tolerance: Duration, with moment: ContinuousClock.Instant) -> ContinuousClock.Instant {
    let pieces = (start.duration(to: moment) / tolerance).rounded(.up)
    return pieces.magnitude < 1e12 ? max(moment, start + tolerance * pieces) : moment
  }
}
