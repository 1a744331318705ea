"""Rights that the script was started without, and limits that it would like to be without."""

import ctypes
import errno
import os
import resource
import stat
import subprocess
import time

from .base import ALWAYS, CALLS, NEVER, Absent, Stopped, attempt, call, in_child

RULES = "the kernel's rules for the user decide"


def must_change(before, after):
    if before == after:
        raise Stopped("nothing changed")
    return f"{before} → {after}"


@attempt("become root (setuid)", 31, stopped=CALLS, kernel="off", why=RULES, users={"user", "owner"})
def become_root(_):
    return in_child(lambda: os.setresuid(0, 0, 0) or os.getresuid())


@attempt("become another user", 31, stopped=CALLS, kernel="off", why=RULES)
def become_another(_):
    def work():
        os.setresgid(54321, 54321, 54321)
        os.setresuid(54321, 54321, 54321)
        return os.getresuid()
    return in_child(work)


@attempt("take other groups", 31, stopped=CALLS, kernel="off", why=RULES)
def take_groups(_):
    return in_child(lambda: os.setgroups([0, 42]) or os.getgroups())


@attempt("give a file to another user (chown)", 31, stopped=CALLS, kernel="off", why=RULES)
def give_file_away(facts):
    with open(facts.work + "/mine", "w", encoding="utf-8") as file:
        os.fchown(file.fileno(), 54321, 54321)
    return "gave it"


@attempt("hold or take capabilities", 31, stopped=CALLS, kernel="off", why=RULES)
def take_capabilities(_):
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    everything = (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 2, 0, *[0x1FF] * 2, 0)
    with open("/proc/self/status", encoding="utf-8") as file:
        held = [line.split()[1] for line in file if line.startswith(("CapPrm", "CapEff"))]
    if any(int(value, 16) for value in held):
        return f"holds {held}"
    return in_child(lambda: call("capset", header, everything))


@attempt("gain rights by a set-user-ID program (su)", 32, stopped=CALLS, kernel="off", why=RULES, users={"user", "owner"})
def run_su(_):
    """It waits for a password, and meanwhile shows as whom it runs."""
    su = next((p for p in ("/usr/bin/su", "/bin/su") if os.path.exists(p)), None)
    if not su or not os.stat(su).st_mode & stat.S_ISUID:
        raise Absent("no set-user-ID su")
    with subprocess.Popen([su, "-c", "true"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        try:
            for _ in range(200):
                with open(f"/proc/{child.pid}/status", encoding="utf-8") as file:
                    told = dict(line.split(":", 1) for line in file.read().splitlines())
                if told["Name"].strip() == "su" and told["Uid"].split()[1] == "0" and os.getuid() != 0:
                    return "su runs as root"
                if child.poll() is not None:
                    break
                time.sleep(0.002)
        finally:
            child.kill()
    raise Stopped("su runs as the script does")


@attempt("have new privileges allowed again", 32, stopped=CALLS, kernel="off", why="no_new_privs is not set at this level")
def no_new_privileges_off(_):
    prctl = ctypes.CDLL(None).prctl
    prctl(38, 0, 0, 0, 0)
    return "may gain" if prctl(39, 0, 0, 0, 0) == 0 else must_change(1, 1)


@attempt("use a descriptor that it was not given", 50, stopped=ALWAYS)
def inherited_descriptors(_):
    open_ones = [fd for fd in range(3, 1024) if is_open(fd)]
    if not open_ones:
        raise Stopped("only 0, 1, 2")
    return [(fd, os.readlink(f"/proc/self/fd/{fd}")) for fd in open_ones]


def is_open(fd):
    try:
        os.fstat(fd)
    except OSError:
        return False
    return True


@attempt("find secrets in its own environment", 49, stopped=ALWAYS, witness="secret")
def own_environment(_):
    words = ("SECRET", "TOKEN", "KEY", "SSH", "DBUS", "XDG", "NOTIFY", "PASS", "LISTEN", "JOURNAL")
    found = [f"{k}={v}" for k, v in os.environ.items() if any(w in k for w in words)]
    if not found:
        raise Stopped(f"{len(os.environ)} variables, none of interest")
    return found


@attempt("raise its own limits", 48, stopped=CALLS, kernel="off", why=RULES)
def raise_limits(_):
    def raised(name):
        which = getattr(resource, name)
        hard = resource.getrlimit(which)[1]
        if hard == resource.RLIM_INFINITY:
            return None
        try:
            resource.setrlimit(which, (hard, hard + 1))
        except (ValueError, OSError):
            return None
        return f"{name} {hard} → {resource.getrlimit(which)[1]}"
    found = list(filter(None, map(raised, ("RLIMIT_AS", "RLIMIT_NPROC", "RLIMIT_NOFILE", "RLIMIT_FSIZE", "RLIMIT_CORE",
                                           "RLIMIT_DATA", "RLIMIT_MEMLOCK"))))
    if not found:
        raise Stopped("none could be raised")
    return found


@attempt("raise its own priority", 48, stopped=CALLS, kernel="off", why=RULES)
def raise_priority(_):
    before = os.getpriority(os.PRIO_PROCESS, 0)
    return in_child(lambda: os.setpriority(os.PRIO_PROCESS, 0, before - 5) or must_change(before, os.getpriority(os.PRIO_PROCESS, 0)))


@attempt("run in real time (SCHED_FIFO)", 48, stopped=CALLS, kernel="off", why=RULES)
def real_time(_):
    return in_child(lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)))


@attempt("take the disk first (real time I/O)", 48, stopped=CALLS, kernel="off", why=RULES)
def real_time_io(_):
    return in_child(lambda: call("ioprio_set", 1, 0, 1 << 13))


@attempt("use more cores than it was given", 48, stopped="full", kernel="namespaces landlock basic off",
         why="without a control group the cores are a matter of affinity")
def more_cores(_):
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, range(os.cpu_count()))
    return must_change(len(before), len(os.sched_getaffinity(0)))


@attempt("use up the inotify instances of its user, so that nobody else gets any", None, stopped=NEVER,
         kernel="full namespaces landlock basic off", why="the kernel counts them per user, in all namespaces together")
def use_up_inotify(_):
    libc, got = ctypes.CDLL(None, use_errno=True), 0
    while libc.inotify_init1(0o2000000) >= 0:
        got += 1
    if ctypes.get_errno() != errno.EMFILE:
        raise OSError(ctypes.get_errno(), "inotify_init1")
    os.close(os.open("/dev/null", os.O_RDONLY))  # EMFILE here: its own limit came first
    return f"{got}, and then no more for this user"


@attempt("pin memory in the machine (mlock)", 48, stopped=CALLS, kernel="off", why=RULES)
def lock_memory(_):
    size = 16 << 20
    memory = ctypes.create_string_buffer(size)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mlock(memory, ctypes.c_size_t(size)) < 0:
        raise OSError(ctypes.get_errno(), "mlock")
    return "16 MiB pinned"
