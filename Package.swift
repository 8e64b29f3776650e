// swift-tools-version: 6.2

import PackageDescription

// The modules and the arrows between them, inside out: a module may know only those above it that it names.
let package = Package(
  name: "mpt-tail",
  products: [
    .executable(name: "mpt-tail", targets: ["mpt-tail"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // What is watched and when to look. Knows no HTTP, no screen.
    // Regular expressions are PCRE2's.
    .systemLibrary(name: "CPCRE2", path: "Sources/CPCRE2", providers: [.apt(["libpcre2-dev"])]),
    .target(name: "MonitorCore", dependencies: ["CPCRE2"]),
    .testTarget(name: "MonitorCoreTests", dependencies: ["MonitorCore", "TestSupport"]),

    // What several test targets need: loopback sockets, servers and clients, terminals, processes, entries.
    .target(name: "TestSupport", dependencies: ["MonitorCore", "CTerminalGuard"], path: "Tests/TestSupport"),

    // What outlives a run: earlier runs, visits, layouts, in SQLite.
    .systemLibrary(name: "CSQLite", path: "Sources/CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "MonitorHistory", dependencies: ["MonitorCore", "CSQLite"]),
    .testTarget(name: "MonitorHistoryTests", dependencies: ["MonitorHistory", "MonitorCore", "TestSupport"]),

    // How the platform is asked.
    .systemLibrary(
      name: "CCurl", path: "Sources/CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .target(name: "MarketplaceAPI", dependencies: ["MonitorCore", "CCurl"]),
    .testTarget(name: "MarketplaceAPITests", dependencies: ["MarketplaceAPI", "MonitorCore", "TestSupport"]),

    // What is shown and what keys mean: values and pure functions.
    .target(name: "MonitorUI", dependencies: ["MonitorCore"]),
    .testTarget(name: "MonitorUITests", dependencies: ["MonitorUI", "MonitorCore", "TestSupport"]),

    // How curses shows a Frame and hears a Key.
    .systemLibrary(name: "CNcurses", path: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .target(name: "CTerminalGuard"),
    .target(
      name: "MonitorTerminal", dependencies: ["MonitorUI", "MonitorCore", "CNcurses", "CTerminalGuard"]),
    .testTarget(
      name: "MonitorTerminalTests",
      dependencies: ["MonitorTerminal", "MonitorUI", "MonitorCore", "CNcurses", "CTerminalGuard", "TestSupport"]),

    // The same events as plain lines or NDJSON.
    .target(name: "MonitorStream", dependencies: ["MonitorCore"]),
    .testTarget(name: "MonitorStreamTests", dependencies: ["MonitorStream", "MonitorCore", "TestSupport"]),

    // Streams in files: reading any saved log, recording, replaying. Packed ones are zlib's.
    .systemLibrary(name: "CZlib", path: "Sources/CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "MonitorRecording", dependencies: ["MonitorStream", "MarketplaceAPI", "MonitorCore", "CZlib"]),
    .testTarget(
      name: "MonitorRecordingTests",
      dependencies: ["MonitorRecording", "MonitorStream", "MarketplaceAPI", "MonitorCore", "TestSupport"]),

    // A small real platform over HTTP, for the demo and the tests. Knows nobody here. Of FlyingFox only the sockets: its
    // server would link all of Foundation.
    .target(
      name: "MarketplaceSimulator",
      dependencies: [
        .product(name: "FlyingSocks", package: "FlyingFox")
      ]),
    .testTarget(name: "MarketplaceSimulatorTests", dependencies: ["MarketplaceSimulator", "TestSupport"]),

    // The words that the program was started with, as the C entry gets them.
    .target(name: "CProgramArguments"),

    // The program: commands, configuration, and the one loop that joins the modules.
    .executableTarget(
      name: "mpt-tail",
      dependencies: [
        "MonitorCore", "MarketplaceAPI", "MonitorUI", "MonitorTerminal", "MonitorStream", "MonitorRecording",
        "MonitorHistory", "MarketplaceSimulator", "CProgramArguments",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "mpt-tailTests",
      dependencies: [
        "mpt-tail", "MonitorCore", "MarketplaceAPI", "MonitorUI", "MonitorTerminal", "MonitorStream",
        "MonitorRecording", "MonitorHistory",
        "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["mpt-tail", "MonitorCore", "MarketplaceAPI", "MarketplaceSimulator", "MonitorUI", "TestSupport"]),

    // What Benchmarks/run measures from inside. Knows as little as it can.
    .executableTarget(
      name: "mpt-tail-bench", dependencies: ["MonitorCore", "MarketplaceAPI", "MonitorRecording"],
      path: "Benchmarks/mpt-tail-bench"),
  ],
  swiftLanguageModes: [.v6]
)

// The same rules for every module.
for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}
