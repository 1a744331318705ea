/* `pirun run`, `submit --follow` and `logs` there: the events of one run, until it is over. */
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/scope.h"
#include "cli/cli_say.h"
#include "cli/cli_there.h"
#include "cli/cli_there_output.h"
#include "remote/remote_stream.h"

#define EXPLAIN_MS 1000 /* a run that waits longer gets a word about why */
#define STEP_MS    1000

struct follow {
    struct cli_place *place;
    const struct cli_follow_options *options;
    char id[IDENT_TEXT_SIZE];
    struct cli_there_output output;
    struct remote_stream *stream;
    int64_t attempt; /* whose output is being printed; 0: none yet */
    int64_t size;    /* `logs` without -f: stop here; -1: go on */
    int64_t explain_at_ms;
    bool is_explained, is_queued;
    int signals; /* signalfd; -1: signals do what they always do */
    sigset_t old_signals;
    int interrupt_count;
    bool has_failed;
    struct err err;
};

static void start_guarding(struct follow *follow)
{
    sigset_t signals;
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGINT);
    (void)sigaddset(&signals, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, &signals, &follow->old_signals); /* cannot fail for these */
    follow->signals = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void follow_init(struct follow *follow, struct cli_place *place, const struct ident *id,
                        const struct cli_print_options *options)
{
    *follow = (struct follow){.place = place, .size = -1, .signals = -1};
    ident_format(id, follow->id);
    cli_there_output_init(&follow->output, place, follow->id, options);
    follow->explain_at_ms = clock_boot_ms() + EXPLAIN_MS;
}

static void follow_release(struct follow *follow)
{
    remote_stream_close(follow->stream);
    cli_there_output_release(&follow->output);
    if (follow->signals < 0)
        return;
    (void)close(follow->signals);
    (void)pthread_sigmask(SIG_SETMASK, &follow->old_signals, NULL);
}

static bool fail(struct follow *follow)
{
    follow->has_failed = true;
    (void)cli_there_output_fail(&follow->output, &follow->err);
    return false;
}

static bool is_silent(const struct follow *follow)
{
    return follow->options && follow->options->is_silent;
}

/* Attempts up to ATTEMPT have begun. */
static int pass_attempts(struct follow *follow, int64_t attempt, struct err *err)
{
    if (follow->attempt == 0)
        follow->attempt = attempt;
    for (; follow->attempt < attempt; follow->attempt++) {
        if (cli_there_output_finish(&follow->output, err) < 0)
            return -1;
        cli_say("attempt %lld begins", (long long)follow->attempt + 1);
    }
    follow->output.attempt = follow->attempt;
    return 0;
}

static bool output_came(void *ctx, const struct remote_piece *piece)
{
    struct follow *follow = ctx;
    if (is_silent(follow))
        return true;
    if (pass_attempts(follow, piece->attempt, &follow->err) < 0 ||
        !cli_there_output_put(&follow->output, piece))
        return fail(follow);
    return follow->size < 0 || piece->offset + (int64_t)piece->size < follow->size;
}

static bool state_came(void *ctx, const struct json *record)
{
    struct follow *follow = ctx;
    const char *state = json_get_string(record, "state");
    follow->is_queued = state && strcmp(state, run_state_name(RUN_QUEUED)) == 0;
    if (follow->attempt == 0)
        follow->attempt = json_get_integer(record, "attempt", 0);
    return true;
}

static void line_lost(void *ctx, const char *why)
{
    const struct follow *follow = ctx;
    if (cli_is_watched())
        cli_say("the connection to '%s' broke (%s): trying again",
                remote_url(follow->place->remote), why);
}

static const struct remote_handlers handlers = {
    .on_output = output_came, .on_state = state_came, .on_lost = line_lost};

static void open_stream(struct follow *follow, int64_t offset)
{
    const struct remote_stream_options options = {
        .run_id = follow->id, .attempt = follow->attempt, .offset = offset};
    remote_stream_close(follow->stream);
    follow->stream = remote_stream_open(follow->place->remote, &options, &handlers, follow);
}

static void interrupted(struct follow *follow)
{
    struct signalfd_siginfo info;
    struct err err;
    if (follow->signals < 0 || read(follow->signals, &info, sizeof(info)) != (ssize_t)sizeof(info))
        return;
    if (++follow->interrupt_count > 1)
        return;
    auto_json struct json *answer =
        cli_there_post(follow->place, "/api/run/cancel", "run_id", follow->id, &err);
    if (answer)
        cli_say("cancelling run '%s'; Ctrl-C again leaves it to itself", follow->id);
    else
        cli_say("cannot cancel: %s; Ctrl-C again leaves the run to itself", err.text);
}

static void explain(struct follow *follow)
{
    auto_run struct run run;
    char text[240];
    struct err ignored; /* it is only a word */
    run_init(&run);
    if (follow->is_explained || clock_boot_ms() < follow->explain_at_ms)
        return;
    follow->is_explained = true;
    if (!follow->is_queued || !cli_is_watched() ||
        cli_there_load(follow->place, follow->id, &run, &ignored) < 0)
        return;
    run_describe(&run, text, sizeof(text));
    if (run.state == RUN_QUEUED)
        cli_say("%s", text);
}

static int stream_to_end(struct follow *follow, struct err *err)
{
    while (!remote_stream_is_over(follow->stream) && follow->interrupt_count < 2) {
        if (remote_stream_step(follow->stream, follow->signals, STEP_MS, err) < 0)
            return -1;
        interrupted(follow);
        explain(follow);
    }
    if (follow->has_failed)
        *err = follow->err;
    return follow->has_failed ? -1 : 0;
}

static int finish(struct follow *follow, const struct run *run, struct err *err)
{
    if (is_silent(follow))
        return 0;
    if (run_has_ended(run->state) && pass_attempts(follow, run->attempt, err) < 0)
        return -1;
    return cli_there_output_finish(&follow->output, err);
}

/* The end was told; the record tells how. A server that ends a stream for another reason is asked
 * for the rest. */
static int follow_to_end(struct follow *follow, int64_t offset, struct run *out, struct err *err)
{
    for (;;) {
        open_stream(follow, offset);
        if (stream_to_end(follow, err) < 0)
            return -1;
        run_release(out);
        if (cli_there_load(follow->place, follow->id, out, err) < 0)
            return -1;
        if (run_has_ended(out->state) || follow->interrupt_count > 1)
            return finish(follow, out, err);
        offset = remote_stream_offset(follow->stream);
        (void)poll(NULL, 0, EXPLAIN_MS); /* so that nobody is asked without end */
    }
}

/* Where to begin; what has no output yet, at its beginning. */
static int begin(struct follow *follow, const struct cli_print_options *options, int64_t *offset,
                 struct err *err)
{
    struct remote_extent extent;
    *offset = 0;
    if (options->since_line <= 1 && options->tail <= 0)
        return 0;
    if (cli_there_output_begin(&follow->output, options, &extent, err) < 0)
        return err->code == ERR_NOT_FOUND ? 0 : -1;
    *offset = extent.offset;
    return 0;
}

int cli_there_follow(struct cli_place *place, const struct ident *id,
                     const struct cli_follow_options *options, struct run *out,
                     enum cli_followed *how, struct err *err)
{
    struct follow follow;
    int64_t offset = 0;
    follow_init(&follow, place, id, &options->print);
    follow.options = options;
    follow.attempt = options->has_all_attempts ? 1 : 0;
    if (options->is_guarding)
        start_guarding(&follow);
    int result = begin(&follow, &options->print, &offset, err) < 0
                     ? -1
                     : follow_to_end(&follow, offset, out, err);
    *how = run_has_ended(out->state) ? CLI_FOLLOWED : CLI_LEFT;
    follow_release(&follow);
    return result;
}

/* Nothing was written yet, or what was is no longer kept: an empty output is another thing. */
static bool has_no_output(const struct run *run)
{
    return run->attempt == 0 || (run_has_ended(run->state) && run->result.output.bytes > 0);
}

int cli_there_print(struct cli_place *place, const struct run *run, int attempt,
                    const struct cli_print_options *options, struct err *err)
{
    struct follow follow;
    struct remote_extent extent = {.offset = 0};
    follow_init(&follow, place, &run->job.id, options);
    follow.attempt = attempt;
    follow.output.attempt = attempt;
    int result = cli_there_output_begin(&follow.output, options, &extent, err);
    follow.size = extent.size;
    if (result == 0 && extent.size == 0 && has_no_output(run))
        result = err_set(err, ERR_NOT_FOUND, "there is no output");
    if (result == 0 && extent.offset < extent.size) {
        open_stream(&follow, extent.offset);
        result = stream_to_end(&follow, err);
    }
    if (result == 0)
        result = cli_there_output_finish(&follow.output, err);
    follow_release(&follow);
    return result;
}
