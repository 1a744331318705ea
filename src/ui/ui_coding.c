#include <string.h>
#include <strings.h>

#include "ui/ui.h"

static const char *const names[UI_CODINGS] = {NULL, "gzip", "br"};

const char *ui_coding_name(enum ui_coding coding)
{
    return names[coding];
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Whether the parameters of an element, up to a comma, say that it weighs nothing: "q=0.000". */
static bool is_refused(const char *text, size_t size)
{
    for (size_t i = 0; i + 2 < size; i++) {
        if ((text[i] != 'q' && text[i] != 'Q') || text[i + 1] != '=' || text[i + 2] != '0')
            continue;
        for (i += 3; i < size && text[i] >= '.' && text[i] <= '9'; i++) {
            if (text[i] != '.' && text[i] != '0')
                return false;
        }
        return true;
    }
    return false;
}

/* What ACCEPT says of NAME: 1 welcome, -1 refused, 0 nothing. */
static int find(const char *accept, const char *name)
{
    size_t length = strlen(name);
    while (*accept) {
        while (is_blank(*accept) || *accept == ',')
            accept++;
        size_t size = strcspn(accept, ",");
        if (size >= length && strncasecmp(accept, name, length) == 0 &&
            (size == length || accept[length] == ';' || is_blank(accept[length])))
            return is_refused(accept + length, size - length) ? -1 : 1;
        accept += size;
    }
    return 0;
}

static bool is_welcome(const char *accept, const char *name)
{
    int said = find(accept, name);
    return (said ? said : find(accept, "*")) > 0;
}

enum ui_coding ui_coding_for(const struct ui_file *file, const char *accept)
{
    if (!accept)
        return UI_IDENTITY;
    if (file->brotli.size && is_welcome(accept, names[UI_BROTLI]))
        return UI_BROTLI;
    return is_welcome(accept, names[UI_GZIP]) ? UI_GZIP : UI_IDENTITY;
}
