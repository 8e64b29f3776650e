import Glibc

/// Why a saved log cannot be read.
package enum InputFailure: Error, Sendable, Equatable {
  /// The system's error number.
  case system(Int32)
  case folder, device
  /// A pipe that nobody writes into.
  case silent

  /// Ends a sentence about the file.
  package var reason: String {
    switch self {
    case .system(let code): String(cString: strerror(code))
    case .folder: "it is a folder"
    case .device: "it is a device, not a file"
    case .silent: "it is a pipe, and nobody writes into it"
    }
  }
}
