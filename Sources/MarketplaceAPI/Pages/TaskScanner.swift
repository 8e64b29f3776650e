package import MonitorCore

/// Reads `GET /tasks/{id}` and `GET /tasks`. A member of the wrong kind counts as absent; only the id is needed.
package enum TaskScanner {
  /// Reads one task and keeps its bytes. Throws where the body is no object or has no id.
  package static func task(_ body: [UInt8]) throws(UnreadableBody) -> TaskSnapshot {
    guard let node = JSONNode(document: body) else {
      throw UnreadableBody(sentence: "The answer is no task: it is no complete JSON object.")
    }
    guard var task = snapshot(node) else { throw UnreadableBody(sentence: "The answer is no task: it has no id.") }
    task.raw = JSONText.repairedJSON(node.raw)
    return task
  }

  /// Reads a page of tasks, and keeps their bytes where that is wanted; elements without an id are counted as unreadable. Throws where the page as such is broken.
  package static func page(_ body: [UInt8], keepsRaw: Bool = false) throws(UnreadableBody) -> TaskPage {
    var tasks: [TaskSnapshot] = []
    var unreadable: [Int: String] = [:]
    do {
      let pagination = try ListScan.scan(
        body.span,
        begin: {
          tasks.removeAll()
          unreadable.removeAll()
        },
        element: { bytes, position throws(JSONDefect) in
          let range = try JSONFraming.skip(bytes, &position)
          let node = JSONNode(document: Array(body[range]))
          if var task = node.flatMap(snapshot), task.id.utf8.count <= EntryScanner.maxIDBytes {
            if keepsRaw, let node { task.raw = JSONText.repairedJSON(node.raw) }
            tasks.append(task)
          } else {
            unreadable[tasks.count + unreadable.count] = reason(node)
          }
        })
      return TaskPage(tasks: tasks, total: pagination.total, unreadable: unreadable)
    } catch {
      throw UnreadableBody(sentence: "The answer is no page of tasks: \(error.why).")
    }
  }

  /// Why an element of a page is no task.
  private static func reason(_ node: JSONNode?) -> String {
    guard let node, node.kind == .object else { return "it is no object" }
    return snapshot(node) == nil ? "it has no id" : "its id is longer than \(EntryScanner.maxIDBytes) bytes"
  }

  private static func snapshot(_ node: JSONNode) -> TaskSnapshot? {
    let members = node.members
    guard let id = members["id"]?.string, !id.isEmpty else { return nil }
    func text(_ name: String) -> String { members[name]?.string ?? "" }
    var task = TaskSnapshot(id: id, name: text("name"), status: TaskStatus(word: text("status")))
    task.code = text("code")
    task.queue = text("queue")
    task.details = text("description")
    task.externalID = text("externalId")
    task.parent = reference(members["parent"])
    task.object = reference(members["object"])
    task.owner = reference(members["owner"])
    task.result = text("result")
    if let revision = members["revision"]?.number {
      task.revision = Int32(max(Double(Int32.min), min(Double(Int32.max), revision)))
    }
    task.progress = members["progress"]?.number.map { max(0, min(100, $0)) }
    task.eta = members["eta"]?.timestamp
    let audit = members["audit"]?.members ?? [:]
    func moment(_ name: String) -> Timestamp? { audit[name]?.members["at"]?.timestamp }
    task.created = moment("created")
    task.updated = moment("updated")
    task.started = moment("started")
    task.completed = moment("completed")
    return task
  }

  /// A reference as `name (id)`, or the one of both that is there.
  private static func reference(_ node: JSONNode?) -> String {
    let members = node?.members ?? [:]
    let name = members["name"]?.string ?? ""
    let id = members["id"]?.string ?? ""
    if name.isEmpty || id.isEmpty { return name + id }
    return "\(name) (\(id))"
  }
}
