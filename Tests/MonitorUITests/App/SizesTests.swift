import MonitorCore
import TestSupport
import Testing

@testable import MonitorUI

/// Every size draws, and keys at every size do no harm.
@Suite struct SizesTests {
  static let sizes: [Size] =
    (1...30).flatMap { width in (1...12).map { Size(width: width, height: $0) } }
    + stride(from: 1, through: 300, by: 71).flatMap { width in
      stride(from: 1, through: 100, by: 24).map { Size(width: width, height: $0) }
    } + [Size(width: 0, height: 0), Size(width: 500, height: 200), Size(width: 0, height: 9)]

  static func models() -> [Fixture] {
    var empty = Fixture(tasks: 1)
    empty.state { $0.source = .refused(logsOnly: false) }
    var one = Fixture(tasks: 1)
    one.task(name: "漢字の名前 with e\u{301} accents", progress: 99.99, eta: -130)
    one.logs(
      0, .init(-9, .warning, "漢字漢字漢字漢字\nsecond\u{202E}\tline"),
      .init(-8, .error, "\u{1F600} wide", revision: 2, late: 3))
    one.fill(100)
    var many = Fixture(tasks: 12)
    for number in 0..<12 { many.fill(5, task: number) }
    many.state(3) { $0.source = .stale }
    var merged = many
    merged.press("M")
    var wrapped = one
    wrapped.press("w", "b")
    var collapsed = merged
    collapsed.press("C", "k", "2")
    var table = one
    table.logs(0, (0..<50).map { .init(Double($0), .info, "{{a}} 漢", parameters: "{\"a\":\($0),\"b\":[]}") })
    table.press("|", "k")
    return [empty, one, many, merged, wrapped, Fixture(tasks: 0), collapsed, table]
  }

  @Test(arguments: models().indices) func everySizeDraws(number: Int) {
    var fixture = Self.models()[number]
    for size in Self.sizes {
      fixture.send(.resized(size))
      let frame = view(fixture.model)
      #expect(frame.size == size)
      #expect(frame.cells.count == size.width * size.height)
    }
  }

  @Test func everyKeyAtEverySizeIsHarmless() {
    let keys = KeyMap.standard.rows.flatMap(\.bindings).filter { $0.action != .quit }.flatMap(\.keys)
    for number in Self.models().indices {
      for size in [Size(width: 1, height: 1), Size(width: 19, height: 5), Size(width: 33, height: 7)]
        + [Size(width: 110, height: 30)]
      {
        var fixture = Self.models()[number]
        fixture.send(.resized(size))
        let some = Thoroughness.some(keys, oneOf: 3, number: number)
        for key in some + some.reversed() {
          fixture.press(key)
          fixture.tick(1.1)
          _ = view(fixture.model)
        }
      }
    }
  }

  /// Into the states that single keys rarely lead to.
  private static let ways: [[Key]] = [
    ["/", "a", .enter], ["&", "a", .enter], ["&", "!", "z", .enter, "x"], ["&", .tab, .control("u"), .enter],
    ["&", .tab, "b", .enter], ["k", "C"], ["C", "C"], ["|"], ["k", .enter, "|"], [":", "e", "x", "p", .enter],
    [":", "r", "e", "m", .enter], ["|", .enter, "C", "j", .escape], ["M", "C", "/", "1", .enter, "n"], [.function(2)],
  ]

  @Test func randomKeysAndSizesAreHarmless() {
    var random = SplitMix64(seed: 7)
    let keys = KeyMap.standard.rows.flatMap(\.bindings).flatMap(\.keys) + [.paste("x\u{1B}[31m"), .function(12)]
    for number in Self.models().indices {
      var fixture = Self.models()[number]
      for _ in 0..<Thoroughness.rounds(100, of: 300) {
        switch random.next(12) {
        case 0: fixture.send(.resized(Size(width: random.next(130), height: random.next(50))))
        case 1: fixture.logs(0, .init(Double(random.next(100)) - 90, .error, "a\nb", late: 1))
        case 3: if let keys = Self.ways.randomElement(using: &random) { for key in keys { fixture.press(key) } }
        case 4: fixture.press(.mouse(MouseEvent(.press, x: random.next(120), y: random.next(40))))
        case 2: fixture.tick(Double(random.next(3)))
        default: if let key = keys.randomElement(using: &random) { fixture.press(key) }
        }
        _ = view(fixture.model)
      }
    }
  }
}
