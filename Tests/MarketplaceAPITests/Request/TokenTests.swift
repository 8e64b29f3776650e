import MarketplaceAPI
import Testing

@Suite struct TokenTests {
  @Test(arguments: [
    "idt:TKN-1234-5678:s3cr3t", "Bearer idt:TKN-1234-5678:s3cr3t", "bearer   idt:TKN-1234-5678:s3cr3t\r\n",
    " \tidt:TKN-1234-5678:s3cr3t\n",
  ])
  func takesPastedForms(text: String) throws {
    let token = try Token(text)
    #expect(token.authorization == "Bearer idt:TKN-1234-5678:s3cr3t")
    #expect(token.publicID == "TKN-1234-5678")
  }

  @Test(arguments: [
    "", " ", "Bearer ", "a b", "a\nb", "a\r\nX-Evil: 1", "ä", "a\u{0}", "a\u{7F}", "Bearer Bearer x",
    String(repeating: "a", count: 4_097), #"{"token":"idt:TKN-1-2:s"}"#, "<html>", #""quoted""#, "[x]",
  ])
  func refusesWhatCouldChangeAHeader(text: String) {
    let fault = #expect(throws: Token.Fault.self) { try Token(text) }
    #expect(text.count < 2 || fault?.sentence.contains(text) == false)
  }

  @Test(arguments: [
    "abc", "idt:TKN-12x:secret", "idt:TKN-:secret", "other:TKN-1:secret", "idt:TKN-1", "idt::secret",
    "idt:tkn-1:secret",
  ])
  func hasNoPublicIdentityInOtherForms(text: String) throws {
    #expect(try Token(text).publicID == nil)
  }

  @Test func noWayOfPrintingShowsTheSecret() throws {
    for text in ["idt:TKN-1234-5678:s3cr3t", "wholly-secret"] {
      let token = try Token(text)
      let request = HTTPRequest(url: "https://a", token: token)
      var dumped = ""
      dump(token, to: &dumped)
      dump(request, to: &dumped)
      let shown = "\(token) \(String(reflecting: token)) \(request) \(String(reflecting: request)) \([token]) \(dumped)"
      #expect(!shown.contains("s3cr3t") && !shown.contains("wholly"))
    }
  }

  @Test func isRemovedFromTextsOfTheServer() throws {
    let token = try Token("idt:TKN-1234-5678:s3cr3t-part")
    #expect(token.redacted("bad idt:TKN-1234-5678:s3cr3t-part!") == "bad [token]!")
    #expect(token.redacted("bad s3cr3t-part") == "bad [token]")
    #expect(token.redacted("S3CR3T-PART.example and s3cr3t-part") == "[token].example and [token]")
    #expect(token.isIn("x=S3cr3t-Part") && !token.isIn("TKN-1234-5678") && !token.isIn(""))
    #expect(token.redacted("TKN-1234-5678 is unknown") == "TKN-1234-5678 is unknown")
  }
}
