#include "watch/watch_path.h"

#include <stddef.h>
#include <string.h>

#include "base/scope.h"
#include "files/files_path.h"

#define ASIDE_BEGIN ".pirun-" /* as files_aside names what is being written */
#define ASIDE_END   ".tmp"
#define LOCK_END    ".lock"

/* As files_list.c. */
static const char *const hidden[] = {".git", ".venv", "node_modules", "__pycache__"};

/* Source: gitrepository-layout(5). */
static const char *const git_names[] = {
    "HEAD",       "index",       "packed-refs",  "refs",           "ORIG_HEAD",       "FETCH_HEAD",
    "MERGE_HEAD", "REVERT_HEAD", "rebase-merge", "MERGE_MSG",      "rebase-apply",    "BISECT_LOG",
    "config",     "shallow",     "REBASE_HEAD",  "COMMIT_EDITMSG", "CHERRY_PICK_HEAD"};

static bool is_one_of(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0)
            return true;
    }
    return false;
}

static bool ends_with(const char *name, const char *end)
{
    size_t size = strlen(name);
    return size >= strlen(end) && strcmp(name + size - strlen(end), end) == 0;
}

bool watch_path_is_shown(const char *dir, const char *name)
{
    if (!*dir && strcmp(name, "var") == 0)
        return false;
    if (strncmp(name, ASIDE_BEGIN, strlen(ASIDE_BEGIN)) == 0 && ends_with(name, ASIDE_END))
        return false;
    return !is_one_of(hidden, ARRAY_LEN(hidden), name);
}

bool watch_path_is_git(const char *dir, const char *name)
{
    if (ends_with(name, LOCK_END))
        return false;
    return *dir ? files_path_is_below(dir, "refs")
                : is_one_of(git_names, ARRAY_LEN(git_names), name);
}

bool watch_path_is_git_dir(const char *dir, const char *name)
{
    return *dir ? files_path_is_below(dir, "refs") : strcmp(name, "refs") == 0;
}
