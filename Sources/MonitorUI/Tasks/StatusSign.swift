import MonitorCore

// What each state of a task looks like: a sign and a colour of its own, known also without the other.
extension Style.Role {
  /// The colour of a state; `nil` is a task that was never read.
  static func status(_ status: TaskStatus?) -> Style.Role {
    switch status {
    case .queued: .statusQueued
    case .processing: .statusProcessing
    case .rescheduled: .statusRescheduled
    case .blocked: .statusBlocked
    case .completed: .statusCompleted
    case .failed: .statusFailed
    case .canceled: .statusCanceled
    case .other: .statusUnknown
    case nil: .statusWaiting
    }
  }
}

extension Glyphs {
  /// The sign of a state; `nil` is a task that was never read.
  func sign(of status: TaskStatus?) -> String {
    let isASCII = self == .ascii
    return switch status {
    case .queued: isASCII ? "[q]" : "○"
    case .processing: isASCII ? "[p]" : "◐"
    case .rescheduled: isASCII ? "[r]" : "‖"
    case .blocked: isASCII ? "[b]" : "⊘"
    case .completed: isASCII ? "[c]" : "✔"
    case .failed: isASCII ? "[f]" : "✖"
    case .canceled: isASCII ? "[x]" : "⊖"
    case .other: isASCII ? "[?]" : "?"
    case nil: isASCII ? "[.]" : "◌"
    }
  }
}
