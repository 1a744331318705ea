#include "conf/conf_near.h"

#include <stdio.h>
#include <string.h>

#include "conf/conf.h"

#define WORD_MAX 40 /* bytes; longer than any key of ours, so a longer word is near none */

static size_t least(size_t a, size_t b, size_t c)
{
    size_t low = a < b ? a : b;
    return low < c ? low : c;
}

/* Insertions, deletions, replacements and swaps of neighbours that turn A into B: the optimal
 * string alignment distance. Three rows of its table are enough. */
static size_t distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
    size_t rows[3][WORD_MAX + 1] = {{0}};
    if (a_size > WORD_MAX || b_size > WORD_MAX)
        return WORD_MAX;
    for (size_t j = 0; j <= b_size; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *above2 = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            size_t same = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + same);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], row[j], above2[j - 2] + 1);
        }
    }
    return rows[a_size % 3][b_size];
}

struct guess {
    const char *name; /* the part of a documented key that was meant */
    size_t size;
    size_t distance;
};

/* The best among the names that may stand in SECTION: keys and sections below it. */
static struct guess guess_in(const char *section, const char *key)
{
    struct guess best = {.distance = strlen(key) / 3 + 2}; /* farther is no guess any more */
    size_t count;
    const struct conf_doc *docs = conf_docs(&count);
    for (size_t i = 0; i < count; i++) {
        if (strncmp(docs[i].key, section, strlen(section)) != 0)
            continue;
        const char *name = docs[i].key + strlen(section);
        size_t size = strcspn(name, ".");
        size_t far = distance(key, strlen(key), name, size);
        if (far < best.distance && far < size) /* less than all of it written anew */
            best = (struct guess){name, size, far};
    }
    return best;
}

/* The documented key that is KEY, or whose last part is, or NULL. */
static const char *find_elsewhere(const char *key)
{
    size_t count;
    const struct conf_doc *docs = conf_docs(&count);
    for (size_t i = 0; i < count; i++) {
        const char *dot = strrchr(docs[i].key, '.');
        if (strcmp(docs[i].key, key) == 0 || (dot && strcmp(dot + 1, key) == 0))
            return docs[i].key;
    }
    return NULL;
}

static void hint_elsewhere(const char *found, char *text, size_t size)
{
    const char *dot = strrchr(found, '.');
    if (dot)
        (void)snprintf(text, size, ": it belongs under '%.*s'", (int)(dot - found), found);
    else
        (void)snprintf(text, size, ": it belongs at the top level, not indented");
}

void conf_near_hint(const char *section, const char *key, char *text, size_t size)
{
    text[0] = '\0';
    struct guess guess = guess_in(section, key);
    const char *elsewhere = find_elsewhere(key);
    if (elsewhere)
        hint_elsewhere(elsewhere, text, size);
    else if (guess.name)
        (void)snprintf(text, size, ": did you mean '%.*s'?", (int)guess.size, guess.name);
}
