/* spool_owner: whose file is it, and may that user drop jobs here? The submitter is st_uid, never a
 * field of the file. Answers are kept for a minute, because the user database is slow. */
#ifndef PIRUN_SPOOL_SPOOL_OWNER_H
#define PIRUN_SPOOL_SPOOL_OWNER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "spool/spool.h"

#define SPOOL_OWNER_SIZE 72 /* a user name or "uid:N", and a NUL */

struct spool_owner {
    uid_t uid;
    bool is_known;   /* the row is in use */
    bool is_allowed; /* own uid, root, or a member of spool.group */
    int64_t read_at_ms;
    char name[SPOOL_OWNER_SIZE];
};

#define SPOOL_OWNER_ROWS 16

struct spool_owners {
    struct spool_owner rows[SPOOL_OWNER_ROWS];
    unsigned next;
};

/* The row of UID. Owns: borrowed until the next call. */
const struct spool_owner *spool_owner_find(struct spool_owners *owners, const struct spool *spool,
                                           uid_t uid);
/* The user's name, or "uid:N" when there is none. Thread: any. */
void spool_owner_name(uid_t uid, char name[SPOOL_OWNER_SIZE]);

#endif
