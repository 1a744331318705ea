"""Set-user-ID files in the project.

Whoever executes one becomes the user of the server. One attempt for each call that takes a mode.
"""

import ctypes
import os

from .base import CALLS, Stopped, attempt, call

WHY = "no filter of system calls at this level"
MODE = 0o4755


def target(facts):
    path = facts.work + "/file"
    with open(path, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\n")
    return path


def shown(path):
    mode = os.lstat(path).st_mode
    if not mode & 0o6000:
        raise Stopped(f"mode {mode & 0o7777:o}")
    return f"mode {mode & 0o7777:o}"


@attempt("make a file set-user-ID with chmod", 33, stopped=CALLS, why=WHY, witness="setid")
def setid_by_chmod(facts):
    path = target(facts)
    os.chmod(path, MODE)
    return shown(path)


@attempt("make a file set-group-ID with fchmod", 33, stopped=CALLS, why=WHY, witness="setid")
def setid_by_fchmod(facts):
    path = target(facts)
    with open(path, "rb") as file:
        os.fchmod(file.fileno(), 0o2755)
    return shown(path)


@attempt("make a file set-user-ID with fchmodat", 33, stopped=CALLS, why=WHY, witness="setid")
def setid_by_fchmodat(facts):
    path = target(facts)
    directory = os.open(facts.work, os.O_RDONLY)
    os.chmod("file", MODE, dir_fd=directory)
    return shown(path)


@attempt("make a file set-user-ID with fchmodat2", 33, stopped=CALLS, kernel="off", why=WHY, witness="setid")
def setid_by_fchmodat2(facts):
    path = target(facts)
    call("fchmodat2", -100, path.encode(), MODE, 0)
    return shown(path)


@attempt("create a set-user-ID file with open", 33, stopped=CALLS, why=WHY, witness="setid")
def setid_by_open(facts):
    path = target(facts)
    os.unlink(path)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, MODE))
    return shown(path)


@attempt("create a set-user-ID file with O_TMPFILE and link", 33, stopped=CALLS, kernel="off", why=WHY, witness="setid")
def setid_by_tmpfile(facts):
    path = target(facts)
    os.unlink(path)
    fd = os.open(facts.work, os.O_TMPFILE | os.O_RDWR, MODE)
    os.link(f"/proc/self/fd/{fd}", path, follow_symlinks=True)
    return shown(path)


@attempt("create a set-user-ID file with openat2", 33, stopped=CALLS, why=WHY, witness="setid")
def setid_by_openat2(facts):
    path = target(facts)
    os.unlink(path)
    how = (ctypes.c_uint64 * 3)(os.O_CREAT | os.O_WRONLY, MODE, 0)
    os.close(call("openat2", -100, path.encode(), how, ctypes.sizeof(how)))
    return shown(path)


@attempt("create a set-user-ID file with mknod", 33, stopped=CALLS, why=WHY, witness="setid")
def setid_by_mknod(facts):
    path = target(facts)
    os.unlink(path)
    os.mknod(path, 0o100000 | MODE)
    return shown(path)


@attempt("give a file the capability to change its user", None, stopped=CALLS, kernel="off", why=WHY, witness="setid")
def file_capability(facts):
    path = target(facts)
    # struct vfs_cap_data, revision 2, effective: CAP_SETUID permitted
    os.setxattr(path, "security.capability", bytes([1, 0, 0, 2, 0x80, 0, 0, 0]) + bytes(12))
    return "set"
