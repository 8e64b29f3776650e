import MarketplaceAPI
import TestSupport
import Testing

@testable import mpt_tail

@Suite struct TokenCommandTests {
  private func run(_ command: String, limit: Duration = .seconds(30)) async -> String {
    let environment: Environment = ["PATH": "/usr/bin:/bin", "MPT_API_TOKEN": "idt:TKN-9:inherited"]
    do {
      return try await TokenCommand(command: command, environment: environment, limit: limit).run()
    } catch {
      return "\(error)"
    }
  }

  @Test func aTokenIsWhatItPrints() async {
    #expect(await run("echo idt:TKN-1:secret") == "idt:TKN-1:secret")
    #expect(await run("printf '# mine\\nexport MPT_API_TOKEN=\"idt:TKN-1:secret\"\\nOTHER=x\\n'") == "idt:TKN-1:secret")
    #expect(await run("cat; echo idt:TKN-1:${MPT_API_TOKEN:-none}") == "idt:TKN-1:none")
  }

  @Test(arguments: [
    ("false", "ended with 1"), ("echo secret; exit 3", "ended with 3"), ("kill -9 $$", "ended with 137"),
    ("true", "holds nothing"), ("echo; echo", "holds nothing"), ("no-such-program-at-all", "ended with 127"),
    ("echo secret-one; echo secret-two", "2 lines"), ("head -c 10000000 /dev/zero", "more than a token"),
    ("yes secret", "more than a token"), ("printf '\\377\\376x'", "no text"),
  ]) func whatIsNoTokenIsSaidWithoutIt(command: String, reason: String) async {
    let said = await run(command)
    #expect(said.contains(reason) && said.contains("--token-command"), "\(said)")
    #expect(!said.contains("secret"))
  }

  @Test func oneThatHangsIsEnded() async throws {
    let folder = try TemporaryFolder()
    // What it started holds the pipe open, too.
    let said = await run("echo $$ >'\(folder.path)/pid'; sleep 1000 & sleep 1000", limit: .milliseconds(300))
    #expect(said.contains("did not end"), "\(said)")
    let pid = try #require(folder.read("pid").flatMap { Int32($0.filter(\.isNumber)) })
    #expect(!ProcessState(pid).isAlive)
  }

  @Test func cancellingEndsIt() async {
    let work = Task { await run("sleep 1000", limit: .seconds(1000)) }
    work.cancel()
    #expect(await work.value.contains("cannot be used"))
  }
}
