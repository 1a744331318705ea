/* The config: whatever the text, it is either read and can be shown, or refused with its place. And
 * whatever the project's name, the file that `pirun init` writes for it is read back. */
#include <stdlib.h>
#include <string.h>

#include "conf/conf.h"
#include "fuzz.h"

static void check(bool is_right)
{
    if (!is_right)
        abort();
}

static void show_all(const struct conf *conf)
{
    size_t count;
    const struct conf_doc *docs = conf_docs(&count);
    auto_buf struct buf out;
    buf_init(&out, 1024UL * 1024);
    for (size_t i = 0; i < count; i++)
        conf_print_value(conf, docs[i].key, &out);
    check(buf_ok(&out));
}

static void try_text(const char *text, size_t size)
{
    struct conf conf;
    struct err err = {.code = ERR_NONE};
    if (conf_parse(text, size, &conf, &err) < 0) {
        check(err.code == ERR_INVALID || err.code == ERR_TOO_LARGE);
        check(strncmp(err.text, CONF_FILE, strlen(CONF_FILE)) == 0);
        return;
    }
    show_all(&conf);
    conf_release(&conf);
}

static void try_name(const char *text, size_t size)
{
    char *name = xstrndup(text, size);
    struct conf conf;
    struct err err;
    auto_buf struct buf out;
    buf_init(&out, 1024UL * 1024);
    conf_write_commented(name, "/srv/project", &out);
    check(buf_ok(&out));
    check(conf_parse(buf_text(&out), out.size, &conf, &err) == 0);
    check(conf.name[0] == '\0' || strcmp(conf.name, name) == 0);
    conf_release(&conf);
    free(name);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    try_text((const char *)data, size);
    try_name((const char *)data, size);
    return 0;
}
