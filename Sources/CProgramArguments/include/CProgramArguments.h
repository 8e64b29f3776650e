#ifndef CPROGRAMARGUMENTS_H
#define CPROGRAMARGUMENTS_H

/* How many words the program was started with, its own name included. */
int program_argument_count(void);

/* One of them, from 0; NULL beyond the last. It lives as long as the program. */
const char *program_argument(int index);

#endif
