/* remote_piece: the data of one "output" event, read. Pure. */
#ifndef PIRUN_REMOTE_REMOTE_PIECE_H
#define PIRUN_REMOTE_REMOTE_PIECE_H

#include "base/buf.h"
#include "base/json.h"
#include "remote/remote_stream.h"

/* Read EVENT into OUT, whose data lie in EVENT or in BYTES (emptied first). False: it is none, or
 * makes no sense. */
bool remote_piece_read(const struct json *event, struct buf *bytes, struct remote_piece *out);
/* When the byte at OFFSET, one of PIECE's, was written: wall clock microseconds; 0: not known. */
int64_t remote_piece_time(const struct remote_piece *piece, int64_t offset);
/* Cut off what lies before NEXT. False when nothing is left. */
bool remote_piece_cut(struct remote_piece *piece, int64_t next);

#endif
