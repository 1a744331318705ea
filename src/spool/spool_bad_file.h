/* spool_bad_file: the files of bad/ by their ids. Shared by the parts of spool_bad. */
#ifndef PIRUN_SPOOL_SPOOL_BAD_FILE_H
#define PIRUN_SPOOL_SPOOL_BAD_FILE_H

#include "base/ident.h"
#include "base/json.h"
#include "spool/spool.h"

#define SPOOL_BAD_WHY_SIZE (IDENT_TEXT_SIZE + sizeof(".why.json"))

/* A letter and when it was written. */
struct spool_bad_file {
    struct ident id;
    int64_t at_us;
};

void spool_bad_file_why(const struct ident *id, char name[SPOOL_BAD_WHY_SIZE]);
/* Owns: *OUT is an array of *COUNT letters, newest first, freed with free(). Errors: by errno. */
int spool_bad_file_list(const struct spool *spool, struct spool_bad_file **out, size_t *count,
                        struct err *err);
/* Remove the reasons whose letters are not there, when they are older than an hour. */
void spool_bad_file_sweep(const struct spool *spool, int64_t now_us);
/* The one letter whose id begins with PREFIX. Errors: ERR_NOT_FOUND, ERR_CONFLICT. */
int spool_bad_file_find(const struct spool *spool, const char *prefix, struct ident *out,
                        struct err *err);
/* The why-object; a substitute when it cannot be read. Owns: returned, freed with json_free. */
struct json *spool_bad_file_reason(const struct spool *spool, const struct ident *id);
/* Remove letter and reason. Errors: by errno. */
int spool_bad_file_remove(const struct spool *spool, const struct ident *id, struct err *err);

#endif
