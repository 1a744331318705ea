#include "web/web_csp.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "web/web_own.h"

#define REPORT_BYTES_MAX 16384
#define FIELD_BYTES_MAX  300 /* of a report's value; the rest is cut off */
#define KEPT_MAX         50
#define PER_MINUTE       60 /* more are counted and not read: anybody may send some */
#define MINUTE_MS        60000

struct web_csp {
    struct json *reports; /* an array, oldest first */
    int64_t minute_ms;    /* when the current minute began */
    int in_minute;
    int64_t count; /* all that came */
};

struct web_csp *web_csp_create(void)
{
    struct web_csp *csp = xcalloc(1, sizeof(*csp));
    csp->reports = json_array();
    csp->minute_ms = clock_boot_ms();
    return csp;
}

void web_csp_free(struct web_csp *csp)
{
    if (!csp)
        return;
    json_free(csp->reports);
    free(csp);
}

/* The page's own host at any port; an address in brackets cannot be written in a policy, then it
 * is any host. */
static char *frame_sources(const char *authority)
{
    if (authority[0] == '[')
        return xstrdup("http: https:");
    int host = (int)strcspn(authority, ":");
    return xasprintf("http://%.*s:* https://%.*s:*", host, authority, host, authority);
}

static char *socket_sources(const char *authority)
{
    if (authority[0] == '[')
        return xstrdup("ws: wss:");
    return xasprintf("ws://%s wss://%s", authority, authority); /* older Safari: not 'self' */
}

void web_csp_add(struct web_call *call)
{
    h2o_iovec_t host = call->req->input.authority;
    const char *authority = h2o_strdup(&call->req->pool, host.base, host.len).base;
    auto_free char *frames = frame_sources(authority);
    auto_free char *sockets = socket_sources(authority);
    auto_free char *policy =
        xasprintf("default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                  "img-src 'self' data: blob:; connect-src 'self' %s; frame-src 'self' %s; "
                  "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
                  "require-trusted-types-for 'script'; trusted-types lit-html pirun-document; "
                  "report-uri /api/csp-report",
                  sockets, frames);
    web_call_add(call, "content-security-policy", policy);
}

/* The head of TEXT, cut between characters. Owns: returns it, freed with free. */
static char *cut(const char *text)
{
    size_t size = strnlen(text, FIELD_BYTES_MAX + 1);
    if (size > FIELD_BYTES_MAX) {
        size = FIELD_BYTES_MAX;
        while (size && ((unsigned char)text[size] & 0xc0) == 0x80)
            size--;
    }
    return xstrndup(text, size);
}

/* Only the keys that say what happened, each cut: the rest is the sender's. A REPORT that cannot be
 * read (NULL) has none. */
static struct json *summarize(const struct json *report)
{
    static const char *const keys[] = {"document-uri", "effective-directive", "blocked-uri",
                                       "source-file", "script-sample"};
    char at[CLOCK_TEXT_SIZE];
    struct json *kept = json_object();
    clock_format(clock_wall_us(), at);
    json_set_string(kept, "at", at);
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        const char *value = json_get_string(report, keys[i]);
        if (!value)
            continue;
        auto_free char *head = cut(value);
        json_set_string(kept, keys[i], head);
    }
    json_set_integer(kept, "line-number", json_get_integer(report, "line-number", 0));
    return kept;
}

/* An array that has grown beyond KEPT_MAX loses its first one. */
static void keep(struct web_csp *csp, struct json *report)
{
    json_push(csp->reports, report);
    if (json_count(csp->reports) <= KEPT_MAX)
        return;
    struct json *later = json_array();
    for (const struct json *kept = json_next(json_first(csp->reports)); kept;
         kept = json_next(kept))
        json_push(later, json_copy(kept));
    json_free(csp->reports);
    csp->reports = later;
}

static bool is_too_often(struct web_csp *csp)
{
    int64_t now_ms = clock_boot_ms();
    csp->count++;
    if (now_ms - csp->minute_ms >= MINUTE_MS) {
        csp->minute_ms = now_ms;
        csp->in_minute = 0;
    }
    return ++csp->in_minute > PER_MINUTE;
}

static void post_report(struct web_call *call)
{
    struct err err = {0};
    struct web_csp *csp = call->web->csp;
    if (is_too_often(csp)) {
        (void)err_set(&err, ERR_BUSY, "more than %d reports within a minute", PER_MINUTE);
        web_call_refuse(call, 429, &err);
        return;
    }
    auto_json struct json *body = web_call_body(call, &err); /* NULL: what came is no JSON */
    keep(csp, summarize(json_get(body, "csp-report")));
    web_call_empty(call, 204);
}

static void get_reports(struct web_call *call)
{
    const struct web_csp *csp = call->web->csp;
    auto_json struct json *answer = json_object();
    json_set_integer(answer, "count", csp->count);
    json_set(answer, "reports", json_copy(csp->reports));
    web_call_json(call, 200, answer);
}

static const struct web_route routes[] = {
    {.method = "POST",
     .path = "/api/csp-report",
     .handler = post_report,
     .body = WEB_BODY_BYTES,
     .body_max = REPORT_BYTES_MAX,
     .statuses = "204 429",
     .help = "Takes a browser's report that the page tried what its policy forbids"},
    {.method = "GET",
     .path = "/api/csp-report",
     .role = ACCESS_ADMIN,
     .handler = get_reports,
     .answer = "application/json",
     .statuses = "200",
     .help = "Lists the last reports of browsers about the page, and how many came in all"},
};

WEB_ROUTES(web_csp_routes, routes)
