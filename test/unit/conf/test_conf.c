#include "conf/conf.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/fd.h"
#include "base/scope.h"
#include "conf/conf_base.h"

static void parse(const char *text, struct conf *out)
{
    struct err err;
    if (conf_parse(text, strlen(text), out, &err) < 0)
        fail_msg("'%s' was refused: %s", text, err.text);
}

static void assert_invalid(const char *text, const char *why)
{
    struct conf conf;
    struct err err = {.code = ERR_NONE};
    assert_int_equal(conf_parse(text, strlen(text), &conf, &err), -1);
    assert_string_equal(err.text, why);
    assert_int_equal(err.code, ERR_INVALID);
}

/* All keys but the two that `pirun init` fills in have the same value in both. */
static void assert_same_settings(const struct conf *a, const struct conf *b)
{
    size_t count;
    const struct conf_doc *docs = conf_docs(&count);
    for (size_t i = 0; i < count; i++) {
        auto_buf struct buf left;
        auto_buf struct buf right;
        buf_init(&left, 8192);
        buf_init(&right, 8192);
        conf_print_value(a, docs[i].key, &left);
        conf_print_value(b, docs[i].key, &right);
        if (strcmp(docs[i].key, "name") != 0 && strcmp(docs[i].key, "base_dir") != 0)
            assert_string_equal(buf_text(&left), buf_text(&right));
    }
}

static void assert_value(const struct conf *conf, const char *key, const char *value)
{
    auto_buf struct buf text;
    buf_init(&text, 8192);
    conf_print_value(conf, key, &text);
    assert_string_equal(buf_text(&text), value);
}

static void an_empty_file_gives_the_defaults(void **state)
{
    (void)state;
    auto_conf struct conf read;
    auto_conf struct conf defaults;
    parse("", &read);
    conf_init_defaults(&defaults);
    assert_same_settings(&read, &defaults);
    assert_string_equal(read.server.addr, "127.0.0.1:8080");
    assert_int_equal(read.server.run_timeout_ms, 30000);
    assert_int_equal(read.run.limits.memory_mb, 256);
    assert_true(read.run.limits.cpus == 1.0);
    assert_int_equal(read.spool.durability, CONF_DURABILITY_FULL);
    assert_string_equal(read.git.branch, "main");
    assert_null(read.server.cors_origins[0]);
}

static void jobs_defaults_to_the_number_of_cores(void **state)
{
    (void)state;
    auto_conf struct conf none;
    auto_conf struct conf zero;
    auto_conf struct conf three;
    parse("", &none);
    parse("run: {jobs: 0}", &zero);
    parse("run: {jobs: 3}", &three);
    assert_in_range(none.run.jobs, 1, 1024);
    assert_int_equal(zero.run.jobs, none.run.jobs);
    assert_int_equal(three.run.jobs, 3);
}

static void every_type_is_read_into_its_place(void **state)
{
    (void)state;
    auto_conf struct conf conf;
    parse("name: My project\n"
          "git: {remote: 'https://example.org/x.git', auth: {type: token}}\n"
          "server:\n"
          "  addr: 0.0.0.0:80\n"
          "  cors_origins: [\"https://a.example\", https://b.example]\n"
          "spool:\n  durability: none\n  allow_network_fs: true\n"
          "run:\n  sandbox: off\n  network: full\n  limits:\n    cpus: 2.5\n    memory_mb: 0\n",
          &conf);
    assert_string_equal(conf.name, "My project");
    assert_string_equal(conf.git.auth.type, "token");
    assert_string_equal(conf.server.addr, "0.0.0.0:80");
    assert_string_equal(conf.server.cors_origins[1], "https://b.example");
    assert_null(conf.server.cors_origins[2]);
    assert_int_equal(conf.spool.durability, CONF_DURABILITY_NONE);
    assert_true(conf.spool.allow_network_fs);
    assert_int_equal(conf.run.sandbox, CONF_SANDBOX_OFF);
    assert_int_equal(conf.run.network, CONF_NETWORK_FULL);
    assert_true(conf.run.limits.cpus == 2.5);
    assert_int_equal(conf.run.limits.memory_mb, 0);
}

static void values_are_shown_as_a_person_writes_them(void **state)
{
    (void)state;
    auto_conf struct conf conf;
    parse("server: {cors_origins: [a, b]}\nrun: {limits: {cpus: 0.25}}\n", &conf);
    assert_value(&conf, "server.cors_origins", "a, b");
    assert_value(&conf, "run.limits.cpus", "0.25");
    assert_value(&conf, "spool.durability", "full");
    assert_value(&conf, "run.sandbox", "auto");
    assert_value(&conf, "files.follow_symlinks", "false");
    assert_value(&conf, "server.addr", "127.0.0.1:8080");
    assert_value(&conf, "no.such.key", "");
}

static void a_list_of_sections_is_read_with_its_defaults(void **state)
{
    (void)state;
    auto_conf struct conf conf;
    auto_conf struct conf empty;
    parse("hooks:\n- name: deploy\n  script: a.py\n  secret_file: s\n"
          "- {name: b, script: scripts/b.py, secret_file: /s, signature: plain, branch: main}\n",
          &conf);
    assert_int_equal(conf.hooks.count, 2);
    assert_value(&conf, "hooks", "deploy, b");
    const struct conf_hook *hook = conf_hook_find(&conf, "deploy");
    assert_string_equal(hook->script, "a.py");
    assert_int_equal(hook->signature, CONF_SIGNATURE_GITHUB);
    assert_string_equal(hook->branch, "");
    hook = conf_hook_find(&conf, "b");
    assert_int_equal(hook->signature, CONF_SIGNATURE_PLAIN);
    assert_string_equal(hook->branch, "main");
    assert_null(conf_hook_find(&conf, "c"));
    parse("hooks:\n", &empty);
    assert_int_equal(empty.hooks.count, 0);
}

static void what_is_wrong_in_a_list_of_sections_is_told_with_its_place(void **state)
{
    (void)state;
    assert_invalid("hooks: {name: a}\n",
                   ".pirun.yaml:1:8: this must be a list of sections: '- key: value' lines");
    assert_invalid("hooks: [a]\n",
                   ".pirun.yaml:1:9: each entry of this list must consist of 'key: value' lines");
    assert_invalid("hooks:\n- name: a\n  scrpt: b\n",
                   ".pirun.yaml:3:3: unknown key 'hooks[].scrpt'");
    assert_invalid("hooks:\n- name: a\n  signature: none\n",
                   ".pirun.yaml:3:14: 'hooks[].signature' is 'none': it must be one of github | "
                   "gitea | plain");
    assert_invalid("hooks:\n- name: a\n  script: a.py\n",
                   ".pirun.yaml:2:3: 'hooks[].secret_file' is missing: without a secret everybody "
                   "could call the hook");
}

static void an_empty_section_is_a_section_of_defaults(void **state)
{
    (void)state;
    auto_conf struct conf conf;
    parse("server:\nrun:\n  limits:\n", &conf);
    assert_int_equal(conf.run.limits.pids, 64);
}

static void a_misspelt_key_is_refused_with_the_nearest_one(void **state)
{
    (void)state;
    assert_invalid("run:\n  job: 2\n",
                   ".pirun.yaml:2:3: unknown key 'run.job': did you mean 'jobs'?");
    assert_invalid("sever: {addr: off}\n",
                   ".pirun.yaml:1:1: unknown key 'sever': did you mean 'server'?");
    assert_invalid("server:\n  read_timeout: 5000\n",
                   ".pirun.yaml:2:3: unknown key 'server.read_timeout': did you mean "
                   "'read_timeout_ms'?");
    assert_invalid("run:\n  limits:\n    memroy_mb: 5\n",
                   ".pirun.yaml:3:5: unknown key 'run.limits.memroy_mb': did you mean "
                   "'memory_mb'?");
}

static void a_key_in_the_wrong_section_is_told_where_it_belongs(void **state)
{
    (void)state;
    assert_invalid("jobs: 2\n", ".pirun.yaml:1:1: unknown key 'jobs': it belongs under 'run'");
    assert_invalid("run:\n  memory_mb: 2\n", ".pirun.yaml:2:3: unknown key 'run.memory_mb': it "
                                             "belongs under 'run.limits'");
    assert_invalid("run:\n  name: x\n", ".pirun.yaml:2:3: unknown key 'run.name': it belongs at "
                                        "the top level, not indented");
}

static void a_key_that_is_near_nothing_gets_no_guess(void **state)
{
    (void)state;
    assert_invalid("zebra_crossing: 1\n", ".pirun.yaml:1:1: unknown key 'zebra_crossing'");
}

static void a_key_written_with_dots_is_told_where_it_belongs(void **state)
{
    (void)state;
    assert_invalid("run.jobs: 1\n",
                   ".pirun.yaml:1:1: unknown key 'run.jobs': it belongs under 'run'");
}

static void a_wrong_type_is_refused_at_the_value(void **state)
{
    (void)state;
    assert_invalid("run:\n  jobs: many\n", ".pirun.yaml:2:9: 'run.jobs' must be an integer");
    assert_invalid("run: {jobs: \"2\"}\n",
                   ".pirun.yaml:1:13: 'run.jobs' must be an integer: remove the quotes");
    assert_invalid("run: {jobs: }\n", ".pirun.yaml:1:13: 'run.jobs' must be an integer");
    assert_invalid("run: {jobs: 1e3}\n", ".pirun.yaml:1:13: 'run.jobs' must be an integer");
    assert_invalid("run: {jobs: [1]}\n", ".pirun.yaml:1:13: 'run.jobs' must be an integer");
    assert_invalid("keep: {days: 30d}\n",
                   ".pirun.yaml:1:14: 'keep.days' must be an integer (in days)");
    assert_invalid("run: {limits: {cpus: nan}}\n",
                   ".pirun.yaml:1:22: 'run.limits.cpus' must be a number (in cores)");
    assert_invalid("files: {follow_symlinks: yes}\n",
                   ".pirun.yaml:1:26: 'files.follow_symlinks' must be true or false");
    assert_invalid("name: [a]\n", ".pirun.yaml:1:7: 'name' must be text");
    assert_invalid("server: {cors_origins: a}\n", ".pirun.yaml:1:24: 'server.cors_origins' must be "
                                                  "a list, as in [one, two]");
    assert_invalid("server: 8080\n", ".pirun.yaml:1:9: 'server' is a section: its keys go below "
                                     "it, indented");
    assert_invalid("- a\n- b\n", ".pirun.yaml:1:1: the file must consist of 'key: value' lines");
}

static void a_value_out_of_range_is_refused_with_the_range(void **state)
{
    (void)state;
    assert_invalid("run: {jobs: -1}\n",
                   ".pirun.yaml:1:13: 'run.jobs' is -1: it must be from 0 to 1024");
    assert_invalid("run: {jobs: 99999999999999999999}\n",
                   ".pirun.yaml:1:13: 'run.jobs' is 99999999999999999999: it must be from 0 to "
                   "1024");
    assert_invalid("server: {read_timeout_ms: 5}\n",
                   ".pirun.yaml:1:27: 'server.read_timeout_ms' is 5: it must be from 100 to "
                   "3600000 ms");
    assert_invalid("run: {limits: {cpus: -0.5}}\n",
                   ".pirun.yaml:1:22: 'run.limits.cpus' is -0.5: it must be from 0 to 1024 cores");
    assert_invalid("run: {sandbox: on}\n",
                   ".pirun.yaml:1:16: 'run.sandbox' is 'on': it must be one of auto | full | "
                   "namespaces | landlock | basic | off");
    assert_invalid("run: {sandbox: \"\"}\n",
                   ".pirun.yaml:1:16: 'run.sandbox' is '': it must be one of auto | full | "
                   "namespaces | landlock | basic | off");
    assert_invalid("git: {auth: {type: password}}\n",
                   ".pirun.yaml:1:20: 'git.auth.type' is 'password': it must be one of ssh | token "
                   "| none");
}

static void a_path_is_checked_for_its_form(void **state)
{
    (void)state;
    assert_invalid("base_dir: here\n",
                   ".pirun.yaml:1:11: 'base_dir' is 'here': it must be a path from '/' on");
    assert_invalid("venv_python: ~/venv/bin/python\n",
                   ".pirun.yaml:1:14: 'venv_python' begins with '~', which only a shell expands: "
                   "write the whole path");
    assert_invalid("name: \"a\\nb\"\n", ".pirun.yaml:1:7: 'name' holds a control character");
}

static void an_address_is_checked_for_its_form(void **state)
{
    (void)state;
    assert_invalid("server:\n  addr: 127.0.0.1\n",
                   ".pirun.yaml:2:9: address '127.0.0.1' has no port: write HOST:PORT, or off for "
                   "no HTTP");
}

static void no_sign_in_is_only_allowed_on_this_machine(void **state)
{
    (void)state;
    auto_conf struct conf conf;
    parse("server: {auth: none, addr: \"[::1]:80\"}\n", &conf);
    assert_int_equal(conf.server.auth, CONF_AUTH_NONE);
    assert_invalid("server: {addr: \"0.0.0.0:80\", auth: none}\n",
                   ".pirun.yaml:1:36: 'server.auth' may be none only when 'server.addr' is "
                   "127.0.0.1, [::1] or localhost: everybody who can connect could run code");
}

static void tls_wants_both_of_its_files(void **state)
{
    (void)state;
    assert_invalid("server: {tls: {cert: /c.pem}}\n",
                   ".pirun.yaml:1:15: 'server.tls' needs both 'cert' and 'key', or neither");
}

static void what_yaml_refuses_is_told_with_its_position(void **state)
{
    (void)state;
    assert_invalid("name: a\nname: b\n",
                   ".pirun.yaml:2:1: key 'name' is given twice, first in line 1");
    assert_invalid("run:\n\tjobs: 2\n", ".pirun.yaml:2:1: a tab stands where YAML wants spaces");
}

static void a_refused_file_leaves_the_old_values(void **state)
{
    (void)state;
    auto_conf struct conf conf;
    struct err err;
    static const char bad[] = "name: new\nrun: {jobs: x}\n";
    parse("name: old\n", &conf);
    assert_int_equal(conf_parse(bad, strlen(bad), &conf, &err), -1);
    assert_string_equal(conf.name, "old");
}

static void the_commented_file_reads_back_to_the_defaults(void **state)
{
    (void)state;
    auto_buf struct buf text;
    auto_conf struct conf read;
    auto_conf struct conf defaults;
    buf_init(&text, 65536);
    conf_write_commented("a \"quoted\" \\ name: # ü", "/srv/a b", &text);
    parse(buf_text(&text), &read);
    conf_init_defaults(&defaults);
    assert_string_equal(read.name, "a \"quoted\" \\ name: # ü");
    assert_string_equal(read.base_dir, "/srv/a b");
    assert_same_settings(&read, &defaults);
}

/* Take the '#' away before every key, as a person does. */
static void switch_on(const char *commented, struct buf *out)
{
    for (const char *line = commented; *line;) {
        size_t size = strcspn(line, "\n") + 1;
        size_t blanks = strspn(line, " ");
        bool is_key = line[blanks] == '#' && line[blanks + 1] != ' ' && line[blanks + 1] != '\n';
        buf_append(out, line, blanks);
        buf_append(out, line + blanks + (is_key ? 1 : 0), size - blanks - (is_key ? 1 : 0));
        line += size;
    }
}

static void the_commented_file_with_every_key_on_reads_back_too(void **state)
{
    (void)state;
    auto_buf struct buf text;
    auto_buf struct buf on;
    auto_conf struct conf read;
    auto_conf struct conf defaults;
    buf_init(&text, 65536);
    buf_init(&on, 65536);
    conf_write_commented("", "", &text);
    switch_on(buf_text(&text), &on);
    assert_non_null(strstr(buf_text(&on), "\n    memory_mb: 256  # 0 to"));
    parse(buf_text(&on), &read);
    conf_init_defaults(&defaults);
    assert_same_settings(&read, &defaults);
}

static void a_name_that_yaml_cannot_hold_stays_commented_out(void **state)
{
    (void)state;
    static const char *const names[] = {"a\nb", "\xff", "\xc2\x85", "\xef\xbb\xbf", "\xef\xbf\xbf"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        auto_buf struct buf text;
        auto_conf struct conf conf;
        buf_init(&text, 65536);
        conf_write_commented(names[i], "/", &text);
        parse(buf_text(&text), &conf);
        assert_string_equal(conf.name, "");
    }
}

static void the_commented_file_has_no_long_and_no_blank_ended_line(void **state)
{
    (void)state;
    auto_buf struct buf text;
    buf_init(&text, 65536);
    conf_write_commented("demo", "/srv/demo", &text);
    for (const char *line = buf_text(&text); *line; line += strcspn(line, "\n") + 1) {
        size_t size = strcspn(line, "\n");
        assert_in_range(size, 0, 100);
        assert_false(size > 0 && line[size - 1] == ' ');
    }
}

/* The text of a document with KEY set to VALUE, nested as its dots say. */
static void nest(const char *key, const char *value, struct buf *out)
{
    int depth = 0;
    for (const char *dot; (dot = strchr(key, '.')); key = dot + 1)
        buf_addf(out, "%.*s:\n%*s", (int)(dot - key), key, ++depth, "");
    buf_addf(out, "%s: %s\n", key, value);
}

static int parse_key(const char *key, long long value, struct conf *out)
{
    auto_buf struct buf text;
    auto_free char *number = xasprintf("%lld", value);
    struct err err;
    buf_init(&text, 4096);
    nest(key, number, &text);
    return conf_parse(buf_text(&text), text.size, out, &err);
}

static void every_documented_range_is_the_one_in_force(void **state)
{
    (void)state;
    size_t count;
    const struct conf_doc *docs = conf_docs(&count);
    int ranges = 0;
    for (size_t i = 0; i < count; i++) {
        long long low;
        long long high;
        if (sscanf(docs[i].range, "%lld to %lld", &low, &high) != 2) // NOLINT(cert-err34-c)
            continue;
        struct conf conf;
        assert_int_equal(parse_key(docs[i].key, low - 1, &conf), -1);
        assert_int_equal(parse_key(docs[i].key, high + 1, &conf), -1);
        assert_int_equal(parse_key(docs[i].key, low, &conf), 0);
        conf_release(&conf);
        assert_int_equal(parse_key(docs[i].key, high, &conf), 0);
        conf_release(&conf);
        ranges++;
    }
    assert_int_equal(ranges, 32);
}

static void every_number_has_a_range_and_every_key_a_help(void **state)
{
    (void)state;
    size_t count;
    const struct conf_doc *docs = conf_docs(&count);
    for (size_t i = 0; i < count; i++) {
        bool is_number =
            strcmp(docs[i].type, "integer") == 0 || strcmp(docs[i].type, "number") == 0;
        assert_int_equal(is_number, strstr(docs[i].range, " to ") != NULL);
        assert_true(strlen(docs[i].help) > 10);
        assert_true(docs[i].help[strlen(docs[i].help) - 1] != '.');
        assert_true(docs[i].fallback[0] != '\0');
    }
}

/* A project in a directory of its own. */
struct project {
    char path[64];
    int fd;
};

static int make_project(void **state)
{
    struct project *project = xcalloc(1, sizeof(*project));
    (void)snprintf(project->path, sizeof(project->path), "/tmp/pirun-conf-XXXXXX"); /* fits */
    assert_non_null(mkdtemp(project->path));
    struct err err;
    project->fd = fd_open_dir(-1, project->path, &err);
    assert_true(project->fd >= 0);
    *state = project;
    return 0;
}

static int remove_project(void **state)
{
    struct project *project = *state;
    (void)unlinkat(project->fd, CONF_FILE, 0); /* a test may have left none */
    assert_int_equal(rmdir(project->path), 0);
    assert_int_equal(close(project->fd), 0);
    free(project);
    return 0;
}

static void write_config(const struct project *project, const char *text)
{
    struct err err;
    if (fd_replace(project->fd, CONF_FILE, text, strlen(text), FD_DURABLE_NONE, &err) < 0)
        fail_msg("%s", err.text);
}

static void assert_load_fails(const struct project *project, enum err_code code, const char *why)
{
    struct conf conf;
    struct err err = {.code = ERR_NONE};
    assert_int_equal(conf_load(project->fd, project->path, &conf, &err), -1);
    assert_string_equal(err.text, why);
    assert_int_equal(err.code, code);
}

static void a_project_without_config_says_pirun_init(void **state)
{
    const struct project *project = *state;
    char why[160];
    (void)snprintf(why, sizeof(why), "no '.pirun.yaml' in '%s': `pirun init` makes one",
                   project->path); /* fits */
    assert_load_fails(project, ERR_NOT_FOUND, why);
}

static void a_config_is_loaded_where_base_dir_says(void **state)
{
    const struct project *project = *state;
    auto_conf struct conf conf;
    auto_buf struct buf text;
    struct err err;
    buf_init(&text, 65536);
    conf_write_commented("demo", project->path, &text);
    write_config(project, buf_text(&text));
    assert_int_equal(conf_load(project->fd, project->path, &conf, &err), 0);
    assert_string_equal(conf.base_dir, project->path);
}

static void base_dir_may_be_reached_through_a_link(void **state)
{
    const struct project *project = *state;
    auto_conf struct conf conf;
    auto_free char *link = xasprintf("%s.link", project->path);
    auto_free char *text = xasprintf("base_dir: %s\n", link);
    struct err err;
    assert_int_equal(symlink(project->path, link), 0);
    write_config(project, text);
    int result = conf_load(project->fd, project->path, &conf, &err);
    assert_int_equal(unlink(link), 0);
    assert_int_equal(result, 0);
}

static void a_moved_project_is_told_to_correct_base_dir(void **state)
{
    const struct project *project = *state;
    char why[240];
    (void)snprintf(why, sizeof(why),
                   ".pirun.yaml:2: this file lies in '%s' but its base_dir is '/usr': in a "
                   "clone, `pirun init`; if the project was moved or copied, correct base_dir",
                   project->path); /* fits */
    write_config(project, "name: moved\nbase_dir: /usr\n");
    assert_load_fails(project, ERR_CONFLICT, why);
}

static void base_dir_that_does_not_exist_is_another_directory(void **state)
{
    const struct project *project = *state;
    struct conf conf;
    struct err err;
    write_config(project, "base_dir: /no/such/directory\n");
    assert_int_equal(conf_load(project->fd, project->path, &conf, &err), -1);
    assert_int_equal(err.code, ERR_CONFLICT);
}

static void remove_var(const struct project *project)
{
    assert_int_equal(unlinkat(project->fd, "var/base_dir", 0), 0);
    assert_int_equal(unlinkat(project->fd, "var", AT_REMOVEDIR), 0);
}

static void a_clone_that_was_adopted_is_right_where_it_lies(void **state)
{
    const struct project *project = *state;
    auto_conf struct conf conf = {0};
    struct err err;
    write_config(project, "base_dir: /usr\n");
    assert_int_equal(conf_base_adopt(project->fd, project->path, &err), 0);
    int result = conf_load(project->fd, project->path, &conf, &err);
    remove_var(project);
    assert_int_equal(result, 0);
    assert_string_equal(conf.base_dir, "/usr");
}

static void a_copy_of_an_adopted_clone_is_noticed(void **state)
{
    const struct project *project = *state;
    struct conf conf;
    struct err err;
    write_config(project, "base_dir: /usr\n");
    assert_int_equal(conf_base_adopt(project->fd, "/usr/bin", &err),
                     0); /* as if copied from there */
    int result = conf_load(project->fd, project->path, &conf, &err);
    remove_var(project);
    assert_int_equal(result, -1);
    assert_int_equal(err.code, ERR_CONFLICT);
}

static void what_has_a_var_is_no_fresh_clone(void **state)
{
    const struct project *project = *state;
    struct err err;
    assert_int_equal(mkdirat(project->fd, "var", 0700), 0);
    int result = conf_base_adopt(project->fd, project->path, &err);
    assert_int_equal(unlinkat(project->fd, "var", AT_REMOVEDIR), 0);
    assert_int_equal(result, -1);
    assert_int_equal(err.code, ERR_CONFLICT);
}

static void a_config_without_base_dir_may_lie_anywhere(void **state)
{
    const struct project *project = *state;
    auto_conf struct conf conf;
    struct err err;
    write_config(project, "name: anywhere\n");
    assert_int_equal(conf_load(project->fd, project->path, &conf, &err), 0);
}

static void a_config_that_is_no_regular_file_is_refused(void **state)
{
    const struct project *project = *state;
    char why[200];
    (void)snprintf(why, sizeof(why),
                   "'.pirun.yaml' in '%s' is not a regular file: put the file itself there, not a "
                   "link",
                   project->path); /* fits */
    assert_int_equal(symlinkat("/etc/hostname", project->fd, CONF_FILE), 0);
    assert_load_fails(project, ERR_INVALID, why);
    assert_int_equal(unlinkat(project->fd, CONF_FILE, 0), 0);
    assert_int_equal(mkfifoat(project->fd, CONF_FILE, 0600), 0);
    assert_load_fails(project, ERR_INVALID, why);
}

static void a_config_beyond_64_kib_is_refused(void **state)
{
    const struct project *project = *state;
    auto_buf struct buf text;
    buf_init(&text, 70000);
    while (text.size <= 65536)
        buf_add(&text, "#");
    write_config(project, buf_text(&text));
    assert_load_fails(project, ERR_TOO_LARGE, "'.pirun.yaml': larger than 65536 bytes");
}

#define IN_PROJECT(test) cmocka_unit_test_setup_teardown(test, make_project, remove_project)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_file_gives_the_defaults),
        cmocka_unit_test(jobs_defaults_to_the_number_of_cores),
        cmocka_unit_test(every_type_is_read_into_its_place),
        cmocka_unit_test(values_are_shown_as_a_person_writes_them),
        cmocka_unit_test(an_empty_section_is_a_section_of_defaults),
        cmocka_unit_test(a_list_of_sections_is_read_with_its_defaults),
        cmocka_unit_test(what_is_wrong_in_a_list_of_sections_is_told_with_its_place),
        cmocka_unit_test(a_misspelt_key_is_refused_with_the_nearest_one),
        cmocka_unit_test(a_key_in_the_wrong_section_is_told_where_it_belongs),
        cmocka_unit_test(a_key_that_is_near_nothing_gets_no_guess),
        cmocka_unit_test(a_key_written_with_dots_is_told_where_it_belongs),
        cmocka_unit_test(a_wrong_type_is_refused_at_the_value),
        cmocka_unit_test(a_value_out_of_range_is_refused_with_the_range),
        cmocka_unit_test(a_path_is_checked_for_its_form),
        cmocka_unit_test(an_address_is_checked_for_its_form),
        cmocka_unit_test(no_sign_in_is_only_allowed_on_this_machine),
        cmocka_unit_test(tls_wants_both_of_its_files),
        cmocka_unit_test(what_yaml_refuses_is_told_with_its_position),
        cmocka_unit_test(a_refused_file_leaves_the_old_values),
        cmocka_unit_test(the_commented_file_reads_back_to_the_defaults),
        cmocka_unit_test(the_commented_file_with_every_key_on_reads_back_too),
        cmocka_unit_test(a_name_that_yaml_cannot_hold_stays_commented_out),
        cmocka_unit_test(the_commented_file_has_no_long_and_no_blank_ended_line),
        cmocka_unit_test(every_documented_range_is_the_one_in_force),
        cmocka_unit_test(every_number_has_a_range_and_every_key_a_help),
        IN_PROJECT(a_project_without_config_says_pirun_init),
        IN_PROJECT(a_config_is_loaded_where_base_dir_says),
        IN_PROJECT(base_dir_may_be_reached_through_a_link),
        IN_PROJECT(a_moved_project_is_told_to_correct_base_dir),
        IN_PROJECT(base_dir_that_does_not_exist_is_another_directory),
        IN_PROJECT(a_clone_that_was_adopted_is_right_where_it_lies),
        IN_PROJECT(a_copy_of_an_adopted_clone_is_noticed),
        IN_PROJECT(what_has_a_var_is_no_fresh_clone),
        IN_PROJECT(a_config_without_base_dir_may_lie_anywhere),
        IN_PROJECT(a_config_that_is_no_regular_file_is_refused),
        IN_PROJECT(a_config_beyond_64_kib_is_refused),
    };
    return cmocka_run_group_tests_name("conf", tests, NULL, NULL);
}
