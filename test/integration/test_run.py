"""Goal: a script sees exactly what was asked, and its record and output are exact."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import unittest

from project import PIRUN, TestCase, main, until


class Script(TestCase):
    def setUp(self):
        self.project = self.make()

    def run_code(self, text, *args, options=(), expect=0, **more):
        return self.project.pirun("run", *options, self.project.script("t.py", text), "--", *args, expect=expect, **more)

    def test_arguments_arrive_verbatim(self):
        asked = ["a b", "$HOME", "; touch x", "'\"", "*", "--help", "ä☃", ""]
        done = self.run_code("import sys, json\nprint(json.dumps(sys.argv[1:]))", *asked)
        self.assertEqual(json.loads(done.stdout), asked)

    def test_the_environment_is_minimal(self):
        done = self.run_code("import os, json\nprint(json.dumps(dict(os.environ)))", options=["--env", "A=1"],
                             env={"SECRET": "s"})
        seen = json.loads(done.stdout)
        self.assertNotIn("SECRET", seen)
        self.assertEqual(seen["A"], "1")
        environment = os.path.realpath(self.project.file(".venv"))
        self.assertEqual(seen["VIRTUAL_ENV"], environment)
        self.assertTrue(seen["PATH"].startswith(os.path.join(environment, "bin") + ":"))
        self.assertEqual(seen["PYTHONUNBUFFERED"], "1")
        self.assertEqual(len(seen["PIRUN_RUN_ID"]), 36)
        self.assertLessEqual(set(seen) - {"LC_CTYPE"}, {"A", "PATH", "VIRTUAL_ENV", "HOME", "LANG", "PYTHONUNBUFFERED",
                                                        "TMPDIR", "PYTHONNOUSERSITE", "MALLOC_ARENA_MAX",
                                                        "PIRUN_ARTIFACTS", "PIRUN_RUN_ID", "PIRUN_ATTEMPT"})

    def test_artifacts_are_kept_with_the_run_and_told(self):
        self.run_code("import os\nopen(os.environ['PIRUN_ARTIFACTS'] + '/report', 'w').write('kept')")
        run_id = self.project.json("list")[0]["id"]
        with open(self.project.var("runs", run_id, "artifacts", "report"), encoding="utf-8") as report:
            self.assertEqual(report.read(), "kept")
        self.assertIn(f"var/runs/{run_id}/artifacts/", self.project.pirun("show", run_id).stdout)
        self.run_code("pass")
        self.assertNotIn("artifacts", self.project.pirun("show", "@1").stdout)
        self.assertFalse(os.path.exists(self.project.var("runs", self.project.json("list")[0]["id"], "artifacts")))

    def test_a_repository_that_a_script_forges_is_taken_away(self):
        shutil.rmtree(self.project.file(".git"))
        self.run_code("import os\nos.mkdir('.git')\nopen('.git/config', 'w').write('[core]')")
        record = self.project.json("list")[0]
        self.assertFalse(os.path.lexists(self.project.file(".git")))
        self.assertTrue(os.path.exists(self.project.var("runs", record["id"], "made.git", "config")))
        self.assertIn("made.git", self.project.record(record["id"])["message"])

    def test_it_runs_in_the_project_with_the_projects_python(self):
        done = self.run_code("import os, sys\nprint(os.getcwd())\nprint(sys.prefix)")
        self.assertEqual(done.stdout.splitlines(), [self.project.path, os.path.realpath(self.project.file(".venv"))])

    def test_standard_input_is_empty_or_as_asked(self):
        self.assertEqual(self.run_code("import sys\nprint(repr(sys.stdin.read()))").stdout, "''\n")
        text = "line\n" * 10000
        done = self.run_code("import sys\nprint(len(sys.stdin.read()))", options=["--stdin", "-"], input=text)
        self.assertEqual(done.stdout, f"{len(text)}\n")

    def test_only_three_descriptors_are_open(self):
        self.assertEqual(self.run_code("import os\nprint(sorted(int(f) for f in os.listdir('/proc/self/fd'))[:3])\n"
                                       "fds = [f for f in os.listdir('/proc/self/fd') if os.path.exists('/proc/self/fd/' + f)]\n"
                                       "print(len(fds))").stdout, "[0, 1, 2]\n3\n")

    def test_privileges_cannot_be_gained(self):
        done = self.run_code("print([l for l in open('/proc/self/status') if l.startswith('NoNewPrivs')])")
        self.assertIn("1", done.stdout)

    def test_stdout_and_stderr_are_told_apart_and_joined_in_order(self):
        # Arrival order is what is kept: a line is only written once the one before it has arrived. The script must see the
        # log for that, which it does in no sandbox.
        self.project.configure({"run": {"sandbox": "basic"}})
        text = ("import os, sys, time\nlog = f'var/logs/{os.environ[\"PIRUN_RUN_ID\"]}.log'\nsize = 0\nfor i in range(50):\n"
                "    f = sys.stderr if i % 3 == 0 else sys.stdout\n    size += f.write(f'{i}\\n')\n    f.flush()\n"
                "    while os.path.getsize(log) < size:\n        time.sleep(0.001)\n")
        done = self.run_code(text)
        out = [i for i in range(50) if i % 3]
        err = [i for i in range(50) if i % 3 == 0]
        self.assertEqual([int(x) for x in done.stdout.split()], out)
        run_id = self.project.json("list")[0]["id"]
        self.assertEqual([int(x) for x in self.project.logs(run_id, "--stdout").split()], out)
        stderr_only = self.project.pirun("logs", run_id, "--stderr")
        self.assertEqual([int(x) for x in (stderr_only.stdout + stderr_only.stderr).split()], err)
        with open(self.project.var("logs", run_id + ".log"), encoding="utf-8") as log:
            self.assertEqual([int(x) for x in log.read().split()], list(range(50)))

    def test_output_beyond_the_cap_keeps_head_and_tail(self):
        self.project.configure({"run": {"limits": {"output_mb": 1}}})
        text = "import sys\nfor i in range(300000):\n    sys.stdout.write(f'{i:09d}\\n')\nsys.stdout.flush()\n"
        self.run_code("import os\nos.environ.pop('PYTHONUNBUFFERED')\n" + text.replace("sys.stdout.write", "out.append")
                      .replace("import sys\n", "import sys\nout = []\n")
                      .replace("sys.stdout.flush()", "sys.stdout.write(''.join(out))"))
        record = self.project.json("list")[0]
        record = self.project.record(record["id"])
        self.assertEqual(record["output"]["bytes"], 3000000)
        self.assertEqual(record["output"]["lines"], 300000)
        self.assertGreater(record["output"]["dropped"], 1500000)
        log = self.project.var("logs", record["id"] + ".log")
        self.assertLess(os.stat(log).st_blocks * 512, 1.3 * 2**20)
        kept = self.project.logs(record["id"])
        self.assertTrue(kept.startswith("000000000\n000000001\n"))
        self.assertTrue(kept.endswith("000299998\n000299999\n"))
        self.assertEqual(len(kept), 3000000 - record["output"]["dropped"])


class Outcome(TestCase):
    def setUp(self):
        self.project = self.make()

    def outcome(self, text, *options, status):
        self.project.pirun("run", *options, self.project.script("t.py", text), expect=status)
        return self.project.record(self.project.json("list")[0]["id"])

    def test_exit_statuses(self):
        record = self.outcome("pass", status=0)
        self.assertEqual((record["state"], record["reason"], record["exit_code"]), ("succeeded", "exited", 0))
        record = self.outcome("raise SystemExit(7)", status=7)
        self.assertEqual((record["state"], record["reason"], record["exit_code"]), ("failed", "exited", 7))

    def test_a_signal_of_its_own(self):
        record = self.outcome("import os\nos.kill(os.getpid(), 11)", status=128 + 11)
        self.assertEqual((record["state"], record["reason"], record["signal"]), ("failed", "signalled", 11))

    def test_timeout_is_told_apart_even_when_the_script_exits_well(self):
        text = "import signal, sys, time\nsignal.signal(15, lambda *a: sys.exit(0))\ntime.sleep(60)"
        record = self.outcome(text, "--timeout", "300ms", status=124)
        self.assertEqual((record["state"], record["reason"]), ("killed", "timeout"))

    def test_a_script_that_ignores_sigterm_is_killed_after_the_grace(self):
        self.project.configure({"run": {"cancel_grace_ms": 200}})
        record = self.outcome("import signal, time\nsignal.signal(15, signal.SIG_IGN)\ntime.sleep(60)", "--timeout", "300ms",
                              status=124)
        self.assertEqual((record["state"], record["reason"], record["signal"]), ("killed", "timeout", 9))

    def test_a_missing_interpreter_is_not_started(self):
        server = self.project.serve()
        self.project.pirun("pause")
        run_id = self.project.submit(self.project.script("t.py", "pass"))
        self.project.wait_state(run_id, "queued")
        os.rename(self.project.var("envs"), self.project.var("gone"))
        self.project.pirun("resume")
        record = self.project.wait_end(run_id)
        self.assertEqual((record["state"], record["reason"]), ("failed", "not_started"))
        self.assertIn(".venv", record["message"])
        server.stop()

    def test_a_missing_interpreter_is_told_at_submit(self):
        os.rename(self.project.var("envs"), self.project.var("gone"))
        done = self.project.pirun("run", self.project.script("t.py", "pass"), expect=None)
        self.assertEqual(done.returncode, 125)
        self.assertIn("pirun init", done.stderr)

    def test_usage_is_recorded(self):
        record = self.outcome("x = bytearray(50 << 20)\nfor i in range(3000000): pass", status=0)
        self.assertGreater(record["usage"]["cpu_user_ms"], 10)
        self.assertGreater(record["usage"]["max_rss_kb"], 50000)
        self.assertGreaterEqual(record["duration_ms"], record["usage"]["cpu_user_ms"] // 2)
        self.assertIn(record["sandbox"]["level"], ("namespaces", "landlock", "basic", "full"))
        self.assertIn("no_new_privs", record["sandbox"]["in_force"])
        self.assertTrue(record["sandbox"]["missing"])

    def test_the_memory_limit_holds(self):
        record = self.outcome("x = []\nwhile True: x.append(bytearray(b'1') * (8 << 20))", "--memory", "100", status=125)
        self.assertEqual((record["state"], record["reason"]), ("killed", "memory"))
        self.assertIn("memory_mb", record["message"])


class Links(TestCase):
    def test_a_link_in_the_place_of_git_is_not_followed_into_what_a_script_may_write(self):
        for level in ("namespaces", "landlock"):
            project = self.make({"run": {"sandbox": level}})
            project.serve()
            plain = project.wait_end(project.submit(project.script("plain.py", "print(1)")))
            if plain["sandbox"]["level"] != level:
                print(f"SKIP {level}: not to be had here")
                continue
            os.makedirs(project.file("data"))
            if os.path.isdir(project.file(".git")):
                os.rename(project.file(".git"), project.file("git.old"))
            os.symlink("data", project.file(".git"))
            hook = "open('data/post-commit', 'w').write('#!/bin/sh\\n')"
            record = project.wait_end(project.submit(project.script("hook.py", hook)))
            self.assertEqual((record["state"], os.listdir(project.file("data"))), ("failed", []), record)
            self.assertIn("'.git', '.pirun.yaml' or 'var' is a link", record["message"])


class Processes(TestCase):
    """No process of a run outlives its record."""

    def setUp(self):
        self.project = self.make({"run": {"cancel_grace_ms": 300}})
        self.project.serve()

    def pids_of(self, run_id):
        found = []
        for pid in os.listdir("/proc"):
            if pid.isdigit():
                try:
                    with open(f"/proc/{pid}/environ", "rb") as environ:
                        if f"PIRUN_RUN_ID={run_id}".encode() in environ.read():
                            found.append(int(pid))
                except OSError:
                    pass
        return found

    ESCAPE = ("import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
              "        print('escaped', flush=True)\n        time.sleep(600)\n    os._exit(0)\n")

    def test_cancel_reaches_a_double_fork_in_its_own_session(self):
        run_id = self.project.submit(self.project.script("e.py", self.ESCAPE + "time.sleep(600)"))
        until(lambda: "escaped" in self.project.pirun("logs", run_id, expect=None).stdout, "the escapee to print")
        self.assertGreaterEqual(len(self.pids_of(run_id)), 2)
        self.project.pirun("cancel", run_id)
        record = self.project.wait_end(run_id)
        self.assertEqual((record["state"], record["reason"]), ("killed", "cancelled"))
        self.assertEqual(self.pids_of(run_id), [])

    def test_a_grandchild_that_holds_the_pipe_is_ended_with_the_run(self):
        run_id = self.project.submit(self.project.script("e.py", self.ESCAPE))
        record = self.project.wait_end(run_id)
        self.assertEqual((record["state"], record["exit_code"]), ("succeeded", 0))
        self.assertEqual(self.pids_of(run_id), [])
        self.assertIn("escaped", self.project.logs(run_id))

    def test_a_stopped_script_can_be_cancelled(self):
        run_id = self.project.submit(self.project.script("s.py", "import os, signal\nprint('x', flush=True)\nos.kill(os.getpid(), signal.SIGSTOP)"))
        until(lambda: self.project.pirun("logs", run_id, expect=None).stdout, "the script to print")
        self.project.pirun("cancel", run_id)
        self.assertEqual(self.project.wait_end(run_id)["reason"], "cancelled")

    def test_the_supervisor_killed_is_lost_and_nothing_is_left(self):
        run_id = self.project.submit(self.project.script("e.py", self.ESCAPE + "time.sleep(600)"))
        until(lambda: "escaped" in self.project.pirun("logs", run_id, expect=None).stdout, "the escapee to print")
        os.kill(self.project.supervisor_pid(run_id), signal.SIGKILL)
        record = self.project.wait_end(run_id)
        self.assertEqual((record["state"], record["reason"]), ("failed", "lost"))
        until(lambda: not self.pids_of(run_id), "all processes of the lost run to be gone")


if __name__ == "__main__":
    main()
