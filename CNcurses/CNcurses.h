#ifndef CNCURSES_H
#define CNCURSES_H

// Without it the wide functions are not declared, and every non-ASCII cell is lost.
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdbool.h>
#include <string.h>

// Declared in <term.h>, which fills the name space with macros such as `lines`.
extern char *tigetstr(const char *);
extern int tigetnum(const char *);
extern int setupterm(const char *, int, int *);

// Declared in <wchar.h>, but Swift's view of that header hides it.
extern int wcwidth(wchar_t);

// Swift does not import these macros, for they are casts and shifts.
static const attr_t cn_bold = A_BOLD;
static const attr_t cn_dim = A_DIM;
static const attr_t cn_reverse = A_REVERSE;
static const attr_t cn_underline = A_UNDERLINE;
static const int cn_ok = OK;

/// A string of the terminal's description; NULL when it has none of that name.
static inline const char *cn_capability(const char *name)
{
    const char *found = tigetstr(name);
    return found == (const char *)-1 ? NULL : found;
}

/// A number of the terminal's description; -1 when it has none of that name.
static inline int cn_number(const char *name)
{
    int found = tigetnum(name);
    return found < 0 ? -1 : found;
}

/// Fills a cell: a base and up to four marks, attributes, a colour pair. The same as `setcchar`, in a tenth of its time.
static inline void cn_fill(cchar_t *cell, wchar_t base, attr_t attributes, int pair)
{
    memset(cell, 0, sizeof *cell);
    cell->chars[0] = base;
    cell->attr = attributes | (attr_t)COLOR_PAIR(pair > 255 ? 255 : pair);
    cell->ext_color = pair;
}

/// Puts a combining mark (at 1...4) on a filled cell.
static inline void cn_mark(cchar_t *cell, int at, wchar_t mark)
{
    if (at >= 1 && at < CCHARW_MAX) cell->chars[at] = mark;
}

/// A scalar of a cell, 0 past the last one.
static inline wchar_t cn_scalar(const cchar_t *cell, int at)
{
    return at >= 0 && at < CCHARW_MAX ? cell->chars[at] : 0;
}

/// The attributes of a cell without its colour.
static inline attr_t cn_attributes(const cchar_t *cell)
{
    return cell->attr & (A_BOLD | A_DIM | A_REVERSE | A_UNDERLINE);
}

/// The colour pair of a cell.
static inline int cn_pair(const cchar_t *cell)
{
    return cell->ext_color;
}

#endif
