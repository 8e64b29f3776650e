extension String {
  /// A sentence as it stands before more text: without the period at its end; three of them stay.
  package var withoutPeriod: String { hasSuffix(".") && !hasSuffix("..") ? String(dropLast()) : self }
}
