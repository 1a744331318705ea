#include "cli/cli_say.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/cli_table.h"

#define SAY_SIZE 1024

void cli_say(const char *format, ...)
{
    char text[SAY_SIZE];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof(text), format, args); /* a long text may be cut */
    va_end(args);
    auto_buf struct buf line;
    buf_init(&line, (size_t)2 * SAY_SIZE);
    cli_text_print(text, 0, &line);
    (void)fflush(stdout); /* both may be one terminal: keep the order */
    (void)fprintf(stderr, "pirun: %s\n", buf_text(&line)); /* nobody is left to tell */
}

const char *cli_environment(const char *name)
{
    return getenv(name); /* NOLINT(concurrency-mt-unsafe): the command line has one thread */
}

bool cli_is_watched(void)
{
    return isatty(STDERR_FILENO);
}

void cli_print_json(const struct json *json)
{
    auto_buf struct buf text;
    bool is_pretty = isatty(STDOUT_FILENO);
    buf_init(&text, (size_t)64 * 1024 * 1024);
    json_print(json, is_pretty, &text);
    (void)fwrite(buf_text(&text), 1, text.size, stdout); /* cli_flush tells */
    if (!is_pretty)
        (void)fputc('\n', stdout);
}

int cli_flush(struct err *err)
{
    if (fflush(stdout) != 0 || ferror(stdout))
        return err_errno(err, "cannot write to stdout");
    return 0;
}
