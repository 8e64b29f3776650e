/// The sequences by which terminals show a notice of the desktop.
package enum NoticeSequence: String, Hashable, Sendable {
  /// Of iTerm2: a text.
  case osc9
  /// Of rxvt: a title and a text.
  case osc777
  /// Of kitty: with properties.
  case osc99

  /// `OSC 777`.
  package var label: String { "OSC \(rawValue.dropFirst(3))" }
}

/// How a notice reaches the person in front of the terminal: never in a way that may show nothing at all.
package struct NoticeRoute: Hashable, Sendable {
  package let sequence: NoticeSequence?
  /// Whether the sequence is wrapped for the terminal around tmux.
  let isWrapped: Bool
  /// Whether the bell rings beside the sequence, or in its place.
  package let rings: Bool
  /// Whether the title says it too, until the person is there.
  package let showsTitle: Bool
  /// Which way, and why, in words.
  package let reason: String

  /// The bell alone.
  package static let bell = NoticeRoute(
    sequence: nil, isWrapped: false, rings: true, showsTitle: false, reason: "the bell, as --notify says")

  private static func bell(_ reason: String) -> NoticeRoute {
    NoticeRoute(sequence: nil, isWrapped: false, rings: true, reason: "the bell and the title: " + reason)
  }

  private init(
    sequence: NoticeSequence?, isWrapped: Bool, rings: Bool, showsTitle: Bool? = nil, reason: String
  ) {
    (self.sequence, self.isWrapped, self.rings, self.reason) = (sequence, isWrapped, rings, reason)
    self.showsTitle = showsTitle ?? rings
  }

  /// The way for an environment.
  ///
  /// - Parameters:
  ///   - wanted: the sequence that the person names; `nil` for the one that the terminal is known to show.
  ///   - tmux: what tmux says of itself and of the terminal around it; `nil` where it said nothing (yet).
  package init(environment: [String: String], wanted: NoticeSequence? = nil, tmux: TmuxAnswer? = nil) {
    let traits = TerminalTraits(environment: environment)
    switch traits.multiplexer {
    case .none:
      let known = traits.known
      guard let sequence = wanted ?? (traits.isXtermLike ? known?.notice : nil) else {
        self = .bell(
          known.map { "\($0.name) has no notices for programs (\($0.source))" }
            ?? "this terminal is not known to show notices")
        return
      }
      let isDoubtful = wanted == nil && known?.isCertain == false
      self.init(
        sequence: sequence, isWrapped: false, rings: isDoubtful,
        reason: wanted != nil
          ? "\(sequence.label), as --notify says"
          : "\(sequence.label), which \(known?.name ?? "") shows (\(known?.source ?? ""))"
            + (isDoubtful ? ", if it is new enough and allowed to; the bell and the title, too" : ""))
    case .screen: self = .bell("GNU screen is between here and the terminal")
    case .tmux:
      guard let tmux else {
        self = .bell("tmux is between here and the terminal, and does not answer")
        return
      }
      guard tmux.passesThrough else {
        self = .bell("tmux lets nothing through: set -g allow-passthrough on")
        return
      }
      let around = KnownTerminal.find(in: tmux.environment)
      guard let sequence = wanted ?? around?.notice else {
        self = .bell("the terminal around tmux is not known to show notices")
        return
      }
      let rings = !tmux.passesAlways || (wanted == nil && around?.isCertain == false)
      self.init(
        sequence: sequence, isWrapped: true, rings: rings,
        reason: "\(sequence.label) through tmux to \(around?.name ?? "the terminal around it")"
          + (tmux.passesAlways ? "" : "; the bell, too: allow-passthrough on is for visible panes, 'all' for every one")
      )
    }
  }

  /// What to send for a text.
  package func bytes(_ text: String) -> [UInt8] {
    guard let sequence else { return [] }
    let bytes = TerminalControl.notice(text, by: sequence)
    return isWrapped ? TerminalControl.throughTmux(bytes) : bytes
  }
}

/// What tmux says when it is asked whether it lets sequences through, and to which terminal.
package struct TmuxAnswer: Hashable, Sendable {
  /// Whether sequences reach the terminal while the pane shows; also while it does not.
  let passesThrough: Bool
  let passesAlways: Bool
  /// What the terminal around it would say of itself.
  let environment: [String: String]

  /// The words of the child that asks.
  package static let question = [
    "/usr/bin/env", "tmux", "display-message", "-p",
    "#{version}|#{allow-passthrough}|#{client_termtype}|#{client_termname}",
  ]

  /// Reads an answer; `nil` for what is none.
  package init?(_ text: String) {
    let fields = text.prefix { $0 != "\n" }.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 4, !fields[0].isEmpty else { return nil }
    // Before 3.3 there was no such option, and everything passed.
    let version = fields[0].split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
    let isOld = version.lexicographicallyPrecedes([3, 3])
    passesThrough = isOld || ["on", "1", "all"].contains(fields[1])
    passesAlways = fields[1] == "all"
    var environment = ["TERM": fields[3]]
    // `iTerm2 3.5.1`, `kitty(0.35.2)`: a name, and a version behind it.
    let program = fields[2].prefix { $0.isLetter || $0.isNumber }
    if !program.isEmpty {
      environment["TERM_PROGRAM"] = String(program)
      let version = fields[2].dropFirst(program.count)
      environment["TERM_PROGRAM_VERSION"] = String(version.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." })
    }
    self.environment = environment
  }
}
