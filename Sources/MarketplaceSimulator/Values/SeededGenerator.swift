/// A source of randomness that repeats itself: the same seed gives the same numbers on every machine (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts the sequence that belongs to `seed`; every value is a fine seed.
  package init(seed: UInt64) {
    state = seed
  }

  /// Starts an independent sequence for `label` below the same seed, so that adding one user moves no other's numbers.
  package init(seed: UInt64, label: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in label.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    state = Self.mixed(seed &+ 0x9e37_79b9_7f4a_7c15) ^ hash
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mixed(state)
  }

  /// True in about `share` of the calls; shares outside 0…1 mean never and always.
  mutating func chance(_ share: Double) -> Bool {
    Double(next() >> 11) * 0x1p-53 < share
  }

  /// A number evenly spread over `low`…`high`; `low` when the bounds are not in order or not finite.
  mutating func between(_ low: Double, _ high: Double) -> Double {
    guard low.isFinite, high.isFinite, low < high else { return low }
    return low + (high - low) * (Double(next() >> 11) * 0x1p-53)
  }

  /// One of `choices`, or `fallback` when there are none.
  mutating func pick<Choice>(_ choices: [Choice], or fallback: Choice) -> Choice {
    choices.randomElement(using: &self) ?? fallback
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mix = value
    mix = (mix ^ (mix >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mix = (mix ^ (mix >> 27)) &* 0x94d0_49bb_1331_11eb
    return mix ^ (mix >> 31)
  }
}

/// The platform's object identifiers: a prefix and four groups of four random digits, `TSK-5498-1544-6054-5440`.
enum PlatformIdentifier {
  /// A new identifier with `prefix`, such as `TSK` or `TLR`, and `groups` groups of four digits.
  static func make(_ prefix: String, groups: Int = 4, using generator: inout SeededGenerator) -> String {
    var text = Array(prefix.utf8)
    for _ in 0..<groups {
      text.append(UInt8(ascii: "-"))
      CivilTime.append(Int(generator.next() % 10_000), digits: 4, to: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
