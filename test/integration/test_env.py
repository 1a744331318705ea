"""Goal: environments as a person uses them: built, changed, explained, taken back, and never seen half.

All packages come from a directory of tiny wheels that the test writes: no network. The large one at the end kills
servers, builders and supervisors while eight people sync; PIRUN_TEST_ENVIRONMENTS sets how many environments it builds
(CI: 24; 200 is the full number).
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile

from project import PIRUN, TestCase, main, until

ENVIRONMENTS = int(os.environ.get("PIRUN_TEST_ENVIRONMENTS", "24"))
IMPORT_ALL = """
import importlib, json, os, sys
with open(os.path.join(sys.prefix, "manifest.json")) as file:
    manifest = json.load(file)
assert os.path.basename(sys.prefix) == manifest["build"], sys.prefix
for package in manifest["packages"]:
    module = importlib.import_module(package["name"].replace("-", "_"))
    assert module.__file__.startswith(sys.prefix), module.__file__
    assert module.__version__ == package["version"], (package, module.__version__)
    assert module.data() == package["version"] * 100
print(manifest["build"], len(manifest["packages"]))
"""


def wheel(folder, name, version, requires=(), tag="py3-none-any", init=None, python=None):
    """Write the smallest wheel that pip takes: one module, one file of data, one script."""
    os.makedirs(folder, exist_ok=True)
    info = f"{name}-{version}.dist-info"
    path = os.path.join(folder, f"{name}-{version}-{tag}.whl")
    module = init or (f"import os\n__version__ = {version!r}\ndef data():\n"
                      f"    with open(os.path.join(os.path.dirname(__file__), 'data.txt')) as file:\n"
                      f"        return file.read()\n")
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Python: {python}"] if python else []
    lines += [f"Requires-Dist: {need}" for need in requires]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/__init__.py", module)
        archive.writestr(f"{name}/data.txt", version * 100)
        archive.writestr(f"{info}/METADATA", "\n".join(lines) + "\n")
        archive.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n")
        archive.writestr(f"{info}/entry_points.txt", f"[console_scripts]\n{name}-tool = {name}:data\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


class EnvCase(TestCase):
    def setUp(self):
        self.project = self.make()
        self.wheels = os.path.join(self.project.home, "the wheels")
        wheel(self.wheels, "alpha", "1.0", ["beta>=1"])
        wheel(self.wheels, "beta", "1.0")
        wheel(self.wheels, "beta", "2.0")
        wheel(self.wheels, "gamma", "1.0", ["beta<2", "under_score"])
        wheel(self.wheels, "under_score", "3.1")
        self.configure()

    def configure(self, **env):
        self.project.configure({"env": {"wheels": self.wheels, **env}})

    def env(self, *args, expect=0, **options):
        return self.project.pirun("env", *args, expect=expect, **options)

    def write(self, name, text):
        with open(self.project.file(name), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name):
        try:
            with open(self.project.file(name), encoding="utf-8") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def current(self):
        with open(self.project.var("envs", "state"), encoding="utf-8") as file:
            return json.load(file)["current"]

    def versions(self):
        return {p["name"]: p["version"] for p in self.project.json("env", "show")["packages"]}

    def run_imports(self):
        return self.project.pirun("run", self.project.script("all.py", IMPORT_ALL)).stdout.split()


class Build(EnvCase):
    def test_init_makes_one_without_packages_that_scripts_use(self):
        self.assertEqual(os.readlink(self.project.file(".venv")), "var/envs/" + self.current())
        self.assertEqual(self.run_imports(), [self.current(), "0"])

    def test_sync_builds_what_requirements_say_and_shows_its_progress(self):
        self.write("requirements.txt", "gamma  # comment\n")
        done = self.env("sync")
        for word in ("resolve", "install", "verify", "done"):
            self.assertIn(word, done.stdout)
        self.assertEqual(self.versions(), {"beta": "1.0", "gamma": "1.0", "under-score": "3.1"})
        self.assertEqual(self.run_imports(), [self.current(), "3"])
        self.assertIn("already", self.env("sync").stdout)

    def test_it_is_a_run_of_its_own_with_a_record(self):
        self.write("requirements.txt", "beta\n")
        run_id = self.env("sync", "--detach").stdout.strip()
        self.project.serve()
        record = self.project.wait_end(run_id)
        self.assertEqual(record["state"], "succeeded")
        self.assertEqual(record["job"]["build"], {"action": "sync"})
        script = self.project.submit(self.project.script("t.py", "pass"))
        self.assertEqual(self.project.wait_end(script)["environment"], self.current()[:12])

    def test_a_build_can_be_dropped_into_the_spool(self):
        self.project.serve()
        self.project.drop("build.json", {"v": 1, "build": {"action": "install", "packages": ["alpha"]}})
        self.project.wait_end(self.project.receipt("build")["id"])
        until(lambda: self.read("requirements.txt") == "alpha\n", "requirements.txt to be written")
        self.assertEqual(self.versions(), {"alpha": "1.0", "beta": "2.0"})

    def test_the_lock_goes_before_requirements_and_before_pyproject(self):
        self.write("pyproject.toml", '[project]\nname = "x"\ndependencies = ["beta<2"]\n')
        self.env("sync")
        self.assertEqual(self.versions(), {"beta": "1.0"})
        self.write("requirements.txt", "beta\n")
        self.env("sync")
        self.assertEqual(self.versions(), {"beta": "2.0"})
        self.write("requirements.lock", "beta==1.0\n")
        self.env("sync")
        self.assertEqual(self.versions(), {"beta": "1.0"})

    def test_files_that_requirements_name_are_read_below_the_project_only(self):
        os.mkdir(self.project.file("req"))
        self.write("req/base.txt", "alpha\n-c limits.txt\n")
        self.write("req/limits.txt", "beta<2\n")
        self.write("requirements.txt", "-r req/base.txt\n")
        self.env("sync")
        self.assertEqual(self.versions(), {"alpha": "1.0", "beta": "1.0"})
        self.write("req/limits.txt", "beta>1\n")
        self.env("sync")  # another key, although requirements.txt is the same
        self.assertEqual(self.versions(), {"alpha": "1.0", "beta": "2.0"})
        self.write("requirements.txt", "-r ../outside.txt\n")
        self.assertIn("outside", self.env("sync", expect=None).stderr)

    def test_everything_is_read_only_and_says_its_final_place(self):
        self.env("install", "beta")
        root = self.project.var("envs", self.current())
        for folder, _, names in os.walk(root):
            for name in names:
                path = os.path.join(folder, name)
                if not os.path.islink(path):
                    self.assertEqual(os.stat(path).st_mode & 0o222, 0, path)
        with open(os.path.join(root, "bin", "beta-tool"), encoding="utf-8") as file:
            text = file.read()
        self.assertIn(root, text)
        self.assertNotIn("tmp.", text)
        self.assertFalse(os.path.exists(os.path.join(root, ".pirun")))

    def test_at_levels_without_namespaces_it_builds_the_same(self):
        for level, package, count in (("basic", "gamma", "3"), ("landlock", "alpha", "4"), ("off", "under_score", "4")):
            self.project.configure({"env": {"wheels": self.wheels}, "run": {"sandbox": level}})
            self.env("install", package)
            root = self.project.var("envs", self.current())
            with open(os.path.join(root, "bin", "gamma-tool"), encoding="utf-8") as file:
                self.assertIn(root, file.read())
            self.assertEqual(self.run_imports(), [self.current(), count])

    def test_a_run_keeps_the_environment_that_it_started_with(self):
        self.project.serve()
        self.env("install", "beta==1.0")
        script = self.project.script("slow.py", "import os, beta, sys, time\nprint('ready', flush=True)\n"
                                     "while not os.path.exists('go'): time.sleep(0.02)\n"
                                     "import importlib\nimportlib.reload(beta)\nprint(beta.__version__, beta.data()[:3])\n")
        run_id = self.project.submit(script)
        until(lambda: "ready" in self.project.logs(run_id), "the script to begin")
        self.configure(keep={"builds": 1})
        self.env("install", "beta==2.0")
        self.env("install", "alpha")
        self.write("go", "")
        self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")
        self.assertIn("1.0 1.0", self.project.logs(run_id))
        self.assertEqual(self.run_imports()[1], "2")


class Change(EnvCase):
    def test_install_adds_and_locks(self):
        self.write("requirements.txt", "# ours\nunder_score\n")
        self.env("install", "Alpha", "beta==1.0")
        self.assertEqual(self.read("requirements.txt"), "# ours\nunder_score\nAlpha\nbeta==1.0\n")
        lock = self.read("requirements.lock")
        for line in ("alpha==1.0 \\", "beta==1.0 \\", "under-score==3.1 \\", "--hash=sha256:"):
            self.assertIn(line, lock)
        self.assertIn("already", self.env("sync").stdout)

    def test_install_keeps_what_the_lock_says_of_others(self):
        self.env("install", "alpha", "beta==1.0")
        self.write("requirements.txt", "alpha\n")
        self.env("install", "under_score")
        self.assertEqual(self.versions()["beta"], "1.0")
        self.env("lock")
        self.assertEqual(self.versions(), {"alpha": "1.0", "beta": "2.0", "under-score": "3.1"})
        self.assertIn("beta==2.0", self.read("requirements.lock"))

    def test_remove_takes_away_what_nobody_needs(self):
        self.env("install", "alpha", "under_score")
        self.env("remove", "Alpha")
        self.assertEqual(self.versions(), {"under-score": "3.1"})
        self.assertEqual(self.read("requirements.txt"), "under_score\n")
        self.assertIn("not in requirements.txt", self.env("remove", "alpha", expect=66).stderr)

    def test_why_tells_who_asks(self):
        self.env("install", "alpha", "gamma")
        why = self.project.json("env", "why", "Beta")
        self.assertEqual(why, {"name": "beta", "version": "1.0", "is_required": False, "required_by": ["alpha", "gamma"]})
        self.assertTrue(self.project.json("env", "why", "gamma")["is_required"])
        self.env("why", "nosuch", expect=66)

    def test_rollback_goes_back_and_forth(self):
        first = self.current()
        self.env("install", "beta")
        second = self.current()
        self.env("rollback")
        self.assertEqual(self.current(), first)
        self.assertEqual(self.run_imports(), [first, "0"])
        self.env("rollback")
        self.assertEqual(self.current(), second)
        self.env("rollback", first[:12])
        self.assertEqual(os.readlink(self.project.file(".venv")), "var/envs/" + first)
        rows = {row["build"]: row for row in self.project.json("env", "list")}
        self.assertEqual((rows[first]["is_current"], rows[second]["is_previous"]), (True, True))

    def test_a_link_that_was_changed_is_put_right(self):
        self.env("install", "beta")
        os.unlink(self.project.file(".venv"))
        os.symlink("/etc", self.project.file(".venv"))
        server = self.project.serve()
        self.assertEqual(self.run_imports(), [self.current(), "1"])
        self.assertEqual(os.readlink(self.project.file(".venv")), "var/envs/" + self.current())
        self.assertIn("put right", server.text())

    def test_a_users_own_directory_works_until_it_is_moved_aside(self):
        project = self.make(env_dir=False)
        subprocess.run(["/usr/bin/python3", "-m", "venv", "--without-pip", project.file(".venv")], check=True)
        project.configure({"env": {"wheels": self.wheels}})
        script = project.script("t.py", "import sys\nprint(sys.prefix)\n")
        self.assertEqual(project.pirun("run", script).stdout.strip(), project.file(".venv"))
        self.assertIn(".venv.before-pirun", project.pirun("env", "install", "beta").stderr)
        self.assertTrue(os.path.isdir(project.file(".venv.before-pirun", "bin")))
        self.assertIn("var/envs/", project.pirun("run", script).stdout)


class Failing(EnvCase):
    """Each leaves the environment and both files as they were, and says why in one sentence."""

    def refused(self, status, *args):
        self.env("install", "under_score")
        before = (self.current(), self.read("requirements.txt"), self.read("requirements.lock"))
        done = self.env(*args, expect=status)
        self.assertEqual((self.current(), self.read("requirements.txt"), self.read("requirements.lock")), before)
        self.assertEqual([n for n in self.project.names("envs") if n.startswith("tmp.")], [])
        self.assertEqual(self.run_imports(), [before[0], "1"])
        return done.stderr

    def test_no_such_package(self):
        self.assertIn("no package 'nosuch'", self.refused(66, "install", "nosuch"))
        record = self.project.record("@2")
        self.assertIn("no package 'nosuch'", record["message"])

    def test_no_wheel_for_this_machine(self):
        wheel(self.wheels, "delta", "1.0", tag="cp39-cp39-win_amd64")
        self.assertIn("no wheel of 'delta' for Python", self.refused(66, "install", "delta"))

    def test_no_such_version(self):
        self.assertIn("there are 1.0, 2.0", self.refused(66, "install", "beta==9"))

    def test_another_python_is_needed(self):
        wheel(self.wheels, "future", "1.0", python=">=3.99")
        self.assertIn("env.python", self.refused(66, "install", "future"))

    def test_requirements_that_contradict_each_other(self):
        self.assertIn("gamma 1.0 depends on beta<2", self.refused(65, "install", "gamma", "beta==2.0"))

    def test_a_file_that_is_not_the_locked_one(self):
        self.env("install", "beta==1.0")
        wheel(self.wheels, "beta", "1.0", init="__version__ = 'other'\n")
        shutil.rmtree(self.project.var("envs"))
        self.assertIn("hash mismatch", self.env("sync", expect=65).stderr)

    def test_a_module_that_does_not_compile(self):
        wheel(self.wheels, "broken", "1.0", init="def :\n")
        self.assertIn("does not compile", self.refused(70, "install", "broken"))

    def test_an_index_that_is_not_reached(self):
        self.configure(wheels="", index_url="http://127.0.0.1:9/simple")
        self.write("requirements.txt", "beta\n")
        self.assertIn("was not reached", self.env("sync", expect=69).stderr)
        self.configure(wheels="", index_url="http://127.0.0.1:9/simple", network="none")
        self.write("requirements.txt", "beta>0\n")
        self.assertIn("env.network", self.env("sync", expect=69).stderr)

    def test_no_directory_of_wheels(self):
        self.configure(wheels="/nowhere/wheels")
        self.write("requirements.txt", "beta\n")
        self.assertIn("env.wheels", self.env("sync", expect=66).stderr)

    def test_editable_requirements(self):
        self.write("requirements.txt", "-e .\n")
        self.assertIn("editable", self.env("sync", expect=64).stderr)

    def test_interpreters(self):
        self.configure(python="/nowhere/python3")
        self.assertIn("env.python", self.env("sync", expect=66).stderr)
        shim = self.project.file("scripts", "python3")
        shutil.copy("/bin/sh", shim)
        self.configure(python=shim)
        self.assertIn("scripts could replace it", self.env("sync", expect=64).stderr + self.env("sync", expect=64).stdout)

    def test_a_cancelled_build(self):
        self.project.serve()
        self.project.pirun("pause")
        self.write("requirements.txt", "beta\n")
        run_id = self.env("sync", "--detach").stdout.strip()
        before = self.current()
        self.project.wait_state(run_id, "queued")
        self.project.pirun("cancel", run_id)
        self.assertEqual(self.project.wait_end(run_id)["reason"], "cancelled")
        self.assertEqual(self.current(), before)


class Together(EnvCase):
    def test_builds_of_one_environment_are_one(self):
        self.project.serve()
        self.write("requirements.txt", "alpha\n")
        processes = [subprocess.Popen([PIRUN, "env", "sync", "--json"], cwd=self.project.path, env=self.project.env,
                                      stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) for _ in range(4)]
        outcomes = [json.loads(process.communicate()[0]) for process in processes]
        self.assertEqual({outcome["build"] for outcome in outcomes}, {self.current()})
        self.assertEqual(sum(not outcome["is_reused"] for outcome in outcomes), 1)

    def test_an_older_job_does_not_switch_back(self):
        self.project.serve()
        self.write("requirements.txt", "alpha\n")
        self.env("sync")
        self.write("requirements.txt", "beta\n")
        self.env("sync")
        newest = self.current()
        seqs = [self.project.record(f"@{i}")["seq"] for i in (1, 2)]
        self.assertGreater(seqs[0], seqs[1])
        with open(self.project.var("envs", "state"), encoding="utf-8") as file:
            state = json.load(file)
        self.assertEqual((state["current"], state["seq"]), (newest, seqs[0]))

    def test_no_half_environment_is_ever_seen(self):
        Storm(self).run()


class Storm:
    """Eight people sync random requirements; server, builders and supervisors are killed; runs look all the time."""

    NAMES = [f"pkg{i}" for i in range(8)]

    def __init__(self, case):
        self.case = case
        self.project = case.project
        self.random = random.Random(int(os.environ.get("PIRUN_TEST_SEED", "1")))
        self.wanted = set()
        self.left = ENVIRONMENTS
        self.lock = threading.Lock()
        self.gate = threading.Lock()
        self.is_over = False
        self.counts = {"built": 0, "failed": 0, "looks": 0, "server kills": 0, "process kills": 0}
        self.wrong = []
        self.reasons = {}
        for name in self.NAMES:
            for version in ("1.0", "2.0", "3.0"):
                wheel(case.wheels, name, version)

    def next_requirements(self):
        with self.lock:
            if self.left == 0:
                return None
            self.left -= 1
            while True:
                chosen = self.random.sample(self.NAMES, self.random.randint(1, len(self.NAMES)))
                text = "".join(f"{n}=={self.random.choice(('1.0', '2.0', '3.0'))}\n" for n in sorted(chosen))
                if text not in self.wanted:
                    self.wanted.add(text)
                    return text

    def replace_requirements(self, text):
        aside = self.project.file(f".requirements.{threading.get_ident()}")
        with open(aside, "w", encoding="utf-8") as file:
            file.write(text)
        os.rename(aside, self.project.file("requirements.txt"))

    def begin(self, text):
        """Write the requirements and submit; nobody else writes until this build has read them."""
        with self.gate:
            self.replace_requirements(text)
            done = self.project.pirun("env", "sync", "--detach", expect=None, timeout=300)
            run_id = done.stdout.strip()
            if done.returncode != 0 or "already" in run_id:
                return None, done.stderr or None
            begun = [self.project.var("runs", run_id, name) for name in ("build.json", "result.json")]
            bad = self.project.var("bad", f"{run_id}.why.json")
            until(lambda: any(map(os.path.exists, [*begun, bad])), "the build to begin")
            return run_id, None

    def outcome(self, run_id):
        """What became of the build; None: its file was refused (a server that is killed twice while it reads one)."""
        places = [self.project.var("runs", run_id, "environment.json"), self.project.var("bad", f"{run_id}.why.json")]
        found = until(lambda: next((p for p in places if os.path.exists(p)), None), f"the end of build {run_id}")
        with open(found, encoding="utf-8") as file:
            return json.load(file)

    def sync(self):
        while (text := self.next_requirements()) is not None:
            for _ in range(8):  # a killed build is asked for again
                run_id, why = self.begin(text)
                outcome = self.outcome(run_id) if run_id else {"ok": why is None, "text": why}
                with self.lock:
                    self.counts["built" if outcome.get("ok") else "failed"] += 1
                    if not outcome.get("ok"):
                        reason = re.sub(r"[0-9a-f-]{8,}|\d+", "N", (outcome.get("text") or "?").strip())[-120:]
                        self.reasons[reason] = self.reasons.get(reason, 0) + 1
                if outcome.get("ok"):
                    break

    def look(self):
        while not self.is_over:
            done = self.project.pirun("run", "scripts/all.py", expect=None, timeout=300)
            with self.lock:
                self.counts["looks"] += 1
            if done.returncode not in (0, 125) or (done.returncode == 125 and "gone" in done.stderr):
                self.wrong.append((done.returncode, done.stdout, done.stderr))

    def victims(self):
        """Supervisors of builds and the interpreters below them: only of this project, by the ids in var/active."""
        for name in self.project.names("active"):
            run_id = name.removesuffix(".json")
            try:
                with open(self.project.var("active", name), encoding="utf-8") as file:
                    if "build" not in json.load(file):
                        continue
                yield self.project.supervisor_pid(run_id)
            except (OSError, ValueError, KeyError):
                continue

    def serve_again(self):
        """Those who wait for a run carry it themselves while there is no server: it has to wait for them."""
        def start():
            try:
                return self.project.serve()
            except AssertionError as why:
                # the second: whoever has the lock has not written yet who it is
                if "works on this project" not in str(why) and "has 'var/lock'" not in str(why):
                    raise
                return None
        return until(start, "the project to be free for a server")

    def kill(self):
        chance = random.Random(2)
        while not self.is_over:
            time.sleep(chance.uniform(0.3, 1.5))  # between two kills: what happens in between is the test
            if chance.random() < 0.35:
                self.server.kill()
                self.counts["server kills"] += 1
                self.server = self.serve_again()
                continue
            for pid in list(self.victims())[:1]:
                try:
                    with open(f"/proc/{pid}/comm", encoding="utf-8") as comm:
                        if comm.read().startswith("pirun"):
                            os.kill(pid, signal.SIGKILL)
                            self.counts["process kills"] += 1
                except OSError:
                    continue

    def run(self):
        self.project.script("all.py", IMPORT_ALL)
        self.server = self.project.serve()
        threads = [threading.Thread(target=self.sync) for _ in range(8)]
        others = [threading.Thread(target=self.look), threading.Thread(target=self.kill)]
        for thread in threads + others:
            thread.start()
        for thread in threads:
            thread.join()
        self.is_over = True
        for thread in others:
            thread.join()
        print(f"NOTE: {ENVIRONMENTS} environments: {self.counts}; failed: {self.reasons}", file=sys.stderr)
        self.case.assertGreaterEqual(self.counts["built"], ENVIRONMENTS * 3 // 4)
        self.case.assertEqual(self.wrong, [])
        self.case.assertGreater(self.counts["looks"], 0)
        self.check_all()

    def check_all(self):
        """What is there now is whole: each build imports all that its manifest names; nothing is left behind."""
        until(lambda: not self.project.names("active"), "all runs to be recorded")
        self.server.stop()
        self.project.serve().stop()  # a start sweeps
        self.case.assertEqual([n for n in os.listdir(self.project.var("envs")) if n.startswith("tmp.")], [])
        for row in self.project.json("env", "list"):
            python = self.project.var("envs", row["build"], "bin", "python")
            subprocess.run([python, "-B", self.project.file("scripts", "all.py")], check=True, stdout=subprocess.DEVNULL)
        self.case.assertEqual(os.readlink(self.project.file(".venv")), "var/envs/" + self.case.current())


if __name__ == "__main__":
    main()
