/* Switching branches: only from a clean work tree, so that no change travels by accident. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "repo/repo_commit.h"
#include "repo/repo_forward.h"
#include "repo/repo_head.h"

#define HEADS          "refs/heads/"
#define IN_THE_WAY_MAX 1000
#define REMOTE         "origin"

/* Changes of tracked files; untracked ones are checked by the checkout itself. */
static int check_clean(git_repository *git, struct json *result, struct err *err)
{
    auto_git(status) git_status_list *list = NULL;
    git_status_options options = GIT_STATUS_OPTIONS_INIT;
    options.flags = GIT_STATUS_OPT_EXCLUDE_SUBMODULES;
    int status = git_status_list_new(&list, git, &options);
    if (status < 0)
        return repo_lib_fail(err, status, "cannot compare the work tree");
    size_t count = git_status_list_entrycount(list);
    if (count == 0)
        return 0;
    struct json *paths = json_array();
    json_set(result, "in_the_way", paths);
    for (size_t i = 0; i < count && i < IN_THE_WAY_MAX; i++) {
        const git_status_entry *entry = git_status_byindex(list, i);
        json_push(paths,
                  json_new_string(entry->index_to_workdir ? entry->index_to_workdir->new_file.path
                                                          : entry->head_to_index->new_file.path));
    }
    return err_set(
        err, ERR_CONFLICT, "%zu changed file%s not committed ('%.80s'%s): commit or discard first",
        count, count == 1 ? " is" : "s are", json_string(json_first(paths)), count > 1 ? " …" : "");
}

static int check_name(const char *name, struct err *err)
{
    int is_valid = 0;
    if (git_branch_name_is_valid(&is_valid, name) < 0 || !is_valid)
        return err_set(err, ERR_INVALID, "'%.100s' is no good name of a branch", name);
    return 0;
}

/* Find where the branch is; make it when only the remote has it. */
static int find_branch(git_repository *git, const struct repo_head *to, git_oid *id, bool *was_made,
                       struct err *err)
{
    auto_git(reference) git_reference *made = NULL;
    auto_free char *tracking = xasprintf("refs/remotes/" REMOTE "/%s", to->branch);
    const struct repo_upstream upstream = {.remote = (char[]){REMOTE}, .merge = to->ref};
    *was_made = false;
    if (git_reference_name_to_id(id, git, to->ref) == 0)
        return 0;
    if (git_reference_name_to_id(id, git, tracking) < 0)
        return err_set(err, ERR_NOT_FOUND, "there is no branch '%.100s', here or on " REMOTE,
                       to->branch);
    int result = git_reference_create(&made, git, to->ref, id, false, "checkout");
    if (result < 0)
        return repo_lib_fail(err, result, "cannot make the branch '%.60s'", to->branch);
    *was_made = true;
    return repo_upstream_write(git, to, &upstream, err);
}

static int make_branch(git_repository *git, const struct repo_head *from,
                       const struct repo_head *to, struct json *result, struct err *err)
{
    auto_git(reference) git_reference *made = NULL;
    int status = from->is_unborn
                     ? 0
                     : git_reference_create(&made, git, to->ref, &from->id, false, "checkout");
    if (status == GIT_EEXISTS)
        return err_set(err, ERR_CONFLICT, "there is a branch '%.100s' already", to->branch);
    if (status == 0)
        status = git_repository_set_head(git, to->ref);
    if (status < 0)
        return repo_lib_fail(err, status, "cannot make the branch '%.60s'", to->branch);
    json_set_bool(result, "made", true);
    if (!from->is_unborn)
        repo_json_oid(result, "commit", &from->id);
    return 0;
}

static int switch_to(git_repository *git, const struct repo_head *from, const struct repo_head *to,
                     struct json *result, struct err *err)
{
    git_oid id;
    bool was_made = false;
    struct json *in_the_way = NULL;
    if (check_clean(git, result, err) < 0 || find_branch(git, to, &id, &was_made, err) < 0)
        return -1;
    if (repo_forward_tree(git, from, &id, &in_the_way, err) < 0) {
        json_set(result, "in_the_way", in_the_way);
        return -1;
    }
    int status = git_repository_set_head(git, to->ref);
    if (status < 0)
        return repo_lib_fail(err, status, "cannot set HEAD to '%.80s'", to->branch);
    json_set_bool(result, "made", was_made);
    repo_json_oid(result, "commit", &id);
    return 0;
}

int repo_checkout(struct repo *repo, const char *name, bool is_new, struct json **result,
                  struct err *err)
{
    auto_head struct repo_head from = {0};
    auto_head struct repo_head to = {.ref = xasprintf(HEADS "%s", name), .branch = xstrdup(name)};
    *result = json_object();
    const char *under_way = repo_head_under_way(repo->git);
    if (check_name(name, err) < 0 || repo_head_read(repo->git, &from, err) < 0)
        return -1;
    if (under_way)
        return err_set(err, ERR_CONFLICT, "a %s is under way: end it with the git program first",
                       under_way);
    json_set_string(*result, "branch", name);
    return is_new ? make_branch(repo->git, &from, &to, *result, err)
                  : switch_to(repo->git, &from, &to, *result, err);
}
