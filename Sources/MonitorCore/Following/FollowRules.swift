/// The constants and the choices that following stands on. The program uses the defaults; a test that changes one of them
/// shows what it is good for.
package struct FollowRules: Sendable {
  /// What two pages in a row must share, so that nothing lies between them unread.
  package enum Seam: Sendable {
    /// An entry strictly newer than the earlier page's last one: everything that sorts after it is on the later page.
    case strict
    /// Any entry not older than the earlier page's last one. Entries tied with that one may be passed over.
    case inclusive
    /// Nothing.
    case none
  }

  /// Which page of a pass says what the newest entry, the server's clock and the total were.
  package enum ReferencePage: Sendable { case first, last }

  package var seam = Seam.strict
  package var referencePage = ReferencePage.first
  /// How much of a page the next one reads again: this share, and at least so many entries.
  package var overlapShare = 0.25
  package var minOverlap = 2
  /// Whether a pass reads every entry of the moment that bounds it: others of that moment may still appear.
  package var boundIsInclusive = true
  /// Whether a timestamp beyond the server's clock moves the watermark no further than that clock.
  package var clampsToServerClock = true
  /// How long after its timestamp an entry may become visible and still be delivered by the next complete pass.
  package var lookBack: Double = 60
  /// Seconds of quiet that do not count: answers may be behind by as much.
  package var clockSlack: Double = 120
  /// Entries asked for in a page, and how far ties may make it grow.
  package var pageSize = 100
  package var largestPage = 1000
  /// How long to wait after a task's end before the last pass.
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
  /// How many audits that bring nothing, but prove nothing either, a task's end takes at most.
  package var maxUnprovenAudits = 3
  /// How long after everything was read, with proof, the last pass may read no more than what is new.
  package var wholeReadTrust: Duration = .seconds(10)
  /// The pause between two requests of a repeated audit, for each of the tasks that share the server.
  package var repeatedAuditPause: Duration = .milliseconds(250)
  /// When logs that were refused at first are asked for again.
  package var refusedLogsInterval: Duration = .seconds(300)
  /// How often the task is read while its logs, which were read before, are refused.
  package var taskIntervalWhileRefused: Duration = .seconds(5)
  /// When a screen asks again as whom it was not known: a new token takes a minute to work.
  package var unknownTokenInterval: Duration = .seconds(60)
  /// Whether keyset paging may be tried.
  package var triesKeyset = true
  /// How long an entry that is too large to be read is left out before it is asked for again.
  package var oversizedInterval: Duration = .seconds(3600)

  package init() {}
}
