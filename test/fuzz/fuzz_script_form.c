/* A form that the reader of scripts might send, values for it, and a command line to be judged by
 * it, as one JSON object {"form":…,"values":…,"args":[…]}: there is always an answer. */
#include "base/buf.h"
#include "base/scope.h"
#include "script/script_check.h"
#include "script/script_values.h"

#include "fuzz.h"

#define ARGS_MAX 64

static void judge(const struct script_form *form, const struct json *args)
{
    struct err err;
    char *words[ARGS_MAX];
    size_t count = 0;
    for (const struct json *one = json_first(args); one && count < ARGS_MAX; one = json_next(one)) {
        if (json_string(one))
            words[count++] = xstrdup(json_string(one));
    }
    (void)script_check_args(form, "a.py", words, count, &err); /* any answer */
    for (size_t i = 0; i < count; i++)
        free(words[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err err = {0};
    struct script_form read;
    auto_json struct json *root = json_parse((const char *)data, size, &err);
    const struct json *form_json = json_get(root, "form");
    const struct json *values = json_get(root, "values");
    char **argv = NULL;
    if (!form_json || script_form_init(&read, json_copy(form_json), &err) < 0)
        return 0;
    auto_form struct script_form form = read;
    judge(&form, json_get(root, "args"));
    if (!values || script_values_argv(&form, values, &argv, &err) < 0) {
        fuzz_require(!values || err.code != ERR_NONE);
        return 0;
    }
    size_t count = 0;
    while (argv[count])
        count++;
    if (script_check_args(&form, "a.py", argv, count, &err) < 0)
        fuzz_require(err.code == ERR_INVALID && err.text[0]);
    script_words_free(argv);
    return 0;
}
