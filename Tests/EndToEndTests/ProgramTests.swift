import TestSupport
import Testing

// Each of these suites runs the program in one test after the other, because two cores are soon busy. Beside each other run
// those that mostly wait: for a screen, for a stream, for patience with refusals.

/// The program on a terminal.
@Suite(.serialized, .ownQueue) enum ProgramTests {}

/// The program in a pipe.
@Suite(.serialized, .ownQueue) enum StreamProgramTests {}

/// The program where it ends by itself: what is said of a command line, files that are opened.
@Suite(.serialized, .ownQueue) enum ShortProgramTests {}

/// The program where the platform refuses, or is not to be reached: long waits, and nothing to do.
@Suite(.serialized, .ownQueue) enum RefusedProgramTests {}
