import Testing

@testable import MarketplaceAPI

@Suite struct ProblemDetailsTests {
  @Test(arguments: [
    (
      401,
      #"{"type":"x","title":"Authentication Failed","status":401,"detail":"The token is disabled.","traceId":"00-ab-01"}"#,
      "401 Authentication Failed - The token is disabled. (00-ab-01)"
    ),
    (
      400, #"{"title":"Bad query","status":400,"errors":{"limit":["too large","odd"],"order":["unknown"]}}"#,
      "400 Bad query - limit: too large, odd; order: unknown"
    ),
    (
      400,
      #"{"title":"Bad query","details":"See below","errors":[{"message":"too large","id":"E1"},{"message":"odd"}]}"#,
      "400 Bad query - See below; too large; odd"
    ),
    (
      503, #"{"message":"no healthy upstream","statusCode":503}"#,
      "503 Service Unavailable - no healthy upstream"
    ),
    (502, "", "502 Bad Gateway"),
    (502, "<html><body>nginx</body></html>", "502 Bad Gateway"),
    (500, "[1,2]", "500 Internal Server Error"),
    (500, #"{"title":7,"detail":null,"errors":"x","traceId":{}}"#, "500 Internal Server Error - x"),
    (500, #"{"title":"cut"#, "500 Internal Server Error"),
    (599, "", "599"),
    (403, #"{"title":"No","errors":{"":["a"],"b":"c","d":{"message":"e"},"f":7}}"#, "403 No - a; b: c; d: e"),
  ])
  func becomesOneSentence(status: Int, body: String, expected: String) {
    #expect(ProblemDetails(status: status, body: Array(body.utf8)).sentence(hiding: nil).hasPrefix(expected))
  }

  @Test func isBoundedWhateverTheServerSays() {
    let long = String(repeating: "long ", count: 10_000)
    let body = #"{"title":"\#(long)","detail":"\#(long)","traceId":"\#(long)","errors":["\#(long)"]}"#
    let sentence = ProblemDetails(status: 400, body: Array(body.utf8)).sentence(hiding: nil)
    #expect((200...310).contains(sentence.count))
  }

  @Test func neverRepeatsTheToken() throws {
    let token = try Token("idt:TKN-1234-5678:s3cr3t-part")
    let body = #"{"title":"Bad idt:TKN-1234-5678:s3cr3t-part","detail":"s3cr3t\u002dpart","traceId":"s3cr3t-part"}"#
    let sentence = ProblemDetails(status: 401, body: Array(body.utf8)).sentence(hiding: token)
    #expect(sentence == "401 Bad [token] - [token] ([token])")
  }
}
