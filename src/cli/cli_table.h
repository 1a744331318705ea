/* cli_table: columns for people. Widths are those of the terminal's cells, not of bytes; control
 * bytes never reach the terminal; colour only where it is wanted. Scripts use --json. */
#ifndef PIRUN_CLI_CLI_TABLE_H
#define PIRUN_CLI_CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"

enum cli_colour {
    CLI_PLAIN,
    CLI_BOLD,
    CLI_DIM,
    CLI_RED,
    CLI_GREEN,
    CLI_YELLOW,
    CLI_BLUE
};

/* How a stream wants to be written to. */
struct cli_look {
    size_t width; /* columns; 0: no terminal, nothing is cut */
    bool has_colour;
};

/* Of the file descriptor FD: a terminal's width (COLUMNS wins), and colour unless NO_COLOR is set
 * or TERM is dumb.
 * Source: no-color.org; ioctl_tty(2), TIOCGWINSZ. */
struct cli_look cli_look_of(int fd);

/* Cells that TEXT takes; what is not UTF-8 counts one per byte. */
size_t cli_text_width(const char *text);
/* Append TEXT with control bytes and broken UTF-8 as '?', cut to WIDTH cells with '…' (0: not
 * cut). */
void cli_text_print(const char *text, size_t width, struct buf *out);
/* Append TEXT within COLOUR, when LOOK has colour. */
void cli_colour_print(const struct cli_look *look, enum cli_colour colour, const char *text,
                      struct buf *out);

struct cli_column {
    const char *title;
    bool is_right;   /* numbers */
    bool is_elastic; /* gives way when the line is too long; at most one */
    bool is_wrapped; /* the last column: goes on in the next line instead of being cut */
    int leaves;      /* 0: never; else left out when the line is still too long, 1 first */
};

struct cli_cell {
    char *text;
    enum cli_colour colour;
};

struct cli_table {
    const struct cli_column *columns;
    size_t column_count;
    struct cli_cell *cells; /* row after row */
    size_t cell_count, cell_room;
};

/* Borrows COLUMNS. */
void cli_table_init(struct cli_table *table, const struct cli_column *columns, size_t count);
void cli_table_release(struct cli_table *table);
#define auto_table __attribute__((cleanup(cli_table_release)))
/* The next cell of the row; NULL is an empty one. */
void cli_table_add(struct cli_table *table, const char *text, enum cli_colour colour);
/* Print titles (when the columns have them) and rows. */
void cli_table_print(const struct cli_table *table, const struct cli_look *look, FILE *to);

#endif
