/// A terminal that keeps its normal screen: lines are appended, and nothing that was written is changed. No control sequence
/// is sent but those that lines hold.
///
/// Nothing here waits for the terminal: what it does not take now stays, in order, until `TerminalEvent.writable` says that
/// it takes more. The terminal's modes are given back as they were found when this goes out of scope.
package struct LineTerminal: ~Copyable {
  /// How a person's input arrives.
  package enum Input: Hashable, Sendable {
    /// Lines that the terminal itself lets be edited and shows.
    case lines
    /// Each key at once, and not shown.
    case keys
  }

  /// How long a stopped terminal may keep us when it is given back, in milliseconds.
  private static let farewell: Int32 = 150

  private let device: TerminalDevice
  private let output: TerminalOutput
  private let events: TerminalEvents
  private var input: Input
  private var isLeft = false

  package init(device: consuming TerminalDevice, events: TerminalEvents, input: Input) {
    output = TerminalOutput(descriptor: device.descriptor)
    self.device = device
    self.events = events
    self.input = input
    enter()
  }

  deinit {
    guard !isLeft else { return }
    events.listen(false)
    Self.leave(device, output)
  }

  /// Appends text. Line feeds are line ends.
  package func write(_ bytes: [UInt8]) {
    guard !isLeft, !bytes.isEmpty else { return }
    output.append(bytes)
    send()
  }

  /// Sends what waits, after `TerminalEvent.writable`.
  package func flush() { send() }

  /// Rings the bell.
  package func bell() { write(TerminalControl.bell) }

  package mutating func listen(to input: Input) {
    self.input = input
    if !isLeft { enter() }
  }

  /// Gives the terminal its own modes, before `TerminalSignals.stopSelf()`.
  package mutating func suspend() {
    guard !isLeft else { return }
    events.listen(false)
    Self.leave(device, output)
    isLeft = true
  }

  package mutating func resume() {
    isLeft = false
    enter()
  }

  private func enter() {
    CrashGuard.arm(device, restore: [])
    events.listen(true)
    guard device.isOurs else { return }
    switch input {
    case .lines: device.restore(discardingInput: false)
    case .keys: device.becomeRaw(forPlainLines: true)
    }
  }

  private func send() {
    if !output.flush() { events.reportWhenWritable() }
  }

  private static func leave(_ device: borrowing TerminalDevice, _ output: TerminalOutput) {
    if device.isOurs {
      if !output.flush(within: farewell) {
        device.continueOutput()
        if !output.flush(within: farewell) { output.drop() }
      }
      device.restore(discardingInput: true)
    } else {
      output.drop()
    }
    CrashGuard.disarm()
  }
}
