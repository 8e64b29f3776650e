import Glibc
import MonitorTerminal
import Testing

/// The locale belongs to the whole process, so each of these runs in one of its own.
@Suite struct TerminalLocaleTests {
  @Test func aUnicodeLocaleThatIsNotInstalledIsReplaced() async {
    for name in ["xx_XX.UTF-8", "xx_XX.utf8", "xx_XX.UTF-8@euro", "C.UTF-8"] {
      await #expect(processExitsWith: .success) { [name = name as String] in
        setenv("LC_ALL", name, 1)
        exit(TerminalLocale.adopt() && TerminalLocale.advice == nil ? EXIT_SUCCESS : EXIT_FAILURE)
      }
    }
  }

  @Test func anyOtherLocaleIsSevenBit() async {
    for name in ["C", "POSIX", "xx_XX", "xx_XX.ISO-8859-1"] {
      await #expect(processExitsWith: .success) { [name = name as String] in
        setenv("LC_ALL", name, 1)
        exit(!TerminalLocale.adopt() && TerminalLocale.advice == nil ? EXIT_SUCCESS : EXIT_FAILURE)
      }
    }
  }

  @Test func theFirstVariableThatIsSetCounts() async {
    await #expect(processExitsWith: .success) {
      setenv("LC_ALL", "", 1)
      setenv("LC_CTYPE", "C", 1)
      setenv("LANG", "xx_XX.UTF-8", 1)
      exit(TerminalLocale.adopt() ? EXIT_FAILURE : EXIT_SUCCESS)
    }
  }
}
