import Testing

@testable import MarketplaceAPI

@Suite struct AddressCacheTests {
  @Test func knowsWhatTheParserSays() {
    let book = AddressCache()
    for _ in 0..<2 {
      #expect(book.address("https://a.example/b?c") == WebAddress("https://a.example/b?c"))
      #expect(book.address("https://user@a.example") == nil)
      #expect(book.address("nothing") == nil)
    }
  }

  @Test func beginsAnewWhenItIsFull() {
    let book = AddressCache()
    for number in 0..<2_000 {
      let text = "http://localhost/\(number)"
      #expect(book.address(text)?.text == text)
    }
    #expect(book.address("http://localhost/0")?.isLoopback == true)
  }
}
