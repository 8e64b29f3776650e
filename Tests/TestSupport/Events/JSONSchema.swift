/// A document of JSON Schema, 2020-12, as far as `docs/events.schema.json` uses it. What it does not know it refuses.
package struct JSONSchema: Sendable {
  private let root: JSONValue
  /// Whether objects may hold only the members that the schema names.
  private let isStrict: Bool

  package init(_ text: some Sequence<UInt8>, strict: Bool) throws {
    root = try JSONValue(text)
    isStrict = strict
  }

  /// Why a value is not what the schema describes; `nil` where it is.
  package func complaint(about value: JSONValue) -> String? { complaint(about: value, root, "") }

  private func complaint(about value: JSONValue, _ schema: JSONValue, _ path: String) -> String? {
    for member in schema.members {
      if let complaint = complaint(about: value, member, of: schema, path) { return complaint }
    }
    return nil
  }

  private func complaint(
    about value: JSONValue, _ rule: JSONValue.Member, of schema: JSONValue, _ path: String
  ) -> String? {
    func unless(_ holds: Bool) -> String? { holds ? nil : "\(path) breaks '\(rule.name)': \(value)" }
    switch rule.name {
    case "$schema", "$id", "$defs", "title", "description": return nil
    case "$ref": return resolved(rule.value).map { complaint(about: value, $0, path) } ?? "\(rule.value) is nowhere"
    case "const": return unless(value == rule.value)
    case "enum": return unless(rule.value.elements.contains(value))
    case "type":
      let types = rule.value.text.map { [$0] } ?? rule.value.elements.compactMap(\.text)
      return unless(types.contains { Self.is(value, $0) })
    case "minimum": return unless(value.double.map { $0 >= rule.value.double ?? .nan } ?? true)
    case "maximum": return unless(value.double.map { $0 <= rule.value.double ?? .nan } ?? true)
    case "minLength": return unless(value.text.map { Double($0.count) >= rule.value.double ?? .nan } ?? true)
    case "maxItems": return unless(Double(value.elements.count) <= rule.value.double ?? .nan)
    case "pattern":
      guard let text = value.text else { return nil }
      return unless(Self.matches(text, rule.value.text ?? ""))
    case "oneOf", "anyOf":
      let complaints = rule.value.elements.map { complaint(about: value, $0, path) }
      let matches = complaints.count { $0 == nil }
      guard matches == 0 || rule.name == "oneOf" && matches > 1 else { return nil }
      return complaints.compactMap(\.self).max { $0.count < $1.count } ?? "\(path) matches more than one"
    case "items":
      for (index, element) in value.elements.enumerated() {
        if let complaint = complaint(about: element, rule.value, "\(path)/\(index)") { return complaint }
      }
      return nil
    case "required":
      let names = Set(value.members.map(\.name))
      guard case .object = value, let missing = rule.value.elements.first(where: { !names.contains($0.text ?? "") })
      else { return nil }
      return "\(path) lacks \(missing)"
    case "properties":
      for member in value.members {
        if let rules = rule.value[member.name] {
          if let complaint = complaint(about: member.value, rules, "\(path)/\(member.name)") { return complaint }
        } else if isStrict {
          return "\(path) has a member '\(member.name)' that is not in the schema"
        }
      }
      return nil
    default: return "the schema says '\(rule.name)', which is not known here"
    }
  }

  /// Whether a text is what a pattern says, of which only `^`, `$`, `[0-9]{n}`, `\` and plain letters are known: a regular
  /// expression would be compiled anew for each line.
  private static func matches(_ text: String, _ pattern: String) -> Bool {
    var text = Array(text.utf8)[...]
    var pattern = Array(pattern.utf8)[...]
    guard pattern.popFirst() == 0x5E, pattern.popLast() == 0x24 else { return false }
    while let letter = pattern.popFirst() {
      if letter == 0x5B {
        let count = pattern.drop { $0 != 0x7B }.dropFirst().prefix { 0x30...0x39 ~= $0 }
        for _ in 0..<(Int(String(decoding: count, as: UTF8.self)) ?? 0) {
          guard let digit = text.popFirst(), 0x30...0x39 ~= digit else { return false }
        }
        pattern = pattern.drop { $0 != 0x7D }.dropFirst()
      } else {
        guard text.popFirst() == (letter == 0x5C ? pattern.popFirst() : letter) else { return false }
      }
    }
    return text.isEmpty
  }

  private func resolved(_ reference: JSONValue) -> JSONValue? {
    guard let path = reference.text, path.hasPrefix("#/$defs/") else { return nil }
    return root["$defs"]?[String(path.dropFirst("#/$defs/".count))]
  }

  private static func `is`(_ value: JSONValue, _ type: String) -> Bool {
    switch (value, type) {
    case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.string, "string"), (.array, "array"),
      (.object, "object"):
      true
    case (.number(let digits), "integer"): Int(digits) != nil
    default: false
    }
  }
}
