import CNcurses
package import MonitorUI

/// The screen: draws frames, and gives the terminal back as it was found when it goes out of scope.
///
/// Nothing here waits for the terminal. One that is slow or stopped (Ctrl-S) leaves bytes behind; then `draw` puts the
/// frame off, and `TerminalEvent.writable` says when to draw again. One per process, on one actor; never call `exit` while
/// it lives.
package struct Terminal: ~Copyable {
  /// What came of a frame.
  package enum Drawing: Hashable, Sendable {
    case drawn
    /// The terminal has not taken the last frame yet. A `TerminalEvent.writable` follows; then draw the newest frame.
    case putOff
  }

  private enum Presence {
    case shown
    /// The normal screen is there; with the keys still read raw, or with the terminal's own modes.
    case left(keepsKeys: Bool)
  }

  /// How long a stopped terminal may keep us when it is given back, in milliseconds.
  private static let farewell: Int32 = 150

  private let device: TerminalDevice
  private var screen: CursesScreen
  private let output: TerminalOutput
  private let events: TerminalEvents
  let modes: TerminalModes
  let traits: TerminalTraits
  /// The type in `TERM`.
  private let named: String?
  private var options: TerminalOptions
  private var writer: FrameWriter
  private var paints: PaintTable
  private var presence = Presence.shown
  private var hasMouse = false
  /// The sequence of the window's title; empty where it was not set.
  var title: [UInt8] = []

  /// Takes the terminal over. Throws when it cannot show a screen; then nothing was written to it.
  package init(
    device: consuming TerminalDevice, events: TerminalEvents, environment: [String: String],
    options: TerminalOptions = TerminalOptions()
  ) throws(TerminalFailure) {
    let isUnicode = TerminalLocale.adopt()
    let screen = try CursesScreen.open(type: environment["TERM"], size: device.size)
    traits = TerminalTraits(environment: environment)
    named = environment["TERM"]
    modes = TerminalModes(traits: traits)
    writer = FrameWriter(ascii: options.ascii || !isUnicode)
    paints = screen.paints(options)
    output = TerminalOutput(descriptor: device.descriptor)
    self.options = options
    self.events = events
    self.device = device
    self.screen = screen
    enter()
  }

  deinit {
    switch presence {
    case .shown:
      events.listen(false)
      screen.leave()
      Self.leave(device, screen, output, modes)
      Self.restore(device)
    case .left(keepsKeys: true):
      events.listen(false)
      Self.send(output, to: device)
      Self.restore(device)
    case .left(keepsKeys: false): break
    }
  }

  /// The size that frames should have, each side 1…1000.
  package var size: Size { screen.size }

  /// What to say of the terminal once the screen is left; `nil` where there is nothing to say.
  package var advice: String? {
    guard let named, named != screen.type else { return nil }
    return
      "This system has no description of the terminal type \(TerminalFailure.quoted(named)); \(screen.type) was used. "
      + "The package ncurses-term, or the terminal's own, brings one."
  }

  /// All bytes the terminal took so far.
  package var bytesWritten: Int { output.total }

  /// Shows a frame. Only what differs from the last one is looked at, and only what must be is sent.
  @discardableResult
  package mutating func draw(_ frame: borrowing Frame) -> Drawing {
    guard case .shown = presence else { return .drawn }
    CrashGuard.coverThisThread()
    guard output.flush() else {
      events.reportWhenWritable()
      return .putOff
    }
    writer.write(frame, paints: paints, to: screen)
    screen.update(cursor: frame.cursor, reading: frame.reading)
    output.append(screen.takeOutput())
    send()
    return .drawn
  }

  /// Applies the window's size (after `TerminalSignal.windowChanged`) and answers it. The next frame is drawn whole on a
  /// cleared screen, also when the size is the old one again: in between the terminal may have cut what it showed.
  package mutating func resized() -> Size {
    let size = device.size
    if size != screen.size { screen.resize(to: size) }
    redraw()
    return screen.size
  }

  /// Draws the next frame whole on a cleared screen: another program may have written on it.
  package mutating func redraw() {
    screen.repaint()
    writer.forget()
  }

  /// Shows another theme from the next frame on, which is drawn whole.
  package mutating func show(_ theme: Theme) {
    options.theme = theme
    paints = screen.paints(options)
    redraw()
  }

  /// Asks the terminal for its background, where it is known to answer; `TerminalEvent.background` says what it is. False
  /// where it is not asked, because it might show the question, or answer somebody else.
  package func askBackground() -> Bool {
    guard case .shown = presence, traits.answersBackground, paints.depth == .full, device.isStandardInput else {
      return false
    }
    write(TerminalControl.backgroundQuery)
    return true
  }

  /// Leaves the screen, before `TerminalSignals.stopSelf()` or while plain lines are shown. `keepingKeys` keeps them
  /// coming one by one and unechoed; otherwise the terminal's own modes are back.
  package mutating func suspend(keepingKeys: Bool = false) {
    guard case .shown = presence else { return }
    screen.leave()
    Self.leave(device, screen, output, modes)
    if keepingKeys {
      CrashGuard.arm(device, restore: [])
      if device.isOurs { device.becomeRaw(forPlainLines: true) }
    } else {
      events.listen(false)
      Self.restore(device)
    }
    presence = .left(keepsKeys: keepingKeys)
  }

  /// Writes plain lines while the screen is left with the keys kept; anywhere else they are refused. False when the terminal
  /// does not take them now: then they wait, `TerminalEvent.writable` follows, and the caller keeps the rest.
  package func write(lines: [UInt8]) -> Bool {
    guard case .left(keepsKeys: true) = presence else { return false }
    output.append(lines)
    send()
    return output.isEmpty
  }

  /// Comes back to the screen, and draws the next frame whole. Also right after a stop that nobody announced.
  package mutating func resume() {
    if case .shown = presence {
      screen.leave()
      output.append(modes.off)
    }
    presence = .shown
    enter()
    _ = resized()
  }

  /// Turns reports of clicks and of the wheel on or off; off at first, so that the terminal's own selection works.
  package mutating func setMouse(_ isOn: Bool) {
    guard traits.isXtermLike, hasMouse != isOn else { return }
    hasMouse = isOn
    write(isOn ? TerminalControl.mouseOn : TerminalControl.mouseOff)
  }

  private mutating func enter() {
    CrashGuard.arm(device, restore: modes.leave)
    device.becomeRaw()
    events.listen(true)
    output.append(modes.enter)
    if hasMouse { output.append(TerminalControl.mouseOn) }
    if options.wantsFocus, traits.isXtermLike { output.append(TerminalControl.focusOn) }
    output.append(title)
    output.append(screen.takeOutput())
    send()
  }

  /// Sends a sequence beside what is drawn: on the screen, and beside plain lines; not where the terminal is somebody else's.
  func write(_ bytes: [UInt8]) {
    if case .left(keepsKeys: false) = presence { return }
    output.append(bytes)
    send()
  }

  private func send() {
    if !output.flush() { events.reportWhenWritable() }
  }

  /// Sends the end of the screen. A stopped terminal gets it if it goes on soon; else a shell's prompt will follow.
  private static func leave(
    _ device: borrowing TerminalDevice, _ screen: borrowing CursesScreen, _ output: TerminalOutput,
    _ modes: TerminalModes
  ) {
    // In the background the terminal is somebody else's by now.
    guard device.isOurs else { return output.drop() }
    output.append(modes.off)
    output.append(screen.takeOutput())
    send(output, to: device)
  }

  /// Sends what is left with some patience, at last by letting a stopped terminal go on.
  private static func send(_ output: TerminalOutput, to device: borrowing TerminalDevice) {
    guard device.isOurs else { return output.drop() }
    if output.flush(within: farewell) { return }
    device.continueOutput()
    if !output.flush(within: farewell) { output.drop() }
  }

  private static func restore(_ device: borrowing TerminalDevice) {
    if device.isOurs { device.restore(discardingInput: true) }
    CrashGuard.disarm()
  }
}

extension CursesScreen {
  /// Makes the colours of a theme known to curses, as many as the terminal has.
  fileprivate func paints(_ options: TerminalOptions) -> PaintTable {
    start_color()
    let hasOwnColors = use_default_colors() == cn_ok
    let depth = ColorDepth(colors: Int(cn_number("colors")), isWanted: options.wantsColor)
    return PaintTable(Palette(options.theme, depth: depth, hasOwnColors: hasOwnColors))
  }
}
