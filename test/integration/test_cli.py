"""Goal: what a person types does what the manual says."""

import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest

from project import PIRUN, TestCase, main, until

SOURCE = os.environ.get("PIRUN_SOURCE") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
COMMANDS = ("init serve run submit list show logs why cancel diff rerun pause resume drain bad env git token hooks check doctor "
            "reindex version help completion").split()


class Help(unittest.TestCase):
    def run_pirun(self, *args, expect=0):
        done = subprocess.run([PIRUN, *args], capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd="/")
        self.assertEqual(done.returncode, expect, done.stderr + done.stdout)
        return done

    def test_every_command_explains_itself_with_an_example(self):
        overview = self.run_pirun("help").stdout
        for command in COMMANDS:
            with self.subTest(command):
                text = self.run_pirun(command, "--help").stdout
                self.assertIn(f"pirun {command}", text)
                self.assertRegex(overview, rf"(?m)^\s+{command}\b")
                self.assertEqual(text, self.run_pirun("help", command).stdout)

    def test_wrong_usage_is_64_and_says_the_way_out(self):
        done = self.run_pirun("lisst", expect=64)
        self.assertIn("list", done.stderr)
        done = self.run_pirun("list", "--nonsense", expect=64)
        self.assertIn("pirun help list", done.stderr)
        self.assertIn("pirun init", self.run_pirun("list", expect=66).stderr)

    def test_completions_are_valid_in_their_shells(self):
        for shell in ("bash", "zsh", "fish"):
            text = self.run_pirun("completion", shell).stdout
            self.assertIn("submit", text)
            if shutil.which(shell):
                with tempfile.NamedTemporaryFile("w", suffix="." + shell) as file:
                    file.write(text)
                    file.flush()
                    subprocess.run([shell, "-n", file.name], check=True)

    def test_bash_completes_commands_and_options(self):
        script = self.run_pirun("completion", "bash").stdout + (
            "\nCOMP_WORDS=(pirun su); COMP_CWORD=1; COMP_LINE='pirun su'; COMP_POINT=8\n"
            "f=$(complete -p pirun | sed 's/.*-F \\([^ ]*\\).*/\\1/'); $f pirun su pirun; echo \"${COMPREPLY[@]}\"\n")
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env={**os.environ, "PATH":
                              os.path.dirname(PIRUN) + ":" + os.environ["PATH"]})
        self.assertEqual(done.stdout.split(), ["submit"], done.stderr)

    @unittest.skipUnless(shutil.which("man"), "SKIP needs man")
    def test_manual_pages_render_without_complaint(self):
        for page, word in (((), "supervisor|spool"), (("pirun.yaml",), "run_timeout_ms")):
            text = self.run_pirun("help", "--man" + "".join("=" + p for p in page)).stdout
            with tempfile.NamedTemporaryFile("w", suffix=".1") as file:
                file.write(text)
                file.flush()
                done = subprocess.run(["man", "--warnings", "-l", file.name], capture_output=True, text=True,
                                      env={**os.environ, "MANWIDTH": "100", "MANPAGER": "cat"})
            self.assertEqual(done.stderr, "")
            self.assertRegex(done.stdout, word)

    def test_bash_completes_values_behind_an_equals_sign(self):
        script = self.run_pirun("completion", "bash").stdout + (
            "\nCOMP_WORDS=(pirun list --state = qu); COMP_CWORD=4\n"
            "_pirun pirun qu =; echo \"${COMPREPLY[@]}\"\n")
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
        self.assertEqual(done.stdout.split(), ["queued"], done.stderr)

    def test_keys_are_told_as_json_too(self):
        for topic, key in (("config", "run.jobs"), ("job", "limits.memory_mb")):
            rows = json.loads(self.run_pirun("help", topic, "--json").stdout)
            self.assertIn(key, [row["key"] for row in rows])
        self.run_pirun("help", "--json", expect=64)

    def test_version(self):
        self.assertRegex(self.run_pirun("version").stdout, r"^pirun \d+\.\d+\.\d+")
        self.assertIn("version", json.loads(self.run_pirun("version", "--json").stdout))


class Init(TestCase):
    def test_twice_is_harmless(self):
        project = self.make()
        before = {name: os.stat(project.file(name)).st_mtime_ns for name in (".pirun.yaml", "scripts/hello.py", "var/token")}
        project.pirun("init", project.path)
        after = {name: os.stat(project.file(name)).st_mtime_ns for name in before}
        self.assertEqual(before, after)
        self.assertEqual(os.stat(project.var()).st_mode & 0o777, 0o700)
        self.assertEqual(os.stat(project.var("token")).st_mode & 0o777, 0o600)
        self.assertTrue(os.path.isdir(project.file(".git")))

    def test_the_config_that_it_writes_is_right(self):
        home = tempfile.mkdtemp(prefix="pirun init ")
        self.addCleanup(shutil.rmtree, home)
        path = os.path.join(home, "a b")
        subprocess.run([PIRUN, "init", "--no-env", path], check=True, capture_output=True)
        done = subprocess.run([PIRUN, "check"], cwd=path, capture_output=True, text=True)
        self.assertIn(".venv", done.stdout + done.stderr)
        self.assertEqual(done.returncode, 1)
        subprocess.run([PIRUN, "init", path], check=True, capture_output=True)
        subprocess.run([PIRUN, "check"], cwd=path, check=True, capture_output=True)
        os.rename(path, path + "2")
        done = subprocess.run([PIRUN, "list"], cwd=path + "2", capture_output=True, text=True)
        self.assertEqual(done.returncode, 65)
        self.assertIn("base_dir", done.stderr)


class Commands(TestCase):
    def setUp(self):
        self.project = self.make()

    def test_a_bad_config_is_told_with_line_and_column(self):
        with open(self.project.file(".pirun.yaml"), "w", encoding="utf-8") as file:
            file.write("name: x\nserver:\n  adr: 1\n")
        done = self.project.pirun("list", expect=64)
        self.assertIn(".pirun.yaml:3:3", done.stderr)
        self.assertIn("addr", done.stderr)

    def test_lists_filter_and_page(self):
        self.project.serve()
        bad = self.project.submit("--label", "a=1", self.project.script("bad.py", "raise SystemExit(2)"))
        good = [self.project.submit("--label", f"n={i}", "scripts/hello.py") for i in range(5)]
        for run_id in (bad, *good):
            self.project.wait_end(run_id)
        until(lambda: all(r["state"] != "queued" and r["state"] != "running" for r in self.project.json("list")), "the index to catch up")
        ids = lambda *args: [r["id"] for r in self.project.json("list", *args)]  # noqa: E731
        self.assertEqual(set(ids()), {bad, *good})
        self.assertEqual(ids("--state", "failed"), [bad])
        self.assertEqual(ids("--label", "n=3"), [good[3]])
        self.assertEqual(ids("--text", "bad.py"), [bad])
        self.assertEqual(len(ids("--limit", "2")), 2)
        self.assertEqual(ids("--since", "2099-01-01T00:00:00Z"), [])
        self.assertEqual(self.project.record("@1")["id"], ids()[0])
        self.assertEqual(self.project.record(bad[:20])["id"], bad)
        self.assertEqual(self.project.pirun("show", "@99", expect=66).returncode, 66)
        self.assertNotIn("\x1b", self.project.pirun("list").stdout)

    def test_logs_by_line_and_tail_and_time(self):
        self.project.pirun("run", self.project.script("n.py", "for i in range(1, 101): print(i)"))
        lines = lambda *args: self.project.pirun("logs", "@1", *args).stdout.split("\n")[:-1]  # noqa: E731
        self.assertEqual(lines(), [str(i) for i in range(1, 101)])
        self.assertEqual(lines("--since-line", "99"), ["99", "100"])
        self.assertEqual(lines("--tail", "3"), ["98", "99", "100"])
        self.assertRegex(lines("--time", "--tail", "1")[0], r"\d\d:\d\d:\d\d.*100$")

    def test_logs_follow_until_the_end_and_repeat_nothing(self):
        self.project.serve()
        text = "import time\nfor i in range(30):\n    print(i, flush=True)\n    time.sleep(0.02)\n"
        run_id = self.project.submit(self.project.script("f.py", text))
        followed = self.project.pirun("logs", "-f", run_id)
        self.assertEqual(followed.stdout.split(), [str(i) for i in range(30)])

    def test_output_can_be_followed_while_the_script_waits(self):
        """The script prints, then waits for a file that is only made once its line was seen."""
        self.project.serve()
        text = ("import pathlib, time\nprint('first', flush=True)\nwhile not pathlib.Path('seen').exists():\n"
                "    time.sleep(0.01)\nprint('second')\n")
        run_id = self.project.submit(self.project.script("f.py", text))
        with subprocess.Popen([PIRUN, "logs", "-f", run_id], cwd=self.project.path, env=self.project.env,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as follower:
            self.assertEqual(follower.stdout.readline(), "first\n")
            with open(self.project.file("seen"), "w", encoding="utf-8"):
                pass
            self.assertEqual(follower.stdout.read(), "second\n")
        self.assertEqual(follower.returncode, 0)

    def test_submit_wait_tells_the_outcome(self):
        self.project.serve()
        done = self.project.pirun("submit", "--wait", self.project.script("w.py", "raise SystemExit(5)"), expect=5)
        self.assertIn("-", done.stdout)

    def test_submit_says_what_is_wrong_before_it_writes(self):
        done = self.project.pirun("submit", "scripts/nothing.py", expect=66)
        self.assertIn("scripts/nothing.py", done.stderr)
        self.project.pirun("submit", "--priority", "1000", "scripts/hello.py", expect=64)
        self.project.pirun("submit", "--timeout", "soon", "scripts/hello.py", expect=64)
        self.assertEqual([n for n in self.project.names("spool") if n.endswith(".json")], [])

    def test_a_job_file_from_standard_input(self):
        self.project.serve()
        done = self.project.pirun("submit", "--job", "-", input='{"v":1,"code":"print(6*7)","x-note":"kept"}')
        run_id = done.stdout.strip()
        self.project.wait_end(run_id)
        self.assertEqual(self.project.logs(run_id), "42\n")
        with open(self.project.var("runs", run_id, "job.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["x-note"], "kept")

    def test_words_that_are_no_text_are_refused_and_not_changed(self):
        for words in (["scripts/hello.py", "--", b"a\xff"], ["-e", b"A=\xff", "scripts/hello.py"], [b"scripts/\xff.py"]):
            with self.subTest(words):
                done = self.project.pirun("submit", *words, expect=64)
                self.assertIn("UTF-8", done.stderr)
        self.assertEqual(self.project.json("list"), [])

    def test_dead_letters_are_named_by_file_by_place_and_by_id(self):
        self.project.serve()
        self.project.drop("first.json", '{"v":1,"scrpt":"x"}')
        first = self.project.receipt("first")["id"]
        self.project.drop("second.json", '{"v":2}')
        second = self.project.receipt("second")["id"]
        show = lambda name: self.project.json("bad", "show", name)["id"]  # noqa: E731
        self.assertEqual([show("first"), show("first.json"), show("@2"), show(first)], [first] * 4)
        self.assertEqual(show("@1"), second)
        for name in ("@3", "@0", "@x", "third"):
            self.project.pirun("bad", "show", name, expect=66)

    def test_a_dead_letter_that_cannot_be_retried_does_not_keep_the_others(self):
        self.project.serve()
        for name, text in (("a.json", '{"v":1'), ("c.json", '{"v":2}')):
            self.project.drop(name, text)
            self.project.receipt(name[:-5])
        os.mkdir(self.project.var("spool", "b.json"))
        self.project.receipt("b")
        done = self.project.pirun("bad", "retry", "a", "b", "c", "--json", expect=65)
        self.assertEqual(len(json.loads(done.stdout)), 2)
        self.assertIn("1 of 3", done.stderr)
        self.assertEqual(len(self.project.json("bad", "drop", "b")), 1)

    def test_init_prints_a_path_that_a_shell_takes(self):
        path = os.path.join(self.project.home, "it's $HOME")
        text = self.project.pirun("init", "--no-env", path).stdout
        line = re.search(r"(?m)^ +(cd .*)$", text).group(1)
        done = subprocess.run(["sh", "-c", line + " && pwd"], capture_output=True, text=True)
        self.assertEqual(done.stdout.rstrip("\n"), path)
        self.assertIn("venv_python", text)  # what comes next cannot work without one

    def test_the_log_has_priorities_in_the_journal_and_times_in_a_file(self):
        for is_journal, head in ((True, r"<6>"), (False, r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ pirun: ")):
            with self.subTest(is_journal=is_journal), tempfile.NamedTemporaryFile() as log:
                st = os.fstat(log.fileno())
                env = {**self.project.env, "JOURNAL_STREAM": f"{st.st_dev}:{st.st_ino if is_journal else 0}"}
                with subprocess.Popen([PIRUN, "serve", self.project.path], env=env, stdin=subprocess.DEVNULL, stdout=log,
                                      stderr=log) as server:
                    until(lambda name=log.name: b"serving" in pathlib.Path(name).read_bytes(), "the server's first line")
                    server.terminate()
                with open(log.name, encoding="utf-8") as text:
                    for line in text:
                        self.assertRegex(line, "^" + head)

    def test_cancel_says_whether_the_run_has_ended(self):
        self.project.serve()
        text = "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('deaf', flush=True)\ntime.sleep(60)\n"
        run_id = self.project.submit(self.project.script("deaf.py", text))
        until(lambda: self.project.logs(run_id) == "deaf\n", "the script to be deaf")
        self.assertIn("cancelling " + run_id, self.project.pirun("cancel", run_id).stdout)
        waiting = self.project.submit("--not-before", "1h", "scripts/hello.py")
        self.assertEqual(self.project.pirun("cancel", waiting).stdout, f"cancelled {waiting}\n")

    def test_health_answers_json(self):
        self.project.configure({"server": {"addr": "127.0.0.1:0"}})
        server = self.project.serve()
        port = int(re.search(r"port (\d+)", server.text()).group(1))
        status, body = self.http(port, "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        self.assertEqual((status, body["ok"], body["watch"], body["waiting"]), (200, True, "inotify", 0))
        self.assertEqual(self.http(port, "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")[0], 404)
        self.assertEqual(self.http(port, "PUT /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")[0], 405)
        self.assertEqual(self.http(port, "GET /health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")[0], 403)

    @staticmethod
    def http(port, request):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(request.encode())
            answer = b""
            while chunk := connection.recv(65536):
                answer += chunk
        head, _, body = answer.partition(b"\r\n\r\n")
        return int(head.split()[1]), json.loads(body)

    def test_doctor_tells_what_is_missing(self):
        done = self.project.pirun("doctor")
        self.assertIn("no_new_privs", done.stdout)
        self.assertIn("net", done.stdout)
        self.project.configure({"run": {"sandbox": "full"}})
        self.project.pirun("doctor", expect=1)
        self.assertTrue(self.project.json("doctor", expect=1))


class Examples(TestCase):
    def test_every_example_is_accepted_and_runs_as_its_readme_says(self):
        project = self.make()
        folder = os.path.join(SOURCE, "spool-example")
        names = sorted(n[:-5] for n in os.listdir(folder) if n.endswith(".json"))
        with open(os.path.join(folder, "README.md"), encoding="utf-8") as file:
            described = set(re.findall(r"`([a-z-]+)\.json`", file.read()))
        self.assertEqual(set(names), described)
        for words in (["add", "-A"], ["-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "-qm", "x"]):
            subprocess.run(["git", "-C", project.path, *words], check=True, env=project.env)
        project.serve()
        for name in names:
            with self.subTest(name):
                shutil.copyfile(os.path.join(folder, name + ".json"), project.var("spool", name + ".json"))
                receipt = project.receipt(name)
                if name.startswith("order-"):
                    self.assertTrue(receipt["done"], receipt)
                    continue
                self.assertTrue(receipt["accepted"], receipt)
                record = project.wait_end(receipt["id"])
                expected = {"timeout": ("killed", "timeout")}.get(name, ("succeeded", "exited"))
                self.assertEqual((record["state"], record["reason"]), expected, record)
                if name == "args":
                    self.assertEqual(record["job"]["args"][2], "$HOME; rm -rf /")
                if name == "retry":
                    self.assertEqual(record["attempt"], 2)


if __name__ == "__main__":
    sys.exit(main())
