/* files_own: what the files of this room share. Not for other rooms. */
#ifndef PIRUN_FILES_FILES_OWN_H
#define PIRUN_FILES_FILES_OWN_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/rel.h"
#include "files/files.h"
#include "files/files_etag.h"
#include "files/files_path.h"

#define FILES_VAR     "var"
#define FILES_UPLOADS "uploads"

/* What tells that a file was not changed. Source: stat(2). */
struct files_stamp {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec modified, changed;
};

struct files_known {
    struct files_stamp stamp;
    uint64_t used; /* 0: the row is free */
    bool is_binary;
    char etag[FILES_ETAG_SIZE];
};

#define FILES_KNOWN_ROWS 128

struct files {
    int root;
    bool is_walking; /* openat2 is not to be had: go segment by segment */
    bool has_proc;   /* /proc/self/fd, by which a file without a name gets one */
    bool gives_away; /* we are root and the project is another user's */
    uid_t uid;
    gid_t gid;
    struct files_options options;
    uint64_t clock; /* counts uses of rows of KNOWN */
    struct files_known known[FILES_KNOWN_ROWS];
};

/* files.c: never use openat2 from now on. For tests. */
void files_force_walk(struct files *files);

/* files_error.c: ERR from errno: "cannot VERB 'PATH': why", with codes that fit files. Answers -1.
 */
int files_errno(struct err *err, const char *verb, const char *path);

/* files_walk.c: openat2's RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS by hand, for kernels and filters
 * without it. Errors: -1 and errno, as openat2(2); EACCES for var/ under whatever name. */
int files_walk_open(const struct files *files, const char *path, int flags);
/* Replace the links on the way of REL, and REL itself if IS_LAST_TOO, by what they lead to. What
 * does not exist stays as it is. The result is judged as WANT again, and holds no link until
 * somebody makes one: opening it without following is what protects. Errors: ERR_FORBIDDEN a way
 * out, an absolute target, or too many links; as files_path_judge. */
int files_walk_resolve(const struct files *files, const struct rel *rel, enum files_want want,
                       bool is_last_too, struct rel *out, struct err *err);

/* files_open.c: open REL ("" is the project) where no part of it may be a link.
 * Errors: -1 and errno, as openat2(2). Owns: returns a descriptor. */
int files_open_strict(struct files *files, const char *path, int flags);

/* files_place.c: where a name is made, replaced or removed: its directory, and the name in it. */
struct files_place {
    int dir; /* -1: nothing to close */
    char name[NAME_MAX + 1];
    struct rel rel; /* the whole path, links replaced */
};
void files_place_release(struct files_place *place);
#define auto_place __attribute__((cleanup(files_place_release)))
enum files_place_how {
    FILES_PLACE_AS_IS = 0,
    FILES_PLACE_MAKE = 1,  /* parents that are missing are made */
    FILES_PLACE_FOLLOW = 2 /* a link as the last part leads on, where links are followed */
};
/* Errors: ERR_NOT_FOUND no such parent; ERR_CONFLICT a parent is no directory; as files_open. */
int files_place_open(struct files *files, const struct rel *rel, enum files_want want, unsigned how,
                     struct files_place *place, struct err *err);
/* mkdirat and openat(O_CREAT | O_EXCL) that give the new thing to the project's owner.
 * Errors: -1 and errno. */
int files_place_mkdir(const struct files *files, int dir, const char *name);
int files_place_create(const struct files *files, int dir, const char *name);
/* A file below DIR that has no name yet, and goes with the descriptor: a server that is killed
 * leaves nothing. Errors: -1 where the file system or the machine cannot do that. */
int files_place_draft(const struct files *files, int dir);
/* Give the file FD of files_place_draft the name NAME, which must be free. Errors: -1 and errno. */
int files_place_name(int fd, int dir, const char *name);

/* files_etag.c: the file's stamp; the tag of FD's content from memory, or hashed now; "" when it
 * has none: it changes while it is read, or has just changed and is too large to hash. ST is what
 * stat(2) said before, and is brought up to date. */
struct files_stamp files_stamp_of(const struct stat *st);
void files_etag_find(struct files *files, int fd, struct stat *st, char etag[FILES_ETAG_SIZE],
                     bool *is_binary);

/* files_place.c: open the place of a new content. What CONDITION wants to be there cannot be below
 * a directory that is missing: the condition is broken then, and nothing is made. */
int files_place_for(struct files *files, const struct rel *rel, enum files_want want,
                    struct files_condition *condition, struct files_place *place, struct err *err);

/* files_commit.c: sync a directory that is open for its path alone. Errors: -1 and errno. */
int files_sync_dir(int dir);
/* What we made in var/ for a project whose owner is not us is that owner's too: the next server may
 * run as them. */
void files_give(const struct files *files, int fd);
/* Rename that replaces nothing. Errors: -1 and errno. */
int files_rename_new(int from_dir, const char *from, int to_dir, const char *to);
/* The last step of a write: a whole, synced file gets its real name. */
struct files_commit {
    int from_dir;
    const char *from; /* the file that is renamed; gone on success alone */
    const struct files_place *to;
    struct files_condition *condition; /* NULL: none */
};
/* What is at PLACE now, if anything. Errors: ERR_FORBIDDEN a link, ERR_CONFLICT no regular file. */
int files_commit_look(const struct files_place *place, struct stat *st, bool *is_there,
                      struct err *err);
/* Errors: ERR_CONFLICT with condition->is_broken: the file is not as the condition says. */
int files_commit_check(struct files *files, const struct files_place *place,
                       struct files_condition *condition, struct err *err);
/* Check and rename, and no other commit between the two. CROSSES is set when the two lie on
 * different file systems; nothing was done then. Errors: as files_commit_check; by errno. */
int files_commit(struct files *files, const struct files_commit *commit, bool *crosses,
                 struct err *err);
/* Remove PLACE under the same lock. */
int files_commit_remove(struct files *files, const struct files_place *place,
                        struct files_condition *condition, struct err *err);
/* Move PLACE to the free name TO below TO_DIR under the same lock. CROSSES is set when the two lie
 * on different file systems. */
struct files_take {
    const struct files_place *place;
    struct files_condition *condition; /* NULL: none */
    int to_dir;
    const char *to;
};
int files_commit_take(struct files *files, const struct files_take *take, bool *crosses,
                      struct err *err);
/* var/uploads, made if need be; var/NAME; NAME below DIR (errors: -1 and errno). All for the
 * project's owner alone. Owns: returns a descriptor. */
int files_commit_dir(struct files *files, struct err *err);
int files_commit_var_dir(struct files *files, const char *name, struct err *err);
int files_commit_make_dir(const struct files *files, int dir, const char *name);

/* files_remove.c: what is no file has no tag: only a star names it. Errors: ERR_CONFLICT with
 * condition->is_broken. */
int files_remove_check_other(const struct files_place *place, struct files_condition *condition,
                             struct err *err);

/* files_write.c: a name for a file that is not whole yet. */
#define FILES_ASIDE_SIZE 32
int files_aside(char name[FILES_ASIDE_SIZE], struct err *err);
/* Mode and owner of the file FD that will replace OLD (NULL: nothing). */
int files_dress(const struct files *files, int fd, const struct stat *old, struct err *err);

/* files_page.c: names of a directory in the order of their bytes, a page at a time, whatever the
 * size of the directory: each page reads all names and keeps those that come next. */
struct files_page {
    char **names;
    size_t count;
    bool has_more; /* names after the last one */
};
typedef bool (*files_page_filter)(const void *ctx, const char *name); /* true: leave out */
/* The first LIMIT names after AFTER ("" for the first page). Errors: -1 and errno. */
int files_page_read(int dirfd, const char *after, size_t limit, files_page_filter filter,
                    const void *ctx, struct files_page *page);
void files_page_release(struct files_page *page);

/* files_upload_room.c: remove parts that nobody went on with. */
void files_upload_collect(int uploads);
/* Errors: ERR_NO_SPACE when SIZE more bytes are more than the limits allow. */
int files_upload_room(const struct files *files, int uploads, size_t size, struct err *err);

#endif
