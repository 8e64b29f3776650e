/// A kind of long-running work: what its task is called and what it writes while it goes on.
package struct Workflow: Sendable {
  let name: String
  let code: String
  let queue: String
  let description: String
  /// The placeholder that names what the task works on, such as `BuyerId`.
  let object: String
  /// Placeholders that keep one value for a whole life.
  let constants: Set<String>
  let opening: [WorkflowLine]
  /// The headings of its stages, spread evenly over the work.
  let stages: [WorkflowLine]
  /// What is written again and again.
  let routine: [WorkflowLine]
  let details: [WorkflowLine]
  let warnings: [WorkflowLine]
  let errors: [WorkflowLine]
  let closing: [WorkflowLine]
  /// The error before a failure, and the reason given with it.
  let collapse: WorkflowLine
  let reason: String

  /// All of them.
  package static let all = [
    buyerTransfer, subscriptionImport, agreementMigration, priceListImport, invoiceExport,
  ]
}

/// One message that a workflow may write: its severity and its template.
struct WorkflowLine: Sendable {
  let severity: SimulatedSeverity
  let template: String

  init(_ severity: SimulatedSeverity, _ template: String) {
    self.severity = severity
    self.template = template
  }

  /// The names of its placeholders, `{{ Name }}` and dotted ones included, each once.
  var placeholders: [String] {
    var names: [String] = []
    var rest = template[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      let name = rest[open.upperBound..<close.lowerBound].split(separator: " ").joined()
      if !name.isEmpty, !names.contains(name) { names.append(name) }
      rest = rest[close.upperBound...]
    }
    return names
  }
}
