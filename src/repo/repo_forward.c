#include "repo/repo_forward.h"

#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"

#define IN_THE_WAY_MAX 1000
#define SPARE_BYTES    ((uint64_t)1024 * 1024) /* for the index and file systems' own needs */
#define NAMED          2                       /* paths in the message */

struct paths {
    struct json *list;
    size_t count;
};

static int path_conflicts(git_checkout_notify_t why, const char *path,
                          const git_diff_file *baseline, const git_diff_file *target,
                          const git_diff_file *workdir, void *payload)
{
    struct paths *paths = payload;
    (void)why;
    (void)baseline;
    (void)target;
    (void)workdir;
    if (paths->count++ < IN_THE_WAY_MAX)
        json_push(paths->list, json_new_string(path));
    return 0;
}

static int find_tree(git_repository *git, const git_oid *id, git_tree **out, struct err *err)
{
    auto_git(commit) git_commit *commit = NULL;
    int result = git_commit_lookup(&commit, git, id);
    if (result == 0)
        result = git_commit_tree(out, commit);
    return result < 0 ? repo_lib_fail(err, result, "cannot read the commit") : 0;
}

struct measure {
    git_odb *odb;
    uint64_t bytes;
};

static int add_size(const git_diff_delta *delta, float progress, void *payload)
{
    struct measure *measure = payload;
    size_t size = 0;
    git_object_t type;
    (void)progress;
    if (delta->status != GIT_DELTA_DELETED && delta->new_file.mode != GIT_FILEMODE_COMMIT &&
        git_odb_read_header(&size, &type, measure->odb, &delta->new_file.id) == 0)
        measure->bytes += size;
    return 0;
}

static int measure_change(git_repository *git, git_tree *old, git_tree *new, uint64_t *bytes)
{
    struct measure measure = {.bytes = 0};
    auto_git(diff) git_diff *diff = NULL;
    int result = git_repository_odb(&measure.odb, git);
    if (result == 0)
        result = git_diff_tree_to_tree(&diff, git, old, new, NULL);
    if (result == 0)
        result = git_diff_foreach(diff, add_size, NULL, NULL, NULL, &measure);
    git_odb_free(measure.odb);
    *bytes = measure.bytes;
    return result;
}

/* A disk that fills up in the middle of a checkout leaves half of it: look before. */
static int check_space(git_repository *git, git_tree *old, git_tree *new, struct err *err)
{
    struct statvfs disk;
    uint64_t needed = 0;
    int result = measure_change(git, old, new, &needed);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot compare the commits");
    if (statvfs(git_repository_workdir(git), &disk) < 0)
        return err_errno(err, "cannot look at the disk");
    needed += SPARE_BYTES;
    uint64_t there = (uint64_t)disk.f_bavail * disk.f_frsize;
    if (there >= needed)
        return 0;
    return err_set(
        err, ERR_NO_SPACE,
        "the new files take %llu bytes and the disk has room for %llu: nothing was moved",
        (unsigned long long)needed, (unsigned long long)there);
}

static int fail_in_the_way(const struct paths *paths, struct err *err)
{
    char names[160] = "";
    size_t used = 0;
    const struct json *path = json_first(paths->list);
    for (size_t i = 0; path && i < NAMED; i++, path = json_next(path)) {
        int more = snprintf(names + used, sizeof(names) - used, "%s'%.60s'", i ? ", " : "",
                            json_string(path));
        used += more > 0 ? (size_t)more : 0; /* 2 * 64 bytes fit */
    }
    return err_set(err, ERR_CONFLICT,
                   "%zu file%s in the way, changed here and not committed: %s%s; nothing was moved",
                   paths->count, paths->count == 1 ? " is" : "s are", names,
                   paths->count > NAMED ? " …" : "");
}

static int add_path(const git_diff_delta *delta, float progress, void *payload)
{
    struct json *paths = payload;
    (void)progress;
    json_push(paths, json_new_string(delta->new_file.path));
    return 0;
}

/* Undo a checkout from OLD to NEW that failed in the middle. It had found no conflict, so all that
 * differs between the two was as in OLD, and can be put back by force. */
static void put_back(git_repository *git, git_tree *old, git_tree *new)
{
    auto_git(diff) git_diff *diff = NULL;
    auto_json struct json *changed = json_array();
    git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
    if (git_diff_tree_to_tree(&diff, git, old, new, NULL) < 0 ||
        git_diff_foreach(diff, add_path, NULL, NULL, NULL, changed) < 0)
        return; /* the first failure is told */
    auto_free char **paths = xcalloc(json_count(changed) + 1, sizeof(*paths));
    size_t count = 0;
    for (const struct json *path = json_first(changed); path; path = json_next(path))
        paths[count++] = repo_mutable(json_string(path));
    options.checkout_strategy = GIT_CHECKOUT_FORCE | GIT_CHECKOUT_DISABLE_PATHSPEC_MATCH |
                                GIT_CHECKOUT_DONT_UPDATE_INDEX | GIT_CHECKOUT_DONT_WRITE_INDEX;
    options.baseline = new;
    options.paths = (git_strarray){paths, count};
    if (old && count > 0)
        (void)git_checkout_tree(git, (git_object *)old, &options); /* as above */
}

/* libgit2 would see the lock only after it has written all files. */
static int check_lock(git_repository *git, struct err *err)
{
    auto_free char *lock = xasprintf("%sindex.lock", git_repository_path(git));
    if (access(lock, F_OK) < 0)
        return 0;
    return err_set(err, ERR_BUSY,
                   "git is at work here, or was killed at it ('%.120s'): nothing was moved", lock);
}

static int check_out(git_repository *git, git_tree *old, git_tree *new, struct paths *paths,
                     struct err *err)
{
    git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
    options.checkout_strategy = GIT_CHECKOUT_SAFE;
    options.baseline = old;
    options.notify_flags = GIT_CHECKOUT_NOTIFY_CONFLICT;
    options.notify_cb = path_conflicts;
    options.notify_payload = paths;
    int result = git_checkout_tree(git, (git_object *)new, &options);
    if (result == 0)
        return 0;
    if (paths->count > 0)
        return fail_in_the_way(paths, err);
    (void)repo_lib_fail(err, result, "cannot write the work tree");
    put_back(git, old, new);
    return -1;
}

int repo_forward_tree(git_repository *git, const struct repo_head *head, const git_oid *target,
                      struct json **in_the_way, struct err *err)
{
    auto_git(tree) git_tree *old = NULL;
    auto_git(tree) git_tree *new = NULL;
    struct paths paths = {.list = json_array()};
    if (find_tree(git, target, &new, err) < 0 ||
        (!head->is_unborn && find_tree(git, &head->id, &old, err) < 0) ||
        check_lock(git, err) < 0 || check_space(git, old, new, err) < 0 ||
        check_out(git, old, new, &paths, err) < 0) {
        if (paths.count > 0)
            *in_the_way = take(paths.list);
        json_free(paths.list);
        return -1;
    }
    json_free(paths.list);
    return 0;
}

static int move_branch(git_repository *git, const struct repo_head *head, const git_oid *target,
                       const char *log, struct err *err)
{
    auto_git(reference) git_reference *moved = NULL;
    /* only from where it was: a commit that came in between is not lost */
    int result = head->is_unborn ? git_reference_create(&moved, git, head->ref, target, false, log)
                                 : git_reference_create_matching(&moved, git, head->ref, target,
                                                                 true, &head->id, log);
    return result < 0 ? repo_lib_fail(err, result, "cannot move the branch '%.60s'", head->branch)
                      : 0;
}

int repo_forward(git_repository *git, const struct repo_head *head, const git_oid *target,
                 const char *log, struct json **in_the_way, struct err *err)
{
    if (repo_forward_tree(git, head, target, in_the_way, err) < 0)
        return -1;
    if (move_branch(git, head, target, log, err) == 0)
        return 0;
    struct json *ignored = NULL;
    struct repo_head moved = {.id = *target};
    if (!head->is_unborn)
        (void)repo_forward_tree(git, &moved, &head->id, &ignored, NULL); /* the failure is told */
    json_free(ignored);
    return -1;
}
