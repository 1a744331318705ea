#include "server/server_tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/scope.h"
#include "base/spawn.h"

#define RESOLVE_MS 30000
#define MAKE_MS    1800000 /* a large repository on a slow card */
#define LOOK_MS    30000   /* more than the work tree of a small machine takes */
#define LOOK_FIXED 4       /* words before the runs */
#define ANSWER_MAX 65536

/* Owns: returns the child's answer, NULL when it failed. */
static struct json *ask(char *const argv[], int deadline_ms, struct err *err)
{
    int status = 0;
    auto_buf struct buf text;
    buf_init(&text, ANSWER_MAX);
    if (spawn_self(argv, deadline_ms, &text, &status, err) < 0)
        return NULL;
    auto_json struct json *answer = json_parse(buf_text(&text), text.size, err);
    const char *error = json_get_string(answer, "error");
    if (!answer)
        (void)err_set(err, ERR_INTERNAL, "'pirun %s' ended with status %d", argv[1], status);
    else if (error)
        (void)err_set(err, err_named(json_get_string(answer, "code")), "%s", error);
    return answer && !error ? take(answer) : NULL;
}

static bool refuse(struct job_fault *fault, const struct err *err)
{
    bool is_script = strstr(err->text, "script") != NULL;
    job_fault_set(fault, is_script ? "no_script" : "no_commit",
                  "name a branch, tag or commit that the project's repository has: 'pirun git "
                  "log' shows them",
                  "%s", err->text);
    (void)snprintf(fault->pointer, sizeof(fault->pointer), "%s", is_script ? "/script" : "/ref");
    return false;
}

bool server_tree_resolve(const char *project_path, struct job *job, struct job_fault *fault)
{
    struct err err;
    auto_free char *project = xstrdup(project_path);
    char *argv[] = {(char[]){"pirun"},
                    (char[]){SERVER_TREE_COMMAND},
                    (char[]){"resolve"},
                    project,
                    job->ref,
                    job->kind == JOB_SCRIPT ? job->script : NULL,
                    NULL};
    auto_json struct json *answer = ask(argv, RESOLVE_MS, &err);
    const char *commit = json_get_string(answer, "commit");
    if (!commit)
        return refuse(fault, &err);
    job->commit = xstrdup(commit);
    return true;
}

int server_tree_make(void *ctx, const char *commit, const char *tree, struct err *err)
{
    auto_free char *project = xstrdup(ctx);
    auto_free char *trees = xasprintf("%s/var/trees", project);
    auto_free char *wanted = xstrdup(commit);
    auto_free char *patched = xstrdup(tree);
    char *argv[] = {(char[]){"pirun"},
                    (char[]){SERVER_TREE_COMMAND},
                    (char[]){"make"},
                    project,
                    trees,
                    wanted,
                    patched,
                    NULL};
    auto_json struct json *answer = ask(argv, MAKE_MS, err);
    return answer ? 0 : -1;
}

int server_tree_look(void *ctx, const struct store_began *runs, size_t count, struct err *err)
{
    auto_free char *project = xstrdup(ctx);
    char *argv[LOOK_FIXED + RUNNER_LOOK_MAX + 1] = {
        (char[]){"pirun"}, (char[]){SERVER_TREE_COMMAND}, (char[]){"look"}, project};
    for (size_t i = 0; i < count; i++) {
        char id[IDENT_TEXT_SIZE];
        ident_format(&runs[i].id, id);
        argv[LOOK_FIXED + i] =
            xasprintf("%s:%d:%lld", id, runs[i].attempt, (long long)runs[i].at_us);
    }
    auto_json struct json *answer = ask(argv, LOOK_MS, err);
    for (size_t i = 0; i < count; i++)
        free(argv[LOOK_FIXED + i]);
    return answer ? 0 : -1;
}
