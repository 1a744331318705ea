#include "cli/cli_here.h"

#include "base/fd.h"
#include "base/scope.h"
#include "cli/cli_id.h"
#include "cli/cli_printer.h"
#include "cli/cli_why.h"
#include "spool/spool_bad.h"
#include "spool/spool_submit.h"

static int load(struct cli_place *place, const char *id, struct run *out, struct err *err)
{
    if (cli_id_load(&place->project, id, out, err) < 0)
        return -1;
    cli_why_fill(&place->project, out);
    return 0;
}

static int rows(struct cli_place *place, const struct store_query *query, struct cli_rows *out,
                struct err *err)
{
    return cli_rows_collect(&place->project, query, out, err);
}

static char *artifacts(struct cli_place *place, const struct run *run)
{
    char id[IDENT_TEXT_SIZE];
    ident_format(&run->job.id, id);
    auto_free char *path = xasprintf("var/runs/%s/artifacts", id);
    return fd_exists(place->project.dirfd, path) ? take(path) : NULL;
}

static int resolve(struct cli_place *place, const char *id, struct ident *out, struct err *err)
{
    return cli_id_resolve(&place->project, id, out, err);
}

static int script(struct cli_place *place, const char *file, char **out, struct err *err)
{
    return cli_project_script(&place->project, file, out, err);
}

static int check(struct cli_place *place, struct job *job, struct err *err)
{
    return cli_job_check(&place->project, job, err);
}

static int submit(struct cli_place *place, struct cli_asked *asked, struct err *err)
{
    return spool_submit(&place->project.spool, &asked->job, buf_text(&asked->original),
                        asked->original.size, err);
}

static bool has_server(struct cli_place *place)
{
    return spool_is_locked(&place->project.spool, NULL, NULL);
}

static int follow(struct cli_place *place, const struct ident *id,
                  const struct cli_follow_options *options, struct run *out, enum cli_followed *how,
                  struct err *err)
{
    return cli_follow(&place->project, id, options, out, how, err);
}

static int print(struct cli_place *place, const struct run *run, int attempt,
                 const struct cli_print_options *options, struct err *err)
{
    struct cli_printer printer;
    cli_printer_init(&printer, options);
    int result = 0;
    if (cli_printer_open(&printer, &place->project, &run->job.id, attempt, err) < 0)
        result = err->code == ERR_NOT_FOUND ? -1 : err_prefix(err, "output");
    else if (cli_printer_copy(&printer, err) < 0 || cli_printer_finish(&printer, err) < 0)
        result = -1;
    cli_printer_release(&printer);
    return result;
}

static int64_t grace_ms(struct cli_place *place)
{
    return place->project.conf.run.cancel_grace_ms;
}

static void get_ready(struct cli_place *place)
{
    (void)cli_project_index(&place->project); /* there may be none: then the files answer */
}

static struct json *letters(struct cli_place *place, struct err *err)
{
    return spool_bad_list(&place->project.spool, 0, err);
}

static struct json *letter(struct cli_place *place, const char *id, struct err *err)
{
    return spool_bad_show(&place->project.spool, id, err);
}

static int retry_letter(struct cli_place *place, const char *id, struct ident *new_id,
                        struct err *err)
{
    return spool_bad_retry(&place->project.spool, id, new_id, err);
}

static int drop_letter(struct cli_place *place, const char *id, struct err *err)
{
    return spool_bad_drop(&place->project.spool, id, err);
}

const struct cli_place_ops cli_here_ops = {
    .load = load,
    .rows = rows,
    .artifacts = artifacts,
    .resolve = resolve,
    .script = script,
    .check = check,
    .submit = submit,
    .has_server = has_server,
    .follow = follow,
    .print = print,
    .cancel = cli_here_cancel,
    .rerun = cli_here_rerun,
    .diff = cli_here_diff,
    .order = cli_here_order,
    .grace_ms = grace_ms,
    .get_ready = get_ready,
    .letters = letters,
    .letter = letter,
    .retry_letter = retry_letter,
    .drop_letter = drop_letter,
};
