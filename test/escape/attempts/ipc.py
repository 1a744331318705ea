"""Ways between processes that are no files: sockets of the host, shared memory, queues, keys."""

import ctypes
import os
import socket

from .base import CALLS, VIEW, attempt, call

UNFILTERED = "no filter of system calls at this level"


def speak(facts, sock, address):
    with sock:
        sock.settimeout(5)
        sock.connect(address)
        sock.sendall(facts.name.encode() + b"\n")
    return "connected"


@attempt("connect to an abstract socket of the host", 38, stopped=CALLS, why=UNFILTERED, witness="heard")
def abstract_socket(facts):
    return speak(facts, socket.socket(socket.AF_UNIX), "\0" + facts.abstract)


@attempt("connect to a socket of the host by its path", 39, stopped=CALLS, why=UNFILTERED, witness="heard")
def path_socket(facts):
    return speak(facts, socket.socket(socket.AF_UNIX), facts.socket_path)


@attempt("send a datagram to a socket of the host by its path", 39, stopped=CALLS, why=UNFILTERED, witness="heard")
def datagram_socket(facts):
    return speak(facts, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM), facts.datagram_path)


@attempt("connect to a socket of the host with one end of a socketpair", 39, stopped=CALLS, why=UNFILTERED, witness="heard")
def socketpair_connect(facts):
    """socketpair is allowed everywhere: must not be a way to a socket that can connect."""
    one, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with one:
        one.connect(facts.datagram_path)
        one.send(facts.name.encode())
    return "connected"


@attempt("read a System V shared memory of the host", 14, stopped=CALLS, why=UNFILTERED, witness="secret")
def sysv_memory(facts):
    segment = call("shmget", facts.shm_key, 0, 0)
    address = call("shmat", segment, None, 0o10000)  # SHM_RDONLY
    return ctypes.string_at(address, 64).split(b"\0")[0].decode()


@attempt("leave System V memory behind that no limit counts", 14, stopped=CALLS, why=UNFILTERED, witness="shm_left")
def sysv_leave(facts):
    return call("shmget", facts.shm_left_key, 4096, 0o1600)


@attempt("use a System V semaphore or message queue of the host", 14, stopped=CALLS, why=UNFILTERED)
def sysv_others(facts):
    return call("semget", facts.shm_key, 0, 0)


@attempt("use a POSIX message queue of the host", 14, stopped=CALLS, why=UNFILTERED)
def message_queue(facts):
    return call("mq_open", facts.queue.encode(), os.O_RDONLY, 0, None)


@attempt("hold memory that no process owns (memfd)", 14, stopped="namespaces landlock basic",
         why="full: the control group counts it; off: no filter of system calls")
def unowned_memory(_):
    return call("memfd_create", b"escape", 0)


@attempt("read the session's and the user's keys (keyctl)", 44, stopped=CALLS, kernel="off", why=UNFILTERED)
def read_keys(_):
    return call("keyctl", 0, -3, 0)  # KEYCTL_GET_KEYRING_ID, session


@attempt("leave a key with the user (add_key)", 44, stopped=CALLS, kernel="off", why=UNFILTERED)
def add_key(_):
    key = call("add_key", b"user", b"pirun-escape", b"x", 1, -2)  # the process's own keyring: gone with it
    return f"key {key}"


@attempt("ask the host for a key (request_key)", 44, stopped=CALLS, kernel="off", why=UNFILTERED)
def request_key(_):
    return call("request_key", b"user", b"pirun-escape-none", None, -2)


@attempt("keep the memory of shared_memory after its end", 16, stopped=VIEW, why="/dev/shm is the machine's at this level",
         witness="dev_shm_left")
def dev_shm_leave(facts):
    with open(facts.dev_shm_left, "w", encoding="utf-8") as file:
        return file.write("left")
