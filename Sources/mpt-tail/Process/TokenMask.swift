/// Hides tokens in sentences about what a person typed: one given as an argument by mistake is not repeated.
enum TokenMask {
  private static let scheme = Array("idt:".utf8)
  private static let mask = "[token]"

  /// The text with every `idt:…` in it reduced to its public part, `idt:TKN-1234-5678:[token]`.
  static func masked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    var isFound = false
    while index < bytes.count {
      guard bytes[index...].starts(with: scheme, by: { $0 | 0x20 == $1 | 0x20 }) else {
        result.append(bytes[index])
        index += 1
        continue
      }
      isFound = true
      let word = bytes[index...].prefix(while: isPart)
      index = word.endIndex
      let parts = word.split(separator: 0x3A, maxSplits: 2, omittingEmptySubsequences: false)
      // Without a second colon it is not said where the secret begins.
      if parts.count == 3 { result += parts[0] + ":".utf8 + publicPart(parts[1]) + ":".utf8 }
      result.append(contentsOf: mask.utf8)
    }
    return isFound ? String(decoding: result, as: UTF8.self) : text
  }

  private static func publicPart(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isPublic = part.starts(with: "TKN-".utf8) && part.dropFirst(4).allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x2D }
    return isPublic && part.count <= 40 ? part : []
  }

  /// What a token is made of; quotes and brackets around one in a sentence are not.
  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x27, 0x28, 0x29, 0x3C, 0x3E, 0x60: false
    default: 0x21...0x7E ~= byte
    }
  }
}
