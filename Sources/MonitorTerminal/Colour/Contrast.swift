import Glibc

/// How well one colour is read on another, as WCAG 2 computes it.
package enum Contrast {
  /// 1 (equal) to 21 (black on white), of two colours of the 256.
  package static func ratio(_ first: Int16, _ second: Int16) -> Double {
    let (a, b) = (luminance(first), luminance(second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private static func luminance(_ index: Int16) -> Double {
    let color = IndexedColor.components(of: UInt8(clamping: index))
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }

  private static func linear(_ value: Int) -> Double {
    let part = Double(value) / 255
    return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
  }
}
