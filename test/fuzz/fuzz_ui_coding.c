/* An Accept-Encoding header: nothing is sent that it does not name. */
#include <string.h>

#include "ui/ui.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[256];
    const struct ui_file file = {.brotli = {"", 1}};
    if (size >= sizeof(text))
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    enum ui_coding coding = ui_coding_for(&file, text);
    const char *name = ui_coding_name(coding);
    if (name)
        fuzz_require(strcasestr(text, name) || strchr(text, '*'));
    return 0;
}
