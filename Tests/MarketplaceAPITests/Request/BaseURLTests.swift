import MarketplaceAPI
import Testing

@Suite struct BaseURLTests {
  @Test(arguments: [
    ("https://api.platform.softwareone.com", "https://api.platform.softwareone.com"),
    ("api.platform.softwareone.com", "https://api.platform.softwareone.com"),
    ("HTTPS://API.Platform.SoftwareOne.com", "https://api.platform.softwareone.com"),
    ("https://api.example.com:443", "https://api.example.com"),
    ("https://api.example.com:8443", "https://api.example.com:8443"),
    ("api.example.com:8443", "https://api.example.com:8443"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("localhost", "http://localhost"),
    ("localhost:443", "http://localhost:443"),
    ("http://[::1]:8080", "http://[::1]:8080"),
    ("[::1]", "http://[::1]"),
    ("https://localhost:8443", "https://localhost:8443"),
    (" https://api.example.com\n", "https://api.example.com"),
  ])
  func takesEveryFormWithEveryEnding(text: String, origin: String) throws {
    let trailing = String(text.reversed().prefix(while: \.isWhitespace))
    let core = String(text.dropLast(trailing.count))
    for ending in ["", "/", "/public", "/public/", "/public/v1", "/public/v1/"] {
      let base = try BaseURL(core + ending + trailing)
      #expect(base.address("system/tasks", query: "limit=1") == "\(origin)/public/v1/system/tasks?limit=1")
      #expect(base.address("system/tasks") == "\(origin)/public/v1/system/tasks")
      #expect("\(origin)" == "\(origin.hasPrefix("https") ? "https" : "http")://\(base.host)")
    }
  }

  @Test(arguments: [
    "", "  ", "http://api.example.com", "http://127.0.0.1.evil", "http://localhost.evil:80", "ftp://localhost",
    "https://user:secret@api.example.com", "https://", "://x", "https://api.example.com/other",
    "https://api.example.com?x=1", "https://api.example.com/public/v1#f", "https://api.example.com/public/v2",
    "https://api example.com", "https://a\r\nb", "https://a\u{0}b", "https://ä.example", "javascript:alert(1)",
    "https://api.example.com/public//", "\u{1B}[31m",
  ])
  func refusesTheRestWithASentence(text: String) {
    let fault = #expect(throws: BaseURL.Fault.self) { try BaseURL(text) }
    #expect(fault?.sentence.hasSuffix(".") == true)
    #expect(fault?.sentence.contains("The base URL") == true)
    #expect(fault?.sentence.contains("secret") != true)
  }
}
