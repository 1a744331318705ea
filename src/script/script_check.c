/* The way of argparse: options may stand anywhere and take what follows them; all other words are
 * positional. Source: docs.python.org/3/library/argparse.html, "The parse_args() method". */
#include "script/script_check.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/near.h"
#include "base/scope.h"
#include "script/script_values.h"

#define NEAR_ENOUGH 2
#define HELP        "'pirun run --help %.100s' lists its arguments"

struct checking {
    const struct script_form *form;
    const char *path;
    char *const *args;
    size_t count;
    size_t at;         /* the next word */
    bool is_unsure;    /* nothing more is said */
    bool is_rest;      /* behind "--" */
    bool *given;       /* by field */
    const char **free; /* positional words */
    size_t free_count;
};

/* words */

/* Source: argparse, _negative_number_matcher. */
static bool is_negative_number(const char *word)
{
    size_t digits = strspn(word + 1, "0123456789");
    const char *at = word + 1 + digits;
    if (*at == '.') {
        digits = strspn(at + 1, "0123456789");
        at += 1 + digits;
    }
    return word[0] == '-' && digits > 0 && !*at;
}

static bool has_number_flag(const struct script_form *form)
{
    for (size_t i = 0; i < form->count; i++) {
        for (const struct json *one = json_first(form->fields[i].flags); one; one = json_next(one))
            if (is_negative_number(json_string(one)))
                return true;
    }
    return false;
}

static bool is_known(const struct script_form *form, const char *word, size_t size)
{
    return script_form_find_flag(form, word, size) || script_flags_have(form->flags, word, size);
}

/* Would argparse take WORD for an option, known or not? */
static bool is_option(const struct checking *checking, const char *word)
{
    if (word[0] != '-' || !word[1])
        return false;
    if (is_known(checking->form, word, strlen(word)))
        return true;
    if (is_negative_number(word) && !has_number_flag(checking->form))
        return false;
    const char *equal = strchr(word, '=');
    if (equal && is_known(checking->form, word, (size_t)(equal - word)))
        return true;
    return !strchr(word, ' ');
}

/* How many flags begin with the SIZE bytes of WORD; the field of the last one. */
static size_t count_prefixed(const struct script_form *form, const char *word, size_t size,
                             const struct script_field **field)
{
    size_t found = 0;
    for (size_t i = 0; i < form->count; i++) {
        for (const struct json *one = json_first(form->fields[i].flags); one;
             one = json_next(one)) {
            if (strncmp(json_string(one), word, size) != 0)
                continue;
            *field = &form->fields[i];
            found++;
        }
    }
    for (const struct json *one = json_first(form->flags); one; one = json_next(one))
        found += strncmp(json_string(one), word, size) == 0;
    return found;
}

static const char *find_near(const struct script_form *form, const char *word, size_t size)
{
    const char *best = NULL;
    size_t least = NEAR_ENOUGH + 1;
    for (size_t i = 0; i < form->count; i++) {
        for (const struct json *one = json_first(form->fields[i].flags); one;
             one = json_next(one)) {
            const char *flag = json_string(one);
            size_t distance = near_distance(flag, strlen(flag), word, size);
            if (distance < least && strlen(flag) > 2) {
                least = distance;
                best = flag;
            }
        }
    }
    return best;
}

static int refuse_unknown(const struct checking *checking, const char *word, struct err *err)
{
    size_t size = strcspn(word, "=");
    const char *near = find_near(checking->form, word, size);
    if (near)
        return err_set(err, ERR_INVALID, "'%.*s' is no argument of '%.80s': did you mean '%.60s'?",
                       size < 60 ? (int)size : 60, word, checking->path, near);
    return err_set(err, ERR_INVALID, "'%.60s' is no argument of '%.80s': " HELP, word,
                   checking->path, checking->path);
}

/* options */

static bool is_switch(const struct script_field *field)
{
    return field->is_count || (field->type == SCRIPT_BOOLEAN && !field->is_list);
}

static int take_values(struct checking *checking, const struct script_field *field,
                       const char *flag, struct err *err)
{
    bool is_many = field->is_list && !field->is_repeated;
    int64_t most = is_many ? field->max_count : 1;
    int64_t least = field->is_list && !is_many ? 1 : field->min_count;
    int64_t taken = 0;
    while (checking->at < checking->count && (most < 0 || taken < most)) {
        const char *word = checking->args[checking->at];
        if (strcmp(word, "--") == 0 && taken < least) /* versions of Python differ */
            checking->is_unsure = true;
        if (is_option(checking, word))
            break;
        if (script_field_judge(field, word, err) < 0)
            return -1;
        checking->at++;
        taken++;
    }
    if (taken >= least || checking->is_unsure)
        return 0;
    if (least == 1)
        return err_set(err, ERR_INVALID, "'%.60s' of '%.80s' needs a value behind it", flag,
                       checking->path);
    return err_set(err, ERR_INVALID, "'%.60s' of '%.80s' needs %lld values behind it", flag,
                   checking->path, (long long)least);
}

static void note(struct checking *checking, const struct script_field *field)
{
    checking->given[field - checking->form->fields] = true;
}

static int take_option(struct checking *checking, const struct script_field *field,
                       const char *flag, struct err *err)
{
    note(checking, field);
    return is_switch(field) ? 0 : take_values(checking, field, flag, err);
}

static int take_joined(struct checking *checking, const struct script_field *field,
                       const char *value, struct err *err)
{
    note(checking, field);
    if (is_switch(field) || field->min_count > 1) {
        checking->is_unsure = true; /* refused with a text that differs from version to version */
        return 0;
    }
    return script_field_judge(field, value, err);
}

/* At byte I stands no flag of the script. Answers 1 when the word begins so. */
static int give_up_short(struct checking *checking, size_t i)
{
    if (i == 1 && !checking->is_unsure)
        return 1;
    checking->is_unsure = true;
    return 0;
}

/* -n5, -vx, -vn5. Answers 1 when the word is none of that. */
static int take_short(struct checking *checking, const char *word, struct err *err)
{
    char flag[3] = {'-', 0, 0};
    for (size_t i = 1; word[i]; i++) {
        flag[1] = word[i];
        const struct script_field *field = script_form_find_flag(checking->form, flag, 2);
        if (!field && script_flags_have(checking->form->flags, flag, 2))
            checking->is_unsure = true;
        if (!field)
            return give_up_short(checking, i);
        note(checking, field);
        if (is_switch(field))
            continue;
        return word[i + 1] ? take_joined(checking, field, word + i + 1, err)
                           : take_values(checking, field, flag, err);
    }
    return 0;
}

/* Not written out: a prefix, or short ones joined. */
static int take_partly(struct checking *checking, const char *word, struct err *err)
{
    size_t size = strcspn(word, "=");
    const struct script_field *field = NULL;
    size_t found = count_prefixed(checking->form, word, size, &field);
    if (found > 1 || (found == 1 && !field) || (found == 1 && word[1] != '-')) {
        checking->is_unsure = true;
        return 0;
    }
    if (found == 1 && checking->form->has_prefixes)
        return word[size] ? take_joined(checking, field, word + size + 1, err)
                          : take_option(checking, field, word, err);
    if (word[1] == '-')
        return refuse_unknown(checking, word, err);
    int result = take_short(checking, word, err);
    return result == 1 ? refuse_unknown(checking, word, err) : result;
}

static int take_word(struct checking *checking, struct err *err)
{
    const char *word = checking->args[checking->at++];
    size_t size = strcspn(word, "=");
    const struct script_field *field;
    if (!checking->is_rest && strcmp(word, "--") == 0) {
        checking->is_rest = true;
        return 0;
    }
    if (checking->is_rest || !is_option(checking, word)) {
        checking->free[checking->free_count++] = word;
        return 0;
    }
    if (script_flags_have(checking->form->flags, word, strlen(word))) {
        checking->is_unsure = true; /* help, version: the script ends there */
        return 0;
    }
    if ((field = script_form_find_flag(checking->form, word, strlen(word))))
        return take_option(checking, field, word, err);
    if (word[size] && (field = script_form_find_flag(checking->form, word, size)))
        return take_joined(checking, field, word + size + 1, err);
    return take_partly(checking, word, err);
}

/* positional words */

struct span {
    int64_t least, most; /* MOST -1: no limit */
};

static struct span span_of(const struct script_form *form)
{
    struct span span = {0, 0};
    for (size_t i = 0; i < form->count; i++) {
        const struct script_field *field = &form->fields[i];
        if (!field->is_positional)
            continue;
        int64_t most = field->is_list ? field->max_count : 1;
        span.least += field->is_list || !field->is_required ? field->min_count : 1;
        span.most = most < 0 || span.most < 0 ? -1 : span.most + most;
    }
    return span;
}

/* Which word belongs to which field is sure up to the first one that may take none or several, and
 * for that one when nothing follows it. */
static int judge_free(const struct checking *checking, struct err *err)
{
    size_t at = 0;
    for (size_t i = 0; i < checking->form->count && at < checking->free_count; i++) {
        const struct script_field *field = &checking->form->fields[i];
        if (!field->is_positional)
            continue;
        bool is_single = !field->is_list && field->is_required;
        bool is_last = true;
        for (size_t n = i + 1; n < checking->form->count; n++)
            is_last = is_last && !checking->form->fields[n].is_positional;
        if (!is_single && !is_last)
            return 0;
        size_t end = is_single ? at + 1 : checking->free_count;
        for (; at < end; at++) {
            if (script_field_judge(field, checking->free[at], err) < 0)
                return -1;
        }
    }
    return 0;
}

static const struct script_field *find_missing(const struct checking *checking)
{
    int64_t left = (int64_t)checking->free_count;
    for (size_t i = 0; i < checking->form->count; i++) {
        const struct script_field *field = &checking->form->fields[i];
        int64_t least = field->is_list ? field->min_count : 1;
        if (!field->is_positional || !field->is_required)
            continue;
        if (left < least)
            return field;
        left -= least;
    }
    return NULL;
}

static int check_free(const struct checking *checking, struct err *err)
{
    struct span span = span_of(checking->form);
    int64_t count = (int64_t)checking->free_count;
    if (span.most >= 0 && count > span.most)
        return err_set(err, ERR_INVALID, "'%.60s' is one argument too many for '%.80s': " HELP,
                       checking->free[span.most], checking->path, checking->path);
    const struct script_field *missing = count < span.least ? find_missing(checking) : NULL;
    if (missing)
        return err_set(err, ERR_INVALID, "'%.80s' needs the argument '%.60s': " HELP,
                       checking->path, missing->name, checking->path);
    return judge_free(checking, err);
}

static int check_required(const struct checking *checking, struct err *err)
{
    for (size_t i = 0; i < checking->form->count; i++) {
        const struct script_field *field = &checking->form->fields[i];
        if (!field->is_positional && field->is_required && !checking->given[i])
            return err_set(err, ERR_INVALID, "'%.80s' needs the argument '%.60s': " HELP,
                           checking->path, field->flag ? field->flag : field->name, checking->path);
    }
    return 0;
}

int script_check_args(const struct script_form *form, const char *path, char *const *args,
                      size_t count, struct err *err)
{
    if (!form->is_certain)
        return 0;
    auto_free bool *given = xcalloc(form->count + 1, sizeof(*given));
    auto_free const char **words = xcalloc(count + 1, sizeof(*words));
    struct checking checking = {
        .form = form, .path = path, .args = args, .count = count, .given = given, .free = words};
    while (checking.at < count) {
        if (take_word(&checking, err) < 0)
            return -1;
        if (checking.is_unsure)
            return 0;
    }
    if (check_required(&checking, err) < 0)
        return -1;
    return check_free(&checking, err);
}
