import MonitorCore
import Testing

@Suite struct AbbreviationTests {
  @Test(
    arguments: [
      ("warn", .warning), ("WARNING", .warning), ("w", .warning), ("err", .error), ("e", .error),
      ("information", .info),
      ("info", .info), ("i", .info), ("dbg", .debug), ("fatal", .failure), ("f", .failure), ("crit", .failure),
      ("", nil), ("loud", nil), ("unknown", nil), ("warningx", nil),
    ] as [(String, Severity?)])
  func severitiesHaveShortForms(word: String, severity: Severity?) {
    #expect(Severity(abbreviation: word) == severity)
  }

  @Test(
    arguments: [
      ("proc", .processing), ("Failed", .failed), ("cancelled", .canceled), ("can", .canceled), ("comp", .completed),
      ("c", nil), ("", nil), ("done", nil),
    ] as [(String, TaskStatus?)])
  func statusesHaveShortForms(word: String, status: TaskStatus?) {
    #expect(TaskStatus(abbreviation: word) == status)
  }
}
