import Testing

@testable import MarketplaceSimulator

struct RQLParserTests {
  typealias Expression = RQLExpression

  static let readable: [(String, Expression)] = [
    (
      #"ge(timestamp,"2025-09-11T13:40:13.515Z")"#,
      .compare(.ge, property: "timestamp", .text("2025-09-11T13:40:13.515Z"))
    ),
    ("eq(a,'x')", .compare(.eq, property: "a", .text("x"))),
    ("eq(a, 'x' )", .compare(.eq, property: "a", .text("x"))),
    ("a=b", .compare(.eq, property: "a", .text("b"))),
    ("a=\"b,c)\"", .compare(.eq, property: "a", .text("b,c)"))),
    ("eq(eta,null())", .compare(.eq, property: "eta", .nothing)),
    (
      "in(severity,(\"Error\",'Failure'))",
      .contained(property: "severity", [.text("Error"), .text("Failure")], negated: false)
    ),
    ("out(status,(Queued))", .contained(property: "status", [.text("Queued")], negated: true)),
    ("eq(a,1),eq(b,2)", .all([.compare(.eq, property: "a", .text("1")), .compare(.eq, property: "b", .text("2"))])),
    (
      "and(eq(a,1),eq(b,2))",
      .all([.compare(.eq, property: "a", .text("1")), .compare(.eq, property: "b", .text("2"))])
    ),
    (
      "or(eq(a,1),not(eq(b,2)))",
      .any([.compare(.eq, property: "a", .text("1")), .not(.compare(.eq, property: "b", .text("2")))])
    ),
    (
      "eq(a,1),eq(b,2);eq(c,3)|(d=4)",
      .any([
        .all([.compare(.eq, property: "a", .text("1")), .compare(.eq, property: "b", .text("2"))]),
        .compare(.eq, property: "c", .text("3")), .compare(.eq, property: "d", .text("4")),
      ])
    ),
  ]

  @Test(arguments: readable) func reads(_ text: String, _ expression: Expression) throws {
    #expect(try RQLParser.parse(text) == expression)
  }

  @Test(arguments: [
    "ge(timestamp", "ge(timestamp,\"x)", "ge()", "between(a,1,2)", "in(a,b)", "eq(a,1)eq(b,2)", ",", "eq(a,1),", "()",
    "in(a,())", "=x", "eq(a,)", "'a'", String(repeating: "(", count: 4000), String(repeating: "not(", count: 4000),
    String(repeating: "and(", count: 4000),
  ]) func refuses(_ text: String) {
    #expect(throws: RQLParser.Failure.self) { try RQLParser.parse(text) }
  }

  @Test func anEmptyTextIsNoFilter() throws {
    #expect(try RQLParser.parse("") == nil)
  }
}
