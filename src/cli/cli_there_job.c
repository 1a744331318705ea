/* Submitting there: the same job, by POST /api/run. */
#include <stdlib.h>
#include <string.h>

#include "base/scope.h"
#include "cli/cli_there.h"
#include "job/job_file.h"
#include "remote/remote_request.h"

/* The path is of the project there; nothing here is looked at. */
int cli_there_script(struct cli_place *place, const char *file, char **out, struct err *err)
{
    (void)place;
    while (strncmp(file, "./", 2) == 0)
        file += 2;
    if (file[0] == '/')
        return err_set(err, ERR_INVALID,
                       "'%.100s' is a path of this machine: name the script as it is called in "
                       "the project behind PIRUN_URL, such as scripts/hello.py",
                       file);
    *out = xstrdup(file);
    return 0;
}

/* The server knows the project's rules; but who submits over HTTP is for it to say as well. */
int cli_there_check(struct cli_place *place, struct job *job, struct err *err)
{
    (void)place;
    if (job->source == JOB_FROM_CLI || job->source == JOB_FROM_HTTP)
        return 0;
    return err_set(err, ERR_INVALID,
                   "--source cannot be stated over HTTP: the record says 'http'; leave it out");
}

/* The job as it was asked, without the version and with the `x-` keys of its text. Owns:
 * returned. */
static struct json *job_json(const struct cli_asked *asked)
{
    struct err ignored; /* what was formatted is JSON, and so was what was parsed */
    auto_buf struct buf text;
    buf_init(&text, JOB_CANONICAL_MAX);
    job_file_format_asked(&asked->job, &text);
    auto_json struct json *job = json_parse(buf_text(&text), text.size, &ignored);
    auto_json struct json *original =
        asked->original.size
            ? json_parse(buf_text(&asked->original), asked->original.size, &ignored)
            : NULL;
    struct json *body = json_object();
    for (const struct json *at = json_first(job); at; at = json_next(at)) {
        if (strcmp(json_key(at), "v") != 0)
            json_set(body, json_key(at), json_copy(at));
    }
    for (const struct json *at = original ? json_first(original) : NULL; at; at = json_next(at)) {
        if (strncmp(json_key(at), "x-", 2) == 0)
            json_set(body, json_key(at), json_copy(at));
    }
    return body;
}

int cli_there_submit(struct cli_place *place, struct cli_asked *asked, struct err *err)
{
    char key[IDENT_TEXT_SIZE];
    struct ident once = ident_new();
    const struct remote_pair query[] = {{"check", "0"}};
    auto_json struct json *job = job_json(asked);
    auto_buf struct buf body;
    buf_init(&body, 2 * JOB_CANONICAL_MAX);
    json_print(job, false, &body);
    ident_format(&once, key);
    /* the key makes it harmless to ask again when the answer was lost; one of the job's own does
     * that already */
    const struct remote_request request = {
        .method = "POST",
        .path = "/api/run",
        .query = query,
        .query_count = asked->is_unchecked ? ARRAY_LEN(query) : 0,
        .body = buf_text(&body),
        .idempotency_key = asked->job.idempotency_key ? asked->job.idempotency_key : key};
    auto_json struct json *answer = remote_ask(place->remote, &request, err);
    return answer ? cli_there_id(place, answer, "run_id", &asked->job.id, err) : -1;
}
