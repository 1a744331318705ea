/* A list of entity tags, as a client sends it: whoever is named strongly is named weakly, a star
 * names all, and a list that names the tag holds it or a star. */
#include <string.h>

#include "files/files_etag.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char tag[] = "\"a\"";
    char list[4096];
    if (size >= sizeof(list) || memchr(data, '\0', size))
        return 0; /* headers have no NUL */
    memcpy(list, data, size);
    list[size] = '\0';
    bool is_strong = files_etag_is_listed(list, tag, false);
    bool is_weak = files_etag_is_listed(list, tag, true);
    fuzz_require(is_weak || !is_strong);
    fuzz_require(is_strong || !files_etag_is_listed(list, "", false));
    fuzz_require(!is_weak || strstr(list, tag) || strchr(list, '*'));
    return 0;
}
