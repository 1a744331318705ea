#include "web/web_output.h"

#include "base/fd.h"
#include "base/scope.h"
#include "store/store_name.h"

#define CHARACTER_MAX 4 /* bytes of UTF-8 */

struct output_reader *web_output_open(const struct store *store, const struct ident *id,
                                      int attempt, struct err *err)
{
    struct store_name name = store_name_run(id);
    auto_fd int run = fd_open_dir(store->runs, name.text, err);
    if (run < 0)
        return NULL;
    if (attempt > 0) {
        name = store_name_attempt(attempt);
        int kept = fd_open_dir(run, name.text, err);
        if (kept < 0)
            return NULL;
        (void)close(run); /* only read */
        run = kept;
    }
    name = store_name_log(id, attempt);
    return output_open(store->logs, name.text, run, err);
}

const char *web_output_stream_name(enum output_stream stream)
{
    switch (stream) {
    case OUTPUT_STDOUT:
        return "stdout";
    case OUTPUT_STDERR:
        return "stderr";
    case OUTPUT_UNKNOWN:
        break;
    }
    return NULL;
}

/* How many bytes a character has whose first one is BYTE; 0: it begins none. */
static size_t announced(unsigned char byte)
{
    if (byte >= 0xf0 && byte <= 0xf4)
        return 4;
    if (byte >= 0xe0)
        return byte <= 0xef ? 3 : 0;
    return byte >= 0xc2 && byte <= 0xdf ? 2 : 0;
}

size_t web_output_whole(const char *text, size_t size)
{
    for (size_t back = 1; back < CHARACTER_MAX && back <= size; back++) {
        unsigned char byte = (unsigned char)text[size - back];
        if ((byte & 0xc0) != 0x80) /* no byte that goes on a character */
            return announced(byte) > back ? size - back : size;
    }
    return size;
}
