/* bench_bwrap: bubblewrap's words for the places that our box shows, and lists of such words. */
#ifndef PIRUN_BENCH_BWRAP_H
#define PIRUN_BENCH_BWRAP_H

#include <stdbool.h>
#include <stddef.h>

#define BENCH_WORDS_MAX 192

/* For an execute: copies, since such lists are not const. Zero is a valid empty one. */
struct bench_words {
    char *list[BENCH_WORDS_MAX]; /* NULL-terminated */
    size_t count;
};
/* Too many end the program. */
void bench_words_add(struct bench_words *words, const char *word);
/* LIST is NULL-terminated. */
void bench_words_add_all(struct bench_words *words, const char *const *list);
void bench_words_release(struct bench_words *words);

/* bubblewrap with /usr, /dev, /proc, /tmp and the project; IS_WHOLE: also with our files of /etc,
 * what is protected in the project, its hidden var/ and what is in there. No filter of system
 * calls, no Landlock, no limits: it has none of its own. Source: bwrap(1). */
void bench_bwrap_add(struct bench_words *words, const char *project, bool is_whole);

#endif
