import Glibc
import MonitorCore
import TestSupport
import Testing

@testable import mpt_tail

@Suite struct PortalOpenerTests {
  private func task() throws -> TaskID { try #require(TaskID("TSK-1111-2222-3333-4444")) }

  private static let page = "https://p.example.com/administration/accounts/task-log"

  private func plan(_ template: String? = nil, _ variables: [String: String]) throws -> PortalOpener.Plan {
    try PortalOpener(template: template, environment: Environment(variables)).plan(for: task())
  }

  @Test func namesTheDocumentedPageOrThatOfTheConfiguration() throws {
    #expect(try plan(nil, ["MPT_PORTAL_BASE_URL": "https://p.example.com/"]) == .show(Self.page))
    #expect(
      try plan("https://x/{id}/{id}", ["MPT_PORTAL_BASE_URL": "https://p"])
        == .show("https://x/TSK-1111-2222-3333-4444/TSK-1111-2222-3333-4444"))
    #expect(try plan(nil, [:]) == .noPortal)
    for odd in ["ftp://x", "javascript:alert(1)", "https://x/ y", "https://x/\u{1B}]52"] {
      guard case .invalid = try plan(nil, ["MPT_PORTAL_BASE_URL": odd]) else {
        Issue.record("\(odd)")
        continue
      }
      #expect(!PortalOpener.isTemplate(odd))
    }
    #expect(PortalOpener.isTemplate("https://x/{id}") && !PortalOpener.isTemplate("https://x/{name}"))
  }

  @Test func showsTheAddressWhereNothingOpensIt() throws {
    let base = ["MPT_PORTAL_BASE_URL": "https://p.example.com", "PATH": "/nonexistent", "DISPLAY": ":0"]
    #expect(try plan(nil, base) == .show(Self.page))
    let system = base.merging(["PATH": "/usr/bin:/bin", "BROWSER": "nosuchbrowser"]) { $1 }
    #expect(try plan(nil, system.merging(["SSH_CONNECTION": "1"]) { $1 }) == .show(Self.page))
    #expect(try plan(nil, system.merging(["DISPLAY": ""]) { $1 }) == .show(Self.page))
  }

  /// A browser that is named is used, also without a display and over SSH; there it gets the terminal, as it may need it.
  @Test func lendsTheTerminalToABrowserOfTheTerminal() throws {
    let base = ["MPT_PORTAL_BASE_URL": "https://p.example.com", "PATH": "/usr/bin:/bin", "BROWSER": "/bin/sh"]
    let command = ["/bin/sh", Self.page]
    #expect(try plan(nil, base) == .lend(command))
    #expect(try plan(nil, base.merging(["SSH_CONNECTION": "1"]) { $1 }) == .lend(command))
    #expect(try plan(nil, base.merging(["SSH_CONNECTION": "1", "DISPLAY": ":10"]) { $1 }) == .start(command))
    let folder = try TemporaryFolder()
    let lynx = try folder.write("lynx", "")
    chmod(lynx, 0o755)
    #expect(try plan(nil, base.merging(["BROWSER": lynx, "DISPLAY": ":0"]) { $1 }) == .lend([lynx, Self.page]))
  }

  @Test func asksThePersonsBrowserFirst() throws {
    var base = ["MPT_PORTAL_BASE_URL": "https://p.example.com", "PATH": "/usr/bin:/bin", "WAYLAND_DISPLAY": "w"]
    base["BROWSER"] = "nosuchbrowser:sh -c %s"
    #expect(try plan(nil, base) == .start(["/usr/bin/sh", "-c", Self.page]))
    base["BROWSER"] = "/bin/sh"
    #expect(try plan(nil, base) == .start(["/bin/sh", Self.page]))
  }

  @Test func givesTheOpenerTheAddressAndNoSecret() async throws {
    let folder = try TemporaryFolder()
    // Written by another process: what this one writes, a program that another test starts has open too for a moment, and
    // what somebody may write to cannot be run.
    let script =
      "#!/bin/sh\n{ echo \"$1\"; env; } > '\(folder.path)/told.new'\nmv '\(folder.path)/told.new' '\(folder.path)/told'\n"
    let writer = try DetachedProcess.start(
      ["/bin/sh", "-c", #"printf %s "$SCRIPT" >"$FILE" && chmod 755 "$FILE""#],
      environment: ["PATH": "/usr/bin:/bin", "SCRIPT": script, "FILE": folder.path + "/xdg-open"]
    ).get()
    #expect(DetachedProcess.wait(for: writer) == 0)
    let opener = PortalOpener(
      template: nil,
      environment: [
        "MPT_PORTAL_BASE_URL": "https://p.example.com", "PATH": "\(folder.path):/usr/bin:/bin", "DISPLAY": ":0",
        "MPT_API_TOKEN": "idt:TKN-1:secret", "AWS_SECRET": "x", "LC_ALL": "C",
      ])
    #expect(opener.plan(for: try task()) == .start([folder.path + "/xdg-open", Self.page]))
    #expect(opener.start([folder.path + "/xdg-open", Self.page]) == nil)
    while folder.read("told") == nil { try await Task.sleep(for: .milliseconds(5)) }
    let told = folder.read("told") ?? ""
    #expect(told.hasPrefix(Self.page + "\n"))
    #expect(told.contains("LC_ALL=C"))
    #expect(!told.contains("secret") && !told.contains("AWS"))
  }
}
