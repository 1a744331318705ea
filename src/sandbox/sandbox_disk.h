/* sandbox_disk: how much a run has added to its project's disk. Nobody tells that; it is put
 * together from what was made since the run began and from what its processes say they did. */
#ifndef PIRUN_SANDBOX_SANDBOX_DISK_H
#define PIRUN_SANDBOX_SANDBOX_DISK_H

#include <stdbool.h>
#include <stdint.h>

#include "sandbox/sandbox.h"
#include "sandbox/sandbox_tree.h"

#define SANDBOX_DISK_FILE_COST INT64_C(16384) /* bytes that each file counts at least */

/* What is in the project and was made or changed since the run began. */
struct sandbox_disk_found {
    int64_t files, bytes; /* made */
    int64_t cost;         /* of them: at least SANDBOX_DISK_FILE_COST each */
    int64_t changed;      /* bytes of older files that were changed */
};

/* What the run's processes have done, the ended ones that one of them waited for included. */
struct sandbox_disk_done {
    int64_t written;  /* bytes */
    int64_t busy_us;  /* in the kernel */
    int64_t nameless; /* bytes of open files that have no name any more */
};

struct sandbox_disk {
    int64_t limit;     /* bytes; 0: not watched */
    int project_fd;    /* borrowed */
    const char *place; /* below var/, which is not looked into but for this; NULL: none */
    int64_t began_us;  /* wall clock */
    struct sandbox_space {
        int64_t bytes, files;
    } at_first, at_walk; /* free on the file system */
    struct sandbox_disk_found found;
    struct sandbox_disk_done done;
    int64_t made;  /* bytes of new files that are taken for this run's */
    int64_t added; /* all in all */
};

void sandbox_disk_init(struct sandbox_disk *disk, const struct sandbox_spec *spec,
                       int64_t began_us);
/* Answers true when the limit is passed. IS_ALONE: what is new in the project is this run's. */
bool sandbox_disk_look(struct sandbox_disk *disk, const struct sandbox_tree *tree, bool is_alone);

#endif
