/* watch_path: which names of a project are looked after. Pure. */
#ifndef PIRUN_WATCH_WATCH_PATH_H
#define PIRUN_WATCH_WATCH_PATH_H

#include <stdbool.h>

/* Is NAME in the directory DIR ("" is the project) a part of the tree that people see? Not: var at
 * the top, .git, .venv, node_modules and __pycache__ anywhere (as files_list_tree), and the names
 * under which PiRun writes a file before it is whole. */
bool watch_path_is_shown(const char *dir, const char *name);
/* Does a change of NAME in the directory DIR of a repository's own files ("" is .git) tell that
 * the repository became another: HEAD, index, refs, what is fetched or half merged? Locks do not.
 */
bool watch_path_is_git(const char *dir, const char *name);
/* Is the directory NAME in DIR of the repository's own files to be looked after? */
bool watch_path_is_git_dir(const char *dir, const char *name);

#endif
