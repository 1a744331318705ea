#include "job/job_check.h"

#include <stdbool.h>
#include <string.h>

#include "base/clock.h"
#include "base/ident.h"
#include "base/rel.h"
#include "job/job.h"

#define LETTERS  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
#define DIGITS   "0123456789"
#define SHA256   "sha256:"
#define HEX_SIZE 64

const char *job_check_script(const char *text)
{
    struct rel rel;
    if (*text == '/')
        return "is absolute; it must be relative to the project";
    if (rel_parse(text, strlen(text), &rel, NULL) < 0)
        return strstr(text, "..") ? "leaves the project with '..'"
                                  : "is not the path of a file in the project";
    return rel_has_suffix(&rel, ".py") ? NULL : "does not end in '.py'";
}

/* Size of the identifier that TEXT begins with, 0 for none. */
static size_t identifier_size(const char *text)
{
    return strspn(text, LETTERS) == 0 ? 0 : strspn(text, LETTERS DIGITS);
}

const char *job_check_module(const char *text)
{
    for (;;) {
        size_t size = identifier_size(text);
        if (size == 0)
            return "is not a module's name, such as 'package.module'";
        if (text[size] == '\0')
            return NULL;
        if (text[size] != '.')
            return "is not a module's name, such as 'package.module'";
        text += size + 1;
    }
}

const char *job_check_name(const char *text)
{
    size_t size = identifier_size(text);
    return size > 0 && text[size] == '\0' ? NULL : "is not a function's name, such as 'main'";
}

const char *job_check_archive(const char *text)
{
    size_t head = strlen(SHA256);
    bool is_right = strncmp(text, SHA256, head) == 0 && strlen(text) == head + HEX_SIZE &&
                    strspn(text + head, DIGITS "abcdef") == HEX_SIZE;
    return is_right ? NULL : "is not 'sha256:' and 64 lower-case hexadecimal digits";
}

const char *job_check_line(const char *text)
{
    if (!*text)
        return "is empty";
    for (; *text; text++) {
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            return "has a control character";
    }
    return NULL;
}

const char *job_check_ref(const char *text)
{
    const char *why = job_check_line(text);
    if (why)
        return why;
    if (*text == '-' || *text == '/')
        return "begins with a character that no branch, tag or commit begins with";
    if (strpbrk(text, " ~^:?*[\\") || strstr(text, "..") || strstr(text, "@{") ||
        strstr(text, "//"))
        return "is not the name of a branch, a tag or a commit";
    return NULL;
}

const char *job_check_commit(const char *text)
{
    bool is_whole = strspn(text, "0123456789abcdef") == JOB_COMMIT_SIZE - 1 &&
                    text[JOB_COMMIT_SIZE - 1] == '\0';
    return is_whole ? NULL : "is not a commit's id in full";
}

const char *job_check_env(const char *text)
{
    if (*text && identifier_size(text) == strlen(text))
        return NULL;
    return "is not the name of a variable: letters, digits and '_' only, not a digit first";
}

const char *job_check_word(const char *text)
{
    bool is_right = *text && strspn(text, "abcdefghijklmnopqrstuvwxyz_" DIGITS) == strlen(text);
    return is_right ? NULL : "is not a name of lower-case letters, digits and '_'";
}

/* "memory", or "memory:cgroup" with the means. */
const char *job_check_protection(const char *text)
{
    size_t name = strspn(text, "abcdefghijklmnopqrstuvwxyz_" DIGITS);
    const char *means = text[name] == ':' ? text + name + 1 : NULL;
    bool is_right = name > 0 && (means ? !job_check_word(means) : text[name] == '\0');
    return is_right ? NULL : "is not the name of a protection, such as net or memory:cgroup";
}

const char *job_check_ident(const char *text)
{
    return ident_parse(text, strlen(text), NULL)
               ? NULL
               : "is not a run's id (a UUID of version 7, lower case)";
}

const char *job_check_time(const char *text)
{
    int64_t wall_us;
    return clock_parse(text, &wall_us, NULL) == 0
               ? NULL
               : "is not a time of RFC 3339, such as 2026-11-21T08:30:00Z";
}

const char *job_check_backend(const char *text)
{
    return strcmp(text, "local") == 0 ? NULL : "is no backend that exists here";
}

const char *job_check_package(const char *text)
{
    size_t size = strspn(text, LETTERS DIGITS ".-");
    const char *why = job_check_line(text);
    if (why)
        return why;
    if (size == 0 || strspn(text, "._-") > 0)
        return "does not begin with a package's name";
    if (text[size] && !strchr(" <>=!~[;", text[size]))
        return "is not a package's name with a version, such as 'requests>=2.31'";
    return strpbrk(text, "@\\#") ? "is not a package's name with a version" : NULL;
}
