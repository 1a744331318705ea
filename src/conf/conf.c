#include "conf/conf.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"
#include "base/yaml.h"
#include "conf/conf_addr.h"
#include "conf/conf_base.h"
#include "conf/conf_near.h"
#include "conf/conf_type.h"

#define KEY_MAX       64   /* bytes of a whole key; the table's longest is 25 */
#define CORES_MAX     1024 /* as the range of run.jobs */
#define HOOK_NAME_MAX 64
#define HOSTS_MAX     8 /* as many as web_host takes */

static const struct conf_doc *find_doc(const char *key)
{
    size_t count;
    const struct conf_doc *docs = conf_docs(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(docs[i].key, key) == 0)
            return &docs[i];
    }
    return NULL;
}

/* True when keys begin with PREFIX, which ends in a dot. */
static bool is_section(const char *prefix)
{
    size_t count;
    const struct conf_doc *docs = conf_docs(&count);
    for (size_t i = 0; i < count; i++) {
        if (strncmp(docs[i].key, prefix, strlen(prefix)) == 0)
            return true;
    }
    return false;
}

/* The cores that this process may use, which a container or taskset makes fewer than the machine
 * has.
 * Source: sched_getaffinity(2); it fails on machines of more than CPU_SETSIZE cores. */
static int64_t count_cores(void)
{
    cpu_set_t set;
    int64_t cores = sched_getaffinity(0, sizeof(set), &set) == 0 ? (int64_t)CPU_COUNT(&set)
                                                                 : sysconf(_SC_NPROCESSORS_ONLN);
    if (cores < 1)
        return 1;
    return cores < CORES_MAX ? cores : CORES_MAX;
}

static void fill_in(struct conf *conf)
{
    if (conf->run.jobs == 0)
        conf->run.jobs = count_cores();
}

void conf_init_defaults(struct conf *conf)
{
    size_t count;
    const struct conf_doc *docs = conf_docs(&count);
    memset(conf, 0, sizeof(*conf));
    for (size_t i = 0; i < count; i++)
        conf_type_set_fallback(&docs[i], conf);
    fill_in(conf);
}

void conf_release(struct conf *conf)
{
    size_t count;
    const struct conf_doc *docs = conf_docs(&count);
    for (size_t i = 0; i < count; i++)
        conf_type_release(&docs[i], conf);
}

static int fail_at(const struct yaml *node, struct err *err, const char *text)
{
    return err_set(err, ERR_INVALID, CONF_FILE ":%d:%d: %s", node->line, node->column, text);
}

static int fail_at_key(const struct yaml *node, const char *section, struct err *err)
{
    char hint[120];
    conf_near_hint(section, node->key, hint, sizeof(hint));
    return err_set(err, ERR_INVALID, CONF_FILE ":%d:%d: unknown key '%s%.60s'%s", node->key_line,
                   node->key_column, section, node->key, hint);
}

static int read_section(const struct yaml *map, const char *section, struct conf *conf,
                        struct err *err);

static int read_subsection(const struct yaml *node, const char *prefix, struct conf *conf,
                           struct err *err)
{
    bool is_empty = node->type == YAML_SCALAR && node->is_plain && !node->text[0];
    if (node->type == YAML_MAP)
        return read_section(node, prefix, conf, err);
    if (is_empty) /* all of its keys are commented out */
        return 0;
    char text[KEY_MAX + 80];
    (void)snprintf(text, sizeof(text), "'%.*s' is a section: its keys go below it, indented",
                   (int)strlen(prefix) - 1, prefix); /* room for all of KEY_MAX */
    return fail_at(node, err, text);
}

static const struct conf_doc *find_item_doc(const struct conf_doc *list, const char *name)
{
    size_t prefix = strlen(list->key) + strlen("[].");
    for (const struct conf_doc *row = list->items; row->key; row++) {
        if (strcmp(row->key + prefix, name) == 0)
            return row;
    }
    return NULL;
}

static int read_item(const struct conf_doc *list, const struct yaml *map, void *item,
                     struct err *err)
{
    if (map->type != YAML_MAP)
        return fail_at(map, err, "each entry of this list must consist of 'key: value' lines");
    for (const struct yaml *node = map->first; node; node = node->next) {
        const struct conf_doc *row = find_item_doc(list, node->key);
        struct err why;
        if (!row)
            return err_set(err, ERR_INVALID, CONF_FILE ":%d:%d: unknown key '%s[].%.60s'",
                           node->key_line, node->key_column, list->key, node->key);
        if (conf_type_read(row, node, item, &why) < 0)
            return fail_at(node, err, why.text);
    }
    return 0;
}

static int read_items(const struct conf_doc *doc, const struct yaml *node, struct conf *conf,
                      struct err *err)
{
    bool is_empty = node->type == YAML_SCALAR && node->is_plain && !node->text[0];
    if (node->type != YAML_LIST && !is_empty)
        return fail_at(node, err, "this must be a list of sections: '- key: value' lines");
    for (const struct yaml *map = node->first; map; map = map->next) {
        if (read_item(doc, map, conf_type_add_item(doc, conf), err) < 0)
            return -1;
    }
    return 0;
}

static int read_key(const struct yaml *node, const char *section, struct conf *conf,
                    struct err *err)
{
    char key[KEY_MAX];
    int length = snprintf(key, sizeof(key), "%s%s.", section, node->key);
    bool is_dotted = strchr(node->key, '.') != NULL; /* as people write keys, but not in the file */
    if (length < 0 || (size_t)length >= sizeof(key) || is_dotted)
        return fail_at_key(node, section, err);
    if (is_section(key))
        return read_subsection(node, key, conf, err);
    key[length - 1] = '\0'; /* without the dot */
    const struct conf_doc *doc = find_doc(key);
    if (!doc)
        return fail_at_key(node, section, err);
    if (doc->items)
        return read_items(doc, node, conf, err);
    struct err why;
    if (conf_type_read(doc, node, conf, &why) < 0)
        return fail_at(node, err, why.text);
    return 0;
}

static int read_section(const struct yaml *map, const char *section, struct conf *conf,
                        struct err *err)
{
    for (const struct yaml *child = map->first; child; child = child->next) {
        if (read_key(child, section, conf, err) < 0)
            return -1;
    }
    return 0;
}

static bool is_given(const char *text)
{
    return text && text[0];
}

static bool has_wrong_host(char *const *hosts)
{
    size_t count = 0;
    for (; hosts && hosts[count]; count++) {
        size_t size = strlen(hosts[count]);
        size_t good = strspn(hosts[count],
                             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");
        if (count == HOSTS_MAX || size == 0 || size > CONF_ADDR_HOST_MAX || good != size)
            return true;
    }
    return false;
}

/* What no key can tell alone. */
static int check_server(const struct conf *conf, const struct yaml *root, struct err *err)
{
    struct conf_addr addr;
    const struct yaml *server = yaml_get(root, "server");
    if (!server || conf_addr_parse(conf->server.addr, &addr, err) < 0)
        return server ? -1 : 0; /* the defaults fit together */
    bool is_open = !addr.is_off && !addr.is_loopback;
    if (is_open && conf->server.auth == CONF_AUTH_NONE)
        return fail_at(yaml_get(server, "auth"), err,
                       "'server.auth' may be none only when 'server.addr' is 127.0.0.1, [::1] or "
                       "localhost: everybody who can connect could run code");
    if (has_wrong_host(conf->server.hosts))
        return fail_at(yaml_get(server, "hosts"), err,
                       "'server.hosts' is a list of at most 8 names as browsers send them, without "
                       "scheme and port: [\"pi.example.org\"]");
    if (is_given(conf->server.tls.cert) != is_given(conf->server.tls.key))
        return fail_at(yaml_get(server, "tls"), err,
                       "'server.tls' needs both 'cert' and 'key', or neither");
    return 0;
}

static bool is_hook_name(const char *name)
{
    size_t size = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");
    return size > 0 && size <= HOOK_NAME_MAX && name[size] == '\0';
}

static bool ends_in_py(const char *path)
{
    size_t size = strlen(path);
    return size > 3 && strcmp(path + size - 3, ".py") == 0;
}

static const char *fault_of_hook(const struct conf *conf, const struct conf_hook *hook)
{
    if (!is_hook_name(hook->name))
        return "'hooks[].name' must be 1 to 64 letters, digits, '.', '_' or '-'";
    if (conf_hook_find(conf, hook->name) != hook)
        return "'hooks[].name' is there twice";
    if (!ends_in_py(hook->script) || hook->script[0] == '/')
        return "'hooks[].script' must be the path of a .py file, relative to the project";
    if (!is_given(hook->secret_file))
        return "'hooks[].secret_file' is missing: without a secret everybody could call the hook";
    return NULL;
}

static int check_hooks(const struct conf *conf, const struct yaml *root, struct err *err)
{
    const struct conf_hook *hook = conf->hooks.items;
    const struct yaml *list = yaml_get(root, "hooks");
    const struct yaml *node = list ? list->first : NULL;
    for (; node && hook; node = node->next, hook++) {
        const char *fault = fault_of_hook(conf, hook);
        if (fault)
            return fail_at(node, err, fault);
    }
    return 0;
}

static int check_on_push(const struct conf *conf, const struct yaml *root, struct err *err)
{
    const struct conf_on_push *rule = conf->on_push.items;
    const struct yaml *list = yaml_get(root, "on_push");
    const struct yaml *node = list ? list->first : NULL;
    for (; node && rule; node = node->next, rule++) {
        if (!ends_in_py(rule->script) || rule->script[0] == '/')
            return fail_at(node, err,
                           "'on_push[].script' must be the path of a .py file, relative to the "
                           "project");
    }
    return 0;
}

static int read_root(const struct yaml *root, struct conf *conf, struct err *err)
{
    if (root->type != YAML_MAP)
        return fail_at(root, err, "the file must consist of 'key: value' lines");
    if (read_section(root, "", conf, err) < 0 || check_server(conf, root, err) < 0 ||
        check_hooks(conf, root, err) < 0 || check_on_push(conf, root, err) < 0)
        return -1;
    fill_in(conf);
    return 0;
}

/* OUT's BASE_DIR_LINE is where base_dir was given, 0 when it was not. */
static int parse(const char *text, size_t size, struct conf *out, int *base_dir_line,
                 struct err *err)
{
    struct err why;
    auto_yaml struct yaml *root = yaml_parse(text, size, &why);
    if (!root) {
        const char *between = why.code == ERR_INVALID ? ":" : " is ";
        return err_set(err, why.code, CONF_FILE "%s%s", between, why.text);
    }
    struct conf conf;
    conf_init_defaults(&conf);
    if (read_root(root, &conf, err) < 0) {
        conf_release(&conf);
        return -1;
    }
    const struct yaml *base_dir = yaml_get(root, "base_dir");
    *base_dir_line = base_dir ? base_dir->line : 0;
    *out = conf;
    return 0;
}

int conf_parse(const char *text, size_t size, struct conf *out, struct err *err)
{
    int base_dir_line = 0;
    return parse(text, size, out, &base_dir_line, err);
}

/* A pipe or device would be read as an empty file, which is a config of defaults. */
static int check_file(int project_dirfd, const char *path, struct err *err)
{
    struct stat st;
    if (fstatat(project_dirfd, CONF_FILE, &st, AT_SYMLINK_NOFOLLOW) < 0) {
        if (errno == ENOENT)
            return err_set(err, ERR_NOT_FOUND,
                           "no '" CONF_FILE "' in '%.100s': `pirun init` makes one", path);
        return err_errno(err, "cannot look at '" CONF_FILE "' in '%.100s'", path);
    }
    if (!S_ISREG(st.st_mode))
        return err_set(err, ERR_INVALID,
                       "'" CONF_FILE "' in '%.100s' is not a regular file: put %s", path,
                       "the file itself there, not a link");
    return 0;
}

int conf_load(int project_dirfd, const char *path, struct conf *out, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, YAML_SIZE_MAX);
    if (check_file(project_dirfd, path, err) < 0 ||
        fd_read_file(project_dirfd, CONF_FILE, &text, err) < 0)
        return -1;
    struct conf conf;
    int line = 0;
    if (parse(buf_text(&text), text.size, &conf, &line, err) < 0)
        return -1;
    if (conf_base_check(project_dirfd, path, conf.base_dir, line, err) < 0) {
        conf_release(&conf);
        return -1;
    }
    *out = conf;
    return 0;
}

const struct conf_hook *conf_hook_find(const struct conf *conf, const char *name)
{
    const struct conf_hook *hooks = conf->hooks.items;
    for (size_t i = 0; i < conf->hooks.count; i++) {
        if (strcmp(hooks[i].name, name) == 0)
            return &hooks[i];
    }
    return NULL;
}

void conf_print_value(const struct conf *conf, const char *key, struct buf *out)
{
    const struct conf_doc *doc = find_doc(key);
    if (doc)
        conf_type_print(doc, conf, out);
}
