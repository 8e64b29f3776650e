import CPCRE2
import Synchronization

/// A compiled regular expression (PCRE2): immutable, and shared by all copies of the pattern that it belongs to.
final class RegularExpression: Sendable {
  /// Longest pattern in bytes.
  static let maxBytes = 4096
  /// Backtracking steps that one search may take from one start, about 0.4 ms with the JIT. Beyond it the search is
  /// undecided.
  private static let matchLimit: UInt32 = 100_000
  /// KiB that the interpreter may take for one search. The JIT is bounded by its stack.
  private static let heapLimit: UInt32 = 16_384

  let source: String
  let ignoresCase: Bool
  /// Finds words that are in every match; of no words where none are known.
  let requiredWords: LiteralFinder
  private let usesJIT: Bool
  /// The address of the `pcre2_code`. A number, as pointers are not `Sendable`; PCRE2 only reads the code.
  private let code: UInt
  /// The address of a workspace that no search uses at the moment, or 0. An exchange takes it and gives it back.
  private let idleWorkspace = Atomic<UInt>(0)

  /// `ignoresCase` is the default; the expression may change it inside itself.
  init(_ source: String, ignoresCase: Bool, requiredWords: [UInt8] = []) throws(PatternError) {
    guard source.utf8.count <= Self.maxBytes else {
      throw PatternError("the expression is longer than \(Self.maxBytes) bytes")
    }
    let (code, failure) = Self.compile(source, ignoresCase: ignoresCase)
    guard let code else { throw PatternError(failure.message, at: failure.offset, in: source) }
    // Where memory may not be made executable, or on other processors, the interpreter runs instead.
    usesJIT = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) == 0
    self.source = source
    self.ignoresCase = ignoresCase
    self.requiredWords = LiteralFinder(requiredWords, ignoresCase: ignoresCase)
    self.code = UInt(bitPattern: code)
  }

  deinit {
    Workspace.free(idleWorkspace.exchange(0, ordering: .acquiring))
    pcre2_code_free_8(OpaquePointer(bitPattern: code))
  }

  /// Lends a search, which the caller alone has for the time of the call.
  @inline(__always)
  func withSearch<Result>(_ body: (borrowing ExpressionSearch) -> Result) -> Result {
    var address = idleWorkspace.exchange(0, ordering: .acquiring)
    if address == 0 { address = makeWorkspace() }
    defer { Workspace.free(idleWorkspace.exchange(address, ordering: .acquiringAndReleasing)) }
    return body(
      ExpressionSearch(
        code: OpaquePointer(bitPattern: code), usesJIT: usesJIT, workspace: Workspace.at(address)))
  }

  @inline(never)
  private func makeWorkspace() -> UInt {
    Workspace.make(for: OpaquePointer(bitPattern: code), matchLimit: Self.matchLimit, heapLimit: Self.heapLimit)
  }

  private static func compile(
    _ source: String, ignoresCase: Bool
  ) -> (code: OpaquePointer?, failure: (message: String, offset: Int)) {
    let context = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(context) }
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
    // `\C` could cut a scalar. `^` and `$` are about lines, as messages may have several.
    var options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_MATCH_INVALID_UTF | PCRE2_MULTILINE
    if ignoresCase { options |= PCRE2_CASELESS }
    var number: Int32 = 0
    var offset = 0
    var source = source
    let code = source.withUTF8 { text in
      // PCRE2 refuses a null pointer, also where the length is 0.
      withUnsafePointer(to: 0 as UInt8) { empty in
        pcre2_compile_8(text.baseAddress ?? empty, text.count, options, &number, &offset, context)
      }
    }
    return (code, (code == nil ? message(number) : "", offset))
  }

  private static func message(_ number: Int32) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      let count = pcre2_get_error_message_8(number, buffer.baseAddress, buffer.count)
      return String(decoding: buffer[..<max(0, Int(count))], as: UTF8.self)
    }
  }
}

extension RegularExpression: Hashable {
  static func == (left: RegularExpression, right: RegularExpression) -> Bool {
    left === right || left.source == right.source && left.ignoresCase == right.ignoresCase
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(source)
  }
}

/// What a search for an expression comes to.
enum SearchResult<Match> {
  case found(Match)
  case absent
  /// The search went beyond its bounds of time or memory.
  case undecided
}

/// Searches texts for one expression. The match data and the stack of the JIT are its own.
struct ExpressionSearch: ~Copyable {
  private let code: OpaquePointer?
  private let workspace: Workspace

  private let usesJIT: Bool

  fileprivate init(code: OpaquePointer?, usesJIT: Bool, workspace: Workspace) {
    self.code = code
    self.usesJIT = usesJIT
    self.workspace = workspace
  }

  /// Whether the expression matches anywhere in a text (any bytes).
  @inline(__always)
  func search(_ text: UnsafeBufferPointer<UInt8>) -> SearchResult<Void> {
    let result = match(text, from: 0, options: 0)
    if result >= 0 { return .found(()) }
    return result == PCRE2_ERROR_NOMATCH ? .absent : .undecided
  }

  /// The first match at or after `start` that is not empty.
  func firstRange(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> SearchResult<Range<Int>> {
    let result = match(text, from: start, options: PCRE2_NOTEMPTY)
    guard result >= 0, let offsets = pcre2_get_ovector_pointer_8(workspace.data) else {
      return result == PCRE2_ERROR_NOMATCH ? .absent : .undecided
    }
    // `\K` may set the start of a match behind its end.
    let (low, high) = (max(start, min(offsets[0], offsets[1])), min(offsets[1], text.count))
    return low < high ? .found(low..<high) : .absent
  }

  @inline(__always)
  private func match(_ text: UnsafeBufferPointer<UInt8>, from start: Int, options: UInt32) -> Int32 {
    guard let bytes = text.baseAddress else {
      return withUnsafePointer(to: 0 as UInt8) { empty in
        pcre2_match_8(code, empty, 0, 0, options, workspace.data, workspace.context)
      }
    }
    if usesJIT {
      // The same without checks of what is always right here; a fifth of the time of a short search.
      return pcre2_jit_match_8(code, bytes, text.count, start, options, workspace.data, workspace.context)
    }
    return pcre2_match_8(code, bytes, text.count, start, options, workspace.data, workspace.context)
  }
}

/// The memory of one search at a time.
private struct Workspace {
  let data: OpaquePointer?
  let context: OpaquePointer?
  let stack: OpaquePointer?

  private static let minStack = 32 << 10
  private static let maxStack = 1 << 20

  /// Allocates one and answers its address.
  static func make(for code: OpaquePointer?, matchLimit: UInt32, heapLimit: UInt32) -> UInt {
    let context = pcre2_match_context_create_8(nil)
    pcre2_set_match_limit_8(context, matchLimit)
    pcre2_set_heap_limit_8(context, heapLimit)
    // Without one the JIT has 32 KiB of the thread's stack.
    let stack = pcre2_jit_stack_create_8(minStack, maxStack, nil)
    pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    let pointer = UnsafeMutablePointer<Workspace>.allocate(capacity: 1)
    // One pair of offsets: nobody asks for groups.
    pointer.initialize(to: Workspace(data: pcre2_match_data_create_8(1, nil), context: context, stack: stack))
    return UInt(bitPattern: pointer)
  }

  /// `address` is of a workspace that `make` allocated.
  @inline(__always)
  static func at(_ address: UInt) -> Workspace {
    UnsafePointer<Workspace>(bitPattern: address)?.pointee ?? Workspace(data: nil, context: nil, stack: nil)
  }

  @inline(__always)
  static func free(_ address: UInt) {
    if address != 0 { freeNow(address) }
  }

  @inline(never)
  private static func freeNow(_ address: UInt) {
    guard let pointer = UnsafeMutablePointer<Workspace>(bitPattern: address) else { return }
    let workspace = pointer.move()
    pointer.deallocate()
    pcre2_match_data_free_8(workspace.data)
    pcre2_match_context_free_8(workspace.context)
    pcre2_jit_stack_free_8(workspace.stack)
  }
}
