/* store_name: what the files of a run are called below var/. */
#ifndef PIRUN_STORE_STORE_NAME_H
#define PIRUN_STORE_STORE_NAME_H

#include <stdio.h>

#include "base/ident.h"

#define STORE_JOB    "job.json"
#define STORE_START  "start.json"
#define STORE_RESULT "result.json"
#define STORE_LIVE   "live"
#define STORE_INDEX  "output.idx"
#define STORE_TREE   "tree.json"
#define STORE_PATCH  "tree.patch"

struct store_name {
    char text[64]; /* an id (36), ".", a number (11), ".json" */
};

/* runs/<id> */
static inline struct store_name store_name_run(const struct ident *id)
{
    struct store_name name;
    ident_format(id, name.text);
    return name;
}

/* <id>.json in spool/, queue/ and active/ */
static inline struct store_name store_name_job(const struct ident *id)
{
    struct store_name run = store_name_run(id);
    struct store_name name;
    (void)snprintf(name.text, sizeof(name.text), "%.36s.json", run.text); /* fits */
    return name;
}

/* claim/<id>~<id>.json in spool/: a file that has the name of its run and is being accepted */
struct store_name_claimed {
    char text[96]; /* fits: 6, 36, 1, 36 and 5 */
};
static inline struct store_name_claimed store_name_claimed(const struct ident *id)
{
    struct store_name run = store_name_run(id);
    struct store_name_claimed name;
    (void)snprintf(name.text, sizeof(name.text), "claim/%.36s~%.36s.json", run.text,
                   run.text); /* fits */
    return name;
}

/* logs/<id>.log, or logs/<id>.N.log of the earlier attempt N */
static inline struct store_name store_name_log(const struct ident *id, int attempt)
{
    struct store_name run = store_name_run(id);
    struct store_name name;
    if (attempt > 0)
        (void)snprintf(name.text, sizeof(name.text), "%.36s.%d.log", run.text, attempt); /* fits */
    else
        (void)snprintf(name.text, sizeof(name.text), "%.36s.log", run.text); /* fits */
    return name;
}

/* runs/<id>/attempt-N */
static inline struct store_name store_name_attempt(int attempt)
{
    struct store_name name;
    (void)snprintf(name.text, sizeof(name.text), "attempt-%d", attempt); /* fits */
    return name;
}

#endif
