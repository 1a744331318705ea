#include "script/script_values.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/scope.h"

#define CHOICES_SHOWN 140 /* bytes of a list of choices in a sentence */
#define TEXT_SHOWN    60
#define COUNT_MAX     100
#define TEXT_MAX      131072 /* Source: execve(2), MAX_ARG_STRLEN */

/* judging a value */

static const char *skip_digits(const char *text)
{
    bool was_digit = false;
    for (; isdigit((unsigned char)*text) || (*text == '_' && was_digit); text++)
        was_digit = isdigit((unsigned char)*text) != 0;
    return text;
}

static const char *skip_space(const char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    return text;
}

static bool has_foreign(const char *text)
{
    for (; *text; text++) {
        if ((unsigned char)*text >= 0x80)
            return true;
    }
    return false;
}

static const char *skip_sign(const char *text)
{
    return *text == '-' || *text == '+' ? text + 1 : text;
}

bool script_is_integer(const char *text)
{
    const char *digits = skip_sign(skip_space(text));
    const char *end = skip_digits(digits);
    return has_foreign(text) || (end > digits && !*skip_space(end));
}

static bool is_named_number(const char *text)
{
    static const char *const names[] = {"inf", "infinity", "nan"};
    size_t size = 0;
    while (isalpha((unsigned char)text[size]))
        size++;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (strlen(names[i]) == size && strncasecmp(names[i], text, size) == 0)
            return !*skip_space(text + size);
    }
    return false;
}

bool script_is_number(const char *text)
{
    const char *first = skip_sign(skip_space(text));
    const char *at = skip_digits(first);
    size_t digits = (size_t)(at - first);
    if (has_foreign(text) || is_named_number(first))
        return true;
    if (*at == '.') {
        const char *fraction = at + 1;
        at = skip_digits(fraction);
        digits += (size_t)(at - fraction);
    }
    if (digits > 0 && (*at == 'e' || *at == 'E')) {
        const char *power = skip_sign(at + 1);
        at = skip_digits(power);
        if (at == power)
            return false;
    }
    return digits > 0 && !*skip_space(at);
}

/* A choice, or a number, as text. */
static void put_text(const struct json *value, struct buf *out)
{
    if (json_string(value))
        buf_add(out, json_string(value));
    else
        json_print(value, false, out);
}

static bool is_choice(const struct script_field *field, const char *text)
{
    for (const struct json *one = json_first(field->choices); one; one = json_next(one)) {
        auto_buf struct buf choice;
        buf_init(&choice, TEXT_MAX);
        put_text(one, &choice);
        if (strcmp(buf_text(&choice), text) == 0)
            return true;
        if (json_type(one) == JSON_NUMBER && script_is_number(text) &&
            (has_foreign(text) || strtod(text, NULL) == json_number(one, 0)))
            return true;
    }
    return false;
}

static int refuse_choice(const struct script_field *field, const char *text, struct err *err)
{
    auto_buf struct buf list;
    buf_init(&list, TEXT_MAX);
    for (const struct json *one = json_first(field->choices); one; one = json_next(one)) {
        if (list.size > CHOICES_SHOWN) {
            buf_add(&list, ", \xe2\x80\xa6");
            break;
        }
        buf_add(&list, list.size > 0 ? ", " : "");
        put_text(one, &list);
    }
    return err_set(err, ERR_INVALID, "'%.60s' is '%.*s': it can be %s", field->name, TEXT_SHOWN,
                   text, buf_text(&list));
}

int script_field_judge(const struct script_field *field, const char *text, struct err *err)
{
    if (field->is_loose)
        return 0;
    if (field->type == SCRIPT_INTEGER && !script_is_integer(text))
        return err_set(err, ERR_INVALID, "'%.60s' is '%.*s': it must be a whole number",
                       field->name, TEXT_SHOWN, text);
    if (field->type == SCRIPT_NUMBER && !script_is_number(text))
        return err_set(err, ERR_INVALID, "'%.60s' is '%.*s': it must be a number", field->name,
                       TEXT_SHOWN, text);
    if (field->choices && !is_choice(field, text))
        return refuse_choice(field, text, err);
    return 0;
}

/* words */

struct words {
    char **list;
    size_t count, room;
    bool is_open; /* a list stands last, which would take what follows */
};

void script_words_free(char **words)
{
    for (char **at = words; at && *at; at++)
        free(*at);
    free(words);
}

/* Takes WORD. */
static void push(struct words *words, char *word)
{
    if (words->count + 2 > words->room) {
        words->room = words->room ? words->room * 2 : 16;
        words->list = xrealloc(words->list, words->room * sizeof(*words->list));
    }
    words->list[words->count++] = word;
    words->list[words->count] = NULL;
    words->is_open = false;
}

/* A value behind its flag. */
static void push_valued(struct words *words, const char *flag, const char *text)
{
    if (text[0] != '-') {
        push(words, xstrdup(flag));
        push(words, xstrdup(text));
        return;
    }
    bool is_short = flag[0] == '-' && flag[1] != '-' && strlen(flag) == 2;
    push(words, xasprintf("%s%s%s", flag, is_short ? "" : "=", text));
}

/* VALUE as the text that the script will get, judged. Owns: returned to the caller. */
static char *text_of(const struct script_field *field, const struct json *value, struct err *err)
{
    enum json_type type = json_type(value);
    auto_buf struct buf text;
    buf_init(&text, TEXT_MAX);
    if (type == JSON_BOOL) {
        buf_add(&text, json_bool(value, false) ? "true" : "false");
    } else if (type == JSON_STRING || type == JSON_NUMBER) {
        put_text(value, &text);
    } else if (!(field->format && strcmp(field->format, "json") == 0)) {
        (void)err_set(err, ERR_INVALID, "'%.60s' cannot be %s", field->name, json_type_name(type));
        return NULL;
    } else {
        json_print(value, false, &text);
    }
    if (!buf_ok(&text)) {
        (void)err_set(err, ERR_TOO_LARGE, "'%.60s' is too long", field->name);
        return NULL;
    }
    if (script_field_judge(field, buf_text(&text), err) < 0)
        return NULL;
    return text.size > 0 ? buf_take(&text) : xstrdup("");
}

static int push_boolean(const struct script_field *field, const struct json *value,
                        struct words *words, struct err *err)
{
    if (json_type(value) != JSON_BOOL)
        return err_set(err, ERR_INVALID, "'%.60s' must be true or false", field->name);
    bool is_true = json_bool(value, false);
    const char *flag = is_true ? field->flag : field->flag_off;
    bool is_usual = field->fallback && json_type(field->fallback) == JSON_BOOL &&
                    json_bool(field->fallback, false) == is_true;
    if (flag && !is_usual)
        push(words, xstrdup(flag));
    return 0;
}

static bool read_integer(const struct json *value, int64_t *out)
{
    char *end;
    const char *text = json_string(value);
    if (!text)
        return json_integer(value, out);
    *out = strtoll(text, &end, 10);
    return end > text && !*end;
}

static int push_count(const struct script_field *field, const struct json *value,
                      struct words *words, struct err *err)
{
    int64_t count;
    int64_t usual = 0;
    (void)json_integer(field->fallback, &usual); /* none: zero */
    if (!read_integer(value, &count) || count < usual || count - usual > COUNT_MAX)
        return err_set(err, ERR_INVALID, "'%.60s' must be a whole number from %lld to %lld",
                       field->name, (long long)usual, (long long)usual + COUNT_MAX);
    for (int64_t i = usual; i < count; i++)
        push(words, xstrdup(field->flag));
    return 0;
}

static int check_count(const struct script_field *field, size_t count, struct err *err)
{
    if (count > SCRIPT_WORDS_MAX)
        return err_set(err, ERR_TOO_LARGE, "'%.60s' has more than %d values", field->name,
                       SCRIPT_WORDS_MAX);
    if (field->is_repeated)
        return 0;
    if (field->max_count >= 0 && (int64_t)count > field->max_count)
        return err_set(err, ERR_INVALID, "'%.60s' takes at most %lld values", field->name,
                       (long long)field->max_count);
    if ((int64_t)count < field->min_count)
        return err_set(err, ERR_INVALID, "'%.60s' takes at least %lld values", field->name,
                       (long long)field->min_count);
    return 0;
}

static int push_list(const struct script_field *field, const struct json *value,
                     struct words *words, struct err *err)
{
    if (json_type(value) != JSON_ARRAY)
        return err_set(err, ERR_INVALID, "'%.60s' must be a list", field->name);
    if (json_count(value) == 0 && !field->is_required)
        return 0;
    if (check_count(field, json_count(value), err) < 0)
        return -1;
    if (field->flag && !field->is_repeated)
        push(words, xstrdup(field->flag));
    for (const struct json *one = json_first(value); one; one = json_next(one)) {
        auto_free char *text = text_of(field, one, err);
        if (!text)
            return -1;
        if (field->is_repeated && field->flag)
            push_valued(words, field->flag, text);
        else
            push(words, take(text));
    }
    words->is_open = field->flag && !field->is_repeated && field->max_count != field->min_count;
    return 0;
}

static int push_field(const struct script_field *field, const struct json *value,
                      struct words *words, struct err *err)
{
    if (field->is_list)
        return push_list(field, value, words, err);
    if (field->type == SCRIPT_BOOLEAN && !field->is_positional)
        return push_boolean(field, value, words, err);
    if (field->is_count)
        return push_count(field, value, words, err);
    auto_free char *text = text_of(field, value, err);
    if (!text)
        return -1;
    if (field->is_positional)
        push(words, take(text));
    else
        push_valued(words, field->flag, text);
    return 0;
}

/* NULL: it is not given. */
static const struct json *value_of(const struct script_field *field, const struct json *values)
{
    const struct json *value = json_get(values, field->name);
    return value && json_type(value) != JSON_NULL ? value : NULL;
}

static int check_names(const struct script_form *form, const struct json *values, struct err *err)
{
    if (json_type(values) != JSON_OBJECT)
        return err_set(err, ERR_INVALID, "the values must be an object: {\"name\": value}");
    for (const struct json *one = json_first(values); one; one = json_next(one)) {
        bool is_known = false;
        for (size_t i = 0; i < form->count && !is_known; i++)
            is_known = strcmp(form->fields[i].name, json_key(one)) == 0;
        if (!is_known)
            return err_set(err, ERR_INVALID, "the script has no argument '%.60s'", json_key(one));
    }
    return 0;
}

static int push_flagged(const struct script_form *form, const struct json *values,
                        struct words *words, struct err *err)
{
    for (size_t i = 0; i < form->count; i++) {
        const struct script_field *field = &form->fields[i];
        const struct json *value = value_of(field, values);
        if (!value && field->is_required)
            return err_set(err, ERR_INVALID, "'%.60s' is required", field->name);
        if (value && !field->is_positional && push_field(field, value, words, err) < 0)
            return -1;
    }
    return 0;
}

/* The single positional fields from FROM to before END were left out: their defaults stand there.
 */
static int push_defaults(const struct script_field *from, const struct script_field *end,
                         struct words *words, struct err *err)
{
    for (const struct script_field *at = from; at < end; at++) {
        if (!at->is_positional || at->is_list)
            continue;
        if (!at->fallback)
            return err_set(err, ERR_INVALID, "'%.60s' cannot be given without '%.60s'", end->name,
                           at->name);
        if (push_field(at, at->fallback, words, err) < 0)
            return -1;
    }
    return 0;
}

static int push_positional(const struct script_form *form, const struct json *values,
                           struct words *words, struct err *err)
{
    const struct script_field *from = form->fields; /* behind the last one that was given */
    for (size_t i = 0; i < form->count; i++) {
        const struct script_field *field = &form->fields[i];
        const struct json *value = value_of(field, values);
        if (!field->is_positional || !value)
            continue;
        if (push_defaults(from, field, words, err) < 0 || push_field(field, value, words, err) < 0)
            return -1;
        from = field + 1;
    }
    return 0;
}

static bool needs_dashes(const struct words *flagged, const struct words *positional)
{
    for (size_t i = 0; i < positional->count; i++) {
        if (positional->list[i][0] == '-')
            return true;
    }
    return flagged->is_open && positional->count > 0;
}

int script_values_argv(const struct script_form *form, const struct json *values, char ***argv,
                       struct err *err)
{
    struct words words = {.list = xcalloc(1, sizeof(char *)), .room = 1};
    struct words positional = {.list = xcalloc(1, sizeof(char *)), .room = 1};
    int result = check_names(form, values, err);
    if (result == 0)
        result = push_flagged(form, values, &words, err);
    if (result == 0)
        result = push_positional(form, values, &positional, err);
    if (result == 0 && needs_dashes(&words, &positional))
        push(&words, xstrdup("--"));
    for (size_t i = 0; result == 0 && i < positional.count; i++)
        push(&words, xstrdup(positional.list[i]));
    script_words_free(positional.list);
    if (result < 0)
        script_words_free(words.list);
    else
        *argv = words.list;
    return result;
}
