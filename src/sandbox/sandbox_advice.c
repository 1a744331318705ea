/* sandbox_advice: from a step that failed to what a person can do about it. The kernel says only
 * EPERM for a dozen reasons; its settings, read here, tell them apart. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"
#include "sandbox/sandbox_probe.h"

#define SETTING_MAX 4096 /* bytes of a file below /proc or /sys */

static const struct cause {
    unsigned part;
    int number;        /* errno of the step; 0: any */
    const char *path;  /* a setting of the kernel; NULL: none decides */
    const char *value; /* its content, without the newline; "": it exists */
    const char *why;
    const char *cure;
} causes[] = {
    {SANDBOX_PART_NAMESPACES, 0, "/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1",
     "AppArmor lets only programs with a profile make user namespaces (Ubuntu)",
     "write /etc/apparmor.d/pirun: 'abi <abi/4.0>, include <tunables/global> profile pirun "
     "/usr/local/bin/pirun flags=(unconfined) { userns, }', then: sudo apparmor_parser -r "
     "/etc/apparmor.d/pirun"},
    {SANDBOX_PART_NAMESPACES, 0, "/proc/sys/kernel/unprivileged_userns_clone", "0",
     "the kernel lets only root make user namespaces",
     "sudo sysctl -w kernel.unprivileged_userns_clone=1, and the same line in /etc/sysctl.d/"},
    {SANDBOX_PART_NAMESPACES, 0, "/proc/sys/user/max_user_namespaces", "0",
     "the kernel allows no user namespaces",
     "sudo sysctl -w user.max_user_namespaces=1000, and the same line in /etc/sysctl.d/"},
    {SANDBOX_PART_NAMESPACES, ENOSPC, NULL, NULL, "too many namespaces are in use",
     "raise user.max_user_namespaces with sysctl"},
    {SANDBOX_PART_NAMESPACES, EINVAL, NULL, NULL, "this kernel has no user namespaces",
     "use a kernel with CONFIG_USER_NS, or run the server as root"},
    {SANDBOX_PART_NAMESPACES, ENOSYS, NULL, NULL, "a filter around the server forbids namespaces",
     "remove RestrictNamespaces= and SystemCallFilter= from the unit, or run outside the "
     "container"},
    {SANDBOX_PART_NAMESPACES, EPERM, NULL, NULL,
     "the system forbids namespaces: a container, a chroot or a unit's setting",
     "run the server on the machine itself; remove RestrictNamespaces= from the unit"},
    {SANDBOX_PART_PROC, EPERM, NULL, NULL, "parts of /proc are covered, as in a container",
     "run the server on the machine itself"},
    {SANDBOX_PART_LANDLOCK, ENOSYS, NULL, NULL, "this kernel is built without Landlock",
     "nothing has to be done: namespaces do the same; or use a kernel with "
     "CONFIG_SECURITY_LANDLOCK"},
    {SANDBOX_PART_LANDLOCK, EOPNOTSUPP, NULL, NULL, "Landlock is not switched on",
     "add landlock to the list lsm= of the kernel's command line"},
    {SANDBOX_PART_SECCOMP, 0, NULL, NULL, "this kernel has no seccomp filters",
     "use a kernel with CONFIG_SECCOMP_FILTER"},
    {SANDBOX_PART_COUNT_OWN, 0, NULL, NULL, "processes are not counted per run",
     "allow user namespaces: sudo sysctl -w user.max_user_namespaces=1000"},
    {SANDBOX_PART_USER, 0, NULL, NULL, "root owns the project and nothing can hide that here",
     "chown the project to an ordinary user"},
};

static bool has_setting(const struct cause *cause)
{
    struct err err;
    if (!cause->path)
        return true;
    auto_buf struct buf text;
    buf_init(&text, SETTING_MAX);
    if (fd_read_file(AT_FDCWD, cause->path, &text, &err) < 0)
        return false;
    size_t size = strcspn(buf_text(&text), "\n");
    return !*cause->value ||
           (size == strlen(cause->value) && strncmp(buf_text(&text), cause->value, size) == 0);
}

static const struct cause *find_cause(unsigned parts, const struct sandbox_fault *lack)
{
    for (size_t i = 0; i < ARRAY_LEN(causes); i++) {
        const struct cause *cause = &causes[i];
        if ((cause->part & parts) && (cause->number == 0 || cause->number == lack->number) &&
            has_setting(cause))
            return cause;
    }
    return NULL;
}

void sandbox_probe_explain(const struct sandbox_probe *probe,
                           const struct sandbox_protection *protection, struct buf *why,
                           struct buf *cure)
{
    const struct sandbox_fault *lack =
        sandbox_fault_find(probe->lacks, probe->lack_count, protection->parts);
    if (!lack) {
        buf_addf(why, "needs %s", protection->cure ? protection->cure : "nothing");
        return;
    }
    const struct cause *cause = find_cause(lack->part, lack);
    struct err err;
    errno = lack->number;
    (void)err_errno(&err, "step '%s'", lack->step);
    if (cause) {
        buf_addf(why, "%s (%s)", cause->why, err.text);
        buf_add(cure, cause->cure);
        return;
    }
    buf_add(why, err.text);
}
