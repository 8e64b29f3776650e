import CTerminalGuard
import Glibc

/// Both ends of a terminal that nobody looks at.
package final class PseudoTerminal {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  package let master: Int32
  package let slave: Int32
  package let path: String

  package init(columns: UInt16 = 80, rows: UInt16 = 24) throws {
    var ends: (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 256)
    guard openpty(&ends.0, &ends.1, &name, nil, nil) == 0 else { throw Failure(description: "no terminal: \(errno)") }
    (master, slave) = ends
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(master, F_SETFL, O_RDWR | O_NONBLOCK)
    resize(columns: columns, rows: rows)
  }

  deinit {
    hangUp()
    close(slave)
  }

  private var isOpen = true

  package func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(slave, UInt(TIOCSWINSZ), &size)
  }

  /// What the program sent, once so many bytes of it are there; fewer when it sends no more for a while.
  package func read(count: Int = .max, patience: Int32 = 2000) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < count {
      var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, patience) > 0 else { break }
      let got = Glibc.read(master, &buffer, buffer.count)
      guard got > 0 else { break }
      bytes += buffer[..<got]
    }
    return bytes
  }

  /// Keys come as they are, whoever reads them.
  package func becomeRaw() {
    var modes = termios()
    tcgetattr(slave, &modes)
    cfmakeraw(&modes)
    tcsetattr(slave, TCSANOW, &modes)
  }

  package func type(_ bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    _ = write(master, bytes, bytes.count)
  }

  /// Types Ctrl-S, and waits until the terminal takes no output.
  package func stop() {
    type([0x13])
    while takesOutput { sched_yield() }
  }

  package var takesOutput: Bool {
    var output = pollfd(fd: slave, events: Int16(POLLOUT), revents: 0)
    return poll(&output, 1, 0) > 0
  }

  /// Waits until something that was typed can be read.
  package func waitForInput() {
    var input = pollfd(fd: slave, events: Int16(POLLIN), revents: 0)
    _ = poll(&input, 1, -1)
  }

  package func hangUp() {
    if isOpen { close(master) }
    isOpen = false
  }

  /// The modes that the terminal is in, as something to compare.
  package var modes: [UInt32] {
    var found = termios()
    tcgetattr(slave, &found)
    return [found.c_iflag, found.c_oflag, found.c_cflag, found.c_lflag]
  }
}
