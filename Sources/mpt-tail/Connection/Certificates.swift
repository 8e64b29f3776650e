import FoundationEssentials
import Glibc
import MarketplaceAPI

/// Which certificates are trusted: a file beside, or folders in place of, those of the system.
///
/// What is named is checked before anything is asked: a file that libcurl cannot use would fail every request alike.
struct Certificates {
  private static let maxBytes = 16 << 20

  /// Files of certificates in PEM, by what names them; the first that is set counts (the order of curl).
  private static let fileVariables = ["MPT_TAIL_CA_FILE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"]
  private static let folderVariable = "SSL_CERT_DIR"

  private(set) var file: String?
  /// Folders of hashed certificates, separated by colons.
  private(set) var folders: String?

  /// From the flag, else the environment. Throws a `ProgramFailure` where they can never be used.
  init(flag: String?, environment: Environment) throws {
    if let (path, name) = Self.named(flag: flag, environment: environment) {
      if let fault = Self.fault(ofFile: path) {
        throw ProgramFailure("The file of certificates \(path) cannot be used: \(fault) (\(name))", exit: .usage)
      }
      file = path
    }
    if let folders = environment[Self.folderVariable] {
      let isThere = folders.split(separator: ":").contains { folder in
        var status = stat()
        return stat(String(folder), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      }
      guard isThere else {
        throw ProgramFailure("\(folders) is no folder of certificates (\(Self.folderVariable))", exit: .usage)
      }
      self.folders = folders
    }
  }

  /// The file that is named, and by what.
  static func named(flag: String?, environment: Environment) -> (path: String, source: String)? {
    if let flag { return (flag, "--ca-file") }
    return fileVariables.lazy.compactMap { name in environment[name].map { ($0, name) } }.first
  }

  /// Why a file is none of certificates in PEM; `nil` where it is one.
  private static func fault(ofFile path: String) -> String? {
    do throws(SmallFile.Failure) {
      return fault(of: try SmallFile.read(path, limit: maxBytes).bytes)
    } catch {
      return error.reason
    }
  }

  /// Why these bytes are no certificates in PEM; `nil` where they are.
  static func fault(of bytes: [UInt8]) -> String? {
    if bytes.isEmpty { return "it is empty" }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return "it begins with a byte order mark; save it as plain ASCII"
    }
    // A SEQUENCE of DER, the form that Windows calls .cer.
    if bytes.count > 3, bytes[0] == 0x30, bytes[1] & 0x80 != 0 {
      return "it is DER, not PEM; convert it with 'openssl x509 -inform der'"
    }
    let text = String(decoding: bytes, as: UTF8.self)
    var count = 0
    var body: String?
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.drop(while: \.isWhitespace)
      if line.hasPrefix("-----BEGIN ") && line.contains("CERTIFICATE-----") {
        body = ""
      } else if line.hasPrefix("-----END "), let der = body {
        guard isCertificate(der) else { return "certificate \(count + 1) in it is damaged" }
        (count, body) = (count + 1, nil)
      } else {
        body?.append(contentsOf: line)
      }
    }
    if body != nil { return "certificate \(count + 1) in it is cut off" }
    return count == 0 ? "it holds no certificate" : nil
  }

  private static func isCertificate(_ base64: String) -> Bool {
    guard let der = Data(base64Encoded: base64, options: .ignoreUnknownCharacters) else { return false }
    let bytes = [UInt8](der)
    // A SEQUENCE with a length of two or three bytes that reaches the end; a trusted one has more behind it.
    guard bytes.count > 4, bytes[0] == 0x30, bytes[1] == 0x82 || bytes[1] == 0x83 else { return false }
    let size = Int(bytes[1] & 0x0F)
    let length = bytes[2..<2 + size].reduce(0) { $0 << 8 | Int($1) }
    return 2 + size + length <= bytes.count
  }
}
