import MonitorCore
import Testing

@testable import MonitorUI

/// The details of an entry.
@Suite struct DetailsTests {
  private func log() -> Fixture {
    var fixture = Fixture(width: 100, height: 40)
    fixture.task(name: "Importing", progress: 10)
    let entries = (0..<20).map { number in
      let account = #"{"Id":"ACC-1","Tags":["a","b\u001b"]}"#
      let parameters = "{\"Buyer\":\"BUY-\(number % 4)\",\"Account\":\(account),\"Count\":\(number)}"
      let severity: Severity = number == 5 ? .error : .info
      let late: Double = number == 5 ? 12 : 0
      return Fixture.Entry(
        Double(number - 20), severity, "Moved {{Buyer}} of {{Account.Id}}", parameters: parameters,
        id: "TLR-\(number)", late: late)
    }
    fixture.logs(0, entries)
    fixture.logs(0, .init(-1, .warning, "Something else", id: "TLR-99"))
    fixture.logs(
      0,
      .init(
        -15, .failure, "Moved {{Buyer}} of {{Account.Id}}, at last",
        parameters: #"{"Buyer":"BUY-1","Account":{"Id":"ACC-1"}}"#, revision: 2, id: "TLR-5"))
    return fixture
  }

  @Test func everyFieldIsShown() {
    var fixture = log()
    fixture.press("E", .enter)
    let text = fixture.text
    for part in [
      "─ TLR-5 ─", "severity    Failure", "late        by 12s", "revision    2", "Moved BUY-1 of ACC-1, at last",
      "Moved {{Buyer}} of {{Account.Id}}, at last", "Parameters", "> Buyer    BUY-1", "    Id     ACC-1",
      "2025-09-11 13:51:52.000 UTC  15s ago", "Revisions", "r1  13:51:52.000  Error",
      "r2  13:51:52.000  Failure  was Error",
      "Task", "id          TSK-5498-1544-6054-5440", "status      Processing",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    fixture.press(.enter)
    #expect(fixture.model.overlay == nil)
  }

  @Test func theChangeBetweenRevisionsIsSetOff() {
    func parts(_ old: String, _ new: String) -> [String] {
      DetailsText.changes(from: Array(old.unicodeScalars), to: Array(new.unicodeScalars)).map {
        ($0.style.role == .currentMatch ? "*" : "") + $0.text
      }
    }
    #expect(parts("step 1 of 5", "step 2 of 5") == ["step ", "*2", " of 5"])
    #expect(parts("same", "same") == ["same"])
    #expect(parts("", "new") == ["*new"])
    #expect(parts("abab", "ab") == ["ab"])
  }

  @Test func flippingThroughEntries() {
    var fixture = log()
    fixture.press("E", .enter, "j")
    #expect(fixture.text.contains("─ TLR-6 ─"))
    fixture.press("k", "k", .up)
    #expect(fixture.text.contains("─ TLR-3 ─"))
    fixture.type("kkkkkkk")
    #expect(fixture.text.contains("─ TLR-0 ─"))
    #expect(fixture.text.contains("this is the oldest entry"))
  }

  @Test func filteringByAValue() {
    var fixture = log()
    fixture.press("E", .enter, "j", "v")
    #expect(fixture.model.overlay == nil)
    #expect(fixture.text.contains("&BUY-2   5 of 21 logs"))
  }

  @Test func filteringByAnotherValue() {
    var fixture = log()
    fixture.press("E", .enter, "j", .tab, .tab, .tab, .tab)
    #expect(fixture.text.contains("> Count    6"))
    fixture.press(.tab)
    #expect(fixture.text.contains("> Buyer"))
    fixture.press(.backTab, "v")
    #expect(fixture.text.contains("1 of 21 logs"))
  }

  @Test func filteringByTheTemplate() {
    var fixture = log()
    fixture.press("E", .enter, "j")
    #expect(fixture.text.contains("Template  ×19"))
    fixture.press("a")
    #expect(fixture.text.contains("19 of 21"))
  }

  @Test func smallBoxesScroll() {
    var fixture = log()
    fixture.send(.resized(Size(width: 44, height: 10)))
    fixture.press("E", .enter, "G")
    #expect(fixture.text.contains("started"))
    fixture.press("g", "d", "u", " ", "b")
    #expect(fixture.text.contains("severity"))
    for width in 1...30 {
      fixture.send(.resized(Size(width: width, height: width / 2 + 1)))
      _ = view(fixture.model)
    }
  }

  @Test func trees() {
    func tree(_ json: String) -> [String] {
      JSONTree(Array(json.utf8)).lines.map { line in
        let name = String(decoding: line.name, as: UTF8.self)
        let value = line.value.map { String(decoding: $0, as: UTF8.self) } ?? "…"
        return String(repeating: " ", count: line.depth) + name + "=" + value
      }
    }
    #expect(
      tree(#"{"a":1,"b":{"c":"x\ny","d":[]},"e":[true,null]}"#) == [
        "a=1", "b=…", " c=x\ny", " d=[]", "e=…", " [0]=true", " [1]=null",
      ])
    #expect(tree("\"text\"") == ["=text"])
    #expect(tree("  ").isEmpty)
    for broken in ["{", "{\"a", "{\"a\"", "{\"a\":", "[1,", "{\"a\":1,}", "}", "\"", "[[[[[[[[[[[[[[[[[[[[[[[[1"] {
      _ = tree(broken)
    }
    #expect(tree(String(repeating: "[", count: 100_000)).count < 100)
  }
}
