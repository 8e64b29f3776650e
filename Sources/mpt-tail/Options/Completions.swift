import ArgumentParser
import MonitorCore
import MonitorTerminal

/// What a shell offers for the word that is typed: from what is known here, and never by asking the platform.
enum Completions {
  /// The tasks that were listed or watched lately, with their names where the shell shows such.
  static let tasks = CompletionKind.custom { _, _, _ in
    (RecentTasks(environment: .inherited())?.load() ?? []).map { described($0.id.text, $0.name) }
  }

  static let themes = CompletionKind.list([Theme.automaticName] + Theme.builtIn.map(\.name))

  /// The script of a shell, with what the generated one leaves out: without a command the words are those of the default one.
  static func script(_ generated: String, commands: [String]) -> String {
    let others = commands + ["help", "--version", "-h", "--help"]
    if generated.hasPrefix("#compdef") {
      return generated.replacing(
        "    local context state state_descr line\n",
        with: """
              if [[ "${words[2]}" != (\(others.joined(separator: "|"))) ]] &&
                  [[ "${CURRENT}" -gt 2 || "${words[2]}" == (-*|[Tt][Ss][Kk]*) ]]; then
                  words=("${words[1]}" watch "${(@)words[2,-1]}")
                  (( CURRENT++ ))
              fi

              local context state state_descr line

          """, maxReplacements: 1)
    }
    if generated.hasPrefix("#!/bin/bash") {
      return generated.replacing(" -F _mpt-tail mpt-tail", with: " -F __mpt-tail_or_watch mpt-tail") + """

        __mpt-tail_or_watch() {
            case "${COMP_WORDS[1]}" in
            \(others.joined(separator: "|"))) ;;
            *)
                if [[ "${COMP_CWORD}" -gt 1 || "${COMP_WORDS[1]}" == -* || "${COMP_WORDS[1]}" == [Tt][Ss][Kk]* ]]; then
                    COMP_WORDS=("${COMP_WORDS[0]}" watch "${COMP_WORDS[@]:1}")
                    COMP_CWORD=$((COMP_CWORD + 1))
                    COMP_LINE="${COMP_LINE/ / watch }"
                    COMP_POINT=$((COMP_POINT + 6))
                fi
                ;;
            esac
            _mpt-tail "${@}"
        }
        """
    }
    return generated.replacing(
      "    set -l unparsed_tokens (__mpt-tail_tokens -pc)\n",
      with: """
            set -l unparsed_tokens (__mpt-tail_tokens -pc)
            if not contains -- "$unparsed_tokens[2]" \(others.joined(separator: " "))
                set -l words $unparsed_tokens[2..] (commandline -ct)
                if test (count $unparsed_tokens) -gt 1; or string match -qir '^(-|tsk)' -- "$words[1]"
                    set unparsed_tokens $unparsed_tokens[1] watch $unparsed_tokens[2..]
                end
            end

        """)
  }

  /// A word with what it stands for: each shell has its own way, and bash none.
  static func described(_ word: String, _ words: String) -> String {
    guard !words.isEmpty else { return word }
    return switch CompletionShell.requesting {
    case .zsh: "\(word.replacing(":", with: "\\:")):\(words)"
    case .fish: "\(word)\t\(words)"
    default: word
    }
  }
}
