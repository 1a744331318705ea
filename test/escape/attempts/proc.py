"""Other processes as files: /proc."""

import contextlib
import os

from .base import ALWAYS, CALLS, FILES, NEVER, VIEW, Absent, Stopped, attempt, first_of, may_open, read

SEEN = "processes of the machine are visible at this level"


def look_into(pid):
    base = f"/proc/{pid}/"
    with open(base + "comm", encoding="utf-8") as comm:  # says ENOENT where the process is not to be seen
        comm.read()
    return first_of((base + "environ", base + "maps"), read) or first_of((base + "root", base + "cwd"), os.listdir)


@attempt("read environment and memory map of process 1", 6, stopped=FILES, kernel="basic off", why=SEEN)
def look_into_1(_):
    return len(look_into(1))


@attempt("reach files through /proc/1/root and /proc/1/cwd", 6, stopped=FILES, kernel="basic off", why=SEEN, witness="canary")
def root_of_1(facts):
    return first_of(["/proc/1/root" + facts.outside + "/secret", "/proc/1/cwd" + facts.outside + "/secret"], read)


@attempt("reach files through the root of its parent", 6, stopped=FILES, why=SEEN, witness="canary", out_of_reach="basic")
def root_of_parent(facts):
    return read(f"/proc/{os.getppid()}/root{facts.outside}/secret")


@attempt("reach files through the root of any process", None, stopped=FILES, why=SEEN, witness="canary")
def root_of_any(facts):
    pids = [name for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()]
    return first_of([f"/proc/{pid}/root{facts.outside}/secret" for pid in pids], read)


@attempt("read the environment of the server", 49, stopped=FILES, why=SEEN, witness="secret", out_of_reach="basic")
def environ_of_server(facts):
    with open(f"/proc/{facts.server_pid}/environ", "rb") as file:
        return [v for v in file.read().decode(errors="replace").split("\0") if v.startswith("ESCAPE_SECRET")]


@attempt("read the environment of its parent", 49, stopped=FILES, why=SEEN, out_of_reach="basic")
def environ_of_parent(_):
    return len(read(f"/proc/{os.getppid()}/environ"))


@attempt("search every environment for the server's secret", 49, stopped=FILES, why=SEEN, witness="secret", out_of_reach="basic")
def environ_of_any(_):
    found = set()  # another server of these tests may be there too
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/environ", "rb") as file:
                found.update(word.decode() for word in file.read().split(b"\0") if word.startswith(b"ESCAPE_SECRET"))
        except OSError:
            continue
    if not found:
        raise Stopped("found none")
    return " ".join(sorted(found))


@attempt("read the memory of the server", 6, stopped=FILES, why=SEEN, out_of_reach="basic")
def memory_of_server(facts):
    with open(f"/proc/{facts.server_pid}/maps", encoding="utf-8") as maps:
        start = int(maps.readline().split("-")[0], 16)
    with open(f"/proc/{facts.server_pid}/mem", "rb", buffering=0) as memory:
        memory.seek(start)
        return memory.read(4)


def descriptors_in(base):
    """How many of them can be looked at; some are closed in that moment."""
    found = []
    for name in os.listdir(base):
        with contextlib.suppress(FileNotFoundError):
            found.append(os.readlink(f"{base}/{name}"))
    if not found:
        raise Stopped("none of them is there")
    return f"{len(found)} descriptors"


@attempt("take a descriptor of the server from /proc/PID/fd", 6, stopped=FILES, why=SEEN, out_of_reach="basic")
def descriptors_of_server(facts):
    return descriptors_in(f"/proc/{facts.server_pid}/fd")


@attempt("take a descriptor of its parent from /proc/PPID/fd", 6, stopped=FILES, why=SEEN, out_of_reach="basic")
def descriptors_of_parent(_):
    return descriptors_in(f"/proc/{os.getppid()}/fd")


@attempt("see the server among the processes", 7, stopped=VIEW, why=SEEN)
def see_server(facts):
    return read(f"/proc/{facts.server_pid}/comm")


@attempt("see processes that are not of its run", 7, stopped=VIEW, why=SEEN)
def see_others(_):
    pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    strangers = [pid for pid in pids if pid not in (1, os.getpid(), os.getppid())]
    if not strangers:
        raise Stopped(f"only {sorted(pids)}")
    return f"{len(strangers)} of them"


@attempt("reopen its own descriptors to get more rights", None, stopped=ALWAYS)
def reopen_stdio(_):
    """The read end of its own output would let it take back what it said; standard input is /dev/null or a pipe."""
    target = os.readlink("/proc/self/fd/0")
    if target == "/dev/null":
        raise Stopped("standard input is /dev/null, output is a pipe of its own")
    return may_open("/proc/self/fd/0", os.O_WRONLY)


@attempt("write its own identity map", None, stopped=CALLS, kernel="off", why="nothing but the kernel's rules")
def write_uid_map(_):
    with open("/proc/self/uid_map", "w", encoding="utf-8") as file:
        file.write("0 0 1")
    return "wrote it"


@attempt("learn addresses of the kernel from /proc/kallsyms", 61, stopped=VIEW, kernel="landlock basic off", why=SEEN)
def kernel_addresses(_):
    with open("/proc/kallsyms", encoding="utf-8") as file:
        line = file.readline()
    if int(line.split()[0], 16) == 0:
        raise Stopped("zeros")
    return line


@attempt("read keys, timers and interrupts of the machine", 61, stopped=NEVER, kernel="full namespaces landlock basic off",
         why="load and sizes of the machine: where the kernel shows them to the user, they are accepted")
def kernel_tables(_):
    return first_of(("/proc/timer_list", "/proc/sched_debug", "/proc/vmallocinfo", "/proc/slabinfo"), lambda p: len(read(p)))


@attempt("see the host's sockets in /proc/net", 61, stopped=VIEW, why="the network namespace is the machine's")
def sockets_of_the_machine(facts):
    with open("/proc/net/tcp", encoding="utf-8") as file:
        if f":{facts.tcp_port:04X} " in file.read():
            return "saw the listener"
    raise Stopped("not there")


@attempt("make the kernel spare it when memory is short (oom_score_adj)", 48, stopped=CALLS, kernel="off",
         why="nothing but the kernel's rules")
def spared_by_oom(_):
    with open("/proc/self/oom_score_adj", "r+", encoding="utf-8") as file:
        now = int(file.read())
        if now <= -1000:
            raise Absent("the machine began with it")
        file.seek(0)
        file.write(str(now - 1))
    return "lowered it"
