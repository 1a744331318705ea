#include "env/env_link.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sandbox/sandbox.h"

#define LINK      ".venv"
#define ASIDE     ".venv.pirun-new"
#define TARGET    "var/" ENV_DIR "/"
#define ASIDE_MAX 100 /* that many older ones may lie there */

static void target_of(const char *build, char text[sizeof(TARGET) + ENV_NAME_SIZE])
{
    (void)snprintf(text, sizeof(TARGET) + ENV_NAME_SIZE, TARGET "%s", build); /* fits */
}

bool env_link_agrees(int project, const char *build)
{
    char wanted[sizeof(TARGET) + ENV_NAME_SIZE];
    char found[sizeof(wanted)];
    target_of(build, wanted);
    ssize_t size = readlinkat(project, LINK, found, sizeof(found));
    return size == (ssize_t)strlen(wanted) && memcmp(found, wanted, (size_t)size) == 0;
}

/* A link into var/envs is ours: nothing is lost with it. */
static bool is_ours(int project)
{
    char found[sizeof(TARGET) - 1];
    return readlinkat(project, LINK, found, sizeof(found)) == (ssize_t)sizeof(found) &&
           memcmp(found, TARGET, sizeof(found)) == 0;
}

static int move_aside(int project, char moved[ENV_LINK_MOVED_SIZE], struct err *err)
{
    for (int i = 1; i < ASIDE_MAX; i++) {
        if (i == 1)
            (void)snprintf(moved, ENV_LINK_MOVED_SIZE, ENV_LINK_ASIDE); /* fits */
        else
            (void)snprintf(moved, ENV_LINK_MOVED_SIZE, ENV_LINK_ASIDE "-%d", i); /* fits */
        if (renameat2(project, LINK, project, moved, RENAME_NOREPLACE) == 0)
            return 0;
        if (errno != EEXIST)
            break;
    }
    moved[0] = '\0';
    return err_errno(err, "cannot move '" LINK "' aside");
}

/* Root's links in somebody's project belong to that somebody. */
static void give_to_owner(int project, const char *name)
{
    struct sandbox_user user;
    struct err ignored;
    if (sandbox_user_of(project, &user, &ignored) == 0 && user.is_other && !user.is_mapped)
        (void)!fchownat(project, name, user.uid, user.gid,
                        AT_SYMLINK_NOFOLLOW); /* it works as it is */
}

int env_link_put(int project, const char *build, char moved[ENV_LINK_MOVED_SIZE], struct err *err)
{
    char target[sizeof(TARGET) + ENV_NAME_SIZE];
    struct stat about;
    moved[0] = '\0';
    if (env_link_agrees(project, build))
        return 0;
    target_of(build, target);
    (void)unlinkat(project, ASIDE, 0); /* of a process that was killed; usually there is none */
    if (symlinkat(target, project, ASIDE) < 0)
        return err_errno(err, "cannot make the link '" LINK "'");
    give_to_owner(project, ASIDE);
    bool is_there = fstatat(project, LINK, &about, AT_SYMLINK_NOFOLLOW) == 0;
    if (is_there && !is_ours(project) && move_aside(project, moved, err) < 0)
        return -1;
    if (renameat(project, ASIDE, project, LINK) < 0)
        return err_errno(err, "cannot make the link '" LINK "'");
    return 0;
}
