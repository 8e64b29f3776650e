import MonitorCore

@testable import MonitorUI

extension KeyCases {
  /// Entries of one template, wider than the screen as a table.
  static func alike() -> Fixture {
    var fixture = Fixture(width: 60, height: 16, zone: 7200)
    fixture.task(name: "Importing")
    fixture.state { _ in }
    fixture.logs(
      0,
      (0..<40).map { number in
        Fixture.Entry(
          Double(number) - 50, .info, "made {{Name}} of {{Long}} for {{Other}}",
          parameters: #"{"Name":"entry \#(number)","Long":"\#(String(repeating: "long ", count: 8))","Other":"x"}"#)
      })
    return fixture
  }

  static var table: [Action: KeyCase] {
    let begin = { alike().after("g", "|") }
    let further = { alike().after("g", "|", .pageDown, .pageDown) }
    let moves = { (situation: @escaping () -> Fixture) in
      KeyCase.draws(situation) { now, before in
        now.model.box(TemplateTable.self) != nil
          && now.model.box(TemplateTable.self)?.chosen != before.model.box(TemplateTable.self)?.chosen
      }
    }
    let isClosed = { (now: Fixture, _: Fixture) in now.model.box(TemplateTable.self) == nil }
    return [
      .lineDown: moves(begin), .halfPageDown: moves(begin), .pageDown: moves(begin), .bottom: moves(begin),
      .lineUp: moves(further), .halfPageUp: moves(further), .pageUp: moves(further), .top: moves(further),
      .search: .shows(" /", begin),
      .nextMatch: moves { alike().after("g", "|", "/").typing("entry 1").after(.enter) },
      .previousMatch: moves {
        alike().after("g", "|", "/").typing("entry 39").after(.enter, "/").typing("entry").after(.enter)
      },
      .right: .draws(begin) { now, _ in now.model.box(TemplateTable.self) != nil },
      .left: .draws({ alike().after("g", "|", "l", "l") }, { now, _ in now.model.box(TemplateTable.self) != nil }),
      .details: .shows("TLR-", begin), .table: .draws(begin, isClosed), .close: .draws(begin, isClosed),
      .filterTemplate: .draws(begin) { now, _ in
        now.model.box(TemplateTable.self) == nil && now.model.panes[0].filter.patterns.count == 1
      },
      .collapse: .draws(begin) { now, before in
        now.after("|").text.contains("×40") && !before.after("|").text.contains("×40")
      },
      .timestamps: .draws(begin) { now, _ in now.model.timestamps == .utc },
      .help: .shows(" Keys in the table ", begin), .palette: .shows(" Commands ", begin),
      .quit: .commands(.quit, in: begin), .taskDetails: opensTask(begin),
    ].merging(everywhere(begin)) { $1 }
  }
}
