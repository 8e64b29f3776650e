/// Messages that are hard on a terminal: long, many-lined, wide, combining, or trying to command it. A watcher has to
/// show each of them as text.
enum HostileMessages {
  static let all: [WorkflowLine] = [
    .init(
      .info, "Answer of the vendor:\n{\n\t\"status\": \"partial\",\n\t\"accepted\": {{Count}}\n}\nThe rest follows."),
    .init(.warning, "\u{1b}[31mThis text would be red\u{1b}[0m and \u{1b}]0;a stolen title\u{7} if it were obeyed."),
    .init(.warning, "\u{1b}[2J\u{1b}[HA cleared screen, and a bell \u{7}, by the import of row {{Row}}."),
    .init(.info, "Approved by \u{202e}resu nimda\u{202c} (a bidi override in a name)."),
    .init(.info, "全角文字の列：顧客「{{CompanyName}}」の契約を更新しました。次の行も幅が二倍です。"),
    .init(
      .info,
      "Combining: Z\u{324}\u{33f}\u{30c}a\u{306}\u{30a}l\u{334}\u{321}g\u{307}\u{316}o\u{31b}\u{304} and e\u{301} u\u{308} n\u{303}."
    ),
    .init(.debug, "Progress bar of a child process: 10 %\r20 %\r30 %\u{8}\u{8} done\u{0}"),
    .init(.info, "Unknown placeholder {{NobodyFillsThis}} and braces {{ }} {{}} }} {{ stay as they are."),
    .init(
      .info,
      "A long line of one sentence that goes on well beyond the width of most terminals, so that wrapping and "
        + "sideways scrolling have something to do: agreement '{{AgreementId}}', order '{{OrderId}}', item '{{ItemId}}', "
        + "{{Done}} of {{Total}}, {{Amount}} {{Currency}}, until {{Date}}, by {{UserName}} of {{CompanyName}}."),
    .init(.info, "Zero\u{200b}width, soft\u{ad}hyphen, \u{feff}BOM, 👩‍👩‍👧‍👦 family, 🇵🇱 flag, 👍🏽 tone, ﷽ ligature."),
  ]
}
