/* What is taken as a job has one canonical form that says the same; what is refused has a code, a
 * sentence and a cure. */
#include <string.h>

#include "base/scope.h"
#include "job/job_file.h"

#include "fuzz.h"

static void format_again(const struct job *job, const char *text, size_t size)
{
    struct job_fault fault;
    auto_buf struct buf first;
    auto_buf struct buf second;
    buf_init(&first, 2 * JOB_CANONICAL_MAX);
    buf_init(&second, 2 * JOB_CANONICAL_MAX);
    job_file_format(job, text, size, &first);
    fuzz_require(buf_ok(&first) && (size > JOB_FILE_MAX || first.size <= JOB_CANONICAL_MAX));
    struct job again;
    fuzz_require(job_file_parse(buf_text(&first), first.size, &again, &fault) == JOB_FILE_OK);
    job_file_format(&again, buf_text(&first), first.size, &second);
    fuzz_require(strcmp(buf_text(&first), buf_text(&second)) == 0);
    job_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    struct job job;
    struct job_fault fault = {.code = NULL};
    enum job_file_verdict verdict = job_file_parse(text, size, &job, &fault);
    if (verdict == JOB_FILE_OK) {
        fuzz_require(*job_title(&job) != '\0');
        if (size <= JOB_FILE_MAX)
            format_again(&job, text, size);
        job_release(&job);
        return 0;
    }
    fuzz_require(fault.code && *fault.code && *fault.text && *fault.cure);
    fuzz_require(verdict == JOB_FILE_WRONG || strcmp(fault.code, "json") == 0);
    return 0;
}
