"""Which files a run of the work tree saw: recorded, had once more, and compared."""
import json
import os
import subprocess
import unittest

from http_client import Client
from project import TestCase, main, until

SHOW = ("import os\nprint(open('which.txt').read().strip(), sorted(n for n in os.listdir('.') if n[0] != '.'))\n")
SERVED = {"server": {"addr": "127.0.0.1:0", "auth": "none"}}
PLAIN = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false"]


class ExactCase(TestCase):
    config = SERVED

    def setUp(self):
        self.project = self.make(self.config)
        self.write("scripts/show.py", SHOW)
        self.first = self.commit("first")

    def git(self, *words):
        done = subprocess.run(["git", "-C", self.project.path, *PLAIN, *words], capture_output=True, text=True,
                              env=self.project.env, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            raise AssertionError(f"git {words} ended with {done.returncode}: {done.stderr}")
        return done.stdout.strip()

    def write(self, name, text, mode="w"):
        path = self.project.file(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, mode) as file:
            file.write(text)

    def commit(self, which):
        self.write("which.txt", which + "\n")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", which)
        return self.git("rev-parse", "HEAD")

    def tree(self, run_id):
        """What is recorded of the files of RUN_ID, as soon as it is."""
        return until(lambda: self.project.record(run_id).get("tree"), f"the files of run {run_id} to be recorded")

    def ran(self, *words):
        """A run that has ended and whose files are recorded."""
        run_id = self.project.submit(*words)
        record = self.project.wait_end(run_id)
        self.assertEqual(record["state"], "succeeded", json.dumps(record))
        self.tree(run_id)
        return run_id

    def patch(self, run_id):
        with open(self.project.var("runs", run_id, "tree.patch"), "rb") as file:
            return file.read()

    def rerun(self, run_id, *options):
        again = self.project.pirun("rerun", run_id, "--exact", *options).stdout.strip()
        record = self.project.wait_end(again)
        self.assertEqual(record["state"], "succeeded", json.dumps(record))
        return again


class Recorded(ExactCase):
    def setUp(self):
        super().setUp()
        self.server = self.project.serve()

    def test_a_clean_work_tree_is_its_commit(self):
        run_id = self.ran("scripts/show.py")
        tree = self.tree(run_id)
        self.assertEqual((tree["commit"], tree["branch"], tree["is_dirty"], tree["is_late"]),
                         (self.first, "main", False, False), tree)
        self.assertEqual(tree["tree"], self.git("rev-parse", "HEAD^{tree}"))
        self.assertFalse(os.path.exists(self.project.var("runs", run_id, "tree.patch")))

    def test_what_is_not_committed_is_a_patch_that_git_can_apply(self):
        self.write("which.txt", "dirty\n")
        self.write("new file.txt", "new\n")
        run_id = self.ran("scripts/show.py")
        tree = self.tree(run_id)
        self.assertEqual((tree["commit"], tree["is_dirty"], tree["files"]), (self.first, True, 2), tree)
        self.assertEqual(tree["patch_bytes"], len(self.patch(run_id)))
        self.git("worktree", "add", "-q", self.project.home + "/aside", self.first)
        applied = subprocess.run(["git", "-C", self.project.home + "/aside", "apply", "--index", "-"],
                                 input=self.patch(run_id), capture_output=True, env=self.project.env)
        self.assertEqual(applied.returncode, 0, applied.stderr)
        made = subprocess.run(["git", "-C", self.project.home + "/aside", "write-tree"], capture_output=True,
                              text=True, env=self.project.env).stdout.strip()
        self.assertEqual(made, tree["tree"])


if __name__ == "__main__":
    main()
