/* server_rules: what the project's configuration means for the other rooms: settings of the runner,
 * and the check of a job against the project's rules. */
#ifndef PIRUN_SERVER_SERVER_RULES_H
#define PIRUN_SERVER_SERVER_RULES_H

#include <stdatomic.h>

#include "conf/conf.h"
#include "env/env_settings.h"
#include "job/job_file.h"
#include "runner/runner.h"
#include "sandbox/sandbox_probe.h"

/* Who checks at the same time as others. */
enum server_rules_checker {
    SERVER_RULES_DOOR, /* the scan of the spool, or a command */
    SERVER_RULES_WEB,  /* requests, before they are submitted */
    SERVER_RULES_CHECKERS
};

/* The configuration in force. Checks run on lanes while the loop reloads: the pointer is swapped,
 * and an old one is freed when no check reads it (hazard pointers, one per lane that checks). */
struct server_rules {
    int project;              /* borrowed descriptor of the project directory */
    const char *project_path; /* borrowed */
    _Atomic(const struct conf *) conf;
    /* the one that a check is reading; NULL: none */
    _Atomic(const struct conf *) in_use[SERVER_RULES_CHECKERS];
    struct sandbox_probe probe; /* what this machine can protect, cgroups included */
};

/* Two spool_check_cb that say the same; CTX is a struct server_rules. Thread: the disk lane. */
bool server_rules_check(void *ctx, struct job *job, struct job_fault *fault);
/* Thread: the web's lane for submissions. */
bool server_rules_check_web(void *ctx, struct job *job, struct job_fault *fault);
/* Whether no check reads CONF, which is in force no more. Thread: loop. */
bool server_rules_is_free(const struct server_rules *rules, const struct conf *conf);

/* The level that run.sandbox names; `auto` is the highest. */
enum sandbox_level server_rules_level(const struct conf *conf);

/* Borrowed strings live as long as CONF. */
struct env_settings server_rules_environment(const struct conf *conf);

/* Borrowed strings live as long as CONF. JOBS 0: what the config says. */
struct runner_settings server_rules_settings(const struct conf *conf, int jobs);

#endif
