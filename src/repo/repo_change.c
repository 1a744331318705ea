#include "repo/repo_change.h"

#include <stdint.h>
#include <string.h>

static int list(git_repository *git, const char *const *paths, size_t count, git_status_list **out,
                struct err *err)
{
    git_status_options options = GIT_STATUS_OPTIONS_INIT;
    options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS |
                    GIT_STATUS_OPT_EXCLUDE_SUBMODULES | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH;
    options.pathspec.strings = repo_mutable(paths);
    options.pathspec.count = count;
    int result = git_status_list_new(out, git, &options);
    return result < 0 ? repo_lib_fail(err, result, "cannot compare the work tree") : 0;
}

static bool is_below(const char *path, const char *named)
{
    size_t size = strlen(named);
    while (size > 0 && named[size - 1] == '/')
        size--;
    if (size == 0 || (size == 1 && *named == '.'))
        return true;
    return strncmp(path, named, size) == 0 && (path[size] == '\0' || path[size] == '/');
}

const char *repo_change_path(const git_status_entry *entry)
{
    return entry->index_to_workdir ? entry->index_to_workdir->new_file.path
                                   : entry->head_to_index->new_file.path;
}

static int check(git_status_list *found, const char *const *paths, size_t count, struct err *err)
{
    for (size_t n = 0; n < count; n++) {
        bool is_found = false;
        for (size_t i = 0; !is_found && i < git_status_list_entrycount(found); i++)
            is_found = is_below(repo_change_path(git_status_byindex(found, i)), paths[n]);
        if (!is_found)
            return err_set(err, ERR_INVALID, "'%.150s' is not changed, or is ignored", paths[n]);
    }
    return 0;
}

int repo_change_list(git_repository *git, const char *const *paths, size_t count,
                     git_status_list **out, struct err *err)
{
    auto_git(status) git_status_list *found = NULL;
    bool is_all = count == 1 && strcmp(paths[0], ".") == 0;
    if (list(git, paths, is_all ? 0 : count, &found, err) < 0 ||
        check(found, paths, count, err) < 0)
        return -1;
    *out = found;
    found = NULL;
    return 0;
}
