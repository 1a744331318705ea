/* The table of a place behind PIRUN_URL, and how it asks. */
#include "cli/cli_there.h"

#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "cli/cli_why.h"
#include "job/run_json.h"
#include "remote/remote_request.h"

struct json *cli_there_get(struct cli_place *place, const char *path, const char *name,
                           const char *value, struct err *err)
{
    const struct remote_pair pair = {name, value};
    const struct remote_request request = {
        .method = "GET", .path = path, .query = &pair, .query_count = name ? 1 : 0};
    return remote_ask(place->remote, &request, err);
}

struct json *cli_there_post(struct cli_place *place, const char *path, const char *name,
                            const char *value, struct err *err)
{
    auto_json struct json *body = json_object();
    if (name)
        json_set_string(body, name, value);
    return cli_there_send(place, path, body, err);
}

struct json *cli_there_send(struct cli_place *place, const char *path, const struct json *body,
                            struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, REMOTE_ANSWER_MAX);
    json_print(body, false, &text);
    const struct remote_request request = {.method = "POST", .path = path, .body = buf_text(&text)};
    return remote_ask(place->remote, &request, err);
}

int cli_there_fail(const struct cli_place *place, const char *what, struct err *err)
{
    return err_set(err, ERR_REMOTE,
                   "the answer of '%.80s' has no %s: is it a PiRun server of this version?",
                   remote_url(place->remote), what);
}

int cli_there_id(const struct cli_place *place, const struct json *answer, const char *key,
                 struct ident *out, struct err *err)
{
    const char *id = json_get_string(answer, key);
    return id && ident_parse(id, strlen(id), out) ? 0 : cli_there_fail(place, key, err);
}

int cli_there_record(const struct cli_place *place, const struct json *record, struct run *out,
                     struct err *err)
{
    struct err why;
    auto_buf struct buf text;
    buf_init(&text, RUN_RECORD_MAX);
    json_print(record, false, &text);
    if (buf_ok(&text) && run_json_parse_record(buf_text(&text), text.size, out, &why) == 0)
        return 0;
    run_init(out);
    return cli_there_fail(place, "sound record of the run", err);
}

int cli_there_load(struct cli_place *place, const char *id, struct run *out, struct err *err)
{
    run_init(out);
    auto_json struct json *record = cli_there_get(place, "/api/run/status", "run_id", id, err);
    if (!record || cli_there_record(place, record, out, err) < 0)
        return -1;
    if (out->wait == RUN_WAIT_NOT_BEFORE)
        (void)cli_why_look_time(out); /* the server tells the time in UTC */
    return 0;
}

static char *artifacts(struct cli_place *place, const struct run *run)
{
    (void)place;
    (void)run;
    return NULL; /* a path there is of no use here */
}

static int resolve(struct cli_place *place, const char *id, struct ident *out, struct err *err)
{
    if (ident_parse(id, strlen(id), out))
        return 0;
    auto_json struct json *record = cli_there_get(place, "/api/run/status", "run_id", id, err);
    return record ? cli_there_id(place, record, "id", out, err) : -1;
}

static bool has_server(struct cli_place *place)
{
    (void)place;
    return true; /* it has just answered */
}

static int64_t grace_ms(struct cli_place *place)
{
    (void)place;
    return 0;
}

static void get_ready(struct cli_place *place)
{
    (void)place;
}

const struct cli_place_ops cli_there_ops = {
    .load = cli_there_load,
    .rows = cli_there_rows,
    .artifacts = artifacts,
    .resolve = resolve,
    .script = cli_there_script,
    .check = cli_there_check,
    .submit = cli_there_submit,
    .has_server = has_server,
    .follow = cli_there_follow,
    .print = cli_there_print,
    .cancel = cli_there_cancel,
    .rerun = cli_there_rerun,
    .diff = cli_there_diff,
    .order = cli_there_order,
    .grace_ms = grace_ms,
    .get_ready = get_ready,
    .letters = cli_there_letters,
    .letter = cli_there_letter,
    .retry_letter = cli_there_retry_letter,
    .drop_letter = cli_there_drop_letter,
};
