#define _GNU_SOURCE
#include "CTerminalGuard.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { max_restore = 1024, stack_size = 32 * 1024 };

static const int crashes[] = { SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGABRT };

static char restore_bytes[max_restore];
static size_t restore_length;
static struct termios saved_modes;
static int terminal = -1;
static atomic_bool armed;

static const char *crash_message = "";
static size_t crash_message_length;

static atomic_int crashing_thread;

static long milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/// Writes what `fd` takes within so many milliseconds; how many bytes it took. A stopped terminal must not keep a program
/// alive that is to end. Standard error may block, so nothing is written before it takes something.
static size_t write_within(int milliseconds, int fd, const char *bytes, size_t length)
{
    const size_t whole = length;
    const long end = milliseconds_now() + milliseconds;
    long left;
    while (length > 0 && (left = end - milliseconds_now()) > 0) {
        struct pollfd wait = { .fd = fd, .events = POLLOUT };
        if (poll(&wait, 1, (int)left) <= 0) continue;
        ssize_t written = write(fd, bytes, length);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) {
            // There is room, but another thread is writing: the kernel tells this one at once to come again.
            poll(NULL, 0, 1);
        } else if (written == 0 || errno != EINTR) {
            // Gone: there is nobody to write to.
            return whole;
        }
    }
    return whole - length;
}

static void die_by(int number)
{
    struct sigaction plain;
    memset(&plain, 0, sizeof plain);
    plain.sa_handler = SIG_DFL;
    sigaction(number, &plain, NULL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    raise(number);
}

void terminal_guard_restore(void)
{
    if (!atomic_exchange(&armed, false)) return;
    const bool is_ours = terminal_is_ours(terminal);
    size_t written = write_within(200, terminal, restore_bytes, restore_length);
    if (written < restore_length && is_ours) {
        // Stopped by Ctrl-S, perhaps: nobody would know any more that the screen is still there.
        tcflow(terminal, TCOOFF);
        tcflow(terminal, TCOON);
        write_within(200, terminal, restore_bytes + written, restore_length - written);
    }
    if (is_ours) tcsetattr(terminal, TCSANOW, &saved_modes);
}

static void crashed(int number)
{
    int first = 0;
    if (!atomic_compare_exchange_strong(&crashing_thread, &first, gettid())) {
        // Another thread is giving the terminal back: let it finish, it ends us all.
        if (first != gettid())
            for (;;) pause();
    } else {
        terminal_guard_restore();
        // A terminal that has little room takes the beginning of the message and blocks for the rest.
        terminal_signals_leave_within(100, number, 128 + number);
        write_within(100, STDERR_FILENO, crash_message, crash_message_length);
    }
    // A core pattern that is a pipe does not ask for the limit of the size.
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    die_by(number);
    _exit(128 + number);
}

void terminal_guard_stack(void)
{
    static _Thread_local bool ready;
    if (ready) return;
    ready = true;
    // Never freed: the few threads that have one live about as long as the program.
    void *memory = malloc(stack_size);
    if (memory == NULL) return;
    stack_t stack = { .ss_sp = memory, .ss_size = stack_size };
    if (sigaltstack(&stack, NULL) != 0) free(memory);
}

void terminal_guard_install(const char *message)
{
    crash_message = message;
    crash_message_length = strlen(message);
    struct rlimit none = { 0, 0 };
    setrlimit(RLIMIT_CORE, &none);
    terminal_guard_stack();
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = crashed;
    action.sa_flags = SA_ONSTACK | SA_NODEFER;
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) sigaction(crashes[i], &action, NULL);
}

bool terminal_guard_arm(int fd, const struct termios *saved, const void *restore, size_t length)
{
    atomic_store(&armed, false);
    if (length > max_restore) return false;
    memcpy(restore_bytes, restore, length);
    restore_length = length;
    saved_modes = *saved;
    terminal = fd;
    atomic_store(&armed, true);
    return true;
}

void terminal_guard_disarm(void)
{
    atomic_store(&armed, false);
}
