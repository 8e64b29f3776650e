/// The constants of following, and the deliberate errors that the tests switch on to show that each is caught.
package struct FollowRules: Sendable {
  /// How long after its timestamp an entry may become visible and still be told by the next complete pass.
  package var lookBack: Double = 60
  /// Seconds of quiet that do not count: answers may be behind by as much.
  package var clockSlack: Double = 120
  /// Entries asked for in a page, and how far ties may make it grow.
  package var pageSize = 100
  package var largestPage = 1000
  /// How long to wait after a task's end before the last look.
  package var grace: Duration = .seconds(3)
  /// In quiet, how often the task is read, and every how many polls a page of the rolling audit is.
  package var taskReadInterval: Duration = .seconds(10)
  package var pollsPerAuditPage = 4
  /// How long after something new a task counts as lively: then it is read more often, for its progress moves and its
  /// end may be near.
  package var liveliness: Duration = .seconds(20)
  /// How many times the seam may send a pass back to its start before it ends unproven.
  package var maxRestarts = 4
  /// How many times in a row the seam may set a pass back without its getting deeper: entries tied by nearly a page,
  /// answered in another order each time, could keep it for ever.
  package var maxSetbacks = 12
  /// How many audits in a row that bring nothing, but prove nothing either, are repeated before a task counts as told.
  package var maxUnprovenAudits = 6
  /// Whether keyset paging may be tried.
  package var triesKeyset = true
  /// `nil` in the program. Only tests set it.
  package var mutation: Mutation?

  package init() {}

  /// Ten ways to get following wrong, each plausible; following.md's list.
  package enum Mutation: CaseIterable, Sendable {
    case stopAtFirstKnown
    case commitPartialPass
    case commitFromLastPage
    case greaterThanForGreaterOrEqual
    case noOverlap
    case noFutureGuard
    case duplicatesByIDAlone
    case seamNotStrict
    case skipFailedPage
    case statusAfterLogs
  }
}
