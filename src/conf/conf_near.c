#include "conf/conf_near.h"

#include <stdio.h>
#include <string.h>

#include "base/near.h"
#include "conf/conf.h"

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
        size_t far = near_distance(key, strlen(key), name, size);
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
