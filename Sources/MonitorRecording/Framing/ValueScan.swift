import Glibc
import MonitorCore

/// Finds where a value that begins with a bracket ends, over as many portions of bytes as it takes, without looking at
/// any byte twice.
struct ValueScan {
  enum Outcome: Equatable {
    /// It ends before this index, from its start.
    case end(Int)
    /// It goes on behind what there is.
    case unfinished
    /// It is no value: a line break in a string, a bracket where none can be, nested too deep.
    case broken
    /// It is an answer of the API: the elements of its list begin at this index.
    case list(Int)
  }

  /// More than any record nests; a file of brackets ends here.
  private static let maxDepth = 256

  /// Whether each open bracket is that of an object.
  private var isObject: [Bool] = []
  private var isInString = false
  /// The last byte that means something outside of strings; a quote behind one.
  private var last: UInt8 = 0
  private var index = 0
  /// Where the name of a member of the outermost object begins, while it is read.
  private var nameStart: Int?
  private var isOfList = false
  private var hasIdentity = false
  /// How many line breaks the value holds so far.
  private(set) var lineBreaks = 0

  /// How far it was read.
  var length: Int { index }

  /// Reads on; `bytes` begin with the value's start each time. `findsLists` says whether an object may be an answer whose
  /// list is worth to be read element by element.
  mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, findsLists: Bool) -> Outcome {
    while index < bytes.count {
      if isInString {
        guard let outcome = finishString(bytes) else { continue }
        return outcome
      }
      let byte = bytes[index]
      switch byte {
      case 0x22:
        isInString = true
        if isObject.count == 1, isObject[0], last == 0x7B || last == 0x2C { nameStart = index + 1 }
      case 0x7B, 0x5B:
        guard mayOpen, isObject.count < Self.maxDepth else { return .broken }
        if findsLists, byte == 0x5B, isObject.count == 1, isObject[0], isOfList, !hasIdentity {
          index += 1
          return .list(index)
        }
        isObject.append(byte == 0x7B)
        last = byte
      case 0x7D, 0x5D:
        isObject.removeLast()
        last = byte
        if isObject.isEmpty {
          index += 1
          return .end(index)
        }
      case 0x0A: lineBreaks += 1
      case 0x20, 0x09, 0x0D: break
      default: last = byte
      }
      index += 1
    }
    return .unfinished
  }

  private var mayOpen: Bool {
    guard let isInObject = isObject.last else { return true }
    return isInObject ? last == 0x3A : last == 0x5B || last == 0x2C
  }

  /// Goes behind the string; an outcome where that says one.
  private mutating func finishString(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome? {
    let start = index
    let end = ByteScan.firstIndex(of: 0x22, or: 0x5C, in: bytes, from: start)
    if let base = bytes.baseAddress, end > start, memchr(base + start, 0x0A, end - start) != nil { return .broken }
    guard end < bytes.count else {
      index = end
      return .unfinished
    }
    if bytes[end] == 0x5C {
      // What it escapes must be there too.
      guard end + 1 < bytes.count else {
        index = end
        return .unfinished
      }
      index = end + 2
      return bytes[end + 1] == 0x0A ? .broken : nil
    }
    if let nameStart {
      let name = UnsafeBufferPointer(rebasing: bytes[nameStart..<end])
      isOfList = name.elementsEqual("data".utf8)
      hasIdentity = hasIdentity || name.elementsEqual("id".utf8) || name.elementsEqual("event".utf8)
    }
    nameStart = nil
    isInString = false
    last = 0x22
    index = end + 1
    return nil
  }
}
