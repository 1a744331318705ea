"""What scripts do all day, one line of output each: run by test_sandbox_seccomp under the filters."""
import asyncio
import concurrent.futures
import mmap
import multiprocessing
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading


def square(number):
    return number * number


def threads():
    seen = []
    workers = [threading.Thread(target=seen.append, args=(n,)) for n in range(20)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(seen)


def children():
    return subprocess.run(["/bin/echo", "child"], capture_output=True, text=True, check=True).stdout.strip()


def forks():
    pid = os.fork()
    if pid == 0:
        os._exit(7)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def pool():
    with multiprocessing.Pool(2) as workers:
        return sum(workers.map(square, range(10)))


def executor():
    with concurrent.futures.ProcessPoolExecutor(2) as workers:
        return sum(workers.map(square, range(5)))


def database(folder):
    with sqlite3.connect(os.path.join(folder, "a.db")) as base:
        base.execute("pragma journal_mode=wal")
        base.execute("create table t (n)")
        base.executemany("insert into t values (?)", [(n,) for n in range(4)])
        return base.execute("select sum(n) from t").fetchone()[0]


async def talk():
    process = await asyncio.create_subprocess_exec("/bin/cat", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    return (await process.communicate(b"cat"))[0].decode()


def loopback():
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname()) as client:
            other, _ = server.accept()
            with other:
                client.sendall(b"hello")
                return other.recv(5).decode()


def files(folder):
    first = os.path.join(folder, "first")
    with open(first, "w", encoding="utf-8") as out:
        out.write("x" * 5000)
    os.chmod(first, 0o640)
    shutil.copy2(first, os.path.join(folder, "second"))
    os.symlink("first", os.path.join(folder, "link"))
    os.rename(os.path.join(folder, "second"), os.path.join(folder, "third"))
    with tempfile.TemporaryFile(dir=folder) as unnamed:
        unnamed.write(b"y")
    return sorted(name for name in os.listdir(folder) if not name.startswith("a.db"))


def maps():
    with mmap.mmap(-1, 8192) as area:
        area[:3] = b"map"
        return area[:3].decode()


def signals():
    caught = []
    signal.signal(signal.SIGUSR1, lambda number, frame: caught.append(number))
    os.kill(os.getpid(), signal.SIGUSR1)
    signal.setitimer(signal.ITIMER_REAL, 1000)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return caught == [signal.SIGUSR1]


def main():
    with tempfile.TemporaryDirectory() as folder:
        print("threads", threads())
        print("children", children())
        print("forks", forks())
        print("pool", pool())
        print("executor", executor())
        print("database", database(folder))
        print("asyncio", asyncio.run(talk()))
        print("files", *files(folder))
        print("maps", maps())
        print("signals", signals())
        if "no-network" in sys.argv:
            left, right = socket.socketpair()
            left.sendall(b"pair")
            print("pair", right.recv(4).decode())
        else:
            print("loopback", loopback())


if __name__ == "__main__":
    main()
