import MonitorCore

/// The columns of a table of parameters. They only ever get wider, so that nothing jumps to and fro in scrolling.
struct TableColumns: Sendable {
  struct Column: Equatable, Sendable {
    var name: String
    var width: Int
    /// Whether all that was seen in it are numbers, which stand on the right.
    var isNumeric = true
  }

  private(set) var columns: [Column] = []
  private var parameters: ParameterColumns

  static let gap = 2
  /// Values longer than this are cut; they stand whole in the details.
  static let maxWidth = 48
  private static let maxSamples = 200
  /// How much of a value is read.
  private static let maxBytes = 1_024

  init(template: [UInt8]) {
    parameters = ParameterColumns(template: template)
    addColumns()
  }

  /// All columns side by side.
  var width: Int { columns.reduce(0) { $0 + $1.width + Self.gap } }

  /// Learns the columns from entries spread over all there are.
  mutating func sample(_ slots: [Slot], of store: LogStore) {
    let step = max(1, slots.count / Self.maxSamples)
    fit(stride(from: slots.count - 1, through: 0, by: -step).map { slots[$0] }, of: store)
  }

  /// Makes room for what these entries show.
  mutating func fit(_ slots: some Sequence<Slot>, of store: LogStore) {
    for slot in slots {
      let raw = store.parameters(of: slot)
      parameters.add(namesOf: raw)
      addColumns()
      for (index, value) in parameters.values(of: raw).enumerated() {
        guard let value else { continue }
        columns[index].width = max(columns[index].width, min(Self.maxWidth, Self.text(value).columns))
        if columns[index].isNumeric { columns[index].isNumeric = Self.isNumber(value) }
      }
    }
  }

  /// What an entry shows in each column, safe to draw; `nil` where it has no such parameter.
  func cells(of slot: Slot, in store: LogStore) -> [String?] {
    var parameters = parameters
    return parameters.values(of: store.parameters(of: slot)).map { $0.map(Self.text) }
  }

  private mutating func addColumns() {
    for name in parameters.names.dropFirst(columns.count) {
      let name = Self.text(name)
      columns.append(Column(name: name, width: min(Self.maxWidth, max(1, name.columns))))
    }
  }

  private static func text(_ bytes: [UInt8]) -> String {
    SafeText.line(String(decoding: bytes.prefix(maxBytes), as: UTF8.self))
  }

  private static func isNumber(_ value: [UInt8]) -> Bool {
    let digits = value.first == 0x2D ? value.dropFirst() : value[...]
    return digits.contains { 0x30...0x39 ~= $0 } && digits.allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x2E }
  }
}
