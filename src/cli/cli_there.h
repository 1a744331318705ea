/* cli_there: what a place does when the project is behind PIRUN_URL. */
#ifndef PIRUN_CLI_CLI_THERE_H
#define PIRUN_CLI_CLI_THERE_H

#include "base/json.h"
#include "cli/cli_place.h"

/* Ask the server: GET PATH with NAME=VALUE (NULL: none); POST PATH with {NAME: VALUE}.
 * Owns: return a tree. Errors: as remote_ask. */
struct json *cli_there_get(struct cli_place *place, const char *path, const char *name,
                           const char *value, struct err *err);
struct json *cli_there_post(struct cli_place *place, const char *path, const char *name,
                            const char *value, struct err *err);
/* The same with all of BODY. */
struct json *cli_there_send(struct cli_place *place, const char *path, const struct json *body,
                            struct err *err);
/* Answers -1. Errors: ERR_REMOTE the answer lacks what it must have. */
int cli_there_fail(const struct cli_place *place, const char *what, struct err *err);
/* The id in KEY of ANSWER. Errors: as above. */
int cli_there_id(const struct cli_place *place, const struct json *answer, const char *key,
                 struct ident *out, struct err *err);
/* RECORD, as the server gave it. OUT is initialized; the caller releases it. Errors: as above. */
int cli_there_record(const struct cli_place *place, const struct json *record, struct run *out,
                     struct err *err);

struct cli_findings;

/* `pirun doctor` there: what GET /health says, and whether the token is known. Answers the exit
 * status, or -1. */
int cli_there_doctor(const struct cli_args *args, struct cli_findings *findings, struct err *err);

/* As in struct cli_place_ops. */
int cli_there_load(struct cli_place *place, const char *id, struct run *out, struct err *err);
int cli_there_rows(struct cli_place *place, const struct store_query *query, struct cli_rows *out,
                   struct err *err);
int cli_there_script(struct cli_place *place, const char *file, char **out, struct err *err);
int cli_there_check(struct cli_place *place, struct job *job, struct err *err);
int cli_there_submit(struct cli_place *place, struct cli_asked *asked, struct err *err);
int cli_there_follow(struct cli_place *place, const struct ident *id,
                     const struct cli_follow_options *options, struct run *out,
                     enum cli_followed *how, struct err *err);
int cli_there_print(struct cli_place *place, const struct run *run, int attempt,
                    const struct cli_print_options *options, struct err *err);
int cli_there_cancel(struct cli_place *place, const struct run *run, struct cli_outcome *outcome,
                     struct err *err);
int cli_there_rerun(struct cli_place *place, const struct run *run, enum job_exact exact,
                    struct cli_outcome *outcome, struct err *err);
struct json *cli_there_diff(struct cli_place *place, const struct cli_pair *pair, struct err *err);
int cli_there_order(struct cli_place *place, enum job_op op, struct cli_outcome *outcome,
                    struct err *err);
struct json *cli_there_letters(struct cli_place *place, struct err *err);
struct json *cli_there_letter(struct cli_place *place, const char *id, struct err *err);
int cli_there_retry_letter(struct cli_place *place, const char *id, struct ident *new_id,
                           struct err *err);
int cli_there_drop_letter(struct cli_place *place, const char *id, struct err *err);

#endif
