import Foundation
import MonitorCore
import TestSupport
import Testing

@testable import MonitorRecording

@Suite struct InputFormTests {
  private static let entries = (1...5).map { Sample.entry($0) }
  private static let expected = (1...5).map { Sample.line($0) }

  /// The forms in which people have logs, by their names.
  private static let forms: [(String, String)] = {
    let lines = entries.joined(separator: "\n")
    let array = "[" + entries.joined(separator: ",") + "]"
    func answer(_ entries: ArraySlice<String>) -> String {
      #"{"$meta":{"pagination":{"offset":0,"limit":100,"total":5},"omitted":["x"]},"data":[\#(entries.joined(separator: ","))]}"#
    }
    let pretty = (try? entries.map(Sample.pretty)) ?? []
    return [
      ("one a line", lines + "\n"), ("without a last line end", lines),
      ("CR LF", lines.replacing("\n", with: "\r\n") + "\r\n"), ("a byte order mark", "\u{FEFF}" + lines + "\n"),
      ("commas behind each", entries.joined(separator: ",\n") + ",\n"),
      ("empty lines", "\n\n" + entries.joined(separator: "\n\n  \n") + "\n\n"), ("an array", array),
      ("an array on lines", "[\n  " + entries.joined(separator: ",\n  ") + "\n]\n"),
      ("an array with commas before", "[\n" + entries.joined(separator: "\n,") + "\n]\n"),
      ("an answer", answer(entries[...])), ("an answer with a line end", answer(entries[...]) + "\n"),
      ("an answer whose list ends its members", #"{"data":\#(array)}"#),
      ("several answers", answer(entries[..<2]) + "\n" + answer(entries[2..<4]) + answer(entries[4...])),
      ("answers, one a line", answer(entries[..<2]) + "\n" + answer(entries[2...]) + "\n"),
      ("an answer broken into lines", answer(entries[...]).replacing(#"},{"id""#, with: "},\n{\"id\"")),
      ("answers in an array", "[\(answer(entries[..<3])),\(answer(entries[3...]))]"),
      (
        "arrays one after the other",
        "[\(entries[0])]\n[\n\(entries[1])\n]\n[" + entries[2...].joined(separator: ",") + "]"
      ),
      ("nothing between", entries.joined()), ("several on a line", entries.joined(separator: " , ") + "\n"),
      ("pretty", pretty.joined(separator: "\n")), ("pretty, nothing between", pretty.joined()),
      ("a pretty array", (try? Sample.pretty(array)) ?? ""),
      ("a pretty answer", (try? Sample.pretty(answer(entries[...]))) ?? ""),
      (
        "lines, then pretty, then an array",
        entries[0] + "\n" + pretty[1] + "\n[\n" + entries[2...].joined(separator: ",") + "]"
      ),
      ("prose before", "Log of today:\n=============\n[2025-09-11 13:40] begin\n" + lines + "\n"),
    ]
  }()

  @Test(arguments: forms.map(\.0))
  func everyFormHasTheSameEntries(name: String) async throws {
    let text = try #require(Self.forms.first { $0.0 == name }).1
    let reading = try await Reading(text)
    #expect(reading.lines == Self.expected)
    #expect(reading.summary.entryCount == 5)
    #expect(reading.summary.unreadableLines == (name == "prose before" ? 3 : 0))
    #expect(!reading.summary.isTorn && !reading.summary.beginsWithStart)
  }

  /// Wherever the blocks begin and end.
  @Test(arguments: forms.map(\.0))
  func portionsOfAnySizeAreCutAlike(name: String) throws {
    let bytes = Array(try #require(Self.forms.first { $0.0 == name }).1.utf8)
    func pieces(_ size: Int) -> [String] {
      var framer = RecordFramer()
      var found: [String] = []
      var (start, end) = (0, 0)
      while end < bytes.count || start < end {
        end = min(bytes.count, end + size)
        var pieces: [RawBlock.Piece] = []
        let isAtEnd = end == bytes.count
        let portion = Array(bytes[start..<end])
        let done = portion.withUnsafeBufferPointer { framer.frame($0, isAtEnd: isAtEnd, into: &pieces) }
        for piece in pieces {
          found.append("\(piece.kind) \(piece.lines) \(String(decoding: portion[piece.range], as: UTF8.self))")
        }
        start += done
        if isAtEnd { break }
      }
      return found
    }
    // Headings that came together are one piece, and single ones elsewhere.
    let whole = pieces(bytes.count).filter { !$0.hasPrefix("unreadable") }
    for size in [1, 2, 3, 7, 16, 64, 255, 1000] {
      #expect(pieces(size).filter { !$0.hasPrefix("unreadable") } == whole, "\(size)")
    }
  }

  @Test func packed() async throws {
    let folder = try TemporaryFolder()
    let text = Self.entries.joined(separator: "\n") + "\n"
    try folder.write("run.ndjson", text)
    let gzip = try ChildProcess.run([
      "/bin/sh", "-c",
      "cd \(folder.path) && gzip -k run.ndjson && cat run.ndjson.gz run.ndjson.gz > twice.gz && head -c 100 run.ndjson.gz > torn.gz && cp run.ndjson.gz odd.gz && echo trailing >> odd.gz",
    ])
    #expect(gzip.status == 0)
    #expect(try await Reading(path: folder.path + "/run.ndjson.gz").lines == Self.expected)
    #expect(try await Reading(path: folder.path + "/twice.gz").lines == Self.expected + Self.expected)
    let torn = try await Reading(path: folder.path + "/torn.gz")
    #expect(torn.damage == "it ends in the middle of its packed bytes")
    let odd = try await Reading(path: folder.path + "/odd.gz")
    #expect(odd.lines == Self.expected && odd.damage == "something that is no gzip follows its packed bytes")
  }

  @Test func eventsInAnyOrderAndForm() async throws {
    let events = [
      Sample.start, #"{"event":"watch","at":null,"task":"TSK-1","state":"joined","by":"command"}"#, Sample.event(1),
      #"{"event":"task","at":"2025-09-11T13:41:00.000Z","task":"TSK-1","name":"n","status":"Queued","snapshot":null}"#,
      #"{"event":"source","at":null,"task":"TSK-2","state":"live","problem":null,"retry":null}"#,
      #"{"event":"note","at":null,"task":"TSK-1","entry":"TLR-1","text":"here"}"#,
      #"{"event":"tomorrow","at":null,"task":"TSK-1"}"#,
      #"{"event":"end","at":null,"exit":0,"reason":"completed","tasks":[]}"#,
    ]
    let expected = [
      "start TSK-1 @", "joined TSK-1", Sample.line(1) + " @", "task TSK-1 @", "source TSK-2", "note TSK-1", "end ",
    ]
    #expect(try await Reading(events.joined(separator: "\n") + "\n").lines == expected)
    #expect(try await Reading("[" + events.joined(separator: ",") + "]").lines == expected)
    let pretty = try events.map(Sample.pretty).joined(separator: "\n")
    #expect(try await Reading(pretty).lines == expected)
    #expect(try await Reading(events.joined(separator: "\n")).summary.beginsWithStart)
  }

  @Test func entriesThatNameNoTaskAreOfTheFile() async throws {
    let lines = (1...2).map { Sample.entry($0, task: nil) }.joined(separator: "\n")
    #expect(try await Reading(lines, named: "my log.json").tasks == ["my-log.json"])
    #expect(try await Reading(lines, named: "log of TSK-12-34.json").tasks == ["TSK-12-34"])
    #expect(try await Reading(Sample.entry(1, task: "TSK-7") + "\n" + lines).tasks == ["TSK-7"])
  }
}
