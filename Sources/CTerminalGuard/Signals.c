#define _GNU_SOURCE
#include "CTerminalGuard.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

// Handlers and a pipe rather than blocked signals and signalfd: a single thread of a library in which a signal is not
// blocked gets it after all, and its default action ends the program with the terminal raw. A handler works under any
// mask, and unlike a mask it does not reach children.

// What the program reads as events while it listens.
static const int heard[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT };

// What ends a program by default and means nothing to this one: it gives the terminal back and dies by it.
static const int deadly[] = {
    SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGIO, SIGPWR, SIGSYS, SIGSTKFLT,
};

static volatile sig_atomic_t event_end = -1;
static atomic_int listeners;

// What ends the program when `terminal_signals_leave_within` has run out: a signal, or where it is 0 an exit status.
static volatile sig_atomic_t leaving_signal;
static volatile sig_atomic_t leaving_status;

static bool asks_for_the_end(int number)
{
    return number == SIGINT || number == SIGTERM || number == SIGHUP || number == SIGQUIT;
}

static void die(int number)
{
    int kept = errno;
    terminal_guard_restore();
    terminal_signals_die(number);
    errno = kept;
}

static void hear(int number)
{
    int kept = errno;
    if (atomic_load(&listeners) == 0) {
        // Before anybody listens, and after: the default action, at once. A command that only asks and prints never
        // listens.
        if (asks_for_the_end(number)) die(number);
        if (number == SIGTSTP) terminal_signals_stop();
    } else {
        unsigned char byte = (unsigned char)number;
        // A full pipe holds thousands of signals that nobody has read: one more says nothing new.
        ssize_t ignored = write((int)event_end, &byte, 1);
        (void)ignored;
    }
    errno = kept;
}

static void overdue(int number)
{
    (void)number;
    terminal_guard_restore();
    if (leaving_signal != 0) terminal_signals_die((int)leaving_signal);
    _exit((int)leaving_status);
}

static void nothing(int number)
{
    (void)number;
}

static void handle(int number, void (*handler)(int))
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

static void handle_unless_ignored(int number, void (*handler)(int))
{
    struct sigaction found;
    if (sigaction(number, NULL, &found) == 0 && found.sa_handler == SIG_IGN) return;
    handle(number, handler);
}

int terminal_signals_open(void)
{
    static int answer = -1;
    if (answer >= 0) return answer;
    int reading, writing;
    if (!terminal_pipe(&reading, &writing)) return -1;
    event_end = writing;
    for (size_t i = 0; i < sizeof heard / sizeof *heard; i++) handle_unless_ignored(heard[i], hear);
    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++) handle_unless_ignored(deadly[i], die);
    for (int number = SIGRTMIN; number <= SIGRTMAX; number++) handle_unless_ignored(number, die);
    // A handler that does nothing, not SIG_IGN: that one children would inherit.
    handle(SIGPIPE, nothing);
    answer = reading;
    return answer;
}

void terminal_signals_listen(bool begins)
{
    atomic_fetch_add(&listeners, begins ? 1 : -1);
}

void terminal_signals_leave_within(int milliseconds, int signal, int status)
{
    leaving_signal = signal;
    leaving_status = status;
    handle(SIGALRM, overdue);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, SIGALRM);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    struct itimerval once = { .it_value = { .tv_sec = milliseconds / 1000, .tv_usec = milliseconds % 1000 * 1000 } };
    setitimer(ITIMER_REAL, &once, NULL);
}

void terminal_signals_die(int number)
{
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    handle(number, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    raise(number);
}

void terminal_signals_stop(void)
{
    struct sigaction found;
    sigset_t only, before;
    sigemptyset(&only);
    sigaddset(&only, SIGTSTP);
    sigaction(SIGTSTP, NULL, &found);
    handle(SIGTSTP, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &only, &before);
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    sigaction(SIGTSTP, &found, NULL);
}
