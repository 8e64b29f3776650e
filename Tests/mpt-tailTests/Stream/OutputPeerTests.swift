import Glibc
import Testing

@testable import mpt_tail

@Suite struct OutputPeerTests {
  @Test func whoTakesNothingIsStuck() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    #expect(!OutputPeer.isStuck([ends[1]]))
    var piece = [UInt8](repeating: 0x78, count: 4_096)
    while write(ends[1], piece, piece.count) > 0 {}
    let null = open("/dev/null", O_WRONLY)
    defer { close(null) }
    #expect(OutputPeer.isStuck([ends[1]]) && OutputPeer.isStuck([null, ends[1]]))
    #expect(!OutputPeer.isStuck([null]))
    while OutputPeer.isStuck([ends[1]]), read(ends[0], &piece, piece.count) > 0 {}
    #expect(!OutputPeer.isStuck([ends[1]]))
  }

  /// A reader that has left is told by writing, at once: nobody is waited for.
  @Test func whoHasLeftIsNotStuck() throws {
    var ends: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    defer { for end in ends { close(end) } }
    shutdown(ends[0], Int32(SHUT_RDWR))
    #expect(!OutputPeer.isStuck([ends[1]]))
  }
}
