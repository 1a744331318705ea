#include "cli/cli_job.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/rel.h"
#include "base/scope.h"
#include "cli/cli_form.h"
#include "cli/cli_job_option.h"
#include "cli/cli_place.h"
#include "job/job_file.h"
#include "server/server_rules.h"

void cli_asked_release(struct cli_asked *asked)
{
    job_release(&asked->job);
    buf_release(&asked->original);
}

/* FILE for people. */
static const char *input_name(const char *file)
{
    return strcmp(file, "-") == 0 ? "stdin" : file;
}

static int read_input(const char *what, const char *file, struct buf *out, struct err *err)
{
    bool is_stdin = strcmp(file, "-") == 0;
    auto_fd int opened = is_stdin ? -1 : open(file, O_RDONLY | O_CLOEXEC);
    if (!is_stdin && opened < 0)
        return err_errno(err, "cannot open '%s' (--%s)", file, what);
    if (fd_read_all(is_stdin ? STDIN_FILENO : opened, out, err) < 0)
        return err_prefix(err, is_stdin ? "stdin%s (--%s)" : "'%s' (--%s)", is_stdin ? "" : file,
                          what);
    return 0;
}

static enum err_code code_of_fault(const struct job_fault *fault)
{
    if (strcmp(fault->code, "too_large") == 0)
        return ERR_TOO_LARGE;
    return strcmp(fault->code, "no_script") == 0 ? ERR_NOT_FOUND : ERR_INVALID;
}

/* FILE may be NULL: the fault is in what was typed. */
static int fail_fault(const char *file, const struct job_fault *fault, struct err *err)
{
    enum err_code code = code_of_fault(fault);
    if (file && fault->line > 0)
        return err_set(err, code, "%s:%d:%d: %s; %s", file, fault->line, fault->column, fault->text,
                       fault->cure);
    return err_set(err, code, "%s; %s", fault->text, fault->cure);
}

/* --job FILE|-: the job as it would lie in the spool. */
static int take_file(const char *file, struct cli_asked *out, struct err *err)
{
    struct job_fault fault = {0};
    if (read_input("job", file, &out->original, err) < 0)
        return -1;
    struct job read;
    if (job_file_parse(buf_text(&out->original), out->original.size, &read, &fault) != JOB_FILE_OK)
        return fail_fault(input_name(file), &fault, err);
    job_release(&out->job);
    out->job = read;
    return 0;
}

/* At a commit there may be scripts that are not here. */
static int take_script(const struct cli_args *args, struct cli_place *place, const char *file,
                       struct job *job, struct err *err)
{
    if (place->ops->script(place, file, &job->script, err) == 0)
        return 0;
    if (!cli_value(args, "ref") || err->code != ERR_NOT_FOUND || file[0] == '/')
        return -1;
    job->script = xstrdup(file);
    return 0;
}

static int take_what(struct cli_place *place, const struct cli_args *args, struct job *job,
                     struct err *err)
{
    const char *script = args->positional_count > 0 ? args->positionals[0] : NULL;
    const char *module = cli_value(args, "module");
    const char *code = cli_value(args, "code");
    int given = (script != NULL) + (module != NULL) + (code != NULL) + cli_has(args, "job");
    if (given == 0)
        return err_set(err, ERR_INVALID,
                       "what is to run? Name a script, or give --module, --code or --job");
    if (given > 1)
        return err_set(err, ERR_INVALID,
                       "only one of a script, --module, --code and --job can run");
    if (module) {
        job->kind = JOB_MODULE;
        job->module = xstrdup(module);
    } else if (code) {
        job->kind = JOB_CODE;
        job->code = xstrdup(code);
    } else if (script) {
        job->kind = JOB_SCRIPT;
        return take_script(args, place, script, job, err);
    }
    return 0;
}

static void take_arguments(const struct cli_args *args, struct job *job)
{
    if (!args->has_rest)
        return;
    for (size_t i = 0; i < job->arg_count; i++)
        free(job->args[i]);
    free(job->args);
    job->args = xcalloc(args->rest_count + 1, sizeof(char *));
    job->arg_count = args->rest_count;
    for (size_t i = 0; i < args->rest_count; i++)
        job->args[i] = xstrdup(args->rest[i]);
}

static int take_stdin(const struct cli_args *args, struct job *job, struct err *err)
{
    const char *file = cli_value(args, "stdin");
    const char *job_file = cli_value(args, "job");
    auto_buf struct buf text = {0};
    if (!file)
        return 0;
    if (job_file && strcmp(job_file, "-") == 0 && strcmp(file, "-") == 0)
        return err_set(err, ERR_INVALID,
                       "stdin cannot be both the job (--job -) and its input (--stdin -)");
    buf_init(&text, JOB_FILE_MAX);
    if (read_input("stdin", file, &text, err) < 0)
        return -1;
    if (memchr(buf_text(&text), '\0', text.size) || !rel_is_utf8(buf_text(&text), text.size))
        return err_set(
            err, ERR_INVALID,
            "%s (--stdin) is not text in UTF-8: put it into a file of the project, which "
            "the script opens",
            input_name(file));
    free(job->stdin_text);
    job->stdin_text = xstrdup(buf_text(&text));
    return 0;
}

/* --after: looking ids up may start the program again, so it comes before anything is read from
 * stdin. */
struct afters {
    struct ident *ids;
    size_t count;
};

static void afters_release(struct afters *afters)
{
    free(afters->ids);
}

static int read_afters(struct cli_place *place, const struct cli_args *args, struct afters *out,
                       struct err *err)
{
    size_t at = 0;
    for (const char *text; (text = cli_next_value(args, "after", &at));) {
        struct ident id;
        if (place->ops->resolve(place, text, &id, err) < 0)
            return err_prefix(err, "--after");
        out->ids = xrealloc(out->ids, (out->count + 1) * sizeof(*out->ids));
        out->ids[out->count++] = id;
    }
    return 0;
}

static void take_afters(struct afters *afters, struct job *job)
{
    if (afters->count == 0)
        return;
    free(job->after);
    job->after = take(afters->ids);
    job->after_count = afters->count;
}

/* The form, by the one parser of job files: names, lengths, ranges, encoding. */
int cli_job_form(const struct job *job, struct err *err)
{
    struct job_fault fault = {0};
    struct job again;
    auto_buf struct buf text;
    buf_init(&text, (size_t)4 * JOB_FILE_MAX);
    job_file_format(job, NULL, 0, &text);
    if (!buf_ok(&text) || text.size > JOB_FILE_MAX)
        return err_set(err, ERR_TOO_LARGE,
                       "the job is larger than %d bytes: put what is large into files",
                       JOB_FILE_MAX);
    if (job_file_parse(buf_text(&text), text.size, &again, &fault) != JOB_FILE_OK)
        return fail_fault(NULL, &fault, err);
    job_release(&again);
    return 0;
}

/* The project's rules, by the one function that the server asks too. */
int cli_job_check(const struct cli_project *project, struct job *job, struct err *err)
{
    struct server_rules rules = {.project = project->dirfd, .project_path = project->path};
    struct job_fault fault = {0};
    atomic_init(&rules.conf, &project->conf);
    bool is_asked = job->require_count > 0 || project->conf.run.sandbox == CONF_SANDBOX_FULL;
    if (is_asked &&
        sandbox_probe(project->path, project->dirfd, SANDBOX_LEVEL_FULL, &rules.probe, err) < 0)
        return -1;
    bool is_right = server_rules_check(&rules, job, &fault);
    free(take(job->commit)); /* what the ref names is decided at acceptance */
    return is_right ? 0 : fail_fault(NULL, &fault, err);
}

static int check_word(const char *word, struct err *err)
{
    if (!word || rel_is_utf8(word, strlen(word)))
        return 0;
    return err_set(err, ERR_INVALID,
                   "'%.60s' is not text in UTF-8, as a job must be: what is not text goes into a "
                   "file of the project",
                   word);
}

/* JSON could only hold something else than such bytes, and arguments are passed on exactly. */
static int check_words(const struct cli_args *args, struct err *err)
{
    for (size_t i = 0; i < args->positional_count; i++) {
        if (check_word(args->positionals[i], err) < 0)
            return -1;
    }
    for (size_t i = 0; i < args->rest_count; i++) {
        if (check_word(args->rest[i], err) < 0)
            return -1;
    }
    for (size_t i = 0; i < args->given_count; i++) {
        bool is_file = strcmp(args->given[i].option->name, "job") == 0 ||
                       strcmp(args->given[i].option->name, "stdin") == 0;
        if (!is_file && check_word(args->given[i].value, err) < 0)
            return -1;
    }
    return 0;
}

static int take_source(const struct cli_args *args, struct job *job, struct err *err)
{
    const char *name = cli_value(args, "source");
    enum job_source source = job->source == JOB_FROM_FILE ? JOB_FROM_CLI : job->source;
    if (name && !job_source_parse(name, &source))
        return err_set(err, ERR_INVALID,
                       "'%.40s' is no source: cli, cron, git, http or file (--source)", name);
    job->source = source; /* who and when: spool_submit */
    return 0;
}

int cli_job_make(struct cli_place *place, const struct cli_args *args, struct cli_asked *out,
                 struct err *err)
{
    struct job *job = &out->job;
    const char *file = cli_value(args, "job");
    __attribute__((cleanup(afters_release))) struct afters afters = {0};
    job_init(job);
    buf_init(&out->original, JOB_FILE_MAX);
    if (check_words(args, err) < 0 || read_afters(place, args, &afters, err) < 0 ||
        (file && take_file(file, out, err) < 0) || take_what(place, args, job, err) < 0)
        return -1;
    take_afters(&afters, job);
    take_arguments(args, job);
    if (cli_job_options(args, job, err) < 0 || take_stdin(args, job, err) < 0 ||
        take_source(args, job, err) < 0)
        return -1;
    if (cli_job_form(job, err) < 0 || place->ops->check(place, job, err) < 0)
        return -1;
    out->is_unchecked = cli_has(args, "no-check");
    return out->is_unchecked ? 0 : cli_form_judge(place, job, err);
}
