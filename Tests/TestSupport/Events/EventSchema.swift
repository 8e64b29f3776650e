import Foundation

/// The schema of the events, with no member that it does not name: what every event of a test is held against.
package struct EventSchema: Sendable {
  /// A line that is no event.
  package struct Violation: Error, CustomStringConvertible {
    package let description: String
  }

  private let schema: JSONSchema

  /// Reads `docs/events.schema.json`.
  package init() throws {
    let root = URL(fileURLWithPath: #filePath).appending(path: "../../../../docs/events.schema.json")
      .standardizedFileURL
    schema = try JSONSchema(try Data(contentsOf: root), strict: true)
  }

  /// Reads lines, each of them an event; throws the first that is none.
  @discardableResult
  package func check(_ lines: some Sequence<UInt8>) throws -> [JSONValue] {
    try Array(lines).split(separator: 0x0A).map { line in
      let shown = String(decoding: line.prefix(2_000), as: UTF8.self)
      do {
        let event = try JSONValue(line)
        if let complaint = schema.complaint(about: event) {
          throw Violation(description: "no event: \(complaint)\n\(shown)")
        }
        guard event.members.first?.name == "event", event.members.dropFirst().first?.name == "at" else {
          throw Violation(description: "'event' and 'at' come first:\n\(shown)")
        }
        return event
      } catch let defect as JSONValue.Defect {
        throw Violation(description: "no JSON: \(defect)\n\(shown)")
      }
    }
  }
}
