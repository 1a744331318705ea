#include "job/job_schema.h"

#include <string.h>

#include "base/json.h"
#include "base/scope.h"
#include "job/job.h"

#define AT(member)      .offset = offsetof(struct job, member)
#define COUNT(member)   .count_offset = offsetof(struct job, member)
#define RANGE(from, to) .least = (from), .most = (to)

#define YEAR_MS   (365.0 * 24 * 3600 * 1000)
#define WEEK_MS   (7.0 * 24 * 3600 * 1000)
#define MANY      1e9  /* more than any machine has of it */
#define TITLE_MAX 4095 /* PATH_MAX without its NUL, limits.h(0p) */
#define WORD_MAX  64

#define SIMILAR_MAX 64 /* bytes of a key that is compared with the known ones */

static const char *const words_op[] = {"cancel", "rerun", "pause", "resume", "drain", NULL};
static const char *const words_build[] = {"sync", "install", "remove", "lock", NULL};
static const char *const words_source[] = {"file", "cli", "cron", "git", "http", NULL};
static const char *const words_conflict[] = {"queue", "latest", "refuse", NULL};
static const char *const words_network[] = {"none", "full", NULL};
static const char *const words_after[] = {"success", "any", NULL};
static const char *const words_lost[] = {"keep", "rerun", NULL};

#define LIMIT(key, member, from, text, sample)                                         \
    {                                                                                  \
        .name = (key), .type = JOB_TYPE_INTEGER, AT(limits.member), RANGE(from, MANY), \
        .code = "limit", .type_text = "integer", .fallback = "config", .help = (text), \
        .example = (sample)                                                            \
    }

static const struct job_row rows_limits[] = {
    LIMIT("memory_mb", memory_mb, 1, "memory, MiB", "256"),
    {.name = "cpus",
     .type = JOB_TYPE_NUMBER,
     AT(limits.cpus),
     RANGE(0.01, 4096),
     .code = "limit",
     .type_text = "number",
     .fallback = "config",
     .help = "processors; 0.5 is half of one",
     .example = "1.5"},
    LIMIT("pids", pids, 1, "processes and threads", "64"),
    LIMIT("disk_mb", disk_mb, 1, "disk, MiB", "512"),
    LIMIT("file_mb", file_mb, 1, "largest file, MiB", "256"),
    LIMIT("open_files", open_files, 8, "open files of one process", "256"),
    LIMIT("output_mb", output_mb, 1, "output that is kept, MiB", "64"),
    {.name = NULL},
};

static const struct job_row rows_retry[] = {
    {.name = "max",
     .type = JOB_TYPE_INTEGER,
     AT(retry.max),
     RANGE(0, 100),
     .is_required = true,
     .type_text = "integer",
     .fallback = "",
     .help = "attempts after the first",
     .example = "3"},
    {.name = "delay_ms",
     .type = JOB_TYPE_INTEGER,
     AT(retry.delay_ms),
     RANGE(0, WEEK_MS),
     .type_text = "integer",
     .fallback = "0",
     .help = "wait before the next attempt, ms",
     .example = "5000"},
    {.name = "backoff",
     .type = JOB_TYPE_NUMBER,
     AT(retry.backoff),
     RANGE(1, 100),
     .initial = 1,
     .type_text = "number",
     .fallback = "1",
     .help = "the wait is multiplied by it each time",
     .example = "2"},
    {.name = "on",
     .type = JOB_TYPE_REASONS,
     AT(retry.on),
     RANGE(1, 16),
     .type_text = "array of outcomes",
     .fallback = "any failure",
     .help = "outcomes that are tried again",
     .example = "[\"exited\",\"timeout\"]"},
    {.name = NULL},
};

static const struct job_row rows_build[] = {
    {.name = "action",
     .type = JOB_TYPE_BUILD,
     AT(build),
     .words = words_build,
     .is_required = true,
     .type_text = "sync, install, remove or lock",
     .fallback = "",
     .help = "from the project's files as they are, with or without packages, or resolved anew",
     .example = "\"sync\""},
    {.name = "packages",
     .type = JOB_TYPE_TEXTS,
     AT(packages),
     COUNT(package_count),
     RANGE(1, JOB_PACKAGES_MAX),
     .item_most = JOB_NAME_MAX,
     .check = job_check_package,
     .type_text = "array of texts",
     .fallback = "",
     .help = "what install adds to requirements.txt or remove takes away",
     .example = "[\"requests>=2.31\",\"rich\"]"},
    {.name = NULL},
};

/* In canonical order. The first three are the head of fixed width that job_file_stamp
 * overwrites. */
static const struct job_row rows_job[] = {
    {.name = "v",
     .type = JOB_TYPE_VERSION,
     RANGE(1, 1),
     .is_required = true,
     .is_for_orders = true,
     .type_text = "1",
     .fallback = "",
     .help = "version of this format",
     .example = "1"},
    {.name = "seq",
     .type = JOB_TYPE_INTEGER,
     AT(seq),
     RANGE(0, (double)JSON_INTEGER_MAX),
     .is_by_pirun = true,
     .is_for_orders = true,
     .type_text = "integer",
     .fallback = "0",
     .help = "accept number",
     .example = "17"},
    {.name = "queued_at",
     .type = JOB_TYPE_TIME,
     AT(queued_at_us),
     .is_by_pirun = true,
     .is_for_orders = true,
     .type_text = "time",
     .fallback = "",
     .help = "when it was accepted",
     .example = "\"2026-11-21T08:30:00.000000Z\""},
    {.name = "id",
     .type = JOB_TYPE_IDENT,
     AT(id),
     .check = job_check_ident,
     .is_by_pirun = true,
     .is_for_orders = true,
     .type_text = "id",
     .fallback = "",
     .help = "identity of the run",
     .example = "\"019312d0-7c3a-7b2e-8f00-0123456789ab\""},
    {.name = "submitted_at",
     .type = JOB_TYPE_TIME,
     AT(submitted_at_us),
     .is_by_pirun = true,
     .is_for_orders = true,
     .type_text = "time",
     .fallback = "",
     .help = "when it was written, by its writer's clock",
     .example = "\"2026-11-21T08:30:00.000000Z\""},
    {.name = "submitted_by",
     .type = JOB_TYPE_TEXT,
     AT(submitted_by),
     RANGE(1, JOB_NAME_MAX),
     .check = job_check_line,
     .is_by_pirun = true,
     .is_for_orders = true,
     .type_text = "text",
     .fallback = "",
     .help = "user who asked",
     .example = "\"pi\""},
    {.name = "source",
     .type = JOB_TYPE_WORD,
     AT(source),
     .words = words_source,
     .is_by_pirun = true,
     .is_for_orders = true,
     .type_text = "file, cli, cron, git or http",
     .fallback = "file",
     .help = "the way by which it came",
     .example = "\"cron\""},
    {.name = "script",
     .type = JOB_TYPE_TEXT,
     AT(script),
     RANGE(1, TITLE_MAX),
     .code = "no_script",
     .check = job_check_script,
     .type_text = "text",
     .fallback = "",
     .help = "path of a .py file in the project; one of script, module, code, archive, build, op",
     .example = "\"scripts/report.py\""},
    {.name = "module",
     .type = JOB_TYPE_TEXT,
     AT(module),
     RANGE(1, JOB_NAME_MAX),
     .check = job_check_module,
     .type_text = "text",
     .fallback = "",
     .help = "a module to run as python -m does",
     .example = "\"reports.daily\""},
    {.name = "code",
     .type = JOB_TYPE_TEXT,
     AT(code),
     RANGE(1, JOB_CODE_MAX),
     .code = "too_large",
     .type_text = "text",
     .fallback = "",
     .help = "Python to run, up to 48 KiB",
     .example = "\"print(6 * 7)\""},
    {.name = "archive",
     .type = JOB_TYPE_TEXT,
     AT(archive),
     RANGE(1, TITLE_MAX),
     .check = job_check_archive,
     .type_text = "text",
     .fallback = "",
     .help = "a tar that was given before, by its hash; needs entrypoint",
     .example = "\"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\""},
    {.name = "entrypoint",
     .type = JOB_TYPE_TEXT,
     AT(entrypoint),
     RANGE(1, TITLE_MAX),
     .check = job_check_script,
     .type_text = "text",
     .fallback = "",
     .help = "path of the .py file to run in the archive",
     .example = "\"main.py\""},
    {.name = "build",
     .type = JOB_TYPE_OBJECT,
     .rows = rows_build,
     .type_text = "object",
     .fallback = "",
     .help = "make the project's Python environment instead",
     .example = "{\"action\":\"sync\"}"},
    {.name = "op",
     .type = JOB_TYPE_OP,
     AT(op),
     .words = words_op,
     .is_for_orders = true,
     .type_text = "cancel, rerun, pause, resume or drain",
     .fallback = "",
     .help = "an order instead of a job",
     .example = "\"cancel\""},
    {.name = "target",
     .type = JOB_TYPE_TEXT,
     AT(target),
     RANGE(1, WORD_MAX),
     .check = job_check_ident,
     .is_for_orders = true,
     .type_text = "id",
     .fallback = "",
     .help = "the run that cancel or rerun is about",
     .example = "\"019312d0-7c3a-7b2e-8f00-0123456789ab\""},
    {.name = "args",
     .type = JOB_TYPE_TEXTS,
     AT(args),
     COUNT(arg_count),
     RANGE(0, JOB_ARGS_MAX),
     .type_text = "array of texts",
     .fallback = "[]",
     .help = "arguments, passed on exactly",
     .example = "[\"--fast\",\"two words\"]"},
    {.name = "env",
     .type = JOB_TYPE_PAIRS,
     AT(env),
     COUNT(env_count),
     RANGE(0, JOB_ENV_MAX),
     .check = job_check_env,
     .type_text = "object of texts",
     .fallback = "{}",
     .help = "variables added to the environment",
     .example = "{\"STAGE\":\"test\"}"},
    {.name = "stdin",
     .type = JOB_TYPE_TEXT,
     AT(stdin_text),
     RANGE(0, JOB_FILE_MAX),
     .type_text = "text",
     .fallback = "empty",
     .help = "what the script reads from standard input",
     .example = "\"1 2 3\\n\""},
    {.name = "ref",
     .type = JOB_TYPE_TEXT,
     AT(ref),
     RANGE(1, JOB_NAME_MAX),
     .check = job_check_ref,
     .type_text = "text",
     .fallback = "work tree",
     .help = "branch, tag or commit: run in a clean tree of exactly that commit",
     .example = "\"main\""},
    {.name = "timeout_ms",
     .type = JOB_TYPE_INTEGER,
     AT(timeout_ms),
     RANGE(1, YEAR_MS),
     .code = "limit",
     .type_text = "integer",
     .fallback = "config",
     .help = "time limit, ms",
     .example = "60000"},
    {.name = "limits",
     .type = JOB_TYPE_OBJECT,
     .rows = rows_limits,
     .type_text = "object",
     .fallback = "config",
     .help = "what it may use at most",
     .example = "{\"memory_mb\":256,\"cpus\":0.5}"},
    {.name = "network",
     .type = JOB_TYPE_WORD,
     AT(network),
     .words = words_network,
     .type_text = "none or full",
     .fallback = "none",
     .help = "network that it needs; the project must allow it",
     .example = "\"full\""},
    {.name = "require",
     .type = JOB_TYPE_TEXTS,
     AT(require),
     COUNT(require_count),
     RANGE(0, 32),
     .item_most = WORD_MAX,
     .check = job_check_protection,
     .type_text = "array of texts",
     .fallback = "[]",
     .help = "protections that must be in force, or it is refused; 'pirun doctor' lists them",
     .example = "[\"fs\", \"net\"]"},
    {.name = "priority",
     .type = JOB_TYPE_INTEGER,
     AT(priority),
     RANGE(-JOB_PRIORITY_MAX, JOB_PRIORITY_MAX),
     .type_text = "integer",
     .fallback = "0",
     .help = "higher goes first, -100 to 100",
     .example = "10"},
    {.name = "key",
     .type = JOB_TYPE_TEXT,
     AT(key),
     RANGE(1, JOB_NAME_MAX),
     .check = job_check_line,
     .type_text = "text",
     .fallback = "",
     .help = "jobs of one key never run at the same time",
     .example = "\"backup\""},
    {.name = "on_conflict",
     .type = JOB_TYPE_WORD,
     AT(on_conflict),
     .words = words_conflict,
     .type_text = "queue, latest or refuse",
     .fallback = "queue",
     .help = "what to do when its key is taken; latest replaces jobs that wait",
     .example = "\"latest\""},
    {.name = "after",
     .type = JOB_TYPE_IDENTS,
     AT(after),
     COUNT(after_count),
     RANGE(0, JOB_AFTER_MAX),
     .check = job_check_ident,
     .type_text = "array of ids",
     .fallback = "[]",
     .help = "runs that must end before this one starts",
     .example = "[\"019312d0-7c3a-7b2e-8f00-0123456789ab\"]"},
    {.name = "after_policy",
     .type = JOB_TYPE_FLAG,
     AT(is_after_any),
     .words = words_after,
     .type_text = "success or any",
     .fallback = "success",
     .help = "whether they must succeed too",
     .example = "\"any\""},
    {.name = "not_before",
     .type = JOB_TYPE_TIME,
     AT(not_before_us),
     .type_text = "time",
     .fallback = "",
     .help = "it does not start before",
     .example = "\"2026-11-21T08:30:00Z\""},
    {.name = "expires",
     .type = JOB_TYPE_TIME,
     AT(expires_us),
     .type_text = "time",
     .fallback = "",
     .help = "it does not start after",
     .example = "\"2026-11-22T08:30:00+01:00\""},
    {.name = "retry",
     .type = JOB_TYPE_OBJECT,
     .rows = rows_retry,
     .type_text = "object",
     .fallback = "no retry",
     .help = "try again after a failure; each attempt is kept",
     .example = "{\"max\":3,\"delay_ms\":5000,\"backoff\":2}"},
    {.name = "on_lost",
     .type = JOB_TYPE_FLAG,
     AT(is_rerun_on_lost),
     .words = words_lost,
     .type_text = "keep or rerun",
     .fallback = "keep",
     .help = "what to do when power went while it ran",
     .example = "\"rerun\""},
    {.name = "idempotency_key",
     .type = JOB_TYPE_TEXT,
     AT(idempotency_key),
     RANGE(1, JOB_NAME_MAX),
     .check = job_check_line,
     .is_for_orders = true,
     .type_text = "text",
     .fallback = "",
     .help = "the same key within 24 hours is the same job",
     .example = "\"invoice-2026-11\""},
    {.name = "labels",
     .type = JOB_TYPE_PAIRS,
     AT(labels),
     COUNT(label_count),
     RANGE(0, JOB_LABELS_MAX),
     .item_most = JOB_NAME_MAX,
     .check = job_check_line,
     .is_for_orders = true,
     .type_text = "object of texts",
     .fallback = "{}",
     .help = "for search",
     .example = "{\"team\":\"data\"}"},
    {.name = "backend",
     .type = JOB_TYPE_TEXT,
     AT(backend),
     RANGE(1, WORD_MAX),
     .check = job_check_backend,
     .type_text = "text",
     .fallback = "local",
     .help = "who executes it",
     .example = "\"local\""},
    {.name = NULL},
};

const struct job_row *job_schema(void)
{
    return rows_job;
}

const struct job_row *job_schema_find(const struct job_row *rows, const char *name)
{
    for (; rows->name; rows++) {
        if (strcmp(rows->name, name) == 0)
            return rows;
    }
    return NULL;
}

static size_t least_of(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* Insertions, deletions and replacements that turn A into B. Source: Levenshtein 1966, by rows. */
static size_t distance(const char *a, const char *b)
{
    size_t row[SIMILAR_MAX + 1];
    size_t width = strlen(b);
    for (size_t j = 0; j <= width; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            size_t above = row[j];
            row[j] = least_of(above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1]));
            diagonal = above;
        }
    }
    return row[width];
}

/* How unlike: the edits, but a key whose beginning was written counts as one edit away (timeout,
 * timeout_ms). */
static size_t unlikeness(const char *written, const char *known)
{
    size_t size = strlen(written);
    if (size >= 3 && strncmp(written, known, size) == 0)
        return 1;
    return distance(written, known);
}

const struct job_row *job_schema_nearest(const struct job_row *rows, const char *name)
{
    if (strlen(name) > SIMILAR_MAX)
        return NULL;
    const struct job_row *nearest = NULL;
    size_t least = strlen(name) / 3 + 1; /* one more than may differ */
    for (; rows->name; rows++) {
        size_t now = unlikeness(name, rows->name);
        if (!rows->is_by_pirun && now < least) {
            least = now;
            nearest = rows;
        }
    }
    return nearest;
}
