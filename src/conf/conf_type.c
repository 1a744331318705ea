#include "conf/conf_type.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <string.h>

#include "base/rel.h"
#include "base/scope.h"
#include "conf/conf_addr.h"

#define WORDS_BETWEEN " | "
#define RANGE_BETWEEN " to "

struct conf_type {
    const char *name;
    int (*read)(const struct conf_doc *doc, const struct yaml *node, void *place, struct err *err);
    void (*print)(const struct conf_doc *doc, const void *place, struct buf *out);
    void (*release)(const struct conf_doc *doc, void *place);
};

/* A choice is stored in whatever size the compiler gives its enum; all of ours are of this size. */
typedef unsigned choice;
static_assert(sizeof(enum conf_durability) == sizeof(choice), "a choice is stored as unsigned");
static_assert(sizeof(enum conf_sandbox) == sizeof(choice), "a choice is stored as unsigned");
static_assert(sizeof(enum conf_network) == sizeof(choice), "a choice is stored as unsigned");
static_assert(sizeof(enum conf_signature) == sizeof(choice), "a choice is stored as unsigned");
static_assert(sizeof(enum conf_auth) == sizeof(choice), "a choice is stored as unsigned");

static int wants(const struct conf_doc *doc, const char *what, struct err *err)
{
    const char *unit = doc->unit[0] ? doc->unit : NULL;
    return err_set(err, ERR_INVALID, "'%s' must be %s%s%s%s", doc->key, what, unit ? " (in " : "",
                   unit ? unit : "", unit ? ")" : "");
}

/* Nothing, `~` and `null` after the colon: YAML's ways to give no value. */
static bool is_nothing(const struct yaml *node)
{
    return node->type == YAML_SCALAR && node->is_plain &&
           (!node->text[0] || strcmp(node->text, "~") == 0 || strcmp(node->text, "null") == 0);
}

/* The text of a value that has to be without quotes. */
static int plain_text(const struct conf_doc *doc, const struct yaml *node, const char *what,
                      const char **out, struct err *err)
{
    if (node->type != YAML_SCALAR || is_nothing(node))
        return wants(doc, what, err);
    if (!node->is_plain)
        return err_set(err, ERR_INVALID, "'%s' must be %s: remove the quotes", doc->key, what);
    *out = node->text;
    return 0;
}

/* The two ends of a documented range, "LOW to HIGH". */
static void range_of(const struct conf_doc *doc, int64_t *low, int64_t *high)
{
    const char *between = strstr(doc->range, RANGE_BETWEEN);
    assert(between); /* the table's promise, kept by a test */
    *low = strtoll(doc->range, NULL, 10);
    *high = strtoll(between + strlen(RANGE_BETWEEN), NULL, 10);
}

static int out_of_range(const struct conf_doc *doc, const char *text, struct err *err)
{
    return err_set(err, ERR_INVALID, "'%s' is %.40s: it must be from %s%s%s", doc->key, text,
                   doc->range, doc->unit[0] ? " " : "", doc->unit);
}

static int read_integer(const struct conf_doc *doc, const struct yaml *node, void *place,
                        struct err *err)
{
    const char *text = NULL;
    if (plain_text(doc, node, "an integer", &text, err) < 0)
        return -1;
    size_t sign = text[0] == '-' || text[0] == '+' ? 1 : 0;
    size_t digits = strspn(text + sign, "0123456789");
    if (digits == 0 || text[sign + digits] != '\0')
        return wants(doc, "an integer", err);
    int64_t low;
    int64_t high;
    range_of(doc, &low, &high);
    errno = 0;
    long long value = strtoll(text, NULL, 10);
    if (errno == ERANGE || value < low || value > high)
        return out_of_range(doc, text, err);
    *(int64_t *)place = value;
    return 0;
}

static int read_number(const struct conf_doc *doc, const struct yaml *node, void *place,
                       struct err *err)
{
    const char *text = NULL;
    if (plain_text(doc, node, "a number", &text, err) < 0)
        return -1;
    char *end;
    double value = strtod(text, &end);
    /* strtod also takes "inf", "nan" and hexadecimal, which nobody means here */
    if (text[strspn(text, "0123456789.+-")] != '\0' || end == text || *end != '\0')
        return wants(doc, "a number", err);
    int64_t low;
    int64_t high;
    range_of(doc, &low, &high);
    if (!isfinite(value) || value < (double)low || value > (double)high)
        return out_of_range(doc, text, err);
    *(double *)place = value;
    return 0;
}

static int read_bool(const struct conf_doc *doc, const struct yaml *node, void *place,
                     struct err *err)
{
    const char *text = NULL;
    if (plain_text(doc, node, "true or false", &text, err) < 0)
        return -1;
    bool is_true = strcmp(text, "true") == 0;
    if (!is_true && strcmp(text, "false") != 0)
        return wants(doc, "true or false", err);
    *(bool *)place = is_true;
    return 0;
}

/* The number of WORD among "a | b | c", -1 when it is none of them. */
static int word_index(const char *words, const char *word)
{
    size_t size = strlen(word);
    for (int index = 0; words; index++) {
        if (strncmp(words, word, size) == 0 && (words[size] == '\0' || words[size] == ' '))
            return size > 0 ? index : -1;
        words = strstr(words, WORDS_BETWEEN);
        words = words ? words + strlen(WORDS_BETWEEN) : NULL;
    }
    return -1;
}

static int not_a_word(const struct conf_doc *doc, const struct yaml *node, struct err *err)
{
    const char *text = node->type == YAML_SCALAR ? node->text : "(a list or section)";
    return err_set(err, ERR_INVALID, "'%s' is '%.40s': it must be one of %s", doc->key, text,
                   doc->range);
}

static int read_choice(const struct conf_doc *doc, const struct yaml *node, void *place,
                       struct err *err)
{
    int index = node->type == YAML_SCALAR ? word_index(doc->range, node->text) : -1;
    if (index < 0)
        return not_a_word(doc, node, err);
    *(choice *)place = (choice)index;
    return 0;
}

static bool has_control_bytes(const char *text)
{
    for (; *text; text++) {
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            return true;
    }
    return false;
}

/* The text of NODE, "" for nothing. */
static int any_text(const struct conf_doc *doc, const struct yaml *node, const char **out,
                    struct err *err)
{
    if (node->type != YAML_SCALAR)
        return wants(doc, "text", err);
    const char *text = is_nothing(node) ? "" : node->text;
    if (has_control_bytes(text))
        return err_set(err, ERR_INVALID, "'%s' holds a control character", doc->key);
    if (strlen(text) > CONF_TEXT_MAX)
        return err_set(err, ERR_INVALID, "'%s' is longer than %d bytes", doc->key, CONF_TEXT_MAX);
    *out = text;
    return 0;
}

static void replace_text(void *place, const char *text)
{
    char **at = place;
    free(*at);
    *at = xstrdup(text);
}

static int read_text(const struct conf_doc *doc, const struct yaml *node, void *place,
                     struct err *err)
{
    const char *text = NULL;
    if (any_text(doc, node, &text, err) < 0)
        return -1;
    if (doc->range[0] && word_index(doc->range, text) < 0)
        return not_a_word(doc, node, err);
    replace_text(place, text);
    return 0;
}

static int read_path(const struct conf_doc *doc, const struct yaml *node, void *place,
                     struct err *err)
{
    const char *text = NULL;
    if (any_text(doc, node, &text, err) < 0)
        return -1;
    if (text[0] == '~')
        return err_set(err, ERR_INVALID, "'%s' begins with '~', which only a shell expands: %s",
                       doc->key, "write the whole path");
    if (text[0] && text[0] != '/' && strcmp(doc->range, "absolute") == 0)
        return err_set(err, ERR_INVALID, "'%s' is '%.80s': it must be a path from '/' on", doc->key,
                       text);
    replace_text(place, text);
    return 0;
}

static int read_address(const struct conf_doc *doc, const struct yaml *node, void *place,
                        struct err *err)
{
    const char *text = NULL;
    struct conf_addr addr;
    if (any_text(doc, node, &text, err) < 0 || conf_addr_parse(text, &addr, err) < 0)
        return -1;
    replace_text(place, text);
    return 0;
}

static void release_text(const struct conf_doc *doc, void *place)
{
    (void)doc; /* all of them have one form */
    char **at = place;
    free(*at);
    *at = NULL;
}

static void free_texts(char **texts)
{
    for (char **text = texts; text && *text; text++)
        free(*text);
    free(texts);
}

static void release_list(const struct conf_doc *doc, void *place)
{
    (void)doc; /* all of them have one form */
    char ***at = place;
    free_texts(take(*at));
}

static int read_list(const struct conf_doc *doc, const struct yaml *node, void *place,
                     struct err *err)
{
    if (node->type != YAML_LIST && !is_nothing(node))
        return wants(doc, "a list, as in [one, two]", err);
    size_t count = 0;
    for (const struct yaml *child = node->first; child; child = child->next)
        count++;
    char **list = xcalloc(count + 1, sizeof(*list));
    char **at = list;
    for (const struct yaml *child = node->first; child; child = child->next) {
        const char *text = NULL;
        if (any_text(doc, child, &text, err) < 0) {
            free_texts(list);
            return -1;
        }
        *at++ = xstrdup(text);
    }
    release_list(doc, place);
    *(char ***)place = list;
    return 0;
}

static void print_integer(const struct conf_doc *doc, const void *place, struct buf *out)
{
    (void)doc; /* all printers have one form */
    buf_addf(out, "%lld", (long long)*(const int64_t *)place);
}

static void print_number(const struct conf_doc *doc, const void *place, struct buf *out)
{
    (void)doc; /* all printers have one form */
    double value = *(const double *)place;
    bool is_whole = value == floor(value) && fabs(value) < 1e15;
    buf_addf(out, is_whole ? "%.1f" : "%.15g", value);
}

static void print_bool(const struct conf_doc *doc, const void *place, struct buf *out)
{
    (void)doc; /* all printers have one form */
    buf_add(out, *(const bool *)place ? "true" : "false");
}

static void print_choice(const struct conf_doc *doc, const void *place, struct buf *out)
{
    const char *word = doc->range;
    for (choice index = *(const choice *)place; index > 0; index--) {
        const char *between = strstr(word, WORDS_BETWEEN);
        assert(between); /* only read_choice writes here */
        word = between + strlen(WORDS_BETWEEN);
    }
    buf_append(out, word, strcspn(word, " "));
}

static void print_text(const struct conf_doc *doc, const void *place, struct buf *out)
{
    (void)doc; /* all printers have one form */
    buf_add(out, *(char *const *)place);
}

static void print_list(const struct conf_doc *doc, const void *place, struct buf *out)
{
    (void)doc; /* all printers have one form */
    char *const *list = *(char **const *)place;
    for (size_t i = 0; list[i]; i++)
        buf_addf(out, "%s%s", i ? ", " : "", list[i]);
}

/* Of the table's default alone: those of the file are read with their places, by conf.c. */
static int read_no_sections(const struct conf_doc *doc, const struct yaml *node, void *place,
                            struct err *err)
{
    if (node->type != YAML_LIST || node->first)
        return wants(doc, "a list", err);
    *(struct conf_list *)place = (struct conf_list){0};
    return 0;
}

static void *item_at(const struct conf_doc *doc, const struct conf_list *list, size_t number)
{
    return (char *)list->items + number * doc->item_size;
}

static void release_sections(const struct conf_doc *doc, void *place)
{
    struct conf_list *list = place;
    for (size_t i = 0; i < list->count; i++) {
        for (const struct conf_doc *row = doc->items; row->key; row++)
            conf_type_release(row, item_at(doc, list, i));
    }
    free(list->items);
    *list = (struct conf_list){0};
}

static void print_sections(const struct conf_doc *doc, const void *place, struct buf *out)
{
    const struct conf_list *list = place;
    for (size_t i = 0; i < list->count; i++) {
        buf_add(out, i ? ", " : "");
        conf_type_print(doc->items, item_at(doc, list, i), out);
    }
}

void *conf_type_add_item(const struct conf_doc *doc, struct conf *conf)
{
    struct conf_list *list = (struct conf_list *)(void *)((char *)conf + doc->offset);
    list->items = xrealloc(list->items, (list->count + 1) * doc->item_size);
    void *item = item_at(doc, list, list->count++);
    memset(item, 0, doc->item_size);
    for (const struct conf_doc *row = doc->items; row->key; row++)
        conf_type_set_fallback(row, item);
    return item;
}

static const struct conf_type types[] = {
    {"integer", read_integer, print_integer, NULL},
    {"number", read_number, print_number, NULL},
    {"true or false", read_bool, print_bool, NULL},
    {"choice", read_choice, print_choice, NULL},
    {"text", read_text, print_text, release_text},
    {"path", read_path, print_text, release_text},
    {"address", read_address, print_text, release_text},
    {"list of text", read_list, print_list, release_list},
    {"list of sections", read_no_sections, print_sections, release_sections},
};

static const struct conf_type *find(const struct conf_doc *doc)
{
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        if (strcmp(types[i].name, doc->type) == 0)
            return &types[i];
    }
    abort(); /* a row of the table with a misspelt type: no test runs then */
}

int conf_type_read(const struct conf_doc *doc, const struct yaml *node, void *conf, struct err *err)
{
    return find(doc)->read(doc, node, (char *)conf + doc->offset, err);
}

/* Defaults are written as in the file but are not worth a YAML parser: quotes and [] mean empty. */
void conf_type_set_fallback(const struct conf_doc *doc, void *conf)
{
    char text[64];
    bool is_empty = strcmp(doc->fallback, "\"\"") == 0;
    int length = snprintf(text, sizeof(text), "%s", is_empty ? "" : doc->fallback);
    assert(length >= 0 && (size_t)length < sizeof(text));
    struct yaml node = {.type = strcmp(doc->fallback, "[]") == 0 ? YAML_LIST : YAML_SCALAR,
                        .text = text,
                        .is_plain = !is_empty};
    struct err err;
    if (conf_type_read(doc, &node, conf, &err) < 0)
        abort(); /* a default of the table outside its own range */
}

void conf_type_print(const struct conf_doc *doc, const void *conf, struct buf *out)
{
    find(doc)->print(doc, (const char *)conf + doc->offset, out);
}

void conf_type_release(const struct conf_doc *doc, void *conf)
{
    const struct conf_type *type = find(doc);
    if (type->release)
        type->release(doc, (char *)conf + doc->offset);
}
