#!/usr/bin/python3
"""Goal: the project's repository over HTTP, against a real bare repository: what it is like, commits, pulls and pushes, what is
told to those who listen, who may, and what stays as it was when something fails, the server's own death included."""

import json
import os
import re
import shutil
import socket
import tempfile
import threading
import unittest

from git_remote import Bare, Raw, Web, run
from http_client import Client
from live import Stream
from project import TestCase, main, until


class GitCase(TestCase):
    auth = "none"

    def setUp(self):
        self.project = self.make(env_dir=False)
        self.home = tempfile.mkdtemp(prefix="pirun-http-git-")
        self.addCleanup(shutil.rmtree, self.home, True)
        self.project.env["GIT_CONFIG_NOSYSTEM"] = "1"
        self.project.env.pop("SSH_AUTH_SOCK", None)
        self.bare = Bare(self.home, self.project.env)

    def serve(self, remote=None, **git):
        self.project.configure({"server": {"addr": "127.0.0.1:0", "auth": self.auth},
                                "git": {"remote": self.bare.path if remote is None else remote, "timeout_ms": 60000, **git}})
        self.server = self.project.serve()
        self.http = Client(self.server)

    def listen(self):
        stream = Stream(self.http.port, "/api/events?topics=git")
        self.addCleanup(stream.close)
        return stream

    def git(self, *words):
        return run("git", "-C", self.project.path, *words, env=self.bare.env).decode().rstrip("\n")

    def write(self, name, text):
        with open(self.project.file(name), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name):
        with open(self.project.file(name), encoding="utf-8") as file:
            return file.read()

    def answer(self, reply, status=200):
        self.assertEqual(reply.status, status, reply)
        return reply.json

    def get(self, what, status=200):
        return self.answer(self.http.get("/api/git/" + what), status)

    def post(self, what, body=None, status=200):
        return self.answer(self.http.post("/api/git/" + what, body), status)

    def snapshot(self):
        return self.git("for-each-ref", "refs/heads"), self.git("status", "--porcelain"), self.git("ls-files", "-s")

    def pulled(self):
        """A project that has what the remote has."""
        self.serve()
        self.post("pull")


class Looking(GitCase):
    def test_status_of_a_fresh_a_dirty_and_an_ahead_project(self):
        self.serve()
        fresh = self.get("status")
        self.assertEqual((fresh["branch"], fresh["unborn"], fresh["staged"]), ("main", True, 0))
        self.assertNotIn("head", fresh)
        self.post("pull")
        self.write("a.txt", "two\n")
        self.write("new ü.txt", "new\n")
        dirty = self.get("status")
        files = {f["path"]: f.get("work") for f in dirty["files"]}
        self.assertEqual((dirty["dirty"], dirty["changed"], dirty["ahead"]), (True, 1, 0))
        self.assertEqual((files["a.txt"], files["new ü.txt"]), ("modified", "untracked"))
        self.post("commit", {"message": "two", "paths": ["a.txt", "new ü.txt"]})
        ahead = self.get("status")
        self.assertEqual((ahead["changed"], ahead["ahead"], ahead["behind"]), (0, 1, 0))
        self.assertEqual(ahead["last_commit"]["id"], self.git("rev-parse", "HEAD"))
        self.assertEqual(ahead["last_commit"]["subject"], "two")

    @unittest.skipIf(os.environ.get("PIRUN_SANITIZED"), "SKIP a sanitized program loads all its libraries at its start")
    def test_the_library_stays_out_of_the_server(self):
        self.pulled()
        self.get("status")
        with open(f"/proc/{self.server.pid}/maps", encoding="utf-8") as file:
            self.assertNotIn("libgit2", file.read())

    def test_the_log_comes_in_pages(self):
        for number in range(5):
            self.bare.commit(f"number {number}", {"n.txt": f"{number}\n"})
        self.pulled()
        seen, target = [], "log?limit=2"
        while target:
            page = self.get(target)
            self.assertLessEqual(len(page["commits"]), 2)
            seen += [c["id"] for c in page["commits"]]
            target = f"log?limit=2&skip={page['next']}" if "next" in page else None
        self.assertEqual(seen, self.git("log", "--format=%H").split("\n"))
        self.assertEqual([c["id"] for c in self.get("log?rev=HEAD~3")["commits"]], seen[3:])
        self.assertEqual(self.get("log?rev=nowhere", 404)["code"], "not_found")

    def test_diffs_of_work_tree_index_and_commits(self):
        self.bare.commit("two", {"a.txt": "one\ntwo\n"})
        self.pulled()
        self.write("a.txt", "one\nTWO\n")
        work = self.get("diff")["files"]
        self.assertEqual([f["path"] for f in work], ["a.txt"])
        lines = [(line["type"], line["text"]) for line in work[0]["hunks"][0]["lines"]]
        self.assertEqual(lines, [(" ", "one"), ("-", "two"), ("+", "TWO")])
        self.assertEqual(self.get("diff?staged=1")["files"], [])
        self.git("add", "a.txt")
        self.assertEqual(self.get("diff")["files"], [])
        self.assertEqual(self.get("diff?staged=1")["additions"], 1)
        between = self.get("diff?from=HEAD~1&to=HEAD")
        self.assertEqual((between["additions"], between["deletions"]), (1, 0))
        self.assertEqual(self.get("diff?to=HEAD"), between)
        self.assertEqual(self.get("diff?from=HEAD~1&to=HEAD&path=dir")["files"], [])
        self.assertIn("two commits", self.get("diff?staged=1&to=HEAD", 400)["error"])
        self.assertEqual(self.get("diff?path=..%2Fx", 400)["code"], "invalid")

    def test_what_changed_within_a_line_is_marked_in_characters(self):
        self.bare.commit("two", {"ü.py": "größe = '😀' + 50\nsame\n"})
        self.pulled()
        self.write("ü.py", "größe = '😀' + 500\nsame\n")
        lines = self.get("diff?path=%C3%BC.py")["files"][0]["hunks"][0]["lines"]
        self.assertEqual([[line["text"][a:b] for a, b in line.get("marks", [])] for line in lines], [["50"], ["500"], []])

    def test_new_files_are_shown_as_added_and_large_and_binary_ones_told(self):
        self.pulled()
        os.mkdir(self.project.file("new dir"))
        self.write("new dir/text.py", "one\ntwo\n")
        self.write("new dir/large.txt", "x" * 79 + "\n" + "0123456789\n" * 100000)
        with open(self.project.file("new dir/data.bin"), "wb") as file:
            file.write(bytes(range(256)))
        self.write("empty.txt", "")
        self.assertEqual(self.get("diff")["files"], [])
        self.assertEqual(self.get("diff?path=new%20dir/text.py")["files"], [])
        one = self.get("diff?untracked=1&path=new%20dir/text.py")["files"]
        self.assertEqual([(f["path"], f["status"], f["additions"]) for f in one], [("new dir/text.py", "untracked", 2)])
        self.assertEqual([(line["type"], line["text"]) for line in one[0]["hunks"][0]["lines"]], [("+", "one"), ("+", "two")])
        new = {f["path"]: f for f in self.get("diff?untracked=1&path=new%20dir")["files"]}
        self.assertEqual((new["new dir/large.txt"]["is_too_large"], new["new dir/large.txt"]["new_size"]), (True, 1100080))
        self.assertEqual((new["new dir/data.bin"]["is_binary"], new["new dir/data.bin"]["new_size"]), (True, 256))
        self.assertNotIn("hunks", new["new dir/large.txt"])
        self.assertNotIn("hunks", new["new dir/data.bin"])
        self.assertEqual(self.get("diff?untracked=1&path=empty.txt")["files"][0].get("additions", 0), 0)

    def test_a_file_is_shown_as_it_was(self):
        first = self.bare.commit("data", {"d/data ü.bin": bytes(range(256)) * 300, "empty.txt": ""})
        self.bare.commit("two", {"a.txt": "two\r\n"})
        self.pulled()
        self.write("a.txt", "changed\n")
        now = self.http.get("/api/git/show?path=a.txt")
        self.assertEqual((now.status, now.body, now.headers["content-type"]), (200, b"two\r\n", "text/plain; charset=utf-8"))
        self.assertEqual((now.headers["x-content-type-options"], now.headers["x-git-commit"]), ("nosniff", self.git("rev-parse", "HEAD")))
        then = self.http.get(f"/api/git/show?path=a.txt&ref={first[:12]}")
        self.assertEqual((then.body, then.headers["x-git-commit"]), (b"one\n", first))
        same = self.http.get("/api/git/show?path=a.txt&ref=HEAD~1", headers={"If-None-Match": then.headers["etag"]})
        self.assertEqual((same.status, same.body, same.headers["etag"]), (304, b"", then.headers["etag"]))
        data = self.http.get("/api/git/show?path=d/data%20%C3%BC.bin&download=1")
        self.assertEqual((data.body, data.headers["content-type"]), (bytes(range(256)) * 300, "application/octet-stream"))
        self.assertIn("attachment", data.headers["content-disposition"])
        self.assertEqual(self.http.get("/api/git/show?path=empty.txt").body, b"")

    def test_what_cannot_be_shown_is_refused(self):
        self.bare.commit("large", {"large.bin": bytes((16 << 20) + 1)})
        self.pulled()
        for target, status, word in (("path=none.txt", 404, "none.txt"), ("path=a.txt&ref=nowhere", 404, "nowhere"),
                                     ("path=dir", 400, "no file"), ("path=../x", 400, ".."), ("", 400, "path"),
                                     ("path=large.bin", 413, "16777217 bytes"), ("path=a.txt&download=2", 400, "download")):
            self.assertIn(word, self.get("show?" + target, status)["error"], target)

    def test_branches(self):
        self.pulled()
        branches = {b["name"]: b for b in self.get("branches")["branches"]}
        self.assertTrue(branches["main"]["current"])
        self.assertEqual(branches["main"]["commit"], self.bare.tip())

    def test_without_a_repository_there_is_none_until_init(self):
        shutil.rmtree(self.project.file(".git"))
        self.serve()
        for what in ("status", "log", "diff", "branches"):
            self.assertIn("pirun init", self.get(what, 404)["error"])
        for what in ("pull", "push"):
            self.assertEqual(self.post(what, status=404)["code"], "not_found")
        made = self.post("init")
        self.assertEqual((made["created"], made["status"]["branch"]), (True, "main"))
        self.assertEqual(self.post("init")["created"], False)
        self.assertTrue(self.get("status")["unborn"])


class Changing(GitCase):
    def test_a_commit_is_the_one_that_git_shows(self):
        self.pulled()
        self.git("config", "user.name", "Cleo")
        self.git("config", "user.email", "cleo@example.org")
        self.write("new.py", "print(1)\n")
        self.write("other.py", "print(2)\n")
        done = self.post("commit", {"message": "add new.py", "paths": ["new.py"]})
        self.assertEqual(done["commit"], self.git("rev-parse", "HEAD"))
        self.assertEqual(self.git("log", "-1", "--format=%an <%ae> %s"), "Cleo <cleo@example.org> add new.py")
        self.assertEqual(self.git("show", "--format=", "--name-only"), "new.py")
        self.assertEqual((done["status"]["ahead"], done["status"]["branch"]), (1, "main"))

    def test_a_commit_of_nothing_or_of_what_is_not_there_is_refused(self):
        self.pulled()
        before = self.snapshot()
        self.assertEqual(self.post("commit", {"message": "x"}, 409)["code"], "conflict")
        self.assertEqual(self.post("commit", {"message": "x", "paths": ["no_such"]}, 400)["code"], "invalid")
        self.assertEqual(self.post("commit", {"message": "x", "paths": ["../x"]}, 400)["code"], "invalid")
        self.assertEqual(self.post("commit", {"message": "x", "paths": [1]}, 400)["code"], "invalid")
        self.assertEqual(self.post("commit", {"message": " ", "all": True}, 400)["code"], "invalid")
        self.assertEqual(self.post("commit", {"paths": []}, 400)["code"], "invalid")
        self.assertEqual(self.snapshot(), before)

    def test_what_is_discarded_comes_back_once(self):
        self.pulled()
        self.write("a.txt", "mine\n")
        self.write("new ü.txt", "new\n")
        stream = self.listen()
        done = self.post("discard", {"paths": ["a.txt", "new ü.txt"]})
        self.assertEqual(sorted(done["files"]), ["a.txt", "new ü.txt"])
        self.assertEqual((self.read("a.txt"), os.path.exists(self.project.file("new ü.txt"))), ("one\n", False))
        self.assertNotIn("a.txt", [f["path"] for f in done["status"]["files"]])
        told = next(e.data for e in stream if e.name == "git" and "branch" in e.data)
        self.assertEqual((told["branch"], told["head"]), ("main", done["status"]["head"]))
        back = self.post("undo", {"undo": done["undo"]})
        self.assertEqual((back["undo"], sorted(back["files"])), (done["undo"], sorted(done["files"])))
        self.assertEqual((self.read("a.txt"), self.read("new ü.txt")), ("mine\n", "new\n"))
        self.assertEqual(self.post("undo", {"undo": done["undo"]}, 404)["code"], "not_found")

    def test_a_discard_of_nothing_and_an_undo_over_newer_work_are_refused(self):
        self.pulled()
        for paths, word in (([], "must name"), (["a.txt"], "not changed"), (["../x"], ".."), ([1], "paths")):
            self.assertIn(word, self.post("discard", {"paths": paths}, 400)["error"])
        self.assertEqual(self.post("discard", {}, 400)["code"], "invalid")
        self.write("a.txt", "mine\n")
        undo = self.post("discard", {"paths": ["a.txt"]})["undo"]
        self.write("a.txt", "newer\n")
        refused = self.post("undo", {"undo": undo}, 409)
        self.assertEqual((refused["code"], self.read("a.txt")), ("conflict", "newer\n"))
        self.assertEqual(self.post("undo", {"undo": "../x"}, 400)["code"], "invalid")
        self.git("checkout", "a.txt")
        self.post("undo")
        self.assertEqual(self.read("a.txt"), "mine\n")

    def test_a_branch_is_checked_out_when_nothing_is_in_the_way(self):
        self.bare.commit("side", {"side.txt": "side\n"}, push="side")
        self.bare.git("reset", "-q", "--hard", "HEAD~1")
        self.pulled()
        self.write("a.txt", "mine\n")
        refused = self.post("checkout", {"branch": "side"}, 409)
        self.assertEqual((refused["in_the_way"], refused["status"]["branch"]), (["a.txt"], "main"))
        self.post("discard", {"paths": ["a.txt"]})
        done = self.post("checkout", {"branch": "side"})
        self.assertEqual((done["branch"], done["made"], done["status"]["upstream"]), ("side", True, "origin/side"))
        self.assertEqual(self.read("side.txt"), "side\n")
        self.assertEqual(self.post("checkout", {"branch": "main"})["made"], False)
        self.assertEqual(self.post("checkout", {"branch": "other"}, 404)["code"], "not_found")
        self.assertEqual(self.post("checkout", {"branch": "-x..y"}, 400)["code"], "invalid")
        self.assertEqual(self.post("checkout", {"branch": "mine", "new": True})["status"]["branch"], "mine")
        self.assertEqual(self.post("checkout", {"branch": "mine", "new": True}, 409)["code"], "conflict")

    def told_until(self, stream, condition):
        """The progress that is told until CONDITION(last state, progress); the state may be told several times meanwhile."""
        state, progress = None, []
        while not (state and progress and condition(state, progress)):
            told = stream.until("git")[-1].data
            if "branch" in told:
                state = told
            else:
                progress.append(told)
        return progress

    def test_a_pull_moves_forward_and_is_told(self):
        self.pulled()
        stream = self.listen()
        tip = self.bare.commit("two", {"a.txt": "two\n"})
        done = self.post("pull", {})
        self.assertEqual((done["after"], done["commits"], done["up_to_date"]), (tip, 1, False))
        self.assertEqual((self.read("a.txt"), self.git("rev-parse", "HEAD")), ("two\n", tip))
        progress = self.told_until(stream, lambda state, progress: state["head"] == tip and progress[-1]["phase"] == "done")
        self.assertEqual({one["operation"] for one in progress}, {"pull"})
        self.assertTrue(self.post("pull")["up_to_date"])

    def test_a_pull_of_diverged_branches_says_so_and_moves_nothing(self):
        self.pulled()
        self.write("mine.txt", "mine\n")
        self.post("commit", {"message": "mine", "paths": ["mine.txt"]})
        self.bare.commit("theirs", {"a.txt": "theirs\n"})
        before = self.snapshot()
        stream = self.listen()
        refused = self.post("pull", status=409)
        self.assertEqual((refused["code"], refused["ahead"], refused["behind"]), ("conflict", 1, 1))
        self.assertEqual((refused["status"]["ahead"], refused["status"]["behind"]), (1, 1))
        self.assertEqual(self.snapshot(), before)
        progress = self.told_until(stream, lambda state, progress: (state["ahead"], state["behind"]) == (1, 1)
                                   and progress[-1]["phase"] == "failed")
        self.assertEqual(progress[-1]["code"], "conflict")

    def test_a_pull_names_the_changes_that_are_in_the_way(self):
        self.pulled()
        self.bare.commit("theirs", {"a.txt": "theirs\n"})
        self.write("a.txt", "mine\n")
        refused = self.post("pull", status=409)
        self.assertEqual((refused["in_the_way"], refused["status"]["dirty"]), (["a.txt"], True))
        self.assertEqual(self.read("a.txt"), "mine\n")

    def test_a_push_arrives_and_a_hook_that_refuses_is_heard(self):
        web = Web(self.home, self.bare.env)  # in the file system libgit2 runs no hooks
        self.addCleanup(web.close)
        self.serve(remote=web.url())
        self.post("pull")
        self.write("a.txt", "two\n")
        commit = self.post("commit", {"message": "two", "paths": ["a.txt"]})["commit"]
        self.bare.hook("pre-receive", "echo 'not on a Friday' >&2\nexit 1\n")
        refused = self.post("push", status=409)
        self.assertIn("not on a Friday", refused["said"])
        self.assertEqual(refused["status"]["ahead"], 1)
        self.assertNotEqual(self.bare.tip(), commit)
        self.bare.hook("pre-receive", "exit 0\n")
        pushed = self.post("push")
        self.assertEqual((pushed["after"], pushed["status"]["ahead"], self.bare.tip()), (commit, 0, commit))

    def test_a_push_of_less_than_the_remote_has_is_a_conflict(self):
        self.pulled()
        self.write("mine.txt", "mine\n")
        self.post("commit", {"message": "mine", "paths": ["mine.txt"]})
        tip = self.bare.commit("theirs", {"a.txt": "theirs\n"})
        self.assertEqual(self.post("push", status=409)["code"], "conflict")
        self.assertEqual(self.bare.tip(), tip)

    def test_no_remote_and_one_that_is_not_there(self):
        self.serve(remote="")
        self.assertEqual(self.post("pull", status=404)["code"], "not_found")
        self.server.stop()
        self.serve(remote="http://127.0.0.1:1/none.git")
        self.assertEqual(self.post("pull", status=502)["code"], "remote")


class Misbehaving(GitCase):
    """Remotes that would crash, confuse or rob a server. It lives, says what was wrong, and nothing has moved."""

    def refused(self, status, word, says=None, **options):
        web = Web(self.home, self.bare.env, says=says, **options)
        self.addCleanup(web.close)
        self.serve(remote=web.url())
        before = self.snapshot()
        for _ in range(2):
            answer = self.post("pull", status=status)
            self.assertIn(word, answer["error"])
            self.assertEqual(self.snapshot(), before)
        self.assertEqual(self.http.get("/health").status, 200)
        self.assertEqual(self.get("status")["branch"], "main")
        self.server.stop()

    def test_a_redirect_without_a_query_ends_a_child_alone(self):
        def crash(handler):
            handler.reply(302, b"", {"Location": "/other/srv.git/info/refs"})
            return True
        self.refused(502, "ended git's child (", says=crash)

    def test_a_remote_that_closes_in_the_middle(self):
        def half(handler):
            if handler.command == "GET":
                return False
            handler.body()
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-result\r\n"
                                b"Content-Length: 100000\r\n\r\n0008NAK\n00ff\x01PACK\0\0\0\2")
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)
            return True
        self.refused(502, "'localhost'", says=half)

    def test_a_remote_that_wants_another_token(self):
        self.refused(502, "git.auth.token_path", token="s3cret")


class There(GitCase):
    """`pirun git` with PIRUN_URL does there what it does here."""

    def serve(self, remote=None, **git):
        super().serve(remote, **git)
        self.url = f"http://127.0.0.1:{self.http.port}"

    def there(self, *words, expect=0, env=None):
        return self.project.pirun("git", *words, expect=expect, env={"PIRUN_URL": self.url, **(env or {})}, cwd="/")

    def test_looking_says_the_same(self):
        self.bare.commit("two", {"a.txt": "one\ntwo\n", "gone.txt": "gone\n", "last.txt": "no end"})
        self.pulled()
        self.write("a.txt", "one\nTWO\n")
        self.write("last.txt", "no end at all")
        os.unlink(self.project.file("gone.txt"))
        self.write("ü.txt", "new\n")
        self.git("add", "ü.txt")
        timeless = re.compile(r" *\b(now|\d+[smh] ago)\b *")  # with the room of its column, which it makes wider
        for words in (("status",), ("status", "--json"), ("log",), ("log", "--limit", "1", "--skip", "1", "--json"), ("log", "HEAD~1"),
                      ("branches",), ("branches", "--json"), ("diff", "--json"), ("diff", "--staged", "--json"),
                      ("diff", "HEAD~1", "HEAD", "--json")):
            here = self.project.pirun("git", *words)
            self.assertEqual(timeless.sub("", self.there(*words).stdout), timeless.sub("", here.stdout), words)
        for words in (("diff",), ("diff", "--staged"), ("diff", "HEAD~1", "HEAD")):
            here = re.sub(r"index \S+\.\.\S+( \d+)?\n", "", self.project.pirun("git", *words).stdout)
            self.assertEqual(self.there(*words).stdout, here, words)
        self.assertIn("not available remotely", self.there("show", expect=64).stderr)
        self.assertIn("nowhere", self.there("log", "nowhere", expect=66).stderr)
        self.assertIn("it is: pirun git log", self.there("log", "a", "b", expect=64).stderr)

    def test_changing_changes_there(self):
        web = Web(self.home, self.bare.env)
        self.addCleanup(web.close)
        self.serve(remote=web.url())
        self.assertIn("main is now " + self.bare.tip()[:10], self.there("pull").stdout)
        self.write("a.txt", "two\n")
        self.assertIn("--author", self.there("commit", "-m", "x", "--author", "A <a@b>", "a.txt", expect=64).stderr)
        done = self.there("commit", "-m", "two", "a.txt").stdout
        self.assertEqual(done, f"{self.git('rev-parse', 'HEAD')[:10]} on main: 1 file\n")
        self.bare.hook("post-receive", "echo 'accepted run 42' >&2\n")
        pushed = self.there("push")
        self.assertIn("remote: accepted run 42\n", pushed.stderr)
        self.assertIn("refs/heads/main is now " + self.bare.tip()[:10], pushed.stdout)
        self.write("a.txt", "mine\n")
        self.assertIn("a.txt", self.there("checkout", "other", expect=65).stderr)
        self.assertEqual(self.there("discard", "a.txt").stdout, "discarded a.txt\n")
        self.assertEqual(self.there("undo").stdout, "brought back a.txt\n")
        self.assertEqual(self.read("a.txt"), "mine\n")
        self.assertIn("nothing was discarded", self.there("undo", expect=66).stderr)
        made = json.loads(self.there("checkout", "--new", "side", "--json").stdout)
        self.assertEqual(made, {"branch": "side", "made": True, "commit": self.bare.tip()})


class Hanging(GitCase):
    """A remote that takes the connection and never answers."""

    def setUp(self):
        super().setUp()
        self.came, self.may_go = threading.Event(), threading.Event()

        def talk(connection):
            self.came.set()
            self.may_go.wait(60)
            connection.close()

        self.raw = Raw(talk)
        self.addCleanup(self.raw.close)
        self.addCleanup(self.may_go.set)
        self.url = f"http://127.0.0.1:{self.raw.port}/srv.git"
        self.pulled_first()

    def pulled_first(self):
        self.pulled()
        self.server.stop()

    def start_pull(self):
        replies = []
        thread = threading.Thread(target=lambda: replies.append(self.call_pull()), daemon=True)
        thread.start()
        self.addCleanup(thread.join, 60)
        self.assertTrue(self.came.wait(60))
        return thread, replies

    def call_pull(self):
        try:
            return self.http.post("/api/git/pull")
        except (OSError, EOFError) as error:
            return error

    def test_while_one_runs_others_look_but_do_not_change(self):
        self.serve(remote=self.url)
        stream = self.listen()
        thread, replies = self.start_pull()
        told = until(lambda: [e.data for e in stream.until("git") if e.name == "git" and e.data.get("phase", "starting") != "starting"], "progress")
        self.assertEqual(told[0]["operation"], "pull")
        self.assertIn(told[0]["phase"], ("connecting", "waiting"))
        for what in ("pull", "push", "init"):
            self.assertIn("pull is under way", self.post(what, status=503)["error"])
        self.assertIn("pull is under way", self.post("commit", {"message": "x"}, 503)["error"])
        self.assertEqual(self.get("status")["branch"], "main")
        self.may_go.set()
        thread.join(60)
        self.assertEqual(replies[0].status, 502, replies)
        self.write("a.txt", "two\n")
        self.post("commit", {"message": "two", "paths": ["a.txt"]})

    def test_a_deadline_ends_it(self):
        self.serve(remote=self.url, timeout_ms=1000)
        self.assertEqual(self.post("pull", status=504)["code"], "timeout")

    def test_a_server_that_stops_does_not_wait_for_it(self):
        self.serve(remote=self.url)
        thread, replies = self.start_pull()
        self.server.stop()
        thread.join(60)
        self.assertEqual(len(replies), 1)

    def test_a_server_that_is_killed_leaves_what_the_next_pull_repairs(self):
        before = self.snapshot()
        self.serve(remote=self.url)
        self.start_pull()
        self.server.kill()
        until(lambda: not children_of(self.project.path), "the child to end with its server")
        self.assertEqual(self.snapshot(), before)
        tip = self.bare.commit("two", {"a.txt": "two\n"})
        self.serve()
        self.assertEqual(self.post("pull")["after"], tip)
        self.assertEqual((self.read("a.txt"), self.get("status")["changed"]), ("two\n", 0))


def children_of(project):
    """The processes that look after the repository of PROJECT."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                words = file.read().split(b"\0")
        except OSError:
            continue
        if b"__git-ask" in words and project.encode() in words:
            found.append(int(pid))
    return found


class Roles(GitCase):
    auth = "token"

    def by(self, role):
        with open(self.project.var("token"), encoding="ascii") as file:
            admin = {"Authorization": f"Bearer {file.read().strip()}"}
        made = self.http.post("/api/tokens", {"name": f"the {role}", "role": role}, headers=admin)
        self.assertEqual(made.status, 201, made)
        return {"Authorization": f"Bearer {made.json['token']}"}

    def test_viewers_look_and_editors_change_in_their_own_name(self):
        self.serve()
        viewer, runner, editor = self.by("viewer"), self.by("runner"), self.by("editor")
        self.assertEqual(self.http.get("/api/git/status", headers=viewer).status, 200)
        self.assertEqual(self.http.get("/api/git/status").status, 401)
        bodies = {"pull": {}, "push": {}, "commit": {"message": "x"}, "init": {}, "checkout": {"branch": "x"},
                  "discard": {"paths": ["x"]}, "undo": {}}
        for what, body in bodies.items():
            for who in (viewer, runner):
                reply = self.http.post(f"/api/git/{what}", body, headers=who)
                self.assertEqual((reply.status, reply.json["code"]), (403, "forbidden"), what)
        self.assertEqual(self.http.post("/api/git/pull", headers=editor).status, 200)
        self.write("a.txt", "two\n")
        self.assertEqual(self.http.post("/api/git/commit", {"message": "two", "all": True}, headers=editor).status, 200)
        self.assertEqual(self.git("log", "-1", "--format=%an"), "the editor")
        with open(self.project.var("audit.log"), encoding="utf-8") as file:
            text = until(lambda: file.seek(0) or re.search(r".*main is " + self.git("rev-parse", "HEAD"), file.read()), "the audit log")
        self.assertIn("/api/git/commit", text.group(0))


if __name__ == "__main__":
    main()
