import MonitorCore
import Testing

@Suite struct ParameterColumnsTests {
  private func names(_ columns: ParameterColumns) -> [String] {
    columns.names.map { String(decoding: $0, as: UTF8.self) }
  }

  private func values(_ columns: inout ParameterColumns, _ raw: String) -> [String?] {
    columns.values(of: Array(raw.utf8)).map { $0.map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test func theTemplateNamesTheFirst() {
    var columns = ParameterColumns(template: Array("{{Buyer}} of {{ Account.Id }} and {{buyer}} {{Buyer}} {{x".utf8))
    #expect(names(columns) == ["Buyer", "Account.Id", "buyer"])
    columns.add(namesOf: Array(#"{"Count":3,"BUYER":"b","Account":{"Id":"A"}}"#.utf8))
    #expect(names(columns) == ["Buyer", "Account.Id", "buyer", "Count"])
    #expect(
      values(&columns, #"{"Buyer":"B\n1","Account":{"Id":"A", "x":[1]},"Count":3}"#)
        == ["B\n1", "A", "B\n1", "3"])
    #expect(values(&columns, "") == [nil, nil, nil, nil])
    #expect(values(&columns, #"{"Count":null}"#) == [nil, nil, nil, "null"])
  }

  @Test func arraysHaveNumbers() {
    var columns = ParameterColumns(template: Array("{{1}}".utf8))
    columns.add(namesOf: Array(#"["a","b"]"#.utf8))
    #expect(names(columns) == ["1", "0"])
    #expect(values(&columns, #"["a","b"]"#) == ["b", "a"])
  }

  @Test func thereAreNotTooMany() {
    let many = (0..<1_000).map { "{{n\($0)}}" }.joined()
    var columns = ParameterColumns(template: Array(many.utf8))
    columns.add(namesOf: Array("{\"other\":1}".utf8))
    #expect(columns.names.count == ParameterColumns.maxColumns)
    for raw in ["{", "{\"a\":", "[[[", "\u{1}", "{\"a\":1,\"a\":2}"] {
      columns.add(namesOf: Array(raw.utf8))
      _ = columns.values(of: Array(raw.utf8))
    }
  }
}
