#include "web/web_whoami.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "conf/conf.h"
#include "web/web_own.h"

#define VALUE_MAX 8192

/* Is the value of KEY there and not "false"? A key that this version does not have is not. */
static bool is_on(const struct conf *conf, const char *key)
{
    auto_buf struct buf value;
    buf_init(&value, VALUE_MAX);
    if (conf)
        conf_print_value(conf, key, &value);
    return value.size > 0 && strcmp(buf_text(&value), "false") != 0;
}

void web_whoami_add(const struct web_call *call, struct json *json)
{
    char now[CLOCK_TEXT_SIZE];
    const struct conf *conf = call->web->rooms.conf;
    struct json *features = json_object();
    json_set_bool(features, "terminal", is_on(conf, "terminal.enabled"));
    json_set_bool(features, "preview", is_on(conf, "preview.script"));
    json_set_bool(features, "git", call->web->git != NULL);
    clock_format(clock_wall_us(), now);
    json_set_string(json, "time", now);
    json_set(json, "features", features);
}
