/// The choices in which real platforms differ, to be set by a test.
package struct PlatformRules: Sendable {
  /// What the lists answer as `total`.
  package enum Total: Sendable {
    case exact
    /// JSON null.
    case absent
    /// Wrong by so many rows; never below −1.
    case off(by: Int)
  }

  /// What becomes of a filter in a log query.
  package enum Filters: Sendable {
    case honoured
    /// 400, as a platform does that cannot filter by the field.
    case refused
    /// Answered as though it were not there.
    case ignored
  }

  /// The largest page of logs or tasks, at least 1.
  package var pageCap = 100
  /// The page size where a query names none, at least 1.
  package var pageDefault = 10
  package var total = Total.exact
  package var filters = Filters.honoured
  /// Seconds a task may be Processing before the platform fails it, where the task sets none.
  package var processingSeconds = 7200.0
  /// Seconds a task may live before the platform fails it, where the task sets none.
  package var lifetimeSeconds = 86_400.0

  package init() {}
}
