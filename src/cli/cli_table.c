#include "cli/cli_table.h"

#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "base/scope.h"
#include "cli/cli_say.h"
#include "cli/cli_value.h"

#define GAP           2  /* spaces between columns */
#define ELASTIC_LEAST 12 /* an elastic column is not cut below this */
#define WIDTH_LEAST   40
#define WIDTH_MOST    1000
#define LINE_CAP      ((size_t)64 * 1024)
#define REPLACEMENT   0xfffd

static size_t terminal_width(int fd)
{
    struct winsize size = {0};
    int64_t columns = 0;
    const char *text = cli_environment("COLUMNS");
    if (text && cli_read_integer("COLUMNS", text, WIDTH_LEAST, WIDTH_MOST, &columns, NULL) == 0)
        return (size_t)columns;
    if (ioctl(fd, TIOCGWINSZ, &size) < 0 || size.ws_col == 0)
        return 80;
    return size.ws_col < WIDTH_LEAST ? WIDTH_LEAST : size.ws_col;
}

struct cli_look cli_look_of(int fd)
{
    struct cli_look look = {0};
    const char *no_color = cli_environment("NO_COLOR");
    const char *term = cli_environment("TERM");
    if (!isatty(fd))
        return look;
    look.width = terminal_width(fd);
    look.has_colour = !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
    return look;
}

/* Decode one character at *AT and step over it; what is broken steps one byte and gives
 * REPLACEMENT. */
static uint32_t next_character(const char **at)
{
    const unsigned char *byte = (const unsigned char *)*at;
    unsigned more = byte[0] >= 0xf0 && byte[0] < 0xf5   ? 3
                    : byte[0] >= 0xe0 && byte[0] < 0xf0 ? 2
                    : byte[0] >= 0xc2 && byte[0] < 0xe0 ? 1
                                                        : 0;
    uint32_t code = more ? byte[0] & (0x3fU >> more) : byte[0];
    for (unsigned i = 1; i <= more; i++) {
        if ((byte[i] & 0xc0) != 0x80) {
            (*at)++;
            return REPLACEMENT;
        }
        code = code << 6 | (byte[i] & 0x3f);
    }
    *at += 1 + more;
    return more == 0 && code >= 0x80 ? REPLACEMENT : code;
}

/* glibc's own UTF-8 locale has the width of every character. Source: locale(7), "C.UTF-8" since
 * 2.35. */
static locale_t widths(void)
{
    static locale_t locale;
    if (!locale)
        locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    return locale;
}

/* -1: must not be printed. */
static int character_width(uint32_t code)
{
    if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code == REPLACEMENT)
        return -1;
    /* marks that turn the writing direction could make a name look like another one */
    if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069))
        return -1;
    if (code < 0x300 || !widths())
        return 1;
    locale_t before = uselocale(widths());
    int width = wcwidth((wchar_t)code);
    (void)uselocale(before);
    return width;
}

size_t cli_text_width(const char *text)
{
    size_t width = 0;
    while (*text) {
        int one = character_width(next_character(&text));
        width += one < 0 ? 1 : (size_t)one;
    }
    return width;
}

void cli_text_print(const char *text, size_t width, struct buf *out)
{
    bool is_cut = width && cli_text_width(text) > width;
    size_t room = !width ? SIZE_MAX : is_cut ? width - 1 : width;
    while (text && *text) {
        const char *first = text;
        int one = character_width(next_character(&text));
        size_t cells = one < 0 ? 1 : (size_t)one;
        if (cells > room)
            break;
        room -= cells;
        if (one < 0)
            buf_add(out, "?");
        else
            buf_append(out, first, (size_t)(text - first));
    }
    if (is_cut)
        buf_add(out, "…");
}

void cli_colour_print(const struct cli_look *look, enum cli_colour colour, const char *text,
                      struct buf *out)
{
    static const char *const codes[] = {
        [CLI_PLAIN] = "",   [CLI_BOLD] = "1",    [CLI_DIM] = "2",  [CLI_RED] = "31",
        [CLI_GREEN] = "32", [CLI_YELLOW] = "33", [CLI_BLUE] = "34"};
    if (look->has_colour && colour != CLI_PLAIN)
        buf_addf(out, "\033[%sm%s\033[0m", codes[colour], text);
    else
        buf_add(out, text);
}

void cli_table_init(struct cli_table *table, const struct cli_column *columns, size_t count)
{
    *table = (struct cli_table){.columns = columns, .column_count = count};
}

void cli_table_release(struct cli_table *table)
{
    for (size_t i = 0; i < table->cell_count; i++)
        free(table->cells[i].text);
    free(table->cells);
    table->cells = NULL;
    table->cell_count = 0;
}

void cli_table_add(struct cli_table *table, const char *text, enum cli_colour colour)
{
    if (table->cell_count == table->cell_room) {
        table->cell_room = table->cell_room ? 2 * table->cell_room : 64;
        table->cells = xrealloc(table->cells, table->cell_room * sizeof(*table->cells));
    }
    table->cells[table->cell_count++] = (struct cli_cell){xstrdup(text ? text : ""), colour};
}

static bool has_titles(const struct cli_table *table)
{
    return table->columns[0].title != NULL;
}

static size_t line_size(const struct cli_table *table, const size_t *width)
{
    size_t total = 0;
    for (size_t c = 0; c < table->column_count; c++)
        total += width[c] ? width[c] + (c ? GAP : 0) : 0;
    return total;
}

/* Leave out the column that is missed least. Answers whether there was one. */
static bool leave_one_out(const struct cli_table *table, size_t *width)
{
    size_t found = table->column_count;
    for (size_t c = 0; c < table->column_count; c++) {
        int leaves = table->columns[c].leaves;
        if (leaves && width[c] &&
            (found == table->column_count || leaves < table->columns[found].leaves))
            found = c;
    }
    if (found == table->column_count)
        return false;
    width[found] = 0;
    return true;
}

/* The elastic column gives way; when that is not enough, whole columns do. */
static void squeeze(const struct cli_table *table, size_t line_width, size_t *width)
{
    size_t e = 0;
    while (e < table->column_count && !table->columns[e].is_elastic)
        e++;
    if (e == table->column_count)
        return;
    size_t full = width[e];
    size_t least = full < ELASTIC_LEAST ? full : ELASTIC_LEAST;
    width[e] = least;
    while (line_size(table, width) > line_width && leave_one_out(table, width)) {
    }
    size_t used = line_size(table, width);
    size_t spare = used < line_width ? line_width - used : 0;
    width[e] = least + spare < full ? least + spare : full;
}

/* The widest cell of each column; 0: the column is left out. */
static void measure(const struct cli_table *table, size_t line_width, size_t *out)
{
    for (size_t c = 0; c < table->column_count; c++) {
        out[c] = has_titles(table) ? cli_text_width(table->columns[c].title) : 0;
        for (size_t i = c; i < table->cell_count; i += table->column_count) {
            size_t width = cli_text_width(table->cells[i].text);
            out[c] = width > out[c] ? width : out[c];
        }
    }
    if (line_width && line_size(table, out) > line_width)
        squeeze(table, line_width, out);
}

/* Take as many whole words off TEXT as fit into WIDTH, at least one; the rest stays. */
static char *take_words(const char **text, size_t width)
{
    size_t size = strcspn(*text, " ");
    for (;;) {
        size_t more = size + ((*text)[size] ? 1 + strcspn(*text + size + 1, " ") : 0);
        auto_free char *longer = xstrndup(*text, more);
        if (more == size || cli_text_width(longer) > width)
            break;
        size = more;
    }
    char *taken = xstrndup(*text, size);
    *text += size + ((*text)[size] == ' ');
    return taken;
}

static void print_cell(const struct cli_column *column, const struct cli_cell *cell, size_t width,
                       const struct cli_look *look, struct buf *line)
{
    auto_buf struct buf text;
    buf_init(&text, LINE_CAP);
    cli_text_print(cell->text, look->width ? width : 0, &text);
    size_t used = cli_text_width(buf_text(&text));
    int pad = used < width ? (int)(width - used) : 0;
    if (column->is_right)
        buf_addf(line, "%*s", pad, "");
    cli_colour_print(look, cell->colour, buf_text(&text), line);
    if (!column->is_right)
        buf_addf(line, "%*s", pad, "");
}

/* The end of the program looks at the stream. */
static void end_line(const struct buf *line, FILE *to)
{
    size_t size = line->size;
    while (size > 0 && line->data[size - 1] == ' ')
        size--;
    (void)fprintf(to, "%.*s\n", (int)size, buf_text(line));
}

/* The last cell, whose column begins at INDENT, in as many lines as it needs; LINE is what stands
 * before it. */
static void print_wrapped(const struct cli_cell *cell, size_t indent, size_t width,
                          const struct cli_look *look, struct buf *line, FILE *to)
{
    const char *text = cell->text;
    while (cli_text_width(text) > width && strchr(text, ' ')) {
        auto_free char *words = take_words(&text, width);
        cli_text_print(words, width, line);
        end_line(line, to);
        buf_clear(line);
        buf_addf(line, "%*s", (int)indent, "");
    }
    auto_free char *last = xstrdup(text);
    const struct cli_column left = {0};
    print_cell(&left, &(struct cli_cell){last, cell->colour}, width, look, line);
    end_line(line, to);
}

static void print_line(const struct cli_table *table, const struct cli_cell *cells,
                       const size_t *width, const struct cli_look *look, FILE *to)
{
    auto_buf struct buf line;
    buf_init(&line, LINE_CAP);
    for (size_t c = 0; c < table->column_count; c++) {
        if (!width[c])
            continue;
        if (c)
            buf_add(&line, "  ");
        if (table->columns[c].is_wrapped && look->width) {
            print_wrapped(&cells[c], line_size(table, width) - width[c], width[c], look, &line, to);
            return;
        }
        print_cell(&table->columns[c], &cells[c], width[c], look, &line);
    }
    end_line(&line, to);
}

void cli_table_print(const struct cli_table *table, const struct cli_look *look, FILE *to)
{
    auto_free size_t *width = xcalloc(table->column_count, sizeof(size_t));
    measure(table, look->width, width);
    if (has_titles(table)) {
        auto_free struct cli_cell *titles = xcalloc(table->column_count, sizeof(*titles));
        for (size_t c = 0; c < table->column_count; c++)
            titles[c] = (struct cli_cell){xstrdup(table->columns[c].title), CLI_BOLD};
        print_line(table, titles, width, look, to);
        for (size_t c = 0; c < table->column_count; c++)
            free(titles[c].text);
    }
    for (size_t i = 0; i + table->column_count <= table->cell_count; i += table->column_count)
        print_line(table, &table->cells[i], width, look, to);
}
