import MarketplaceAPI
import MonitorCore
import Testing

/// The body of a page that holds these entries.
func pageBody(_ entries: String..., total: String = "3") -> [UInt8] {
  let meta = #"{"pagination":{"offset":0,"limit":100,"total":\#(total)},"omitted":["audit"]}"#
  return Array(#"{"$meta":\#(meta),"data":[\#(entries.joined(separator: ","))]}"#.utf8)
}

/// The entry that a document with just it yields.
func scanned(_ entry: String, keepsMembers: Bool = true) throws -> (log: LogEntry, batch: EntryBatch) {
  let batch = try PageScanner.scan(pageBody(entry), keepsMembers: keepsMembers).batch
  return (try #require(batch.entries.first), batch)
}

/// The entry as documented.
let documentedEntry = #"""
  {"id":"TLR-1930-6351-9137-5141","revision":3,"task":{"id":"TSK-5498-1544-6054-5440","name":"Transfer","revision":1},
  "severity":"Warning","message":"Starting buyer '{{BuyerId}}' transfer to '{{TargetAccountId}}'.",
  "parameters":{"BuyerId":"BUY-1","TargetAccountId":"ACC-2"},"timestamp":"2025-09-11T13:40:13.515Z","progress":21.3,
  "eta":"2025-09-12 13:40:13.515Z","$meta":{"omitted":[]}}
  """#
