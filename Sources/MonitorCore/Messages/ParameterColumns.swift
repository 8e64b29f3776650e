/// The parameters of entries of one template as the columns of a table: first those that the template names, in its
/// order, then what else the entries bring.
package struct ParameterColumns: Sendable {
  /// More columns than anyone reads are left out.
  package static let maxColumns = 64

  /// What the columns are called (unsafe texts). Grows, and never changes its order.
  package private(set) var names: [[UInt8]]
  private var reader = ParameterReader()

  /// `template` as sent.
  package init(template: [UInt8]) {
    names = FilledMessage.names(in: template, limit: Self.maxColumns)
  }

  /// Adds columns for parameters that have none yet, of an entry's raw JSON.
  package mutating func add(namesOf parameters: [UInt8]) {
    guard names.count < Self.maxColumns else { return }
    var index = ParameterIndex()
    parameters.withUnsafeBufferPointer { index.read($0, from: 0) }
    for name in index.names(limit: Self.maxColumns) where names.count < Self.maxColumns {
      // What is named with a dot shows the part that matters.
      let isThere = names.contains { ParameterIndex.areAlike($0, name) || $0.starts(with: name + [0x2E]) }
      if !name.isEmpty, !isThere { names.append(name) }
    }
  }

  /// Longest text of a cell in bytes, about.
  private static let maxCellBytes = 4096

  /// What each column shows of an entry's raw JSON, as its message would show it (unsafe texts), as far as a cell can;
  /// `nil` where it has no such parameter.
  package mutating func values(of parameters: [UInt8]) -> [[UInt8]?] {
    reader.reset()
    return parameters.withUnsafeBufferPointer { raw in
      names.map { name in
        guard !raw.isEmpty, let value = name.withUnsafeBufferPointer({ reader.find($0, in: raw) }) else { return nil }
        var text: [UInt8] = []
        FilledMessage.append(UnsafeBufferPointer(rebasing: raw[value]), to: &text, maxBytes: Self.maxCellBytes)
        return text
      }
    }
  }
}
