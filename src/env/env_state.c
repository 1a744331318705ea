#include "env/env_state.h"

#include <string.h>

#include "base/json.h"
#include "base/scope.h"

#define STATE_NAME "state"
#define STATE_MAX  4096
#define VERSION    1

static bool copy_name(char to[ENV_NAME_SIZE], const char *from)
{
    if (!from || !env_place_is_name(from))
        return false;
    memcpy(to, from, ENV_NAME_SIZE);
    return true;
}

static bool read_state(const struct json *root, struct env_state *state)
{
    *state = (struct env_state){.seq = json_get_integer(root, "seq", 0)};
    if (json_get_integer(root, "v", 0) != VERSION ||
        !copy_name(state->current, json_get_string(root, "current")))
        return false;
    const struct json *at = json_first(json_get(root, "previous"));
    for (; at && state->previous_count < ENV_PREVIOUS_MAX; at = json_next(at)) {
        if (!copy_name(state->previous[state->previous_count], json_string(at)))
            return false;
        state->previous_count++;
    }
    return true;
}

int env_state_read(int envs, struct env_state *state, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, STATE_MAX);
    if (fd_read_file(envs, STATE_NAME, &text, err) < 0)
        return -1;
    auto_json struct json *root = json_parse(buf_text(&text), text.size, err);
    if (root && read_state(root, state))
        return 0;
    return err_set(err, ERR_INVALID,
                   "'var/envs/state' is damaged: remove it and run 'pirun env sync'");
}

int env_state_write(int envs, const struct env_state *state, enum fd_durability durability,
                    struct err *err)
{
    auto_json struct json *root = json_object();
    auto_buf struct buf text;
    buf_init(&text, STATE_MAX);
    json_set_integer(root, "v", VERSION);
    json_set_string(root, "current", state->current);
    json_set_integer(root, "seq", state->seq);
    struct json *previous = json_array();
    for (size_t i = 0; i < state->previous_count; i++)
        json_push(previous, json_new_string(state->previous[i]));
    json_set(root, "previous", previous);
    json_print(root, false, &text);
    buf_add(&text, "\n");
    return fd_replace(envs, STATE_NAME, buf_text(&text), text.size, durability, err);
}

/* Take NAME out of the previous ones. */
static void forget(struct env_state *state, const char *name)
{
    size_t kept = 0;
    for (size_t i = 0; i < state->previous_count; i++) {
        if (strcmp(state->previous[i], name) != 0)
            memmove(state->previous[kept++], state->previous[i], ENV_NAME_SIZE);
    }
    state->previous_count = kept;
}

void env_state_push(struct env_state *state, const char *build)
{
    if (strcmp(state->current, build) == 0)
        return;
    forget(state, build);
    if (state->current[0]) {
        if (state->previous_count == ENV_PREVIOUS_MAX)
            state->previous_count--;
        memmove(state->previous[1], state->previous[0], state->previous_count * ENV_NAME_SIZE);
        memcpy(state->previous[0], state->current, ENV_NAME_SIZE);
        state->previous_count++;
    }
    memcpy(state->current, build, ENV_NAME_SIZE);
}
