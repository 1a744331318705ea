#!/usr/bin/python3
"""Goal: who listens hears of every change of the project's files and of its repository, whoever makes it; nobody listens: nothing is
watched."""

import contextlib
import itertools
import os
import re
import shutil
import subprocess
import threading
import unittest

from http_client import Client
from live import Stream
from project import TestCase, main, until


class Listener:
    """All events of one stream, gathered by a thread."""

    def __init__(self, port, topics):
        self.stream = Stream(port, f"/api/events?topics={topics}")
        self.events = []
        self.thread = threading.Thread(target=self._gather, daemon=True)
        self.thread.start()

    def _gather(self):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            for event in self.stream:
                self.events.append(event)

    def close(self):
        with contextlib.suppress(OSError, AttributeError):
            self.stream.connection.sock.shutdown(2)
        self.thread.join()
        self.stream.close()

    def all(self, name="file"):
        return [e.data for e in list(self.events) if e.name == name]

    def wait(self, what, condition, name="file"):
        """The first event of which CONDITION is true."""
        try:
            return until(lambda: next((d for d in self.all(name) if condition(d)), None), what)
        except AssertionError as error:
            raise AssertionError(f"{error}; told: {self.all(name)[-20:]}") from None

    def change(self, kind, path, **more):
        want = {"kind": kind, "path": path, **more}
        return self.wait(str(want), lambda d: all(d.get(k) == v for k, v in want.items()))


class WatchCase(TestCase):
    def setUp(self):
        self.project = self.make({"server": {"addr": "127.0.0.1:0", "auth": "none"}}, env_dir=False)
        self.project.env["GIT_CONFIG_NOSYSTEM"] = "1"
        self.server = self.project.serve()
        self.http = Client(self.server)
        self.numbers = itertools.count()

    def listen(self, topics="file"):
        """A listener that misses nothing any more."""
        listener = Listener(self.http.port, topics)
        self.addCleanup(listener.close)
        if "file" in topics:
            listener.change("rescan", "")
        return listener

    def write(self, path, text="text\n"):
        with open(self.project.file(path), "w", encoding="utf-8") as file:
            file.write(text)

    def sh(self, script, *args):
        """Another program changes the files: a shell, with the project as its working directory."""
        subprocess.run(["/bin/sh", "-euc", script, "sh", *args], cwd=self.project.path, check=True, env=self.project.env)

    def fence(self, listener):
        """Everything that was done before has been told: a change that is made now comes after it. Twice, for the latest may be in
        a telling of its own."""
        for _ in range(2):
            name = f"fence-{next(self.numbers)}"
            self.write(name)
            listener.change("created", name)
            os.unlink(self.project.file(name))
            listener.change("removed", name)

    def paths(self, listener):
        return [(d["kind"], d["path"]) for d in listener.all() if not d["path"].startswith("fence")]

    def counts(self):
        """How many directories the server watches."""
        numbers = []
        base = f"/proc/{self.server.pid}/fdinfo"
        for name in os.listdir(base):
            with contextlib.suppress(OSError), open(os.path.join(base, name), encoding="utf-8") as file:
                numbers.append(len(re.findall(r"^inotify wd:", file.read(), re.M)))
        return sum(numbers)


class Files(WatchCase):
    def test_what_another_program_does_with_a_file_is_told(self):
        listener = self.listen()
        self.sh("echo one >a.txt")
        told = listener.change("created", "a.txt", type="file")
        self.assertEqual(told["etag"], self.http.get("/api/file?path=a.txt").headers["ETag"])
        self.sh("echo two >>a.txt")
        listener.change("changed", "a.txt", type="file")
        self.sh("mv a.txt b.txt")
        listener.change("moved", "a.txt", to="b.txt")
        self.sh("rm b.txt; mkdir d; ln -s nowhere link")
        listener.change("removed", "b.txt")
        listener.change("created", "d", type="dir")
        listener.change("created", "link", type="link")
        self.assertFalse([d for d in listener.all() if "by" in d])

    def test_a_save_in_two_steps_is_one_change(self):
        self.write("a.txt")
        listener = self.listen()
        self.sh("echo new >a.txt.tmp; mv a.txt.tmp a.txt")
        listener.change("changed", "a.txt")
        self.fence(listener)
        self.assertIn(("changed", "a.txt"), self.paths(listener))
        self.assertFalse([p for p in self.paths(listener) if p[0] in ("removed", "moved")])

    def test_what_is_made_in_new_directories_at_once_is_not_missed(self):
        listener = self.listen()
        self.sh("mkdir -p n1/n2/n3 && touch n1/early n1/n2/middle n1/n2/n3/late")
        for path in ("n1", "n1/early", "n1/n2", "n1/n2/middle", "n1/n2/n3", "n1/n2/n3/late"):
            listener.change("created", path)
        self.sh("echo more >n1/n2/n3/late")
        listener.change("changed", "n1/n2/n3/late")

    def test_names_are_right_after_a_directory_was_renamed(self):
        self.sh("mkdir -p one/two/three other")
        listener = self.listen()
        self.sh("mv one/two other/deux")
        listener.change("moved", "one/two", to="other/deux", type="dir")
        self.sh("touch other/deux/three/file")
        listener.change("created", "other/deux/three/file")
        self.sh("mv other autre; touch autre/deux/three/second")
        listener.change("moved", "other", to="autre")
        listener.change("created", "autre/deux/three/second")

    def test_directories_that_leave_and_come_are_followed(self):
        self.sh("mkdir -p gone/inner ../outside/inner")
        listener = self.listen()
        before = self.counts()
        self.sh("mv gone ../gone")
        listener.change("removed", "gone", type="dir")
        until(lambda: self.counts() == before - 2, "two directories less to be watched")
        self.sh("touch ../gone/inner/unseen; mv ../outside here; touch here/inner/seen")
        listener.change("created", "here/inner/seen")
        self.assertFalse([p for p in self.paths(listener) if "unseen" in p[1]])

    def test_what_a_tree_does_not_show_is_not_told(self):
        self.sh("mkdir -p node_modules .venv pkg/__pycache__")
        listener = self.listen()
        self.sh("touch node_modules/x .venv/x pkg/__pycache__/x var/x; mkdir -p sub/.git; touch sub/.git/x sub/y; rm var/x")
        listener.change("created", "sub/y")
        self.fence(listener)
        self.assertEqual(sorted(p for p in self.paths(listener) if p[0] != "rescan"), [("created", "sub"), ("created", "sub/y")])

    def test_a_burst_is_told_as_one_look_again(self):
        self.sh("mkdir many")
        listener = self.listen()
        with self.server.frozen():  # so that it is a burst however slowly the shell gets on
            self.sh("i=0; while [ $i -lt 2000 ]; do : >many/$i; i=$((i+1)); done")
        listener.change("rescan", "many")

        def is_quiet_again():
            """The burst is over: a single change is told as such, and not as a part of what must be looked at again."""
            name = f"fence-{next(self.numbers)}"
            count = len(listener.all())
            self.write(name)
            until(lambda: len(listener.all()) > count, "anything")
            return any(d["path"] == name for d in listener.all())
        until(is_quiet_again, "a single change")
        self.assertFalse([p for p in self.paths(listener) if p[0] == "removed"])
        self.assertLess(len(listener.all()), 500)

    def test_what_the_kernel_lost_is_looked_for(self):
        with open("/proc/sys/fs/inotify/max_queued_events", encoding="ascii") as file:
            most = int(file.read())
        if most > 200_000:
            self.skipTest(f"the kernel keeps {most} events")
        listener = self.listen()
        with self.server.frozen():
            with open(self.project.file("a"), "wb", buffering=0) as a, open(self.project.file("b"), "wb", buffering=0) as b:
                for _ in range(most // 2 + 1000):  # by turns, so that no event is the same as the one before
                    a.write(b"x")
                    b.write(b"x")
            os.makedirs(self.project.file("unseen/below"))
        until(lambda: sum(d["kind"] == "rescan" and d["path"] == "" for d in listener.all()) > 1, "another look at everything")
        self.write("unseen/below/x")
        listener.change("created", "unseen/below/x")

    def test_a_project_that_is_removed_and_made_again_is_watched_again(self):
        listener = self.listen()
        os.rename(self.project.path, self.project.path + ".old")
        shutil.copytree(self.project.path + ".old", self.project.path, symlinks=True, ignore=shutil.ignore_patterns("var"))
        until(lambda: len([p for p in self.paths(listener) if p == ("rescan", "")]) >= 2, "a second rescan")

        def look():
            self.write("again")
            return [p for p in self.paths(listener) if p[1] == "again"]
        until(look, "a change of the new directory")
        os.rename(self.project.path, self.project.path + ".new")
        os.rename(self.project.path + ".old", self.project.path)

    def test_what_this_interface_changes_is_told_once(self):
        listener = self.listen()
        self.assertEqual(self.http.call("PUT", "/api/file?path=a.txt", b"one").status, 201)
        self.assertEqual(self.http.call("PUT", "/api/file?path=a.txt", b"two").status, 200)
        self.assertEqual(self.http.post("/api/dir", {"path": "d"}).status, 201)
        self.assertEqual(self.http.post("/api/file/move", {"from": "a.txt", "to": "d/b.txt"}).status, 200)
        self.fence(listener)
        self.assertEqual(self.http.call("DELETE", "/api/file?path=d/b.txt").status, 204)
        self.fence(listener)
        told = [d for d in listener.all() if not d["path"].startswith("fence") and d["kind"] != "rescan"]
        self.assertEqual([(d["kind"], d["path"]) for d in told],
                         [("created", "a.txt"), ("changed", "a.txt"), ("created", "d"), ("moved", "a.txt"), ("removed", "d/b.txt")])

    def test_a_change_by_another_right_after_one_of_this_interface_is_told(self):
        listener = self.listen()
        self.http.call("PUT", "/api/file?path=a.txt", b"one")
        self.write("a.txt", "by another\n")
        tag = self.http.get("/api/file?path=a.txt").headers["ETag"]
        listener.wait("the other's content", lambda d: d["path"] == "a.txt" and d.get("etag") == tag)


class Cost(WatchCase):
    def test_nothing_is_watched_while_nobody_listens(self):
        self.sh("mkdir -p a/b/c")
        quiet = self.counts()
        other = Listener(self.http.port, "run,queue")
        self.addCleanup(other.close)
        until(lambda: other.all("hello"), "hello")
        self.assertEqual(self.counts(), quiet)
        listener = Listener(self.http.port, "file")
        listener.change("rescan", "")
        self.assertGreaterEqual(self.counts(), quiet + 4)
        listener.close()
        until(lambda: self.counts() == quiet, "the watch to end")
        again = self.listen()
        self.sh("touch a/b/c/file")
        again.change("created", "a/b/c/file")

    def test_a_large_project_is_watched_in_part_and_this_is_said(self):
        for i in range(45):
            for j in range(100):
                os.makedirs(self.project.file("big", str(i), str(j)))
        quiet = self.counts()
        listener = self.listen()
        notice = listener.wait("a notice", lambda d: d.get("notice"))
        self.assertRegex(notice["notice"], r"only \d+ are watched")
        self.assertLessEqual(self.counts() - quiet, 4096)
        self.sh("touch top")
        listener.change("created", "top")
        self.assertEqual(len([d for d in listener.all() if d.get("notice")]), 1)

    def test_a_server_with_a_watch_stops_at_once(self):
        self.listen("file,git")
        self.server.stop()
        self.assertEqual(self.server.process.returncode, 0)


@unittest.skipUnless(shutil.which("git"), "SKIP: no git program")
class Git(WatchCase):
    def git(self, *words):
        return subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *words], cwd=self.project.path, check=True,
                              env=self.project.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout.decode().strip()

    def begin(self, topics="git"):
        self.git("init", "-q", "-b", "main", ".")
        self.git("add", "-A")
        self.git("commit", "-qm", "first")
        listener = self.listen(topics)
        listener.wait("the first look", lambda d: d.get("head") == self.git("rev-parse", "HEAD") and not d["dirty"], "git")
        return listener

    def test_what_the_git_program_does_is_told(self):
        listener = self.begin()
        self.write("a.txt")
        listener.wait("an untracked file", lambda d: d["untracked"] == 1, "git")
        self.git("add", "a.txt")
        listener.wait("a staged file", lambda d: d["staged"] == 1, "git")
        self.git("commit", "-qm", "second")
        head = self.git("rev-parse", "HEAD")
        listener.wait("the commit", lambda d: d["head"] == head and not d["dirty"], "git")
        self.git("checkout", "-qb", "other/branch")
        listener.wait("the branch", lambda d: d["branch"] == "other/branch", "git")
        self.assertFalse(listener.all("file"))

    def test_what_pirun_git_does_is_told(self):
        listener = self.begin()
        self.write("a.txt")
        self.project.pirun("git", "commit", "-m", "by pirun", "--all", "--author", "a <a@b.c>")
        listener.wait("the commit", lambda d: (d.get("last_commit") or {}).get("subject") == "by pirun", "git")

    def test_what_arrives_by_a_push_of_another_is_told(self):
        listener = self.begin()
        self.git("config", "receive.denyCurrentBranch", "ignore")
        clone = os.path.join(self.project.home, "clone")
        self.git("clone", "-q", self.project.path, clone)
        self.sh('cd "$1"; echo x >pushed.txt; git add .; git -c user.name=a -c user.email=a@b.c commit -qm pushed; git push -q', clone)
        listener.wait("the commit", lambda d: (d.get("last_commit") or {}).get("subject") == "pushed", "git")
        self.assertFalse(os.path.exists(self.project.file("pushed.txt")))

    def test_a_repository_that_is_made_is_found(self):
        listener = self.listen("file,git")
        self.git("init", "-q", "-b", "main", ".")
        listener.wait("the repository", lambda d: d.get("unborn"), "git")
        self.git("add", "-A")
        self.git("commit", "-qm", "first")
        listener.wait("the commit", lambda d: (d.get("last_commit") or {}).get("subject") == "first", "git")
        self.assertFalse([p for p in self.paths(listener) if p[1].startswith(".git/")])

    def test_what_is_told_already_is_not_told_again(self):
        self.sh("printf 'ignored/\\n' >.gitignore; mkdir ignored")
        listener = self.begin("file,git")
        count = len(listener.all("git"))
        self.sh("touch ignored/x")
        listener.change("created", "ignored/x")
        self.write("seen")
        listener.wait("an untracked file", lambda d: d["untracked"] == 1, "git")
        self.assertEqual(len(listener.all("git")), count + 1)

    def test_a_repository_that_lies_elsewhere_is_watched(self):
        self.git("init", "-q", "-b", "main", "--separate-git-dir", os.path.join(self.project.home, "elsewhere.git"), ".")
        self.git("add", "-A")
        self.git("commit", "-qm", "first")
        listener = self.listen("git")
        listener.wait("the first look", lambda d: (d.get("last_commit") or {}).get("subject") == "first", "git")
        self.git("commit", "-q", "--allow-empty", "-m", "second")
        listener.wait("the commit", lambda d: (d.get("last_commit") or {}).get("subject") == "second", "git")


if __name__ == "__main__":
    main()
