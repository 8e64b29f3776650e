import Foundation
import MarketplaceAPI
import MonitorCore

/// What is measured inside the program's own code: reading pages, holding entries, filtering them.
struct Measures {
  private let count: Int
  private let clock = ContinuousClock()

  init(count: Int) {
    self.count = count
  }

  /// Prints one `name value` a line.
  func run() throws {
    let before = residentBytes()
    var store = LogStore()
    let received = Corpus.recorded.advanced(bySeconds: 1)
    var spent = Duration.zero
    for first in stride(from: 0, to: count, by: 100) {
      // Made outside the measure, a page at a time, so that it adds nothing to the memory held.
      let body = page(first..<min(first + 100, count))
      try spent += clock.measure {
        _ = store.merge(try PageScanner.scan(body, keepsMembers: true).batch, of: 0, receivedAt: received)
      }
    }
    print("pages-to-merged-per-second \(Int(Double(count) / seconds(spent)))")
    print("bytes-per-entry \((residentBytes() - before) / count)")
    print("megabytes-held \((residentBytes() - before) / 1_000_000)")
    var index = LogIndex()
    index.rebuild(LogFilter(), over: store)
    let severity = median { index.rebuild(LogFilter(level: .atLeast(.warning)), over: store) }
    print("severity-filter-ms \(severity)")
    print("severity-filter-rows \(index.count)")
    // Words that one entry in a hundred has: in a template, and in a value.
    for (name, text) in [("template", "quota exceeded"), ("value", "AGR-12"), ("expression", "moved to 'TAR-1[0-9]+")] {
      let pattern = try TextPattern(text)
      let spent = median { index.rebuild(LogFilter(patterns: [pattern]), over: store) }
      print("text-filter-\(name)-ms \(spent)")
      print("text-filter-\(name)-rows \(index.count)")
    }
    measureTemplates(of: store)
    store = LogStore()
    try measureDropping()
    try measureTies()
  }

  /// Twice as many entries as are kept, the oldest of which are let go a tenth at a time.
  private func measureDropping() throws {
    var store = LogStore()
    var spent = Duration.zero
    for first in stride(from: 0, to: count * 2, by: 100) {
      let body = page(first..<first + 100)
      try spent += clock.measure {
        _ = store.merge(try PageScanner.scan(body).batch, of: 0, receivedAt: Corpus.recorded)
        if store.count > count + count / 10 { _ = store.dropOldest(keeping: count) }
      }
    }
    print("passed-through-per-second \(Int(Double(count * 2) / seconds(spent)))")
    print("passed-through-megabytes \(store.byteCount / 1_000_000)")
  }

  /// A page of 90 000 entries that only their ids order, as a broken server sends it, and in portions.
  private func measureTies() throws {
    let rows = (0..<90_000).map { Corpus.entry($0, at: Corpus.recorded) }
    let body = Array(
      #"{"$meta":{"pagination":{"offset":0,"limit":100}},"data":[\#(rows.joined(separator: ","))]}"#.utf8)
    let batch = try PageScanner.scan(body).batch
    print("ties-merged-ms \(median { _ = merged(batch, by: 90_000) })")
    print("ties-merged-in-portions-ms \(median { _ = merged(batch, by: 2_000) })")
  }

  private func merged(_ batch: EntryBatch, by count: Int) -> LogIndex {
    var (store, index) = (LogStore(), LogIndex())
    for first in stride(from: 0, to: batch.entries.count, by: count) {
      var portion = batch
      portion.entries = Array(batch.entries[first..<min(first + count, batch.entries.count)])
      index.apply(store.merge(portion, of: 0, receivedAt: Corpus.recorded), of: store)
    }
    return index
  }

  /// Counting, showing and collapsing the entries of the commonest template.
  private func measureTemplates(of store: LogStore) {
    let template = store.template(of: 0)
    var found = 0
    print("template-count-ms \(median { found = store.count(ofTemplate: template) })")
    print("template-count-rows \(found)")
    var index = LogIndex()
    let filter = LogFilter(patterns: [TextPattern(template: template, source: "")])
    print("template-filter-ms \(median { index.rebuild(filter, over: store) })")
    index.rebuild(LogFilter(), over: store)
    print("template-collapse-ms \(median { index.collapse([template], over: store) })")
    print("template-collapse-rows \(index.count)")
  }

  private func page(_ numbers: Range<Int>) -> [UInt8] {
    let rows = numbers.reversed().map { Corpus.entry($0, at: Corpus.instant($0)) }
    return Array(
      #"{"$meta":{"pagination":{"offset":0,"limit":100,"total":null}},"data":[\#(rows.joined(separator: ","))]}"#.utf8)
  }

  private func median(_ work: () -> Void) -> Double {
    let times = (0..<5).map { _ in seconds(clock.measure(work)) * 1000 }.sorted()
    return (times[2] * 10).rounded() / 10
  }

  private func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }

  private func residentBytes() -> Int {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ").dropFirst()
      .first
    return (pages.flatMap { Int($0) } ?? 0) * sysconf(Int32(_SC_PAGESIZE))
  }
}
