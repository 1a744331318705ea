/* repo_words: which part of a line changed, where lines of a difference replace each other. Pure:
 * no repository, no files.
 *
 * Units: all positions are characters of the line's text, which are Unicode code points (not bytes,
 * and not the UTF-16 units that JavaScript's strings count); each byte that is not UTF-8 counts as
 * one, the U+FFFD that JSON shows for it.
 *
 * What is bounded: lines of more than REPO_WORDS_LINE_MAX characters, blocks of more than
 * REPO_WORDS_BLOCK_MAX lines on one side, and all that comes after REPO_WORDS_STEPS_MAX comparisons
 * of two words, have no marks. Nor have lines that share too little to be called changed: marks all
 * over the line would say no more than its colour does. */
#ifndef PIRUN_REPO_REPO_WORDS_H
#define PIRUN_REPO_REPO_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/json.h"

#define REPO_WORDS_LINE_MAX  1000
#define REPO_WORDS_BLOCK_MAX 64
#define REPO_WORDS_STEPS_MAX 20000000 /* some 0.1 s on a small machine */
#define REPO_WORDS_MARKS_MAX 32

struct repo_words_marks {
    size_t from[REPO_WORDS_MARKS_MAX], to[REPO_WORDS_MARKS_MAX]; /* [from, to), ascending, apart */
    size_t count;
};

/* Compare two lines word by word: a word is a stretch of letters, digits, '_' and all that is not
 * ASCII; a stretch of spaces; or one other character. *OLD_MARKS is what of OLD is gone, *NEW_MARKS
 * what of NEW is new; changed words with nothing but spaces between them are one mark, and the last
 * that there is room for holds all changes that follow. STEPS is what may
 * still be spent. Answers how alike the lines are, 0 to 100; 0 and no marks: they have nothing in
 * common, or one is too long, or STEPS are used up. */
int repo_words_compare(const char *old, const char *new, struct repo_words_marks *old_marks,
                       struct repo_words_marks *new_marks, size_t *steps);

/* Lines of a hunk ({"type":" "|"-"|"+","text"}, repo_diff.h) that wait for the end of their block:
 * '-' lines with '+' lines behind them. */
struct repo_words {
    struct json *old[REPO_WORDS_BLOCK_MAX], *new[REPO_WORDS_BLOCK_MAX]; /* borrowed */
    size_t old_count, new_count; /* may be more than there is room for */
    size_t steps;                /* what may still be spent; begin with REPO_WORDS_STEPS_MAX */
};

/* Take the lines of a hunk one by one, then its end. Those that replace each other get
 * "marks":[[from,to],…]: first with first when a block has as many of both, else in order those
 * that are alike. A line whose change is all in the other one has none. LINE must stay until the
 * end. */
void repo_words_take(struct repo_words *words, struct json *line);
void repo_words_end(struct repo_words *words);

#endif
