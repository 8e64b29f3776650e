import Testing

@testable import MarketplaceSimulator

struct LogPageQueryTests {
  private let start = SimulatedInstant(milliseconds: 1_757_598_013_515)

  private func shelf(rows count: Int, tied: Bool = false) -> LogShelf {
    var shelf = LogShelf()
    var generator = SeededGenerator(seed: 5)
    for index in 0..<count {
      let at = start.advanced(bySeconds: tied ? 0 : Double(index))
      var row = SimulatedLog(
        id: PlatformIdentifier.make("TLR", using: &generator), severity: SimulatedSeverity.allCases[index % 5],
        message: "row \(index)", timestamp: at, created: at, updated: at)
      row.tie = generator.next()
      shelf.insert(row)
    }
    return shelf
  }

  private func ids(
    _ text: String, _ shelf: LogShelf, _ variation: AnswerVariation = AnswerVariation(),
    rules: PlatformRules = PlatformRules()
  ) throws -> [String] {
    try LogPageQuery(query: RQLQuery(text), rules: rules, variation: variation)
      .page(of: shelf, at: start.advanced(bySeconds: 1000)).rows.map(\.id)
  }

  @Test func newestComeFirstUnlessAskedOtherwise() throws {
    let shelf = shelf(rows: 30)
    let ascending = shelf.rows.map(\.id)
    #expect(try ids("limit=100", shelf) == ascending.reversed())
    #expect(try ids("order=-timestamp&limit=100", shelf) == ascending.reversed())
    #expect(try ids("order=timestamp&limit=100", shelf) == ascending)
    #expect(try ids("order=timestamp&limit=7&offset=20", shelf) == Array(ascending[20..<27]))
    #expect(try ids("order=-severity,timestamp&limit=1", shelf) == [ascending[4]])
    #expect(try ids("offset=31", shelf).isEmpty)
  }

  @Test func pagesAreCappedAndZeroGivesTheCountAlone() throws {
    let query = { LogPageQuery(query: try RQLQuery($0), rules: PlatformRules(), variation: AnswerVariation()) }
    let shelf = shelf(rows: 130)
    let capped = try query("limit=1000").page(of: shelf, at: start)
    #expect((capped.rows.count, capped.limit, capped.count) == (100, 100, 130))
    let counted = try query("limit=0").page(of: shelf, at: start)
    #expect((counted.rows.count, counted.limit, counted.count) == (0, 0, 130))
    #expect(try query("").page(of: shelf, at: start).rows.count == 10)
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
    #expect(try ids(query, shelf(rows: 30)).count == count)
  }

  @Test(arguments: [
    "eq(nothing,1)", "ge(timestamp,'yesterday')", "ge(severity,Grave)", "gt(progress,x)", "order=colour",
  ])
  func refusesWith400(_ text: String) {
    let problem = #expect(throws: PlatformProblem.self) { try ids(text, shelf(rows: 3)) }
    #expect(problem?.status == 400)
  }

  @Test func rulesMayRefuseOrIgnoreFilters() throws {
    var rules = PlatformRules()
    rules.filters = .ignored
    #expect(try ids("ge(severity,Error)&limit=100", shelf(rows: 10), rules: rules).count == 10)
    rules.filters = .refused
    #expect(throws: PlatformProblem.self) { try ids("ge(severity,Error)", shelf(rows: 10), rules: rules) }
  }

  @Test func shuffledTiesStayAValidOrder() throws {
    let shelf = shelf(rows: 50, tied: true)
    let one = try ids("limit=100", shelf, AnswerVariation(tieSeed: 1))
    let other = try ids("limit=100", shelf, AnswerVariation(tieSeed: 2))
    #expect(one != other)
    #expect(Set(one) == Set(other))
    #expect(try ids("limit=100", shelf) == ids("limit=100", shelf))
  }

  @Test func repeatsRowsWithinThePage() throws {
    let page = try ids("limit=100", shelf(rows: 100), AnswerVariation(repeatSeed: 4))
    #expect(page.count > 100)
    #expect(Set(page).count == 100)
  }

  @Test func aLaggingReplicaKnowsNeitherNewRowsNorRevisionsNorDeletions() throws {
    var shelf = shelf(rows: 30)
    let (edited, deleted) = (shelf.rows[3], shelf.rows[5])
    var revised = edited
    revised.revision = 2
    revised.updated = start.advanced(bySeconds: 995)
    let isReplaced = shelf.replace(revised)
    #expect(isReplaced)
    shelf.remove(id: deleted.id, at: start.advanced(bySeconds: 996))
    let page = { (lag: Double) in
      try LogPageQuery(query: RQLQuery("limit=100"), rules: PlatformRules(), variation: AnswerVariation(lag: lag))
        .page(of: shelf, at: start.advanced(bySeconds: 1000)).rows
    }
    #expect(try page(0).count == 29)
    #expect(try page(10).count == 30)
    #expect(try page(10).first { $0.id == edited.id }?.revision == 1)
    #expect(try page(4.5).first { $0.id == edited.id }?.revision == 2)
    #expect(try page(1000 - 9).count == 10)
  }
}
