/* repo_net: the git child, all that talks to a network. libgit2 1.5 can be crashed by an HTTP
 * server and has no timeouts (ADR 0022), so it does that in a process whose end harms nobody. It
 * writes nothing but the aside repository of its plan. */
#ifndef PIRUN_REPO_REPO_NET_H
#define PIRUN_REPO_REPO_NET_H

#include "base/err.h"

/* Read a plan (repo_plan.h) from IN to its end, do it, write lines to OUT. Results:
 *   fetch    {"default_branch":"refs/heads/main"?,"branches":N,"objects":N,"bytes":N}
 *   push     {"up_to_date":bool,"before":id?,"after":id,"refs":[{"ref":…,"status":text?}]}
 *   hostkey  {"key":base64}
 * Answers the exit status: 0 also when the operation failed and said so. Thread: main of a process
 * of its own. */
int repo_net_serve(int in, int out, struct err *err);

#endif
