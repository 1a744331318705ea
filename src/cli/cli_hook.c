/* `pirun __hook NAME REPO`: called by a git hook. Reads `old new ref` lines from stdin, and submits
 * a job for each script that the pushed commit's own .pirun.yaml names for that branch or tag. What
 * goes wrong is told to who pushed, and never rejects the push: the exit status is 0. */
#include "cli/cli_hook.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lazy.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_project.h"
#include "cli/cli_say.h"
#include "conf/conf.h"
#include "job/job.h"
#include "repo/repo_file.h"
#include "spool/spool_submit.h"

#define CONFIG_MAX 65536
#define LINE_ROOM  1200 /* two ids of 64 digits and a ref, which git limits to about 1,000 bytes */
#define BRANCH     "refs/heads/"
#define TAG        "refs/tags/"
#define SHORT_ID   12

const char *const cli_hook_names[] = {"post-receive", "post-commit", "post-merge", NULL};

/* Whatever TEXT has in it, the shell reads it as one word. */
static void quote(const char *text, struct buf *out)
{
    buf_add(out, "'");
    for (; *text; text++) {
        if (*text == '\'')
            buf_add(out, "'\\''");
        else
            buf_append(out, text, 1);
    }
    buf_add(out, "'");
}

/* Source: githooks(5): post-receive reads "old new ref" lines; the other two read nothing, and are
 * told here as a push of what is checked out. git's own variables are unset, because they would
 * make every git command of a script work on this repository. */
void cli_hook_write(const char *name, const char *program, const char *project, struct buf *out)
{
    buf_add(out, "#!/bin/sh\n" CLI_HOOK_MARK
                 "\n# Runs what on_push in .pirun.yaml names. Never rejects anything.\n"
                 "repo=$(git rev-parse --absolute-git-dir)\n");
    if (strcmp(name, "post-receive") != 0)
        buf_add(out, "line=\"$(git rev-parse HEAD@{1} 2>/dev/null || echo 0) $(git rev-parse HEAD) "
                     "$(git symbolic-ref -q HEAD)\"\n");
    buf_add(out, "unset $(git rev-parse --local-env-vars)\n");
    if (strcmp(name, "post-receive") != 0)
        buf_add(out, "printf '%s\\n' \"$line\" | ");
    quote(program, out);
    buf_add(out, " -C ");
    quote(project, out);
    buf_addf(out, " " CLI_HOOK_COMMAND " %s \"$repo\"\nexit 0\n", name);
}

struct push {
    struct cli_project *project;
    const char *repo;
    const char *commit;
    const char *ref; /* in full */
};

static bool is_meant(const struct conf_on_push *rule, const char *ref)
{
    const char *kind = rule->is_tag ? TAG : BRANCH;
    size_t size = strlen(kind);
    return strncmp(ref, kind, size) == 0 && fnmatch(rule->branch, ref + size, 0) == 0;
}

static void add_label(struct job *job, const char *key, const char *value)
{
    job->labels = xrealloc(job->labels, (job->label_count + 1) * sizeof(*job->labels));
    job->labels[job->label_count++] =
        (struct job_pair){.key = xstrdup(key), .value = xstrdup(value)};
}

static void take_args(struct job *job, char *const *args)
{
    if (!args)
        return;
    while (args[job->arg_count])
        job->arg_count++;
    job->args = xcalloc(job->arg_count + 1, sizeof(char *));
    for (size_t i = 0; i < job->arg_count; i++)
        job->args[i] = xstrdup(args[i]);
}

/* One key per ref: runs of one branch go one after the other. */
static void submit(const struct push *push, const struct conf_on_push *rule)
{
    auto_job struct job job;
    struct err err;
    char id[IDENT_TEXT_SIZE];
    job_init(&job);
    job.kind = JOB_SCRIPT;
    job.script = xstrdup(rule->script);
    job.ref = xstrdup(push->commit);
    job.key = xasprintf("ref:%s", push->ref);
    job.source = JOB_FROM_GIT;
    take_args(&job, rule->args);
    add_label(&job, rule->is_tag ? "tag" : "branch", strchr(push->ref + strlen("refs/"), '/') + 1);
    if (spool_submit(&push->project->spool, &job, NULL, 0, &err) < 0) {
        cli_say("'%s' will not run for this push: %s", rule->script, err.text);
        return;
    }
    ident_format(&job.id, id);
    cli_say("accepted run %s of '%s' at %.*s", id, rule->script, SHORT_ID, push->commit);
}

static void run_rules(const struct push *push)
{
    auto_conf struct conf conf;
    struct err err;
    auto_buf struct buf text;
    buf_init(&text, CONFIG_MAX);
    conf_init_defaults(&conf);
    if (repo_file_read(push->repo, push->commit, ".pirun.yaml", &text, &err) < 0) {
        if (err.code != ERR_NOT_FOUND)
            cli_say("nothing runs for '%s': %s", push->ref, err.text);
        return; /* a branch without a config runs nothing */
    }
    if (conf_parse(buf_text(&text), text.size, &conf, &err) < 0) {
        cli_say("nothing runs for '%s': its .pirun.yaml is wrong: %s", push->ref, err.text);
        return;
    }
    const struct conf_on_push *rules = conf.on_push.items;
    for (size_t i = 0; i < conf.on_push.count; i++) {
        if (is_meant(&rules[i], push->ref))
            submit(push, &rules[i]);
    }
}

static bool is_deletion(const char *commit)
{
    return strspn(commit, "0") == strlen(commit);
}

static void take_line(struct push *push, char *line)
{
    char *save = NULL;
    const char *old = strtok_r(line, " \n", &save);
    push->commit = strtok_r(NULL, " \n", &save);
    push->ref = strtok_r(NULL, " \n", &save);
    if (old && push->commit && push->ref && !is_deletion(push->commit))
        run_rules(push);
}

static int hook(struct cli_args *args, struct err *err)
{
    auto_project struct cli_project project = {.dirfd = -1};
    struct push push = {.project = &project, .repo = args->positionals[1]};
    char line[LINE_ROOM];
    if (cli_project_open(&project, args, err) < 0) {
        cli_say("nothing runs for this push: %s", err->text);
        return 0;
    }
    while (fgets(line, sizeof(line), stdin))
        take_line(&push, line);
    return 0;
}

const struct cli_command cli_hook_command = {
    .name = CLI_HOOK_COMMAND,
    .summary = "run what a push to REPO wants, told by git's hook NAME on stdin",
    .usage = "NAME REPO",
    .positional_min = 2,
    .positional_max = 2,
    .flags = CLI_HIDDEN,
    .lazy = LAZY_GIT,
    .handler = hook,
};
