#include "files/files_list.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/scope.h"
#include "files/files_open.h"
#include "files/files_own.h"

#define US_PER_S  1000000
#define NS_PER_US 1000

static const char *const type_names[] = {"file", "dir", "link", "other"};

/* Never shown in a tree: large, and made by programs. */
static const char *const tree_skips[] = {".git", ".venv", "node_modules", "__pycache__"};

const char *files_type_name(enum files_type type)
{
    return type_names[type];
}

void files_listing_release(struct files_listing *listing)
{
    for (size_t i = 0; i < listing->count; i++)
        free(listing->entries[i].name);
    free(listing->entries);
    free(listing->next);
    *listing = (struct files_listing){0};
}

struct sieve {
    bool is_top; /* the directory is the project itself */
    bool is_tree;
};

static bool is_left_out(const void *ctx, const char *name)
{
    const struct sieve *sieve = ctx;
    if (sieve->is_top && strcmp(name, FILES_VAR) == 0)
        return true;
    for (size_t i = 0; sieve->is_tree && i < ARRAY_LEN(tree_skips); i++) {
        if (strcmp(name, tree_skips[i]) == 0)
            return true;
    }
    return false;
}

static enum files_type type_of(mode_t mode)
{
    if (S_ISREG(mode))
        return FILES_FILE;
    if (S_ISDIR(mode))
        return FILES_DIR;
    return S_ISLNK(mode) ? FILES_LINK : FILES_OTHER;
}

struct place {
    int dir;
    const char *prefix; /* of the entries' names: "" or the path of DIR below the listing */
    int depth;
    struct sieve sieve;
};

static void add_entry(const struct place *place, const char *name, struct files_listing *out)
{
    struct stat st;
    if (fstatat(place->dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return; /* gone since its name was read */
    out->entries[out->count++] = (struct files_entry){
        .name = xasprintf("%s%s%s", place->prefix, *place->prefix ? "/" : "", name),
        .type = type_of(st.st_mode),
        .depth = place->depth,
        .size = st.st_size,
        .modified_us =
            (int64_t)st.st_mtim.tv_sec * US_PER_S + (int64_t)st.st_mtim.tv_nsec / NS_PER_US};
}

/* Errors: -1 and errno. */
static int add_page(const struct place *place, const char *after, size_t limit,
                    struct files_listing *out)
{
    struct files_page page;
    if (files_page_read(place->dir, after, limit, is_left_out, &place->sieve, &page) < 0)
        return -1;
    out->entries = xrealloc(out->entries, (out->count + page.count) * sizeof(*out->entries) + 1);
    for (size_t i = 0; i < page.count; i++)
        add_entry(place, page.names[i], out);
    out->is_truncated = out->is_truncated || page.has_more;
    free(out->next);
    out->next = page.has_more && page.count > 0 ? xstrdup(page.names[page.count - 1]) : NULL;
    files_page_release(&page);
    return 0;
}

static int open_dir(struct files *files, const struct rel *dir, struct err *err)
{
    auto_fd int fd = files_open(files, dir, FILES_READ, O_PATH, err);
    struct stat st;
    if (fd < 0)
        return -1;
    if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode))
        return err_set(err, ERR_INVALID, "'%.100s' is no directory", dir->text);
    int opened = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return opened >= 0 ? opened : files_errno(err, "open", dir->text);
}

int files_list(struct files *files, const struct rel *dir, const char *after, size_t limit,
               struct files_listing *out, struct err *err)
{
    auto_fd int fd = open_dir(files, dir, err);
    if (fd < 0)
        return -1;
    *out = (struct files_listing){0};
    struct place place = {.dir = fd, .prefix = "", .sieve = {.is_top = dir->text[0] == '\0'}};
    if (add_page(&place, after, limit, out) == 0)
        return 0;
    files_listing_release(out);
    return files_errno(err, "list", dir->text);
}

/* Open the entry AT of the listing, which was a directory. */
static int open_below(int top, const char *name)
{
    auto_fd int dir = openat(top, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    while (dir >= 0) {
        char part[NAME_MAX + 1];
        size_t size = strcspn(name, "/");
        memcpy(part, name, size);
        part[size] = '\0';
        int next = openat(dir, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (next < 0 || name[size] == '\0')
            return next;
        scope_close(&dir);
        dir = next;
        name += size + 1;
    }
    return -1;
}

/* The order of a walk through the tree: a directory's entries follow it, whatever bytes below '/'
 * its neighbours' names hold. */
static int compare_paths(const void *one, const void *two)
{
    const unsigned char *a = (const unsigned char *)((const struct files_entry *)one)->name;
    const unsigned char *b = (const unsigned char *)((const struct files_entry *)two)->name;
    while (*a && *a == *b) {
        a++;
        b++;
    }
    int left = *a == '/' ? 0 : *a;
    int right = *b == '/' ? 0 : *b;
    if (left == right) /* one ends where the other goes on below it */
        return *a == *b ? 0 : (*a == '\0' ? -1 : 1);
    return left - right;
}

int files_list_tree(struct files *files, const struct rel *dir, size_t limit,
                    struct files_listing *out, struct err *err)
{
    auto_fd int top = open_dir(files, dir, err);
    if (top < 0)
        return -1;
    *out = (struct files_listing){0};
    struct place place = {
        .dir = top, .prefix = "", .sieve = {.is_top = dir->text[0] == '\0', .is_tree = true}};
    if (add_page(&place, "", limit, out) < 0)
        return files_errno(err, "list", dir->text);
    place.sieve.is_top = false;
    /* the entries are the queue of directories that are still to be read: level by level */
    for (size_t at = 0; at < out->count && !(out->is_truncated && out->count >= limit); at++) {
        const struct files_entry *entry = &out->entries[at];
        if (entry->type != FILES_DIR)
            continue;
        auto_free char *name = xstrdup(entry->name); /* the array moves */
        place.depth = entry->depth + 1;
        place.prefix = name;
        auto_fd int fd = place.depth < FILES_DEPTH_MAX ? open_below(top, name) : -1;
        place.dir = fd;
        if (fd < 0 || add_page(&place, "", limit - out->count, out) < 0)
            out->is_truncated = true;
    }
    free(take(out->next)); /* a tree has no pages */
    qsort(out->entries, out->count, sizeof(*out->entries), compare_paths);
    return 0;
}
