#include "script/script_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"

static const char *const kind_names[] = {
    [SCRIPT_NONE] = "none",   [SCRIPT_ARGPARSE] = "argparse", [SCRIPT_CLICK] = "click",
    [SCRIPT_TYPER] = "typer", [SCRIPT_MAIN] = "main",
};
static const char *const type_names[] = {
    [SCRIPT_STRING] = "string",
    [SCRIPT_INTEGER] = "integer",
    [SCRIPT_NUMBER] = "number",
    [SCRIPT_BOOLEAN] = "boolean",
};

const char *script_kind_name(enum script_kind kind)
{
    return kind_names[kind];
}

const char *script_type_name(enum script_type type)
{
    return type_names[type];
}

/* Answers -1 when NAME is none of the COUNT names. */
static int number_of(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; name && i < count; i++) {
        if (strcmp(names[i], name) == 0)
            return (int)i;
    }
    return -1;
}

static bool is_array_of_texts(const struct json *json)
{
    if (!json || json_type(json) != JSON_ARRAY)
        return false;
    for (const struct json *one = json_first(json); one; one = json_next(one)) {
        if (!json_string(one))
            return false;
    }
    return true;
}

static int read_field(const struct json *json, struct script_field *field, struct err *err)
{
    int type = number_of(type_names, ARRAY_LEN(type_names), json_get_string(json, "type"));
    *field = (struct script_field){
        .name = json_get_string(json, "name"),
        .flag = json_get_string(json, "flag"),
        .flag_off = json_get_string(json, "flag_off"),
        .help = json_get_string(json, "help"),
        .metavar = json_get_string(json, "metavar"),
        .format = json_get_string(json, "format"),
        .flags = json_get(json, "flags"),
        .choices = json_get(json, "enum"),
        .fallback = json_get(json, "default"),
        .fallback_text = json_get_string(json, "default_text"),
        .is_required = json_get_bool(json, "is_required", false),
        .is_positional = json_get_bool(json, "is_positional", false),
        .is_list = json_get_bool(json, "is_list", false),
        .is_repeated = json_get_bool(json, "is_repeated", false),
        .is_count = json_get_bool(json, "is_count", false),
        .is_loose = json_get_bool(json, "is_loose", false),
        .is_hidden = json_get_bool(json, "is_hidden", false),
        .min_count = json_get_integer(json, "min_count", 1),
        .max_count = json_get_integer(json, "max_count", -1),
    };
    if (!field->name || type < 0 || (field->flags && !is_array_of_texts(field->flags)) ||
        (field->choices && json_type(field->choices) != JSON_ARRAY) ||
        (!field->is_positional && !field->flag && !field->flag_off))
        return err_set(err, ERR_INTERNAL, "a field of the script's form is malformed");
    field->type = (enum script_type)type;
    return 0;
}

static int read_fields(struct script_form *form, struct err *err)
{
    const struct json *fields = json_get(form->root, "fields");
    size_t count = json_count(fields);
    if (count > SCRIPT_FIELDS_MAX)
        return err_set(err, ERR_TOO_LARGE,
                       "the script has %zu arguments: more than %d are not read", count,
                       SCRIPT_FIELDS_MAX);
    form->fields = xcalloc(count + 1, sizeof(*form->fields));
    for (const struct json *one = json_first(fields); one; one = json_next(one)) {
        if (read_field(one, &form->fields[form->count], err) < 0)
            return -1;
        form->count++;
    }
    return 0;
}

int script_form_init(struct script_form *form, struct json *root, struct err *err)
{
    int kind = number_of(kind_names, ARRAY_LEN(kind_names), json_get_string(root, "kind"));
    const struct json *flags = json_get(root, "other_flags");
    *form = (struct script_form){.root = root,
                                 .is_certain = json_get_bool(root, "is_certain", false),
                                 .has_prefixes = json_get_bool(root, "has_prefixes", false),
                                 .description = json_get_string(root, "description"),
                                 .flags = is_array_of_texts(flags) ? flags : NULL};
    int result = kind < 0 ? err_set(err, ERR_INTERNAL, "the script's form is malformed")
                          : read_fields(form, err);
    if (result < 0) {
        script_form_release(form);
        return -1;
    }
    form->kind = (enum script_kind)kind;
    if (form->description && !*form->description)
        form->description = NULL;
    return 0;
}

void script_form_release(struct script_form *form)
{
    free(form->fields);
    json_free(form->root);
    *form = (struct script_form){0};
}

bool script_flags_have(const struct json *flags, const char *flag, size_t size)
{
    for (const struct json *one = json_first(flags); one; one = json_next(one)) {
        const char *text = json_string(one);
        if (text && strlen(text) == size && memcmp(text, flag, size) == 0)
            return true;
    }
    return false;
}

const struct script_field *script_form_find_flag(const struct script_form *form, const char *flag,
                                                 size_t size)
{
    for (size_t i = 0; i < form->count; i++) {
        if (form->fields[i].flags && script_flags_have(form->fields[i].flags, flag, size))
            return &form->fields[i];
    }
    return NULL;
}
