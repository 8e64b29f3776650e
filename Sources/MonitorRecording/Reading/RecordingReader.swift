import Dispatch
import Glibc
import Synchronization

/// Reads a saved log on threads of its own: one reads and cuts a block while others look into the blocks before it.
///
/// A few blocks are read ahead, and no more until whoever asks for them has taken one, so that memory is bounded whatever
/// the size of the log. Threads wait in `read(2)` and for each other, which nothing on the threads of the screen or of the
/// network may do; they end with the log.
package final class RecordingReader: Sendable {
  /// What the reader gives, in the order of the log.
  package enum Delivery: Sendable {
    case block(RecordBlock)
    /// Everything that is there was read; more may follow, as the log grows.
    case caughtUp
    /// Nothing follows. `damage` says why it ends before it should have, to end a sentence about the file.
    case end(damage: String?)
    case failed(InputFailure)
  }

  private struct State {
    /// What is ready, by its number in the order of the log.
    var ready: [Int: Delivery] = [:]
    /// The number of what is to be given next.
    var next = 0
    var waiting: CheckedContinuation<Delivery, Never>?
    var isStopped = false
  }

  private struct Source: ~Copyable {
    var blocks: BlockReader
    /// The number of what is read next; `nil` when nothing follows.
    var next: Int? = 0
    /// Whether it was said that all that is there was read.
    var isCaughtUp = false
  }

  /// How many blocks are read ahead beside those that are being looked into.
  private static let ahead = 2
  /// How long a growing log is left alone when it has nothing new.
  private static let pause: UInt32 = 100_000

  private let state = Mutex(State())
  private let source: Mutex<Source>
  private let room: DispatchSemaphore
  private let keepsMembers: Bool
  private let isGrowing: Bool
  private let workers: Int
  /// How large the file is; `nil` where nobody knows.
  package let size: Int?

  /// - Parameters:
  ///   - beginning: bytes of the input that were read already.
  ///   - keepsMembers: whether entries get their extras and shapes.
  ///   - isGrowing: whether to go on as the log grows.
  ///   - workers: how many threads look into blocks at once.
  package init(
    _ input: consuming sending ByteInput, beginning: [UInt8] = [], keepsMembers: Bool, isGrowing: Bool = false,
    workers: Int = max(1, min(4, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
  ) {
    size = input.size
    self.keepsMembers = keepsMembers
    self.isGrowing = isGrowing
    self.workers = workers
    room = DispatchSemaphore(value: workers + Self.ahead)
    source = Mutex(Source(blocks: BlockReader(input, beginning: beginning, isGrowing: isGrowing)))
  }

  /// Begins to read. To be called once.
  package func start() {
    let queue = DispatchQueue(label: "recording reader", attributes: .concurrent)
    for _ in 0..<workers { queue.async { self.work() } }
  }

  /// The next part; nothing follows an end or a failure.
  package func next() async -> Delivery {
    let delivery = await withCheckedContinuation { continuation in
      let ready: Delivery? = state.withLock { state in
        guard let ready = state.ready.removeValue(forKey: state.next) else {
          state.waiting = continuation
          return nil
        }
        state.next += 1
        return ready
      }
      if let ready { continuation.resume(returning: ready) }
    }
    if case .block = delivery { room.signal() }
    return delivery
  }

  /// Reads no more; whoever waits gets an end.
  package func stop() {
    let waiting = state.withLock { state in
      state.isStopped = true
      return state.waiting.take()
    }
    waiting?.resume(returning: .end(damage: nil))
    for _ in 0..<workers { room.signal() }
  }

  private var isStopped: Bool { state.withLock(\.isStopped) }

  private enum Read {
    case block(Int, RawBlock)
    case other(Int, Delivery)
    case nothingYet
    case over
  }

  private func work() {
    while true {
      room.wait()
      var read = readNext()
      while case .nothingYet = read, !isStopped {
        usleep(Self.pause)
        read = readNext()
      }
      switch read {
      case .block(let number, let raw):
        put(.block(RecordScanner.scan(raw, keepsMembers: keepsMembers)), number)
      case .other(let number, let delivery):
        put(delivery, number)
        room.signal()
      case .nothingYet, .over:
        // The others have nothing to wait for either.
        room.signal()
        return
      }
    }
  }

  private func readNext() -> Read {
    guard !isStopped else { return .over }
    return source.withLock { source in
      guard let number = source.next else { return .over }
      do throws(InputFailure) {
        if let raw = try source.blocks.next() {
          source.next = number + 1
          source.isCaughtUp = false
          return .block(number, raw)
        }
      } catch {
        source.next = nil
        return .other(number, .failed(error))
      }
      guard isGrowing, source.blocks.input.damage == nil, source.blocks.surrender == nil else {
        source.next = nil
        return .other(number, .end(damage: source.blocks.surrender ?? source.blocks.input.damage))
      }
      guard !source.isCaughtUp else { return .nothingYet }
      source.isCaughtUp = true
      source.next = number + 1
      return .other(number, .caughtUp)
    }
  }

  private func put(_ delivery: Delivery, _ number: Int) {
    let waiting = state.withLock { state -> CheckedContinuation<Delivery, Never>? in
      guard number == state.next, let waiting = state.waiting.take() else {
        state.ready[number] = delivery
        return nil
      }
      state.next += 1
      return waiting
    }
    waiting?.resume(returning: delivery)
  }
}
