/// How a pager is called.
enum PagerCommand {
  /// Those that take a line to begin at before anything else.
  private static let thatTakeALine: Set = ["less", "more", "most"]

  /// A command of the shell that opens a pager at a line, from 1; as it is where the pager is not known to take one.
  static func opening(_ pager: String, atLine line: Int) -> String {
    let words = pager.split(separator: " ")
    guard line > 1, let name = words.first?.split(separator: "/").last, thatTakeALine.contains(String(name)),
      // What a shell would read is left to it.
      pager.allSatisfy({ $0.isLetter || $0.isNumber || " /._-+=".contains($0) })
    else { return pager }
    return "\(pager) +\(line)"
  }
}
