"""What a pass prepares outside the sandbox, and what it looks at afterwards. The scripts say what they believe; this decides."""

import contextlib
import ctypes
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid

import project as harness
from attempts.base import REGISTER
from listen import Listeners

HERE = os.path.dirname(os.path.abspath(__file__))
WITH_VICTIM = ("killed", "halted", "niced", "limited")
libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p

# A process with a secret in its memory, at an address that it prints.
SECRET_KEEPER = ("import ctypes, sys, time\nb = ctypes.create_string_buffer(sys.argv[1].encode(), 200)\n"
                 "print(ctypes.addressof(b), flush=True)\ntime.sleep(600)\n")
# A run that lasts until the test says so.
VICTIM_RUN = "import os, time\nwhile not os.path.exists('release'):\n    time.sleep(0.02)\n"


def write(path, text, mode=0o600):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)


def chown_tree(top, uid):
    os.chown(top, uid, uid)
    for place, directories, files in os.walk(top):
        for name in directories + files:
            os.chown(os.path.join(place, name), uid, uid, follow_symlinks=False)


def make_own_venv(path):
    """A `.venv` that somebody made by hand, in place of the managed one (whose files are read-only at every level)."""
    os.rename(path + "/var/envs", path + "/var/envs-were")
    os.unlink(path + "/.venv")
    subprocess.run(["/usr/bin/python3", "-m", "venv", "--without-pip", path + "/.venv"], check=True)


def snapshot(top):
    """Everything below TOP that a script could have changed: type, mode, owner, times, links and content."""
    seen = {}
    for place, directories, files in os.walk(top):
        for path in [place, *(os.path.join(place, n) for n in directories + files)]:
            stat = os.lstat(path)
            content = open(path, "rb").read() if os.path.isfile(path) and not os.path.islink(path) else b""
            attributes = [a for a in os.listxattr(path, follow_symlinks=False) if a.startswith("user.")]
            links = stat.st_nlink if content else 0
            seen[path] = (stat.st_mode, stat.st_uid, links, stat.st_mtime_ns if content else 0, content, tuple(attributes))
    return seen


class Host:
    """One pass: a project with a server, everything that the attempts aim at, and the records of what became of it. OWNER: the
    user that gets the project and everything around it, when that is not the one who runs the server."""

    def __init__(self, level, owner=None):
        self.level, self.owner = level, owner
        self.secrets, self.processes, self.victims = {}, [], {}
        self.project = harness.Project({"run": {"sandbox": level, "jobs": 5, "cancel_grace_ms": 300}})
        self.home, self.path = self.project.home, self.project.path
        self.shm_file = f"/dev/shm/pirun-escape-{uuid.uuid4().hex}"
        self.tmp_file = tempfile.mktemp(prefix="pirun-escape-")
        self.tmp_left = tempfile.mktemp(prefix="pirun-escape-left-")
        self.dev_shm_left = f"/dev/shm/pirun-escape-left-{uuid.uuid4().hex}"
        self.shm_key, self.shm_left_key = random.randrange(1, 1 << 30), random.randrange(1, 1 << 30)
        self.queue = f"/pirun-escape-{uuid.uuid4().hex}"
        try:
            self.prepare()
        except BaseException:
            self.close()
            raise

    # -- before -------------------------------------------------------------------------------------------------
    def secret(self, name):
        """A word that nobody may ever see in the output of a run."""
        self.secrets[name] = f"SECRET-{name}-{uuid.uuid4().hex}"
        return self.secrets[name]

    def prepare(self):
        self.prepare_files()
        self.listeners = Listeners(self.home)
        self.prepare_project()
        if self.owner is not None:
            chown_tree(self.home, self.owner)
        self.prepare_ipc()
        self.prepare_processes()
        self.server = self.project.serve(env={"ESCAPE_SECRET": self.secret("environment")})
        self.prepare_runs()
        self.write_facts()
        self.before = {name: snapshot(self.outside(name)) for name in REGISTER}

    def outside(self, name):
        return os.path.join(self.home, "outside", name)

    def work(self, name):
        """A directory of the project for the attempt alone: at level landlock a script makes nothing at the project's top."""
        return os.path.join(self.path, "work", name)

    def prepare_files(self):
        for name in REGISTER:
            os.makedirs(self.work(name))
            write(self.outside(name) + "/secret", self.secret(name))
            write(self.outside(name) + "/file", "as it was")
        write(self.home + "/other/secret", self.secret("other_project"))
        write(self.shm_file, self.secret("dev_shm"), 0o644)
        write(self.tmp_file, self.secret("tmp"), 0o644)

    def prepare_project(self):
        for place in ("hooks", "objects", "refs/heads"):
            os.makedirs(f"{self.path}/.git/{place}", exist_ok=True)
        for name, text in (("HEAD", "ref: refs/heads/main\n"), ("config", "[core]\n\trepositoryformatversion = 0\n"),
                           ("removable", "x"), ("linkable", "x")):
            write(f"{self.path}/.git/{name}", text)
        make_own_venv(self.path)
        write(self.path + "/var/token", self.secret("token"))
        os.symlink(self.outside("read_by_link_that_was_there") + "/secret", self.path + "/link")
        shutil.copytree(HERE + "/attempts", self.path + "/scripts/attempts", ignore=shutil.ignore_patterns("__pycache__"))
        self.project.script("attempt.py", "import sys\nimport attempts\nfrom attempts import base\nbase.carry_out(sys.argv[1])\n")
        self.project.script("victim_run.py", VICTIM_RUN)
        self.project.script("nothing.py", "import os\nos.makedirs(os.environ.get('PIRUN_ARTIFACTS', 'x'), exist_ok=True)\n")

    def as_owner(self):
        """Options of subprocess for a process of the project's owner."""
        return {} if self.owner is None else {"user": self.owner, "group": self.owner, "extra_groups": []}

    def prepare_ipc(self):
        segment = libc.shmget(self.shm_key, 4096, 0o1666)
        address = libc.shmat(segment, None, 0)
        word = self.secret("shm").encode()
        ctypes.memmove(address, word, len(word) + 1)
        libc.semget(self.shm_key, 1, 0o1666)
        libc.mq_open(self.queue.encode(), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o666, None)

    def prepare_processes(self):
        for name, attempt in REGISTER.items():
            if attempt.witness in WITH_VICTIM or name == "pin_victim":
                self.victims[name] = subprocess.Popen(["sleep", "600"], **self.as_owner())
        keeper = subprocess.Popen([sys.executable, "-c", SECRET_KEEPER, self.secret("memory")], stdout=subprocess.PIPE,
                                  **self.as_owner())
        self.memory_pid, self.memory_address = keeper.pid, int(keeper.stdout.readline())
        self.processes = [keeper, *self.victims.values()]

    def prepare_runs(self):
        self.old_run = self.project.submit("scripts/nothing.py")
        self.project.wait_end(self.old_run)
        word = uuid.uuid4().hex
        self.victim_run = self.project.submit("scripts/victim_run.py", "--timeout", "10m", "--", word)
        self.victim_run_pid = harness.until(lambda: pid_with_word(word), "the victim run to start")

    def write_facts(self):
        common = {
            "home": self.home, "project": self.path, "other_project": self.home + "/other", "link": self.path + "/link",
            "server_pid": self.server.pid, "server_group": os.getpgid(self.server.pid), "old_run": self.old_run,
            "shm_file": self.shm_file, "tmp_file": self.tmp_file, "tmp_left": self.tmp_left, "dev_shm_left": self.dev_shm_left,
            "shm_key": self.shm_key, "shm_left_key": self.shm_left_key, "queue": self.queue.lstrip("/"), "memory_pid": self.memory_pid,
            "memory_address": self.memory_address, "victim_run": self.victim_run_pid, **self.listeners.facts,
            "site_packages": os.path.relpath(site_packages(self.path), self.path),
            "namespaces": {kind: os.readlink(f"/proc/self/ns/{kind}") for kind in ("pid", "net", "mnt", "ipc", "uts")},
        }
        own = {name: {"outside": self.outside(name), "work": self.work(name), "victim": self.victims[name].pid if name in self.victims else 0}
               for name in REGISTER}
        path = self.path + "/scripts/attempts/facts.json"
        write(path, json.dumps({"common": common, "own": own}), 0o644)
        if self.owner is not None:
            os.chown(path, self.owner, self.owner)

    # -- the runs -----------------------------------------------------------------------------------------------
    def carry_out(self):
        """Submit every attempt at once and wait, then those that must be alone, one after the other. Answers {name: record}."""
        together = {name for name, attempt in REGISTER.items() if not attempt.is_alone}
        ids = self.submit(together, {})
        ids.update(self.submit(REGISTER.keys() - together, {"key": "alone"}))
        return {name: self.record(ids[name]) for name in REGISTER}

    def submit(self, names, more):
        for name in names:
            self.project.drop(name + ".json", {"v": 1, "script": "scripts/attempt.py", "args": [name], **more})
        ids = {name: self.project.receipt(name)["id"] for name in names}

        def look():
            time.sleep(0.05)  # each look starts a process
            states = {r["id"]: r["state"] for r in self.project.json("list", "--limit", "1000")}
            return all(states.get(i) in ("succeeded", "failed", "killed") for i in ids.values())
        harness.until(look, "all attempts to end", 300)
        return ids

    def record(self, run_id):
        """Without a process for each of hundreds, where the supervisor left its result."""
        try:
            with open(self.project.var("runs", run_id, "result.json"), encoding="utf-8") as file:
                return {"id": run_id, **json.load(file)}
        except FileNotFoundError:
            return self.project.record(run_id)

    def output(self, record):
        try:
            with open(self.project.var("logs", record["id"] + ".log"), "rb") as log:
                return log.read().decode(errors="replace")
        except FileNotFoundError:
            return ""

    # -- after --------------------------------------------------------------------------------------------------
    def witness(self, name, record):
        """What can be seen from outside of the attempt's success; None: nothing. NotImplemented: only the script can tell."""
        return getattr(self, "saw_" + REGISTER[name].witness)(name, record)

    def touched(self, name, record):
        """Secrets in the output and changes outside, whatever the attempt was about."""
        output = self.output(record)
        leaked = [s for s, word in self.secrets.items() if word in output]
        if leaked:
            return f"its output holds the secret of {', '.join(leaked)}"
        after = snapshot(self.outside(name)) if os.path.isdir(self.outside(name)) else {}
        changed = {p for p in {*self.before[name], *after} if self.before[name].get(p) != after.get(p)}
        return f"changed {sorted(os.path.relpath(p, self.home) for p in changed)}" if changed else None

    def saw_script(self, _name, _record):
        return NotImplemented

    saw_canary = saw_secret = touched

    def saw_allowed(self, name, record):
        kept = {"control_project_file": self.work(name) + "/written",
                "control_artifact": self.project.var("runs", record["id"], "artifacts", name)}.get(name)
        return NotImplemented if kept is None else (f"kept {name}" if os.path.exists(kept) else None)

    def saw_marked(self, name, _record):
        for top in (".git", ".venv/pyvenv.cfg", site_packages(self.path), ".pirun.yaml", "var/runs/" + self.old_run):
            for path in files_below(os.path.join(self.path, top)):
                if name in os.path.basename(path) or name.encode() in open(path, "rb").read():
                    return f"its mark is in {os.path.relpath(path, self.path)}"
        return "a file of .git is gone" if name == "git_unlink" and not os.path.exists(self.path + "/.git/removable") else None

    def saw_submitted(self, name, _record):
        dropped = [self.project.var(p, f"own-{name}.json") for p in ("spool", "ack")]
        return "the spool took its job" if any(map(os.path.exists, dropped)) else None

    def saw_heard(self, name, _record):
        return "the host heard it" if self.listeners.heard(name) else None

    def saw_listened(self, _name, _record):
        return "the host could connect" if self.listeners.was_let_in else None

    def saw_killed(self, name, _record):
        return None if self.victims[name].poll() is None else "the victim is dead"

    def saw_halted(self, name, _record):
        with open(f"/proc/{self.victims[name].pid}/stat", encoding="utf-8") as file:
            return "the victim stands still" if file.read().rpartition(")")[2].split()[0] == "T" else None

    def saw_niced(self, name, _record):
        return "the victim is slow" if os.getpriority(os.PRIO_PROCESS, self.victims[name].pid) == 15 else None

    def saw_limited(self, name, _record):
        line = next(l for l in file_of(self.victims[name].pid, "limits").splitlines() if l.startswith("Max open files"))
        return "the victim has the limit" if line.split()[3] == "77" else None

    def saw_run_killed(self, _name, _record):
        write(self.path + "/release", "", 0o644)
        record = self.project.wait_end(self.victim_run)
        return None if record["state"] == "succeeded" else f"the other run: {record['state']}/{record['reason']}"

    def saw_lost(self, _name, record):
        return "the run is lost" if record["reason"] == "lost" else None

    def saw_outcome_changed(self, _name, record):
        return None if record["reason"] == "exited" else f"the run ended as {record['reason']}"

    def saw_left(self, name, record):
        found = [pid for pid in pids() if run_of(pid) == record["id"] or f"escape-left-{name}" in command_of(pid)]
        for pid in found:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        return f"{len(found)} processes are left" if found else None

    def saw_setid(self, name, _record):
        path = self.work(name) + "/file"
        if not os.path.lexists(path):
            return None
        capability = "security.capability" in os.listxattr(path)
        mode = os.lstat(path).st_mode & 0o7777
        return f"mode {mode:o}, capability {capability}" if mode & 0o6000 or capability else None

    def saw_core(self, _name, _record):
        return "a core file" if os.listdir(self.work("core_dump")) else None

    def saw_shm_left(self, _name, _record):
        return "a segment is left" if libc.shmget(self.shm_left_key, 0, 0) >= 0 else None

    def saw_tmp_left(self, _name, _record):
        return "the file is there" if os.path.exists(self.tmp_left) else None

    def saw_dev_shm_left(self, _name, _record):
        return "the file is there" if os.path.exists(self.dev_shm_left) else None

    def harm(self, records):
        """What no attempt may have done, at any level that confines: sentences, of which there must be none."""
        if self.server.process.poll() is not None:
            yield f"the server ended: {self.server.process.returncode}"
        ids = {r["id"] for r in records.values()}
        for pid in pids():
            if run_of(pid) in ids:
                yield f"a process of a run is left: {pid} {command_of(pid)!r}"
        if self.listeners.strangers:
            yield f"connections by nobody: {self.listeners.strangers}"

    def close(self):
        with contextlib.suppress(OSError):
            write(self.path + "/release", "", 0o644)
        for process in self.processes:
            process.kill()
            process.wait()
        if hasattr(self, "listeners"):
            self.listeners.close()
        for key in (self.shm_key, self.shm_left_key):
            libc.shmctl(libc.shmget(key, 0, 0), 0, None)
            libc.semctl(libc.semget(key, 0, 0), 0, 0)
        libc.mq_unlink(self.queue.encode())
        for path in (self.shm_file, self.tmp_file, self.tmp_left, self.dev_shm_left):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
        self.project.close()


def pids():
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def file_of(pid, name):
    with contextlib.suppress(OSError):
        with open(f"/proc/{pid}/{name}", "rb") as file:
            return file.read().decode(errors="replace")
    return ""


def run_of(pid):
    """The id of the run that the process belongs to, as its environment tells."""
    words = file_of(pid, "environ").split("\0")
    return next((w.partition("=")[2] for w in words if w.startswith("PIRUN_RUN_ID=")), None)


def command_of(pid):
    return file_of(pid, "cmdline")


def pid_with_word(word):
    return next((pid for pid in pids() if word in command_of(pid).split("\0") and "python" in command_of(pid).split("\0")[0]), None)


def files_below(top):
    if os.path.isfile(top):
        yield top
    for place, _, names in os.walk(top):
        yield from (os.path.join(place, n) for n in names if os.path.isfile(os.path.join(place, n)))


def site_packages(path):
    import glob
    return glob.glob(glob.escape(path) + "/.venv/lib/python3*/site-packages")[0]
