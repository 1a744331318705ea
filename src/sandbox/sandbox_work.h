/* sandbox_work: what the files of this room share about one start. Made by the keeper, used by its
 * child: copied by the fork, never passed. No other room includes it. */
#ifndef PIRUN_SANDBOX_SANDBOX_WORK_H
#define PIRUN_SANDBOX_SANDBOX_WORK_H

#include "sandbox/sandbox.h"

struct sandbox_work {
    const struct sandbox_spec *spec;
    const struct sandbox_program *program;
    struct sandbox_user user;
    unsigned parts; /* still to be done, or done */
    int idmap;      /* user namespace that shows root's files as the user's; -1: not needed */
    int go, go_end; /* pipe from the keeper: one byte when the child may go on, its end when the
                        keeper is dead */
    int status;     /* write end: faults and missing parts; closed by the execute */
    int report;     /* write end: struct sandbox_report */
};

/* Each step: 0, or -1 with errno. Async-signal-safe, allocates nothing. */

/* sandbox_root.c: the file system that is seen inside. */
int sandbox_root_make(struct sandbox_work *work);
/* /proc of the own processes. */
int sandbox_root_proc(struct sandbox_work *work);
int sandbox_root_enter(struct sandbox_work *work);

/* sandbox_user.c: who the script is. */
int sandbox_user_map(pid_t child);                   /* in the keeper: the child's user namespace */
int sandbox_user_idmap(const struct sandbox_user *); /* in the keeper: returns a descriptor */
int sandbox_user_enter(struct sandbox_work *work);
int sandbox_user_count_own(struct sandbox_work *work);
int sandbox_user_drop_rights(struct sandbox_work *work);

/* sandbox_terminal.c: nothing where the program has none. */
int sandbox_terminal_open(struct sandbox_work *work);
int sandbox_terminal_enter(struct sandbox_work *work);

/* sandbox_limit.c */
int sandbox_limit_resources(struct sandbox_work *work);
int sandbox_limit_cpus(struct sandbox_work *work);

/* sandbox_landlock.c: what may be opened, and which sockets and processes may be reached. */
int sandbox_landlock_enter(struct sandbox_work *work);

/* sandbox_recipe.c: in the child; never comes back. */
void sandbox_recipe_box(struct sandbox_work *work);    /* in the first process of a namespace */
void sandbox_recipe_script(struct sandbox_work *work); /* in the process that becomes the script */

#endif
