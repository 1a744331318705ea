/* repo_hosts: keys of SSH servers that somebody has said to trust, in OpenSSH's known_hosts form.
 * They are ours: ~/.ssh/known_hosts is not read, because a server runs without a home and a person
 * should say once for this project whom it talks to. Source: sshd(8), "SSH_KNOWN_HOSTS FILE
 * FORMAT"; RFC 4253 6.6. */
#ifndef PIRUN_REPO_REPO_HOSTS_H
#define PIRUN_REPO_REPO_HOSTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

#define REPO_HOSTS_MAX        ((size_t)1024 * 1024) /* bytes of a file that we read */
#define REPO_KEY_MAX          4096                  /* bytes of a public key */
#define REPO_FINGERPRINT_SIZE 52                    /* "SHA256:", 43 characters and a NUL */
#define REPO_HOST_ENTRY_SIZE  264                   /* "[HOST]:PORT" and a NUL */

/* The public key as it stands in the protocol: its type's name is its first field. */
struct repo_key {
    uint8_t bytes[REPO_KEY_MAX];
    size_t size;
};

/* "SHA256:" and base64 without '=', as ssh-keygen -l prints it. */
void repo_hosts_fingerprint(const struct repo_key *key, char text[REPO_FINGERPRINT_SIZE]);
/* "HOST", or "[HOST]:PORT" for another port than 22. */
void repo_hosts_entry(const char *host, int port, char text[REPO_HOST_ENTRY_SIZE]);
/* Append the line "ENTRY TYPE BASE64". Errors: ERR_INVALID the key's bytes are no SSH key. */
int repo_hosts_line(const char *entry, const struct repo_key *key, struct buf *out,
                    struct err *err);
/* The key in its base64 form, as the plan and results have it, and back. */
void repo_hosts_encode(const struct repo_key *key, struct buf *out);
int repo_hosts_decode(const char *text, size_t size, struct repo_key *key, struct err *err);

/* Does TEXT, lines of known_hosts, name ENTRY with any key? Hashed names do not count: to whom they
 * belong is libssh2's business. */
bool repo_hosts_names(const char *text, const char *entry);

/* The lines of DIR/known_hosts; a file that is missing gives none. */
int repo_hosts_read(const char *path, struct buf *out, struct err *err);
/* Make DIR (and its parents below an existing directory) if needed and write KEY for ENTRY into
 * DIR/known_hosts, in place of what was there for it. */
int repo_hosts_record(const char *dir, const char *entry, const struct repo_key *key,
                      struct err *err);

#endif
