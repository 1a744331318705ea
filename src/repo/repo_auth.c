#include "repo/repo_auth.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/base64.h"
#include "base/fd.h"
#include "base/scope.h"

#define TOKEN_MAX    4096
#define KEY_FILE_MAX 65536
#define OTHERS       0077 /* mode bits of everybody but the owner */
/* What GitHub documents for tokens; GitLab and Gitea take any name. */
#define TOKEN_USER   "x-access-token"
#define SSH_USER     "git"
#define ATTEMPTS_MAX 1

static int refuse(struct repo_auth *auth, int result)
{
    /* libgit2 keeps the message that is set: ours goes by the struct */
    git_error_set_str(GIT_ERROR_CALLBACK, auth->refusal.text);
    return result;
}

/* Read a file that holds a secret: of ours, readable by nobody else. */
static int read_secret(const char *what, const char *path, struct buf *out, struct err *err)
{
    struct stat st;
    auto_fd int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &st) < 0)
        return err_errno(err, "cannot open the %s '%.120s'", what, path);
    if (!S_ISREG(st.st_mode))
        return err_set(err, ERR_INVALID, "the %s '%.120s' is no file", what, path);
    if (st.st_mode & OTHERS)
        return err_set(err, ERR_FORBIDDEN,
                       "the %s '%.80s' may be read by others: chmod 600 '%.80s'", what, path, path);
    return fd_read_all(fd, out, err);
}

/* HTTPS */

static bool is_web(const struct repo_auth *auth)
{
    return auth->url.scheme == REPO_SCHEME_HTTP || auth->url.scheme == REPO_SCHEME_HTTPS;
}

/* Append the token: one word, a newline behind it is none of it. */
static int read_token(const char *path, struct buf *out, struct err *err)
{
    size_t before = out->size;
    if (read_secret("token file", path, out, err) < 0)
        return -1;
    while (out->size > before && strchr("\r\n \t", out->data[out->size - 1]))
        out->data[--out->size] = '\0';
    if (out->size == before)
        return err_set(err, ERR_INVALID, "the token file '%.120s' is empty", path);
    for (size_t i = before; i < out->size; i++) {
        if (out->data[i] <= ' ' || out->data[i] == 0x7f)
            return err_set(err, ERR_INVALID, "the token file '%.120s' holds more than one word",
                           path);
    }
    return 0;
}

int repo_auth_header(const struct repo_auth *auth, struct buf *out, struct err *err)
{
    auto_buf struct buf secret;
    buf_init(&secret, TOKEN_MAX);
    if (*auth->plan->token_path == '\0' || !is_web(auth))
        return 0;
    if (auth->url.scheme == REPO_SCHEME_HTTP && !repo_url_is_loopback(auth->url.host))
        return err_set(err, ERR_INVALID,
                       "the token for '%.80s' would go there without TLS: use an https URL",
                       auth->url.host);
    buf_add(&secret, TOKEN_USER ":");
    if (read_token(auth->plan->token_path, &secret, err) < 0)
        return -1;
    buf_add(out, "Authorization: Basic ");
    base64_encode((const uint8_t *)secret.data, secret.size, true, out);
    explicit_bzero(secret.data, secret.size);
    return buf_ok(out) ? 0 : err_set(err, ERR_TOO_LARGE, "the token is too long");
}

/* The server asks: then it has no token of us, or does not take it. */
static int refuse_to_ask(struct repo_auth *auth)
{
    const char *path = auth->plan->token_path;
    if (*path == '\0')
        (void)err_set(
            &auth->refusal, ERR_REMOTE,
            "'%.80s' wants to know who asks (or has no such repository): put a token into "
            "a file of mode 0600 and name it as git.auth.token_path",
            auth->url.host);
    else
        (void)err_set(
            &auth->refusal, ERR_REMOTE,
            "'%.60s' refused the token in '%.100s': it is wrong, has expired or lacks the "
            "right",
            auth->url.host, path);
    return refuse(auth, GIT_EAUTH);
}

/* SSH */

static bool is_rsa(const char *path)
{
    auto_buf struct buf text;
    auto_free char *public = xasprintf("%s.pub", path);
    struct err ignored;
    buf_init(&text, KEY_FILE_MAX);
    if (fd_read_file(AT_FDCWD, path, &text, &ignored) == 0 &&
        strstr(buf_text(&text), "BEGIN RSA PRIVATE KEY"))
        return true;
    /* "ssh-rsa" in OpenSSH's private form, in base64 at its usual place */
    if (strstr(buf_text(&text), "AAAAB3NzaC1yc2"))
        return true;
    buf_clear(&text);
    return fd_read_file(AT_FDCWD, public, &text, &ignored) == 0 &&
           strncmp(buf_text(&text), "ssh-rsa ", 8) == 0;
}

static void explain_key(const struct repo_auth *auth, struct err *err)
{
    const char *path = auth->plan->ssh_key_path;
    if (is_rsa(path))
        (void)err_set(err, ERR_REMOTE,
                      "'%.50s' refused the RSA key '%.80s': servers of today do not take how "
                      "libssh2 signs with RSA; make an ed25519 key (ssh-keygen -t ed25519)",
                      auth->url.host, path);
    else
        (void)err_set(err, ERR_REMOTE,
                      "'%.60s' refused the key '%.100s': is its public half known there?",
                      auth->url.host, path);
}

static int give_key_file(struct repo_auth *auth, const char *user, git_credential **out)
{
    auto_buf struct buf text;
    const char *path = auth->plan->ssh_key_path;
    buf_init(&text, KEY_FILE_MAX);
    if (auth->attempts > ATTEMPTS_MAX)
        explain_key(auth, &auth->refusal);
    else
        (void)read_secret("SSH key", path, &text, &auth->refusal);
    if (text.data)
        explicit_bzero(text.data, text.size);
    if (auth->refusal.code != ERR_NONE)
        return refuse(auth, GIT_EAUTH);
    return git_credential_ssh_key_new(out, user, NULL, path, NULL);
}

static int give_agent(struct repo_auth *auth, const char *user, git_credential **out)
{
    const char *agent = getenv("SSH_AUTH_SOCK"); /* NOLINT(concurrency-mt-unsafe): one thread */
    if (!agent || *agent == '\0')
        return err_set(&auth->refusal, ERR_REMOTE,
                       "'%.80s' wants an SSH key: name one as git.auth.ssh_key_path, or run an "
                       "agent (SSH_AUTH_SOCK)",
                       auth->url.host),
               refuse(auth, GIT_EAUTH);
    if (auth->attempts > ATTEMPTS_MAX)
        return err_set(&auth->refusal, ERR_REMOTE,
                       "'%.80s' refused every key of the SSH agent: is one of them known there?",
                       auth->url.host),
               refuse(auth, GIT_EAUTH);
    return git_credential_ssh_key_from_agent(out, user);
}

static int give_key(struct repo_auth *auth, const char *user, git_credential **out)
{
    const char *name = user && *user ? user : SSH_USER;
    return *auth->plan->ssh_key_path ? give_key_file(auth, name, out) : give_agent(auth, name, out);
}

int repo_auth_credential(struct repo_auth *auth, const char *user, unsigned allowed,
                         git_credential **out)
{
    if (allowed & GIT_CREDENTIAL_USERNAME)
        return git_credential_username_new(out, *auth->url.user ? auth->url.user : SSH_USER);
    auth->attempts++;
    if (is_web(auth))
        return refuse_to_ask(auth);
    if (allowed & GIT_CREDENTIAL_SSH_KEY)
        return give_key(auth, user, out);
    (void)err_set(&auth->refusal, ERR_REMOTE,
                  "'%.80s' wants a sign-in of a kind that PiRun does not have", auth->url.host);
    return refuse(auth, GIT_EAUTH);
}

/* whom we talk to */

static int judge_key(struct repo_auth *auth, bool is_valid, const char *host)
{
    char entry[REPO_HOST_ENTRY_SIZE];
    char print[REPO_FINGERPRINT_SIZE];
    auto_buf struct buf known;
    auto_free char *path = xasprintf("%s/.ssh/known_hosts", auth->plan->home);
    buf_init(&known, 3 * REPO_HOSTS_MAX);
    if (auth->plan->operation == REPO_HOSTKEY)
        return err_set(&auth->refusal, ERR_REMOTE, "only the key was wanted"),
               refuse(auth, GIT_EUSER);
    if (is_valid)
        return 0;
    repo_hosts_entry(host, auth->url.port, entry);
    repo_hosts_fingerprint(&auth->key, print);
    if (repo_hosts_read(path, &known, &auth->refusal) < 0)
        return refuse(auth, GIT_ECERTIFICATE);
    if (repo_hosts_names(buf_text(&known), entry))
        (void)err_set(
            &auth->refusal, ERR_REMOTE,
            "the key of '%.60s' is not the one that was trusted: it shows %s; somebody may "
            "stand between. If its owner says so: pirun git trust %.60s",
            host, print, entry);
    else
        (void)err_set(&auth->refusal, ERR_REMOTE,
                      "nobody has trusted the host '%.60s' yet: it shows the key %s. If that is "
                      "right: pirun git trust %.60s",
                      host, print, entry);
    return refuse(auth, GIT_ECERTIFICATE);
}

int repo_auth_certificate(struct repo_auth *auth, const git_cert *certificate, bool is_valid,
                          const char *host)
{
    if (certificate->cert_type != GIT_CERT_HOSTKEY_LIBSSH2) {
        auth->is_bad_certificate = !is_valid;
        return GIT_PASSTHROUGH; /* the library's own verdict; 0 would accept anything */
    }
    const git_cert_hostkey *shown = (const git_cert_hostkey *)certificate;
    if (!(shown->type & GIT_CERT_SSH_RAW) || shown->hostkey_len > sizeof(auth->key.bytes)) {
        (void)err_set(&auth->refusal, ERR_REMOTE, "'%.80s' shows no good host key", host);
        return refuse(auth, GIT_ECERTIFICATE);
    }
    memcpy(auth->key.bytes, shown->hostkey, shown->hostkey_len);
    auth->key.size = shown->hostkey_len;
    return judge_key(auth, is_valid, host);
}

/* words */

/* What libgit2 1.5 and its libraries say, and what it means. %s is the host. */
static const struct {
    const char *fragment;
    enum err_code code;
    const char *words;
} meanings[] = {
    {"status code: 404", ERR_NOT_FOUND, "'%.80s' has no such repository, or does not show it"},
    {"status code: 403", ERR_REMOTE, "'%.80s' forbids it: the token lacks the right"},
    {"status code: 401", ERR_REMOTE, "'%.80s' wants to know who asks"},
    {"epository not found", ERR_NOT_FOUND, "'%.80s' has no such repository, or does not show it"},
    {"not appear to be a git repository", ERR_NOT_FOUND, "'%.80s' has no such repository"},
    {"failed to resolve", ERR_REMOTE, "there is no host '%.80s', or no name server was reached"},
    {"failed to connect", ERR_REMOTE, "'%.80s' was not reached: nothing answers at that port"},
    {"exchange encryption keys", ERR_REMOTE,
     "'%.80s' and libssh2 share no kind of host key (only an RSA key is known for it?): 'pirun git "
     "trust' records the right one"},
    {"0xffff8880", ERR_REMOTE,
     "'%.80s' refused the TLS handshake: git's library speaks TLS 1.2 and no later"},
    {"0xffff9180", ERR_REMOTE,
     "'%.80s' speaks only a TLS version that PiRun does not: 1.2 is needed"},
    {"extract public key from private key", ERR_INVALID,
     "the SSH key for '%.80s' was not read: it is broken or has a passphrase (then use an agent)"},
    {"unexpected redirect", ERR_REMOTE, "'%.80s' sends us elsewhere: use the URL that it names"},
    {"cannot redirect", ERR_REMOTE, "'%.80s' sends us elsewhere: use the URL that it names"},
};

static int explain_rest(const struct repo_auth *auth, int result, struct err *err)
{
    const char *message = repo_lib_message();
    const char *host = *auth->url.host ? auth->url.host : "this machine";
    if (repo_lib_is_full(message))
        return err_set(err, ERR_NO_SPACE, "the disk is full: %.150s", message);
    if (result == GIT_ENONFASTFORWARD)
        return err_set(err, ERR_CONFLICT,
                       "the remote branch has commits that are not here: 'pirun git pull' first");
    if (result == GIT_ECERTIFICATE || auth->is_bad_certificate)
        return err_set(
            err, ERR_REMOTE,
            "the certificate of '%.80s' is not good: %.80s (a private authority is named "
            "by git.auth.ca_path)",
            host, message);
    return err_set(err, auth->url.scheme == REPO_SCHEME_FILE ? ERR_INTERNAL : ERR_REMOTE,
                   "'%.60s': %.160s", host, message);
}

int repo_auth_explain(const struct repo_auth *auth, int result, struct err *err)
{
    if (auth->refusal.code != ERR_NONE) {
        *err = auth->refusal;
        return -1;
    }
    if (auth->url.scheme == REPO_SCHEME_FILE &&
        (result == GIT_ENOTFOUND || strstr(repo_lib_message(), "unsupported URL protocol")))
        return err_set(err, ERR_NOT_FOUND, "there is no repository at '%.150s'", auth->plan->url);
    for (size_t i = 0; i < ARRAY_LEN(meanings); i++) {
        if (!strstr(repo_lib_message(), meanings[i].fragment))
            continue;
        char text[sizeof(err->text)];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* from the table above */
        (void)snprintf(text, sizeof(text), meanings[i].words, auth->url.host); /* may be cut */
#pragma GCC diagnostic pop
        return err_set(err, meanings[i].code, "%s", text);
    }
    return explain_rest(auth, result, err);
}
