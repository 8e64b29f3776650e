/// What messages have in common: templates, and the skeletons of the parameters that came with them.
///
/// Bounded: what a server sends beyond the bounds is kept with the entry instead.
struct MessageShapes: Sendable {
  struct Shape: Sendable {
    let template: [UInt8]
    let skeleton: [UInt8]
    /// The number that all shapes with this template share.
    let templateNumber: Int
    /// Where the values stand in the skeleton; `nil` where parameters were not split.
    fileprivate let marks: [Int]?
    fileprivate(set) var plan: MessagePlan?
    /// Whether `plan` was made: when a shape comes again, as many come once.
    fileprivate var isPlanned = false
  }

  /// Shapes with a skeleton of their own leave some to templates whose parameters differ too much.
  private static let maxSplit = 12_288
  private static let maxShapes = 16_384
  private static let maxBytes = 8 << 20
  /// Longer templates are never held here.
  static let maxTemplateBytes = 4096

  private(set) var shapes: [Shape] = []
  private var numbers = IDTable()
  private var templates = IDTable()
  private var byteCount = 0
  private var key: [UInt8] = []
  /// The shape that a template came with last, by a few of its bytes: most come with the same one again.
  private var recent = [Int?](repeating: nil, count: 256)

  /// The number of the shape, 0 ..< 16 384, having appended the values to `payload`; `nil` where there can be no
  /// other one: nothing is appended then.
  mutating func intern(
    template: UnsafeBufferPointer<UInt8>, parameters: UnsafeBufferPointer<UInt8>, payload: inout [UInt8]
  ) -> Int? {
    guard template.count <= Self.maxTemplateBytes else { return nil }
    let start = payload.count
    let place = place(of: template)
    if let known = recent[place] {
      if appendValues(of: parameters, with: template, as: known, to: &payload) { return known }
      payload.removeSubrange(start...)
    }
    let number = internAnew(template: template, parameters: parameters, payload: &payload)
    recent[place] = number
    return number
  }

  private func place(of template: UnsafeBufferPointer<UInt8>) -> Int {
    guard template.count >= 8 else { return template.count }
    let bytes = UnsafeRawBufferPointer(template)
    let (first, last) = (
      bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: template.count - 8, as: UInt64.self)
    )
    return Int(ByteHash.mix(first ^ UInt64(template.count), last) % UInt64(recent.count))
  }

  /// Appends the values of parameters where they and their template have this shape; false where they have not, and what was
  /// appended is of no use then.
  private func appendValues(
    of parameters: UnsafeBufferPointer<UInt8>, with template: UnsafeBufferPointer<UInt8>, as number: Int,
    to payload: inout [UInt8]
  ) -> Bool {
    guard shapes[number].isPlanned, let marks = shapes[number].marks,
      shapes[number].template.withUnsafeBufferPointer({ ByteHash.areEqual($0, template) })
    else { return false }
    return ParameterSkeleton.match(parameters, shapes[number].skeleton, marks: marks, values: &payload)
  }

  private mutating func internAnew(
    template: UnsafeBufferPointer<UInt8>, parameters: UnsafeBufferPointer<UInt8>, payload: inout [UInt8]
  ) -> Int? {
    startKey(template)
    let start = payload.count
    if ParameterSkeleton.split(parameters, skeleton: &key, values: &payload),
      let number = number(template, limit: Self.maxSplit)
    {
      return number
    }
    payload.removeSubrange(start...)
    startKey(template)
    key.append(ParameterSkeleton.unsplit)
    guard let number = number(template, limit: Self.maxShapes) else { return nil }
    payload.append(contentsOf: parameters)
    return number
  }

  /// A number that equal templates share, whether they are held here or not.
  func templateNumber(_ template: UnsafeBufferPointer<UInt8>) -> Int {
    if let number = templates.find(template) { return number }
    return Int(truncatingIfNeeded: ByteHash.hash(template, seed: 0) >> 2) | 1 << 62
  }

  private mutating func startKey(_ template: UnsafeBufferPointer<UInt8>) {
    key.removeAll(keepingCapacity: true)
    key.append(UInt8(truncatingIfNeeded: template.count))
    key.append(UInt8(truncatingIfNeeded: template.count >> 8))
    key.append(contentsOf: template)
  }

  /// The number of the shape that `key` stands for.
  private mutating func number(_ template: UnsafeBufferPointer<UInt8>, limit: Int) -> Int? {
    if let known = numbers.find(key) {
      if !shapes[known].isPlanned {
        shapes[known].isPlanned = true
        shapes[known].plan = MessagePlan(template: shapes[known].template, skeleton: shapes[known].skeleton)
      }
      return known
    }
    guard shapes.count < limit, byteCount + key.count <= Self.maxBytes else { return nil }
    byteCount += key.count
    let (template, skeleton) = (Array(template), Array(key[(template.count + 2)...]))
    shapes.append(
      Shape(
        template: template, skeleton: skeleton, templateNumber: templates.insert(template).ordinal,
        marks: skeleton == [ParameterSkeleton.unsplit] ? nil : ParameterSkeleton.marks(of: skeleton), plan: nil))
    return numbers.insert(key).ordinal
  }
}
