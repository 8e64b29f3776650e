import Testing

/// Everything that uses curses, one after the other: curses has one screen at a time in a process.
@Suite(.serialized) struct CursesTests {}
