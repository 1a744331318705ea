#include "bench_bwrap.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"

#define BWRAP "/usr/bin/bwrap"

void bench_words_add(struct bench_words *words, const char *word)
{
    if (words->count + 1 == BENCH_WORDS_MAX)
        _exit(EXIT_FAILURE);
    words->list[words->count++] = xstrdup(word);
}

void bench_words_add_all(struct bench_words *words, const char *const *list)
{
    for (; *list; list++)
        bench_words_add(words, *list);
}

void bench_words_release(struct bench_words *words)
{
    while (words->count > 0)
        free(words->list[--words->count]);
}

static void bind_below(struct bench_words *words, const char *project, const char *how,
                       const char *name)
{
    auto_free char *path = xasprintf("%s/%s", project, name);
    bench_words_add_all(words, (const char *[]){how, path, path, NULL});
}

static void add_system_links(struct bench_words *words)
{
    static const char *const links[] = {"/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"};
    char text[64];
    for (size_t i = 0; i < ARRAY_LEN(links); i++) {
        ssize_t size = readlink(links[i], text, sizeof(text) - 1);
        if (size <= 0)
            continue;
        text[size] = '\0';
        bench_words_add_all(words, (const char *[]){"--symlink", text, links[i], NULL});
    }
}

/* The same places as sandbox_etc.c has, without its own few files. */
static void add_etc(struct bench_words *words)
{
    static const char *const names[] = {"/etc/alternatives", "/etc/ca-certificates",
                                        "/etc/fonts",        "/etc/ld.so.cache",
                                        "/etc/locale.alias", "/etc/localtime",
                                        "/etc/magic",        "/etc/mime.types",
                                        "/etc/pip.conf",     "/etc/protocols",
                                        "/etc/python3",      "/etc/python3.11",
                                        "/etc/services",     "/etc/ssl",
                                        "/etc/terminfo",     "/etc/timezone"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        bench_words_add_all(words, (const char *[]){"--ro-bind-try", names[i], names[i], NULL});
}

static void add_places(struct bench_words *words, const char *project)
{
    auto_free char *var = xasprintf("%s/var", project);
    bind_below(words, project, "--ro-bind", ".git");
    bind_below(words, project, "--ro-bind", ".venv");
    bind_below(words, project, "--ro-bind", ".pirun.yaml");
    bench_words_add_all(words, (const char *[]){"--tmpfs", var, NULL});
    bind_below(words, project, "--bind", "var/runs/x/artifacts");
    bind_below(words, project, "--ro-bind", "var/envs/e");
    bench_words_add_all(words, (const char *[]){"--remount-ro", var, "--tmpfs", "/dev/shm", NULL});
}

void bench_bwrap_add(struct bench_words *words, const char *project, bool is_whole)
{
    bench_words_add_all(words, (const char *[]){BWRAP, "--unshare-all", "--die-with-parent",
                                                "--new-session", "--clearenv", "--uid", "1000",
                                                "--gid", "1000", "--hostname", "pirun", "--ro-bind",
                                                "/usr", "/usr", NULL});
    add_system_links(words);
    if (is_whole)
        add_etc(words);
    bench_words_add_all(words, (const char *[]){"--proc", "/proc", "--dev", "/dev", "--tmpfs",
                                                "/tmp", "--bind", project, project, NULL});
    if (is_whole)
        add_places(words, project);
    bench_words_add_all(words, (const char *[]){"--remount-ro", "/", "--chdir", project, NULL});
}
