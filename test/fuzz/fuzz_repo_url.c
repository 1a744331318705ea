/* A URL that is taken names a host that cannot become an option or a line, and holds no secret. */
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "repo/repo_hosts.h"
#include "repo/repo_url.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err err;
    struct repo_url url;
    auto_free char *text = xstrndup((const char *)data, size);
    if (repo_url_parse(text, &url, &err) < 0)
        return 0;
    if (url.scheme == REPO_SCHEME_FILE) {
        fuzz_require(url.host[0] == '\0' && url.port == 0);
        return 0;
    }
    fuzz_require(url.port > 0 && url.port < 65536);
    fuzz_require(url.host[0] != '\0' && url.host[0] != '-' && url.user[0] != '-');
    for (const char *at = url.host; *at; at++)
        fuzz_require(isalnum((unsigned char)*at) || strchr(".-_:", *at));
    fuzz_require(url.scheme == REPO_SCHEME_SSH || !url.user[0]);
    fuzz_require(!strchr(url.user, ':'));
    char entry[REPO_HOST_ENTRY_SIZE];
    repo_hosts_entry(url.host, url.port, entry);
    fuzz_require(strstr(entry, url.host) != NULL);
    return 0;
}
