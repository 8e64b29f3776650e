import Testing

@testable import MarketplaceSimulator

struct PageQueryTests {
  private let start = SimulatedInstant(milliseconds: 1_757_598_013_515)

  private func logs(rows count: Int, tied: Bool = false) -> LogTable {
    var logs = LogTable()
    var generator = SeededGenerator(seed: 5)
    for index in 0..<count {
      let at = start.advanced(bySeconds: tied ? 0 : Double(index))
      var row = SimulatedLog(
        id: PlatformIdentifier.make("TLR", using: &generator), severity: SimulatedSeverity.allCases[index % 5],
        message: "row \(index)", timestamp: at, created: at, updated: at)
      row.tie = generator.next()
      logs.insert(row)
    }
    return logs
  }

  private func ids(
    _ text: String, _ logs: LogTable, _ variation: AnswerVariation = AnswerVariation(),
    rules: PlatformRules = PlatformRules()
  ) throws -> [String] {
    try PageQuery(query: RQLQuery(text), rules: rules, variation: variation)
      .page(of: logs, at: start.advanced(bySeconds: 1000)).rows.map(\.id)
  }

  @Test func newestComeFirstUnlessAskedOtherwise() throws {
    let logs = logs(rows: 30)
    let ascending = logs.rows.map(\.id)
    #expect(try ids("limit=100", logs) == ascending.reversed())
    #expect(try ids("order=-timestamp&limit=100", logs) == ascending.reversed())
    #expect(try ids("order=timestamp&limit=100", logs) == ascending)
    #expect(try ids("order=timestamp&limit=7&offset=20", logs) == Array(ascending[20..<27]))
    #expect(try ids("order=-severity,timestamp&limit=1", logs) == [ascending[4]])
    #expect(try ids("offset=31", logs).isEmpty)
  }

  @Test func pagesAreCappedAndZeroGivesTheCountAlone() throws {
    let query = { PageQuery(query: try RQLQuery($0), rules: PlatformRules(), variation: AnswerVariation()) }
    let logs = logs(rows: 130)
    let capped = try query("limit=1000").page(of: logs, at: start)
    #expect((capped.rows.count, capped.limit, capped.count) == (100, 100, 130))
    let counted = try query("limit=0").page(of: logs, at: start)
    #expect((counted.rows.count, counted.limit, counted.count) == (0, 0, 130))
    #expect(try query("").page(of: logs, at: start).rows.count == 10)
  }

  @Test(arguments: [
    ("ge(timestamp,'%@')", 10), ("gt(timestamp,'%@')", 9), ("le(timestamp,'%@')", 21), ("lt(timestamp,'%@')", 20),
    ("eq(timestamp,'%@')", 1), ("ne(timestamp,'%@')", 29), ("ge(severity,'warning')", 18),
    ("in(severity,(Error,Failure))", 12), ("out(severity,('Error'))", 24), ("like(message,'row 1*')", 11),
    ("ilike(message,'*OW 2*')", 11), ("eq(progress,null())", 30), ("gt(progress,1)", 0),
    ("or(eq(message,'row 3'),not(ge(severity,Info)))", 7), ("ge(timestamp,'%@'),eq(severity,Info)", 2),
  ]) func filters(_ text: String, _ count: Int) throws {
    let moment = start.advanced(bySeconds: 20).rfc3339
    let parts = text.split(separator: "%@", omittingEmptySubsequences: false).map(String.init)
    let query = "limit=100&" + parts.joined(separator: moment)
    #expect(try ids(query, logs(rows: 30)).count == count)
  }

  @Test(arguments: [
    "eq(nothing,1)", "ge(timestamp,'yesterday')", "ge(severity,Grave)", "gt(progress,x)", "order=colour",
  ])
  func refusesWith400(_ text: String) {
    let problem = #expect(throws: PlatformProblem.self) { try ids(text, logs(rows: 3)) }
    #expect(problem?.status == 400)
  }

  @Test func rulesMayRefuseOrIgnoreFilters() throws {
    var rules = PlatformRules()
    rules.filters = .ignored
    #expect(try ids("ge(severity,Error)&limit=100", logs(rows: 10), rules: rules).count == 10)
    rules.filters = .refused
    #expect(throws: PlatformProblem.self) { try ids("ge(severity,Error)", logs(rows: 10), rules: rules) }
  }

  @Test func shuffledTiesStayAValidOrder() throws {
    let logs = logs(rows: 50, tied: true)
    let one = try ids("limit=100", logs, AnswerVariation(tieSeed: 1))
    let other = try ids("limit=100", logs, AnswerVariation(tieSeed: 2))
    #expect(one != other)
    #expect(Set(one) == Set(other))
    #expect(try ids("limit=100", logs) == ids("limit=100", logs))
  }

  @Test func repeatsRowsWithinThePage() throws {
    let page = try ids("limit=100", logs(rows: 100), AnswerVariation(repeatSeed: 4))
    #expect(page.count > 100)
    #expect(Set(page).count == 100)
  }

  @Test func aLaggingReplicaKnowsNeitherNewRowsNorRevisionsNorDeletions() throws {
    var logs = logs(rows: 30)
    let (edited, deleted) = (logs.rows[3], logs.rows[5])
    var revised = edited
    revised.revision = 2
    revised.updated = start.advanced(bySeconds: 995)
    let isReplaced = logs.replace(revised)
    #expect(isReplaced)
    logs.remove(id: deleted.id, at: start.advanced(bySeconds: 996))
    let page = { (lag: Double) in
      try PageQuery(query: RQLQuery("limit=100"), rules: PlatformRules(), variation: AnswerVariation(lag: lag))
        .page(of: logs, at: start.advanced(bySeconds: 1000)).rows
    }
    #expect(try page(0).count == 29)
    #expect(try page(10).count == 30)
    #expect(try page(10).first { $0.id == edited.id }?.revision == 1)
    #expect(try page(4.5).first { $0.id == edited.id }?.revision == 2)
    #expect(try page(1000 - 9).count == 10)
  }
}
