import Foundation
import MonitorCore
import MonitorRecording
import MonitorStream
import TestSupport
import Testing

@testable import mpt_tail

/// Whatever following went through, its recording says all of it: hundreds of lives of tasks in simulated worlds with faults.
/// `MPT_RECORDINGS` sets how many of each scenario.
@Suite struct RecordedLivesTests {
  private static let wanted = UInt64(ProcessInfo.processInfo.environment["MPT_RECORDINGS"] ?? "")
  private static let seeds = wanted ?? 1

  /// All of them where a number of lives is asked for.
  private static let kinds: [WorldKind] =
    wanted == nil ? [.plain, .revisions, .failures, .farPast, .everything] : WorldKind.allCases

  @Test(arguments: kinds)
  func openingARecordingGivesItBackByteForByte(scenario: WorldKind) async throws {
    let schema = try EventSchema()
    var (entries, bytes) = (0, 0)
    for seed in 0..<Self.seeds {
      let lives = try RecordedLives([scenario], seed: seed)
      if seed < 2 { try schema.check(lives.bytes) }
      let folder = try TemporaryFolder()
      let path = folder.path + "/run.ndjson"
      try Data(lives.bytes).write(to: URL(fileURLWithPath: path))
      try #expect(copied(path) == lives.bytes, "seed \(seed): copied")
      let (cut, read) = try await opened(path)
      #expect(cut == lives.bytes, "seed \(seed): read, and written anew")
      // What was read is what was delivered.
      var held = LogStore()
      for (at, what) in lives.happenings {
        if case .followed(.logs(let batch, _), _) = what { _ = held.merge(batch, of: 0, receivedAt: at) }
      }
      #expect(held.count == read.count, "seed \(seed)")
      for slot in held.order {
        guard let other = read.slot(of: held.id(of: slot), task: 0) else {
          Issue.record("seed \(seed): an entry is lost")
          break
        }
        #expect(isSame(read.version(of: other), held.version(of: slot)), "seed \(seed)")
        // Two times in milliseconds, one less the other.
        #expect(abs(read.lateness(of: other) - held.lateness(of: slot)) <= 2 * 10_000, "seed \(seed)")
      }
      entries += held.count
      bytes += lives.bytes.count
      try await checkPrefixes(of: lives.bytes, in: folder, seed: seed)
    }
    #expect(entries > 0)
    if Self.wanted != nil {
      print(
        "Recordings: \(scenario): \(Self.seeds) lives, \(entries) entries, \(bytes) bytes: all given back, 5 prefixes each"
      )
    }
  }

  /// Times are written in milliseconds.
  private func isSame(_ one: LogVersion, _ other: LogVersion) -> Bool {
    var one = one
    if abs(one.timestamp.seconds(since: other.timestamp)) < 0.001_1 { one.timestamp = other.timestamp }
    return one == other
  }

  /// Killed at any byte, it opens: every whole line is there, and of a torn one that is said.
  private func checkPrefixes(of bytes: [UInt8], in folder: TemporaryFolder, seed: UInt64) async throws {
    var random = SplitMix64(seed: seed &+ 77)
    let path = folder.path + "/torn.ndjson"
    for _ in 0..<5 {
      let prefix = bytes[..<Int.random(in: 1..<bytes.count, using: &random)]
      try Data(prefix).write(to: URL(fileURLWithPath: path))
      let whole = prefix.lastIndex(of: 0x0A).map { prefix[...$0] } ?? []
      var sequence = RecordSequence(name: "torn")
      let (lines, _) = try await opened(path, &sequence)
      let closed = prefix.count == bytes.count || bytes[prefix.count] == 0x0A
      // The last line may lack nothing but its end.
      #expect(lines[...].starts(with: whole) && (lines.count == whole.count || closed), "seed \(seed), \(prefix.count)")
      #expect(sequence.summary.isTorn == (prefix.count > whole.count && !closed), "seed \(seed), \(prefix.count)")
      #expect(sequence.summary.unreadableLines == 0)
    }
  }

  private func copied(_ path: String) throws -> [UInt8] {
    guard case .recording(var copy) = try RecordingCopy.begin(try ByteInput(path: path)) else { return [] }
    let target = Glibc.open(path + ".copy", O_CREAT | O_WRONLY | O_TRUNC, 0o600)
    defer { close(target) }
    var pipe = OutputPipe(descriptor: target)
    _ = try copy.run(to: &pipe)
    return Array(try Data(contentsOf: URL(fileURLWithPath: path + ".copy")))
  }

  private func opened(_ path: String) async throws -> ([UInt8], LogStore) {
    var sequence = RecordSequence(name: "run")
    return try await opened(path, &sequence)
  }

  /// What a conversion that leaves nothing out writes, and what was read.
  private func opened(_ path: String, _ sequence: inout RecordSequence) async throws -> ([UInt8], LogStore) {
    let reader = RecordingReader(try ByteInput(path: path), keepsMembers: true, workers: 1)
    reader.start()
    var (lines, store, numbers) = ([UInt8](), LogStore(), TaskNumbers())
    var cut = RecordingCut(EntryRange())
    var filter = EntryFilter(LogFilter())
    while case .block(let block) = await reader.next() {
      cut.append(block, &filter, to: &lines)
      for case .entries(let batch, _, let task, let receivedAt) in sequence.steps(of: block, &numbers, keepsOrder: true)
      {
        _ = store.merge(batch, of: task, receivedAt: receivedAt)
      }
    }
    return (lines, store)
  }
}
