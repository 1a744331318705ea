#include "env/env_files.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scope.h"
#include "sandbox/sandbox.h"

#define FILE_MODE 0644 /* they belong into the repository: git knows no other */

int env_files_check(const struct env_place *place, const struct env_note *note, struct err *err)
{
    auto_buf struct buf text;
    struct err why = {.code = ERR_NONE};
    buf_init(&text, ENV_TEXT_MAX);
    if (!note->after)
        return 0;
    if (fd_exists(place->project, ENV_REQUIREMENTS_FILE) &&
        fd_read_file(place->project, ENV_REQUIREMENTS_FILE, &text, &why) < 0)
        return err_set(err, why.code, "%s", why.text);
    if (strcmp(buf_text(&text), note->before ? note->before : "") == 0 ||
        strcmp(buf_text(&text), note->after) == 0)
        return 0;
    return err_set(err, ERR_CONFLICT,
                   ENV_REQUIREMENTS_FILE " was changed during the build, and stays as it is: run "
                                         "the command again");
}

/* The owner of the project owns them, whoever wrote them. */
static void give_to_owner(const struct env_place *place, const char *name)
{
    struct sandbox_user user;
    struct err ignored;
    (void)!fchmodat(place->project, name, FILE_MODE, 0); /* 0600 else: works for the owner */
    if (sandbox_user_of(place->project, &user, &ignored) == 0 && user.is_other && !user.is_mapped)
        (void)!fchownat(place->project, name, user.uid, user.gid, AT_SYMLINK_NOFOLLOW);
}

static int put(const struct env_place *place, const char *name, const char *text, struct err *err)
{
    if (fd_replace(place->project, name, text, strlen(text), place->durability, err) < 0)
        return -1;
    give_to_owner(place, name);
    return 0;
}

int env_files_write(const struct env_place *place, const struct env_note *note, const char *text,
                    struct err *err)
{
    if (note->after && put(place, ENV_REQUIREMENTS_FILE, note->after, err) < 0)
        return -1;
    return put(place, ENV_LOCK_FILE, text, err);
}
