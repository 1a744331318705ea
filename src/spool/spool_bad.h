/* spool_bad: dead letters. Same bytes in bad/<id>.json and bad/<id>.why.json beside them. */
#ifndef PIRUN_SPOOL_SPOOL_BAD_H
#define PIRUN_SPOOL_SPOOL_BAD_H

#include "base/json.h"
#include "job/job_file.h"
#include "spool/spool.h"

struct spool_letter {
    int from_dirfd;
    const char *name;         /* in from_dirfd */
    struct ident id;          /* its name in bad/ */
    const char *receipt_name; /* without .json; NULL: no receipt */
    const char *submitter;    /* user name or "uid:N" */
};
/* Move a file to bad/ (whatever it is: a link and a FIFO are moved as they are) and write its why.json
 * {id,time,name,code,pointer,line,column,text,cure,submitter} and its receipt. The why-file is written first: a letter in bad/ always
 * has its reason. Errors: by errno. */
int spool_bad_put(const struct spool *spool, const struct spool_letter *letter, const struct job_fault *fault, struct err *err);

/* Owns: returns a JSON array of the why-objects, newest first, at most LIMIT (0: all), freed with json_free. */
struct json *spool_bad_list(const struct spool *spool, size_t limit, struct err *err);
/* The why-object of ID with "file" (text of the letter when it is a regular file of UTF-8 within 64 KiB). ID may be a unique prefix. */
struct json *spool_bad_show(const struct spool *spool, const char *id, struct err *err);
/* Put the letter back into the door under a new id, durably, and remove it from bad/. *NEW_ID is set.
 * Errors: ERR_NOT_FOUND; ERR_CONFLICT it is not a regular file. */
int spool_bad_retry(const struct spool *spool, const char *id, struct ident *new_id, struct err *err);
int spool_bad_drop(const struct spool *spool, const char *id, struct err *err);
/* Number of letters. */
size_t spool_bad_count(const struct spool *spool);

#endif
