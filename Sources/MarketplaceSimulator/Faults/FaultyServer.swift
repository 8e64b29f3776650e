import FlyingSocks

/// The platform's API over connections of which some go wrong by plan. The back door of the tests never does.
actor FaultyServer {
  private let routes: PlatformRoutes
  private let foreignPort: UInt16
  private var sequence: FaultSequence

  init(routes: PlatformRoutes, plan: FaultPlan, foreignPort: UInt16) {
    self.routes = routes
    self.foreignPort = foreignPort
    sequence = FaultSequence(plan)
  }

  /// Serves one connection until it ends or is broken by a fault.
  nonisolated func serve(_ socket: AsyncSocket) async {
    await HTTPConnection(socket: socket, now: { [routes] in routes.platform.now }).run { request, writer in
      let (fault, number) = request.path.first == "simulator" ? (nil, 0) : await draw(FaultPlan.Route(request))
      let answer = await routes.answer(request, variation: Self.variation(fault, number))
      guard let fault else {
        try await writer.write(answer)
        return true
      }
      return try await FaultWriter(writer: writer, foreignPort: foreignPort).write(
        answer, to: request, fault: fault, number: number)
    }
  }

  private func draw(_ route: FaultPlan.Route?) -> (Fault?, UInt64) {
    (sequence.next(for: route), sequence.number())
  }

  private static func variation(_ fault: Fault?, _ number: UInt64) -> AnswerVariation {
    switch fault {
    case .stale(let seconds): AnswerVariation(lag: seconds)
    case .ties: AnswerVariation(tieSeed: number)
    case .duplicates: AnswerVariation(repeatSeed: number)
    default: AnswerVariation()
    }
  }
}
