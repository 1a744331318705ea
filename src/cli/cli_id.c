#include "cli/cli_id.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "cli/cli_rows.h"
#include "cli/cli_value.h"
#include "spool/spool_bad.h"

#define FOUND_ENOUGH 2 /* to tell that a beginning is ambiguous */

struct found {
    struct ident ids[FOUND_ENOUGH];
    size_t count;
};

static void add_found(struct found *found, const struct ident *id)
{
    for (size_t i = 0; i < found->count; i++) {
        if (ident_equal(&found->ids[i], id))
            return;
    }
    if (found->count < FOUND_ENOUGH)
        found->ids[found->count++] = *id;
}

static void find_names(int dirfd, const char *prefix, struct found *found)
{
    char(*names)[IDENT_TEXT_SIZE] = NULL;
    size_t count = cli_rows_names(dirfd, prefix, &names);
    for (size_t i = 0; i < count && found->count < FOUND_ENOUGH; i++) {
        struct ident id;
        if (ident_parse(names[i], IDENT_TEXT_SIZE - 1, &id))
            add_found(found, &id);
    }
    free(names);
}

static int find_prefix(struct cli_project *project, const char *prefix, struct found *found,
                       struct err *err)
{
    struct ident ids[FOUND_ENOUGH];
    size_t count = 0;
    const struct spool_dirs *dirs = &project->spool.dirs;
    struct store_index *index = cli_project_index(project);
    if (index && store_index_prefix(index, prefix, ids, FOUND_ENOUGH, &count, err) < 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        add_found(found, &ids[i]);
    find_names(dirs->spool, prefix, found);
    find_names(dirs->queue, prefix, found);
    find_names(dirs->active, prefix, found);
    if (found->count ==
        0) /* reading all of runs/ is slow with a long history: only when nobody else knows */
        find_names(dirs->runs, prefix, found);
    return 0;
}

static int resolve_nth(struct cli_project *project, const char *text, struct ident *out,
                       struct err *err)
{
    int64_t n = 0;
    auto_rows struct cli_rows rows = {0};
    if (cli_read_integer("@N", text, 1, CLI_ROWS_MAX, &n, NULL) < 0)
        return err_set(err, ERR_INVALID,
                       "'@%.60s' is no place in the list: @1 is the newest run, @2 the one before "
                       "it, up to @%d",
                       text, CLI_ROWS_MAX);
    struct store_query query = {.limit = (int)n};
    if (cli_rows_collect(project, &query, &rows, err) < 0)
        return -1;
    if (rows.count < (size_t)n)
        return err_set(err, ERR_NOT_FOUND, "no run '@%lld': there are %zu", (long long)n,
                       rows.count);
    const char *id = rows.rows[n - 1].id;
    if (!ident_parse(id, strlen(id), out))
        return err_set(err, ERR_INTERNAL, "the index holds '%s', which is no id", id);
    return 0;
}

/* Lower case, as ids are written. */
static bool clean_prefix(const char *text, char out[IDENT_TEXT_SIZE])
{
    size_t size = strlen(text);
    if (size == 0 || size >= IDENT_TEXT_SIZE)
        return false;
    for (size_t i = 0; i <= size; i++)
        out[i] = (char)(text[i] >= 'A' && text[i] <= 'F' ? text[i] - 'A' + 'a' : text[i]);
    return strspn(out, "0123456789abcdef-") == size;
}

int cli_id_resolve(struct cli_project *project, const char *text, struct ident *out,
                   struct err *err)
{
    char prefix[IDENT_TEXT_SIZE];
    struct found found = {0};
    if (text[0] == '@')
        return resolve_nth(project, text + 1, out, err);
    if (!clean_prefix(text, prefix))
        return err_set(err, ERR_INVALID,
                       "'%.60s' is no id: give one, its beginning, or @1 for the newest run", text);
    if (ident_parse(prefix, strlen(prefix), out))
        return 0;
    if (find_prefix(project, prefix, &found, err) < 0)
        return -1;
    if (found.count == 0)
        return err_set(err, ERR_NOT_FOUND, "no run begins with '%s'", prefix);
    if (found.count > 1) {
        char first[IDENT_TEXT_SIZE];
        char second[IDENT_TEXT_SIZE];
        ident_format(&found.ids[0], first);
        ident_format(&found.ids[1], second);
        return err_set(err, ERR_INVALID, "'%s' begins several runs, such as '%s' and '%s'", prefix,
                       first, second);
    }
    *out = found.ids[0];
    return 0;
}

int cli_id_read(struct cli_project *project, const struct ident *id, struct run *out,
                struct err *err)
{
    return store_load_shown(&project->store, id, out, err);
}

int cli_id_load_run(struct cli_project *project, const struct ident *id, struct run *out,
                    struct err *err)
{
    char text[IDENT_TEXT_SIZE];
    struct err ignored;
    if (cli_id_read(project, id, out, err) == 0)
        return 0;
    if (err->code != ERR_NOT_FOUND)
        return -1;
    ident_format(id, text);
    auto_json struct json *why = spool_bad_show(&project->spool, text, &ignored);
    if (why)
        return err_set(err, ERR_NOT_FOUND, "job '%s' was refused (%s): %s", text,
                       json_get_string(why, "code"), json_get_string(why, "text"));
    return -1;
}

int cli_id_load(struct cli_project *project, const char *text, struct run *out, struct err *err)
{
    struct ident id;
    run_init(out);
    if (cli_id_resolve(project, text, &id, err) < 0)
        return -1;
    return cli_id_load_run(project, &id, out, err);
}

int cli_id_shown_size(const char *ids, size_t stride, size_t count)
{
    static const int sizes[] = {13, 18};
    for (size_t s = 0; s < ARRAY_LEN(sizes); s++) {
        bool is_unique = true;
        for (size_t i = 0; is_unique && i < count; i++) {
            for (size_t j = i + 1; is_unique && j < count; j++)
                is_unique = strncmp(ids + i * stride, ids + j * stride, (size_t)sizes[s]) != 0;
        }
        if (is_unique)
            return sizes[s];
    }
    return IDENT_TEXT_SIZE - 1;
}
