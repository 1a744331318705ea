#include "repo/repo_hosts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/base64.h"
#include "base/fd.h"
#include "base/scope.h"
#include "base/sha256.h"

#define FILE_NAME    "known_hosts"
#define DIR_MODE     0700
#define TYPE_MAX     64
#define SSH_PORT     22
#define LENGTH_BYTES 4 /* a string of the protocol begins with its length. Source: RFC 4251 5 */

void repo_hosts_encode(const struct repo_key *key, struct buf *out)
{
    base64_encode(key->bytes, key->size, true, out);
}

int repo_hosts_decode(const char *text, size_t size, struct repo_key *key, struct err *err)
{
    return base64_decode(text, size, key->bytes, sizeof(key->bytes), &key->size)
               ? 0
               : err_set(err, ERR_INVALID, "this is no SSH key in base64");
}

void repo_hosts_fingerprint(const struct repo_key *key, char text[REPO_FINGERPRINT_SIZE])
{
    uint8_t digest[SHA256_SIZE];
    struct sha256 hash;
    auto_buf struct buf out;
    buf_init(&out, REPO_FINGERPRINT_SIZE);
    sha256_init(&hash);
    sha256_add(&hash, key->bytes, key->size);
    sha256_finish(&hash, digest);
    buf_add(&out, "SHA256:");
    base64_encode(digest, sizeof(digest), false, &out);
    (void)snprintf(text, REPO_FINGERPRINT_SIZE, "%s", buf_text(&out)); /* 7 + 43 */
}

void repo_hosts_entry(const char *host, int port, char text[REPO_HOST_ENTRY_SIZE])
{
    /* a host has at most 253 bytes (repo_url.h), a port five digits */
    if (port == SSH_PORT)
        (void)snprintf(text, REPO_HOST_ENTRY_SIZE, "%s", host);
    else
        (void)snprintf(text, REPO_HOST_ENTRY_SIZE, "[%s]:%d", host, port);
}

static int key_type(const struct repo_key *key, char type[TYPE_MAX], struct err *err)
{
    const uint8_t *at = key->bytes;
    size_t size = key->size < LENGTH_BYTES
                      ? 0
                      : (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
    if (size == 0 || size >= TYPE_MAX || LENGTH_BYTES + size > key->size)
        return err_set(err, ERR_INVALID, "the server's key has no type");
    for (size_t i = 0; i < size; i++) {
        if (at[LENGTH_BYTES + i] <= ' ' || at[LENGTH_BYTES + i] > '~')
            return err_set(err, ERR_INVALID, "the server's key has no type");
    }
    memcpy(type, at + LENGTH_BYTES, size);
    type[size] = '\0';
    return 0;
}

int repo_hosts_line(const char *entry, const struct repo_key *key, struct buf *out, struct err *err)
{
    char type[TYPE_MAX];
    if (key_type(key, type, err) < 0)
        return -1;
    buf_addf(out, "%s %s ", entry, type);
    repo_hosts_encode(key, out);
    buf_add(out, "\n");
    return 0;
}

/* Is ENTRY one of the names, separated by commas, that the SIZE bytes at LINE begin with? */
static bool line_names(const char *line, size_t size, const char *entry)
{
    size_t wanted = strlen(entry);
    const char *end = line + size;
    while (line < end && !strchr(" \t\r", *line)) {
        size_t here = strcspn(line, ", \t\r\n");
        if (here == wanted && memcmp(line, entry, wanted) == 0)
            return true;
        line += here + (line[here] == ',');
    }
    return false;
}

bool repo_hosts_names(const char *text, const char *entry)
{
    while (*text) {
        size_t size = strcspn(text, "\n");
        if (line_names(text, size, entry))
            return true;
        text += size + (text[size] == '\n');
    }
    return false;
}

int repo_hosts_read(const char *path, struct buf *out, struct err *err)
{
    struct err problem;
    size_t before = out->size;
    if (fd_read_file(AT_FDCWD, path, out, &problem) < 0 && problem.code != ERR_NOT_FOUND)
        return err_set(err, problem.code, "cannot read the known hosts: %s", problem.text);
    if (out->size > before && out->data[out->size - 1] != '\n')
        buf_add(out, "\n");
    return 0;
}

static int make_dirs(const char *dir, struct err *err)
{
    auto_free char *path = xstrdup(dir);
    for (char *at = path + 1;; at++) {
        char byte = *at;
        if (byte != '/' && byte != '\0')
            continue;
        *at = '\0';
        if (mkdir(path, DIR_MODE) < 0 && errno != EEXIST)
            return err_errno(err, "cannot make '%s'", path);
        *at = byte;
        if (byte == '\0')
            return 0;
    }
}

int repo_hosts_record(const char *dir, const char *entry, const struct repo_key *key,
                      struct err *err)
{
    auto_buf struct buf old;
    auto_buf struct buf new;
    buf_init(&old, REPO_HOSTS_MAX);
    buf_init(&new, 2 * REPO_HOSTS_MAX);
    if (make_dirs(dir, err) < 0)
        return -1;
    auto_fd int dirfd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dirfd < 0)
        return err_errno(err, "cannot open '%s'", dir);
    if (fd_read_file(dirfd, FILE_NAME, &old, err) < 0 && err->code != ERR_NOT_FOUND)
        return -1;
    for (const char *line = buf_text(&old); *line;) {
        size_t size = strcspn(line, "\n");
        if (size > 0 && !line_names(line, size, entry)) {
            buf_append(&new, line, size);
            buf_add(&new, "\n");
        }
        line += size + (line[size] == '\n');
    }
    if (repo_hosts_line(entry, key, &new, err) < 0)
        return -1;
    return fd_replace(dirfd, FILE_NAME, buf_text(&new), new.size, FD_DURABLE_FULL, err);
}
