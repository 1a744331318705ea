/* spool: the one door by which jobs enter. A file's place is its state (docs/decisions: files
 * are the truth). This header: the tree of var/, opened once, and the one-server lock. Never
 * decides order (queue) and never runs anything (exec). */
#ifndef PIRUN_SPOOL_SPOOL_H
#define PIRUN_SPOOL_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/fd.h"
#include "base/ident.h"

/* Size of var/reserve: enough to record what runs when the disk is full. */
#define SPOOL_RESERVE_BYTES ((int64_t)1024 * 1024)

/* Descriptors of the directories; all open while the struct lives. Read-only after spool_open:
 * any thread. For a member of spool.group who may not read a directory its descriptor is O_PATH
 * only. */
struct spool_dirs {
    int project, var, spool, tmp, claim, queue, active, runs, logs, bad, ack, keys, trees, blobs;
};

struct spool_options {
    enum fd_durability durability;
    const char *group;    /* "" or NULL: one user */
    size_t max_waiting;   /* spool.max_waiting; 0: no limit */
    size_t max_job_bytes; /* 0 or more than JOB_FILE_MAX: JOB_FILE_MAX */
    bool allow_network_fs;
    const char *default_script_dir; /* reserved, NULL */
};

struct spool {
    struct spool_dirs dirs;
    char *project_path; /* absolute */
    enum fd_durability durability;
    size_t max_waiting;
    size_t max_job_bytes;
    bool has_group; /* spool.group is set */
    gid_t group;
    bool is_owner; /* the door belongs to this process's user; false: a member or root submits */
};

/* Open var/ below the project, making what is missing with the right modes and mending the modes of
 * what is ours, and check owner, that all stages are on one file system and that this file system
 * tells inotify everything.
 * Errors: ERR_INVALID stages on several file systems, a network one, or an unknown group;
 * ERR_FORBIDDEN; ERR_NO_SPACE (read-only, full). */
int spool_open(struct spool *spool, const char *project_path, const struct spool_options *options,
               struct err *err);
void spool_close(struct spool *spool);

/* Take var/lock for this process: one server per project. Owns: returns a descriptor that holds it
 * until closed. The lock file tells who has it: {"pid":N,"kind":"serve"|"run","addr":"…"}.
 * Errors: ERR_BUSY another holds it, with its pid. Source: fcntl(2) F_OFD_SETLK. */
int spool_lock(const struct spool *spool, const char *kind, const char *addr, struct err *err);
/* True when somebody holds the lock now; HOLDER (may be NULL) gets its pid, KIND (16 bytes, may be
 * NULL) its kind. */
bool spool_is_locked(const struct spool *spool, int *holder, char *kind);

/* Keep SPOOL_RESERVE_BYTES on the disk for the day it is full. spool_reserve makes it when there is
 * room; spool_release_reserve gives it back to the file system and answers true, at most once until
 * it is made again. Errors: ERR_NO_SPACE; by errno. */
int spool_reserve(const struct spool *spool, struct err *err);
bool spool_release_reserve(const struct spool *spool);
/* True while less than 1 % of the file system (at most 64 MiB) is free, or less than 64 inodes; a
 * reserve that was given back counts as not free. New submissions are refused with ERR_NO_SPACE. */
bool spool_is_disk_low(const struct spool *spool);
/* The name of a file system on which inotify does not see what other clients do or renames are not
 * safe, by statfs(2)'s f_type: NFS, CIFS, FUSE, vfat, exfat …; NULL for any other. */
const char *spool_disk_refuses(uint64_t fs_type);

/* What `pirun doctor` says of the spool: one line per finding, worst first. */
struct spool_finding {
    const char *check; /* "owner", "mode", "file system", "one device", "space", "watch" */
    bool is_ok;
    char text[240];
    char cure[240];
};
/* Fill OUT with at most ROOM findings; answers how many. */
size_t spool_examine(const struct spool *spool, struct spool_finding *out, size_t room);

/* The directories of var/ as a table, for those who make, check or show them. */
struct spool_stage {
    const char *name;   /* "spool/tmp": below var/; "" is var/ itself */
    mode_t mode;        /* for one user */
    mode_t group_mode;  /* with spool.group; 0: the same, and no group */
    bool is_one_device; /* files are renamed from and to it */
};
const struct spool_stage *spool_stages(size_t *count);
/* The descriptor of the stage AT of that table. */
int spool_stage_fd(const struct spool *spool, size_t at);

#endif
