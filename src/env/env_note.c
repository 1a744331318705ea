#include "env/env_note.h"

#include <stdlib.h>
#include <string.h>

#include "base/scope.h"

#define NOTE_MAX    ((size_t)32 * 1024 * 1024) /* four texts of ENV_TEXT_MAX, escaped */
#define OUTCOME_MAX 65536
#define VERSION     1

static int write_json(int run, const char *name, const struct json *root, size_t most,
                      enum fd_durability durability, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, most);
    json_print(root, false, &text);
    buf_add(&text, "\n");
    if (!buf_ok(&text))
        return err_set(err, ERR_TOO_LARGE, "'%s' is too large", name);
    return fd_replace(run, name, buf_text(&text), text.size, durability, err);
}

int env_note_write(int run, const struct env_note *note, enum fd_durability durability,
                   struct err *err)
{
    auto_json struct json *root = json_object();
    json_set_integer(root, "v", VERSION);
    json_set_string(root, "key", note->key);
    json_set_string(root, "file", note->file);
    json_set_string(root, "base", note->base);
    json_set_string(root, "before", note->before);
    json_set_string(root, "after", note->after);
    json_set_string(root, "asked", note->asked);
    return write_json(run, ENV_NOTE_BEGIN, root, NOTE_MAX, durability, err);
}

int env_note_read(int run, struct env_note *note, struct err *err)
{
    auto_buf struct buf text;
    *note = (struct env_note){.base = NULL};
    buf_init(&text, NOTE_MAX);
    if (fd_read_file(run, ENV_NOTE_BEGIN, &text, err) < 0)
        return -1;
    auto_json struct json *root = json_parse(buf_text(&text), text.size, err);
    const char *key = json_get_string(root, "key");
    const char *file = json_get_string(root, "file");
    if (!key || !env_place_is_name(key) || !file || strlen(file) >= sizeof(note->file) ||
        !json_get_string(root, "base"))
        return err_set(err, ERR_INVALID, "'" ENV_NOTE_BEGIN "' is damaged");
    memcpy(note->key, key, ENV_NAME_SIZE);
    memcpy(note->file, file, strlen(file) + 1);
    note->base = xstrdup(json_get_string(root, "base"));
    note->before = xstrdup(json_get_string(root, "before"));
    note->after = xstrdup(json_get_string(root, "after"));
    note->asked = xstrdup(json_get_string(root, "asked"));
    return 0;
}

void env_note_release(struct env_note *note)
{
    free(note->base);
    free(note->before);
    free(note->after);
    free(note->asked);
    *note = (struct env_note){.base = NULL};
}

struct json *env_note_outcome(int run, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, OUTCOME_MAX);
    if (fd_read_file(run, ENV_NOTE_OUTCOME, &text, err) < 0)
        return NULL;
    return json_parse(buf_text(&text), text.size, err);
}

int env_note_settle(int run, const struct json *outcome, enum fd_durability durability,
                    struct err *err)
{
    return write_json(run, ENV_NOTE_OUTCOME, outcome, OUTCOME_MAX, durability, err);
}
