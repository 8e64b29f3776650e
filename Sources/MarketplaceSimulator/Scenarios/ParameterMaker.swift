/// Makes plausible values for the placeholders of templates.
struct ParameterMaker: Sendable {
  private let constants: Set<String>
  private var kept: [String: PlatformValue] = [:]

  /// Placeholders in `constants` keep their first value.
  init(constants: Set<String>) {
    self.constants = constants
  }

  /// The parameters that fill `line`; nil where it has no placeholders. `progress`, in percent, is told by `Done` (of
  /// `Total`) and `Row`.
  mutating func parameters(
    for line: WorkflowLine, progress: Double, using generator: inout SeededGenerator
  ) -> PlatformValue? {
    var members: [PlatformValue.Member] = []
    var nested: [String: [PlatformValue.Member]] = [:]
    for name in line.placeholders where name != Self.unfilled {
      let value: PlatformValue
      if name == "Done" || name == "Row" {
        let total = self.value(of: "Total", using: &generator).double ?? 0
        value = .integer(Int64((total * progress / 100).rounded()))
      } else {
        value = self.value(of: name, using: &generator)
      }
      let parts = name.split(separator: ".").map(String.init)
      if parts.count == 2 {
        nested[parts[0], default: []].append(.init(parts[1], value))
      } else {
        members.append(.init(name, value))
      }
    }
    members += nested.sorted { $0.key < $1.key }.map { .init($0.key, .object($0.value)) }
    return members.isEmpty ? nil : .object(members)
  }

  /// The value of one placeholder.
  mutating func value(of name: String, using generator: inout SeededGenerator) -> PlatformValue {
    if let value = kept[name] { return value }
    let value = Self.make(name, using: &generator)
    if constants.contains(name) { kept[name] = value }
    return value
  }

  /// Producers forget parameters now and then.
  private static let unfilled = "NobodyFillsThis"

  private static let prefixes = [
    "BuyerId": "BUY", "SourceAccountId": "ACC", "TargetAccountId": "ACC", "AgreementId": "AGR", "OrderId": "ORD",
    "Order.Id": "ORD", "LicenseeId": "LCE", "ProductId": "PRD", "TargetProductId": "PRD", "ItemId": "ITM",
    "TargetItemId": "ITM", "SubscriptionId": "SUB", "PriceListId": "PRC", "ListingId": "LST", "InvoiceId": "INV",
    "StatementId": "SOM", "ExternalId": "FIN",
  ]

  private static let numbers: [String: ClosedRange<Double>] = [
    "Count": 1...240, "Total": 250...4800, "Milliseconds": 12...2400, "Seconds": 2...58, "Attempt": 1...3,
    "Step": 1...40, "Steps": 3...9, "Revision": 1...14, "Order.Lines": 1...30,
  ]

  private static let choices: [String: [String]] = [
    "CompanyName": [
      "Contoso Ltd", "Fabrikam AG", "Nordwind Trading", "日本ソフト株式会社", "株式会社サクラ商事", "한빛소프트",
      "Cafe\u{301} Zu\u{308}rich", "Łódź Systemy", "Ünal & Söhne", "Αθήνα Λογισμικό", "Team 👩‍💻 Studio",
    ],
    "UserName": ["Ana Kovač", "J. Smith", "佐藤 花子", "Zoe\u{308} Müller", "O'Neill"],
    "Role": ["Administrator", "Purchaser", "Viewer"],
    "Endpoint": ["/public/v1/commerce/orders", "/public/v1/accounts/buyers", "erp.example/invoices"],
    "Currency": ["EUR", "USD", "JPY", "PLN"],
    "FileName": ["subscriptions-2025-09.csv", "prices Q4 final (2).xlsx", "顧客一覧.csv"],
    "Garbage": ["n/a", "12,5O", "—", ""],
    "Date": ["2026-01-31", "2025-12-01", "2024-02-29"],
  ]

  private static func make(_ name: String, using generator: inout SeededGenerator) -> PlatformValue {
    if let prefix = prefixes[name] {
      return .string(PlatformIdentifier.make(prefix, groups: 2, using: &generator))
    }
    if let range = numbers[name] {
      return .integer(Int64(generator.between(range.lowerBound, range.upperBound).rounded()))
    }
    if let texts = choices[name] { return .string(generator.pick(texts, or: "")) }
    // Amount and Percent: numbers with a fraction.
    return .number((generator.between(0.5, name == "Percent" ? 80 : 9000) * 100).rounded() / 100)
  }
}
