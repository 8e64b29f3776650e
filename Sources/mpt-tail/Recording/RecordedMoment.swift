import ArgumentParser
import MonitorCore

/// A moment of a recording: a time, or how far into it.
struct RecordedMoment: ExpressibleByArgument {
  static let examples = "'+5m' into it, '13:40', or a date and a time"

  private enum Meaning {
    case into(Double)
    case at(MomentArgument)
  }

  private let meaning: Meaning

  init?(argument: String) {
    if argument.hasPrefix("+"), let span = SpanArgument(argument: String(argument.dropFirst())) {
      meaning = .into(span.seconds)
    } else if let moment = MomentArgument(argument: argument), !moment.isSpan {
      meaning = .at(moment)
    } else {
      return nil
    }
  }

  /// The moment, of a recording that begins at another one: a time of day is the first one from there on.
  func moment(from start: Timestamp) -> Timestamp {
    switch meaning {
    case .into(let seconds): return start.advanced(bySeconds: seconds)
    case .at(let argument):
      let moment = argument.moment(now: start)
      // The same time of the next day, where the recording goes on past midnight.
      let next = argument.moment(now: start.advanced(bySeconds: 86_400))
      return moment < start && next != moment && start.seconds(since: moment) > 3_600 ? next : moment
    }
  }
}
