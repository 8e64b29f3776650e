import CSQLite
import Glibc

/// What outlives a run, in one SQLite file of the state folder: earlier runs, visits, layouts.
///
/// Each use opens the file and closes it: there are few, at the beginning and the end of a run and where a task ends, and
/// several instances may use it at once. Uses block for as long as another instance writes, a second at most; they belong on
/// no thread that others wait for.
package struct StateDatabase: Sendable {
  /// The bounds of what is kept.
  package struct Limits: Sendable {
    /// Of a code, the newest runs; and so many that have a curve, which only watching gives.
    package var runsPerCode = 50
    package var curvesPerCode = 20
    package var runs = 10_000
    package var visits = 500
    /// Of a task, and of all.
    package var marksPerTask = 500
    package var marks = 20_000
    /// A file that is larger was not written here, and it grows no larger.
    package var bytes = 64 << 20

    package init() {}
  }

  /// `mptt`: whose file it is.
  private static let application: Int64 = 0x6D70_7474
  private static let version: Int64 = 1
  private static let pageSize = 4_096

  package let path: String
  package let limits: Limits

  package init(path: String, limits: Limits = Limits()) {
    (self.path, self.limits) = (path, limits)
  }

  /// Whether there is a file.
  package var exists: Bool { FileIdentity(path) != nil }

  /// Reads; `nil` where there is no file. A damaged file is moved aside, and the failure says so.
  package func read<Value>(
    _ body: (borrowing SQLiteConnection) throws(SQLiteFailure) -> Value
  ) throws(StateFailure) -> Value? {
    guard let identity = FileIdentity(path) else { return nil }
    return try use(identity, forWriting: false, body)
  }

  /// Changes something, all of it or nothing; makes the file where there is none.
  package func write<Value>(
    _ body: (borrowing SQLiteConnection) throws(SQLiteFailure) -> Value
  ) throws(StateFailure) -> Value {
    try makeFile()
    let value = try use(FileIdentity(path), forWriting: true) { connection throws(SQLiteFailure) in
      try connection.transaction(body)
    }
    guard let value else { throw StateFailure(sentence: "\(path) cannot be used; nothing is remembered") }
    return value
  }

  private func use<Value>(
    _ identity: FileIdentity?, forWriting: Bool, _ body: (borrowing SQLiteConnection) throws(SQLiteFailure) -> Value
  ) throws(StateFailure) -> Value? {
    if let identity, identity.size > limits.bytes {
      throw StateFailure(
        sentence: "\(path) is larger than \(limits.bytes >> 20) MiB and not used; nothing is remembered")
    }
    let answer: Result<Value?, StateFailure>
    do throws(SQLiteFailure) {
      answer = try attempt(forWriting: forWriting, body)
    } catch {
      throw StateFailure(sentence: sentence(for: error, identity))
    }
    return try answer.get()
  }

  /// `nil` where the file is empty and is only read.
  private func attempt<Value>(
    forWriting: Bool, _ body: (borrowing SQLiteConnection) throws(SQLiteFailure) -> Value
  ) throws(SQLiteFailure) -> Result<Value?, StateFailure> {
    let connection = try open(forWriting: forWriting)
    if let refusal = try adopt(connection, forWriting: forWriting) { return .failure(refusal) }
    if try connection.integer("PRAGMA user_version") == 0 { return .success(nil) }
    try settle(connection)
    return .success(try body(connection))
  }

  private func open(forWriting: Bool) throws(SQLiteFailure) -> SQLiteConnection {
    let failure: SQLiteFailure
    do throws(SQLiteFailure) {
      let connection = try SQLiteConnection(path)
      _ = try connection.integer("PRAGMA schema_version")
      return connection
    } catch {
      failure = error
    }
    // In a folder that cannot be written there is no journal either, unless somebody else has it.
    guard !forWriting, [.readOnly, .other].contains(failure.kind), FileIdentity(path + "-wal") == nil else {
      throw failure
    }
    return try SQLiteConnection(path, isReadOnly: true)
  }

  /// Makes a file that is new this program's. Answers why one that is not cannot be used.
  private func adopt(_ connection: borrowing SQLiteConnection, forWriting: Bool) throws(SQLiteFailure) -> StateFailure?
  {
    if let refusal = try refusal(connection) { return refusal }
    guard try connection.integer("PRAGMA user_version") == 0, forWriting else { return nil }
    // Where another one has it open in its old mode, that mode will do.
    try? connection.run("PRAGMA journal_mode = WAL")
    return try connection.transaction { connection throws(SQLiteFailure) in
      // Somebody else may have been faster.
      if let refusal = try refusal(connection) { return refusal }
      guard try connection.integer("PRAGMA user_version") == 0 else { return nil }
      for statement in StateSchema.statements { try connection.run(statement) }
      try connection.run("PRAGMA application_id = \(Self.application)")
      try connection.run("PRAGMA user_version = \(Self.version)")
      return nil
    }
  }

  private func refusal(_ connection: borrowing SQLiteConnection) throws(SQLiteFailure) -> StateFailure? {
    let application = try connection.integer("PRAGMA application_id")
    let version = try connection.integer("PRAGMA user_version")
    let tables = try connection.integer("SELECT count(*) FROM sqlite_master")
    if application == 0, version == 0, tables == 0 { return nil }
    guard application == Self.application else {
      return StateFailure(sentence: "\(path) is another program's file; nothing is remembered")
    }
    guard version <= Self.version else {
      return StateFailure(sentence: "\(path) is of a newer mpt-tail; nothing is remembered")
    }
    return nil
  }

  /// What holds for this connection alone, and cannot be set in a transaction.
  private func settle(_ connection: borrowing SQLiteConnection) throws(SQLiteFailure) {
    try connection.run("PRAGMA synchronous = NORMAL")
    try connection.run("PRAGMA max_page_count = \(limits.bytes / Self.pageSize)")
  }

  private func sentence(for failure: SQLiteFailure, _ identity: FileIdentity?) -> String {
    switch failure.kind {
    case .damaged:
      guard let identity, let aside = moveAside(identity) else {
        return "\(path) is damaged; nothing is remembered"
      }
      return "\(path) was damaged: it is \(aside) now, and a new one begins"
    case .locked: return "\(path) is locked by another program; nothing was remembered"
    case .full: return "\(path) cannot be written: the disk is full, or it has its largest size; nothing was remembered"
    case .readOnly: return "\(path) cannot be written; nothing is remembered"
    case .other: return "\(path) cannot be used (\(failure.text)); nothing is remembered"
    }
  }

  /// Renames a damaged file and what belongs to it, unless another instance did. Answers the new name.
  private func moveAside(_ identity: FileIdentity) -> String? {
    guard FileIdentity(path)?.isSame(as: identity) == true else { return nil }
    let aside = path + ".damaged"
    guard rename(path, aside) == 0 else { return nil }
    for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
    return String(aside.split(separator: "/").last ?? "")
  }

  /// Makes the folder and an empty file that nobody else may read.
  private func makeFile() throws(StateFailure) {
    guard !exists else { return }
    let parts = path.split(separator: "/").dropLast()
    var folder = ""
    for part in parts {
      folder += "/" + part
      // Where that fails, opening does.
      mkdir(folder, 0o700)
    }
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor < 0 else {
      close(descriptor)
      return
    }
    if errno != EEXIST {
      throw StateFailure(
        sentence: "\(path) cannot be made (\(String(cString: strerror(errno)))); nothing is remembered")
    }
  }
}

/// Which file a path names, and how large it is.
private struct FileIdentity {
  private let device: dev_t
  private let inode: ino_t
  let size: Int

  init?(_ path: String) {
    var information = stat()
    guard lstat(path, &information) == 0 else { return nil }
    (device, inode, size) = (information.st_dev, information.st_ino, Int(information.st_size))
  }

  func isSame(as other: FileIdentity) -> Bool { device == other.device && inode == other.inode }
}
