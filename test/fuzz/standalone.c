/* standalone: runs a fuzz target over the files given, and over the files in the directories given, so
 * that every input that once crashed is tried again by the normal tests, with any compiler. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#define INPUT_MAX (1024 * 1024) /* bytes; the targets' own limits are far below */

static int run_file(const char *path)
{
    FILE *file = fopen(path, "rbe");
    uint8_t *data = malloc(INPUT_MAX);
    if (!file || !data) {
        perror(path);
        exit(1);
    }
    size_t size = fread(data, 1, INPUT_MAX, file);
    uint8_t *exact = malloc(size ? size : 1); /* so that reading behind the end is noticed */
    if (!exact || ferror(file)) {
        perror(path);
        exit(1);
    }
    memcpy(exact, data, size);
    (void)LLVMFuzzerTestOneInput(exact, size); /* aborts when something is wrong */
    free(exact);
    free(data);
    (void)fclose(file); /* was only read */
    return 1;
}

static int run_directory(DIR *dir, const char *path)
{
    int count = 0;
    for (const struct dirent *entry; (entry = readdir(dir));) { // NOLINT(concurrency-mt-unsafe)
        char inside[4096];
        if (entry->d_name[0] == '.')
            continue;
        (void)snprintf(inside, sizeof(inside), "%s/%s", path, entry->d_name); /* else not found */
        count += run_file(inside);
    }
    return count;
}

int main(int argc, char **argv)
{
    int count = 0;
    for (int i = 1; i < argc; i++) {
        DIR *dir = opendir(argv[i]);
        count += dir ? run_directory(dir, argv[i]) : run_file(argv[i]);
        if (dir)
            (void)closedir(dir); /* was only read */
    }
    printf("%d inputs\n", count);
    return count > 0 ? 0 : 1; /* a corpus that is not found is a failure */
}
