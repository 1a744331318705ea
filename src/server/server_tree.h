/* server_tree: refs and the files of commits, asked of a child (`pirun __tree`). */
#ifndef PIRUN_SERVER_SERVER_TREE_H
#define PIRUN_SERVER_SERVER_TREE_H

#include "job/job.h"
#include "job/job_file.h"
#include "runner/runner.h"

#define SERVER_TREE_COMMAND "__tree"

/* Look up JOB's ref and set its commit; its script must be there at that commit. Answers false with
 * FAULT: "no_commit", "no_script". Blocks for some milliseconds. Thread: any. */
bool server_tree_resolve(const char *project_path, struct job *job, struct job_fault *fault);

/* A runner_tree_cb; CTX is the project's absolute path. Blocks for as long as the files take.
 * Thread: any. */
int server_tree_make(void *ctx, const char *commit, const char *tree, struct err *err);

/* A runner_look_cb; CTX is the project's absolute path. Blocks for as long as it takes to look at
 * every file of the work tree. Thread: any. */
int server_tree_look(void *ctx, const struct store_began *runs, size_t count, struct err *err);

#endif
