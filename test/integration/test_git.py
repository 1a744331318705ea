"""Goal: the project's repository and its remotes, as a person uses them, against real git; and remotes that lie, hang,
crash or vanish. After every failure the work tree is as before, and the failure is told in clear words, in time."""

import contextlib
import json
import os
import resource
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time

from git_remote import Bare, Certificate, Raw, Sshd, Web, key_pair, run
from project import PIRUN, TestCase, main, until

AUTHOR = ("--author", "Bob <bob@example.org>")


class GitCase(TestCase):
    def setUp(self):
        self.project = self.make(env_dir=False)
        self.home = tempfile.mkdtemp(prefix="pirun-git-")  # libgit2 does not decode %20 in ssh URLs
        self.addCleanup(shutil.rmtree, self.home, True)
        self.project.env["GIT_CONFIG_NOSYSTEM"] = "1"
        self.project.env.pop("SSH_AUTH_SOCK", None)
        self.bare = Bare(self.home, self.project.env)
        self.use(self.bare.path)

    def use(self, url, **auth):
        self.project.configure({"git": {"remote": url, "auth": auth, "timeout_ms": 60000}})

    def git(self, *words):
        return run("git", "-C", self.project.path, *words, env=self.bare.env).decode().rstrip("\n")

    def pirun(self, *words, **options):
        return self.project.pirun("git", *words, **options)

    def json(self, *words, **options):
        return self.project.json("git", *words, **options)

    def write(self, name, text):
        with open(self.project.file(name), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name):
        with open(self.project.file(name), encoding="utf-8") as file:
            return file.read()

    def snapshot(self):
        """All that must not change when something fails: files, index, branches; and nothing is left over."""
        objects = self.project.file(".git", "objects")
        left = [n for n in os.listdir(objects) if n.startswith("tmp_")]
        locks = [os.path.join(d, n) for d, _, names in os.walk(self.project.file(".git")) for n in names
                 if n.endswith(".lock")]
        self.assertEqual((left, locks), ([], []))
        tree = {}
        for folder, dirs, names in os.walk(self.project.path):
            dirs[:] = [d for d in dirs if d not in (".git", "var")]
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    tree[os.path.relpath(os.path.join(folder, name), self.project.path)] = file.read()
        return tree, self.git("for-each-ref", "refs/heads"), self.git("ls-files", "-s"), self.git("status", "--porcelain")

    def fails(self, status, *words, says, **options):
        """The command fails with STATUS and SAYS these words, and nothing has changed."""
        before = self.snapshot()
        done = self.pirun(*words, expect=status, **options)
        for word in (says,) if isinstance(says, str) else says:
            self.assertIn(word, done.stderr)
        self.assertEqual(self.snapshot(), before)
        return done

    def web(self, **options):
        web = Web(self.home, self.bare.env, **options)
        self.addCleanup(web.close)
        return web

    def raw(self, talk):
        raw = Raw(talk)
        self.addCleanup(raw.close)
        return raw

    def sshd(self, **options):
        sshd = Sshd(self.home, self.bare.env, **options)
        self.addCleanup(sshd.close)
        return sshd

    def secret(self, name, text, mode=0o600):
        path = os.path.join(self.home, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, mode)
        return path


class Files(GitCase):
    """Remotes in the file system: what is the same for all kinds."""

    def test_a_new_project_pulls_commits_and_pushes(self):
        pulled = self.json("pull")
        self.assertEqual((pulled["branch"], pulled["after"], pulled["commits"]), ("main", self.bare.tip(), 1))
        self.assertEqual(self.read("a.txt"), "one\n")
        self.write("new.py", "print(1)\n")
        done = self.json("commit", "-m", "add new.py", "new.py", *AUTHOR)
        self.assertEqual(done["commit"], self.git("rev-parse", "HEAD"))
        self.assertEqual(self.git("log", "-1", "--format=%an <%ae> %s"), "Bob <bob@example.org> add new.py")
        pushed = self.json("push")
        self.assertEqual((pushed["after"], pushed["refs"]), (done["commit"], [{"ref": "refs/heads/main"}]))
        self.assertEqual(self.bare.tip(), done["commit"])
        self.assertTrue(self.json("push")["up_to_date"])
        self.assertEqual(self.git("rev-parse", "--abbrev-ref", "main@{upstream}"), "origin/main")
        self.assertEqual(self.git("fsck", "--strict"), "")

    def test_pull_goes_forward_and_keeps_what_is_not_in_the_way(self):
        self.pirun("pull")
        self.write("mine.txt", "mine\n")
        self.bare.commit("two", {"c.txt": "c\n", "a.txt": "two\n"})
        self.bare.git("tag", "-a", "v1", "-m", "v1")
        self.bare.git("push", "-q", "origin", "v1")
        self.assertEqual(self.json("pull")["commits"], 1)
        self.assertEqual((self.read("a.txt"), self.read("c.txt"), self.read("mine.txt")), ("two\n", "c\n", "mine\n"))
        self.assertEqual(self.git("tag"), "v1")
        self.assertTrue(self.json("pull")["up_to_date"])

    def test_changes_in_the_way_are_named_and_nothing_moves(self):
        self.pirun("pull")
        self.bare.commit("two", {"a.txt": "two\n", "n.txt": "n\n"})
        self.write("a.txt", "mine\n")
        self.write("n.txt", "mine too\n")
        done = self.fails(65, "pull", says="2 files are in the way")
        self.assertIn("in the way: a.txt\n", done.stderr)
        self.assertIn("in the way: n.txt\n", done.stderr)
        self.git("add", "a.txt")
        self.fails(65, "pull", says="a.txt")

    def test_diverged_branches_do_not_move(self):
        self.pirun("pull")
        self.write("a.txt", "mine\n")
        self.pirun("commit", "-a", "-m", "mine", *AUTHOR)
        self.bare.commit("theirs", {"b.txt": "b\n"})
        self.fails(65, "pull", says="have diverged: 1 commit is only here, 1 only there")
        self.fails(65, "push", says="'pirun git pull' first")

    def test_a_force_pushed_upstream_is_a_divergence(self):
        self.bare.commit("two", {"a.txt": "two\n"})
        self.pirun("pull")
        self.bare.git("reset", "-q", "--hard", "HEAD~1")
        new = self.bare.commit("other two", {"a.txt": "other\n"}, force=True)
        self.fails(65, "pull", says="have diverged")
        self.assertEqual(self.git("rev-parse", "origin/main"), new)

    def test_no_repository_no_branch_no_remote(self):
        self.use(os.path.join(self.home, "nothing.git"))
        self.fails(66, "pull", says="there is no repository at")
        self.use("")
        self.fails(66, "pull", says="there is no remote 'origin': set git.remote")
        self.use(self.bare.path)
        self.bare.git("push", "-q", "origin", "main:trunk")
        self.project.configure({"git": {"remote": self.bare.path, "branch": "other"}})
        self.fails(66, "pull", says="the remote has no branch 'other'")
        self.fails(65, "push", says="has no commit yet")
        self.project.configure({"git": {"remote": self.bare.path, "branch": "trunk"}})
        self.assertEqual(self.json("pull")["branch"], "trunk")
        self.assertEqual(self.git("status", "-sb").splitlines()[0], "## trunk...origin/trunk")
        self.git("checkout", "-q", "--detach")
        self.fails(65, "pull", says="HEAD is on no branch")

    def test_secrets_in_the_url_are_refused_and_not_repeated(self):
        for url in ("https://ann:geheim@localhost/x.git", "https://geheim@localhost/x.git", "ssh://a:geheim@localhost/x"):
            self.use(url)
            done = self.fails(64, "pull", says="leave it out")
            self.assertNotIn("geheim", done.stderr + self.read(".git/config"))

    def test_clone_makes_a_directory_or_nothing(self):
        target = os.path.join(self.home, "clone")
        done = self.json("clone", self.bare.path, target)
        self.assertEqual((done["branch"], done["commit"], done["empty"]), ("main", self.bare.tip(), False))
        self.assertEqual(run("git", "-C", target, "status", "--porcelain", "-b", env=self.bare.env),
                         b"## main...origin/main\n")
        self.pirun("clone", self.bare.path, target, expect=65)
        self.pirun("clone", os.path.join(self.home, "nothing"), os.path.join(self.home, "x"), expect=66)
        self.assertFalse(os.path.exists(os.path.join(self.home, "x")))
        run("git", "init", "-q", "--bare", os.path.join(self.home, "empty.git"), env=self.bare.env)
        self.assertTrue(self.json("clone", os.path.join(self.home, "empty.git"), os.path.join(self.home, "e"))["empty"])

    def test_init_with_a_remote_begins_as_its_clone(self):
        target = os.path.join(self.home, "lab")
        self.project.pirun("init", target, "--no-env", "--git-remote", self.bare.path)
        with open(os.path.join(target, "a.txt"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "one\n")
        self.assertTrue(self.project.json("-C", target, "git", "pull")["up_to_date"])
        self.project.pirun("init", target, "--no-env", "--git-remote", self.bare.path)
        self.project.pirun("init", os.path.join(self.home, "lab2"), "--no-env", "--git-remote",
                           os.path.join(self.home, "nothing"), expect=66)
        self.assertFalse(os.path.exists(os.path.join(self.home, "lab2", ".git")))

    def test_a_clone_of_a_project_is_one_after_init(self):
        first = self.first_project()
        for number, steps in enumerate(((("git", "clone", self.bare.path, "{}"), ("init", "{}", "--no-env")),
                                        (("init", "{}", "--no-env", "--git-remote", self.bare.path),))):
            clone = os.path.join(self.home, f"clone {number}")
            for step in steps:
                if step[0] == "init" and number == 0:
                    self.assertIn("`pirun init`", self.project.pirun("-C", clone, "list", expect=65).stderr)
                self.project.pirun(*(word.format(clone) for word in step))
            run_there = self.project.pirun("-C", clone, "run", "scripts/hello.py", "--", "clone")
            self.assertEqual(run_there.stdout, "Hello, clone!\n")
            self.assertEqual(run("git", "-C", clone, "status", "--porcelain", env=self.bare.env), b"")
            self.project.pirun("init", clone, "--no-env")  # twice is harmless
        self.bare.git("pull", "-q", "origin", "main")
        self.bare.commit("later", {".pirun.yaml": "base_dir: /nowhere\nvenv_python: /usr/bin/python3\n"})
        self.assertEqual(self.project.json("-C", clone, "git", "pull")["commits"], 1)
        self.assertEqual(self.project.pirun("-C", clone, "run", "scripts/hello.py").stdout, "Hello, world!\n")
        self.copied_and_moved(clone)
        self.assertTrue(os.path.isdir(first))

    def first_project(self):
        first = os.path.join(self.home, "first")
        self.project.pirun("init", first, "--no-env", "--git-remote", self.bare.path)
        with open(os.path.join(first, ".pirun.yaml"), encoding="utf-8") as file:
            text = file.read()
        self.assertIn(f'base_dir: "{first}"', text)
        with open(os.path.join(first, ".pirun.yaml"), "w", encoding="utf-8") as file:
            file.write(text.replace("#venv_python: .venv/bin/python", "venv_python: /usr/bin/python3"))
        self.project.pirun("-C", first, "git", "commit", "-a", "-m", "a project", *AUTHOR)
        self.project.pirun("-C", first, "git", "push")
        return first

    def copied_and_moved(self, clone):
        """A copy takes var/ along, with the jobs that wait there: it is noticed, and init makes nothing of it."""
        copy = os.path.join(self.home, "copy")
        shutil.copytree(clone, copy, symlinks=True)
        os.rename(clone, clone + " moved")
        for path in (copy, clone + " moved"):
            self.project.pirun("init", path, "--no-env", expect=65)
            self.assertIn("base_dir", self.project.pirun("-C", path, "list", expect=65).stderr)

    def test_leftovers_of_a_killed_parent_are_swept(self):
        self.pirun("pull")
        raw = self.raw(lambda peer: None)  # says nothing
        self.use(f"http://127.0.0.1:{raw.port}/x.git")
        process = subprocess.Popen([PIRUN, "git", "pull"], cwd=self.project.path, env=self.project.env,
                                   stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        objects = self.project.file(".git", "objects")
        until(lambda: raw.open, "the child to connect")
        self.assertEqual(len([n for n in os.listdir(objects) if n.startswith("tmp_")]), 1)
        process.kill()
        process.wait()
        raw.close()  # the child ends, and with it the last lock
        self.use(self.bare.path)

        def swept():
            self.pirun("pull")
            return not [n for n in os.listdir(objects) if n.startswith("tmp_")]
        until(swept, "the leftover to be swept")
        self.snapshot()

    def test_a_full_disk_moves_nothing(self):
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1500k", "none", self.mounted()],
                                               capture_output=True, check=False).returncode != 0:
            print("SKIP a full disk: only root can mount a small one")
            return
        place = self.mounted()
        self.addCleanup(subprocess.run, ["umount", place], check=True)
        clone = os.path.join(place, "p")
        self.pirun("clone", self.bare.path, clone)
        self.project.path = clone
        self.project.pirun("init", clone, "--no-env")
        self.use(self.bare.path)
        self.bare.commit("big", {"big.bin": os.urandom(3 << 20)})
        self.fails(73, "pull", says="disk")  # the pack does not fit
        self.bare.commit("wide", {"big.bin": b"x", "wide.txt": "0" * (4 << 20)}, push=False)
        self.bare.git("reset", "-q", "--soft", "HEAD~2")
        self.bare.git("commit", "-q", "-m", "wide")
        self.bare.git("push", "-q", "-f", "origin", "HEAD:main")
        self.fails(73, "pull", says="the new files take")  # the pack does, the files do not

    def test_a_checkout_that_fails_in_the_middle_is_undone(self):
        self.pirun("pull")
        self.bare.commit("wide", {"a.txt": "two\n", "dir/b ü.txt": "two\n", "new.txt": "n\n", "z.txt": "0" * (4 << 20)})
        before = self.snapshot()

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))  # the pack is small, the file is not
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        done = subprocess.run([PIRUN, "git", "pull"], cwd=self.project.path, env=self.project.env, capture_output=True,
                              text=True, preexec_fn=limit, restore_signals=False, check=False)
        self.assertEqual(done.returncode, 70, done.stderr)
        self.assertIn("cannot write the work tree", done.stderr)
        self.assertEqual(self.snapshot(), before)
        self.pirun("pull")
        self.assertEqual(self.read("a.txt"), "two\n")

    def mounted(self):
        path = os.path.join(self.home, "disk")
        os.makedirs(path, exist_ok=True)
        return path


class Here(GitCase):
    """What needs no remote."""

    def setUp(self):
        super().setUp()
        self.pirun("pull")

    def test_status_tells_what_git_tells(self):
        self.assertEqual(self.git("status", "--porcelain", "-uall"), "?? .gitignore\n?? .pirun.yaml\n?? scripts/hello.py")
        self.pirun("commit", "-a", "-m", "all", *AUTHOR)
        clean = self.json("status")
        self.assertEqual((clean["dirty"], clean["ahead"], clean["behind"], clean["branch"], clean["upstream"]),
                         (False, 1, 0, "main", "origin/main"))
        self.write("a.txt", "changed\n")
        self.write("ü.txt", "new\n")
        os.unlink(self.project.file("scripts/hello.py"))
        self.git("mv", "dir/b ü.txt", "moved.txt")
        status = self.json("status")
        self.assertEqual({f["path"]: (f.get("index"), f.get("work")) for f in status["files"]},
                         {"a.txt": (None, "modified"), "ü.txt": (None, "untracked"), "scripts/hello.py": (None, "deleted"),
                          "moved.txt": ("renamed", None)})
        self.assertEqual([status[k] for k in ("staged", "changed", "untracked", "conflicted")], [1, 2, 1, 0])
        self.assertEqual(status["last_commit"]["subject"], "all")
        self.git("checkout", "-q", "--detach")
        self.assertTrue(self.json("status")["detached"])

    def test_what_people_read(self):
        self.write("new.txt", "new\n")
        self.write("a.txt", "changed\n")
        dirty = self.pirun("status").stdout
        self.assertIn("on main, 0 ahead and 0 behind origin/main\nlast commit " + self.bare.tip()[:10], dirty)
        self.assertRegex(dirty, r"(?m)^ +modified +a.txt$")
        self.assertRegex(dirty, r"(?m)^ +untracked +new.txt$")
        self.pirun("commit", "-a", "-m", "all", *AUTHOR)
        self.assertEqual(self.pirun("status").stdout.splitlines()[-1], "nothing is changed")
        self.assertRegex(self.pirun("log").stdout, r"(?m)^[0-9a-f]{10} .* Bob +all$")
        self.assertRegex(self.pirun("branches").stdout, r"(?m)^\* +main ")
        self.assertEqual(self.pirun("show", "HEAD", "new.txt").stdout, "new\n")
        self.assertIn("\n    all\n", self.pirun("show").stdout)
        self.assertEqual(self.pirun("diff").stdout, "")

    def test_status_before_the_first_commit(self):
        other = os.path.join(self.home, "other")
        self.project.pirun("init", other, "--no-env")
        status = self.project.json("-C", other, "git", "status")
        self.assertEqual((status["unborn"], status["branch"], status["untracked"]), (True, "main", 3))
        self.assertEqual(self.project.json("-C", other, "git", "log"), {"commits": []})

    def test_commit_takes_what_was_named_and_leaves_the_rest_staged(self):
        self.write("a.txt", "changed\n")
        self.write("staged.txt", "staged\n")
        self.git("add", "staged.txt")
        self.pirun("commit", "-m", "only a", "a.txt", *AUTHOR)
        self.assertEqual(self.git("show", "--name-only", "--format="), "a.txt")
        self.assertIn("A  staged.txt", self.git("status", "--porcelain"))
        self.pirun("commit", "-m", "the staged", *AUTHOR)
        self.assertEqual(self.git("show", "--name-only", "--format="), "staged.txt")
        self.fails(65, "commit", "-m", "nothing", *AUTHOR, says="nothing to commit")
        self.fails(64, "commit", "-m", "x", "nope.txt", *AUTHOR, says="'nope.txt' is not changed")
        self.fails(64, "commit", "-m", "x", "-a", says="whose commit is it?")
        self.fails(64, "commit", "-m", " \n", "-a", *AUTHOR, says="needs a message")
        self.fails(64, "commit", "-m", "x", "../../etc/passwd", *AUTHOR, says="outside of the project")
        shutil.rmtree(self.project.file("dir"))
        self.pirun("commit", "-m", "less", "dir", *AUTHOR)
        self.assertEqual(self.git("show", "--name-status", "-z", "--format="), "D\0dir/b ü.txt\0")

    def test_a_locked_index_is_busy(self):
        lock = self.project.file(".git", "index.lock")
        self.write("a.txt", "changed\n")
        self.write(".git/index.lock", "")
        self.pirun("commit", "-m", "x", "-a", *AUTHOR, expect=75)
        self.bare.commit("two", {"z.txt": "z\n"})
        self.pirun("pull", expect=75)
        self.assertFalse(os.path.exists(self.project.file("z.txt")))
        os.unlink(lock)
        self.pirun("pull")
        self.assertEqual(self.read("z.txt"), "z\n")

    def test_log_comes_in_pages(self):
        for i in range(5):
            self.bare.commit(f"n{i}", {"a.txt": f"{i}\n"})
        self.pirun("pull")
        seen, skip = [], 0
        while True:
            page = self.json("log", "--limit", "2", "--skip", str(skip))
            seen += [c["id"] for c in page["commits"]]
            if "next" not in page:
                break
            skip = page["next"]
        self.assertEqual(seen, self.git("log", "--date-order", "--format=%H").split())
        self.fails(66, "log", "nothing", says="there is no commit 'nothing'")

    def test_diff_is_a_patch_that_git_applies_and_hunks(self):
        self.write("a.txt", "one\ntwo\nno newline")
        patch = self.pirun("diff").stdout
        self.assertEqual(patch.rstrip("\n"), self.git("diff"))
        file = self.json("diff")["files"][0]
        self.assertEqual([(line["type"], line["text"]) for line in file["hunks"][0]["lines"]],
                         [(" ", "one"), ("+", "two"), ("+", "no newline")])
        self.assertTrue(file["hunks"][0]["lines"][2]["no_newline"])
        with open(self.project.file("a.txt"), "wb") as out:
            out.write(b"\0binary")
        self.assertTrue(self.json("diff")["files"][0]["is_binary"])
        self.write("a.txt", "long\n" * 300000)
        large = self.json("diff")["files"][0]
        self.assertTrue(large["is_too_large"])
        self.assertNotIn("hunks", large)
        self.git("add", "a.txt")
        self.assertEqual(self.json("diff")["files"], [])
        self.assertEqual(self.json("diff", "--staged")["files"][0]["path"], "a.txt")

    def test_diff_between_commits_and_what_a_commit_was(self):
        first = self.git("rev-parse", "HEAD")
        self.bare.commit("two", {"a.txt": "two\n", "c.txt": "c\n"})
        self.pirun("pull")
        self.assertEqual(self.pirun("diff", first, "HEAD").stdout.rstrip("\n"), self.git("diff", first, "HEAD"))
        shown = self.json("show")
        self.assertEqual((shown["subject"], shown["diff"]["additions"], shown["diff"]["deletions"]), ("two", 2, 1))
        self.assertEqual(self.pirun("show", first, "a.txt").stdout, "one\n")
        self.assertEqual(self.json("show", "HEAD~1", "a.txt")["content"], "one\n")
        self.fails(66, "show", first, "c.txt", says="there is no 'c.txt' in that commit")
        self.fails(64, "show", first, "dir", says="is no file")

    def test_checkout_switches_only_a_clean_tree(self):
        self.bare.git("checkout", "-q", "-b", "topic")
        self.bare.commit("topic", {"t.txt": "t\n"}, push="topic")
        self.pirun("pull")
        self.write("a.txt", "mine\n")
        self.fails(65, "checkout", "topic", says=("1 changed file is not committed ('a.txt')", "in the way: a.txt"))
        self.git("checkout", "-q", "a.txt")
        self.write("t.txt", "mine\n")
        before = self.git("rev-parse", "HEAD")
        self.assertIn("t.txt", self.pirun("checkout", "topic", expect=65).stderr)
        self.assertEqual((self.git("rev-parse", "HEAD"), self.read("t.txt")), (before, "mine\n"))
        os.unlink(self.project.file("t.txt"))
        self.pirun("checkout", "topic")
        self.assertEqual(self.git("status", "-sb").splitlines()[0], "## topic...origin/topic")
        self.assertEqual(self.read("t.txt"), "t\n")
        self.pirun("checkout", "main")
        self.assertFalse(os.path.exists(self.project.file("t.txt")))
        self.assertTrue(self.json("checkout", "--new", "mine")["made"])
        self.fails(65, "checkout", "--new", "main", says="already")
        self.fails(66, "checkout", "nope", says="there is no branch 'nope'")
        names = {b["name"]: b["current"] for b in self.json("branches")["branches"]}
        self.assertEqual(names, {"main": False, "mine": True, "topic": False, "origin/main": False, "origin/topic": False})

    def test_what_is_discarded_can_be_brought_back(self):
        self.write("a.txt", "mine\n")
        self.write("new.txt", "new\n")
        self.write("added.txt", "added\n")
        self.git("add", "added.txt")
        os.chmod(self.project.file("new.txt"), 0o750)
        os.symlink("a.txt", self.project.file("link"))
        os.unlink(self.project.file("dir/b ü.txt"))
        before = self.snapshot()[0]
        done = self.json("discard", "a.txt", "new.txt", "added.txt", "link", "dir")
        self.assertEqual(sorted(done["files"]), ["a.txt", "added.txt", "dir/b ü.txt", "link", "new.txt"])
        self.assertEqual(self.git("status", "--porcelain", "-uno"), "")
        self.assertEqual((self.read("a.txt"), self.read("dir/b ü.txt")), ("one\n", "b\n"))
        self.assertFalse(os.path.lexists(self.project.file("link")) or os.path.exists(self.project.file("new.txt")))
        self.write("new.txt", "something else\n")
        self.fails(65, "undo", done["id"], says="'new.txt' has changed since")
        os.unlink(self.project.file("new.txt"))
        self.pirun("undo")
        self.assertEqual(self.snapshot()[0], before)
        self.assertEqual(os.readlink(self.project.file("link")), "a.txt")
        self.assertEqual(os.stat(self.project.file("new.txt")).st_mode & 0o777, 0o750)
        self.fails(66, "undo", says="nothing was discarded")
        self.fails(64, "discard", "var/token", says="is not changed, or is ignored")

    def test_the_latest_hundred_discards_are_kept(self):
        for number in range(105):
            os.makedirs(self.project.var("undo", f"00000000-0000-7000-8000-{number:012}"))
        self.write("a.txt", "changed\n")
        done = self.json("discard", "a.txt")
        kept = sorted(os.listdir(self.project.var("undo")))
        self.assertEqual((len(kept), kept[0][-3:], kept[-1]), (100, "006", done["id"]))


class Http(GitCase):
    def test_a_token_from_its_file_opens_the_door(self):
        web = self.web(token="s3cret")
        token = self.secret("token", "s3cret\n")
        self.use(web.url(), type="token", token_path=token)
        self.pirun("pull")
        self.write("new.txt", "new\n")
        self.pirun("commit", "-m", "new", "new.txt", *AUTHOR)
        self.pirun("push")
        self.assertEqual(self.bare.tip(), self.git("rev-parse", "HEAD"))
        self.assertNotIn("s3cret", self.read(".git/config"))
        for folder, _, names in os.walk(self.project.file(".git")):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    self.assertNotIn(b"s3cret", file.read())

    def test_wrong_or_missing_tokens_are_told_apart(self):
        web = self.web(token="s3cret")
        self.use(web.url())
        self.fails(69, "pull", says="git.auth.token_path")
        self.use(web.url(), token_path=self.secret("wrong", "other\n"))
        self.fails(69, "pull", says=("refused the token in", "wrong, has expired or lacks the right"))
        self.assertLess(len(web.requests), 20)
        self.use(web.url(), token_path=self.secret("open", "s3cret\n", 0o644))
        self.fails(77, "pull", says="chmod 600")
        self.use(web.url(), token_path=os.path.join(self.home, "none"))
        self.fails(66, "pull", says="cannot open the token file")
        self.use(web.url("nothing.git"), token_path=self.secret("right", "s3cret"))
        self.fails(66, "pull", says="no such repository")

    def test_a_token_is_not_given_without_tls_or_to_another_host(self):
        certificate = Certificate(self.home)
        other = self.web(token="s3cret")
        token = self.secret("token", "s3cret")
        for where in (other.url(host="127.0.0.1"), other.url()):  # another host; the same without TLS
            def send_away(handler, where=where):
                query = handler.path.partition("?")[2]
                handler.reply(302, b"", {"Location": f"{where}/info/refs?{query}"})
                return True
            web = self.web(says=send_away, tls=certificate.context())
            self.use(web.url(), token_path=token, ca_path=certificate.cert)
            self.fails(69, "pull", says="localhost")
            self.assertEqual((len(web.requests), other.requests), (1, []))
        right = self.web(token="s3cret", tls=certificate.context())
        self.use(right.url(), token_path=token, ca_path=certificate.cert)
        self.pirun("pull")
        thief = self.web(tls=certificate.context())  # a config that came with a pull could name it
        self.use(thief.url(), token_path=token, ca_path=certificate.cert)
        self.fails(77, "pull", says=("the token belongs to 'localhost:", "token_host"))
        self.assertEqual(thief.requests, [])
        os.unlink(self.project.var("git", "token_host"))
        self.use("http://example.org/x.git", token_path=token)
        self.fails(64, "pull", says="without TLS")

    def test_the_servers_hook_is_heard(self):
        web = self.web()
        self.use(web.url())
        self.pirun("pull")
        self.bare.hook("pre-receive", "echo 'only on Sundays' >&2\nexit 1\n")
        self.write("new.txt", "new\n")
        self.pirun("commit", "-m", "new", "new.txt", *AUTHOR)
        done = self.fails(65, "push", says=("remote: only on Sundays", "the server refused 'refs/heads/main'",
                                            "pre-receive hook declined"))
        self.assertNotIn("only on Sundays", self.pirun("push", "--quiet", expect=65).stderr)
        self.assertNotEqual(self.git("rev-parse", "origin/main"), self.git("rev-parse", "main"))
        self.bare.hook("pre-receive", "exit 0\n")
        self.bare.hook("post-receive", "echo 'accepted run 42' >&2\n")
        done = self.pirun("push")
        self.assertIn("remote: accepted run 42\n", done.stderr)

    def test_a_redirect_that_crashes_the_library_ends_the_child_alone(self):
        def crash(handler):
            handler.reply(302, b"", {"Location": "/other/srv.git/info/refs"})
            return True
        self.use(self.web(says=crash).url())
        self.fails(69, "pull", says="ended git's child (")

    def test_a_server_that_hangs_is_left_at_the_deadline(self):
        raw = self.raw(lambda peer: None)
        for url in (f"http://127.0.0.1:{raw.port}/x.git", f"https://127.0.0.1:{raw.port}/x.git",
                    f"ssh://git@127.0.0.1:{raw.port}/x.git"):
            self.use(url)
            began = time.monotonic()
            self.fails(75, "pull", "--timeout", "1s", says="was not done within 1 s")
            self.assertGreaterEqual(time.monotonic() - began, 1)
        self.project.configure({"git": {"remote": f"http://127.0.0.1:{raw.port}/x.git", "idle_timeout_ms": 1000}})
        self.fails(75, "pull", says="nothing came from the remote for 1 s")

    def test_a_server_that_closes_in_the_middle(self):
        def half(handler):
            if handler.command == "GET":
                return False
            handler.body()
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-result\r\n"
                                b"Content-Length: 100000\r\n\r\n0008NAK\n00ff\x01PACK\0\0\0\2")
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)
            return True
        self.use(self.web(says=half).url())
        self.fails(69, "pull", says="'localhost'")
        raw = self.raw(lambda peer: peer.close())
        for scheme in ("http", "https", "ssh"):
            self.use(f"{scheme}://{'git@' if scheme == 'ssh' else ''}127.0.0.1:{raw.port}/x.git")
            self.fails(69, "pull", says="'127.0.0.1'")

    def test_answers_that_are_no_git(self):
        for body in (b"<html>hello</html>", b"zzzz", b"001e# service=git-upload-pack\n0000ffffxx", b"\0" * 70000):
            def lie(handler, body=body):
                handler.reply(200, body, {"Content-Type": "application/x-git-upload-pack-advertisement"})
                return True
            self.use(self.web(says=lie).url())
            self.fails(69, "pull", says="pirun: ")


class Https(GitCase):
    def test_the_certificate_counts(self):
        certificate = Certificate(self.home)
        web = self.web(token="s3cret", tls=certificate.context())
        token = self.secret("token", "s3cret")
        self.use(web.url(), token_path=token)
        self.fails(69, "pull", says=("the certificate of 'localhost' is not good", "git.auth.ca_path"))
        self.assertEqual(web.requests, [])
        self.use(web.url(), token_path=token, ca_path=certificate.cert)
        self.pirun("pull")
        self.use(web.url(host="127.0.0.1"), ca_path=certificate.cert)
        self.fails(69, "pull", says="certificate")
        self.use(web.url(), ca_path=os.path.join(self.home, "none.pem"))
        self.fails(64, "pull", says="git.auth.ca_path")

    def test_a_tls_version_that_nobody_shares_is_told(self):
        certificate = Certificate(self.home)
        web = self.web(tls=certificate.context(lowest=ssl.TLSVersion.TLSv1_3))
        self.use(web.url(), ca_path=certificate.cert)
        self.fails(69, "pull", says="TLS 1.2")


class Ssh(GitCase):
    def trust(self, sshd):
        self.pirun("trust", f"127.0.0.1:{sshd.port}", "--fingerprint", sshd.fingerprint())

    def test_an_unknown_host_is_refused_with_its_fingerprint_and_the_way_out(self):
        sshd = self.sshd()
        key = key_pair(self.home, "key")
        sshd.allow(key)
        self.use(sshd.url(self.bare.path), ssh_key_path=key)
        where = f"[127.0.0.1]:{sshd.port}"
        self.fails(69, "pull", says=("nobody has trusted the host", sshd.fingerprint(), f"pirun git trust {where}"))
        self.fails(64, "trust", where, says="nobody is here to ask")
        self.fails(65, "trust", where, "--fingerprint", "SHA256:wrong", says="it is not trusted")
        shown = self.json("trust", where, "--yes")
        self.assertEqual((shown["host"], shown["fingerprint"], shown["trusted"]), (where, sshd.fingerprint(), True))
        self.pirun("pull")
        self.assertEqual(self.read("a.txt"), "one\n")
        self.write("new.txt", "new\n")
        self.pirun("commit", "-m", "new", "new.txt", *AUTHOR)
        self.bare.hook("post-receive", "echo 'accepted run 42' >&2\n")
        self.assertIn("remote: accepted run 42\n", self.pirun("push").stderr)
        self.assertEqual(self.bare.tip(), self.git("rev-parse", "HEAD"))
        self.use(sshd.url(os.path.join(self.home, "nothing.git")), ssh_key_path=key)
        self.fails(66, "pull", says="no such repository")

    def test_a_changed_host_key_is_an_alarm(self):
        sshd = self.sshd()
        key = key_pair(self.home, "key")
        self.trust(sshd)
        sshd.close()
        other = self.sshd(port=sshd.port)
        other.allow(key)
        self.use(other.url(self.bare.path), ssh_key_path=key)
        self.fails(69, "pull", says=("is not the one that was trusted", other.fingerprint()))
        self.trust(other)
        self.pirun("pull")

    def test_keys_that_do_not_open(self):
        sshd = self.sshd()
        self.trust(sshd)
        url = sshd.url(self.bare.path)
        self.use(url)
        self.fails(69, "pull", says="git.auth.ssh_key_path")
        self.use(url, ssh_key_path=key_pair(self.home, "stranger"))
        self.fails(69, "pull", says="refused the key")
        rsa = key_pair(self.home, "rsa", "rsa")
        sshd.allow(rsa)
        self.use(url, ssh_key_path=rsa)
        self.fails(69, "pull", says=("refused the RSA key", "ed25519"))
        locked = key_pair(self.home, "locked", passphrase="geheim")
        sshd.allow(locked)
        self.use(url, ssh_key_path=locked)
        self.fails(64, "pull", says="passphrase")
        readable = key_pair(self.home, "readable")
        os.chmod(readable, 0o644)
        self.use(url, ssh_key_path=readable)
        self.fails(77, "pull", says="chmod 600")

    def test_an_agent_signs(self):
        sshd = self.sshd()
        self.trust(sshd)
        key = key_pair(self.home, "key", "ecdsa")
        sshd.allow(key)
        agent = os.path.join(self.home, "agent")
        process = subprocess.Popen(["ssh-agent", "-D", "-a", agent], stdout=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.send_signal, signal.SIGTERM)
        env = {"SSH_AUTH_SOCK": agent}
        until(lambda: os.path.exists(agent), "the agent")
        self.use(sshd.url(self.bare.path))
        self.fails(69, "pull", says="refused every key of the SSH agent", env=env)
        run("ssh-add", "-q", key, env={**self.bare.env, **env})
        self.pirun("pull", env=env)
        self.assertEqual(self.read("a.txt"), "one\n")

    def test_nothing_is_read_from_the_users_own_files(self):
        sshd = self.sshd()
        key = key_pair(self.home, "key")
        sshd.allow(key)
        folder = os.path.join(self.project.home, ".ssh")
        os.makedirs(folder, mode=0o700)
        with open(sshd.host_key + ".pub", encoding="utf-8") as public, \
                open(os.path.join(folder, "known_hosts"), "w", encoding="utf-8") as known:
            known.write(f"[127.0.0.1]:{sshd.port} {public.read()}")
        self.use(sshd.url(self.bare.path), ssh_key_path=key)
        self.fails(69, "pull", says="nobody has trusted the host")
        self.use(sshd.url(self.bare.path), ssh_key_path=key, known_hosts_path=os.path.join(folder, "known_hosts"))
        self.pirun("pull")

    def test_an_ordinary_user_without_a_name_pulls_commits_and_pushes(self):
        if os.geteuid() != 0:
            print("SKIP another user: not root, so all of these tests run as an ordinary user already")
            return
        sshd = self.sshd()
        user = Stranger(self)
        user.pirun("init", "lab", "--no-env")
        user.write("lab/.pirun.yaml", json.dumps({"name": "lab", "git": {
            "remote": sshd.url(self.bare.path), "auth": {"ssh_key_path": user.key(sshd)}, "timeout_ms": 60000}}))
        refused = user.pirun("-C", "lab", "git", "pull", expect=69)
        self.assertIn("nobody has trusted the host", refused.stderr)
        user.pirun("-C", "lab", "git", "trust", f"127.0.0.1:{sshd.port}", "--fingerprint", sshd.fingerprint())
        user.pirun("-C", "lab", "git", "pull")
        self.assertEqual(user.read("lab/a.txt"), "one\n")
        self.bare.hook("post-receive", "echo 'accepted run 42' >&2\n")
        user.write("lab/a.txt", "two\n")
        user.pirun("-C", "lab", "git", "commit", "-m", "two", "a.txt", *AUTHOR)
        self.assertIn("remote: accepted run 42\n", user.pirun("-C", "lab", "git", "push").stderr)
        status = json.loads(user.pirun("-C", "lab", "git", "status", "--json").stdout)
        self.assertEqual((status["head"], status["ahead"], status["behind"]), (self.bare.tip(), 0, 0))
        self.assertIn("nobody has trusted the host", user.pirun("git", "clone", sshd.url(self.bare.path), "clone", "--ssh-key",
                                                                user.key(sshd), expect=69).stderr)
        user.pirun("git", "trust", f"127.0.0.1:{sshd.port}", "--yes")  # outside of a project: for the user
        user.pirun("git", "clone", sshd.url(self.bare.path), "clone", "--ssh-key", user.key(sshd))
        self.assertEqual(user.read("clone/a.txt"), "two\n")
        self.assertEqual({os.stat(os.path.join(user.home, n)).st_uid for n in ("clone/a.txt", "lab/a.txt", "lab/.git/HEAD")},
                         {Stranger.ID})


class Stranger:
    """An ordinary user, who has a home and nothing else: no name on this machine, no rights of the test's user."""

    ID = 12345

    def __init__(self, case):
        self.home = tempfile.mkdtemp(prefix="pirun-git-user-")
        case.addCleanup(shutil.rmtree, self.home, True)
        self.binary = shutil.copy(PIRUN, self.home)
        os.chmod(self.binary, 0o755)
        os.chown(self.home, self.ID, self.ID)
        self.env = {k: v for k, v in case.bare.env.items() if k not in ("USER", "LOGNAME") and not k.startswith("XDG_")}
        self.env["HOME"] = self.home

    def pirun(self, *words, expect=0):
        done = subprocess.run([self.binary, *words], cwd=self.home, env=self.env, capture_output=True, text=True, check=False,
                              stdin=subprocess.DEVNULL, user=self.ID, group=self.ID, extra_groups=[])
        if done.returncode != expect:
            raise AssertionError(f"{words} ended with {done.returncode}, not {expect}: {done.stdout}{done.stderr}")
        return done

    def key(self, sshd):
        path = os.path.join(self.home, "key")
        if not os.path.exists(path):
            key_pair(self.home, "key")
            os.chown(path, self.ID, self.ID)
            sshd.allow(path)
        return path

    def write(self, name, text):
        with open(os.path.join(self.home, name), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name):
        with open(os.path.join(self.home, name), encoding="utf-8") as file:
            return file.read()


if __name__ == "__main__":
    main()
