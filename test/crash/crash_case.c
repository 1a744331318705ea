#include "crash_case.h"

#include "base/scope.h"

/* role, name, kind, synced, dropped, server kept */
static const struct crash_case cases[] = {
    {CRASH_SUBMIT, "full", CRASH_PLAIN, true, false, false},
    {CRASH_SUBMIT, "none", CRASH_PLAIN, false, false, false},
    {CRASH_SERVER, "submit-full", CRASH_PLAIN, true, false, false},
    {CRASH_SERVER, "submit-none", CRASH_PLAIN, false, false, false},
    {CRASH_SERVER, "drop-full", CRASH_PLAIN, true, true, false},
    {CRASH_SERVER, "drop-none", CRASH_PLAIN, false, true, false},
    {CRASH_SERVER, "held", CRASH_HELD, true, false, false},
    {CRASH_SERVER, "retry", CRASH_RETRY, true, false, false},
    {CRASH_SERVER, "cancel", CRASH_CANCEL, true, false, false},
    {CRASH_SERVER, "stop", CRASH_STOP, true, false, false},
    {CRASH_SERVER, "refused", CRASH_REFUSED, true, true, false},
    {CRASH_LAUNCHER, "kept-full", CRASH_PLAIN, true, false, true},
    {CRASH_LAUNCHER, "killed-full", CRASH_PLAIN, true, false, false},
    {CRASH_LAUNCHER, "killed-none", CRASH_HELD, false, true, false},
    {CRASH_SUPERVISOR, "kept-full", CRASH_PLAIN, true, false, true},
    {CRASH_SUPERVISOR, "killed-none", CRASH_PLAIN, false, true, false},
    {CRASH_SUPERVISOR, "held", CRASH_HELD, true, false, true},
    {CRASH_SUPERVISOR, "rerun", CRASH_RERUN, true, false, true},
    {CRASH_RECOVERY, "submit-full", CRASH_PLAIN, true, false, false},
    {CRASH_RECOVERY, "drop-none", CRASH_PLAIN, false, true, false},
    {CRASH_RECOVERY, "retry", CRASH_RETRY, true, false, false},
};

#define SCRIPT "\"v\":1,\"script\":\"scripts/job.py\""

static const char *const jobs[] = {
    [CRASH_PLAIN] = "{" SCRIPT "}",
    [CRASH_HELD] = "{" SCRIPT "}",
    [CRASH_RETRY] = "{" SCRIPT ",\"retry\":{\"max\":1,\"delay_ms\":0}}",
    [CRASH_RERUN] = "{" SCRIPT ",\"on_lost\":\"rerun\"}",
    [CRASH_CANCEL] = "{" SCRIPT ",\"not_before\":\"2099-01-01T00:00:00Z\"}",
    [CRASH_STOP] = "{" SCRIPT "}",
    [CRASH_REFUSED] = "{\"v\":1,\"script\":\"scripts/none.py\"}",
};

static const char *const names[] = {
    [CRASH_SUBMIT] = "submit",         [CRASH_SERVER] = "server",     [CRASH_LAUNCHER] = "launcher",
    [CRASH_SUPERVISOR] = "supervisor", [CRASH_RECOVERY] = "recovery",
};

const struct crash_case *crash_cases(size_t *count)
{
    *count = ARRAY_LEN(cases);
    return cases;
}

const char *crash_role_name(enum crash_role role)
{
    return names[role];
}

const char *crash_case_job(const struct crash_case *it)
{
    return jobs[it->kind];
}
