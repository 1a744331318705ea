#include "spool/spool_name.h"

#include <stdio.h>
#include <string.h>

#include "base/scope.h"

#define SUFFIX ".json"

static bool ends_in(const char *file, const char *suffix)
{
    size_t size = strlen(file);
    size_t tail = strlen(suffix);
    return size >= tail && memcmp(file + size - tail, suffix, tail) == 0;
}

bool spool_name_is_ignored(const char *file)
{
    static const char *const unfinished[] = {"~", ".tmp", ".part", ".filepart", ".swp"};
    if (file[0] == '.' || file[0] == '#')
        return true;
    if (strcmp(file, "tmp") == 0 || strcmp(file, "claim") == 0)
        return true;
    for (size_t i = 0; i < ARRAY_LEN(unfinished); i++) {
        if (ends_in(file, unfinished[i]))
            return true;
    }
    return false;
}

bool spool_name_has_json(const char *file)
{
    return strlen(file) > strlen(SUFFIX) && ends_in(file, SUFFIX);
}

void spool_name_stem(const char *file, char stem[SPOOL_NAME_SIZE])
{
    size_t size = strlen(file);
    if (spool_name_has_json(file))
        size -= strlen(SUFFIX);
    if (size > NAME_MAX - strlen(SUFFIX)) /* its receipt must have a name too */
        size = NAME_MAX - strlen(SUFFIX);
    memcpy(stem, file, size);
    stem[size] = '\0';
}

bool spool_name_ident(const char *file, struct ident *out)
{
    return strlen(file) == SPOOL_NAME_ID_SIZE - 1 && spool_name_has_json(file) &&
           ident_parse(file, IDENT_TEXT_SIZE - 1, out);
}

void spool_name_of(const struct ident *id, char file[SPOOL_NAME_ID_SIZE])
{
    ident_format(id, file);
    memcpy(file + IDENT_TEXT_SIZE - 1, SUFFIX, sizeof(SUFFIX));
}

bool spool_name_claim(const struct ident *id, const char *file, char claim[SPOOL_NAME_SIZE])
{
    char text[IDENT_TEXT_SIZE];
    ident_format(id, text);
    int size = snprintf(claim, SPOOL_NAME_SIZE, "%s~%s", text, file);
    return size > 0 && size < SPOOL_NAME_SIZE;
}

bool spool_name_parse_claim(const char *claim, struct ident *id, const char **file)
{
    size_t head = IDENT_TEXT_SIZE - 1;
    if (strlen(claim) <= head + 1 || claim[head] != '~' || !ident_parse(claim, head, id))
        return false;
    *file = claim + head + 1;
    return true;
}
