import Foundation
import TestSupport
import Testing

extension ShortProgramTests {
  /// What shells complete, by the script that the program writes for bash.
  @Suite(.serialized) struct CompletionTests {
    /// What bash offers for the last of these words.
    private func offers(_ words: [String], cache: String) async throws -> [String] {
      let script = """
        shopt -s extglob
        PATH="$(dirname "$0"):$PATH"
        source <("$0" --generate-completion-script bash) || exit 9
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
        $(complete -p mpt-tail | sed 's/.*-F \\([^ ]*\\) .*/\\1/') mpt-tail "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
        printf '%s\\n' "${COMPREPLY[@]}"
        """
      let run = try ProgramRun(
        ["bash", "-c", script, TmuxScreen.program, "mpt-tail"] + words, environment: ["XDG_CACHE_HOME": cache])
      #expect(try await run.end() == 0, "\(run.errorText)")
      return run.outputText.split(separator: "\n").map { String($0).trimmingCharacters(in: .whitespaces) }
    }

    @Test func commandsFlagsThemesAndTasksAreOffered() async throws {
      let folder = try TemporaryFolder()
      try folder.write("mpt-tail/tasks", "TSK-1111-2222\tMoving\nTSK-3333-4444\n")
      #expect(try await offers(["wa"], cache: folder.path).contains("wait"))
      #expect(try await offers(["status", "--max"], cache: folder.path).contains("--max-age"))
      #expect(try await offers(["demo", "--theme", "nor"], cache: folder.path) == ["nord"])
      #expect(try await offers(["wait", "--for", "com"], cache: folder.path) == ["completed"])
      #expect(try await offers(["wait", "TSK-1"], cache: folder.path) == ["TSK-1111-2222"])
      // Without a command the words are those of watching.
      #expect(try await offers(["TSK-1"], cache: folder.path) == ["TSK-1111-2222"])
      #expect(try await offers(["-o", "json", "TSK-3"], cache: folder.path) == ["TSK-3333-4444"])
      #expect(try await offers(["--the"], cache: folder.path) == ["--theme"])
      #expect(try await offers(["--theme", "nor"], cache: folder.path) == ["nord"])
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func thereIsAScriptForEachShell(shell: String) async throws {
      let run = try ProgramRun.tool(["--generate-completion-script", shell])
      #expect(try await run.end() == 0)
      #expect(run.outputText.contains("mpt-tail") && run.outputText.contains("token-command"))
      // Without a command the words are those of watching.
      let rest =
        ["bash": "-F __mpt-tail_or_watch", "zsh": "words=(\"${words[1]}\" watch", "fish": "unparsed_tokens[1] watch"]
      #expect(run.outputText.contains(rest[shell] ?? ""), "\(shell)")
      // To a shell this would be a redirection.
      #expect(!run.outputText.contains("progress>= "))
    }
  }
}
