/// What was told of a task's log: each id with the newest revision that was told of it.
///
/// Takes about 16 bytes for an id of the platform's usual form.
package struct SeenTable: Sendable {
  /// What an (id, revision) is to somebody who was told what the table holds.
  package enum Novelty: Sendable, Equatable {
    case new
    case revised
    /// This revision or a newer one was told.
    case known
  }

  private var ids = IDTable()
  private var revisions = RevisionColumn()

  package init() {}

  /// Remembers each of these ids as told, at the revision in its place. There are as many of the one as of the other.
  init(_ ids: IDTable, revisions: some Sequence<Int32>) {
    self.ids = ids
    for revision in revisions { self.revisions.append(revision) }
  }

  /// How many ids were told.
  package var count: Int { ids.count }

  /// Says what an (id, revision) is, and remembers it as told.
  @inline(__always)
  package mutating func tell(id: some Collection<UInt8>, revision: Int32) -> Novelty {
    let (ordinal, isNew) = ids.insert(id)
    if isNew {
      revisions.append(revision)
      return .new
    }
    guard revision > revisions[ordinal] else { return .known }
    revisions[ordinal] = revision
    return .revised
  }

  /// Says what an (id, revision) is, and changes nothing.
  @inline(__always)
  package func novelty(of id: some Collection<UInt8>, revision: Int32) -> Novelty {
    guard let ordinal = ids.find(id) else { return .new }
    return revision > revisions[ordinal] ? .revised : .known
  }
}
