import Foundation
import TestSupport
import Testing

@testable import mpt_tail

@Suite struct CertificatesTests {
  /// A SEQUENCE of 260 zeros: what is checked is the frame.
  private static let der: [UInt8] = [0x30, 0x82, 0x01, 0x04] + [UInt8](repeating: 0, count: 260)
  private static let body = Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
  private static let pem = "-----BEGIN CERTIFICATE-----\n\(body)\n-----END CERTIFICATE-----\n"

  @Test(
    arguments: [
      (pem, nil), ("a comment\r\n" + pem.replacing("\n", with: "\r\n") + pem, nil),
      (pem.replacing("CERTIFICATE", with: "TRUSTED CERTIFICATE"), nil),
      ("", "empty"), ("\u{FEFF}" + pem, "byte order mark"), ("hello", "no certificate"),
      ("-----BEGIN PRIVATE KEY-----\n\(body)\n-----END PRIVATE KEY-----\n", "no certificate"),
      (String(pem.dropLast(30)), "cut off"), (pem + pem.replacing("AAAA", with: ""), "certificate 2 in it is damaged"),
    ] as [(String, String?)])
  func saysWhyAFileHoldsNoCertificates(text: String, reason: String?) {
    let fault = Certificates.fault(of: Array(text.utf8))
    #expect(reason.map { fault?.contains($0) == true } ?? (fault == nil), "\(fault ?? "none")")
  }

  @Test func knowsTheBinaryForm() {
    #expect(Certificates.fault(of: Self.der)?.contains("openssl") == true)
  }

  @Test func theFlagCountsBeforeTheVariablesOfOthers() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write("good.pem", Self.pem)
    let environment: Environment = [
      "CURL_CA_BUNDLE": "/none", "SSL_CERT_FILE": "/none", "SSL_CERT_DIR": "/none:\(folder.path)",
    ]
    let certificates = try Certificates(flag: good, environment: environment)
    #expect(certificates.file == good && certificates.folders == "/none:\(folder.path)")
    for (variables, name) in [
      (["CURL_CA_BUNDLE": "/none", "SSL_CERT_FILE": good], "CURL_CA_BUNDLE"),
      (["SSL_CERT_FILE": "/none"], "SSL_CERT_FILE"),
      (["MPT_TAIL_CA_FILE": folder.path], "MPT_TAIL_CA_FILE"), (["SSL_CERT_DIR": good], "SSL_CERT_DIR"),
    ] {
      #expect { try Certificates(flag: nil, environment: Environment(variables)) } throws: {
        ($0 as? ProgramFailure)?.exit == .usage && "\($0)".contains(name)
      }
    }
    #expect(try Certificates(flag: nil, environment: [:]).file == nil)
  }
}
