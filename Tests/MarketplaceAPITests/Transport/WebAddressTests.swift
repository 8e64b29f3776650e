import MarketplaceAPI
import Testing

@Suite struct WebAddressTests {
  @Test(arguments: [
    ("http://localhost", true), ("http://127.0.0.1", true), ("http://127.255.3.4:80", true), ("http://[::1]", true),
    ("http://LOCALHOST", true), ("http://127.0.0.1.evil", false), ("http://127.0.0.1.evil.example", false),
    ("http://localhost.evil", false), ("http://evil.localhost", false), ("http://128.0.0.1", false),
    ("http://127.0.0.256", false), ("http://[::2]", false), ("http://[::ffff:7f00:1]", false),
    ("http://0.0.0.0", false),
  ])
  func knowsTrueLoopback(text: String, expected: Bool) {
    #expect(WebAddress(text)?.isLoopback == expected)
  }

  @Test(arguments: [
    "", "x", "ftp://a", "http://", "http://user@a", "http://user:p@a", "http://a b", "http://a\u{0}b", "http://ä",
    "http://a:0", "http://a:70000", "http://[fe80::1%25eth0]", "http://a\r\nb", "file:///etc/passwd",
  ])
  func refusesWhatIsNoAddress(text: String) {
    #expect(WebAddress(text) == nil)
  }

  @Test func knowsOrigins() throws {
    let here = try #require(WebAddress("https://API.example.com/x"))
    func isSame(_ location: String) -> Bool? { here.resolving(location)?.hasSameOrigin(as: here) }
    #expect(isSame("/y") == true)
    #expect(isSame("?z") == true)
    #expect(isSame("https://api.example.com:443/y") == true)
    #expect(isSame("http://api.example.com/y") == false)
    #expect(isSame("https://api.example.com:444/y") == false)
    #expect(isSame("https://api.example.com.evil/y") == false)
    #expect(isSame("//evil/y") == false)
    #expect(isSame("https://me@api.example.com/") == nil)
  }
}
