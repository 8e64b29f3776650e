/// Why a request brought no usable answer.
package struct SourceFailure: Error, Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// No connection, a broken one, a name that does not resolve, a TLS fault, a cut or conflicting body.
    /// `beforeFirstByte`: a reused connection was reset before any byte of an answer came.
    case transport(beforeFirstByte: Bool)
    /// One of the deadlines passed: no connection, nothing sent for 15 s.
    case timeout
    /// The answer came, but more slowly than is worth waiting for.
    case tooSlow
    /// The answer is larger than is read, or too large for what time it may take.
    case tooLarge
    /// The server answered with this HTTP status.
    case status(Int)
    /// A 2xx whose body is no page of the expected shape, of the wrong content type, or about something else.
    case unreadable
    /// A redirect that would leave the origin, or too many of them.
    case redirect
    /// The asking task was cancelled.
    case cancelled
  }

  package var kind: Kind
  /// One readable sentence, `503 Service Unavailable - detail (traceId)`; already safe to show, never holds a token.
  package var sentence: String
  /// What the server asked for with `Retry-After`, uncapped.
  package var retryAfter: Duration?
  package var serverNow: Timestamp?

  package init(_ kind: Kind, _ sentence: String, retryAfter: Duration? = nil, serverNow: Timestamp? = nil) {
    self.kind = kind
    self.sentence = sentence
    self.retryAfter = retryAfter
    self.serverNow = serverNow
  }
}
