"""Goal: what a script takes, and what is wrong with it, is told from its text without running it."""

import contextlib
import io
import json
import os
import pty
import random
import select
import shlex
import shutil
import signal
import subprocess
import sys
import unittest

from http_client import Client
from project import PATIENCE_S, TestCase, main, until

CALL = os.path.join(os.environ.get("PIRUN_SOURCE", "."), "src", "exec", "exec_call.py")
SCRIPTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "scripts")


class Scripts(TestCase):
    def setUp(self):
        self.project = self.make(config={"server": {"addr": "127.0.0.1:0", "auth": "none"}})
        for name in os.listdir(SCRIPTS):
            if name.endswith(".py"):
                shutil.copy(os.path.join(SCRIPTS, name), self.project.file("scripts", name))

    def serve(self):
        self.client = Client(self.project.serve())
        return self.client

    def form(self, name, status=200):
        reply = self.client.get(f"/api/form?path=scripts/{name}")
        self.assertEqual(reply.status, status, reply)
        return reply.json

    def check(self, text, path="x.py"):
        reply = self.client.post("/api/check", {"path": path, "text": text})
        self.assertEqual(reply.status, 200, reply)
        return reply.json

    def args(self, name, values, status=200):
        reply = self.client.post("/api/form/args", {"path": f"scripts/{name}", "values": values})
        self.assertEqual(reply.status, status, reply)
        return reply.json


def by_name(form):
    return {field["name"]: field for field in form["fields"]}


class Forms(Scripts):
    def test_argparse(self):
        self.serve()
        form = self.form("argparse_report.py")
        fields = by_name(form)
        self.assertEqual((form["kind"], form["is_certain"], form["problems"]), ("argparse", True, []))
        self.assertEqual(list(fields), ["source", "extra", "limit", "mode", "level", "ratio", "out", "tag", "days", "size",
                                        "verbose", "dry_run", "cache", "color"])
        self.assertEqual(fields["limit"], {"name": "limit", "type": "integer", "is_required": False, "is_list": False,
                                           "is_positional": False, "flag": "--limit", "flags": ["-n", "--limit"],
                                           "help": "most rows [50]", "default": 50, "is_repeated": False})
        self.assertTrue(fields["source"]["is_required"] and fields["source"]["is_positional"])
        self.assertTrue(fields["out"]["is_required"])
        self.assertEqual(fields["level"]["enum"], ["debug", "info", "warning"])  # by a name of the module
        self.assertEqual((fields["cache"]["flag_off"], fields["cache"]["default"]), ("--no-cache", True))
        self.assertEqual((fields["size"]["min_count"], fields["size"]["max_count"]), (2, 2))
        self.assertEqual(form["other_flags"], ["-h", "--help", "--version"])

    def test_what_only_running_would_tell_makes_it_uncertain(self):
        self.serve()
        for name, word in (("argparse_commands.py", "subcommands"), ("argparse_plugins.py", "name of an argument")):
            form = self.form(name)
            self.assertFalse(form["is_certain"], name)
            self.assertIn(word, form["problems"][0]["message"])

    def test_click_and_typer(self):
        self.serve()
        click, typer = self.form("click_load.py"), self.form("typer_greet.py")
        self.assertEqual((click["kind"], click["is_certain"], click["description"]), ("click", False, "Load a file."))
        fields = by_name(click)
        self.assertTrue(fields["path"]["is_positional"] and fields["path"]["is_required"])
        self.assertEqual(fields["mode"]["enum"], ["fast", "exact"])
        self.assertEqual((fields["shout"]["flag"], fields["shout"]["flag_off"]), ("--shout", "--no-shout"))
        self.assertEqual(fields["count"]["type"], "integer")
        self.assertEqual(typer["kind"], "typer")
        fields = by_name(typer)
        self.assertTrue(fields["name"]["is_positional"])
        self.assertEqual((fields["tone"]["enum"], fields["tone"]["default"]), (["warm", "cold"], "warm"))
        self.assertEqual(fields["greeting"]["flags"], ["--greeting", "-g"])
        self.assertTrue(fields["tag"]["is_list"] and fields["tag"]["is_repeated"])

    def test_main(self):
        self.serve()
        form = self.form("main_ingest.py")
        fields = by_name(form)
        self.assertEqual((form["kind"], form["call"], form["is_certain"]), ("main", "main", True))
        self.assertEqual(form["description"], "Load rows.")
        self.assertEqual([name for name, field in fields.items() if field["is_required"]], ["source"])
        self.assertEqual(fields["source"]["help"], "where they come from")
        self.assertEqual((fields["limit"]["type"], fields["limit"]["default"], fields["limit"]["help"]), ("integer", 50, "most rows"))
        self.assertEqual(fields["mode"]["enum"], ["append", "replace"])
        self.assertEqual((fields["dry_run"]["type"], fields["dry_run"]["flag_off"]), ("boolean", "--no-dry-run"))
        self.assertEqual((fields["color"]["enum"], fields["color"]["default"]), (["red", "blue"], "red"))
        self.assertEqual((fields["ratio"]["type"], fields["tags"]["is_list"], fields["out"]["format"]), ("number", True, "path"))

    def test_a_script_that_calls_its_main_is_left_to_do_so(self):
        self.serve()
        for end in ("main('x')", "if __name__ == '__main__':\n    main('x')", "def other():\n    main('x')\nother()"):
            self.project.script("own.py", f"def main(source: str): pass\n{end}\n")
            self.assertEqual(self.form("own.py")["kind"], "none", end)

    def test_others_have_none(self):
        self.serve()
        self.assertEqual(self.form("plain_hello.py")["fields"], [])
        with open(self.project.file("scripts", "data.json"), "w", encoding="utf-8") as file:
            file.write("{}")
        self.assertEqual(self.form("data.json")["kind"], "none")
        self.form("nowhere.py", 404)
        self.assertEqual(self.client.get("/api/form?path=../x.py").status, 400)
        self.assertEqual(self.client.get("/api/form?path=var/x.py").status, 403)
        self.assertEqual(self.client.get("/api/form").status, 400)

    def test_a_change_is_seen(self):
        self.serve()
        self.project.script("change.py", "def main(a: int): pass\n")
        first = self.form("change.py")
        self.project.script("change.py", "def main(b: int): pass\n")
        second = self.form("change.py")
        self.assertEqual([first["fields"][0]["name"], second["fields"][0]["name"]], ["a", "b"])

    def test_nothing_of_a_script_is_executed(self):
        self.serve()
        mark = self.project.file("executed")
        self.project.script("argparse.py", f"open({mark!r}, 'w')\n")  # beside the script, as a trap
        self.project.script("trap.py", f"open({mark!r}, 'w')\nimport argparse\np = argparse.ArgumentParser()\n"
                            f"p.add_argument('--a', default=open({mark!r}, 'w'))\np.parse_args()\n")
        form = self.form("trap.py")
        self.assertEqual(form["fields"][0]["default_text"], f"open({mark!r}, 'w')")
        self.check(f"open({mark!r}, 'w')\n", "scripts/trap.py")
        self.assertFalse(os.path.exists(mark))

    def test_hostile_texts_end_in_a_clear_error(self):
        self.serve()
        for text in ("-" * 500_000 + "1", "a" + ".b" * 300_000, "(" * 100_000, "x = '\0'", "# coding: nope\n", "x = (\n"):
            self.project.script("hostile.py", text)
            reply = self.client.get("/api/form?path=scripts/hostile.py")
            said = reply.json.get("error") or reply.json["problems"][0]["message"]
            self.assertIn("the script cannot be read", said, text[:20])
        self.project.script("hostile.py", "#" * (1 << 20) + "\n")
        self.form("hostile.py", 413)
        self.assertEqual(self.form("plain_hello.py")["kind"], "none")  # the next one is answered


class Args(Scripts):
    def test_values_become_words(self):
        self.serve()
        reply = self.args("argparse_report.py", {
            "source": "-x", "out": "a b", "limit": -3, "tag": ["a", "-b"], "days": [1, 2], "verbose": 2, "dry_run": True,
            "cache": False, "color": True, "extra": ["q"]})
        self.assertEqual(reply["args"], ["--limit=-3", "--out", "a b", "--tag", "a", "--tag=-b", "--days", "1", "2",
                                         "--verbose", "--verbose", "--dry-run", "--no-cache", "--", "-x", "q"])
        run_id = self.project.submit("scripts/argparse_report.py", "--", *reply["args"])
        self.project.wait_end(run_id)
        self.assertEqual(self.project.logs(run_id).strip(), str({
            "source": "-x", "extra": ["q"], "limit": -3, "mode": "append", "level": None, "ratio": 0.5,
            "out": __import__("pathlib").Path("a b"), "tag": ["a", "-b"], "days": [1, 2], "size": None, "verbose": 2,
            "dry_run": True, "cache": False, "color": True}))

    def test_a_wrong_value_is_named(self):
        self.serve()
        for values, word in (({}, "'source' is required"), ({"source": "a", "mode": "b"}, "it can be append, replace"),
                             ({"source": "a", "limit": "b"}, "whole number"), ({"source": "a", "no": 1}, "no argument 'no'")):
            self.assertIn(word, self.args("main_ingest.py", values, 400)["error"])
        self.assertIn("does not tell its arguments", self.args("plain_hello.py", {}, 400)["error"])


def takes(path, words, before=()):
    """Does Python's own argparse take WORDS for the script at PATH, which is executed here?"""
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec")
    argv, sys.argv = sys.argv, [path, *before, *words]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            exec(code, {"__name__": "__main__"})
        except SystemExit as end:
            return end.code in (0, None)
        finally:
            sys.argv = argv
    return True


class Same(Scripts):
    """What is refused before a run, the script would refuse, too."""

    POOL = {"argparse_report.py": ["a", "b", "-n", "--limit", "--lim", "5", "-5", "x", "-n5", "-nx", "--mode", "append", "bad", "--out", "o",
                                   "--out=o", "--tag", "t", "--days", "1", "2", "--size", "-v", "-vv", "-vn3", "--dry-run", "--no-cache",
                                   "--color", "--no-color", "--ratio", "1e3", "--ratio=x", "--", "-", "--nope", "-z", "two words",
                                   "-two words", "--limit=7", "--dry", "--no-c", "--d", ""],
            "main_ingest.py": ["--source", "a", "--source=a", "--limit", "5", "x", "-5", "--mode", "append", "bad", "--dry-run", "--no-dry-run",
                               "--color", "red", "--ratio", "1.5", "--tags", "t", "--out", "--since", "2026-01-02", "--", "--nope", "--lim", ""]}

    def test_by_lines_made_at_random(self):
        self.serve()
        dice = random.Random(29)
        for name, pool in self.POOL.items():
            path = os.path.join(SCRIPTS, name)
            refused = wrong = 0
            for _ in range(250):
                words = [dice.choice(pool) for _ in range(dice.randrange(9))]
                if dice.random() < 0.7:
                    words += {"argparse_report.py": ["--out", "o"], "main_ingest.py": ["--source", "s"]}[name]
                reply = self.client.post("/api/form/args", {"path": f"scripts/{name}", "args": words})
                is_taken = takes(CALL, words, (path, "main")) if name.startswith("main") else takes(path, words)
                wrong += not is_taken
                refused += reply.status == 400
                if reply.status == 400:
                    self.assertFalse(is_taken, (words, reply))
                else:
                    self.assertEqual(reply.status, 200, (words, reply))
            self.assertGreater(refused, wrong * 0.8, f"{name}: {refused} of {wrong}")


class Call(Scripts):
    """A main() that nothing calls is called with the arguments."""

    def setUp(self):
        super().setUp()
        self.serve()

    def run_http(self, job, query=""):
        return self.client.post(f"/api/run?wait=1{query}", job)

    def test_by_http_and_by_the_command_line(self):
        words = ["--source", "x", "--limit", "3", "--mode=replace", "--dry-run", "--color", "blue", "--tags", "a", "--tags", "b"]
        wanted = ["x", 3, "replace", True, "BLUE", None, ["a", "b"], "out", "None"]
        reply = self.run_http({"script": "scripts/main_ingest.py", "args": words})
        self.assertEqual((reply.status, reply.json["state"], reply.json["job"]["args"]), (200, "succeeded", words))
        self.assertEqual(json.loads(self.project.logs(reply.json["id"])), wanted)
        again = self.project.pirun("rerun", reply.json["id"]).stdout.strip()
        self.project.wait_end(again)
        self.assertEqual(json.loads(self.project.logs(again)), wanted)
        self.assertEqual(json.loads(self.project.pirun("run", "scripts/main_ingest.py", "--", *words).stdout), wanted)

    def test_by_a_job_file_that_says_so(self):
        self.project.drop("a.json", {"v": 1, "script": "scripts/main_ingest.py", "call": "main", "args": ["--source", "x"]})
        run_id = self.project.receipt("a")["id"]
        self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")
        self.assertEqual(json.loads(self.project.logs(run_id))[0], "x")
        self.project.drop("b.json", {"v": 1, "script": "scripts/main_ingest.py", "call": "not a name"})
        self.assertIn("is not a function's name", json.dumps(self.project.receipt("b")))

    def test_its_result_and_its_traceback(self):
        for body, status, out in (("return 3", 3, ""), ("return {'a': 1}", 0, '{"a": 1}\n'), ("pass", 0, ""), ("return True", 0, "true\n")):
            script = self.project.script("result.py", f"def main():\n    {body}\n")
            done = self.project.pirun("run", script, expect=status)
            self.assertEqual(done.stdout, out)
        script = self.project.script("wrong.py", "def main(a: int = 1):\n    return a / 0\n")
        done = self.project.pirun("run", script, expect=1)
        lines = done.stderr.splitlines()
        self.assertEqual(lines[0], "Traceback (most recent call last):")
        self.assertIn('scripts/wrong.py", line 2, in main', lines[1])
        script = self.project.script("later.py", "import asyncio\nasync def main(n: int):\n    await asyncio.sleep(0)\n    print(n + 1)\n")
        self.assertEqual(self.project.pirun("run", script, "--", "--n", "41").stdout, "42\n")

    def test_kinds_of_parameters(self):
        script = self.project.script("kinds.py", "from __future__ import annotations\nimport dataclasses, json\nfrom decimal import Decimal\n"
                                     "from typing import Union\n@dataclasses.dataclass\nclass Point:\n    x: int\n"
                                     "def main(a, /, b: Decimal, *rest: int, c: Union[int, str] = 0, d: dict = {}, e: tuple[int] = (), f=2.5):\n"
                                     "    print(repr((a, b, rest, c, d, e, f)), Point(1), Point.__module__)\n")
        done = self.project.pirun("run", script, "--", "--a", "1", "--b", "1.50", "--c", "x", "--d", '{"k": 1}', "--e", "1", "--e", "2", "--f", "3", "7", "8")
        self.assertEqual(done.stdout, "('1', Decimal('1.50'), (7, 8), 'x', {'k': 1}, (1, 2), 3.0) Point(x=1) kinds\n")

    def test_bad_arguments_are_refused_before_the_run(self):
        for script, words, why in (("main_ingest.py", [], "needs the argument '--source'"),
                                   ("main_ingest.py", ["--source", "a", "--limit", "b"], "'limit' is 'b': it must be a whole number"),
                                   ("argparse_report.py", ["a", "--out", "o", "--mode", "b"], "'mode' is 'b': it can be append, replace"),
                                   ("argparse_report.py", ["a", "--outt", "o"], "did you mean '--out'?")):
            reply = self.run_http({"script": f"scripts/{script}", "args": words})
            self.assertEqual((reply.status, reply.json["code"], reply.json["pointer"]), (400, "invalid", "/args"), reply)
            self.assertIn(why, reply.json["error"])
            self.assertIn("check=0", reply.json["cure"])
            done = self.project.pirun("submit", f"scripts/{script}", "--", *words, expect=64)
            self.assertIn(why, done.stderr)
            self.assertIn("--no-check", done.stderr)
            self.assertEqual(self.run_http({"script": f"scripts/{script}", "args": words}, "&check=0").json["state"],
                             "failed" if script.startswith("arg") else "succeeded")  # a main() that nobody calls
            self.project.pirun("submit", "--no-check", f"scripts/{script}", "--", *words)

    def test_another_machine_judges_by_itself(self):
        there = {"env": {"PIRUN_URL": f"http://127.0.0.1:{self.client.port}", "PIRUN_TOKEN": "x"}, "cwd": self.project.home}
        done = self.project.pirun("submit", "scripts/main_ingest.py", "--", "--sorce", "a", expect=64, **there)
        self.assertIn("did you mean '--source'?", done.stderr)
        run_id = self.project.pirun("submit", "--no-check", "scripts/main_ingest.py", "--", "--sorce", "a", **there).stdout.strip()
        self.assertNotIn("call", self.project.wait_end(run_id)["job"])
        self.assertEqual(json.loads(self.project.pirun("run", "scripts/main_ingest.py", "--", "--source", "a", **there).stdout)[0], "a")

    def test_what_is_not_certain_is_not_refused(self):
        for script, words in (("argparse_plugins.py", ["--plugin-a", "1"]), ("plain_hello.py", ["--what", "ever"]), ("argparse_report.py", ["--help"])):
            self.assertEqual(self.run_http({"script": f"scripts/{script}", "args": words}).json["state"], "succeeded", script)
            self.project.pirun("run", f"scripts/{script}", "--", *words)

    def test_a_script_that_cannot_be_read_runs_all_the_same(self):
        script = self.project.script("bad.py", "def main(:\n")
        self.assertEqual(self.run_http({"script": script}).json["state"], "failed")
        self.project.pirun("run", script, expect=1)


class Words(Scripts):
    def test_help_of_a_script(self):
        text = self.project.pirun("run", "scripts/argparse_report.py", "--help").stdout
        for word in ("Usage: pirun run scripts/argparse_report.py -- ARG", "Write the report of a week.", "-n, --limit LIMIT", "most rows [50]",
                     "--mode append|replace", "the file to write (required)"):
            self.assertIn(word, text)
        self.assertIn("--source SOURCE", self.project.pirun("submit", "--help", "scripts/main_ingest.py").stdout)
        self.assertIn("does not tell which arguments", self.project.pirun("run", "scripts/plain_hello.py", "--help").stdout)
        self.assertIn("What runs:", self.project.pirun("run", "--help").stdout)
        server = self.project.serve()
        there = {"PIRUN_URL": f"http://127.0.0.1:{Client(server).port}", "PIRUN_TOKEN": "x"}
        self.assertEqual(self.project.pirun("run", "scripts/argparse_report.py", "--help", env=there, cwd=self.project.home).stdout, text)

    def test_bash_offers_them(self):
        ask = ('eval "$("$PIRUN" completion bash)"; pirun() { "$PIRUN" "$@"; }; COMP_WORDS=(pirun run scripts/argparse_report.py -- "$@"); '
               'COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); compopt() { :; }; _pirun; printf "%s " "${COMPREPLY[@]}"')

        def offered(*words):
            return subprocess.run(["bash", "-c", ask, "bash", *words], cwd=self.project.path, capture_output=True, text=True, check=True,
                                  env={**self.project.env, "PIRUN": os.environ["PIRUN"]}).stdout.split()
        self.assertEqual(offered("--l"), ["--limit", "--level"])
        self.assertEqual(offered("--mode", ""), ["append", "replace"])
        self.assertEqual(offered("-n", "3", "--dr"), ["--dry-run"])
        self.assertIn("scripts", offered("a", "scr"))

    @unittest.skipUnless(shutil.which("fish"), "SKIP fish is not installed")
    def test_fish_offers_them(self):
        ask = 'eval ($PIRUN completion fish | string collect); function pirun; $PIRUN $argv; end; complete -C "$argv[1]"'

        def offered(line, cwd=self.project.path):
            done = subprocess.run(["fish", "--no-config", "-c", ask, line], cwd=cwd, capture_output=True, text=True,
                                  env={**self.project.env, "PIRUN": os.environ["PIRUN"]})
            self.assertEqual(done.stderr, "")
            return [row.split("\t")[0] for row in done.stdout.splitlines()]
        begin = "pirun run scripts/argparse_report.py -- "
        self.assertEqual(sorted(offered(begin + "--l")), ["--level", "--limit"])
        self.assertEqual([word for word in offered(begin + "--mode ") if "/" not in word], ["append", "replace"])
        self.assertEqual(offered(begin + "-n 3 --dr"), ["--dry-run"])
        self.assertIn("--timeout", offered("pirun run --time"))
        self.assertEqual(offered("pirun list -- --l"), [])
        run_id = self.project.submit("--no-check", "scripts/plain_hello.py")
        elsewhere = f"pirun -C '{self.project.path}' "
        until(lambda: offered(elsewhere + "logs ", "/") == [run_id], "the run")
        self.assertEqual(offered(elsewhere + "run scripts/argparse_report.py -- -n 3 --dr", "/"), ["--dry-run"])
        self.assertIn("logs", offered(elsewhere + "lo", "/"))

    @unittest.skipUnless(shutil.which("zsh"), "SKIP zsh is not installed")
    def test_zsh_offers_them(self):
        setup = 'autoload -U compinit; compinit -u -D; eval "$($PIRUN completion zsh)"; ' \
                'pirun() { if [[ " $* " == *" __words "* ]]; then $PIRUN "$@"; else print -r -- "RAN: $*"; fi }; print re""ady\n'
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.project.path)
            os.execvpe("zsh", ["zsh", "-f", "-i"], {**self.project.env, "PIRUN": os.environ["PIRUN"], "TERM": "dumb"})
        self.addCleanup(os.waitpid, pid, 0)
        self.addCleanup(os.kill, pid, signal.SIGKILL)
        self.addCleanup(os.close, terminal)
        said = b""

        def type_and_wait(text, word):
            nonlocal said
            os.write(terminal, text.encode())
            said = b""
            while word.encode() not in said:
                self.assertTrue(select.select([terminal], [], [], PATIENCE_S)[0], said)
                said += os.read(terminal, 65536)
        type_and_wait(setup, "ready\r\n")
        begin = "pirun run scripts/argparse_report.py -- "
        for typed, expected in (("--dr", "--dry-run"), ("-n 3 --li", "-n 3 --limit"), ("--mode app", "--mode append")):
            type_and_wait(f"{begin}{typed}\t\n", f"RAN: run scripts/argparse_report.py -- {expected}")
        type_and_wait("pirun lis\t\n", "RAN: list")
        elsewhere = f"-C {self.project.path}"
        type_and_wait(f"cd /; pirun -C {shlex.quote(self.project.path)} run scripts/argparse_report.py -- --dr\t\n",
                      f"RAN: {elsewhere} run scripts/argparse_report.py -- --dry-run")


class Check(Scripts):
    def test_errors_stand_where_they_are(self):
        self.serve()
        problem = self.check("x = 1\ny = 'é' + (\n")["problems"][0]
        self.assertEqual((problem["line"], problem["column"], problem["severity"], problem["source"]), (2, 11, "error", "python"))
        self.assertEqual(self.check("return 1\n")["problems"][0]["message"], "'return' outside function")
        self.assertEqual(self.check("print(1)\n")["problems"], [])
        self.assertEqual(self.check("(", "notes.md"), {"problems": [], "tool": "none"})

    def test_warnings_of_pyflakes(self):
        self.serve()
        found = self.check("import os\nprint('é', undefined)\n")
        if found["tool"] != "pyflakes":
            print("SKIP pyflakes3 is not installed")
            self.skipTest("pyflakes3 is not installed")
        self.assertEqual([(p["line"], p["column"], p["severity"], p["source"]) for p in found["problems"]],
                         [(1, 1, "warning", "pyflakes"), (2, 12, "warning", "pyflakes")])


if __name__ == "__main__":
    main()
