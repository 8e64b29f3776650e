package import MonitorCore

/// The earlier runs of a host, by code.
extension SQLiteConnection {
  /// All that is known of a host's runs, or those of one code.
  package func histories(of host: String, code: String? = nil) throws(SQLiteFailure) -> [String: CodeHistory] {
    var histories: [String: CodeHistory] = [:]
    let (filter, values) = Self.filter(host, code)
    try run(
      "SELECT code, task, ended, duration, curve, sizes, server_error FROM runs WHERE \(filter) ORDER BY ended DESC, task",
      values
    ) { row in
      guard let run = Self.run(row) else { return }
      histories[run.code, default: CodeHistory()].runs.append(run)
    }
    try run("SELECT code, scale, asked FROM codes WHERE \(filter)", values) { row in
      guard let code = row.text(0) else { return }
      var history = histories[code] ?? CodeHistory()
      history.intervalScale = row.number(1) ?? 1
      history.asked = row.integer(2).map(Timestamp.init(ticks:))
      histories[code] = history
    }
    return histories
  }

  /// All hosts of which runs are known.
  package func hosts() throws(SQLiteFailure) -> [String] {
    var hosts: [String] = []
    try run("SELECT DISTINCT host FROM runs ORDER BY host") { row in
      if let host = row.text(0) { hosts.append(host) }
    }
    return hosts
  }

  /// Remembers runs of a host. Of a run that is known already, what only watching tells stays.
  package func record(_ runs: [EarlierRun], of host: String, limits: StateDatabase.Limits) throws(SQLiteFailure) {
    for run in runs where Self.canBeKept(run, of: host) {
      if let covered = run.covered, try !isWatched(run, of: host) { try adaptScale(covered, of: run.code, host) }
      try self.run(
        """
        INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (host, task) DO UPDATE SET code = excluded.code, ended = excluded.ended, duration = excluded.duration,
          curve = coalesce(excluded.curve, curve), sizes = coalesce(excluded.sizes, sizes),
          server_error = coalesce(excluded.server_error, server_error), covered = coalesce(excluded.covered, covered)
        """,
        [
          .text(host), .text(run.code), .text(run.task.text), .integer(run.ended.ticks), .real(run.run.duration),
          run.run.curve.map { .blob(CurveCoding.bytes(of: $0)) } ?? .null,
          run.run.sizes.isEmpty ? .null : .text(SizeCoding.text(of: run.run.sizes)), SQLiteValue(run.run.serverError),
          SQLiteValue(run.covered),
        ])
    }
    for code in Set(runs.map(\.code)) { try shorten(host, code, limits) }
    try run(
      "DELETE FROM runs WHERE (host, task) IN (SELECT host, task FROM runs ORDER BY ended DESC LIMIT -1 OFFSET ?)",
      [.integer(Int64(limits.runs))])
  }

  /// Remembers when the platform was asked for the runs of a code.
  package func recordAsked(for code: String, of host: String, at now: Timestamp) throws(SQLiteFailure) {
    try run(
      "INSERT INTO codes (host, code, asked) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET asked = excluded.asked",
      [.text(host), .text(code), .integer(now.ticks)])
  }

  /// Forgets all runs, those of a host, or those of a code wherever; answers how many there were.
  package func forgetRuns(of host: String? = nil, code: String? = nil) throws(SQLiteFailure) -> Int {
    var (conditions, values) = (["1"], [SQLiteValue]())
    if let host { (conditions, values) = (conditions + ["host = ?"], values + [.text(host)]) }
    if let code { (conditions, values) = (conditions + ["code = ?"], values + [.text(code)]) }
    let filter = conditions.joined(separator: " AND ")
    let count = try integer("SELECT count(*) FROM runs WHERE \(filter)", values)
    for table in ["runs", "codes"] { try run("DELETE FROM \(table) WHERE \(filter)", values) }
    return Int(count)
  }

  private static func filter(_ host: String, _ code: String?) -> (String, [SQLiteValue]) {
    guard let code else { return ("host = ?", [.text(host)]) }
    return ("host = ? AND code = ?", [.text(host), .text(code)])
  }

  private static let maxDuration = 366.0 * 86_400
  private static let maxText = 255

  private static func canBeKept(_ run: EarlierRun, of host: String) -> Bool {
    run.run.duration > 0 && run.run.duration <= maxDuration && (1...maxText).contains(run.code.utf8.count)
      && (1...maxText).contains(host.utf8.count)
  }

  /// A row as a run; `nil` for what nobody here wrote.
  private static func run(_ row: borrowing SQLiteRow) -> EarlierRun? {
    guard let code = row.text(0), (1...maxText).contains(code.utf8.count),
      let task = row.text(1).flatMap({ TaskID($0) }),
      let ended = row.integer(2), let duration = row.number(3), duration > 0, duration <= maxDuration
    else { return nil }
    var run = RunHistory.Run(duration: duration)
    run.curve = row.blob(4).flatMap(CurveCoding.curve)
    run.sizes = row.text(5).map(SizeCoding.sizes) ?? [:]
    run.serverError = row.number(6).map { max(-5, min(5, $0)) }
    return EarlierRun(task: task, code: code, ended: Timestamp(ticks: ended), run: run)
  }

  private func isWatched(_ run: EarlierRun, of host: String) throws(SQLiteFailure) -> Bool {
    try integer(
      "SELECT count(*) FROM runs WHERE host = ? AND task = ? AND covered IS NOT NULL",
      [.text(host), .text(run.task.text)]) > 0
  }

  private func adaptScale(_ covered: Double, of code: String, _ host: String) throws(SQLiteFailure) {
    var scale = 1.0
    try run("SELECT scale FROM codes WHERE host = ? AND code = ?", [.text(host), .text(code)]) { row in
      scale = row.number(0) ?? scale
    }
    try run(
      "INSERT INTO codes (host, code, scale) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET scale = excluded.scale",
      [.text(host), .text(code), .real(IntervalScale.adapted(scale, covered: covered))])
  }

  /// Keeps the newest runs of a code, and the newest curves.
  private func shorten(_ host: String, _ code: String, _ limits: StateDatabase.Limits) throws(SQLiteFailure) {
    try run(
      """
      DELETE FROM runs WHERE host = ?1 AND code = ?2 AND task IN (
        SELECT task FROM (
          SELECT task, curve, row_number() OVER (ORDER BY ended DESC) AS place,
            row_number() OVER (PARTITION BY curve IS NULL ORDER BY ended DESC) AS place_of_curve
          FROM runs WHERE host = ?1 AND code = ?2
        ) WHERE place > ?3 AND (curve IS NULL OR place_of_curve > ?4)
      )
      """,
      [.text(host), .text(code), .integer(Int64(limits.runsPerCode)), .integer(Int64(limits.curvesPerCode))])
  }
}

/// Curves as bytes: a share of the time in two each, the higher first.
enum CurveCoding {
  static func bytes(of curve: RunCurve) -> [UInt8] {
    curve.shares.flatMap { share in
      let number = UInt16((max(0, min(1, share)) * 65_535).rounded())
      return [UInt8(number >> 8), UInt8(number & 0xFF)]
    }
  }

  static func curve(_ bytes: [UInt8]) -> RunCurve? {
    guard bytes.count == RunCurve.grid.count * 2 else { return nil }
    return RunCurve(
      shares: RunCurve.grid.indices.map { index in
        Double(UInt16(bytes[2 * index]) << 8 | UInt16(bytes[2 * index + 1])) / 65_535
      })
  }
}

/// Sizes as lines of `number TAB name`.
enum SizeCoding {
  static func text(of sizes: [String: Double]) -> String {
    sizes.sorted { $0.key < $1.key }.map { "\($0.value)\t\($0.key)\n" }.joined()
  }

  static func sizes(_ text: String) -> [String: Double] {
    var sizes: [String: Double] = [:]
    for line in text.split(separator: "\n").prefix(16) {
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2, let size = Double(parts[0]), size > 0, size.isFinite else { continue }
      sizes[String(parts[1])] = size
    }
    return sizes
  }
}
