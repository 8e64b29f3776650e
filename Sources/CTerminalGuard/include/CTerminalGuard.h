#ifndef CTERMINALGUARD_H
#define CTERMINALGUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

// What must happen in a signal handler, where Swift may not run. Nothing here allocates or locks there.

/// Handles SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE and SIGABRT in place of the Swift runtime's backtracer (which waits
/// at a prompt with the terminal raw and prints memory), and allows no core dump, for it would hold the token.
/// `message` is printed to standard error after the terminal was given back; it must live for ever.
void terminal_guard_install(const char *message);

/// From now on a crash writes `restore` to `fd` and sets its modes back to `saved`.
/// False when `restore` is longer than 1 KiB; then nothing is armed.
bool terminal_guard_arm(int fd, const struct termios *saved, const void *restore, size_t length);

/// From now on a crash leaves the terminal alone.
void terminal_guard_disarm(void);

/// Gives the calling thread an alternate stack, so that its overflowing stack can be handled too. Cheap when repeated.
void terminal_guard_stack(void);

/// Gives the terminal back now, where it is armed, and disarms. May be called in a signal handler; takes half a second at
/// most.
void terminal_guard_restore(void);

/// Answers a descriptor from which bytes (numbers of signals) can be read while somebody listens: SIGINT, SIGTERM, SIGHUP,
/// SIGQUIT, SIGWINCH, SIGTSTP and SIGCONT; -1 with errno on failure. While nobody listens they do what they do by
/// default, SIGWINCH and SIGCONT nothing. Every other signal whose default is to end the program gives the terminal back
/// and then does so. A signal that is ignored already stays ignored (nohup). SIGPIPE does nothing any more. Children start
/// with the default actions.
int terminal_signals_open(void);

/// Somebody begins to listen, or stops.
void terminal_signals_listen(bool begins);

/// From now on the program has so many milliseconds to end by itself. Then it gives the terminal back and ends by the
/// signal, or where that is 0 with the exit status, whatever blocks it.
void terminal_signals_leave_within(int milliseconds, int signal, int status);

/// Ends the program by the default action of a signal, as a shell expects it. Returns only if the signal ends nobody.
void terminal_signals_die(int signal);

/// Stops the program as Ctrl-Z does; returns when it goes on (at once where nobody could continue it).
void terminal_signals_stop(void);

/// A pipe whose ends neither block nor reach children; false with errno on failure.
bool terminal_pipe(int *reading, int *writing);

/// A file without a name that lives in memory; -1 with errno on failure.
int terminal_memory_file(void);

/// Opens the terminal behind `fd` anew, so that O_NONBLOCK is set for nobody else; -1 with errno on failure.
int terminal_reopen(int fd);

/// Columns and rows of the terminal behind `fd`; false when it does not know.
bool terminal_size(int fd, int *columns, int *rows);

/// Whether the terminal takes orders from this process: it is in the foreground, or there is no job control.
bool terminal_is_ours(int fd);

#endif
