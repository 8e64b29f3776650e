#define _GNU_SOURCE
#include "CTerminalGuard.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

// Handlers and a pipe rather than blocked signals and signalfd: a single thread of a library in which a signal is not
// blocked gets it after all, and its default action ends the program with the terminal raw. A handler works under any
// mask, and unlike a mask it does not reach children.

static const int told[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT };

static volatile sig_atomic_t told_end = -1;

static void tell(int number)
{
    int kept = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe holds thousands of signals that nobody has read: one more tells nothing new.
    ssize_t ignored = write((int)told_end, &byte, 1);
    (void)ignored;
    errno = kept;
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

int terminal_signals_open(void)
{
    static int answer = -1;
    if (answer >= 0) return answer;
    int reading, writing;
    if (!terminal_pipe(&reading, &writing)) return -1;
    told_end = writing;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        struct sigaction found;
        if (sigaction(told[i], NULL, &found) == 0 && found.sa_handler == SIG_IGN) continue;
        handle(told[i], tell);
    }
    // A handler that does nothing, not SIG_IGN: that one children would inherit.
    handle(SIGPIPE, nothing);
    answer = reading;
    return answer;
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
