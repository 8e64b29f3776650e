import Foundation
import MarketplaceSimulator
import TestSupport
import Testing

extension RefusedProgramTests {
  /// `mpt-tail doctor`: each thing that may be wrong, said in its first lines.
  @Suite(.serialized) struct DoctorRunTests {
    private struct Said {
      var exit: Int32
      var first: String
      var findings: [String: (verdict: String, words: String)]
    }

    private let secret = "thesecretpart"

    private func doctor(_ environment: [String: String], _ arguments: [String] = []) async throws -> Said {
      let plain = try ProgramRun.tool(["doctor"] + arguments, environment: environment)
      let exit = try await plain.end()
      let json = try ProgramRun.tool(["doctor", "--json"] + arguments, environment: environment)
      #expect(try await json.end() == exit)
      var findings: [String: (verdict: String, words: String)] = [:]
      for line in json.outputText.split(separator: "\n") {
        let object = try #require(
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String], "\(line)")
        findings[object["check"] ?? ""] = (object["verdict"] ?? "", object["words"] ?? "")
      }
      for text in [plain.outputText, plain.errorText, json.outputText] {
        #expect(!text.contains(secret) && !text.contains(environment["MPT_API_TOKEN"] ?? secret))
      }
      return Said(
        exit: exit, first: String(plain.outputText.prefix { !$0.isNewline }), findings: findings)
    }

    /// Folders that can be written, so that nothing but what a test breaks is broken.
    private func with(_ environment: [String: String], _ folder: TemporaryFolder) -> [String: String] {
      environment.merging(["XDG_STATE_HOME": folder.path, "XDG_CACHE_HOME": folder.path]) { given, _ in given }
    }

    @Test func aGoodPlatformIsWell() async throws {
      let folder = try TemporaryFolder()
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 30, to: task)
        let said = try await doctor(with(platform.environment, folder))
        #expect(said.exit == 0 && said.first == "All is well.", "\(said)")
        let checks = [
          "address", "DNS", "connection", "token", "accepted", "clock", "tasks", "logs", "pages", "time filter",
        ]
        for check in checks { #expect(said.findings[check]?.verdict == "ok", "\(check): \(said.findings)") }
        for check in [
          "poll", "TLS", "streaming", "terminal", "keys", "notices", "clipboard", "locale", "configuration", "state",
        ] {
          #expect(said.findings[check] != nil, "\(check)")
        }
      }
    }

    @Test func whatThePlatformDoesOtherwiseIsNoted() async throws {
      let folder = try TemporaryFolder()
      var rules = PlatformRules()
      (rules.pageCap, rules.filters) = (10, .refused)
      try await withPlatform(rules: rules) { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 30, to: task)
        let said = try await doctor(with(platform.environment, folder))
        #expect(said.exit == 0)
        #expect(said.findings["pages"]?.words.contains("10 entries at most") == true)
        #expect(said.findings["time filter"]?.words.contains("refused") == true)
      }
    }

    @Test func aTokenThatIsRefusedOrMayNotReadLogs() async throws {
      try await withPlatform { platform in
        _ = try await platform.makeTask()
        var environment = platform.environment
        environment["MPT_API_TOKEN"] = "idt:TKN-1234-5678:\(secret)"
        let refused = try await doctor(environment)
        #expect(refused.exit == 1 && refused.first.hasPrefix("accepted: the token is refused"), "\(refused)")
        let vendor = try await doctor(platform.vendorEnvironment)
        #expect(vendor.exit == 1 && vendor.first.hasPrefix("logs: may not be read"), "\(vendor)")
        #expect(vendor.findings["tasks"]?.verdict == "ok")
      }
    }

    @Test func noTokenOrABrokenOne() async throws {
      try await withPlatform { platform in
        let address = ["MPT_API_BASE_URL": platform.endpoint.baseURL, "HOME": "/nonexistent"]
        let none = try await doctor(address)
        #expect(none.exit == 1 && none.first.hasPrefix("token: There is no token"), "\(none)")
        let two = try await doctor(address, ["--token-command", "echo \(secret)1; echo \(secret)2"])
        #expect(two.exit == 1 && two.first.contains("2 lines"), "\(two)")
      }
    }

    @Test func anAddressThatIsNone() async throws {
      let token = ["MPT_API_TOKEN": "idt:TKN-1234-5678:\(secret)"]
      let clear = try await doctor(token.merging(["MPT_API_BASE_URL": "http://api.example.com"]) { $1 })
      #expect(clear.exit == 1 && clear.first.contains("plain http"), "\(clear)")
      let unknown = try await doctor(token.merging(["MPT_API_BASE_URL": "https://no-such-host.invalid"]) { $1 })
      #expect(unknown.exit == 3 && unknown.first.hasPrefix("DNS: no-such-host.invalid"), "\(unknown)")
      let port = try ReservedPort()
      let closed = try await doctor(token.merging(["MPT_API_BASE_URL": "https://127.0.0.1:\(port.number)"]) { $1 })
      #expect(closed.exit == 3 && closed.first.hasPrefix("connection: no connection to 127.0.0.1"), "\(closed)")
      let proxy = try await doctor(
        token.merging([
          "MPT_API_BASE_URL": "https://api.example.invalid",
          "HTTPS_PROXY": "http://me:\(secret)@127.0.0.1:\(port.number)",
        ]) { $1 })
      #expect(proxy.exit == 3 && proxy.first.hasPrefix("proxy: http://…@127.0.0.1:\(port.number)"), "\(proxy)")
    }

    @Test func aCertificateThatNobodyTrusts() async throws {
      let folder = try TemporaryFolder()
      let made = try ProgramRun([
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", folder.path + "/key",
        "-out", folder.path + "/certificate",
      ])
      #expect(try await made.end() == 0, "\(made.errorText)")
      let port = try ReservedPort()
      let server = try ProgramRun([
        "openssl", "s_server", "-accept", "127.0.0.1:\(port.number)", "-key", folder.path + "/key",
        "-cert", folder.path + "/certificate", "-www", "-quiet",
      ])
      defer { server.signal(SIGKILL) }
      let environment = [
        "MPT_API_BASE_URL": "https://localhost:\(port.number)", "MPT_API_TOKEN": "idt:TKN-1234-5678:\(secret)",
      ]
      var said = try await doctor(environment)
      for _ in 0..<50 where said.first.hasPrefix("connection") {
        await OwnQueue.pause()
        said = try await doctor(environment)
      }
      #expect(said.exit == 1 && said.first.hasPrefix("TLS: The certificate of localhost"), "\(said)")
      let trusted = try await doctor(environment, ["--ca-file", folder.path + "/certificate"])
      #expect(trusted.findings["TLS"]?.words.contains("--ca-file") == true, "\(trusted)")
      #expect(trusted.first.contains("is localhost:\(port.number) the API?"), "\(trusted)")
    }

    @Test func aClockThatIsOff() async throws {
      let server = try LoopbackServer { connection in
        while connection.readRequest() != nil {
          let headers = "Content-Type: application/json\r\nDate: Mon, 01 Jan 2024 00:00:00 GMT\r\n"
          guard connection.answer(headers: headers, #"{"$meta":{"pagination":{"total":0}},"data":[]}"#) else { return }
        }
      }
      defer { server.stop() }
      let said = try await doctor([
        "MPT_API_BASE_URL": "http://127.0.0.1:\(server.port)", "MPT_API_TOKEN": "idt:TKN-1234-5678:\(secret)",
      ])
      #expect(said.exit == 1 && said.first.hasPrefix("clock: this machine's is"), "\(said)")
      #expect(said.first.contains("ahead of"))
      #expect(said.findings["logs"]?.verdict == "skipped")
    }

    @Test func filesThatCannotBeUsed() async throws {
      let folder = try TemporaryFolder()
      try folder.write("mpt-tail/config.toml", "theme = 5\n")
      try await withPlatform { platform in
        var environment = with(platform.environment, folder)
        environment["XDG_CONFIG_HOME"] = folder.path
        environment["XDG_STATE_HOME"] = "/proc/self"
        let said = try await doctor(environment)
        #expect(said.exit == 1)
        #expect(said.findings["configuration"]?.words.contains("line 1") == true, "\(said)")
        #expect(said.findings["state"]?.verdict == "broken", "\(said)")
        environment["LC_ALL"] = "xx_XX.UTF-8"
        environment["LOCPATH"] = "/nonexistent"
        _ = try await doctor(environment)
      }
    }
  }
}
