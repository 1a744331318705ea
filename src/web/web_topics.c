#include "web/web_topics.h"

#include <string.h>

#include "base/json.h"
#include "base/scope.h"

static const struct {
    const char *name;
    unsigned topic;
} topics_by_name[] = {
    {"run", WEB_TOPIC_RUN},     {"queue", WEB_TOPIC_QUEUE},     {"spool", WEB_TOPIC_SPOOL},
    {"stats", WEB_TOPIC_STATS}, {"file", WEB_TOPIC_FILE},       {"git", WEB_TOPIC_GIT},
    {"term", WEB_TOPIC_TERM},   {"preview", WEB_TOPIC_PREVIEW},
};

static int add_topic(const char *name, size_t size, unsigned *topics, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(topics_by_name); i++) {
        if (strlen(topics_by_name[i].name) == size &&
            memcmp(topics_by_name[i].name, name, size) == 0) {
            *topics |= topics_by_name[i].topic;
            return 0;
        }
    }
    return err_set(err, ERR_INVALID,
                   "'%.*s' is no topic: use run, queue, spool, file, git, term, preview or stats",
                   (int)(size < 40 ? size : 40), name);
}

int web_topics_parse(const struct web_query *query, unsigned *topics, struct err *err)
{
    const char *text = web_query_text(query, "topics");
    bool has_stats = false;
    if (web_query_flag(query, "stats", &has_stats, err) < 0)
        return -1;
    *topics = text ? 0 : WEB_TOPIC_ALL & ~(unsigned)WEB_TOPIC_STATS;
    *topics |= has_stats ? WEB_TOPIC_STATS : 0U;
    while (text && *text) {
        size_t size = strcspn(text, ",");
        if (add_topic(text, size, topics, err) < 0)
            return -1;
        text += size + (text[size] == ',');
    }
    return 0;
}

static int read_subscribe(const struct json *value, struct web_message *out, struct err *err)
{
    if (json_type(value) != JSON_ARRAY)
        return err_set(err, ERR_INVALID, "'subscribe' must be a list of topics");
    for (const struct json *name = json_first(value); name; name = json_next(name)) {
        const char *text = json_string(name);
        if (!text)
            return err_set(err, ERR_INVALID, "'subscribe' must be a list of names of topics");
        if (add_topic(text, strlen(text), &out->topics, err) < 0)
            return -1;
    }
    return 0;
}

static int read_run(const struct json *value, struct web_message *out, struct err *err)
{
    const char *text = json_string(value);
    size_t size = text ? strlen(text) : 0;
    if (size == 0 || size >= sizeof(out->run))
        return err_set(err, ERR_INVALID, "'%s' must name a run", json_key(value));
    memcpy(out->run, text, size + 1);
    return 0;
}

static int read_integer(const struct json *value, int64_t least, int64_t most, int64_t *out,
                        struct err *err)
{
    if (!json_integer(value, out) || *out < least || *out > most)
        return err_set(err, ERR_INVALID, "'%s' must be a number from %lld to %lld", json_key(value),
                       (long long)least, (long long)most);
    return 0;
}

static int read_offset(const struct json *value, struct web_message *out, struct err *err)
{
    return read_integer(value, 0, WEB_PLACE_OFFSET_MAX, &out->place.offset, err);
}

static int read_attempt(const struct json *value, struct web_message *out, struct err *err)
{
    int64_t attempt = 0;
    if (read_integer(value, 1, WEB_PLACE_ATTEMPT_MAX, &attempt, err) < 0)
        return -1;
    out->has_attempt = true;
    out->place.attempt = (int)attempt;
    return 0;
}

static int read_id(const struct json *value, struct web_message *out, struct err *err)
{
    const char *text = json_string(value);
    out->has_attempt = true;
    if (text && web_place_parse(text, &out->place))
        return 0;
    return err_set(err, ERR_INVALID, "'id' must be the id of an output event");
}

/* Which keys a message may have: the verb, and what belongs to it. */
static const struct {
    const char *name;
    int verb; /* enum web_message_kind; -1: belongs to "follow" */
    int (*read)(const struct json *value, struct web_message *out, struct err *err);
} keys[] = {
    {"subscribe", WEB_MESSAGE_SUBSCRIBE, read_subscribe},
    {"follow", WEB_MESSAGE_FOLLOW, read_run},
    {"unfollow", WEB_MESSAGE_UNFOLLOW, read_run},
    {"offset", -1, read_offset},
    {"attempt", -1, read_attempt},
    {"id", -1, read_id},
};

static int read_key(const struct json *value, struct web_message *out, int *verb, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        if (strcmp(keys[i].name, json_key(value)) != 0)
            continue;
        if (keys[i].verb >= 0 && *verb >= 0)
            return err_set(err, ERR_INVALID, "a message asks for one thing only");
        if (keys[i].verb >= 0)
            *verb = keys[i].verb;
        return keys[i].read(value, out, err);
    }
    return err_set(err, ERR_INVALID, "a message cannot have the key '%.40s'", json_key(value));
}

int web_message_parse(const char *text, size_t size, struct web_message *out, struct err *err)
{
    int verb = -1;
    bool has_place = false;
    *out = (struct web_message){.place.attempt = 1};
    auto_json struct json *message = json_parse(text, size, err);
    if (!message)
        return err_prefix(err, "the message is not JSON");
    if (json_type(message) != JSON_OBJECT)
        return err_set(err, ERR_INVALID, "a message must be a JSON object");
    for (const struct json *value = json_first(message); value; value = json_next(value)) {
        int before = verb;
        if (read_key(value, out, &verb, err) < 0)
            return -1;
        has_place |= verb == before;
    }
    if (verb < 0)
        return err_set(err, ERR_INVALID, "a message must have 'subscribe', 'follow' or 'unfollow'");
    if (has_place && verb != WEB_MESSAGE_FOLLOW)
        return err_set(err, ERR_INVALID, "'offset', 'attempt' and 'id' belong to 'follow'");
    out->kind = (enum web_message_kind)verb;
    return 0;
}
