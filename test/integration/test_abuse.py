"""Goal: a script that takes all it can get is ended by the limit that it broke, and nobody else notices.

In each case the server answers throughout, another run of the project finishes, the record names the limit, no process is left and
the server has not grown. How fast the server answers is printed, not asserted: machines of CI are shared (docs/bench.md has the
goal). Every script is bounded by itself, so that a limit that does not hold hurts the test and not the machine.
"""

import os
import socket
import threading
import time

from project import PATIENCE_S, TestCase, main, until

GROWTH_KB = 4096  # buffers and SQLite's cache settle; a leak of 100 MiB would show
# Another run: works on until it is told that the abuse is over.
GOOD = "import os, time\nn = 0\nwhile not os.path.exists('over'):\n    n += 1\n    open('working', 'w').close()\n    time.sleep(0.02)\nprint('worked', n > 0)\n"
WAIT_FOR_THE_END = "\nimport time\nwhile True:\n    time.sleep(1)\n"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return sock.getsockname()[1]


def survivors(run_id):
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/environ", "rb") as environ:
                if f"PIRUN_RUN_ID={run_id}".encode() in environ.read():
                    found.append(int(pid))
        except OSError:
            pass
    return found


def resident_kb(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


class Prober(threading.Thread):
    """Asks GET /health, one question after the other, and keeps how long each answer took."""

    def __init__(self, port):
        super().__init__()
        self.port, self.took_ms, self.failures, self.over = port, [], [], threading.Event()

    def run(self):
        while not self.took_ms or not self.over.wait(0.02):
            began = time.monotonic()
            try:
                self._ask()
                self.took_ms.append((time.monotonic() - began) * 1000)
            except OSError as failure:
                self.failures.append(repr(failure))
                self.over.wait(0.5)
                if self.over.is_set():
                    return

    def _ask(self):
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE_S) as sock:
            sock.sendall(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            if not sock.recv(4096).startswith(b"HTTP/1.1 200"):
                raise OSError("no 200")

    def finish(self):
        self.over.set()
        self.join()
        took = sorted(self.took_ms)
        return took and {name: took[min(len(took) - 1, int(len(took) * part))] for name, part in
                         (("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("max", 1.0))}


class Abuse(TestCase):
    LIMITS = {"memory_mb": 128, "pids": 32, "disk_mb": 64, "file_mb": 48, "open_files": 64, "output_mb": 1, "cpus": 1.0}

    def setUp(self):
        self.port = free_port()
        self.project = self.make({"server": {"addr": f"127.0.0.1:{self.port}"}, "run": {
            "jobs": 2, "cancel_grace_ms": 300, "limits": self.LIMITS}})
        self.server = self.project.serve()
        self.project.wait_end(self.project.submit("--code", "pass"))  # what the first run costs the server is no growth

    def abuse(self, code, *options, timeout="20s"):
        """Run CODE beside a well-behaved run; check what holds in every case; answer the record."""
        before_kb = resident_kb(self.server.pid)
        good = self.project.submit(self.project.script("good.py", GOOD), "--timeout", "120s")
        until(lambda: os.path.exists(self.project.file("working")), "the other run to work")
        prober = Prober(self.port)
        prober.start()
        run_id = self.project.submit(self.project.script("abuse.py", code), "--timeout", timeout, *options)
        try:
            record = self.project.wait_end(run_id)
        finally:
            took = prober.finish()
            with open(self.project.file("over"), "w", encoding="utf-8"):
                pass
        print(f"\n{self.id().split('.')[-1]}: {record['sandbox']['level']} {record['state']}/{record['reason']} "
              f"{record.get('message', '')!r}; /health ms " + " ".join(f"{k} {v:.1f}" for k, v in (took or {}).items()), flush=True)
        self.assertEqual(prober.failures, [])
        self.assertTrue(prober.took_ms, "the server never answered")
        self.assertEqual(survivors(run_id), [])
        good_record = self.project.wait_end(good)
        self.assertEqual((good_record["state"], self.project.logs(good)), ("succeeded", "worked True\n"))
        self._assert_no_growth(before_kb)
        return record

    def _assert_no_growth(self, before_kb):
        if os.environ.get("PIRUN_SANITIZED"):
            print("SKIP growth of the server: a sanitizer keeps freed memory")
            return
        until(lambda: resident_kb(self.server.pid) < before_kb + GROWTH_KB, f"the server to be near {before_kb} KiB again")

    def expect(self, record, state, reason, limit=None):
        self.assertEqual((record["state"], record["reason"]), (state, reason), record)
        if limit:
            self.assertIn(limit, record.get("message", ""))

    def need(self, record, protection):
        """Skip, aloud, what this machine's level cannot do."""
        if not any(name.split(":")[0] == protection for name in record["sandbox"]["in_force"]):
            missing = [m for m in record["sandbox"]["missing"] if m.startswith(protection)]
            self.skipTest(f"SKIP {protection} is not limited here: {missing}")


class Processes(Abuse):
    # 2^9 processes where nothing stops it.
    BOMB = "import os\nfor _ in range(9):\n    try:\n        os.fork()\n    except OSError:\n        pass\n"

    def test_fork_bomb(self):
        record = self.abuse(self.BOMB + WAIT_FOR_THE_END, timeout="3s")
        self.need(record, "pids")
        self.expect(record, "killed", "timeout", "pids")
        self.assertLessEqual(record["usage"]["processes"], 200)

    def test_fork_bomb_that_goes_on_trying(self):
        code = ("import os, time\nend = time.monotonic() + 30\nfor _ in range(6):\n    try:\n        os.fork()\n    except OSError:\n"
                "        pass\nwhile time.monotonic() < end:\n    try:\n        if os.fork() == 0:\n            os._exit(0)\n"
                "        os.wait()\n    except OSError:\n        time.sleep(0.001)\n")
        record = self.abuse(code, timeout="3s")
        self.expect(record, "killed", "timeout")

    def test_thread_bomb(self):
        code = ("import threading, time\nstop = threading.Event()\nfor _ in range(300):\n"
                "    threading.Thread(target=stop.wait, daemon=True).start()\n")
        record = self.abuse(code)
        self.need(record, "pids")
        self.expect(record, "failed", "exited", "pids")

    def test_zombies(self):
        record = self.abuse("import os, time\nfor _ in range(20):\n    if os.fork() == 0:\n        os._exit(0)\ntime.sleep(0.5)\n")
        self.expect(record, "succeeded", "exited")

    def test_orphans_by_double_fork_and_setsid(self):
        code = ("import os, time\nfor _ in range(8):\n    if os.fork() == 0:\n        os.setsid()\n        if os.fork() == 0:\n"
                "            time.sleep(300)\n        os._exit(0)\ntime.sleep(0.3)\n")
        record = self.abuse(code)
        self.expect(record, "succeeded", "exited")

    def test_stops_itself(self):
        record = self.abuse("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\n", timeout="1s")
        self.expect(record, "killed", "timeout")

    def test_stops_a_tree_of_its_own(self):
        code = ("import os, signal\nfor _ in range(3):\n    os.fork()\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
                "os.kill(os.getpid(), signal.SIGSTOP)\n") + WAIT_FOR_THE_END
        record = self.abuse(code, timeout="1s")
        self.expect(record, "killed", "timeout")

    def test_ignores_sigterm(self):
        code = "import signal\nfor n in (1, 2, 3, 10, 12, 14, 15):\n    signal.signal(n, signal.SIG_IGN)\n" + WAIT_FOR_THE_END
        record = self.abuse(code, timeout="1s")
        self.expect(record, "killed", "timeout")
        self.assertEqual(record["signal"], 9)

    def test_burns_all_cores(self):
        code = "import os\nfor _ in range(os.cpu_count() * 2):\n    if os.fork() == 0:\n        while True:\n            pass\nwhile True:\n    pass\n"
        record = self.abuse(code, timeout="3s")
        self.expect(record, "killed", "timeout")
        spent = record["usage"]["cpu_user_ms"] + record["usage"]["cpu_system_ms"]
        print(f"cpu {spent} ms of {record['duration_ms']} ms, cpus 1.0")
        self.assertGreater(spent, 100)  # that of killed processes counts too


class Memory(Abuse):
    def test_in_small_steps(self):
        code = "kept = []\nfor _ in range(2000):\n    kept.append(bytearray(b'x' * (1 << 20)))\n" + WAIT_FOR_THE_END
        record = self.abuse(code)
        self.expect(record, "killed", "memory", "memory_mb")

    def test_in_small_steps_by_a_script_that_catches_everything(self):
        code = ("kept = []\nfor _ in range(2000):\n    try:\n        kept.append(bytearray(b'x' * (1 << 20)))\n"
                "    except MemoryError:\n        pass\n") + WAIT_FOR_THE_END
        record = self.abuse(code)
        self.expect(record, "killed", "memory", "memory_mb")

    def test_in_one_allocation(self):
        """Refused to the script, which may handle it, or the end of the run: both are right."""
        record = self.abuse("x = bytearray(3 << 30)\nfor i in range(0, len(x), 4096):\n    x[i] = 1\n")
        self.assertIn((record["state"], record["reason"]), (("killed", "memory"), ("failed", "exited")))
        self.assertIn("memory_mb", record.get("message", ""))

    def test_in_many_processes(self):
        code = ("import os\nfor _ in range(8):\n    if os.fork() == 0:\n        x = bytearray(b'x' * (60 << 20))\n        break\n"
                + WAIT_FOR_THE_END)
        record = self.abuse(code)
        self.need(record, "memory")
        self.expect(record, "killed", "memory", "memory_mb")

    def test_shared_by_many_processes_counts_once(self):
        """60 MiB, seen by six processes, is 60 MiB."""
        code = ("import os, time\nx = bytearray(60 << 20)\nx[::4096] = bytes([1]) * len(x[::4096])\nfor _ in range(5):\n    if os.fork() == 0:\n        break\n"
                "time.sleep(1.5)\n")
        record = self.abuse(code)
        self.expect(record, "succeeded", "exited")

    def test_in_dev_shm(self):
        code = ("import os, time\nwith open('/dev/shm/hog-' + os.environ['PIRUN_RUN_ID'], 'wb') as f:\n    os.unlink(f.name)\n"
                "    for _ in range(600):\n        f.write(b'x' * (1 << 20))\n        f.flush()\n") + WAIT_FOR_THE_END
        record = self.abuse(code, timeout="10s")
        if record["sandbox"]["level"] not in ("full", "namespaces"):
            self.skipTest("SKIP /dev/shm is the machine's own at this level")
        self.assertIn((record["state"], record["reason"]),
                      (("killed", "memory"), ("killed", "disk"), ("failed", "exited")), record)
        self.assertRegex(record.get("message", ""), "memory_mb|disk_mb|file_mb")


class Disk(Abuse):
    FILL = ("import os\nos.makedirs('hog', exist_ok=True)\nfor i in range(100):\n    with open(f'hog/{i}', 'wb') as f:\n"
            "        f.write(b'x' * (4 << 20))\n")

    def test_many_large_files_in_the_project(self):
        record = self.abuse(self.FILL + WAIT_FOR_THE_END)
        self.expect(record, "killed", "disk", "disk_mb")

    def test_a_file_that_has_no_name(self):
        code = ("import os\nfd = os.open('.', os.O_TMPFILE | os.O_RDWR)\nfor _ in range(40):\n    os.write(fd, b'x' * (1 << 20))\n"
                "more = [os.open('.', os.O_TMPFILE | os.O_RDWR) for _ in range(4)]\nfor f in more:\n    for _ in range(40):\n"
                "        os.write(f, b'x' * (1 << 20))\n") + WAIT_FOR_THE_END
        record = self.abuse(code)
        self.expect(record, "killed", "disk", "disk_mb")

    def test_one_huge_file(self):
        code = "with open('huge', 'wb') as f:\n    for _ in range(200):\n        f.write(b'x' * (1 << 20))\n        f.flush()\n"
        record = self.abuse(code)
        self.expect(record, "failed", "exited", "file_mb")
        self.assertLessEqual(os.path.getsize(self.project.file("huge")), self.LIMITS["file_mb"] << 20)

    def test_the_private_tmp(self):
        code = ("import os\nfor i in range(40):\n    with open(f'/tmp/hog-{os.environ[\"PIRUN_RUN_ID\"]}-{i}', 'wb') as f:\n"
                "        os.unlink(f.name)\n        keep = os.dup(f.fileno())\n        f.write(b'x' * (8 << 20))\n")
        record = self.abuse(code)
        if record["sandbox"]["level"] not in ("full", "namespaces"):
            self.skipTest("SKIP /tmp is the machine's own at this level")
        self.assertIn((record["state"], record["reason"]), (("killed", "disk"), ("killed", "memory"), ("failed", "exited")))
        self.assertRegex(record.get("message", ""), "disk_mb|memory_mb")

    def test_100000_files_in_the_project(self):
        code = ("import os\nos.makedirs('many', exist_ok=True)\nfor i in range(100000):\n"
                "    os.close(os.open(f'many/{i}', os.O_CREAT | os.O_WRONLY))\n") + WAIT_FOR_THE_END
        record = self.abuse(code, timeout="60s")
        self.expect(record, "killed", "disk", "disk_mb")

    def test_100000_files_in_the_private_tmp(self):
        code = ("import os, tempfile\nwith tempfile.TemporaryDirectory() as place:\n    for i in range(100000):\n"
                "        os.close(os.open(f'{place}/{i}', os.O_CREAT | os.O_WRONLY))\n")
        record = self.abuse(code, timeout="60s")
        if record["sandbox"]["level"] not in ("full", "namespaces"):
            self.skipTest("SKIP /tmp is the machine's own at this level")
        self.assertIn((record["state"], record["reason"]), (("killed", "disk"), ("failed", "exited")))
        self.assertIn("disk_mb", record.get("message", ""))


class Rest(Abuse):
    def test_output_flood(self):
        """100 GiB at full speed, or as much of it as its time allows."""
        code = "import os\nblock = (b'x' * 1023 + b'\\n') * 1024\nfor _ in range(100 * 1024):\n    os.write(1, block)\n"
        record = self.abuse(code, timeout="3s")
        self.expect(record, "killed", "timeout", "output_mb")
        output = record["output"]
        print(f"output {output['bytes'] / 2**30:.2f} GiB, dropped {output['dropped'] / 2**30:.2f} GiB")
        self.assertGreater(output["dropped"], 0)
        log = os.stat(self.project.var("logs", record["id"] + ".log"))
        self.assertLess(log.st_blocks * 512, 2 * self.LIMITS["output_mb"] << 20)

    def test_flood_of_empty_lines_on_both_streams(self):
        code = "import os\nblock = b'\\n' * 65536\nwhile True:\n    os.write(1, block)\n    os.write(2, block)\n"
        record = self.abuse(code, timeout="2s")
        self.expect(record, "killed", "timeout", "output_mb")
        index = os.path.getsize(self.project.var("runs", record["id"], "output.idx"))
        print(f"index {index} bytes for {record['output']['lines']} lines")
        self.assertLess(index, 4 << 20)

    def test_descriptor_hog(self):
        code = "kept = []\nwhile True:\n    kept.append(open('/dev/null'))\n"
        record = self.abuse(code)
        self.expect(record, "failed", "exited", "open_files")

    def test_descriptor_hog_that_waits(self):
        code = ("kept = []\ntry:\n    while True:\n        kept.append(open('/dev/null'))\nexcept OSError:\n    pass\n"
                + WAIT_FOR_THE_END)
        record = self.abuse(code, timeout="2s")
        self.expect(record, "killed", "timeout")


if __name__ == "__main__":
    main()
