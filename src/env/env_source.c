#include "env/env_source.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "base/fd.h"
#include "base/rel.h"
#include "base/scope.h"

#define DEPTH_MAX 8 /* of files that name files */

/* Names */

static bool is_name_char(char c)
{
    return isalnum((unsigned char)c) || c == '-' || c == '_' || c == '.';
}

/* Of ASCII alone, whatever the locale says. */
static char normal(char c)
{
    static const char upper[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char lower[] = "abcdefghijklmnopqrstuvwxyz";
    const char *at = strchr(upper, c);
    if (!isalnum((unsigned char)c))
        return '-';
    if (at)
        return lower[at - upper];
    return c;
}

bool env_source_name(const char *line, size_t size, char name[ENV_PACKAGE_MAX])
{
    size_t at = 0;
    size_t length = 0;
    while (at < size && (line[at] == ' ' || line[at] == '\t'))
        at++;
    if (at == size || !isalnum((unsigned char)line[at]))
        return false;
    for (; at < size && is_name_char(line[at]); at++) {
        bool is_mark = !isalnum((unsigned char)line[at]);
        if (is_mark && length > 0 && name[length - 1] == '-')
            continue; /* runs of marks are one */
        if (length + 1 == ENV_PACKAGE_MAX)
            return false;
        name[length++] = normal(line[at]);
    }
    name[length] = '\0';
    return true;
}

static size_t line_size(const char *text)
{
    return strcspn(text, "\n");
}

/* Reading files that name files */

struct reader {
    int project;
    struct env_source *source;
    struct err *err;
};

/* PATH is below the project, whatever wrote it: no link is followed, no ".." leads out. */
static int read_below(const struct reader *reader, const char *path, struct buf *text)
{
    struct rel rel;
    if (rel_parse(path, strlen(path), &rel, reader->err) < 0)
        return err_prefix(reader->err, "'%.100s' in the requirements", path);
    auto_fd int fd = rel_open(reader->project, &rel, O_RDONLY | O_NOCTTY | O_NONBLOCK, reader->err);
    if (fd < 0)
        return err_prefix(reader->err, "requirements");
    return fd_read_all(fd, text, reader->err) < 0 ? err_prefix(reader->err, "'%.100s'", path) : 0;
}

/* The value of the option that LINE is, when it is one of these two. Owns: returned. */
static char *option_value(const char *line, size_t size, const char *letter, const char *word)
{
    const char *const names[] = {letter, word};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        size_t length = strlen(names[i]);
        if (size <= length || strncmp(line, names[i], length) != 0)
            continue;
        const char *value = line + length;
        if (*value != ' ' && *value != '=' && i == 1)
            continue;
        value += strspn(value, " =\t");
        size_t end = (size_t)(line + size - value);
        while (end > 0 && isspace((unsigned char)value[end - 1]))
            end--;
        return xstrndup(value, end);
    }
    return NULL;
}

static char *beside(const char *file, const char *name)
{
    const char *slash = strrchr(file, '/');
    if (!slash)
        return xstrdup(name);
    return xasprintf("%.*s/%s", (int)(slash - file), file, name);
}

static int add_file(const struct reader *reader, const char *path, int depth, struct buf *out);

static int add_line(const struct reader *reader, const char *file, const char *line, int depth,
                    struct buf *out)
{
    size_t size = line_size(line);
    auto_free char *more = option_value(line, size, "-r", "--requirement");
    auto_free char *limits = option_value(line, size, "-c", "--constraint");
    auto_free char *editable = option_value(line, size, "-e", "--editable");
    if (editable)
        return err_set(reader->err, ERR_INVALID,
                       "'%.80s' in '%.80s' is editable: an environment does not change once it is "
                       "built; modules of the project are found without being installed",
                       editable, file);
    if (more || limits) {
        auto_free char *path = beside(file, more ? more : limits);
        return add_file(reader, path, depth + 1, more ? out : &reader->source->constraints);
    }
    buf_append(out, line, size);
    buf_add(out, "\n");
    return 0;
}

static int add_lines(const struct reader *reader, const char *file, const char *text, int depth,
                     struct buf *out)
{
    while (*text) {
        if (add_line(reader, file, text, depth, out) < 0)
            return -1;
        text += line_size(text);
        text += *text == '\n';
    }
    if (buf_ok(out))
        return 0;
    return err_set(reader->err, ERR_TOO_LARGE, "the requirements are larger than %zu bytes",
                   ENV_TEXT_MAX);
}

static int add_file(const struct reader *reader, const char *path, int depth, struct buf *out)
{
    auto_buf struct buf text;
    buf_init(&text, ENV_TEXT_MAX);
    if (depth > DEPTH_MAX)
        return err_set(reader->err, ERR_INVALID, "'%.100s' is named by itself, by way of others",
                       path);
    if (read_below(reader, path, &text) < 0)
        return -1;
    return add_lines(reader, path, buf_text(&text), depth, out);
}

/* Editing requirements.txt */

static bool names_package(const char *line, size_t size, const char *wanted)
{
    char name[ENV_PACKAGE_MAX];
    return env_source_name(line, size, name) && strcmp(name, wanted) == 0;
}

/* A line that goes on in the next one is one requirement (hashes are written so). */
static size_t requirement_size(const char *text)
{
    size_t size = line_size(text);
    while (size > 0 && text[size - 1] == '\\' && text[size] == '\n')
        size += 1 + line_size(text + size + 1);
    return size;
}

/* Copy TEXT without the lines for NAME; answers how many there were. When WITH is given, it takes
 * the place of the first one. */
static size_t replace(const char *text, const char *name, const char *with, struct buf *out)
{
    size_t found = 0;
    while (*text) {
        size_t size = requirement_size(text);
        if (!names_package(text, size, name)) {
            buf_append(out, text, size);
            buf_add(out, "\n");
        } else if (found++ == 0 && with) {
            buf_addf(out, "%s\n", with);
        }
        text += size;
        text += *text == '\n';
    }
    return found;
}

static void swap_text(struct buf *a, struct buf *b)
{
    struct buf kept = *a;
    *a = *b;
    *b = kept;
}

static int edit_one(struct env_source *source, bool is_added, const char *package, struct err *err)
{
    char name[ENV_PACKAGE_MAX];
    auto_buf struct buf next;
    buf_init(&next, ENV_TEXT_MAX);
    if (!env_source_name(package, strlen(package), name))
        return err_set(err, ERR_INVALID, "'%.80s' is not a package's name", package);
    /* a bare name asks for nothing that a line for it does not say better */
    bool is_bare = is_added && strlen(package) == strspn(package, "abcdefghijklmnopqrstuvwxyz"
                                                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                                  "0123456789-_.");
    size_t found = replace(buf_text(&source->after), name, is_added ? package : NULL, &next);
    if (!is_added && found == 0) {
        (void)snprintf(source->wrong_name, sizeof(source->wrong_name), "%s", name); /* fits */
        return err_set(err, ERR_NOT_FOUND,
                       "'%.80s' is not in " ENV_REQUIREMENTS_FILE
                       ": 'pirun env why %.80s' tells what asks for it",
                       name, name);
    }
    if (is_bare && found > 0)
        return 0;
    if (is_added && found == 0)
        buf_addf(&next, "%s\n", package);
    swap_text(&source->after, &next);
    return 0;
}

static int edit(struct env_source *source, const struct job *job, struct err *err)
{
    bool is_added = job->build == JOB_BUILD_INSTALL;
    for (size_t i = 0; i < job->package_count; i++) {
        if (edit_one(source, is_added, job->packages[i], err) < 0)
            return -1;
    }
    source->is_changed = strcmp(buf_text(&source->before), buf_text(&source->after)) != 0;
    if (buf_ok(&source->after))
        return 0;
    return err_set(err, ERR_TOO_LARGE, ENV_REQUIREMENTS_FILE " is too large");
}

/* The lock as constraints: "name==version" without hashes, which constraints must not have, for all
 * packages but those that JOB is about. */
static void add_lock(const char *lock, const struct job *job, struct buf *out)
{
    for (; *lock; lock += *lock == '\n') {
        size_t size = requirement_size(lock);
        char name[ENV_PACKAGE_MAX];
        bool is_about = false;
        for (size_t i = 0; i < job->package_count; i++) {
            char package[ENV_PACKAGE_MAX];
            is_about =
                is_about || (env_source_name(job->packages[i], strlen(job->packages[i]), package) &&
                             names_package(lock, size, package));
        }
        if (!is_about && env_source_name(lock, size, name))
            buf_addf(out, "%.*s\n", (int)strcspn(lock, " ;\\\n"), lock);
        lock += size;
    }
}

/* The parts */

static int read_optional(const struct reader *reader, const char *name, struct buf *text,
                         bool *is_there)
{
    *is_there = fd_exists(reader->project, name);
    return *is_there ? read_below(reader, name, text) : 0;
}

/* Install, remove, lock: from requirements.txt. */
static int read_edited(const struct reader *reader, const struct job *job)
{
    struct env_source *source = reader->source;
    bool has_file = false;
    bool has_lock = false;
    auto_buf struct buf lock;
    buf_init(&lock, ENV_TEXT_MAX);
    if (read_optional(reader, ENV_REQUIREMENTS_FILE, &source->before, &has_file) < 0)
        return -1;
    if (!has_file && job->build != JOB_BUILD_LOCK && fd_exists(reader->project, ENV_PYPROJECT_FILE))
        return err_set(reader->err, ERR_INVALID,
                       "the packages of this project stand in " ENV_PYPROJECT_FILE
                       ": change its dependencies and run 'pirun env sync'");
    buf_add(&source->after, buf_text(&source->before));
    if (edit(source, job, reader->err) < 0)
        return -1;
    source->file = ENV_REQUIREMENTS_FILE;
    if (!has_file && job->build == JOB_BUILD_LOCK) {
        source->file =
            fd_exists(reader->project, ENV_PYPROJECT_FILE) ? ENV_PYPROJECT_FILE : "nothing";
        bool is_there = false;
        return read_optional(reader, ENV_PYPROJECT_FILE, &source->text, &is_there);
    }
    if (job->build != JOB_BUILD_LOCK) {
        if (read_optional(reader, ENV_LOCK_FILE, &lock, &has_lock) < 0)
            return -1;
        add_lock(buf_text(&lock), job, &source->constraints);
    }
    return add_lines(reader, ENV_REQUIREMENTS_FILE, buf_text(&source->after), 0, &source->text);
}

static int read_synced(const struct reader *reader)
{
    static const char *const files[] = {ENV_LOCK_FILE, ENV_REQUIREMENTS_FILE};
    struct env_source *source = reader->source;
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        if (!fd_exists(reader->project, files[i]))
            continue;
        source->file = files[i];
        return add_file(reader, files[i], 0, &source->text);
    }
    bool is_there = false;
    int result = read_optional(reader, ENV_PYPROJECT_FILE, &source->text, &is_there);
    source->file = is_there ? ENV_PYPROJECT_FILE : "nothing";
    return result;
}

int env_source_read(int project, const struct job *job, struct env_source *source, struct err *err)
{
    struct reader reader = {.project = project, .source = source, .err = err};
    *source = (struct env_source){.file = "nothing"};
    struct buf *const parts[] = {&source->text, &source->constraints, &source->before,
                                 &source->after};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        buf_init(parts[i], ENV_TEXT_MAX);
    return job->build == JOB_BUILD_SYNC ? read_synced(&reader) : read_edited(&reader, job);
}

void env_source_release(struct env_source *source)
{
    buf_release(&source->text);
    buf_release(&source->constraints);
    buf_release(&source->before);
    buf_release(&source->after);
}
