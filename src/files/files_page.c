#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "files/files_own.h"

/* names[0] is the largest: the one that gives way when a smaller one comes (a binary heap). */
static void sift_down(char **names, size_t count, size_t at)
{
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= count)
            return;
        if (child + 1 < count && strcmp(names[child + 1], names[child]) > 0)
            child++;
        if (strcmp(names[at], names[child]) >= 0)
            return;
        char *swap = names[at];
        names[at] = names[child];
        names[child] = swap;
        at = child;
    }
}

static void sift_up(char **names, size_t at)
{
    while (at > 0) {
        size_t parent = (at - 1) / 2;
        if (strcmp(names[parent], names[at]) >= 0)
            return;
        char *swap = names[at];
        names[at] = names[parent];
        names[parent] = swap;
        at = parent;
    }
}

static void offer(struct files_page *page, size_t limit, size_t *room, const char *name)
{
    if (page->count < limit) {
        if (page->count == *room) {
            *room = *room > 0 ? *room * 2 : 64;
            page->names = xrealloc(page->names, *room * sizeof(*page->names));
        }
        page->names[page->count] = xstrdup(name);
        sift_up(page->names, page->count++);
        return;
    }
    page->has_more = true;
    if (limit == 0 || strcmp(name, page->names[0]) >= 0)
        return;
    free(page->names[0]);
    page->names[0] = xstrdup(name);
    sift_down(page->names, page->count, 0);
}

static void sort(struct files_page *page)
{
    for (size_t left = page->count; left > 1; left--) {
        char *largest = page->names[0];
        page->names[0] = page->names[left - 1];
        page->names[left - 1] = largest;
        sift_down(page->names, left - 1, 0);
    }
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

int files_page_read(int dirfd, const char *after, size_t limit, files_page_filter filter,
                    const void *ctx, struct files_page *page)
{
    *page = (struct files_page){0};
    int copy = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC); /* with its own offset */
    auto_dir DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    if (!dir) {
        scope_close(&copy);
        return -1;
    }
    size_t room = 0;
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(dir); /* NOLINT(concurrency-mt-unsafe): ours alone */
        if (!entry)
            break;
        if (!is_dots(entry->d_name) && strcmp(entry->d_name, after) > 0 &&
            !(filter && filter(ctx, entry->d_name)))
            offer(page, limit, &room, entry->d_name);
    }
    if (errno != 0) {
        files_page_release(page);
        return -1;
    }
    sort(page);
    return 0;
}

void files_page_release(struct files_page *page)
{
    for (size_t i = 0; i < page->count; i++)
        free(page->names[i]);
    free(page->names);
    *page = (struct files_page){0};
}
