import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct JSONTreeTests {
  private func lines(_ tree: JSONTree) -> [String] {
    tree.lines.map { line in
      let name = String(decoding: line.name, as: UTF8.self)
      let value = line.value.map { String(decoding: $0, as: UTF8.self) } ?? "…"
      return String(repeating: " ", count: line.depth) + name + "=" + value
    }
  }

  private func tree(_ json: String) -> [String] { lines(JSONTree(Array(json.utf8))) }

  @Test func aMemberOrAnElementALine() {
    #expect(
      tree(#"{"a":1,"b":{"c":"x\ny","d":[]},"e":[true,null]}"#) == [
        "a=1", "b=…", " c=x\ny", " d=[]", "e=…", " [0]=true", " [1]=null",
      ])
    #expect(tree("\"text\"") == ["=text"])
    #expect(tree("  ").isEmpty)
  }

  @Test func anyBytesAreTaken() {
    for broken in ["{", "{\"a", "{\"a\"", "{\"a\":", "[1,", "{\"a\":1,}", "}", "\"", "[[[[[[[[[[[[[[[[[[[[[[[[1"] {
      _ = tree(broken)
    }
    #expect(tree(String(repeating: "[", count: 100_000)).count < 100)
  }

  /// However long a value is, a bounded part of it is held; two that differ behind it can be told apart.
  @Test func longValuesAreHeldInPart() {
    let long = String(repeating: #"a\n"#, count: 200_000)
    let trees = ["", "x"].map { JSONTree(Array("{\"A\":\"\(long)\($0)\",\"B\":7}".utf8)).lines }
    #expect(trees[0].count == 2 && trees[0].map(\.name) == trees[1].map(\.name))
    #expect(trees[0][0].value?.starts(with: "a\na\n".utf8) == true && trees[0][0].value == trees[1][0].value)
    #expect((trees[0][0].value?.count ?? 0) < 100_000 && trees[0][0].cutMark != trees[1][0].cutMark)
    #expect(trees[0][1].value == Array("7".utf8) && trees[0][1].cutMark == nil)
    let many = JSONTree(Array("[\(Array(repeating: "\"\(long)\"", count: 30).joined(separator: ","))]".utf8)).lines
    #expect(many.count == 30 && many.reduce(0) { $0 + ($1.value?.count ?? 0) } < 2 << 20)
    // What is behind the last line is not even read: nothing of it has to be JSON.
    let list = "{\"L\":[" + String(repeating: "{\"k\":1},", count: 5_000) + "\u{0}"
    #expect(JSONTree(Array(list.utf8)).lines.count == 2_000)
  }

  /// What another line of the details says already is not said again as it was sent.
  @Test func extrasThatAreShownElsewhereAreLeftOut() {
    func lines(of extras: String, _ change: (inout LogEntry) -> Void) -> [String] {
      var batch = EntryBatch()
      var entry = LogEntry(id: batch.append("TLR-1".utf8))
      entry.extras = batch.append(extras.utf8)
      change(&entry)
      batch.entries = [entry]
      var store = LogStore()
      _ = store.merge(batch, of: 0, receivedAt: Timestamp(ticks: 0))
      return self.lines(JSONTree(extrasOf: 0, in: store))
    }
    let sent = #"{"name":"n","severity":"INFO","revision":1.0,"progress":1e1,"eta":"soon","timestamp":"now"}"#
    #expect(lines(of: sent) { $0.progress = 10 } == ["name=n", "eta=soon", "timestamp=now"])
    #expect(
      lines(of: sent) {
        $0.timestamp = Timestamp(ticks: 0)
        $0.eta = Timestamp(ticks: 0)
      } == ["name=n", "progress=1e1"])
    #expect(lines(of: #"{"id":7,"severity":"x"}"#) { $0.isInvalid = true } == ["id=7", "severity=x"])
  }
}
