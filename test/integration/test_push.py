"""Git hooks: a push runs what its own commit says, at exactly that commit, and is never rejected."""
import os
import subprocess
import unittest

from project import Project, until

CONFIG = """name: test
on_push:
  - branch: main
    script: scripts/pushed.py
    args: [--fast, two words]
  - branch: "release/*"
    script: scripts/release.py
  - branch: "v*"
    tag: true
    script: scripts/tagged.py
"""


class Remote:
    """A bare repository on the Pi, whose hook tells the project, and a clone on somebody's laptop."""

    def __init__(self, project):
        self.project = project
        self.bare = os.path.join(project.home, "work of all.git")
        self.laptop = os.path.join(project.home, "laptop")
        self.git("init", "-q", "--bare", "-b", "main", self.bare, cwd=project.home)
        self.git("init", "-q", "-b", "main", self.laptop, cwd=project.home)
        self.git("remote", "add", "pi", self.bare)
        self.write(".pirun.yaml", CONFIG)
        for name in ("pushed", "release", "tagged"):
            self.write(f"scripts/{name}.py", f"import sys\nprint('{name}', open('which.txt').read().strip(), sys.argv[1:])\n")

    def git(self, *words, cwd=None, expect=0):
        name = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        done = subprocess.run(["git", *name, *words], cwd=cwd or self.laptop, capture_output=True, text=True,
                              env=self.project.env, stdin=subprocess.DEVNULL)
        if done.returncode != expect:
            raise AssertionError(f"git {words} ended with {done.returncode}: {done.stderr}")
        return done.stdout + done.stderr

    def write(self, name, text):
        path = os.path.join(self.laptop, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def commit(self, which):
        self.write("which.txt", which + "\n")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", which)
        return self.git("rev-parse", "HEAD").strip()

    def push(self, *what, expect=0):
        return self.git("push", "pi", *what, expect=expect)


class Case(unittest.TestCase):
    def setUp(self):
        self.project = Project()
        self.addCleanup(self.project.close)
        self.remote = Remote(self.project)
        self.project.pirun("hooks", "install", self.remote.bare)

    def accepted(self, told):
        return [line.split("accepted run ")[1].split()[0] for line in told.splitlines() if "accepted run" in line]

    def runs(self):
        return self.project.json("list", "--limit", "200")


class Push(Case):
    def test_a_push_runs_its_branch_and_says_so(self):
        self.project.serve()
        commit = self.remote.commit("first")
        ids = self.accepted(self.remote.push("main"))
        self.assertEqual(len(ids), 1)
        record = self.project.wait_end(ids[0])
        self.assertEqual((record["state"], record["commit"], record["source"]), ("succeeded", commit, "git"))
        self.assertEqual(record["job"]["labels"], {"branch": "main"})
        self.assertEqual(self.project.logs(ids[0]), "pushed first ['--fast', 'two words']\n")

    def test_each_ref_of_a_push_runs_its_own_rules(self):
        self.project.serve()
        self.remote.commit("first")
        self.remote.git("tag", "v1")
        told = self.remote.push("main", "main:release/7", "main:other", "v1")
        ids = self.accepted(told)
        words = sorted(self.logs_of(ids))
        self.assertEqual(words, ["pushed", "release", "tagged"], told)

    def logs_of(self, ids):
        for run_id in ids:
            self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")
            yield self.project.logs(run_id).split()[0]

    def test_fifty_pushes_while_runs_go_each_print_their_own_commit(self):
        self.project.serve()
        ids = []
        for i in range(50):
            self.remote.commit(f"number-{i}")
            ids += self.accepted(self.remote.push("main"))
        self.assertEqual(len(ids), 50)
        for i, run_id in enumerate(ids):
            self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")
            self.assertEqual(self.project.logs(run_id).split()[1], f"number-{i}")

    def test_without_a_server_the_push_is_accepted_and_runs_later(self):
        self.remote.commit("first")
        ids = self.accepted(self.remote.push("main"))
        self.project.serve()
        self.assertEqual(self.project.wait_end(ids[0])["state"], "succeeded")

    def test_a_forced_push_runs_the_new_commit(self):
        self.project.serve()
        self.remote.commit("first")
        self.remote.push("main")
        self.remote.git("commit", "-q", "--amend", "-m", "other")
        commit = self.remote.git("rev-parse", "HEAD").strip()
        ids = self.accepted(self.remote.push("-f", "main"))
        self.assertEqual(self.project.wait_end(ids[0])["commit"], commit)

    def test_a_deletion_and_a_branch_without_a_rule_run_nothing(self):
        self.remote.commit("first")
        self.assertEqual(self.accepted(self.remote.push("main:other")), [])
        self.assertEqual(self.accepted(self.remote.push(":other")), [])

    def test_a_commit_without_a_config_runs_nothing(self):
        os.unlink(os.path.join(self.remote.laptop, ".pirun.yaml"))
        self.remote.commit("first")
        self.assertNotIn("pirun:", self.remote.push("main"))

    def test_a_wrong_config_is_told_and_the_push_goes_through(self):
        self.remote.write(".pirun.yaml", "on_push:\n  - branch: main\n    scrpt: x.py\n")
        commit = self.remote.commit("first")
        told = self.remote.push("main")
        self.assertIn("its .pirun.yaml is wrong", told)
        self.assertEqual(self.remote.git("rev-parse", "main", cwd=self.remote.bare).strip(), commit)

    def test_a_spool_that_cannot_be_had_never_rejects_a_push(self):
        self.remote.commit("first")
        with open(self.project.file(".pirun.yaml"), "w", encoding="utf-8") as file:
            file.write("nonsense: true\n")
        told = self.remote.push("main")
        self.assertIn("nothing runs for this push", told)


class Install(Case):
    def test_another_hook_is_left_alone(self):
        path = os.path.join(self.remote.bare, "hooks", "post-receive")
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\necho mine\n")
        done = self.project.pirun("hooks", "install", self.remote.bare, expect=65)
        self.assertIn("is another hook", done.stderr)
        with open(path, encoding="utf-8") as file:
            self.assertIn("mine", file.read())

    def test_list_and_remove(self):
        states = {row["name"]: row["state"] for row in self.project.json("hooks", "list", self.remote.bare)}
        self.assertEqual(states, {"post-receive": "installed", "post-commit": "absent", "post-merge": "absent"})
        self.project.pirun("hooks", "remove", self.remote.bare)
        self.assertFalse(os.path.exists(os.path.join(self.remote.bare, "hooks", "post-receive")))

    def test_twice_is_harmless(self):
        self.project.pirun("hooks", "install", self.remote.bare)
        with open(self.project.file(".git", "objects", "info", "alternates"), encoding="utf-8") as file:
            self.assertEqual(file.read(), os.path.join(self.remote.bare, "objects") + "\n")

    def test_what_is_no_repository_is_refused(self):
        self.project.pirun("hooks", "install", self.project.home, expect=66)

    def test_a_commit_in_the_project_itself_runs_too(self):
        self.project.pirun("hooks", "install")
        self.project.serve()
        self.project.script("pushed.py", "print(open('which.txt').read())")
        with open(self.project.file("which.txt"), "w", encoding="utf-8") as file:
            file.write("here")
        with open(self.project.file(".pirun.yaml"), "a", encoding="utf-8") as file:
            file.truncate(0)
            file.write(CONFIG)
        self.remote.git("add", "-A", cwd=self.project.path)
        told = self.remote.git("commit", "-q", "-m", "x", cwd=self.project.path)
        ids = self.accepted(told)
        self.assertEqual(self.project.wait_end(ids[0])["state"], "succeeded")
        self.assertEqual(self.project.logs(ids[0]), "here\n")
        until(lambda: len(self.runs()) == 1, "exactly one run")


if __name__ == "__main__":
    unittest.main(verbosity=2)
