/* run_diff: what two runs were asked and what became of them, side by side. Pure: the files that
 * they saw and the packages that they had are compared by others. */
#ifndef PIRUN_JOB_RUN_DIFF_H
#define PIRUN_JOB_RUN_DIFF_H

#include "base/json.h"
#include "job/run.h"

/* {"a":{"run_id","state","script","started_at"?,"took_ms"?},"b":{…},
 * "changes":[{"what","a"?,"b"?}…],"variables":{"added":[],"removed":[],"changed":[]}}. A side that
 * a change lacks has no such value. WHAT is script, module, code, build, arguments, stdin, commit,
 * branch, network, require, timeout_ms, limits.<name>, environment, python, host, sandbox, attempt,
 * state, reason, exit_code, signal. Code and stdin are told by their hash. Of the job's variables
 * only names are told: values are often secrets. How long they took is no change. Owns: returns the
 * object. */
struct json *run_diff(const struct run *a, const struct run *b);

#endif
