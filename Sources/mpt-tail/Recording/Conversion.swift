import Glibc
import MonitorCore
import MonitorRecording
import MonitorStream

/// Writes saved logs to standard output in a form of output: copied where nothing is to be changed, or converted.
struct Conversion {
  private let logs: [SavedLog]
  private let range: EntryRange
  private let redacted: [String]
  private let isGrowing: Bool
  private let form: OutputForm
  private let lines: OutputOptions

  init(
    _ logs: [SavedLog], range: EntryRange, redacted: [String], isGrowing: Bool, looks: LookOptions,
    environment: Environment
  ) {
    self.logs = logs
    self.redacted = redacted
    self.range = range
    self.isGrowing = isGrowing
    form = looks.form
    lines = looks.lines(in: environment, onTerminal: isatty(STDOUT_FILENO) == 1, showsTask: false)
  }

  /// Writes all of them. Answers the exit status of the recorded run; `nil` where it has none. Throws a `ProgramFailure`.
  func run() async throws -> Int32? {
    do {
      if form.writesTasks, logs.count == 1, !isGrowing, range.isOfAllTimes, range.filter == LogFilter(),
        redacted.isEmpty
      {
        switch try RecordingCopy.begin(try logs[0].open()) {
        case .recording(var copy): return try self.copy(&copy)
        case .other(let input, let beginning):
          return try await convert([
            RecordingReader(input, beginning: beginning, keepsMembers: form.keepsMembers, isGrowing: isGrowing)
          ])
        }
      }
      guard !redacted.isEmpty else { return try await convert(try readers()) }
      // A value may stand in texts before it is a parameter: it is known before anything is written.
      let learnt = LogConverter(
        form: form, lines: lines, range: EntryRange(), logs: logs.map(\.shortName),
        redaction: .learning(Redactor(names: redacted)))
      _ = try await convert(try readers(), learnt, isQuiet: true)
      if let sentence = await learnt.redactor?.unseenNames { StandardError.write("mpt-tail: \(sentence)") }
      return try await convert(try readers(), redaction: await learnt.redactor.map { .applying($0) })
    } catch OutputFailure.closed {
      return nil
    } catch OutputFailure.failed(let sentence) {
      throw ProgramFailure(sentence, exit: .cannotWrite)
    } catch let failure as InputFailure {
      throw logs[0].failure(failure)
    }
  }

  private func copy(_ copy: inout RecordingCopy) throws -> Int32? {
    var pipe = OutputPipe(descriptor: STDOUT_FILENO)
    let (damage, isTorn) = try copy.run(to: &pipe)
    var summary = RecordSequence.Summary()
    summary.isTorn = isTorn
    for remark in logs[0].remarks(summary, damage: damage) { StandardError.write("mpt-tail: \(remark)") }
    guard case .end(let end)? = EventReader.event(line: copy.lastLine) else { return nil }
    return end.exit
  }

  private func readers() throws -> [RecordingReader] {
    try logs.map { log in
      RecordingReader(try log.open(), keepsMembers: form.keepsMembers, isGrowing: isGrowing)
    }
  }

  private func convert(
    _ readers: [RecordingReader], redaction: LogConverter.Redaction? = nil
  ) async throws -> Int32? {
    let converter = LogConverter(
      form: form, lines: lines, range: range, logs: logs.map(\.shortName), redaction: redaction)
    return try await convert(readers, converter)
  }

  /// - Parameter isQuiet: whether nothing is said of what could not be read.
  private func convert(
    _ readers: [RecordingReader], _ converter: LogConverter, isQuiet: Bool = false
  ) async throws -> Int32? {
    defer { for reader in readers { reader.stop() } }
    var failures: [ProgramFailure] = []
    if isGrowing {
      for reader in readers { reader.start() }
      // They end with the program: what one of them throws ends all.
      try await withThrowingTaskGroup(of: ProgramFailure?.self) { group in
        for (number, reader) in readers.enumerated() {
          group.addTask { try await self.convert(reader, number, converter, isQuiet: isQuiet) }
        }
        for try await failure in group { if let failure { failures.append(failure) } }
      }
    } else {
      for (number, reader) in readers.enumerated() {
        reader.start()
        if let failure = try await convert(reader, number, converter, isQuiet: isQuiet) { failures.append(failure) }
      }
    }
    try await converter.finish(hasFailed: !failures.isEmpty)
    if let problem = await converter.filterProblem { throw ProgramFailure(problem, exit: .usage) }
    if let first = failures.first {
      for other in failures.dropFirst() { StandardError.write("mpt-tail: \(other.sentence)") }
      throw first
    }
    return await converter.exitStatus
  }

  /// Converts a log to its end. Answers why there was nothing to convert, where that is so.
  private func convert(
    _ reader: RecordingReader, _ number: Int, _ converter: LogConverter, isQuiet: Bool
  ) async throws -> ProgramFailure? {
    while true {
      switch await reader.next() {
      case .block(let block):
        try await converter.convert(block, of: number)
        let summary = await converter.summary(of: number)
        if summary.foreignSchema != nil { return logs[number].complaint(summary, damage: nil) }
      case .caughtUp: continue
      case .failed(let failure): throw logs[number].failure(failure)
      case .end(let damage):
        let summary = await converter.summary(of: number)
        if let complaint = logs[number].complaint(summary, damage: damage) { return complaint }
        if isQuiet { return nil }
        for remark in logs[number].remarks(summary, damage: damage) { StandardError.write("mpt-tail: \(remark)") }
        return nil
      }
    }
  }
}
