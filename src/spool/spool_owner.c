#include "spool/spool_owner.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"

#define KEEP_MS         60000
#define PASSWD_ROOM     4096 /* bytes of one line of the user database that are tried first */
#define PASSWD_ROOM_MAX ((size_t)256 * 1024)
#define GROUPS_MAX      65536 /* NGROUPS_MAX of Linux */

/* Owns: *ROOM is what the strings of *ENTRY live in; the caller frees it. */
static bool find_user(uid_t uid, struct passwd *entry, char **room)
{
    for (size_t size = PASSWD_ROOM; size <= PASSWD_ROOM_MAX; size *= 4) {
        *room = xrealloc(*room, size);
        struct passwd *found = NULL;
        int number = getpwuid_r(uid, entry, *room, size, &found);
        if (number != ERANGE)
            return found != NULL;
    }
    return false;
}

void spool_owner_name(uid_t uid, char name[SPOOL_OWNER_SIZE])
{
    auto_free char *room = NULL;
    struct passwd entry;
    if (find_user(uid, &entry, &room) && strlen(entry.pw_name) < SPOOL_OWNER_SIZE)
        memcpy(name, entry.pw_name, strlen(entry.pw_name) + 1);
    else
        (void)snprintf(name, SPOOL_OWNER_SIZE, "uid:%lu", (unsigned long)uid); /* fits: 24 bytes */
}

static bool is_member(uid_t uid, gid_t group)
{
    auto_free char *room = NULL;
    struct passwd entry;
    if (!find_user(uid, &entry, &room))
        return false;
    int count = 64;
    auto_free gid_t *groups = NULL;
    for (;;) {
        int had = count;
        groups = xrealloc(groups, (size_t)count * sizeof(*groups));
        if (getgrouplist(entry.pw_name, entry.pw_gid, groups, &count) >= 0)
            break;
        if (count <= had)
            count = had * 2;
        if (count > GROUPS_MAX)
            return false;
    }
    for (int i = 0; i < count; i++) {
        if (groups[i] == group)
            return true;
    }
    return false;
}

const struct spool_owner *spool_owner_find(struct spool_owners *owners, const struct spool *spool,
                                           uid_t uid)
{
    int64_t now_ms = clock_boot_ms();
    struct spool_owner *row = NULL;
    for (size_t i = 0; i < SPOOL_OWNER_ROWS && !row; i++) {
        if (owners->rows[i].is_known && owners->rows[i].uid == uid)
            row = &owners->rows[i];
    }
    if (row && now_ms - row->read_at_ms < KEEP_MS)
        return row;
    if (!row)
        row = &owners->rows[owners->next++ % SPOOL_OWNER_ROWS];
    *row = (struct spool_owner){.uid = uid, .is_known = true, .read_at_ms = now_ms};
    row->is_allowed =
        uid == geteuid() || uid == 0 || (spool->has_group && is_member(uid, spool->group));
    spool_owner_name(uid, row->name);
    return row;
}
