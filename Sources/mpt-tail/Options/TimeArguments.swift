import ArgumentParser
import FoundationEssentials
import MonitorCore

/// A span of time (`SpanText`) as an argument.
struct SpanArgument: ExpressibleByArgument {
  let seconds: Double

  init(seconds: Double) {
    self.seconds = seconds
  }

  init?(argument: String) {
    guard let span = SpanText(argument) else { return nil }
    seconds = span.seconds
  }

  var duration: Duration { .seconds(seconds) }

  /// As it is typed, for the help.
  var defaultValueDescription: String { "\(DurationText.short(seconds))" }
}

/// A moment (`MomentText`) as an argument.
struct MomentArgument: ExpressibleByArgument {
  static let examples = "'5m', '1h30m', '2w', '13:40', '2025-09-12', '2025-09-12 13:40' or an RFC 3339 time"

  private let text: MomentText

  /// Whether it is a span before now.
  var isSpan: Bool { text.isSpan }

  init?(argument: String) {
    guard let text = MomentText(argument) else { return nil }
    self.text = text
  }

  /// The moment that is meant. A time of day is today's; with `isPast`, yesterday's where today's is still to come.
  func moment(now: Timestamp, isPast: Bool = false, zone: ZoneOffset = LocalZone.offset) -> Timestamp {
    text.moment(now: now, isPast: isPast, zone: zone)
  }
}

extension Timestamp {
  /// The wall clock of this machine.
  static var now: Timestamp {
    Timestamp(ticks: 0).advanced(bySeconds: Date().timeIntervalSince1970)
  }
}

/// The seconds between polls that can be asked for, by flag or configuration.
enum PollInterval {
  static let range = 0.2...3600.0
  static let choice = "seconds from 0.2 to 3600"
}
