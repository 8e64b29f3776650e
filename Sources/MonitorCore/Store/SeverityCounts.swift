/// How many entries a task has, by severity, and how many of them are out of the ordinary.
package struct SeverityCounts: Sendable, Equatable {
  private var bySeverity: [Int] = Array(repeating: 0, count: Severity.allCases.count)
  package internal(set) var total = 0
  /// Entries that arrived late, that have an earlier revision, that could not be read.
  package internal(set) var late = 0
  package internal(set) var revised = 0
  package internal(set) var invalid = 0

  package init() {}

  package internal(set) subscript(severity: Severity) -> Int {
    get { bySeverity[Int(severity.rawValue)] }
    set { bySeverity[Int(severity.rawValue)] = newValue }
  }

  /// How many are this bad or worse; unknown severities do not count.
  package func atLeast(_ severity: Severity) -> Int {
    bySeverity[Int(max(severity, .debug).rawValue)...].reduce(0, +)
  }

  /// The counts of two tasks together.
  package static func + (left: SeverityCounts, right: SeverityCounts) -> SeverityCounts {
    var sum = left
    for severity in Severity.allCases { sum[severity] += right[severity] }
    sum.total += right.total
    sum.late += right.late
    sum.revised += right.revised
    sum.invalid += right.invalid
    return sum
  }
}
