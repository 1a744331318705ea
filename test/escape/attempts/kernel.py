"""System calls that change the machine, or that have a history of holes.

Arguments are such that success changes nothing.
"""

import ctypes
import fcntl
import mmap
import os
import platform
import struct

from .base import ALWAYS, CALLS, Absent, Stopped, attempt, call, in_child, libc

RULES = "no filter of system calls: the kernel's rules for the user decide"
NEWUSER = 0x10000000


def filtered(title, row):
    return attempt(title, row, stopped=CALLS, kernel="off", why=RULES)


@filtered("make a user namespace (unshare)", 29)
def unshare_user(_):
    return in_child(lambda: call("unshare", NEWUSER))


@filtered("make other namespaces (unshare)", 29)
def unshare_others(_):
    return in_child(lambda: call("unshare", 0x00020000))


@filtered("make a user namespace (clone)", 29)
def clone_user(_):
    def work():
        child = call("clone", NEWUSER | 17, None, None, None, None)
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)
        return "made one"
    return in_child(work)


@filtered("make a user namespace (clone3)", 29)
def clone3_user(_):
    def work():
        args = (ctypes.c_uint64 * 11)(NEWUSER, 0, 0, 0, 17)
        child = call("clone3", args, 64)
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)
        return "made one"
    return in_child(work)


@filtered("enter a namespace again (setns)", 30)
def setns(_):
    space = os.open("/proc/self/ns/uts", os.O_RDONLY)
    return in_child(lambda: call("setns", space, 0))


@filtered("change its root (chroot)", 30)
def chroot(facts):
    return in_child(lambda: call("chroot", facts.work.encode()))


@filtered("change the root of its namespace (pivot_root)", 30)
def pivot_root(_):
    # Nonsense is answered EINVAL or ENOENT by whoever may mount.
    return may(lambda: call("pivot_root", b"/nonexistent", b"/nonexistent"), {2, 22})


def may(work, after_rights):
    """WORK is refused in any case; an errno of AFTER_RIGHTS shows that the rights were there."""
    try:
        work()
    except OSError as refusal:
        if refusal.errno not in after_rights:
            raise
        return f"may (errno {refusal.errno})"
    return "done"


@filtered("mount a file system", 27)
def mount(_):
    return may(lambda: call("mount", b"none", b".", b"no-such-file-system", 0, None), {19})


@filtered("bind what is hidden to a place in the project", 27)
def mount_bind(facts):
    def work():
        call("mount", facts.outside.encode(), facts.work.encode(), None, 4096, None)
        call("umount2", facts.work.encode(), 2)
        return "bound it, and let it go"
    return in_child(work)


@filtered("make a read-only mount writable", 27)
def remount(_):
    return may(lambda: call("mount", None, b"scripts", None, 32 | 4096, None), {22})  # no mount: EINVAL


@filtered("take a mount away that hides something", 27)
def umount(facts):
    return may(lambda: call("umount2", (facts.project + "/scripts").encode(), 0), {22})  # no mount: EINVAL


@filtered("mount by the new calls (fsopen, open_tree, mount_setattr, …)", 28)
def new_mount_api(_):
    return may(lambda: call("fsopen", b"tmpfs", 0), set())


@filtered("clone a mount tree (open_tree)", 28)
def open_tree(_):
    return call("open_tree", -100, b"/", 1)


@filtered("change attributes of mounts (mount_setattr)", 28)
def mount_setattr(_):
    return may(lambda: call("mount_setattr", -100, b"/nonexistent", 0, (ctypes.c_uint64 * 4)(0, 1, 0, 0), 32), {2})


@filtered("move a mount (move_mount)", 28)
def move_mount(_):
    return may(lambda: call("move_mount", -100, b"/nonexistent", -100, b"/nonexistent", 0), {2})


@filtered("load a program into the kernel (bpf)", 45)
def bpf(_):
    attributes = (ctypes.c_uint32 * 32)(2, 4, 4, 1)  # BPF_MAP_CREATE of an array with one entry
    return call("bpf", 0, attributes, ctypes.sizeof(attributes))


@filtered("measure other programs (perf_event_open)", 45)
def perf(_):
    attributes = (ctypes.c_uint32 * 32)(1, 128)  # a software event: the processor's clock
    return call("perf_event_open", attributes, 0, -1, -1, 0)


@filtered("use io_uring, past a filter of calls", 45)
def io_uring(_):
    return call("io_uring_setup", 1, (ctypes.c_uint32 * 30)())


@filtered("handle faults of the kernel (userfaultfd)", 45)
def userfaultfd(_):
    return call("userfaultfd", 0)


@filtered("load another kernel (kexec_load)", 45)
def kexec(_):
    return may(lambda: call("kexec_load", 0, 0, None, 0xFF), {22})


@filtered("load a kernel module", 45)
def load_module(_):
    return may(lambda: call("init_module", None, 0, b""), {14, 8, 22})


@filtered("remove a kernel module", 45)
def remove_module(_):
    return may(lambda: call("delete_module", b"pirun_no_such_module", 0o4000), {2})


@filtered("restart the machine", 43)
def reboot(_):
    return may(lambda: call("reboot", 1, 2, 3, None), {22})  # wrong magic numbers


@filtered("set the host's name", 43)
def set_host_name(_):
    name = os.uname().nodename.encode()
    call("sethostname", name, len(name))  # as it is
    return "may"


@filtered("set the host's domain", 43)
def set_domain_name(_):
    return may(lambda: call("setdomainname", b"x", 4096), {22})  # too long


@filtered("set the clock", 43)
def set_clock(_):
    state = (ctypes.c_byte * 256)()
    call("adjtimex", state)  # reads
    struct.pack_into("I", state, 0, 0x10)  # ADJ_STATUS, as it is
    call("adjtimex", state)
    return "may"


@filtered("use another swap file", 45)
def swapon(_):
    return may(lambda: call("swapon", b"/nonexistent", 0), {2})


@filtered("account processes (acct)", 45)
def acct(_):
    return may(lambda: call("acct", b"/nonexistent"), {2})


@filtered("change quotas", 45)
def quota(_):
    # Q_SETINFO of user quotas, nothing given
    return may(lambda: call("quotactl_fd", os.open(".", os.O_RDONLY), 0x800006 << 8, 0, None), {3, 14, 22})


@filtered("read the kernel's log", 45)
def kernel_log(_):
    return call("syslog", 10, None, 0)  # its size


@filtered("use input and output ports", 45)
def io_ports(_):
    return in_child(lambda: call("iopl", 3))


@filtered("watch all files of a mount (fanotify)", None)
def fanotify(_):
    return call("fanotify_init", 0, 0)


@filtered("move its memory between nodes (move_pages)", 45)
def move_pages(_):
    return call("move_pages", 0, 0, None, None, None, 0)


@attempt("change the rules of its own address space (personality)", 45, stopped=CALLS, why=RULES)
def personality(_):
    return in_child(lambda: call("personality", 0x0040000))  # ADDR_NO_RANDOMIZE


TIOCSTI, TIOCLINUX = 0x5412, 0x541C


@filtered("type into the controlling terminal (TIOCSTI)", 42)
def type_into_terminal(_):
    terminal = os.open("/dev/tty", os.O_RDWR)
    return fcntl.ioctl(terminal, TIOCSTI, b"x")


def into_own_terminal(request):
    def work():
        os.setsid()
        _, inner = os.openpty()
        fcntl.ioctl(inner, 0x540E, 0)  # TIOCSCTTY
        code = libc.ioctl(inner, ctypes.c_ulong(request), ctypes.c_char_p(b"x"))
        if code < 0:
            raise OSError(ctypes.get_errno(), "ioctl")
        return "typed"
    return in_child(work)


@filtered("type into a terminal of its own (TIOCSTI)", 42)
def type_into_own_terminal(_):
    return into_own_terminal(TIOCSTI)


@filtered("the same with bit 32 of the request set, past a filter that compares 64", 42)
def type_past_filter(_):
    return into_own_terminal(TIOCSTI | 1 << 32)


@filtered("paste into a console (TIOCLINUX)", 42)
def paste_into_console(_):
    return into_own_terminal(TIOCLINUX)


@attempt("call by the numbers of another machine type (x32)", 46, stopped=CALLS, kernel="off", why=RULES)
def x32(_):
    if platform.machine() != "x86_64":
        raise Absent("x32 is x86-64's")
    return in_child(lambda: call(0x40000000 | 39))


@attempt("call by the numbers of another machine type (int 0x80)", 46, stopped=CALLS, kernel="off", why=RULES)
def int80(_):
    if platform.machine() != "x86_64":
        raise Absent("int 0x80 is x86-64's")

    def work():
        with mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC) as page:
            page.write(b"\x53\xb8\x14\x00\x00\x00\xcd\x80\x5b\xc3")  # push rbx; getpid by int 0x80; pop rbx; ret
            address = ctypes.addressof(ctypes.c_char.from_buffer(page))
            answer = ctypes.CFUNCTYPE(ctypes.c_int)(address)()
            os._exit(0) if answer < 0 else os.write(1, b"int80 answered\n")
            os.kill(os.getpid(), 10)  # not by way of the page's end: it is still in use
    try:
        return in_child(work)
    except Stopped as end:
        if str(end) == "signal 10":
            return "answered"
        raise


@attempt("leave a core file of its memory in the project", 47, stopped=ALWAYS, witness="core")
def core_dump(facts):
    import resource

    def work():
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        except (OSError, ValueError):
            pass
        os.chdir(facts.work)
        os.abort()
    in_child(work)
