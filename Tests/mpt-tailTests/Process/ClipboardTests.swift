import TestSupport
import Testing

@testable import mpt_tail

/// Who takes what is copied, and that it gets it.
@Suite struct ClipboardTests {
  /// A folder with programs of these names, each writing what it reads into a file beside it.
  private func programs(_ names: String...) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in names {
      try write(name, "cat >'\(folder.path)/\(name).got'; echo \"$@\" >'\(folder.path)/words'", in: folder)
    }
    return folder
  }

  /// Written by another process: what this one writes, a program that another test starts has open too for a moment, and
  /// what somebody may write to cannot be run.
  private func write(_ name: String, _ script: String, in folder: TemporaryFolder) throws {
    let writer = try DetachedProcess.start(
      ["/bin/sh", "-c", #"printf '#!/bin/sh\n%s\n' "$SCRIPT" >"$FILE" && chmod 755 "$FILE""#],
      environment: ["PATH": "/usr/bin:/bin", "SCRIPT": script, "FILE": "\(folder.path)/\(name)"]
    ).get()
    #expect(DetachedProcess.wait(for: writer) == 0)
  }

  private func clipboard(_ folder: TemporaryFolder, _ variables: [String: String]) -> Clipboard {
    Clipboard(environment: Environment(variables.merging(["PATH": "\(folder.path):/usr/bin:/bin"]) { $1 }))
  }

  @Test(arguments: [
    ("wl-copy", ["WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"]), ("xclip", ["DISPLAY": ":0"]),
    ("clip.exe", ["WSL_DISTRO_NAME": "Ubuntu"]), ("pbcopy", [:]),
  ])
  func theProgramOfTheDesktopTakesIt(name: String, variables: [String: String]) throws {
    let folder = try programs("wl-copy", "xclip", "clip.exe", "pbcopy")
    let command = clipboard(folder, variables).command
    #expect(command?.first == "\(folder.path)/\(name)")
    #expect(command.map(Clipboard.name(of:)) == name)
  }

  @Test func overSSHTheTerminalTakesIt() throws {
    let folder = try programs("wl-copy", "xclip", "pbcopy")
    #expect(clipboard(folder, ["DISPLAY": ":10", "SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"]).command == nil)
    #expect(clipboard(try programs(), ["DISPLAY": ":0"]).command == nil)
  }

  @Test func withinTmuxItIsTmuxWhereNoDesktopIs() throws {
    let folder = try programs("xclip", "tmux")
    let ssh = ["SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"]
    let inTmux = ["TMUX": "/tmp/tmux-0/default,1,0", "TMUX_PANE": "%1", "TERM": "tmux-256color"]
    #expect(clipboard(folder, inTmux.merging(ssh) { $1 }).command?.dropFirst() == ["load-buffer", "-w", "-"])
    #expect(clipboard(folder, inTmux).command.map(Clipboard.name(of:)) == "tmux")
    #expect(clipboard(folder, inTmux.merging(["DISPLAY": ":0"]) { $1 }).command.map(Clipboard.name(of:)) == "xclip")
    // It finds its server and whose clipboard by these.
    let kept = Environment(inTmux).ofDesktopPrograms
    #expect(kept["TMUX"] != nil && kept["TMUX_PANE"] != nil)
    // A terminal that was started out of tmux.
    #expect(clipboard(try programs("tmux"), inTmux.merging(["TERM": "xterm"]) { $1 }).command == nil)
  }

  @Test func theProgramGetsTheText() async throws {
    let folder = try programs("xclip")
    let clipboard = clipboard(folder, ["DISPLAY": ":0"])
    let text = "13:40:13  ERROR  quota exceeded 漢字\n" + String(repeating: "long ", count: 50_000)
    let command = try #require(clipboard.command)
    #expect(await clipboard.copy(text, by: command))
    #expect(folder.read("xclip.got") == text)
    #expect(folder.read("words") == "-selection clipboard\n")
  }

  @Test func aProgramThatFailsDidNotTakeIt() async throws {
    let folder = try TemporaryFolder()
    try write("xclip", "exit 1", in: folder)
    #expect(await !clipboard(folder, [:]).copy("text", by: ["\(folder.path)/xclip"]))
    #expect(await !clipboard(folder, [:]).copy("text", by: ["\(folder.path)/nothing"]))
  }
}
