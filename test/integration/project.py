"""A scratch project and the real binary, for black box tests.

Every test gets its own directory, its own server (no HTTP unless asked) and ends only the processes that it started.
Nothing here sleeps for a fixed time: `until` waits for a condition and fails with the last value when it does not come.
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import uuid

PIRUN = os.environ.get("PIRUN") or sys.exit("set PIRUN to the binary under test")
# Sanitizers and a shared machine make everything slower; no test depends on being fast.
PATIENCE_S = float(os.environ.get("PIRUN_TEST_PATIENCE_S", "60"))


def until(condition, what, patience_s=PATIENCE_S):
    """Wait until CONDITION() is true and answer its value."""
    deadline = time.monotonic() + patience_s
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {patience_s:g} s for: {what} (last: {value!r})")
        time.sleep(0.005)


class Server:
    """A `pirun serve`, ready when the constructor returns (it waits for READY=1 of the sd_notify protocol)."""

    def __init__(self, project, *options, env=None, wrapper=()):
        self.log_path = os.path.join(project.home, f"server-{uuid.uuid4().hex[:8]}.log")
        self.log = open(self.log_path, "wb")
        notify_path = os.path.join(project.home, f"notify-{uuid.uuid4().hex[:8]}")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.bind(notify_path)
            notify.settimeout(PATIENCE_S)
            self.process = subprocess.Popen(
                [*wrapper, PIRUN, "serve", project.path, *options], stdin=subprocess.DEVNULL, stderr=self.log,
                stdout=self.log, env={**project.env, "NOTIFY_SOCKET": notify_path, **(env or {})})
            self._await_ready(notify)
        os.unlink(notify_path)

    def _await_ready(self, notify):
        notify.settimeout(0.2)
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            with contextlib.suppress(socket.timeout):
                if b"READY=1" in notify.recv(4096):
                    return
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended at once ({self.process.returncode}):\n{self.text()}")
        raise AssertionError(f"the server did not get ready:\n{self.text()}")

    @property
    def pid(self):
        return self.process.pid

    @contextlib.contextmanager
    def frozen(self):
        """Nothing of it runs in between: SIGSTOP is sent to all of its threads, but on a busy machine some run on for a moment."""
        os.kill(self.pid, signal.SIGSTOP)
        try:
            until(lambda: self._thread_states() == {"T"}, "all threads of the server to stop")
            yield
        finally:
            os.kill(self.pid, signal.SIGCONT)

    def _thread_states(self):
        states = set()
        tasks = f"/proc/{self.pid}/task"
        for name in os.listdir(tasks):
            with contextlib.suppress(FileNotFoundError), open(os.path.join(tasks, name, "stat"), encoding="utf-8") as file:
                states.add(file.read().rpartition(") ")[2][0])
        return states

    def text(self):
        with open(self.log_path, "rb") as log:
            return log.read().decode(errors="replace")

    def kill(self):
        """SIGKILL, as a crash would."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, expect=0):
        """SIGTERM; the server must end by itself with the status EXPECT."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server did not stop:\n{self.text()}") from None
        self.log.close()
        if expect is not None and status != expect:
            raise AssertionError(f"the server ended with {status}:\n{self.text()}")


class Project:
    def __init__(self, config=None, env_dir=True, home=None):
        self.home = home or tempfile.mkdtemp(prefix="pirun test ")  # a path with a space, on purpose
        self.path = os.path.join(self.home, "project")
        self.env = {k: v for k, v in os.environ.items() if not k.startswith("PIRUN_") and k != "NOTIFY_SOCKET"}
        self.env["HOME"] = self.home
        self.servers = []
        self.pirun("init", self.path, *([] if env_dir else ["--no-env"]), cwd=self.home)
        self.configure(config or {})

    # -- the command line -------------------------------------------------------------------------------------
    def pirun(self, *args, expect=0, cwd=None, input=None, env=None, timeout=None):
        """Run the binary; answer the finished process. EXPECT None: any status."""
        done = subprocess.run([PIRUN, *args], cwd=cwd or self.path, capture_output=True, text=True, input=input,
                              stdin=None if input is not None else subprocess.DEVNULL,
                              env={**self.env, **(env or {})}, timeout=timeout or PATIENCE_S * 2)
        if expect is not None and done.returncode != expect:
            raise AssertionError(f"pirun {' '.join(args)} ended with {done.returncode}, not {expect}\n"
                                 f"stdout: {done.stdout}\nstderr: {done.stderr}")
        return done

    def json(self, *args, **options):
        return json.loads(self.pirun(*args, "--json", **options).stdout)

    def submit(self, *args, **options):
        """Answer the id."""
        return self.pirun("submit", *args, **options).stdout.strip()

    def record(self, run_id):
        return self.json("show", run_id)

    def wait_state(self, run_id, *states):
        def look():
            done = self.pirun("show", run_id, "--json", expect=None)
            record = json.loads(done.stdout) if done.returncode == 0 else {}
            return record if record.get("state") in states else None
        return until(look, f"run {run_id} to be {' or '.join(states)}")

    def wait_end(self, run_id):
        return self.wait_state(run_id, "succeeded", "failed", "killed")

    def logs(self, run_id, *args):
        return self.pirun("logs", run_id, *args).stdout

    # -- files ------------------------------------------------------------------------------------------------
    def file(self, *parts):
        return os.path.join(self.path, *parts)

    def var(self, *parts):
        return self.file("var", *parts)

    def script(self, name, text):
        path = self.file("scripts", name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return f"scripts/{name}"

    def configure(self, config):
        """Write .pirun.yaml from a dict of sections; HTTP is off unless CONFIG says otherwise."""
        config = {**config, "server": {"addr": "off", **config.get("server", {})}}
        config["run"] = {"jobs": 4, **config.get("run", {})}
        with open(self.file(".pirun.yaml"), "w", encoding="utf-8") as file:
            json.dump({"name": "test", **config}, file)  # JSON is YAML
            file.write("\n")

    def drop(self, name, content, by="rename"):
        """Put a file into the door as a person would: renamed in, or written in place."""
        data = content if isinstance(content, bytes) else (content if isinstance(content, str) else json.dumps(content)).encode()
        target = self.var("spool", name)
        if by == "rename":
            aside = self.var("spool", "tmp", f"{uuid.uuid4().hex}.part")
            with open(aside, "wb") as file:
                file.write(data)
            os.rename(aside, target)
        else:
            with open(target, "wb") as file:
                file.write(data)

    def receipt(self, name):
        """The receipt of NAME.json, waited for."""
        path = self.var("ack", name if name.endswith(".json") else name + ".json")

        def look():
            try:
                with open(path, encoding="utf-8") as file:
                    return json.load(file)
            except FileNotFoundError:
                return None
        return until(look, f"receipt of {name}")

    def names(self, *parts):
        return sorted(n for n in os.listdir(self.var(*parts)) if not n.startswith("."))

    # -- servers ----------------------------------------------------------------------------------------------
    def serve(self, *options, **more):
        server = Server(self, *options, **more)
        self.servers.append(server)
        return server

    def supervisor_pid(self, run_id):
        with open(self.var("runs", run_id, "live"), encoding="utf-8") as file:
            return json.loads(file.readline())["pid"]

    def close(self):
        try:
            for server in self.servers:
                if server.process.poll() is None:
                    server.stop()  # every server that a test leaves must also end well: sanitizers speak here
        finally:
            for server in self.servers:
                server.kill()
            self._end_runs()
            shutil.rmtree(self.home, ignore_errors=True)

    def _end_runs(self):
        """Supervisors outlive their server: cancel those of this project by the pid that they wrote, and only while they hold their lock."""
        runs = self.var("runs")
        for run_id in os.listdir(runs) if os.path.isdir(runs) else []:
            if os.path.exists(os.path.join(runs, run_id, "result.json")):
                continue
            with contextlib.suppress(OSError, ValueError, KeyError):
                pid = self.supervisor_pid(run_id)
                with open(f"/proc/{pid}/comm", encoding="utf-8") as comm:
                    if comm.read().startswith("pirun"):
                        os.kill(pid, signal.SIGQUIT)  # cancel without grace


class TestCase(unittest.TestCase):
    """One project per test, made by `self.project = self.make()`."""

    def make(self, *args, **options):
        project = Project(*args, **options)
        self.addCleanup(project.close)
        return project


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]], verbosity=2)
