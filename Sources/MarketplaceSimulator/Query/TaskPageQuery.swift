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
