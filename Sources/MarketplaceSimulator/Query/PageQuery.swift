/// Answers one page of a task's logs: filter, order, cut.
struct PageQuery {
  let query: RQLQuery
  let rules: PlatformRules
  let variation: AnswerVariation

  /// The rows of the page and how many there are in all pages; 400 for what cannot be filtered or ordered by.
  func page(of logs: LogTable, at now: SimulatedInstant) throws(PlatformProblem) -> Page {
    let limit = max(1, min(query.limit ?? rules.pageDefault, rules.pageCap))
    let rows = try matching(logs, at: now)
    let first = min(query.offset, rows.count)
    let last = query.limit == 0 ? first : min(first + limit, rows.count)
    let page: [SimulatedLog]
    if variation.tieSeed == nil, let descending = byTimestampAlone {
      // The shelf is in this order already: only the page is copied, however long the log.
      page = (first..<last).map { rows[descending ? rows.endIndex - 1 - $0 : rows.startIndex + $0] }
    } else {
      page = Array(try ordered(rows)[first..<last])
    }
    return Page(
      rows: variation.repeating(page), limit: query.limit == 0 ? 0 : limit, count: rows.count)
  }

  struct Page {
    let rows: [SimulatedLog]
    let limit: Int
    let count: Int
  }

  /// Ascending by timestamp.
  private func matching(
    _ logs: LogTable, at now: SimulatedInstant
  ) throws(PlatformProblem) -> ArraySlice<SimulatedLog> {
    let all = { (bound: SimulatedInstant?) in
      variation.lag > 0 ? logs.rows(asOf: now.advanced(bySeconds: -variation.lag))[...] : logs.rows(since: bound)
    }
    guard let expression = query.filter else { return all(nil) }
    switch rules.filters {
    case .ignored: return all(nil)
    case .refused: throw .badRequest(field: "filter", "Filtering is not supported for this resource.")
    case .honoured:
      let filter = try RowFilter(expression, fields: QueryField<SimulatedLog>.ofLogs)
      return all(Self.bound(in: expression)).filter(filter.accepts)[...]
    }
  }

  /// Whether the order is by timestamp and nothing else, and then whether it is descending; newest first is usual.
  private var byTimestampAlone: Bool? {
    guard let only = query.order.first else { return true }
    return query.order.count == 1 && only.property == "timestamp" ? only.descending : nil
  }

  private func ordered(_ rows: ArraySlice<SimulatedLog>) throws(PlatformProblem) -> [SimulatedLog] {
    let order = query.order.isEmpty ? [RQLQuery.Order(property: "timestamp", descending: true)] : query.order
    var keys: [(field: QueryField<SimulatedLog>, descending: Bool)] = []
    for key in order {
      guard let field = QueryField<SimulatedLog>.ofLogs(key.property) else {
        throw .badRequest(field: "order", "The property '\(key.property)' cannot be ordered by.")
      }
      keys.append((field, key.descending))
    }
    return rows.sorted { left, right in
      for key in keys {
        let (one, two) = (key.field.value(left), key.field.value(right))
        if one != two { return key.descending ? two < one : one < two }
      }
      return variation.tie(of: left) < variation.tie(of: right)
    }
  }

  /// A moment before which no row can match, so that a poll from the end of a long log reads only its end.
  private static func bound(in expression: RQLExpression) -> SimulatedInstant? {
    switch expression {
    case .compare(.ge, "timestamp", .text(let text)), .compare(.gt, "timestamp", .text(let text)):
      SimulatedInstant(rfc3339: text)
    case .all(let parts): parts.compactMap(bound).max()
    default: nil
    }
  }
}

/// Answers one page of the list of tasks: filter, order, cut.
struct TaskPageQuery {
  let query: RQLQuery
  let rules: PlatformRules

  struct Page {
    let rows: [SimulatedTask]
    let limit: Int
    let count: Int
  }

  /// The tasks of the page, from `tasks` with the newest first; 400 for what cannot be filtered or ordered by.
  func page(of tasks: [SimulatedTask]) throws(PlatformProblem) -> Page {
    let limit = max(1, min(query.limit ?? rules.pageDefault, rules.pageCap))
    var rows = tasks
    if let expression = query.filter {
      rows = rows.filter(try RowFilter(expression, fields: QueryField<SimulatedTask>.ofTasks).accepts)
    }
    // The last key first: the sort is stable, so that the keys before it stand above it.
    for key in query.order.reversed() {
      guard let field = QueryField<SimulatedTask>.ofTasks(key.property) else {
        throw .badRequest(field: "order", "The property '\(key.property)' cannot be ordered by.")
      }
      rows.sort {
        key.descending ? field.value($1) < field.value($0) : field.value($0) < field.value($1)
      }
    }
    let first = min(query.offset, rows.count)
    let last = query.limit == 0 ? first : min(first + limit, rows.count)
    return Page(rows: Array(rows[first..<last]), limit: query.limit == 0 ? 0 : limit, count: rows.count)
  }
}
