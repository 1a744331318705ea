#include "files/files_path.h"

#include <string.h>

#include "base/scope.h"

struct rule {
    const char *top;           /* the first part of the paths that it is about */
    enum files_want free_from; /* who wants at least this is not concerned */
    bool is_for_reads;
    const char *why;
};

#define NOBODY ((enum files_want)(FILES_WRITE_ADMIN + 1))

static const struct rule rules[] = {
    {"var", NOBODY, true, "belongs to PiRun: 'var' is not reached through the file API"},
    {".git", NOBODY, false, "belongs to git and is not written through the file API"},
    {".venv", NOBODY, false, "is made by 'pirun env' and is not written through the file API"},
    {".pirun.yaml", FILES_WRITE_ADMIN, false, "is written by an admin alone"},
};

bool files_path_is_below(const char *path, const char *dir)
{
    size_t size = strlen(dir);
    return strncmp(path, dir, size) == 0 && (path[size] == '\0' || path[size] == '/');
}

int files_path_judge(const char *path, enum files_want want, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
        const struct rule *rule = &rules[i];
        if (!files_path_is_below(path, rule->top) || want >= rule->free_from)
            continue;
        if (rule->is_for_reads || want != FILES_READ)
            return err_set(err, ERR_FORBIDDEN, "'%.80s' %s", path, rule->why);
    }
    return 0;
}

static bool has_long_part(const char *path)
{
    for (;;) {
        size_t size = strcspn(path, "/");
        if (size > FILES_NAME_MAX)
            return true;
        if (path[size] == '\0')
            return false;
        path += size + 1;
    }
}

int files_path_parse(const char *text, size_t size, enum files_want want, struct rel *out,
                     struct err *err)
{
    /* rel_parse is lenient for people who type "./a"; a program that sends it is mistaken */
    if (size >= 2 && memcmp(text, "./", 2) == 0)
        return err_set(err, ERR_INVALID, "path '%.*s' has a '.' part", (int)(size < 80 ? size : 80),
                       text);
    struct rel rel;
    if (rel_parse(text, size, &rel, err) < 0)
        return -1;
    if (has_long_part(rel.text))
        return err_set(err, ERR_INVALID, "path '%.80s' has a part of more than %d bytes", rel.text,
                       FILES_NAME_MAX);
    if (files_path_judge(rel.text, want, err) < 0)
        return -1;
    *out = rel;
    return 0;
}

int files_path_parse_dir(const char *text, size_t size, enum files_want want, struct rel *out,
                         struct err *err)
{
    if (size > 1 || (size == 1 && *text != '.'))
        return files_path_parse(text, size, want, out, err);
    out->text[0] = '\0';
    return 0;
}
