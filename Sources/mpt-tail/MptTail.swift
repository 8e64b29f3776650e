import ArgumentParser

@main
struct MptTail: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mpt-tail", abstract: "Follow the logs of long-running tasks.")
}
