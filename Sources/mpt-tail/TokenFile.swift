import Glibc

/// A file that holds a token: only its owner, who must be the user, may read it.
enum TokenFile {
  private static let largest = 8192

  static func read(_ path: String) throws -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault(path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw fault(path, String(cString: strerror(errno))) }
    guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
      throw fault(path, "others may read it; make it yours alone with chmod 600")
    }
    var buffer = [UInt8](repeating: 0, count: largest)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    guard count >= 0 else { throw fault(path, String(cString: strerror(errno))) }
    return String(decoding: buffer.prefix(count), as: UTF8.self)
  }

  private static func fault(_ path: String, _ reason: String) -> ProgramFailure {
    ProgramFailure("The token file \(path) cannot be used: \(reason).", exit: .refused)
  }
}
