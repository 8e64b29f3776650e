#ifndef CPCRE2_H
#define CPCRE2_H

/* Patterns and texts are UTF-8. Swift imports no macros with arguments, so the functions are called by the names that
   this width gives them: pcre2_compile_8, pcre2_match_8 … */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#endif
