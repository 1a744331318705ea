/* `pirun doctor` there: how the server is, seen from here. */
#include <stdio.h>

#include "base/scope.h"
#include "cli/cli_findings.h"
#include "cli/cli_say.h"
#include "cli/cli_there.h"
#include "cli/cli_value.h"
#include "remote/remote.h"
#include "remote/remote_request.h"

static void look_at_versions(struct cli_findings *findings, const struct json *health)
{
    const char *version = json_get_string(health, "version");
    auto_free char *text =
        xasprintf("pirun " PIRUN_VERSION " here, pirun %s there", version ? version : "?");
    cli_findings_add(findings, "version", true, text, NULL);
}

static void look_at_health(struct cli_findings *findings, const struct json *health)
{
    char up[CLI_TEXT_SIZE];
    bool is_ok = json_get_bool(health, "ok", false);
    const char *project = json_get_string(health, "project");
    cli_write_duration(1000 * json_get_integer(health, "uptime_s", 0), up);
    auto_free char *text =
        xasprintf("'%s', up for %s: %lld waiting, %lld running", project ? project : "?", up,
                  (long long)json_get_integer(health, "waiting", 0),
                  (long long)json_get_integer(health, "running", 0));
    cli_findings_add(findings, "server", is_ok, text,
                     "it accepts no jobs now: the reasons are below, and in its journal");
    for (const struct json *reason = json_first(json_get(health, "degraded")); reason;
         reason = json_next(reason))
        cli_findings_add(findings, "degraded", is_ok, json_get_string(reason, "text"), NULL);
}

static void look_at_token(struct cli_findings *findings, struct cli_place *place)
{
    struct err err = {0};
    auto_json struct json *queue = cli_there_get(place, "/api/queue", NULL, NULL, &err);
    cli_findings_add(findings, "token", queue != NULL,
                     queue ? "the server lets us look at its queue" : err.text,
                     err.code == ERR_UNAUTHORIZED || err.code == ERR_FORBIDDEN
                         ? "PIRUN_TOKEN must be a token of that server: 'pirun token create' there"
                         : NULL);
}

static void look_at_server(struct cli_findings *findings, struct cli_place *place)
{
    struct err err = {0};
    const struct remote_request request = {.method = "GET", .path = "/health", .takes_busy = true};
    cli_findings_add(findings, "url", true, remote_url(place->remote), NULL);
    auto_json struct json *health = remote_ask(place->remote, &request, &err);
    if (!health) {
        cli_findings_add(findings, "server", false, err.text, NULL);
        return;
    }
    look_at_versions(findings, health);
    look_at_health(findings, health);
    look_at_token(findings, place);
}

int cli_there_doctor(const struct cli_args *args, struct cli_findings *findings, struct err *err)
{
    auto_place struct cli_place place = {.project = {.dirfd = -1}};
    if (cli_place_open(&place, args, err) < 0)
        return -1;
    look_at_server(findings, &place);
    if (cli_has(args, "json")) {
        auto_json struct json *object = json_object();
        json_set_bool(object, "ok", findings->is_ok);
        json_set(object, "findings", json_copy(findings->rows));
        cli_print_json(object);
    } else {
        cli_findings_print(findings);
    }
    return findings->is_ok ? 0 : 1;
}
