"""What must work at every level. A sandbox that stops everything would pass all the rest."""

import os
import socket
import subprocess
import sys
import tempfile
import threading

from .base import NEVER, attempt

FINE = "this is what a script is for"


def allowed(title):
    return attempt(title, None, stopped=NEVER, why=FINE, witness="allowed")


@allowed("write a file of the project")
def control_project_file(facts):
    with open(facts.work + "/written", "w", encoding="utf-8") as file:
        return file.write("fine")


@allowed("keep a file with its run in $PIRUN_ARTIFACTS")
def control_artifact(facts):
    with open(os.environ["PIRUN_ARTIFACTS"] + f"/{facts.name}", "w", encoding="utf-8") as file:
        return file.write("fine")


@allowed("use a temporary file")
def control_temporary(_):
    with tempfile.TemporaryFile() as file:
        return file.write(b"fine")


@allowed("start another Python, use threads and pipes")
def control_subprocess(_):
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    return subprocess.run([sys.executable, "-c", "print('fine')"], check=True, capture_output=True, text=True).stdout.strip()


@allowed("read the repository's state")
def control_git_read(_):
    with open(".git/HEAD", encoding="utf-8") as file:
        return file.read().strip()


@allowed("use a pair of sockets")
def control_socketpair(_):
    one, other = socket.socketpair()
    one.sendall(b"fine")
    return other.recv(4).decode()


@allowed("run a pool of processes")
def control_pool(_):
    import multiprocessing
    with multiprocessing.get_context("fork").Pool(2) as pool:
        return sum(pool.map(abs, [-1, -2]))
