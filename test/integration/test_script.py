"""Goal: what a script takes, and what is wrong with it, is told from its text without running it."""

import os
import shutil

from http_client import Client
from project import TestCase, main

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
