#include "access/access_session_file.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/scope.h"

#define SESSIONS_FILE "sessions.json"
#define DAMAGED_FILE  "sessions.json.bad"

static int read_session(const struct json *object, struct access_session *out, struct err *err)
{
    const char *id = json_get_string(object, "id");
    const char *token_id = json_get_string(object, "token");
    const char *from = json_get_string(object, "from");
    const char *agent = json_get_string(object, "agent");
    *out = (struct access_session){0};
    if (!access_secret_is_id(id) || !access_secret_is_id(token_id))
        return err_set(err, ERR_INTERNAL, "a session without a good 'id' and 'token'");
    if (!access_digest_parse(json_get_string(object, "sha256"), &out->digest))
        return err_set(err, ERR_INTERNAL, "session '%s' has no good 'sha256'", id);
    if (!access_file_time(object, "created", &out->created_us) ||
        !access_file_time(object, "last_used", &out->used_us) || !out->created_us || !out->used_us)
        return err_set(err, ERR_INTERNAL, "session '%s' has a time that is none", id);
    /* these were cut when it was opened */
    (void)snprintf(out->id, sizeof(out->id), "%s", id);
    (void)snprintf(out->token_id, sizeof(out->token_id), "%s", token_id);
    (void)snprintf(out->from, sizeof(out->from), "%s", from ? from : "");
    (void)snprintf(out->agent, sizeof(out->agent), "%s", agent ? agent : "");
    out->noted_us = out->used_us;
    return 0;
}

static int read_all(const struct json *array, struct access_sessions *out, struct err *err)
{
    size_t count = json_count(array);
    if (count > ACCESS_SESSIONS_MAX)
        return err_set(err, ERR_INTERNAL, "more than %d sessions", ACCESS_SESSIONS_MAX);
    out->room = count ? count : 1;
    out->items = xcalloc(out->room, sizeof(*out->items));
    for (const struct json *object = json_first(array); object; object = json_next(object)) {
        struct access_session session;
        if (read_session(object, &session, err) < 0)
            return -1;
        if (access_session_by_id(out, session.id))
            return err_set(err, ERR_INTERNAL, "two sessions '%s'", session.id);
        out->items[out->count++] = session;
    }
    return 0;
}

int access_sessions_parse(const char *text, size_t size, struct access_sessions *out,
                          struct err *err)
{
    auto_json struct json *root = NULL;
    struct access_sessions sessions = {0};
    const struct json *array = access_file_parse(text, size, "sessions", &root, err);
    if (!array || read_all(array, &sessions, err) < 0) {
        access_sessions_release(&sessions);
        err->code = ERR_INTERNAL; /* JSON calls it invalid: but it is our own file */
        return -1;
    }
    *out = sessions;
    return 0;
}

struct json *access_sessions_json(struct access_sessions *sessions)
{
    struct json *root = json_object();
    struct json *array = json_array();
    json_set_integer(root, "v", 1);
    for (size_t i = 0; i < sessions->count; i++) {
        struct access_session *session = &sessions->items[i];
        char digest[SHA256_TEXT_SIZE];
        struct json *object = access_session_json(session);
        access_digest_format(&session->digest, digest);
        json_set_string(object, "token", session->token_id);
        json_set_string(object, "sha256", digest);
        json_push(array, object);
        session->noted_us = session->used_us;
    }
    json_set(root, "sessions", array);
    sessions->is_dirty = false;
    return root;
}

int access_sessions_load(int var, struct access_sessions *out, struct err *note, struct err *err)
{
    struct access_stamp stamp;
    struct err why;
    auto_buf struct buf text;
    buf_init(&text, ACCESS_FILE_MAX);
    note->text[0] = '\0';
    if (access_file_read(var, SESSIONS_FILE, &text, &stamp, err) < 0)
        return -1;
    *out = (struct access_sessions){0};
    if (!stamp.is_there || access_sessions_parse(buf_text(&text), text.size, out, &why) == 0)
        return 0;
    if (renameat(var, SESSIONS_FILE, var, DAMAGED_FILE) < 0)
        return err_errno(err, "cannot move the damaged 'var/" SESSIONS_FILE "' away");
    (void)err_set(note, ERR_INTERNAL,
                  "'var/" SESSIONS_FILE "' was damaged (%.90s) and is now '" DAMAGED_FILE
                  "': everybody has to sign in again",
                  why.text);
    return 0;
}

int access_sessions_save(int var, const struct json *root, struct err *err)
{
    return access_file_write(var, SESSIONS_FILE, root, err);
}
