#include "web/web_doctor.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "base/spawn.h"
#include "web/web_own.h"

#define REPORT_MAX  1048576
#define DEADLINE_MS 20000
#define FRESH_MS    60000

/* Of the lane WEB_LANE_SEARCH alone, but for PROJECT. */
struct web_doctor {
    char *project;
    struct json *report; /* NULL: none yet */
    int64_t at_ms;
};

struct web_doctor *web_doctor_create(const char *project_path)
{
    struct web_doctor *doctor = xcalloc(1, sizeof(*doctor));
    doctor->project = xstrdup(project_path);
    return doctor;
}

void web_doctor_free(struct web_doctor *doctor)
{
    if (!doctor)
        return;
    json_free(doctor->report);
    free(doctor->project);
    free(doctor);
}

struct visit {
    struct web_doctor *doctor;
    struct json *report; /* NULL: it failed */
    struct err err;
};

/* Owns: returns a tree. */
static struct json *ask(const struct web_doctor *doctor, struct err *err)
{
    int status = 0;
    auto_buf struct buf text;
    buf_init(&text, REPORT_MAX);
    char *argv[] = {(char[]){"pirun"},  (char[]){"-C"},     doctor->project,
                    (char[]){"doctor"}, (char[]){"--json"}, NULL};
    if (spawn_self(argv, DEADLINE_MS, &text, &status, err) < 0)
        return NULL;
    struct json *report = json_parse(buf_text(&text), text.size, err);
    if (!report)
        (void)err_set(err, ERR_INTERNAL, "the doctor ended without a report (status %d)", status);
    return report;
}

static void examine(void *ctx)
{
    struct visit *visit = ctx;
    struct web_doctor *doctor = visit->doctor;
    int64_t now_ms = clock_boot_ms();
    if (!doctor->report || now_ms - doctor->at_ms > FRESH_MS) {
        struct json *report = ask(doctor, &visit->err);
        if (!report)
            return;
        json_free(doctor->report);
        doctor->report = report;
        doctor->at_ms = now_ms;
    }
    visit->report = json_copy(doctor->report);
}

static void answer_visit(struct web_call *call, void *ctx)
{
    struct visit *visit = ctx;
    if (visit->report)
        web_call_json(call, 200, visit->report);
    else
        web_call_error(call, &visit->err);
    json_free(visit->report);
    free(visit);
}

static void get_doctor(struct web_call *call)
{
    struct err err = {0};
    struct web_doctor *doctor = call->web->doctor;
    if (!doctor->project) {
        (void)err_set(&err, ERR_BUSY, "there is no project yet");
        web_call_error(call, &err);
        return;
    }
    struct visit *visit = xcalloc(1, sizeof(*visit));
    visit->doctor = doctor;
    if (!web_work(call, WEB_LANE_SEARCH, examine, answer_visit, visit))
        free(visit);
}

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/doctor",
     .role = ACCESS_VIEWER,
     .handler = get_doctor,
     .answer = "application/json",
     .statuses = "200 503 504",
     .help = "What works on this machine, what does not, why, and what mends it: as 'pirun doctor "
             "--json', at most a minute old"},
};

WEB_ROUTES(web_doctor_routes, routes)
