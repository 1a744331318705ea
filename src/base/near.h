/* near: how unlike two words are, to ask "did you mean". */
#ifndef PIRUN_BASE_NEAR_H
#define PIRUN_BASE_NEAR_H

#include <stddef.h>

#define NEAR_MAX 40 /* bytes; longer than any name of ours, so a longer word is near none */

/* Insertions, deletions, replacements and swaps of neighbours that turn A into B; NEAR_MAX when one
 * is longer than that. Source: optimal string alignment distance. */
size_t near_distance(const char *a, size_t a_size, const char *b, size_t b_size);

#endif
