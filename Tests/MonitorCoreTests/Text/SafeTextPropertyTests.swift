import Foundation
import MonitorCore
import Testing

/// What must hold for any text whatever.
@Suite struct SafeTextPropertyTests {
  private static let suspicious: [UInt32] = [
    0x00, 0x07, 0x09, 0x0A, 0x0B, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x301, 0x34F, 0x61C, 0x94D, 0x915, 0x1160, 0x200B,
    0x200C, 0x200D, 0x200E, 0x2028, 0x202E, 0x2066, 0x20E3, 0x2764, 0x31, 0xFE00, 0xFE0E, 0xFE0F, 0xFEFF, 0xFFF9,
    0xFFFE,
    0x1F468, 0x1F3FD, 0x1F600, 0xE0041, 0xE0100, 0x3164, 0x0644, 0x65E5, 0x22, 0x5C, 0x6E, 0x20, 0x61,
  ]

  private static func scalars(_ random: inout SplitMix64) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      switch Int.random(in: 0..<20, using: &random) {
      case 0: bytes.append(.random(in: 0...255, using: &random))
      case 1: bytes.append(contentsOf: scalar(.random(in: 0...0x10FFFF, using: &random)))
      case 2: bytes.append(contentsOf: scalar(.random(in: 0...0x3000, using: &random)))
      default: bytes.append(contentsOf: scalar(suspicious.randomElement(using: &random) ?? 0))
      }
    }
    return bytes
  }

  private static func scalar(_ value: UInt32) -> [UInt8] {
    Unicode.Scalar(value).map { Array(String(Character($0)).utf8) } ?? [0xED, 0xA0, 0x80]
  }

  /// Says independently of the implementation what must not appear, by the properties of the standard library.
  private static func isUnsafe(_ scalar: Unicode.Scalar, after before: Unicode.Scalar?) -> Bool {
    let properties = scalar.properties
    switch scalar.value {
    case 0x200C, 0x200D: return before == nil
    case 0xFE0E, 0xFE0F: return before?.properties.isEmoji != true
    case 0x2028, 0x2029: return true
    default:
      return properties.generalCategory == .control || properties.isDefaultIgnorableCodePoint
        || properties.isNoncharacterCodePoint || properties.isBidiControl
    }
  }

  private static func firstUnsafe(in text: String, allowing allowed: Unicode.Scalar? = nil) -> Unicode.Scalar? {
    var before: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar != allowed, isUnsafe(scalar, after: before) { return scalar }
      before = scalar
    }
    return nil
  }

  @Test(arguments: 0..<8)
  func nothingUnsafeComesOut(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<600 {
      let bytes = Self.scalars(&random)
      let cut = bytes.isEmpty ? 0 : Int.random(in: 0...bytes.count, using: &random)
      let lines = SafeText.screen(bytes, values: [cut..<bytes.count])
      for line in lines { #expect(Self.firstUnsafe(in: line.text) == nil, "\(bytes)") }
      var plain: [UInt8] = []
      SafeText.appendPlain(bytes, to: &plain)
      #expect(Self.firstUnsafe(in: String(decoding: plain, as: UTF8.self), allowing: "\t") == nil, "\(bytes)")
      var json: [UInt8] = []
      SafeText.appendJSON(bytes, to: &json)
      #expect(Self.firstUnsafe(in: String(decoding: json, as: UTF8.self)) == nil, "\(bytes)")
      let line = SafeText.line(String(decoding: bytes, as: UTF8.self))
      #expect(Self.firstUnsafe(in: line) == nil, "\(bytes)")
      var ascii: [UInt8] = []
      SafeText.appendPlain(bytes, ascii: true, to: &ascii)
      SafeText.appendJSON(bytes, ascii: true, to: &ascii)
      #expect(ascii.allSatisfy { 0x20...0x7E ~= $0 || $0 == 0x09 }, "\(bytes)")
    }
  }

  @Test(arguments: 0..<8)
  func aSecondTimeChangesNothing(seed: UInt64) {
    var random = SplitMix64(seed: 100 + seed)
    for _ in 0..<600 {
      let bytes = Self.scalars(&random)
      for ascii in [false, true] {
        let lines = SafeText.screen(bytes, ascii: ascii).map(\.text)
        let again = SafeText.screen(Array(lines.joined(separator: "\n").utf8), ascii: ascii).map(\.text)
        #expect(Self.same(lines, again), "\(bytes)")
        var plain: [UInt8] = []
        SafeText.appendPlain(bytes, ascii: ascii, to: &plain)
        var plainAgain: [UInt8] = []
        SafeText.appendPlain(plain, ascii: ascii, to: &plainAgain)
        #expect(plain == plainAgain, "\(bytes)")
        let line = SafeText.line(String(decoding: bytes, as: UTF8.self), ascii: ascii)
        #expect(Self.same([line], [SafeText.line(line, ascii: ascii)]), "\(bytes)")
      }
    }
  }

  @Test(arguments: 0..<4)
  func outputIsBoundedByInput(seed: UInt64) {
    var random = SplitMix64(seed: 200 + seed)
    for _ in 0..<600 {
      let bytes = Self.scalars(&random)
      var plain: [UInt8] = []
      SafeText.appendPlain(bytes, to: &plain)
      var json: [UInt8] = []
      SafeText.appendJSON(bytes, to: &json)
      #expect(plain.count <= bytes.count * 5 && json.count <= bytes.count * 6)
    }
  }

  @Test(arguments: 0..<4)
  func jsonReadsBack(seed: UInt64) throws {
    var random = SplitMix64(seed: 300 + seed)
    for _ in 0..<500 {
      let bytes = Self.scalars(&random)
      var json = Array("[\"".utf8)
      SafeText.appendJSON(bytes, to: &json)
      json.append(contentsOf: "\"]".utf8)
      let read = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String])
      let repaired = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { $0 != "\u{FFFD}" }
      let expected = repaired.filter { !$0.properties.isNoncharacterCodePoint }
      #expect(Array(read[0].unicodeScalars.filter { $0 != "\u{FFFD}" }) == Array(expected), "\(bytes)")
    }
  }

  private static func same(_ left: [String], _ right: [String]) -> Bool {
    left.elementsEqual(right) { $0.utf8.elementsEqual($1.utf8) }
  }
}
