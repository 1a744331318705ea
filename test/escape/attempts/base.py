"""The register of attempts, and what they use. Read on both sides: by the test, for what it may expect, and inside a run, which
carries one attempt out.

Every attempt is harmless where it succeeds: it touches only what the test made for it, or opens what it could have written and
writes nothing, or makes a call with arguments that the kernel refuses after it has looked at the caller's rights. The suite is
run as root on machines that people need.
"""

import ctypes
import errno
import json
import os
import platform
import sys

LEVELS = ("full", "namespaces", "landlock", "basic", "off")

# Levels that have a protection, for `stopped=`.
VIEW = "full namespaces"  # own mounts, processes, network, IPC
FILES = VIEW + " landlock"  # some rule about files
CALLS = FILES + " basic"  # the system call filter, no new privileges, no capabilities
ALWAYS = CALLS + " off"
NEVER = ""

REGISTER = {}


class Attempt:
    def __init__(self, run, title, row, stopped, why, kernel, witness, needs_abi, users, out_of_reach,
                 is_alone):
        self.name, self.run, self.title, self.row = run.__name__, run, title, row
        self.stopped, self.kernel = set(stopped.split()), set(kernel.split())
        self.why, self.witness, self.needs_abi, self.users = why, witness, needs_abi, users
        self.out_of_reach, self.is_alone = set(out_of_reach.split()), is_alone

    def expected(self, level, abi=99, user="user"):
        """"stopped", "open" (it must succeed, or the manual lies), or "kernel": nothing of ours, so it depends on the user."""
        if level == "landlock" and abi < self.needs_abi:
            return "open"
        if level in self.stopped:
            return "stopped"
        if level in self.kernel or (level in self.out_of_reach and user != "user"):
            return "kernel"
        return "open"


def attempt(title, row=None, *, stopped, why="", kernel="", witness="script", needs_abi=0, users=None,
            out_of_reach="", is_alone=False):
    """Register a function. TITLE completes "a script tries to …". ROW is the number in the list of attempts that the design
    began with; None: added since. STOPPED: levels that stop it. WHY: why the others do not. KERNEL: levels of ours that do
    nothing, where the kernel's rules for the user decide. WITNESS: who tells from outside (host.py); "script": only the
    script can tell, by the errno. NEEDS_ABI: version of Landlock without which level landlock does not stop it. USERS: passes in
    which it makes sense; None: all. OUT_OF_REACH: levels where it works for an ordinary user, but where a server of root's has
    given its script another user or no rights. IS_ALONE: for a moment it takes away what others need."""
    def register(run):
        assert run.__name__ not in REGISTER, run.__name__
        REGISTER[run.__name__] = Attempt(run, title, row, stopped, why, kernel, witness, needs_abi, users,
                                         out_of_reach, is_alone)
        return run
    return register


class Stopped(Exception):
    """It did not work, and no errno says so."""


class Absent(Exception):
    """This machine has not got what the attempt is about."""


class Facts:
    """What the test knows of the machine and tells the attempt: facts.json, with what belongs to this attempt alone."""

    def __init__(self, name):
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "facts.json"), encoding="utf-8") as file:
            facts = json.load(file)
        self.__dict__.update(facts["common"], name=name, **facts["own"][name])


def carry_out(name):
    try:
        evidence = REGISTER[name].run(Facts(name))
        verdict = f"DONE {evidence}"
    except OSError as refusal:
        verdict = f"STOPPED {errno.errorcode.get(refusal.errno, refusal)}"
    except Stopped as refusal:
        verdict = f"STOPPED {refusal}"
    except Absent as lack:
        verdict = f"ABSENT {lack}"
    print(f"\nVERDICT {verdict}", flush=True)


# -- system calls -----------------------------------------------------------------------------------------------------------

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long

# Those from 424 on have one number everywhere.
NUMBERS = {
    "io_uring_setup": 425, "pidfd_send_signal": 424, "open_tree": 428, "move_mount": 429, "fsopen": 430, "fspick": 433,
    "pidfd_open": 434, "clone3": 435, "openat2": 437, "pidfd_getfd": 438, "mount_setattr": 442, "quotactl_fd": 443, "fchmodat2": 452,
}
BY_MACHINE = {  # x86_64, aarch64
    "acct": (163, 89), "add_key": (248, 217), "adjtimex": (159, 171), "bpf": (321, 280), "capset": (126, 91),
    "chroot": (161, 51), "clone": (56, 220), "delete_module": (176, 106), "fanotify_init": (300, 262),
    "init_module": (175, 105), "ioperm": (173, None), "iopl": (172, None), "ioprio_set": (251, 30), "kcmp": (312, 272),
    "kexec_load": (246, 104), "keyctl": (250, 219), "memfd_create": (319, 279), "mount": (165, 40), "mq_open": (240, 180),
    "mq_timedreceive": (243, 183), "move_pages": (279, 239), "msgget": (68, 186), "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "perf_event_open": (298, 241), "personality": (135, 92), "pivot_root": (155, 41), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "ptrace": (101, 117), "reboot": (169, 142),
    "request_key": (249, 218), "semget": (64, 190), "setdomainname": (171, 162), "sethostname": (170, 161),
    "setgroups": (116, 159), "setns": (308, 268), "shmat": (30, 196), "shmget": (29, 194), "swapon": (167, 224),
    "syslog": (103, 116), "umount2": (166, 39), "unshare": (272, 97), "userfaultfd": (323, 282),
}


def number_of(name):
    if name in NUMBERS:
        return NUMBERS[name]
    machine = platform.machine()
    if machine not in ("x86_64", "aarch64"):
        raise Absent(f"numbers of system calls on {machine}")
    number = BY_MACHINE[name][machine == "aarch64"]
    if number is None:
        raise Absent(f"{name} on {machine}")
    return number


def call(name, *args):
    """The system call itself; integers are passed as 64 bits. Raises OSError."""
    wide = [ctypes.c_long(a) if isinstance(a, int) else a for a in args]
    answer = libc.syscall(ctypes.c_long(number_of(name) if isinstance(name, str) else name), *wide)
    if answer == -1:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return answer


def in_child(work):
    """Run WORK in a child process, for what would change or end this one. Answers what it returned, raises what it raised."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            answer = {"done": str(work())}
        except OSError as refusal:
            answer = {"errno": refusal.errno}
        except BaseException as other:  # the parent must hear of it, whatever it is
            answer = {"stopped": repr(other)}
        os.write(writer, json.dumps(answer).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = pipe.read()
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        raise Stopped(f"signal {os.WTERMSIG(status)}")
    answer = json.loads(told)
    if "errno" in answer:
        raise OSError(answer["errno"], os.strerror(answer["errno"]))
    if "stopped" in answer:
        raise Stopped(answer["stopped"])
    return answer["done"]


def first_of(paths, work):
    """The first of PATHS with which WORK succeeds; else the most telling refusal."""
    refusal = None
    for path in paths:
        try:
            return work(path)
        except OSError as error:
            if refusal is None or refusal.errno == errno.ENOENT:
                refusal = error
    raise refusal or Absent("nothing to try")


def read(path):
    with open(path, "rb") as file:
        return file.read(200).decode(errors="replace").strip("\n")


def may_open(path, flags=os.O_WRONLY):
    """Open and close: shows the right, uses nothing of it."""
    os.close(os.open(path, flags | os.O_CLOEXEC | os.O_NOCTTY | os.O_NONBLOCK))
    return f"opened {path}"


def is_own_namespace(facts, kind):
    """Whether this run has a namespace of its own, told by comparison with the test's. Unknown counts as no."""
    try:
        return os.readlink(f"/proc/self/ns/{kind}") != facts.namespaces[kind]
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit("started by attempt.py")
