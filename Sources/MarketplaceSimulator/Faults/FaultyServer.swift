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
    let loop = ConnectionLoop(socket: socket, now: { [routes] in routes.platform.now }, foreignPort: foreignPort)
    await loop.run { request in
      guard let request else { return nil }
      let (fault, number) = request.path.first == "simulator" ? (nil, 0) : await draw()
      let answer = await routes.answer(request, variation: Self.variation(fault, number))
      return ConnectionLoop.Reply(answer: answer, fault: fault, number: number)
    }
  }

  private func draw() -> (Fault?, UInt64) {
    (sequence.next(), sequence.number())
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
