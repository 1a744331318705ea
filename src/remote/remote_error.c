#include "remote/remote_error.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/scope.h"

/* Source: RFC 9110 15; RFC 6585 (429); RFC 4918 (507). The names that base/err.h gives these are
 * looked at first. */
static const struct {
    int status;
    enum err_code code;
} rows[] = {
    {401, ERR_UNAUTHORIZED}, {403, ERR_FORBIDDEN}, {404, ERR_NOT_FOUND}, {408, ERR_TIMEOUT},
    {409, ERR_CONFLICT},     {410, ERR_NOT_FOUND}, {412, ERR_CONFLICT},  {413, ERR_TOO_LARGE},
    {429, ERR_BUSY},         {502, ERR_REMOTE},    {503, ERR_BUSY},      {504, ERR_TIMEOUT},
    {507, ERR_NO_SPACE},
};

enum err_code remote_error_code(int status)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (rows[i].status == status)
            return rows[i].code;
    }
    if (status >= 400 && status < 500)
        return ERR_INVALID;
    return status >= 500 && status < 600 ? ERR_INTERNAL : ERR_REMOTE;
}

/* A refused job says why in "fault"; on the spot a missing script has a code of its own. */
static enum err_code code_of(const struct json *body, int status)
{
    const char *name = json_get_string(body, "code");
    const char *fault = json_get_string(body, "fault");
    if (fault && strcmp(fault, "no_script") == 0)
        return ERR_NOT_FOUND;
    for (int code = ERR_INVALID; name && code <= ERR_NO_SPACE; code++) {
        if (strcmp(err_name((enum err_code)code), name) == 0)
            return (enum err_code)code;
    }
    return remote_error_code(status);
}

/* No sentence of PiRun's came: something in between answered, or it is no PiRun at all. */
static int fail_foreign(const struct remote_answer *answer, struct err *err)
{
    if (answer->status >= 300 && answer->status < 400)
        return err_set(err, ERR_REMOTE,
                       "'%.80s' points elsewhere ('%.60s') and the token is not sent there: set "
                       "PIRUN_URL to where the server is",
                       answer->url, answer->where ? answer->where : "?");
    return err_set(err, remote_error_code(answer->status),
                   "'%.80s' answered with status %d and no word of PiRun's: is it the URL of a "
                   "PiRun server?",
                   answer->url, answer->status);
}

int remote_error_set(const struct remote_answer *answer, struct err *err)
{
    struct err ignored;
    auto_json struct json *body =
        answer->size > 0 ? json_parse(answer->body, answer->size, &ignored) : NULL;
    const char *text = json_get_string(body, "error");
    if (!text)
        return fail_foreign(answer, err);
    const char *cure = json_get_string(body, "cure");
    enum err_code code = code_of(body, answer->status);
    if (answer->status == 401)
        return err_set(err, code, "%.150s; %s", text,
                       answer->has_token ? "is PIRUN_TOKEN a token of this server?"
                                         : "set PIRUN_TOKEN to a token of this server");
    return err_set(err, code, "%s%s%s", text, cure ? "; " : "", cure ? cure : "");
}
