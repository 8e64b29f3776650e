import Testing

@testable import MonitorCore

@Suite struct TotalCheckTests {
  @Test func asksOnceForWhatIsNotToBeFound() {
    var check = TotalCheck()
    let first = check.demandsAudit(total: 10, delivered: 8)
    #expect(first && check.missing == 2)
    check.audited(total: 10, delivered: 8)
    let again = check.demandsAudit(total: 11, delivered: 9)
    #expect(!again && check.missing == 2)
    let oneMore = check.demandsAudit(total: 12, delivered: 9)
    #expect(oneMore && check.missing == 3)
  }

  @Test func whatWasFoundIsNoLongerExcused() {
    var check = TotalCheck()
    check.audited(total: 10, delivered: 8)
    let demands = [(10, 9), (10, 12), (13, 12)].map { check.demandsAudit(total: $0.0, delivered: $0.1) }
    #expect(demands == [false, false, true])
  }

  @Test(arguments: [nil, -1, Int.min]) func noTotalSaysNothing(total: Int?) {
    var check = TotalCheck()
    _ = check.demandsAudit(total: 10, delivered: 8)
    let demands = check.demandsAudit(total: total, delivered: 0)
    check.audited(total: total, delivered: 0)
    #expect(!demands && check.missing == 2)
    let stillDemands = check.demandsAudit(total: 10, delivered: 8)
    #expect(stillDemands)
  }
}
