import TestSupport
import Testing

/// Everything that runs the program: one test after the other, because two cores are soon busy.
@Suite(.serialized, .ownQueue) enum ProgramTests {}
