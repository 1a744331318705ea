#include "store/store_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/fd_tree.h"
#include "base/ident.h"
#include "base/scope.h"
#include "store/store_seen.h"

#define COMMIT_SIZE  40
#define NOTE_SUFFIX  ".note"
#define PATCH_SUFFIX ".patch"
#define TMP_PREFIX   "tmp."
#define DAY_US       86400000000
#define PATCH_DAYS   30
#define US_PER_S     1000000

bool store_tree_use(int trees, const char *commit)
{
    struct stat st;
    return fstatat(trees, commit, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode) &&
           utimensat(trees, commit, NULL, AT_SYMLINK_NOFOLLOW) == 0;
}

static void name_note(const char *commit, char name[COMMIT_SIZE + sizeof(NOTE_SUFFIX)])
{
    (void)snprintf(name, COMMIT_SIZE + sizeof(NOTE_SUFFIX), "%.40s" NOTE_SUFFIX, commit); /* fits */
}

void store_tree_note(int trees, const char *commit, char *note, size_t size)
{
    char name[COMMIT_SIZE + sizeof(NOTE_SUFFIX)];
    struct err ignored; /* mostly there is none */
    auto_buf struct buf text;
    buf_init(&text, size - 1);
    name_note(commit, name);
    bool is_there = fd_read_file(trees, name, &text, &ignored) == 0;
    (void)snprintf(note, size, "%s", is_there ? buf_text(&text) : "");
}

static void name_patch(const char *tree, char name[COMMIT_SIZE + sizeof(PATCH_SUFFIX)])
{
    (void)snprintf(name, COMMIT_SIZE + sizeof(PATCH_SUFFIX), "%.40s" PATCH_SUFFIX, tree); /* fits */
}

int store_tree_keep_patch(int trees, const char *tree, int run, struct err *err)
{
    char name[COMMIT_SIZE + sizeof(PATCH_SUFFIX)];
    auto_buf struct buf patch;
    buf_init(&patch, STORE_PATCH_MAX);
    name_patch(tree, name);
    if (store_seen_patch(run, &patch, err) < 0)
        return err_prefix(err, "the patch of the run cannot be read");
    return fd_replace(trees, name, buf_text(&patch), patch.size, FD_DURABLE_NONE, err);
}

int store_tree_give_patch(int trees, const char *tree, int run, struct err *err)
{
    char name[COMMIT_SIZE + sizeof(PATCH_SUFFIX)];
    name_patch(tree, name);
    return store_seen_link_patch(run, trees, name, err);
}

struct kept {
    char name[NAME_MAX + 1];
    int64_t used_us;
};

struct found {
    struct kept *trees;
    size_t count, capacity;
};

static bool is_commit(const char *name)
{
    return strlen(name) == COMMIT_SIZE && strspn(name, "0123456789abcdef") == COMMIT_SIZE;
}

static void add(struct found *found, const char *name, int64_t used_us)
{
    if (found->count == found->capacity) {
        found->capacity = found->capacity ? 2 * found->capacity : 16;
        found->trees = xrealloc(found->trees, found->capacity * sizeof(*found->trees));
    }
    struct kept *tree = &found->trees[found->count++];
    (void)snprintf(tree->name, sizeof(tree->name), "%s", name); /* fits: a name of a file */
    tree->used_us = used_us;
}

/* One whose tree was never made, or is gone: its run was cancelled long ago. */
static void forget_patch(int trees, const char *name, int64_t age_us)
{
    char tree[COMMIT_SIZE + 1];
    bool is_patch = strlen(name) == COMMIT_SIZE + strlen(PATCH_SUFFIX) &&
                    strcmp(name + COMMIT_SIZE, PATCH_SUFFIX) == 0;
    (void)snprintf(tree, sizeof(tree), "%.40s", name); /* the beginning */
    if (is_patch && age_us > PATCH_DAYS * DAY_US &&
        faccessat(trees, tree, F_OK, AT_SYMLINK_NOFOLLOW) < 0)
        (void)unlinkat(trees, name, 0);
}

static void look_at(int trees, const char *name, int64_t now_us, struct found *found)
{
    struct stat st;
    struct err ignored; /* another time, then */
    if (fstatat(trees, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return;
    int64_t changed_us = (int64_t)st.st_mtim.tv_sec * US_PER_S;
    if (S_ISREG(st.st_mode))
        forget_patch(trees, name, now_us - changed_us);
    if (!S_ISDIR(st.st_mode))
        return;
    if (is_commit(name))
        add(found, name, changed_us);
    else if (strncmp(name, TMP_PREFIX, strlen(TMP_PREFIX)) == 0 && now_us - changed_us > DAY_US)
        (void)fd_tree_remove(trees, name, &ignored);
}

static void list_all(int trees, int64_t now_us, struct found *found)
{
    int own = openat(trees, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = own < 0 ? NULL : fdopendir(own);
    for (;;) {
        const struct dirent *entry =
            dir ? readdir(dir) : NULL; /* NOLINT(concurrency-mt-unsafe): DIR is ours alone */
        if (!entry)
            return;
        look_at(trees, entry->d_name, now_us, found);
    }
}

static int by_use(const void *a, const void *b)
{
    const struct kept *left = a;
    const struct kept *right = b;
    return (left->used_us < right->used_us) - (left->used_us > right->used_us);
}

/* It gets another name first, so that nobody ever sees half of it. */
static bool remove_unused(int trees, const char *commit)
{
    char id[IDENT_TEXT_SIZE];
    char aside[sizeof(TMP_PREFIX) + IDENT_TEXT_SIZE];
    char note[COMMIT_SIZE + sizeof(NOTE_SUFFIX)];
    char patch[COMMIT_SIZE + sizeof(PATCH_SUFFIX)];
    struct err ignored; /* what is left of it goes another time */
    const struct ident random = ident_new();
    auto_fd int fd = openat(trees, commit, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) < 0)
        return false;
    ident_format(&random, id);
    (void)snprintf(aside, sizeof(aside), TMP_PREFIX "%s", id); /* fits */
    name_note(commit, note);
    if (renameat(trees, commit, trees, aside) < 0)
        return false;
    name_patch(commit, patch);
    (void)unlinkat(trees, note, 0); /* mostly there is none, and no patch */
    (void)unlinkat(trees, patch, 0);
    (void)fd_tree_remove(trees, aside, &ignored);
    return true;
}

size_t store_tree_collect(int trees, const struct store_tree_rules *rules, int64_t now_us)
{
    struct found found = {0};
    size_t removed = 0;
    list_all(trees, now_us, &found);
    auto_free struct kept *all = found.trees;
    if (found.count)
        qsort(all, found.count, sizeof(*all), by_use);
    for (size_t i = rules->most; i < found.count; i++) {
        if (now_us - all[i].used_us > rules->unused_s * US_PER_S &&
            remove_unused(trees, all[i].name))
            removed++;
    }
    return removed;
}
