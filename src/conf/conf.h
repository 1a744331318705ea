/* conf: the project's .pirun.yaml as a plain struct. One table row per key (type, unit, default, range, help) drives the
 * parser, `pirun init`'s commented file, `pirun help config` and pirun.yaml(5), so the documentation cannot lie. */
#ifndef PIRUN_CONF_CONF_H
#define PIRUN_CONF_CONF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

#define CONF_FILE ".pirun.yaml"

enum conf_durability { CONF_DURABILITY_FULL, CONF_DURABILITY_FILE, CONF_DURABILITY_NONE };
enum conf_sandbox { CONF_SANDBOX_AUTO, CONF_SANDBOX_FULL, CONF_SANDBOX_OFF };
enum conf_network { CONF_NETWORK_NONE, CONF_NETWORK_FULL };
enum conf_auth { CONF_AUTH_TOKEN, CONF_AUTH_NONE };

struct conf_limits {
    int64_t memory_mb;
    double cpus;
    int64_t pids;
    int64_t disk_mb;
    int64_t file_mb;
    int64_t open_files;
    int64_t output_mb;
};

/* All strings are owned and never NULL; "" means not set. Lists are NULL-terminated. */
struct conf {
    char *name;
    char *base_dir;
    char *venv_python; /* relative to the project, or absolute */
    struct {
        char *remote, *branch;
        struct {
            char *type, *ssh_key_path, *token_path, *known_hosts_path;
        } auth;
    } git;
    struct {
        char *addr; /* HOST:PORT, [IPV6]:PORT; "off": no HTTP */
        int64_t read_timeout_ms, write_timeout_ms;
        int64_t run_timeout_ms; /* default and most of a job's timeout_ms; 0 allowed: none */
        int64_t max_upload_bytes, max_connections;
        enum conf_auth auth;
        char **cors_origins;
        struct {
            char *cert, *key;
        } tls;
    } server;
    struct {
        enum conf_durability durability;
        char *group;
        int64_t max_waiting, max_job_bytes;
        bool allow_network_fs; /* inotify is blind to other clients there: refused unless true */
    } spool;
    struct {
        int64_t jobs; /* 0 in the file or absent: number of cores, filled in by conf_load */
        int64_t cancel_grace_ms;
        enum conf_network network;
        enum conf_sandbox sandbox;
        struct conf_limits limits;
    } run;
    struct {
        int64_t days, runs, output_mb;
    } keep;
    struct {
        bool follow_symlinks;
    } files;
};

void conf_init_defaults(struct conf *conf);
void conf_release(struct conf *conf);
#define auto_conf __attribute__((cleanup(conf_release)))

/* Read PROJECT/.pirun.yaml. PATH names the project directory, for messages and for base_dir's check: a base_dir that is
 * set and is not this directory is ERR_CONFLICT and says what to do.
 * Errors: ERR_NOT_FOUND no config file (says `pirun init`); ERR_INVALID ".pirun.yaml:LINE:COLUMN: …" for unknown keys
 * (with the nearest known one), wrong types, values out of range. *OUT is only touched on success. */
int conf_load(int project_dirfd, const char *path, struct conf *out, struct err *err);
int conf_parse(const char *text, size_t size, struct conf *out, struct err *err);

/* The commented config file that `pirun init` writes: every key with its default and help, commented out but for NAME
 * and BASE_DIR. conf_parse reads it back to the defaults. */
void conf_write_commented(const char *name, const char *base_dir, struct buf *out);

/* One row per key, in file order, for help, manual and --json. */
struct conf_doc {
    const char *key;     /* "server.addr" */
    const char *type;    /* "integer", "text", "true or false", "a of b", "list of text", "number" */
    const char *unit;    /* "ms", "MiB", "" */
    const char *fallback; /* default as written in the file */
    const char *range;   /* "1…1000", "auto | full | off", "" */
    const char *help;
};
const struct conf_doc *conf_docs(size_t *count);
/* The effective value of a key as text, for `pirun check`. */
void conf_print_value(const struct conf *conf, const char *key, struct buf *out);

#endif
