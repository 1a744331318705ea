#include <string.h>

#include "base/rel.h"
#include "base/scope.h"
#include "conf/conf.h"
#include "conf/conf_type.h"

/* The commented file. Prose is "# text", a key that can be switched on is "#key: value", so that
 * taking away one character turns it on at the right depth. Sections are live and empty, which the
 * parser takes as a section of defaults. */

#define LINE_WIDTH 92 /* characters of a line */

static const char head[] =
    "# PiRun: configuration of this project.\n"
    "#\n"
    "# Every key is here with its default, commented out: take away its '#' and change the value.\n"
    "# `pirun check` tells whether the file is right; a running server reads it again on SIGHUP.\n";

struct section {
    const char *name;
    const char *help;
};

static const struct section sections[] = {
    {"git", "The project's repository."},
    {"git.auth", "How to sign in there."},
    {"server", "The HTTP server."},
    {"server.tls", "HTTPS. Both paths, or none of them."},
    {"spool", "The door by which jobs enter: var/spool/."},
    {"run", "How scripts run."},
    {"run.limits", "Default of each job, and the most that a job may ask for."},
    {"env", "The Python environment of the scripts: how 'pirun env' builds it."},
    {"env.keep", "How many environments are kept."},
    {"keep", "How long ended runs are kept. What waits or runs is never removed."},
    {"files", "The files of the project, as the API shows them."},
    {"terminal", "Shells in the browser."},
    {"preview", "The project's own app, shown in the browser."},
};

/* Text that a double-quoted scalar holds as it is, but for quotes and backslashes. */
static bool is_writable(const char *text)
{
    size_t size = strlen(text);
    if (size > CONF_TEXT_MAX || !rel_is_utf8(text, size))
        return false;
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte < 0x20 || byte == 0x7f)
            return false;
        /* U+0080 to U+009F, and U+FEFF, U+FFFE, U+FFFF: libyaml does not read them back */
        if (byte == 0xc2 && (unsigned char)text[i + 1] < 0xa0)
            return false;
        if (byte == 0xef && (memcmp(text + i, "\xef\xbb\xbf", 3) == 0 ||
                             (text[i + 1] == '\xbf' && (unsigned char)text[i + 2] >= 0xbe)))
            return false;
    }
    return true;
}

static void add_quoted(const char *text, struct buf *out)
{
    buf_add(out, "\"");
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            buf_add(out, "\\");
        buf_append(out, text, 1);
    }
    buf_add(out, "\"");
}

static void indent(int depth, struct buf *out)
{
    buf_addf(out, "%*s", 2 * depth, "");
}

/* TEXT as comment lines that end before LINE_WIDTH. */
static void add_prose(const char *text, int depth, struct buf *out)
{
    size_t used = LINE_WIDTH; /* so that the first word begins a line */
    size_t margin = (size_t)(2 * depth) + 1;
    for (bool is_first = true; *text; is_first = false) {
        size_t size = strcspn(text, " ");
        if (used + 1 + size > LINE_WIDTH) {
            buf_add(out, is_first ? "" : "\n");
            indent(depth, out);
            buf_add(out, "#");
            used = margin;
        }
        buf_add(out, " ");
        buf_append(out, text, size);
        used += 1 + size;
        text += size + strspn(text + size, " ");
    }
    buf_add(out, "\n");
}

/* What may stand behind the colon, at the end of the key's line. */
static void add_range(const struct conf_doc *doc, struct buf *out)
{
    if (doc->range[0] || doc->unit[0])
        buf_addf(out, "  # %s%s%s", doc->range, doc->range[0] && doc->unit[0] ? " " : "",
                 doc->unit);
    buf_add(out, "\n");
}

/* The keys of each section of a list. */
static void add_items(const struct conf_doc *doc, struct buf *out)
{
    for (const struct conf_doc *row = doc->items; row && row->key; row++) {
        auto_free char *text =
            xasprintf("- %s: %s.", row->key + strlen(doc->key) + strlen("[]."), row->help);
        add_prose(text, 0, out);
    }
}

static void add_key(const struct conf_doc *doc, const char *value, struct buf *out)
{
    int depth = 0;
    const char *name = doc->key;
    for (const char *dot = strchr(name, '.'); dot; dot = strchr(name, '.')) {
        name = dot + 1;
        depth++;
    }
    if (depth == 0)
        buf_add(out, "\n");
    auto_free char *help = xasprintf("%s%s", doc->help, doc->items ? ". Each has:" : ".");
    add_prose(help, depth, out);
    add_items(doc, out);
    indent(depth, out);
    if (value && *value && is_writable(value)) {
        buf_addf(out, "%s: ", name);
        add_quoted(value, out);
    } else {
        buf_addf(out, "#%s: %s", name, doc->fallback);
    }
    add_range(doc, out);
}

static void add_section(const struct section *section, struct buf *out)
{
    const char *dot = strchr(section->name, '.');
    int depth = dot ? 1 : 0;
    buf_add(out, "\n");
    add_prose(section->help, depth, out);
    indent(depth, out);
    buf_addf(out, "%s:\n", dot ? dot + 1 : section->name);
}

/* Open the sections that KEY is in and PREVIOUS was not. */
static void add_sections(const char *key, const char *previous, struct buf *out)
{
    for (size_t i = 0; i < ARRAY_LEN(sections); i++) {
        size_t size = strlen(sections[i].name);
        bool is_in = strncmp(key, sections[i].name, size) == 0 && key[size] == '.';
        bool was_in = strncmp(previous, sections[i].name, size) == 0 && previous[size] == '.';
        if (is_in && !was_in)
            add_section(&sections[i], out);
    }
}

void conf_write_commented(const char *name, const char *base_dir, struct buf *out)
{
    size_t count;
    const struct conf_doc *docs = conf_docs(&count);
    const char *previous = "";
    buf_add(out, head);
    for (size_t i = 0; i < count; i++) {
        const char *value = NULL;
        if (docs[i].offset == offsetof(struct conf, name))
            value = name;
        if (docs[i].offset == offsetof(struct conf, base_dir))
            value = base_dir;
        add_sections(docs[i].key, previous, out);
        add_key(&docs[i], value, out);
        previous = docs[i].key;
    }
}
