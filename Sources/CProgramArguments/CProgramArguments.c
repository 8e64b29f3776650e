#include "CProgramArguments.h"

#include <stddef.h>

static int count = 0;
static char **words = NULL;

/* glibc gives constructors what it gives main: they run before any other code of the program, and after those of the
   libraries, so that nothing there can be in the way. */
__attribute__((constructor)) static void keep(int argument_count, char **arguments)
{
    count = argument_count;
    words = arguments;
}

int program_argument_count(void)
{
    return count;
}

const char *program_argument(int index)
{
    return index >= 0 && index < count ? words[index] : NULL;
}
