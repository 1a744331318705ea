/* script_rpc: what must be known of a message of JSON-RPC that passes through: is it a question, an
 * answer or a notice, under which id, and which files it names. Nothing is parsed into a tree:
 * values are found where they stand, and replaced there. Pure.
 * Source: JSON-RPC 2.0; Language Server Protocol 3.17. */
#ifndef PIRUN_SCRIPT_SCRIPT_RPC_H
#define PIRUN_SCRIPT_SCRIPT_RPC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

#define SCRIPT_RPC_METHOD_MAX 64
#define SCRIPT_RPC_DEPTH_MAX  64

/* A value in a text: SIZE bytes at offset AT; SIZE 0: there is none. */
struct script_span {
    size_t at, size;
};

struct script_rpc {
    char method[SCRIPT_RPC_METHOD_MAX]; /* "": it is an answer */
    struct script_span id;              /* as it stands; none: a notice */
    struct script_span params, result;
};

/* Errors: ERR_INVALID TEXT is not one object, or no message. */
int script_rpc_parse(const char *text, size_t size, struct script_rpc *rpc, struct err *err);
/* The value of KEY in the object WITHIN TEXT; none when it is no object or has no such key. */
struct script_span script_rpc_find(const char *text, struct script_span within, const char *key);

/* Append TEXT with ID in the place of RPC's id. */
void script_rpc_put(const char *text, size_t size, const struct script_rpc *rpc, const char *id,
                    struct buf *out);
/* Append TEXT, in which all URIs of files below the directory FROM lie below TO instead, and those
 * of others in /outside. A URI is a string, or a key, that begins with file://. FROM and TO are
 * absolute, without a '/' at the end; what they hold is encoded where it has to be. */
void script_rpc_map(const char *text, size_t size, const char *from, const char *to,
                    struct buf *out);

#endif
