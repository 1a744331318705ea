#include "crash_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/ident.h"
#include "base/scope.h"
#include "crash_file.h"

static const char *const stages[] = {"var/spool", "var/spool/claim", "var/queue", "var/active"};

const char *crash_outcome_name(enum crash_outcome outcome)
{
    static const char *const names[] = {
        [CRASH_NOT_GIVEN] = "not given", [CRASH_RECORDED] = "recorded",
        [CRASH_REQUEUED] = "re-queued",  [CRASH_LOST] = "lost",
        [CRASH_DEAD] = "refused",        [CRASH_UNLISTED] = "unlisted",
    };
    return names[outcome];
}

/* After the kill */

void crash_check_look(struct crash_place *place, struct crash_seen *seen)
{
    char id[NAME_MAX + 1];
    size_t count = crash_file_count(place->dirfd, "var/runs", "", id);
    for (size_t i = 0; i < ARRAY_LEN(stages); i++)
        count += crash_file_count(place->dirfd, stages[i], ".json", NULL);
    seen->has_job = count > 0;
    seen->is_told = crash_file_lines(place->homefd, "submit.out") > 0;
    if (crash_file_count(place->dirfd, "var/runs", "", NULL) == 0)
        return;
    auto_free char *live = xasprintf("var/runs/%s/live", id);
    auto_free char *run = xasprintf("var/runs/%s", id);
    seen->has_begun = crash_file_has_text(place->dirfd, live, "\"began\":true") ||
                      crash_file_count(place->dirfd, run, "result.json", NULL) > 0 ||
                      crash_file_count(place->dirfd, run, "attempt-1", NULL) > 0;
}

static int check_whole(struct crash_place *place, const char *path, const char *id, struct err *err)
{
    auto_json struct json *json = crash_file_json(place->dirfd, path, err);
    if (!json && err->code == ERR_NOT_FOUND)
        return 0; /* it may be missing; who needs it looks for it */
    if (!json)
        return err_prefix(err, "'%s' is torn", path);
    const char *said = json_get_string(json, "id");
    if (id && (!said || strncmp(said, id, IDENT_TEXT_SIZE - 1) != 0))
        return err_set(err, ERR_INVALID, "'%s' has the id '%s'", path, said ? said : "");
    return 0;
}

static int check_stage(struct crash_place *place, const char *stage, bool has_id, struct err *err)
{
    char name[NAME_MAX + 1];
    for (size_t i = 0; crash_file_at(place->dirfd, stage, i, name); i++) {
        auto_free char *path = xasprintf("%s/%s", stage, name);
        size_t size = strlen(name);
        if (*name == '.' || size < 5 || strcmp(name + size - 5, ".json") != 0)
            continue;
        if (check_whole(place, path, has_id ? name : NULL, err) < 0)
            return -1;
    }
    return 0;
}

static int check_run(struct crash_place *place, const char *id, struct err *err)
{
    static const char *const files[] = {"job.json", "start.json", "result.json",
                                        "attempt-1/start.json", "attempt-1/result.json"};
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        auto_free char *path = xasprintf("var/runs/%s/%s", id, files[i]);
        if (check_whole(place, path, i == 0 ? id : NULL, err) < 0)
            return -1;
    }
    return 0;
}

int crash_check_torn(struct crash_place *place, struct err *err)
{
    char id[NAME_MAX + 1];
    for (size_t i = 0; i < ARRAY_LEN(stages); i++) {
        if (check_stage(place, stages[i], i >= 2, err) < 0)
            return -1;
    }
    for (size_t i = 0; crash_file_at(place->dirfd, "var/runs", i, id); i++) {
        if (check_run(place, id, err) < 0)
            return -1;
    }
    return check_stage(place, "var/ack", false, err);
}

bool crash_check_is_settled(struct crash_place *place)
{
    for (size_t i = 0; i < ARRAY_LEN(stages); i++) {
        if (crash_file_count(place->dirfd, stages[i], ".json", NULL) > 0)
            return false;
    }
    return true;
}

/* At the end */

static bool is_cancelled(const struct crash_case *it)
{
    return it->kind == CRASH_CANCEL || it->kind == CRASH_STOP;
}

static int check_receipt(struct crash_place *place, const char *id, struct err *err)
{
    const struct crash_case *it = place->now;
    bool is_order = is_cancelled(it);
    if (!it->is_dropped && !is_order)
        return 0;
    const char *path = is_order ? "var/ack/order.json" : "var/ack/job.json";
    auto_json struct json *json = crash_file_json(place->dirfd, path, err);
    if (!json)
        return err_prefix(err, "no receipt");
    if (is_order)
        return json_get(json, "done") ? 0 : err_set(err, ERR_CONFLICT, "a receipt without 'done'");
    const char *said = json_get_string(json, "id");
    if (json_get_bool(json, "accepted", false) != (id != NULL))
        return err_set(err, ERR_CONFLICT, "the receipt tells the contrary of what happened");
    if (id && (!said || strcmp(said, id) != 0))
        return err_set(err, ERR_CONFLICT, "the receipt has another id than the run");
    return 0;
}

/* The letter in bad/ and its reason. A reason without a letter is what a crash leaves between the
 * two; the room spool sweeps it after an hour. */
static struct json *read_dead(struct crash_place *place, struct err *err)
{
    char name[NAME_MAX + 1] = "";
    char letter[NAME_MAX + 1] = "";
    size_t letters = 0;
    for (size_t i = 0; crash_file_at(place->dirfd, "var/bad", i, name); i++) {
        if (strlen(name) != IDENT_TEXT_SIZE - 1 + strlen(".json"))
            continue;
        letters++;
        (void)snprintf(letter, sizeof(letter), "%s", name); /* fits */
    }
    if (letters != 1) {
        (void)err_set(err, ERR_CONFLICT, "%zu dead letters of one job", letters);
        return NULL;
    }
    auto_free char *path = xasprintf("var/bad/%.36s.why.json", letter);
    return crash_file_json(place->dirfd, path, err);
}

/* A dead letter: of the case that asks for it, or of a file at which two servers in a row died. */
static int check_dead(struct crash_place *place, enum crash_outcome *outcome, struct err *err)
{
    const struct crash_case *it = place->now;
    auto_json struct json *why = read_dead(place, err);
    if (!why)
        return -1;
    const char *code = json_get_string(why, "code");
    const char *expected = it->kind == CRASH_REFUSED ? "no_script" : "poison";
    if (!code || strcmp(code, expected) != 0 ||
        (it->kind != CRASH_REFUSED && it->role != CRASH_RECOVERY))
        return err_set(err, ERR_CONFLICT, "refused with the code '%s'", code ? code : "");
    *outcome = CRASH_DEAD;
    return check_receipt(place, NULL, err);
}

static const char *state_of(const struct json *result)
{
    const char *reason = json_get_string(result, "reason");
    if (reason && strcmp(reason, "cancelled") == 0)
        return "killed";
    if (!reason || strcmp(reason, "exited") != 0)
        return "failed";
    return json_get_integer(result, "exit_code", -1) == 0 ? "succeeded" : "failed";
}

static int check_same(const struct json *record, const char *what, const char *id,
                      const char *state, struct err *err)
{
    const char *said_id = json_get_string(record, "id");
    const char *said = json_get_string(record, "state");
    if (!said_id || strcmp(said_id, id) != 0 || !said || strcmp(said, state) != 0)
        return err_set(err, ERR_CONFLICT, "'pirun %s' tells %s of '%s', the files tell %s of '%s'",
                       what, said ? said : "nothing", said_id ? said_id : "", state, id);
    return 0;
}

static struct json *ask_list(struct crash_place *place, struct err *err)
{
    const char *const list[] = {"list", "--json", NULL};
    if (crash_place_run(place, "list.out", list, err) < 0)
        return NULL;
    return crash_file_json(place->homefd, "list.out", err);
}

/* The list has one row, of ID. The row of a job that ends while it waits is written after the job
 * has left queue/, so a crash in between can cost it; the files bring it back. */
static int check_list(struct crash_place *place, const char *id, const char *state,
                      enum crash_outcome *outcome, struct err *err)
{
    const char *const reindex[] = {"reindex", NULL};
    auto_json struct json *rows = ask_list(place, err);
    if (rows && json_count(rows) == 0 && place->now->kind == CRASH_CANCEL) {
        *outcome = CRASH_UNLISTED;
        json_free(take(rows));
        if (crash_place_run(place, "reindex.out", reindex, err) == 0)
            rows = ask_list(place, err);
    }
    if (!rows)
        return -1;
    if (json_count(rows) != 1)
        return err_set(err, ERR_CONFLICT, "'pirun list' has %zu rows", json_count(rows));
    return check_same(json_first(rows), "list", id, state, err);
}

/* `pirun show` and `pirun list` tell what the files tell, and of one run. */
static int check_told(struct crash_place *place, const char *id, const char *state,
                      enum crash_outcome *outcome, struct err *err)
{
    const char *const show[] = {"show", id, "--json", NULL};
    if (crash_place_run(place, "show.out", show, err) < 0)
        return -1;
    auto_json struct json *record = crash_file_json(place->homefd, "show.out", err);
    if (!record || check_same(record, "show", id, state, err) < 0)
        return -1;
    return check_list(place, id, state, outcome, err);
}

static int check_starts(struct crash_place *place, const struct crash_seen *seen,
                        const struct json *result, struct err *err)
{
    const char *reason = json_get_string(result, "reason");
    const struct crash_case *it = place->now;
    size_t starts = crash_file_lines(place->dirfd, "starts");
    size_t least = 1;
    size_t most = 1;
    if (it->kind == CRASH_CANCEL)
        least = most = 0;
    if (it->kind == CRASH_RETRY)
        least = most = 2;
    if (it->kind == CRASH_RERUN && seen->has_begun)
        most = 2;
    if (it->kind == CRASH_STOP || (reason && strcmp(reason, "lost") == 0))
        least = 0;
    if (starts < least || starts > most)
        return err_set(err, ERR_CONFLICT, "started %zu times, not %zu to %zu times (%s)", starts,
                       least, most, reason ? reason : "?");
    return 0;
}

static int check_reason(struct crash_place *place, const struct crash_seen *seen,
                        const struct json *result, enum crash_outcome *outcome, struct err *err)
{
    const struct crash_case *it = place->now;
    const char *reason = json_get_string(result, "reason");
    const char *expected = is_cancelled(it) ? "cancelled" : "exited";
    *outcome = seen->has_begun ? CRASH_RECORDED : CRASH_REQUEUED;
    bool may_be_lost = it->role == CRASH_SUPERVISOR && it->kind != CRASH_RERUN && seen->has_begun;
    if (may_be_lost && reason && strcmp(reason, "lost") == 0)
        *outcome = CRASH_LOST;
    else if (!reason || strcmp(reason, expected) != 0 ||
             (!is_cancelled(it) && strcmp(state_of(result), "succeeded") != 0))
        return err_set(err, ERR_CONFLICT, "it ended as '%s' (%s)", reason ? reason : "",
                       state_of(result));
    return 0;
}

static int check_one_run(struct crash_place *place, const struct crash_seen *seen, const char *id,
                         enum crash_outcome *outcome, struct err *err)
{
    auto_free char *path = xasprintf("var/runs/%s/result.json", id);
    auto_json struct json *result = crash_file_json(place->dirfd, path, err);
    if (!result)
        return -1;
    if (check_reason(place, seen, result, outcome, err) < 0 ||
        check_starts(place, seen, result, err) < 0 || check_receipt(place, id, err) < 0)
        return -1;
    return check_told(place, id, state_of(result), outcome, err);
}

int crash_check_end(struct crash_place *place, const struct crash_seen *seen,
                    enum crash_outcome *outcome, struct err *err)
{
    char id[NAME_MAX + 1] = "";
    size_t runs = crash_file_count(place->dirfd, "var/runs", "", id);
    *outcome = CRASH_NOT_GIVEN;
    for (size_t i = 0; i < ARRAY_LEN(stages); i++) {
        if (crash_file_has_any(place->dirfd, stages[i]))
            return err_set(err, ERR_CONFLICT, "something is left in '%s'", stages[i]);
    }
    if (crash_check_torn(place, err) < 0)
        return -1;
    if (runs == 0 && crash_file_count(place->dirfd, "var/bad", "", NULL) > 0)
        return check_dead(place, outcome, err);
    if (runs == 0 && !seen->has_job && !seen->is_told && place->now->role == CRASH_SUBMIT)
        return 0;
    if (runs != 1)
        return err_set(err, ERR_CONFLICT, "%zu runs of one job", runs);
    return check_one_run(place, seen, id, outcome, err);
}
