import CSQLite

/// What SQLite answered in the place of a result.
package struct SQLiteFailure: Error, Hashable {
  /// What it means for a file.
  enum Kind { case damaged, locked, full, readOnly, other }

  /// SQLite's extended code.
  var code: Int32
  var text: String

  var kind: Kind {
    switch code & 0xFF {
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT: .damaged
    case SQLITE_BUSY, SQLITE_LOCKED: .locked
    case SQLITE_FULL: .full
    case SQLITE_READONLY, SQLITE_PERM: .readOnly
    // What a write to a full disk may also be.
    case SQLITE_IOERR: code == SQLITE_IOERR | 3 << 8 ? .full : .other
    default: .other
    }
  }
}

/// Why nothing can be remembered, or nothing is known of what was: a sentence for the person.
package struct StateFailure: Error, Hashable {
  package var sentence: String
}
