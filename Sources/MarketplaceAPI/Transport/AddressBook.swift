import Synchronization

/// Addresses that were taken apart before: following asks the same few over and over.
final class AddressBook: Sendable {
  /// Two for each of many tasks. Others, such as those that name a moment, come once and fill it up: then it begins anew.
  private static let most = 512

  private let known = Mutex<[String: WebAddress]>([:])

  /// `nil` where a text is no address (`WebAddress`).
  func address(_ text: String) -> WebAddress? {
    if let address = known.withLock({ $0[text] }) { return address }
    guard let address = WebAddress(text) else { return nil }
    known.withLock { known in
      if known.count >= Self.most { known.removeAll(keepingCapacity: true) }
      known[text] = address
    }
    return address
  }
}
