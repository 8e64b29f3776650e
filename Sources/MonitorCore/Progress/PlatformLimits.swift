/// The numbers among the parameters of a task, and the lengths of lists, by name; not negative.
package struct TaskParameters: Sendable {
  private static let maxNumbers = 16
  private static let maxName = 64

  package private(set) var numbers: [String: Double] = [:]

  /// Takes a task as raw JSON.
  package init(_ task: [UInt8]) {
    task.withUnsafeBufferPointer { json in
      guard let members = JSONParts(json), members.isObject else { return }
      for member in members where json[member.name].elementsEqual("parameters".utf8) {
        numbers = [:]
        guard let parameters = JSONParts(json, from: member.value.lowerBound), parameters.isObject else { continue }
        for parameter in parameters where numbers.count < Self.maxNumbers && parameter.name.count <= Self.maxName {
          let name = String(decoding: json[parameter.name], as: UTF8.self)
          guard name.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { continue }
          numbers[name] = Self.number(json, parameter.value)
        }
      }
    }
  }

  /// What they count: the platform's own count nothing.
  package var sizes: [String: Double] { numbers.filter { !PlatformLimits.parameters.contains($0.key) && $0.value > 0 } }

  private static func number(_ json: JSONReader.Bytes, _ value: Range<Int>) -> Double? {
    switch json[value.lowerBound] {
    case 0x5B: JSONParts(json, from: value.lowerBound).map { Double($0.reduce(into: 0) { count, _ in count += 1 }) }
    case 0x30...0x39: Double(String(decoding: json[value], as: UTF8.self)).flatMap { $0 < 1e15 ? $0 : nil }
    default: nil
    }
  }
}

/// The platform's own limits for a task.
package struct PlatformLimits: Sendable, Hashable {
  /// Seconds; the platform's values where the parameters say nothing: two hours and a day.
  package var maxProcessing: Double
  package var maxLifetime: Double

  /// Values that are not positive count as not given.
  package init(maxProcessing: Double? = nil, maxLifetime: Double? = nil) {
    self.maxProcessing = maxProcessing.flatMap { $0 > 0 ? $0 : nil } ?? 7_200
    self.maxLifetime = maxLifetime.flatMap { $0 > 0 ? $0 : nil } ?? 86_400
  }

  /// The limits that the parameters of a task name.
  package init(of task: TaskSnapshot) {
    let numbers = TaskParameters(task.raw).numbers
    self.init(maxProcessing: numbers[Self.processing], maxLifetime: numbers[Self.lifetime])
  }

  private static let processing = "maxTaskProcessingSeconds"
  private static let lifetime = "maxTaskLifetimeSeconds"
  static let parameters: Set = [processing, lifetime]

  /// When the platform ends a task that is still processing; `nil` where neither moment is known.
  package func deadline(started: Timestamp?, created: Timestamp?) -> Timestamp? {
    let ends = [started?.advanced(bySeconds: maxProcessing), created?.advanced(bySeconds: maxLifetime)]
    return ends.compactMap { $0 }.min()
  }

  /// When the next attempt of a task begins that was rescheduled at a moment, after `spent` seconds of processing: as much
  /// later as it had taken, but five minutes to half an hour. Where `spent` is unknown, the whole range.
  package static func nextAttempt(rescheduled: Timestamp, spent: Double?) -> ClosedRange<Timestamp> {
    let range = 300.0...1_800.0
    guard let spent, !spent.isNaN else {
      return rescheduled.advanced(bySeconds: range.lowerBound)...rescheduled.advanced(bySeconds: range.upperBound)
    }
    let next = rescheduled.advanced(bySeconds: min(range.upperBound, max(range.lowerBound, spent)))
    return next...next
  }
}
