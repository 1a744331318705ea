/* conf: the project's .pirun.yaml as a plain struct. One table row per key (type, unit, default,
 * range, help; conf_table.c) drives the parser, `pirun init`'s commented file, `pirun help config`
 * and pirun.yaml(5), so the documentation cannot lie: the range that people read is the text that
 * the parser obeys. Knows nothing of jobs, of the loop or of the layout of var/. */
#ifndef PIRUN_CONF_CONF_H
#define PIRUN_CONF_CONF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

#define CONF_FILE ".pirun.yaml"

enum conf_durability {
    CONF_DURABILITY_FULL,
    CONF_DURABILITY_FILE,
    CONF_DURABILITY_NONE
};
enum conf_sandbox {
    CONF_SANDBOX_AUTO,
    CONF_SANDBOX_FULL,
    CONF_SANDBOX_NAMESPACES,
    CONF_SANDBOX_LANDLOCK,
    CONF_SANDBOX_BASIC,
    CONF_SANDBOX_OFF
};
enum conf_network {
    CONF_NETWORK_NONE,
    CONF_NETWORK_FULL
};
enum conf_auth {
    CONF_AUTH_TOKEN,
    CONF_AUTH_NONE
};

enum conf_signature {
    CONF_SIGNATURE_GITHUB,
    CONF_SIGNATURE_GITEA,
    CONF_SIGNATURE_PLAIN
};

/* An inbound webhook: what calls POST /api/hook/NAME. */
struct conf_hook {
    char *name;        /* of letters, digits, '.', '_' and '-'; unique */
    char *script;      /* relative to the project */
    char *secret_file; /* relative to the project, or absolute */
    enum conf_signature signature;
    char *branch; /* "": any */
    char *key;    /* of its jobs; "": none */
};

/* What a push runs. */
struct conf_on_push {
    char *branch; /* a pattern of fnmatch(3) for the branch, or the tag with IS_TAG */
    char *script; /* relative to the project */
    char **args;  /* NULL-terminated */
    bool is_tag;
};

/* A list of sections: COUNT structs, whose keys the row's ITEMS describe. */
struct conf_list {
    void *items;
    size_t count;
};

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
            char *type; /* "ssh", "token" or "none" */
            char *ssh_key_path, *token_path, *known_hosts_path, *ca_path;
        } auth;
        int64_t timeout_ms, idle_timeout_ms; /* of work with the remote */
    } git;
    struct {
        char *addr;   /* as conf_addr_parse reads it */
        char *socket; /* of the Unix domain; relative to the project, or absolute */
        int64_t read_timeout_ms, write_timeout_ms;
        int64_t run_timeout_ms; /* default and most of a job's timeout_ms; 0: none */
        int64_t max_upload_bytes, max_connections, max_connections_per_address;
        char *access_log; /* "off", "stderr", or a file; relative to the project, or absolute */
        enum conf_auth auth;
        char **cors_origins;
        char **hosts; /* further names for the Host header */
        struct {
            char *cert, *key;
        } tls;
    } server;
    struct {
        enum conf_durability durability;
        char *group;
        int64_t max_waiting, max_job_bytes;
        bool allow_network_fs; /* inotify is blind to other clients there */
    } spool;
    struct {
        int64_t jobs; /* 0 in the file or absent: number of cores, filled in; never 0 here */
        int64_t cancel_grace_ms;
        enum conf_network network;
        enum conf_sandbox sandbox;
        struct conf_limits limits;
    } run;
    struct {
        char *python; /* absolute; "": the distribution's */
        char *tool;   /* "auto" "pip" "uv" */
        char *index_url;
        char **extra_index_urls;
        char *wheels; /* directory; relative to the project, or absolute */
        bool allow_sdist;
        enum conf_network network;
        int64_t timeout_ms, memory_mb, disk_mb;
        struct {
            int64_t builds, days, size_mb;
        } keep;
    } env;
    struct {
        int64_t days, runs, output_mb;
    } keep;
    struct {
        bool follow_symlinks;
        int64_t uploads_mb;
    } files;
    struct {
        bool is_enabled;
        char *shell; /* absolute; "": the user's own */
        int64_t idle_minutes, max;
    } terminal;
    struct {
        char *script; /* relative to the project; "": none */
        char **args;
        int64_t port; /* 0: any free one */
        enum conf_network network;
    } preview;
    struct conf_list hooks;   /* of struct conf_hook */
    struct conf_list on_push; /* of struct conf_on_push */
};

/* Every key at its default. Owns: *CONF is released with conf_release. */
void conf_init_defaults(struct conf *conf);
void conf_release(struct conf *conf);
#define auto_conf __attribute__((cleanup(conf_release)))

/* Read PROJECT/.pirun.yaml. PATH names the project directory in messages. A base_dir that is set
 * and is another directory than this one is ERR_CONFLICT and says what to do: conf_base.h.
 * Errors: ERR_NOT_FOUND no config file (says `pirun init`); ERR_INVALID, ERR_TOO_LARGE as
 * conf_parse. *OUT is only touched on success. Thread: any. */
int conf_load(int project_dirfd, const char *path, struct conf *out, struct err *err);
/* The same from text, without the check of base_dir.
 * Errors: ERR_INVALID ".pirun.yaml:LINE:COLUMN: …" for unknown keys (with the nearest known one),
 * wrong types, values out of range, values that contradict each other. */
int conf_parse(const char *text, size_t size, struct conf *out, struct err *err);

/* Append the commented file that `pirun init` writes: every key with its default and help,
 * commented out but for NAME and BASE_DIR. conf_parse reads it back to the defaults with these
 * two. A NAME or BASE_DIR that YAML text cannot hold (not UTF-8, control bytes) stays commented
 * out. */
void conf_write_commented(const char *name, const char *base_dir, struct buf *out);

/* One row per key, in file order, for help, manual and --json. */
struct conf_doc {
    const char *key;      /* "server.addr" */
    const char *type;     /* "integer" "number" "true or false" "choice" "text" "path" "address"
                             "list of text" */
    const char *unit;     /* "ms", "MiB", "bytes", "" */
    const char *fallback; /* default, as written in the file */
    const char *range;    /* "1 to 1000", "auto | full | off", "" */
    const char *help;     /* one or two sentences without the final full stop */
    size_t offset;        /* where in struct conf it goes; for this room alone */
    /* Of a "list of sections": the keys of each, as "hooks[].name", and the size of its struct. A
     * row without a key ends them. */
    const struct conf_doc *items;
    size_t item_size;
};
const struct conf_doc *conf_docs(size_t *count);
/* The hook NAME, or NULL. Owns: borrowed from CONF. */
const struct conf_hook *conf_hook_find(const struct conf *conf, const char *name);
/* Append the effective value of KEY as text, for `pirun check`: a list joined by ", " (of sections:
 * their first keys), nothing for an unset text or an unknown key. */
void conf_print_value(const struct conf *conf, const char *key, struct buf *out);

#endif
