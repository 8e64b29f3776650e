import Foundation
import MonitorCore
import TestSupport
import Testing

@testable import MonitorRecording

@Suite struct DefectiveInputTests {
  private static func line(_ number: Int) -> String { Sample.line(number) }

  @Test func whatCannotBeReadIsAPlaceholderWithItsLine() async throws {
    let reading = try await Reading(
      """
      \(Sample.entry(1))
      what is this
      and this
      \(Sample.entry(2))
      {"id":"TLR-3","message":}
      {"message":"no id","task":{"id":"TSK-1"}}
      {"id":"TLR-4" "message":"x"}
      \(Sample.entry(5))

      """)
    #expect(
      reading.lines == [
        Self.line(1), "TSK-1 unreadable:0:2 <unreadable lines 2-3: no JSON>", Self.line(2),
        "TSK-1 unreadable:0:5 <unreadable line 5: not valid JSON>", "TSK-1 unreadable:0:6 <unreadable line 6: no id>",
        "TSK-1 unreadable:0:7 <unreadable line 7: not valid JSON>", Self.line(5),
      ])
    #expect(reading.summary.unreadableLines == 5)
    #expect(try #require(reading.summary.firstUnreadable).0 == 2)
  }

  /// A value that is not closed hides nothing behind its line.
  @Test(arguments: [
    #"{"id":"TLR-9","message":"x"#, #"{"id":"TLR-9","message":"#, #"{"id":"TLR-9","#, #"{"id":"TLR-9""#, "{",
    #"{"id":"TLR-9","parameters":{"a":[1,2"#, #"{"event":"log","at":"2025","task":"#, "[{", #"{"data":[{"id":"x","#,
  ])
  func aTornLineInTheMiddle(torn: String) async throws {
    let reading = try await Reading("\(Sample.entry(1))\n\(torn)\n\(Sample.entry(2))\n\(Sample.event(3))\n")
    let readable = reading.lines.filter { !$0.contains("unreadable") }
    #expect(readable == [Self.line(1), Self.line(2), Self.line(3) + " @"])
    #expect(reading.lines.count <= 4)
  }

  @Test func everyPrefixOpens() async throws {
    let lines = [Sample.start] + (1...4).map { Sample.event($0) }
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    for length in stride(from: 0, through: bytes.count, by: 7) + [ends[2], ends[2] + 1, bytes.count - 1] {
      let reading = try await Reading(bytes[..<length], workers: 1)
      let whole = ends.count { $0 < length }
      // The last line may lack nothing but its end.
      let isClosed = length > 0 && (ends + [bytes.count]).contains(length)
      #expect(reading.lines.count == (isClosed ? max(whole, ends.count { $0 <= length }) : whole), "\(length)")
      #expect(reading.lines.allSatisfy { !$0.contains("unreadable") }, "\(length)")
      #expect(reading.summary.unreadableLines == 0)
    }
  }

  @Test func bytesWithoutEndOrSense() async throws {
    for bytes in [
      Array(repeating: UInt8(ascii: "{"), count: 2 << 20), Array(repeating: UInt8(ascii: "["), count: 2 << 20),
      Array(repeating: UInt8(ascii: "\""), count: 2 << 20), Array(repeating: 0, count: 2 << 20),
      Array(repeating: UInt8(ascii: "\n"), count: 1 << 20), (0..<2 << 20).map { UInt8(truncatingIfNeeded: $0 &* 131) },
    ] {
      let reading = try await Reading(bytes)
      #expect(reading.summary.entryCount == 0, "\(bytes.prefix(4))")
    }
    let between = try await Reading(
      Array("\(Sample.entry(1))\n".utf8) + Array(repeating: UInt8(ascii: "{"), count: 2 << 20)
        + Array("\n\(Sample.entry(2))\n".utf8))
    #expect(between.lines.filter { !$0.contains("unreadable") } == [Self.line(1), Self.line(2)])
  }

  @Test func aLongValueOverManyBlocks() async throws {
    let text = String(repeating: "0123456789", count: 300_000)
    let long = Sample.entry(2).replacing("N2 ]}", with: text)
    let pretty = try Sample.pretty(long)
    for form in [long, pretty] {
      let reading = try await Reading("\(Sample.entry(1))\n\(form)\n\(Sample.entry(3))\n")
      #expect(reading.lines.count == 3 && reading.lines[1].utf8.count > 3_000_000)
      #expect(reading.lines[2] == Self.line(3))
    }
  }

  @Test func manyBlocksKeepTheirOrder() async throws {
    let lines = (0..<20_000).map { Sample.event($0) }
    let reading = try await Reading(lines.joined(separator: "\n") + "\n")
    #expect(reading.lines == (0..<20_000).map { Self.line($0) + " @" })
  }

  @Test func filesThatCannotBeRead() throws {
    func failure(_ path: String) -> InputFailure? {
      do throws(InputFailure) {
        _ = try ByteInput(path: path)
        return nil
      } catch { return error }
    }
    let folder = try TemporaryFolder()
    #expect(failure(folder.path) == .folder)
    #expect(failure(folder.path + "/none") == .system(ENOENT))
    #expect(failure("/dev/zero") == .device)
    #expect(failure("a\0b") == .system(EINVAL))
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    #expect(failure(folder.path + "/pipe") == .silent)
    #expect(failure("/dev/null") == nil)
    if geteuid() != 0 {
      chmod(try folder.write("secret", "x"), 0)
      #expect(failure(folder.path + "/secret") == .system(EACCES))
    }
  }

  @Test func aNewerVersionIsNamed() async throws {
    let reading = try await Reading(Sample.start.replacing("mpt-tail/1", with: "mpt-tail/2") + "\n")
    #expect(reading.summary.foreignSchema == "mpt-tail/2")
  }
}
