/* spool_bad: dead letters. The same bytes in bad/<id>.json and bad/<id>.why.json beside them. */
#ifndef PIRUN_SPOOL_SPOOL_BAD_H
#define PIRUN_SPOOL_SPOOL_BAD_H

#include "base/json.h"
#include "job/job_file.h"
#include "spool/spool.h"

#define SPOOL_BAD_KEEP_S     ((int64_t)30 * 24 * 3600) /* a letter is kept so long … */
#define SPOOL_BAD_KEEP_COUNT 1000                      /* … and so many are */

struct spool_letter {
    int from_dirfd;
    const char *name;         /* in from_dirfd */
    struct ident id;          /* its name in bad/; another one is taken when that exists */
    const char *receipt_name; /* without .json; NULL: no receipt */
    const char *submitter;    /* user name or "uid:N" */
};
/* Move a file to bad/ (whatever it is: a link and a FIFO are moved as they are) and write its
 * why.json {id,time,name,code,pointer,line,column,text,cure,submitter} and its receipt. The
 * why-file is written first and the move is last: a letter in bad/ always has its reason, and a
 * crash repeats all of it.
 * Errors: ERR_NOT_FOUND it is gone; by errno. Thread: the scan's lane. */
int spool_bad_put(const struct spool *spool, const struct spool_letter *letter,
                  const struct job_fault *fault, struct err *err);

/* Owns: returns a JSON array of the why-objects, newest first, at most LIMIT (0: all), freed
 * with json_free. A reason that a power cut destroyed has code "unknown". Errors: by errno.
 * Thread: any. */
struct json *spool_bad_list(const struct spool *spool, size_t limit, struct err *err);
/* The why-object of ID with "file" (text of the letter when it is a regular file of UTF-8 within
 * 64 KiB). ID may be a unique prefix. Owns: as above. Errors: ERR_NOT_FOUND; ERR_CONFLICT the
 * prefix fits several. Thread: any. */
struct json *spool_bad_show(const struct spool *spool, const char *id, struct err *err);
/* Put the letter back into the door under a new id, durably, and remove it from bad/. *NEW_ID is
 * set. Interrupted and repeated, it gives the same new id, so that nothing runs twice.
 * Errors: ERR_NOT_FOUND; ERR_CONFLICT it is not a regular file, or a prefix of several; what
 * spool_submit says. Thread: any. */
int spool_bad_retry(const struct spool *spool, const char *id, struct ident *new_id,
                    struct err *err);
/* Remove the letter, a directory with all that is in it. Errors: as above. Thread: any. */
int spool_bad_drop(const struct spool *spool, const char *id, struct err *err);
/* True when there is a letter of this id. Thread: any. */
bool spool_bad_has(const struct spool *spool, const struct ident *id);
/* Number of letters. Thread: any. */
size_t spool_bad_count(const struct spool *spool);
/* Remove letters older than 30 days, the oldest beyond 1,000, and reasons without a letter.
 * Units: NOW_US wall clock. */
void spool_bad_clean(const struct spool *spool, int64_t now_us);

#endif
