/* access_file: a small JSON file below var/ that only this user reads, replaced as a whole. A part
 * of access_token and access_session. Thread: any that may block. */
#ifndef PIRUN_ACCESS_ACCESS_FILE_H
#define PIRUN_ACCESS_ACCESS_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"

#define ACCESS_FILE_MAX ((size_t)1024 * 1024) /* bytes; as many entries as we allow are a third */

/* Which file a name led to. A file that is replaced as a whole has another inode, or at least
 * another time. */
struct access_stamp {
    bool is_there;
    dev_t device;
    ino_t inode;
    off_t size;
    int64_t modified_ns, changed_ns;
};

/* What NAME below VAR leads to now; a file that cannot be looked at counts as not there. */
struct access_stamp access_file_stamp(int var, const char *name);
bool access_stamp_equal(const struct access_stamp *a, const struct access_stamp *b);

/* Append the bytes of NAME to TEXT, and fill STAMP with which file that was. A file that is not
 * there is no error: STAMP tells. Errors: ERR_TOO_LARGE; by errno. */
int access_file_read(int var, const char *name, struct buf *text, struct access_stamp *stamp,
                     struct err *err);
/* Replace NAME durably, mode 0600. Errors: by errno. */
int access_file_write(int var, const char *name, const struct json *root, struct err *err);

/* Take turns with other processes and threads that change the files: wait for var/access.lock.
 * Owns: returns a descriptor that holds it until closed. Errors: by errno. */
int access_file_lock(int var, struct err *err);

/* The array under KEY of the version that we know, or NULL. NAME is for the sentence.
 * Owns: *ROOT belongs to the caller, also on failure. Errors: ERR_INTERNAL names the file. */
const struct json *access_file_parse(const char *text, size_t size, const char *key,
                                     struct json **root, struct err *err);
/* A moment of a record in microseconds, 0 when KEY is not there. False: it is no time. */
bool access_file_time(const struct json *object, const char *key, int64_t *out_us);
/* Nothing for 0. */
void access_file_set_time(struct json *object, const char *key, int64_t us);

#endif
