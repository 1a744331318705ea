/* Whatever a client sends on its WebSocket, or as topics in a query, is understood or refused with
 * a reason; a place that is understood is written as an id that means the same. */
#include <string.h>

#include "web/web_topics.h"

#include "fuzz.h"

static void check_place(const struct web_place *place)
{
    char id[WEB_EVENT_ID_MAX];
    struct web_place again;
    web_place_format(place, id);
    fuzz_require(web_place_parse(id, &again) && again.attempt == place->attempt &&
                 again.offset == place->offset);
    again = web_place_at(web_place_position(place));
    fuzz_require(again.attempt == place->attempt && again.offset == place->offset);
}

static void check_message(const char *text, size_t size)
{
    struct err err = {.code = ERR_NONE};
    struct web_message message;
    if (web_message_parse(text, size, &message, &err) < 0) {
        fuzz_require(err.code == ERR_INVALID && *err.text);
        return;
    }
    fuzz_require(memchr(message.run, '\0', sizeof(message.run)) != NULL);
    fuzz_require((*message.run != '\0') == (message.kind != WEB_MESSAGE_SUBSCRIBE));
    fuzz_require((message.topics & ~(unsigned)WEB_TOPIC_ALL) == 0);
    check_place(&message.place);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err err = {.code = ERR_NONE};
    struct web_query query;
    unsigned topics = 0;
    check_message((const char *)data, size);
    if (web_query_parse(&query, (const char *)data, size, &err) == 0 &&
        web_topics_parse(&query, &topics, &err) == 0)
        fuzz_require((topics & ~(unsigned)WEB_TOPIC_ALL) == 0);
    web_query_release(&query);
    return 0;
}
