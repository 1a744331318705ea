#include "env/env_key.h"

#include <string.h>
#include <sys/utsname.h>

#include "base/sha256.h"

#define LAYOUT "1" /* what env_builder.py makes; another number makes all builds new ones */

/* Each text with its NUL, so that "ab","c" and "a","bc" differ. */
static void add(struct sha256 *hash, const char *text)
{
    sha256_add(hash, text, strlen(text) + 1);
}

static void add_settings(struct sha256 *hash, const struct env_settings *settings)
{
    add(hash, settings->tool);
    add(hash, settings->wheels[0] ? settings->wheels : settings->index_url);
    for (char *const *at = settings->extra_index_urls; at && *at; at++)
        add(hash, *at);
    add(hash, settings->allow_sdist ? "sdist" : "wheels");
}

void env_key_make(const struct env_settings *settings, const struct env_base *base,
                  const struct env_source *source, const char *salt, char name[ENV_NAME_SIZE])
{
    struct sha256 hash;
    struct utsname machine = {.machine = ""};
    char text[SHA256_TEXT_SIZE];
    (void)uname(&machine); /* cannot fail with a valid pointer */
    sha256_init(&hash);
    add(&hash, LAYOUT);
    add(&hash, base->path); /* its name is its version and ABI: python3.11, python3.13t */
    add(&hash, machine.machine);
    add(&hash, sizeof(void *) == 8 ? "64" : "32");
    add(&hash, source->file);
    add(&hash, buf_text(&source->text));
    add(&hash, buf_text(&source->constraints));
    bool has_packages = source->text.size > 0; /* an empty one is the same by every tool */
    if (has_packages)
        add_settings(&hash, settings);
    add(&hash, salt ? salt : "");
    sha256_finish_text(&hash, text);
    memcpy(name, text, ENV_NAME_SIZE - 1);
    name[ENV_NAME_SIZE - 1] = '\0';
}

void env_key_of_lock(const struct env_settings *settings, const struct env_base *base,
                     const char *text, char name[ENV_NAME_SIZE])
{
    struct env_source source = {.file = ENV_LOCK_FILE};
    buf_init(&source.text, ENV_TEXT_MAX);
    buf_init(&source.constraints, 1);
    buf_add(&source.text, text);
    env_key_make(settings, base, &source, NULL, name);
    buf_release(&source.text);
    buf_release(&source.constraints);
}
