/// The tables of version 1.
enum StateSchema {
  static let statements = [
    // A run is there once, however often it was seen.
    """
    CREATE TABLE runs (
      host TEXT NOT NULL, code TEXT NOT NULL, task TEXT NOT NULL, ended INTEGER NOT NULL, duration REAL NOT NULL,
      curve BLOB, sizes TEXT, server_error REAL, covered REAL,
      PRIMARY KEY (host, task)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX runs_by_code ON runs (host, code, ended)",
    // When the platform was asked for the runs of a code, and the factor for the width of its intervals.
    "CREATE TABLE codes (host TEXT NOT NULL, code TEXT NOT NULL, asked INTEGER, scale REAL, PRIMARY KEY (host, code)) WITHOUT ROWID",
    """
    CREATE TABLE visits (
      host TEXT NOT NULL, task TEXT NOT NULL, newest INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (host, task)
    ) WITHOUT ROWID
    """,
    // Marked entries, and the note on each; `at` is when those of the task were left.
    """
    CREATE TABLE marks (
      host TEXT NOT NULL, task TEXT NOT NULL, entry TEXT NOT NULL, note TEXT NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY (host, task, entry)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE texts (name TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL) WITHOUT ROWID",
  ]
}
