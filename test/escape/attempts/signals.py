"""Other processes as processes: signals, tracing, priorities, and outliving one's run."""

import ctypes
import os
import signal
import time

from .base import ALWAYS, CALLS, FILES, VIEW, Stopped, attempt, call, in_child, is_own_namespace

SAME = "processes of the same user are within reach at this level"
SCOPED = 6  # Landlock's version that confines signals
IDLE = "priorities and limits of other processes are not covered by Landlock or the filter"


@attempt("kill a process of the same user", 7, stopped=FILES, why=SAME, witness="killed", needs_abi=SCOPED)
def kill_victim(facts):
    return os.kill(facts.victim, signal.SIGKILL)


@attempt("stop a process of the same user", 7, stopped=FILES, why=SAME, witness="halted", needs_abi=SCOPED)
def stop_victim(facts):
    return os.kill(facts.victim, signal.SIGSTOP)


@attempt("signal the server", 7, stopped=FILES, why=SAME, needs_abi=SCOPED, out_of_reach="basic")
def signal_server(facts):
    os.kill(facts.server_pid, 0)  # the right alone: the other attempts need the server
    return "may"


@attempt("signal the server's process group", 7, stopped=FILES, why=SAME, needs_abi=SCOPED)
def signal_group_of_server(facts):
    os.killpg(facts.server_group, 0)
    return "may"


@attempt("signal the server through a pidfd", 7, stopped=FILES, why=SAME, needs_abi=SCOPED, out_of_reach="basic")
def pidfd_of_server(facts):
    call("pidfd_send_signal", os.pidfd_open(facts.server_pid), 0, None, 0)
    return "may"


@attempt("kill its supervisor (the parent)", 9, stopped=FILES, why=SAME, witness="lost", needs_abi=SCOPED, out_of_reach="basic")
def kill_supervisor(_):
    print("about to", flush=True)
    os.kill(os.getppid(), signal.SIGKILL)
    return "sent it"


@attempt("stop its supervisor, so that no limit is watched any more", 9, stopped=FILES, why=SAME, needs_abi=SCOPED, out_of_reach="basic")
def stop_supervisor(_):
    parent = os.getppid()
    os.kill(parent, signal.SIGSTOP)
    try:
        for _ in range(100):
            with open(f"/proc/{parent}/stat", encoding="utf-8") as file:
                if file.read().rpartition(")")[2].split()[0] == "T":
                    return "it stood still"
            time.sleep(0.002)
    finally:
        os.kill(parent, signal.SIGCONT)
    raise Stopped("it went on")


@attempt("end the run's keeper by SIGTERM, SIGINT, SIGQUIT, SIGSEGV", 9, stopped=FILES, why=SAME, witness="outcome_changed",
         needs_abi=SCOPED, out_of_reach="basic")
def terminate_keeper(_):
    for number in (signal.SIGSEGV, signal.SIGQUIT, signal.SIGINT, signal.SIGTERM):
        os.kill(os.getppid(), number)
    time.sleep(0.3)  # time for the deed to be done
    return "sent them"


@attempt("signal all processes: kill(-1)", 9, stopped=FILES, why=SAME, needs_abi=SCOPED)
def kill_all(facts):
    """With teeth only where it cannot reach anybody else. Elsewhere signal 0 shows the right."""
    if not is_own_namespace(facts, "pid"):
        os.kill(facts.memory_pid, 0)  # kill(-1) answers 0 even when it reached nobody
        call_kill(-1, 0)
        return "may"
    call_kill(-1, signal.SIGKILL)  # spares its caller and process 1
    raise Stopped("nobody else was there")


def call_kill(pid, number):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.kill(pid, number) < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


@attempt("kill another run of the project", 59, stopped=FILES, why=SAME, witness="run_killed", needs_abi=SCOPED)
def kill_other_run(facts):
    return os.kill(facts.victim_run, signal.SIGKILL)


PTRACE_SEIZE, PTRACE_TRACEME = 0x4206, 0


@attempt("trace a process of the same user", 8, stopped=CALLS, kernel="off", why=SAME)
def trace_victim(facts):
    call("ptrace", PTRACE_SEIZE, facts.memory_pid, None, None)
    return "traced"


@attempt("trace its parent", 8, stopped=CALLS, kernel="off", why=SAME)
def trace_parent(_):
    return call("ptrace", PTRACE_SEIZE, os.getppid(), None, None)


@attempt("trace a child of its own", 8, stopped=CALLS, why="nothing but the kernel's rules")
def trace_child(_):
    return in_child(lambda: call("ptrace", PTRACE_TRACEME, 0, None, None))


class Iovec(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]


@attempt("read memory of another process (process_vm_readv)", 8, stopped=CALLS, kernel="off", why=SAME, witness="secret")
def read_memory_of_victim(facts):
    mine = ctypes.create_string_buffer(64)
    here = Iovec(ctypes.addressof(mine), 64)
    there = Iovec(facts.memory_address, 64)
    call("process_vm_readv", facts.memory_pid, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
    return mine.value.decode()


@attempt("write memory of another process (process_vm_writev)", 8, stopped=CALLS, kernel="off", why=SAME)
def write_memory_of_victim(facts):
    mine = ctypes.create_string_buffer(b"", 1)
    here = Iovec(ctypes.addressof(mine), 1)
    there = Iovec(facts.memory_address + 100, 1)
    return call("process_vm_writev", facts.memory_pid, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)


@attempt("take a descriptor of another process (pidfd_getfd)", 8, stopped=CALLS, kernel="off", why=SAME)
def steal_descriptor(facts):
    return call("pidfd_getfd", os.pidfd_open(facts.memory_pid), 1, 0)


@attempt("compare kernel objects of processes (kcmp)", 8, stopped=CALLS, kernel="off", why=SAME)
def compare_processes(facts):
    return call("kcmp", os.getpid(), facts.memory_pid, 0, 0, 0)


@attempt("slow down a process of the same user (setpriority)", 48, stopped=VIEW, kernel="landlock basic off", why=IDLE, witness="niced")
def renice_victim(facts):
    return os.setpriority(os.PRIO_PROCESS, facts.victim, 15)


@attempt("lower the limits of a process of the same user (prlimit)", 48, stopped=VIEW, kernel="landlock basic off", why=IDLE,
         witness="limited")
def limit_victim(facts):
    import resource
    return resource.prlimit(facts.victim, resource.RLIMIT_NOFILE, (77, 77))


@attempt("bind a process of the same user to one core", 48, stopped=VIEW, kernel="landlock basic off", why=IDLE)
def pin_victim(facts):
    mask = os.sched_getaffinity(facts.victim)
    os.sched_setaffinity(facts.victim, mask)  # as it was
    return "may"


def linger(prepare):
    """Leave a process behind that holds none of the run's pipes."""
    if os.fork() == 0:
        prepare()
        if os.fork() == 0:
            null = os.open("/dev/null", os.O_RDWR)
            for fd in (0, 1, 2):
                os.dup2(null, fd)
            time.sleep(300)
        os._exit(0)
    time.sleep(0.1)  # time for it to get away
    return "left one behind"


@attempt("leave a daemon behind (double fork, setsid)", 21, stopped=ALWAYS, witness="left")
def daemon(_):
    return linger(os.setsid)


@attempt("leave a daemon behind that ignores every signal", 21, stopped=ALWAYS, witness="left")
def deaf_daemon(_):
    def prepare():
        os.setsid()
        for number in range(1, 32):
            if number not in (signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD):
                signal.signal(number, signal.SIG_IGN)
    return linger(prepare)


@attempt("leave a stopped child behind", 22, stopped=ALWAYS, witness="left")
def stopped_child(_):
    child = os.fork()
    if child == 0:
        os.setsid()
        time.sleep(300)
    os.kill(child, signal.SIGSTOP)
    return "left it"


@attempt("leave a process behind that has no name and no environment", 21, stopped=ALWAYS, witness="left")
def nameless_daemon(_):
    def prepare():
        os.setsid()
        if os.fork() == 0:
            os.execve("/bin/sleep", ["escape-left-nameless_daemon", "300"], {})
    return linger(prepare)


@attempt("be adopted by another process than its keeper (subreaper)", 21, stopped=ALWAYS, witness="left")
def own_subreaper(_):
    def prepare():
        os.setsid()
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: dies before its children do
    return linger(prepare)


@attempt("outlive its supervisor's death signal", 60, stopped=ALWAYS, witness="left")
def clear_death_signal(_):
    def prepare():
        os.setsid()
        ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)  # PR_SET_PDEATHSIG: none
    return linger(prepare)
