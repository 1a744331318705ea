/* Whatever a client says on a terminal's WebSocket is understood within its bounds, or refused with
 * a reason. */
#include "term/term_message.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct term_message message;
    struct err err = {.code = ERR_NONE};
    if (term_message_parse((const char *)data, size, &message, &err) < 0) {
        fuzz_require(err.code == ERR_INVALID && *err.text);
        return 0;
    }
    if (message.kind == TERM_MESSAGE_RESIZE)
        fuzz_require(message.columns >= 1 && message.columns <= TERM_SIDE_MAX &&
                     message.rows >= 1 && message.rows <= TERM_SIDE_MAX);
    else
        fuzz_require(message.offset <= JSON_INTEGER_MAX);
    return 0;
}
