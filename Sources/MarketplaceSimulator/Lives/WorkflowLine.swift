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
