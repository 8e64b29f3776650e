import Testing

@testable import MonitorUI

@Suite struct ScreenChromeTests {
  @Test(arguments: [(5, false, false), (6, true, false), (7, true, false), (8, true, true), (200, true, true)])
  func linesComeWhereThereIsRoom(height: Int, hasTitle: Bool, hasFooter: Bool) {
    let chrome = ScreenChrome(size: Size(width: 80, height: height))
    #expect((chrome.title != nil) == hasTitle && (chrome.footer != nil) == hasFooter)
  }

  @Test(arguments: 0..<30) func everyRowIsOnesOwn(height: Int) {
    let chrome = ScreenChrome(size: Size(width: 33, height: height))
    let parts = [chrome.title, chrome.body, chrome.footer].compactMap(\.self)
    #expect(parts.flatMap { $0.y..<$0.y + $0.height } == Array(0..<height))
    #expect(parts.allSatisfy { $0.x == 0 && $0.width == 33 })
  }
}
