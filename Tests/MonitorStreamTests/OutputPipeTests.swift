import Foundation
import MonitorStream
import Testing

@Suite struct OutputPipeTests {
  private struct Ends {
    var reader: Int32
    var writer: Int32

    init() throws {
      var ends: [Int32] = [0, 0]
      try #require(pipe(&ends) == 0)
      (reader, writer) = (ends[0], ends[1])
    }
  }

  @Test func collectsUntilABatchOrAFlush() throws {
    let ends = try Ends()
    defer {
      close(ends.reader)
      close(ends.writer)
    }
    _ = fcntl(ends.reader, F_SETFL, O_NONBLOCK)
    var bytes = [UInt8](repeating: 0, count: 200_000)
    var pipe = OutputPipe(descriptor: ends.writer)
    try pipe.write("first".utf8)
    #expect(read(ends.reader, &bytes, bytes.count) == -1)
    try pipe.flush()
    #expect(read(ends.reader, &bytes, bytes.count) == 5)
    try pipe.write(repeatElement(7, count: OutputPipe.capacity))
    #expect(pipe.buffer.isEmpty)
    #expect(read(ends.reader, &bytes, bytes.count) == OutputPipe.capacity)
    try pipe.flush()
    #expect(read(ends.reader, &bytes, bytes.count) == -1)
  }

  @Test(arguments: [false, true])
  func aSlowReaderGetsEverything(isBlocking: Bool) throws {
    let ends = try Ends()
    defer { close(ends.reader) }
    let count = 3_000_000
    Thread.detachNewThread {
      if !isBlocking { _ = fcntl(ends.writer, F_SETFL, O_NONBLOCK) }
      var pipe = OutputPipe(descriptor: ends.writer)
      try? pipe.write((0..<count).lazy.map { UInt8(truncatingIfNeeded: $0 % 251) })
      try? pipe.flush()
      close(ends.writer)
    }
    var bytes = [UInt8](repeating: 0, count: 100_000)
    var got = 0
    while true {
      let length = read(ends.reader, &bytes, bytes.count)
      guard length > 0 else { break }
      let isRight = (0..<length).allSatisfy { bytes[$0] == UInt8(truncatingIfNeeded: (got + $0) % 251) }
      #expect(isRight)
      got += length
    }
    #expect(got == count)
  }

  @Test func aClosedPipeIsTold() throws {
    signal(SIGPIPE, SIG_IGN)
    // Closed for everybody: a program that another test starts at this moment has the reader of a pipe for a moment too.
    var ends: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    defer { for end in ends { close(end) } }
    shutdown(ends[0], Int32(SHUT_RDWR))
    var pipe = OutputPipe(descriptor: ends[1])
    try pipe.write("text".utf8)
    #expect(throws: OutputFailure.closed) { try pipe.flush() }
    try pipe.flush()
  }

  @Test func aFullDiskIsTold() throws {
    let full = open("/dev/full", O_WRONLY)
    try #require(full >= 0)
    defer { close(full) }
    var pipe = OutputPipe(descriptor: full)
    try pipe.write("text".utf8)
    #expect(throws: OutputFailure.failed("Cannot write the output: No space left on device.")) { try pipe.flush() }
  }

  @Test func aBadDescriptorIsTold() throws {
    var pipe = OutputPipe(descriptor: -1)
    #expect(throws: OutputFailure.self) { try pipe.write(repeatElement(1, count: OutputPipe.capacity)) }
  }
}
