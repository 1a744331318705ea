/* Orders and dead letters there. */
#include <stdio.h>

#include "base/scope.h"
#include "cli/cli_there.h"
#include "remote/remote_request.h"

#define LETTERS_MAX "1000" /* as many as are ever kept: spool_bad.h */

static void fill_outcome(const struct json *answer, struct cli_outcome *outcome)
{
    const char *text = json_get_string(answer, "text");
    const char *order = json_get_string(answer, "id");
    *outcome = (struct cli_outcome){.is_done = json_get_bool(answer, "done", true)};
    (void)snprintf(outcome->text, sizeof(outcome->text), "%s",
                   text ? text : ""); /* a long text may be cut */
    (void)snprintf(outcome->order, sizeof(outcome->order), "%s", order ? order : ""); /* an id */
}

int cli_there_cancel(struct cli_place *place, const struct run *run, struct cli_outcome *outcome,
                     struct err *err)
{
    char id[IDENT_TEXT_SIZE];
    ident_format(&run->job.id, id);
    auto_json struct json *answer = cli_there_post(place, "/api/run/cancel", "run_id", id, err);
    if (!answer)
        return -1;
    fill_outcome(answer, outcome);
    return 0;
}

int cli_there_rerun(struct cli_place *place, const struct run *run, enum job_exact exact,
                    struct cli_outcome *outcome, struct err *err)
{
    char id[IDENT_TEXT_SIZE];
    struct ident new_id;
    auto_json struct json *body = json_object();
    ident_format(&run->job.id, id);
    json_set_string(body, "run_id", id);
    if (exact != JOB_EXACT_NO)
        json_set_bool(body, "exact", true);
    if (exact == JOB_EXACT_ANYWAY)
        json_set_bool(body, "anyway", true);
    auto_json struct json *answer = cli_there_send(place, "/api/run/rerun", body, err);
    /* the new run has the id of the order, which is all that is known while it waits */
    const char *key = json_get(answer, "run_id") ? "run_id" : "id";
    if (!answer || cli_there_id(place, answer, key, &new_id, err) < 0)
        return -1;
    fill_outcome(answer, outcome);
    ident_format(&new_id, outcome->order);
    return 0;
}

struct json *cli_there_diff(struct cli_place *place, const struct cli_pair *pair, struct err *err)
{
    const struct remote_pair query[] = {
        {"a", pair->a}, {"b", pair->b}, {"patch", pair->is_patch_wanted ? "1" : NULL}};
    const struct remote_request request = {
        .method = "GET", .path = "/api/run/diff", .query = query, .query_count = ARRAY_LEN(query)};
    return remote_ask(place->remote, &request, err);
}

int cli_there_order(struct cli_place *place, enum job_op op, struct cli_outcome *outcome,
                    struct err *err)
{
    auto_free char *path = xasprintf("/api/queue/%s", job_op_name(op));
    auto_json struct json *answer = cli_there_post(place, path, NULL, NULL, err);
    if (!answer)
        return -1;
    fill_outcome(answer, outcome);
    return 0;
}

struct json *cli_there_letters(struct cli_place *place, struct err *err)
{
    auto_json struct json *answer = cli_there_get(place, "/api/bad", "limit", LETTERS_MAX, err);
    const struct json *letters = json_get(answer, "letters");
    if (!answer)
        return NULL;
    if (letters && json_type(letters) == JSON_ARRAY)
        return json_copy(letters);
    (void)cli_there_fail(place, "letters", err);
    return NULL;
}

struct json *cli_there_letter(struct cli_place *place, const char *id, struct err *err)
{
    return cli_there_get(place, "/api/bad", "id", id, err);
}

int cli_there_retry_letter(struct cli_place *place, const char *id, struct ident *new_id,
                           struct err *err)
{
    auto_json struct json *answer = cli_there_post(place, "/api/bad/retry", "id", id, err);
    return answer ? cli_there_id(place, answer, "run_id", new_id, err) : -1;
}

int cli_there_drop_letter(struct cli_place *place, const char *id, struct err *err)
{
    const struct remote_pair pair = {"id", id};
    const struct remote_request request = {
        .method = "DELETE", .path = "/api/bad", .query = &pair, .query_count = 1};
    auto_json struct json *answer = remote_ask(place->remote, &request, err);
    return answer ? 0 : -1;
}
