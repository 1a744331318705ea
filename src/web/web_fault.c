#include "web/web_fault.h"

#include <stdio.h>
#include <string.h>

static enum err_code code_of(const char *fault)
{
    if (strcmp(fault, "too_large") == 0)
        return ERR_TOO_LARGE;
    return strcmp(fault, "conflict") == 0 ? ERR_CONFLICT : ERR_INVALID;
}

void web_fault_refuse(struct web_call *call, const struct job_fault *fault)
{
    struct err err = {.code = code_of(fault->code)};
    struct json *extra = json_object();
    (void)snprintf(err.text, sizeof(err.text), "%s", fault->text); /* of the same size */
    json_set_string(extra, "fault", fault->code);
    json_set_string(extra, "pointer", fault->pointer);
    if (fault->line > 0) {
        json_set_integer(extra, "line", fault->line);
        json_set_integer(extra, "column", fault->column);
    }
    json_set_string(extra, "cure", fault->cure);
    web_call_refuse_with(call, err_http(err.code), &err, extra);
}

static const char *text_of(const struct json *receipt, const char *key, const char *fallback)
{
    const char *text = json_get_string(receipt, key);
    return text ? text : fallback;
}

void web_fault_refuse_by_receipt(struct web_call *call, const struct json *receipt)
{
    struct job_fault fault;
    char code[32];
    (void)snprintf(code, sizeof(code), "%s", text_of(receipt, "code", "unknown")); /* short words */
    job_fault_set(&fault, code, text_of(receipt, "cure", ""), "%s",
                  text_of(receipt, "text", "the job was refused"));
    (void)snprintf(fault.pointer, sizeof(fault.pointer), "%s",
                   text_of(receipt, "pointer", "")); /* was cut to this size before */
    fault.line = (int)json_get_integer(receipt, "line", 0);
    fault.column = (int)json_get_integer(receipt, "column", 0);
    web_fault_refuse(call, &fault);
}
