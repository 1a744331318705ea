/* store_tree: var/trees, the files of commits, kept for further runs of them. Who makes them is
 * another room's business.
 *
 *   <commit>       a whole directory, or not there; its time of change is that of its last use
 *   <commit>.note  one sentence about its files, if there is something to know
 *   <tree>         the same of a commit with a patch, by the id of their tree object
 *   <tree>.patch   that patch; waits here also before the directory is made
 *   tmp.<id>       being made, or left behind
 *
 * Thread: any that may block. */
#ifndef PIRUN_STORE_STORE_TREE_H
#define PIRUN_STORE_STORE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* Whether the files of COMMIT are there; then they count as used now, and nobody collects them
 * before the run that wants them holds them. */
bool store_tree_use(int trees, const char *commit);
/* The note about COMMIT, "" when there is none. */
void store_tree_note(int trees, const char *commit, char *note, size_t size);

/* The patch of the run in RUN (a descriptor) is that of TREE, and kept until nobody wants TREE. */
int store_tree_keep_patch(int trees, const char *tree, int run, struct err *err);
/* The run in RUN gets the patch of TREE as its own. */
int store_tree_give_patch(int trees, const char *tree, int run, struct err *err);

struct store_tree_rules {
    int64_t unused_s; /* a tree is kept at least so long after its last use … */
    size_t most;      /* … and this many are kept beyond that, the latest used ones */
};
/* Remove what RULES do not keep and no run holds, and what was left half made a day ago. Answers
 * how many trees went. Units: NOW_US wall clock. */
size_t store_tree_collect(int trees, const struct store_tree_rules *rules, int64_t now_us);

#endif
