import Glibc
import MonitorCore
import Testing

@testable import mpt_tail

@Suite struct PortalOpenerTests {
  private func task() throws -> TaskID { try #require(TaskID("TSK-1111-2222-3333-4444")) }

  @Test func buildsTheAddress() throws {
    let opener = PortalOpener(environment: ["MPT_PORTAL_BASE_URL": "https://portal.example.com/"])
    #expect(opener.address(of: try task()) == "https://portal.example.com/tasks/TSK-1111-2222-3333-4444")
    for odd in ["", "ftp://x", "javascript:alert(1)", "https://x/ y", "https://x/\u{1B}]52"] {
      #expect(PortalOpener(environment: ["MPT_PORTAL_BASE_URL": odd]).address(of: try task()) == nil)
    }
  }

  @Test func showsTheAddressWhereNothingOpensIt() throws {
    let environment = ["MPT_PORTAL_BASE_URL": "https://p.example.com", "PATH": "/nonexistent", "DISPLAY": ":0"]
    #expect(
      PortalOpener(environment: environment).open(try task())
        == .address("https://p.example.com/tasks/TSK-1111-2222-3333-4444"))
    #expect(PortalOpener(environment: [:]).open(try task()) == .noPortal)
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
    let opener = PortalOpener(environment: [
      "MPT_PORTAL_BASE_URL": "https://p.example.com", "PATH": "\(folder.path):/usr/bin:/bin", "DISPLAY": ":0",
      "MPT_API_TOKEN": "idt:TKN-1:secret", "AWS_SECRET": "x", "LC_ALL": "C",
    ])
    #expect(opener.open(try task()) == .opened("https://p.example.com/tasks/TSK-1111-2222-3333-4444"))
    while folder.read("told") == nil { try await Task.sleep(for: .milliseconds(5)) }
    let told = folder.read("told") ?? ""
    #expect(told.hasPrefix("https://p.example.com/tasks/TSK-1111-2222-3333-4444\n"))
    #expect(told.contains("LC_ALL=C"))
    #expect(!told.contains("secret") && !told.contains("AWS"))
  }
}
