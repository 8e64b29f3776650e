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
  /// Revisions 0…254 as they are; 255 stands for those in `unusual`.
  private var revisions = Column<UInt8>(fallback: 0)
  private var unusual: [Int: Int32] = [:]

  package init() {}

  /// How many ids were told.
  package var count: Int { ids.count }

  /// Says what an (id, revision) is, and remembers it as told.
  @inline(__always)
  package mutating func tell(id: some Collection<UInt8>, revision: Int32) -> Novelty {
    let (ordinal, isNew) = ids.insert(id)
    if isNew {
      revisions.append(0)
      setRevision(revision, of: ordinal)
      return .new
    }
    guard revision > self.revision(of: ordinal) else { return .known }
    setRevision(revision, of: ordinal)
    return .revised
  }

  /// Says what an (id, revision) is, and changes nothing.
  @inline(__always)
  package func novelty(of id: some Collection<UInt8>, revision: Int32) -> Novelty {
    guard let ordinal = ids.find(id) else { return .new }
    return revision > self.revision(of: ordinal) ? .revised : .known
  }

  @inline(__always)
  private func revision(of ordinal: Int) -> Int32 {
    let short = revisions[ordinal]
    return short < 255 ? Int32(short) : unusual[ordinal] ?? 255
  }

  private mutating func setRevision(_ revision: Int32, of ordinal: Int) {
    if (0..<255).contains(revision) {
      revisions[ordinal] = UInt8(revision)
      if !unusual.isEmpty { unusual[ordinal] = nil }
    } else {
      revisions[ordinal] = 255
      unusual[ordinal] = revision
    }
  }
}
