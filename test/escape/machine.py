"""What this machine can do, found out without PiRun: a level that it has must be reached, one that it lacks is skipped aloud."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
CREATE_RULESET, NEWUSER = 444, 0x10000000


def landlock_abi():
    return max(0, libc.syscall(ctypes.c_long(CREATE_RULESET), None, ctypes.c_long(0), ctypes.c_long(1)))


def in_child(work):
    child = os.fork()
    if child == 0:
        os._exit(0 if work() else 1)
    return os.waitpid(child, 0)[1] == 0


def has_namespaces():
    return in_child(lambda: libc.unshare(NEWUSER) == 0)


def delegated_cgroup():
    """The control group of this process, when it may divide it: memory and pids must be among its controllers."""
    with open("/proc/self/cgroup", encoding="utf-8") as file:
        own = next((line[3:].strip() for line in file if line.startswith("0::")), None)
    place = "/sys/fs/cgroup" + (own or "")
    try:
        with open(place + "/cgroup.controllers", encoding="utf-8") as file:
            has = {"memory", "pids"} <= set(file.read().split())
    except OSError:
        return None
    return place if has and os.access(place, os.W_OK) and os.access(place + "/cgroup.subtree_control", os.W_OK) else None


def lacks(level):
    """Why LEVEL cannot be had here; None: it can."""
    if level in ("full", "namespaces") and not has_namespaces():
        return "user namespaces are refused here"
    if level == "full" and not delegated_cgroup():
        return "no control group (v2) with the memory controller is delegated to this process"
    if level == "landlock" and landlock_abi() < 1:
        return "the kernel has no Landlock"
    return None
