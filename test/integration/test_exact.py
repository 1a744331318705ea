"""Which files a run of the work tree saw: recorded, had once more, and compared."""
import datetime
import json
import os
import subprocess
import unittest

from http_client import Client
from project import TestCase, main, until

SHOW = ("import os\nprint(open('which.txt').read().strip(), sorted(n for n in os.listdir('.') if n[0] != '.'))\n")
ALL = """import hashlib, json, os, stat
seen = {}
for at, folders, files in os.walk('.'):
    folders[:] = sorted(n for n in folders if n not in ('.git', '.venv', 'var', 'home') or at != '.')
    for name in files + [n for n in folders if os.path.islink(os.path.join(at, n))]:
        path = os.path.join(at, name)
        link = os.path.islink(path)
        data = os.readlink(path).encode() if link else open(path, 'rb').read()
        seen[path] = [link, bool(os.lstat(path).st_mode & stat.S_IXUSR), hashlib.sha256(data).hexdigest()]
print(json.dumps(seen, sort_keys=True))
"""
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

    def test_looking_writes_nothing_into_the_repository(self):
        self.write("which.txt", "dirty\n")
        self.write("new.txt", "new\n")
        before = self.everything_in_git()
        self.ran("scripts/show.py")
        self.assertEqual(self.everything_in_git(), before)

    def everything_in_git(self):
        return sorted((os.path.join(d, n), os.stat(os.path.join(d, n)).st_mtime_ns)
                      for d, _, names in os.walk(self.project.file(".git")) for n in names)

    def test_what_the_run_itself_makes_is_not_taken_for_its_input(self):
        self.write("scripts/make.py", "import os\nopen('made.txt', 'w').write('x')\n"
                   f"import time\nwhile not os.path.exists('var/runs/' + os.environ['PIRUN_RUN_ID'] + '/tree.json')"
                   " and not os.path.exists('go'):\n    time.sleep(0.01)\n")
        self.commit("second")
        run_id = self.project.submit("scripts/make.py")
        until(lambda: os.path.exists(self.project.file("made.txt")), "the run to make its file")
        tree = self.tree(run_id)
        self.write("go", "")
        self.project.wait_end(run_id)
        self.assertFalse(tree["is_dirty"], tree)
        self.assertFalse(tree["is_late"], tree)

    def test_a_file_that_is_too_large_is_left_out_and_told(self):
        self.write("big.bin", os.urandom(2 << 20), "wb")
        run_id = self.ran("scripts/show.py")
        tree = self.tree(run_id)
        self.assertEqual((tree["is_dirty"], tree["left_out"]), (True, 1), tree)
        self.assertEqual(tree["left_out_files"], [{"path": "big.bin", "why": "is larger than 1 MiB"}])
        self.assertIn("'big.bin' is larger than 1 MiB", self.project.pirun("show", run_id).stdout)
        refused = self.project.pirun("rerun", run_id, "--exact", expect=None)
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("1 file of the run is not recorded: 'big.bin' is larger than 1 MiB", refused.stderr)
        self.assertIn("--exact --anyway", refused.stderr)
        again = self.rerun(run_id, "--anyway")
        self.assertNotIn("big.bin", self.project.logs(again))

    def test_without_a_commit_that_is_what_is_recorded(self):
        subprocess.run(["rm", "-rf", self.project.file(".git")], check=True)
        run_id = self.ran("scripts/show.py")
        self.assertEqual(self.tree(run_id)["why"], "the project is no git repository")
        self.assertIn("no git repository", self.project.pirun("rerun", run_id, "--exact", expect=None).stderr)
        self.git("init", "-q")
        run_id = self.ran("scripts/show.py")
        self.assertEqual(self.tree(run_id)["why"], "the project's git repository has no commit yet")
        self.assertIn("no commit yet", self.project.pirun("show", run_id).stdout)

    def test_a_repository_that_cannot_be_read_is_told_and_hurts_nothing(self):
        with open(self.project.file(".git", "HEAD"), "w", encoding="utf-8") as file:
            file.write("nonsense\n")
        run_id = self.ran("scripts/show.py")
        self.assertTrue(self.tree(run_id)["why"])
        self.assertIn("which files the run saw is not known", self.project.pirun("rerun", run_id, "--exact", expect=None).stderr)

    def test_many_runs_at_once_share_looks(self):
        self.write("which.txt", "dirty\n")
        ids = [self.project.submit("--code", "print(1)") for _ in range(30)]
        for run_id in ids:
            self.project.wait_end(run_id)
            self.assertEqual(self.tree(run_id)["patch_bytes"], len(self.patch(run_id)))


@unittest.skipUnless(os.path.exists("/proc/self/ns/user"), "SKIP no namespaces on this machine")
class Again(ExactCase):
    def setUp(self):
        super().setUp()
        self.server = self.project.serve()

    def test_a_dirty_run_sees_its_files_once_more(self):
        self.write("which.txt", "dirty\n")
        self.write("new.txt", "new\n")
        run_id = self.ran("scripts/show.py")
        seen = self.project.logs(run_id)
        os.unlink(self.project.file("new.txt"))
        self.commit("second")
        again = self.rerun(run_id)
        self.assertTrue(seen.startswith("dirty ") and "new.txt" in seen, seen)
        self.assertEqual(self.project.logs(again).replace("'var', ", ""), seen.replace("'var', ", ""))
        record = self.project.record(again)
        self.assertEqual((record["commit"], record["job"]["ref"]), (self.first, self.first), record)
        self.assertEqual(record["tree"]["tree"], self.tree(run_id)["tree"])

    def test_a_clean_run_sees_its_commit_once_more(self):
        run_id = self.ran("scripts/show.py")
        self.commit("second")
        again = self.rerun(run_id)
        self.assertTrue(self.project.logs(again).startswith("first "))
        self.assertEqual(self.project.record(again)["commit"], self.first)

    def test_every_kind_of_change_comes_back(self):
        self.write("text.txt", "".join(f"{i}\n" for i in range(200)))
        self.write("gone.txt", "gone\n")
        self.write("binary.bin", bytes(range(256)) * 4, "wb")
        self.write("turns", "into a directory\n")
        self.write("folder/one.txt", "1\n")
        self.write("tool.sh", "#!/bin/sh\n")
        self.write("crlf.txt", b"a\r\nb\r\n", "wb")
        self.write("no-end", b"no line break", "wb")
        os.symlink("text.txt", self.project.file("link"))
        self.write("scripts/all.py", ALL)
        self.commit("many")
        self.write("text.txt", "".join(f"{i}\n" for i in range(200) if i not in (7, 150)) + "end")
        os.unlink(self.project.file("gone.txt"))
        self.write("binary.bin", bytes(range(255, -1, -1)) * 4, "wb")
        os.unlink(self.project.file("turns"))
        self.write("turns/inner file.txt", "now a directory\n")
        subprocess.run(["rm", "-rf", self.project.file("folder")], check=True)
        self.write("folder", "now a file\n")
        os.chmod(self.project.file("tool.sh"), 0o755)
        self.write("crlf.txt", b"a\r\nc\r\n\r", "wb")
        self.write("no-end", b"still none", "wb")
        os.unlink(self.project.file("link"))
        os.symlink("crlf.txt", self.project.file("link"))
        self.write("new/empty", "")
        self.write("new/\u00fcnic\u00f6de \"quoted\"", "x\n")
        self.write("new/binary", b"\0\1\2" * 100, "wb")
        os.symlink("nowhere", self.project.file("new/link"))
        self.write("staged.txt", "staged\n")
        self.git("add", "staged.txt")
        self.write("staged.txt", "staged and changed\n")
        self.write("both.txt", "both\n")
        self.git("add", "both.txt")
        os.unlink(self.project.file("both.txt"))
        run_id = self.ran("scripts/all.py")
        tree = self.tree(run_id)
        self.assertEqual(tree.get("left_out", 0), 0, tree)
        self.git("add", "-A")
        self.assertEqual(self.git("write-tree"), tree["tree"])
        self.git("reset", "-q", "--hard", self.first)
        again = self.rerun(run_id)
        self.assertEqual(json.loads(self.project.logs(again)), json.loads(self.project.logs(run_id)))

    def test_a_rerun_of_a_rerun_needs_neither_the_first_nor_its_tree(self):
        self.write("which.txt", "dirty\n")
        run_id = self.ran("scripts/show.py")
        again = self.rerun(run_id)
        for name in ("runs/" + run_id, "trees/" + self.tree(run_id)["tree"],
                     "trees/" + self.tree(run_id)["tree"] + ".patch"):
            subprocess.run(["rm", "-rf", self.project.var(*name.split("/"))], check=True)
        third = self.rerun(again)
        self.assertTrue(self.project.logs(third).startswith("dirty "))
        plain = self.project.pirun("rerun", third).stdout.strip()
        self.project.wait_end(plain)
        self.assertTrue(self.project.logs(plain).startswith("dirty "))

    def test_a_file_that_was_changed_meanwhile_is_told_and_refused(self):
        self.write("kept.txt", "kept\n")
        self.write("old.txt", "was there, but not in a commit\n")
        self.git("add", "kept.txt")
        self.commit("second")
        self.git("rm", "-q", "--cached", "old.txt")
        self.git("commit", "-q", "-m", "third")
        run_id = self.ran("scripts/show.py")
        self.assertFalse(self.tree(run_id)["is_late"])
        self.write("which.txt", "later\n")
        self.write("old.txt", "later too\n")
        self.write("made.txt", "by the run, as far as one can tell\n")
        os.unlink(self.project.file("kept.txt"))
        tree = self.look_again(run_id)
        self.assertTrue(tree["is_late"], tree)
        self.assertEqual(sorted(tree["late_files"]), ["kept.txt", "old.txt", "which.txt"])
        self.assertEqual(tree["made_since_files"], ["made.txt"])
        shown = self.project.pirun("show", run_id).stdout
        self.assertIn("3 changed since the run began, maybe before it read them", shown)
        self.assertIn("1 made since the run began: 'made.txt'", shown)
        refused = self.project.pirun("rerun", run_id, "--exact", expect=None)
        self.assertEqual(refused.returncode, 65, refused)
        self.assertIn("3 files changed after the run began and before they were recorded", refused.stderr)
        again = self.project.logs(self.rerun(run_id, "--anyway"))
        self.assertTrue(again.startswith("later ") and "made.txt" not in again, again)

    def look_again(self, run_id):
        """As if the look had come only now."""
        record = self.project.record(run_id)
        at = datetime.datetime.fromisoformat(record["started_at"])
        since = (at - datetime.datetime.fromtimestamp(0, datetime.timezone.utc)) // datetime.timedelta(microseconds=1)
        done = self.project.pirun("__tree", "look", self.project.path, f"{run_id}:1:{since}")
        self.assertEqual(json.loads(done.stdout), {})
        return self.tree(run_id)

    def change_record(self, run_id, **values):
        path = self.project.var("runs", run_id, "tree.json")
        with open(path, encoding="utf-8") as file:
            record = json.load(file)
        with open(path, "w", encoding="utf-8") as file:
            json.dump({**record, **values}, file)

    def test_a_patch_that_was_damaged_makes_no_run(self):
        self.write("which.txt", "dirty\n")
        run_id = self.ran("scripts/show.py")
        path = self.project.var("runs", run_id, "tree.patch")
        with open(path, "rb") as file:
            patch = file.read()
        with open(path, "wb") as file:
            file.write(patch.replace(b"+dirty", b"+dirt!"))
        again = self.project.pirun("rerun", run_id, "--exact").stdout.strip()
        record = self.project.wait_end(again)
        self.assertEqual(record["reason"], "not_started", record)
        self.assertIn("other files than those of the run", record["message"])

    def test_a_run_of_a_ref_is_run_at_its_commit(self):
        run_id = self.project.submit("--ref", "main", "scripts/show.py")
        self.project.wait_end(run_id)
        self.commit("second")
        self.assertTrue(self.project.logs(self.rerun(run_id)).startswith("first "))

    def test_over_http(self):
        http = Client(self.server)
        self.write("which.txt", "dirty\n")
        run_id = self.ran("scripts/show.py")
        record = http.get(f"/api/run/status?run_id={run_id}").json
        self.assertEqual((record["tree"]["commit"], record["tree"]["is_dirty"]), (self.first, True))
        self.commit("second")
        reply = http.post("/api/run/rerun", {"run_id": run_id, "exact": True})
        self.assertEqual(reply.status, 202, reply)
        self.project.wait_end(reply.json["run_id"])
        self.assertTrue(self.project.logs(reply.json["run_id"]).startswith("dirty "))
        self.change_record(run_id, left_out=1, left_out_files=[{"path": "x", "why": "is y"}])
        reply = http.post("/api/run/rerun", {"run_id": run_id, "exact": True})
        self.assertEqual((reply.status, reply.json["code"]), (409, "conflict"), reply)
        self.assertIn("'x' is y", reply.json["error"])
        self.assertEqual(http.post("/api/run/rerun", {"run_id": run_id, "anyway": True}).status, 400)
        self.assertEqual(http.post("/api/run/rerun", {"run_id": run_id, "exact": True, "anyway": True}).status, 202)


class WithoutNamespaces(ExactCase):
    config = {**SERVED, "run": {"sandbox": "landlock"}}

    def test_files_are_had_once_more_in_a_copy(self):
        self.project.serve()
        self.write("which.txt", "dirty\n")
        run_id = self.ran("scripts/show.py")
        self.commit("second")
        again = self.rerun(run_id)
        self.assertTrue(self.project.logs(again).startswith("dirty "))
        self.assertIn("in a copy of its files", self.project.record(again)["note"])
        self.assertEqual(self.diff_of(run_id, again)["files"]["is_same"], True)

    def diff_of(self, *ids):
        return json.loads(self.project.pirun("diff", "--json", *ids, expect=None).stdout)


@unittest.skipUnless(os.path.exists("/proc/self/ns/user"), "SKIP no namespaces on this machine")
class WithoutServer(ExactCase):
    def test_a_run_without_a_server_is_recorded_and_had_once_more(self):
        self.write("which.txt", "dirty\n")
        run_id = self.project.json("run", "--json", "scripts/show.py")["id"]
        self.assertEqual(self.tree(run_id)["commit"], self.first)
        self.assertIn("changed       a patch of", self.project.pirun("show", run_id).stdout)
        self.commit("second")
        again = self.project.pirun("rerun", run_id, "--exact").stdout.strip()
        self.project.serve()
        self.project.wait_end(again)
        self.assertTrue(self.project.logs(again).startswith("dirty "))


class Compared(ExactCase):
    def setUp(self):
        super().setUp()
        self.server = self.project.serve()
        self.http = Client(self.server)

    def diff(self, *words, expect=1):
        return json.loads(self.project.pirun("diff", "--json", *words, expect=expect).stdout)

    def changes(self, found):
        return {c["what"]: (c.get("a"), c.get("b")) for c in found["changes"]}

    def test_two_runs_of_the_same_are_the_same(self):
        self.write("which.txt", "dirty\n")
        a = self.ran("scripts/show.py")
        b = self.ran("scripts/show.py")
        found = self.diff(a, b, expect=0)
        self.assertTrue(found["is_same"], found)
        self.assertEqual((found["changes"], found["files"]["is_same"]), ([], True))
        self.assertIn("no difference is known", self.project.pirun("diff", "@1", "@2").stdout)

    def test_what_was_asked_and_how_it_ended_is_compared(self):
        self.project.script("end.py", "import sys; sys.exit(len(sys.argv) - 1)\n")
        a = self.project.submit("--env", "SAME=1", "--env", "SECRET=hunter2", "--env", "GONE=x", "scripts/end.py")
        b = self.project.submit("--env", "SAME=1", "--env", "SECRET=swordfish", "--env", "NEW=y", "--memory", "100M",
                                "--timeout", "9s", "scripts/end.py", "--", "two words")
        for run_id in (a, b):
            self.project.wait_end(run_id)
            self.tree(run_id)
        found = self.diff(a, b)
        changes = self.changes(found)
        self.assertEqual(changes["arguments"], (None, ["two words"]))
        self.assertEqual(changes["limits.memory_mb"], (None, 100))
        self.assertEqual(changes["timeout_ms"], (30000, 9000))
        self.assertEqual(changes["exit_code"], (0, 1))
        self.assertEqual(changes["state"], ("succeeded", "failed"))
        self.assertEqual(found["variables"], {"added": ["NEW"], "removed": ["GONE"], "changed": ["SECRET"]})
        self.assertIn("took_ms", found["a"])
        for text in (json.dumps(found), self.project.pirun("diff", a, b, expect=1).stdout):
            self.assertNotIn("hunter2", text)
            self.assertNotIn("swordfish", text)

    def test_files_that_differ_are_listed_with_what_was_not_committed(self):
        a = self.ran("scripts/show.py")
        self.write("committed.txt", "1\n2\n")
        second = self.commit("second")
        self.write("which.txt", "dirty\n")
        self.write("new.txt", "new\n")
        b = self.ran("scripts/show.py")
        found = self.diff(a, b)
        files = {f["path"]: (f["status"], f["additions"], f["deletions"]) for f in found["files"]["list"]}
        self.assertEqual(files, {"committed.txt": ("added", 2, 0), "new.txt": ("added", 1, 0),
                                 "which.txt": ("modified", 1, 1)})
        self.assertEqual(self.changes(found)["commit"], (self.first, second))
        self.assertEqual((found["files"]["a"]["has_patch"], found["files"]["b"]["has_patch"]), (False, True))
        self.git("stash", "-q", "-u")
        self.git("checkout", "-q", self.first)
        patch = self.diff(a, b, "--patch")["files"]["patch"]
        done = subprocess.run(["git", "-C", self.project.path, "apply", "-"], input=patch, text=True,
                              capture_output=True, env=self.project.env)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(self.project.file("which.txt"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "dirty\n")

    def test_runs_of_a_ref_are_compared_too(self):
        second = self.commit("second")
        ids = [self.project.submit("--ref", ref, "scripts/show.py") for ref in (self.first, second)]
        for run_id in ids:
            self.project.wait_end(run_id)
        self.assertEqual([f["path"] for f in self.diff(*ids)["files"]["list"]], ["which.txt"])

    def test_a_commit_that_is_gone_is_told(self):
        a = self.ran("scripts/show.py")
        self.commit("second")
        b = self.ran("scripts/show.py")
        subprocess.run(["rm", "-rf", self.project.file(".git")], check=True)
        self.git("init", "-q")
        files = self.diff(a, b)["files"]
        self.assertFalse(files["is_known"])
        self.assertIn("has no commit", files["why"])

    def test_packages_are_compared(self):
        a = self.ran("scripts/show.py")
        b = self.ran("scripts/show.py")
        start = self.project.var("runs", b, "start.json")
        with open(start, encoding="utf-8") as file:
            record = json.load(file)
        old = [n for n in os.listdir(self.project.var("envs")) if n.startswith(record["environment"])][0]
        new = "0" * 12 + "1" * 20
        os.mkdir(self.project.var("envs", new))
        with open(self.project.var("envs", old, "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        for build, packages in ((old, {"alpha": "1", "beta": "1"}), (new, {"alpha": "2", "gamma": "1"})):
            path = self.project.var("envs", build, "manifest.json")
            rows = [{"name": name, "version": version} for name, version in packages.items()]
            os.chmod(os.path.dirname(path), 0o755)
            with open(path + ".new", "w", encoding="utf-8") as file:
                json.dump({**manifest, "build": build, "packages": rows}, file)
            os.replace(path + ".new", path)
        with open(start, "w", encoding="utf-8") as file:
            json.dump({**record, "environment": new[:12]}, file)
        self.assertEqual(self.diff(a, b)["packages"], {
            "is_known": True, "changed": [{"name": "alpha", "a": "1", "b": "2"}],
            "removed": [{"name": "beta", "version": "1"}], "added": [{"name": "gamma", "version": "1"}]})
        shown = self.project.pirun("diff", a, b, expect=1).stdout
        for text in ("changed: alpha 1 → 2", "only in a: beta 1", "only in b: gamma 1"):
            self.assertIn(text, shown)

    def test_over_http_it_is_the_same(self):
        a = self.ran("scripts/show.py")
        self.write("which.txt", "dirty\n")
        b = self.ran("scripts/show.py")
        reply = self.http.get(f"/api/run/diff?a={a}&b={b}")
        self.assertEqual(reply.status, 200, reply)
        self.assertEqual(reply.json, self.diff(a, b))
        self.assertIn("+dirty", self.http.get("/api/run/diff?a=@2&b=@1&patch=1").json["files"]["patch"])
        for query, status in (("a=@1", 400), ("a=@1&b=@99", 404), ("a=@1&b=zz", 400), ("a=@1&b=@2&patch=x", 400),
                              ("a=@1&b=01900000-0000-7000-8000-000000000000", 404)):
            self.assertEqual(self.http.get("/api/run/diff?" + query).status, status, query)

    def test_what_is_no_run_is_refused(self):
        done = self.project.pirun("diff", "@1", "@2", expect=None)
        self.assertGreater(done.returncode, 1)


if __name__ == "__main__":
    main()
