#include "store/store_seen.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"
#include "store/store_name.h"

#define SEEN_MAX 65536 /* bytes */
#define VERSION  1

/* Names are all that can be long. They are for people; how many there are is told elsewhere. */
static void drop_names(struct json *root)
{
    static const char *const lists[] = {"left_out_files", "late_files", "made_since_files"};
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        if (json_get(root, lists[i]))
            json_set(root, lists[i], json_array());
    }
}

int store_seen_write(int run, int attempt, const struct json *seen, struct err *err)
{
    auto_json struct json *root = json_copy(seen);
    auto_buf struct buf text;
    buf_init(&text, SEEN_MAX);
    json_set_integer(root, "v", VERSION);
    json_set_integer(root, "attempt", attempt);
    json_print(root, true, &text);
    if (!buf_ok(&text)) {
        drop_names(root);
        buf_clear(&text);
        json_print(root, true, &text);
    }
    if (!buf_ok(&text))
        return err_set(err, ERR_TOO_LARGE, "'" STORE_TREE "' would be too large");
    return fd_replace(run, STORE_TREE, buf_text(&text), text.size, FD_DURABLE_NONE, err);
}

int store_seen_write_patch(int run, const struct buf *patch, struct err *err)
{
    return fd_replace(run, STORE_PATCH, buf_text(patch), patch->size, FD_DURABLE_NONE, err);
}

int store_seen_link_patch(int run, int from, const char *from_name, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, STORE_PATCH_MAX);
    if (unlinkat(run, STORE_PATCH, 0) < 0 && errno != ENOENT)
        return err_errno(err, "cannot replace '" STORE_PATCH "'");
    if (linkat(from, from_name, run, STORE_PATCH, 0) == 0)
        return 0;
    return fd_read_file(from, from_name, &text, err) < 0 ? -1
                                                         : store_seen_write_patch(run, &text, err);
}

struct json *store_seen_read(int run, int attempt)
{
    struct err ignored; /* it is not there yet, or torn by a power cut: nothing is known */
    auto_buf struct buf text;
    buf_init(&text, SEEN_MAX);
    if (fd_read_file(run, STORE_TREE, &text, &ignored) < 0)
        return NULL;
    auto_json struct json *root = json_parse(buf_text(&text), text.size, &ignored);
    bool is_its = json_get_integer(root, "v", 0) == VERSION &&
                  json_get_integer(root, "attempt", 0) == attempt;
    return is_its ? take(root) : NULL;
}

int store_seen_patch(int run, struct buf *out, struct err *err)
{
    return fd_read_file(run, STORE_PATCH, out, err);
}

int64_t store_seen_patch_size(int run)
{
    struct stat st;
    return fstatat(run, STORE_PATCH, &st, AT_SYMLINK_NOFOLLOW) < 0 ? 0 : st.st_size;
}
