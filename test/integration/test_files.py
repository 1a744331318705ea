"""Goal: over HTTP the project's files are read and changed as the table says, and nothing else on the machine is, whatever a path or a link says."""

import contextlib
import ctypes
import hashlib
import http.client
import io
import json
import os
import re
import socket
import stat
import subprocess
import tarfile
import threading
import unittest
import urllib.parse

from project import PATIENCE_S, TestCase, main

SECRET = b"secret of another place"
MIB = 1 << 20
SANITIZED = "PIRUN_SANITIZED" in os.environ
# Generous: the server itself takes about 10 MiB, a body of 5 MB is in memory twice.
MEMORY_KIB_MAX = 64 * 1024


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)


class Files(TestCase):
    """A project with a server for everybody on a free port of the loopback address."""

    CONFIG = {}
    AUTH = "none"

    def setUp(self):
        self.project = self.make({"server": {"addr": "127.0.0.1:0", "auth": self.AUTH}, "files": self.CONFIG}, env_dir=False)
        self.outside = os.path.join(self.project.home, "outside")
        os.mkdir(self.outside)
        self.write(os.path.join(self.outside, "secret"), SECRET)
        self.serve()

    def serve(self):
        self.server = self.project.serve()
        self.port = int(re.search(r"on port (\d+)", self.server.text()).group(1))

    @staticmethod
    def write(path, data):
        with open(path, "wb") as file:
            file.write(data)

    def read(self, *parts):
        with open(self.project.file(*parts), "rb") as file:
            return file.read()

    def connect(self):
        return contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S))

    def ask(self, method, target, body=None, headers=None, connection=None):
        """TARGET as it is: nothing is encoded here."""
        if connection is None:
            with self.connect() as connection:
                return self.ask(method, target, body, headers, connection)
        connection.putrequest(method, target, skip_accept_encoding=True)
        if body is not None:
            headers = {"Content-Length": str(len(body)), **(headers or {})}
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = Answer(connection.getresponse())
        if answer.status >= 400 and method != "HEAD":
            self.assertEqual(answer.headers["Content-Type"], "application/json", answer.body)
            self.assertEqual(set(answer.json) - {"offset"}, {"error", "code"})
            self.assertNotIn(SECRET, answer.body)
        return answer

    def get(self, path, headers=None, **query):
        return self.ask("GET", self.target("/api/file", path, **query), headers=headers)

    def put(self, path, body, headers=None, **query):
        return self.ask("PUT", self.target("/api/file", path, **query), body, headers)

    def delete(self, path, headers=None, **query):
        return self.ask("DELETE", self.target("/api/file", path, **query), headers=headers)

    def list(self, path="", **query):
        return self.ask("GET", self.target("/api/files", path, **query))

    def post(self, target, value, headers=None):
        return self.ask("POST", target, json.dumps(value).encode(), headers or {"Content-Type": "application/json"})

    @staticmethod
    def target(place, path, **query):
        return place + "?" + urllib.parse.urlencode({"path": path, **query})

    def assert_outside_is_untouched(self):
        self.assertEqual(os.listdir(self.outside), ["secret"])
        with open(os.path.join(self.outside, "secret"), "rb") as file:
            self.assertEqual(file.read(), SECRET)


class Traversal(Files):
    def test_paths_of_a_wrong_form_are_400(self):
        long_name = "a" * 256
        long_path = "a/" * 2048 + "a"
        for raw in ("../outside/secret", "%2e%2e/outside/secret", "..%2foutside%2fsecret", "a/../../outside/secret", "scripts/..",
                    "%2fetc%2fpasswd", "/etc/passwd", "//etc/passwd", ".", "./scripts", "scripts/./hello.py", "scripts//hello.py",
                    "scripts/", "scripts%2f", "a%00b", "scripts/hello.py%00.txt", "a%0ab", "a%0d%0ab", "a%7fb", "a%1bb", "%ff", "a%c0%afb",
                    "%c0%ae%c0%ae/secret", "%ed%a0%80", "%", "%2", "%zz", "", long_name, long_path):
            for method, place in (("GET", "/api/file"), ("HEAD", "/api/file"), ("PUT", "/api/file"), ("DELETE", "/api/file"), ("GET", "/api/files")):
                if place == "/api/files" and raw in ("", "."):
                    continue  # the project itself
                with self.subTest(method=method, place=place, path=raw[:40]):
                    body = b"x" if method == "PUT" else None
                    self.assertEqual(self.ask(method, f"{place}?path={raw}", body).status, 400)
        for method in ("GET", "PUT", "DELETE"):
            self.assertEqual(self.ask(method, "/api/file", b"" if method == "PUT" else None).status, 400)
        self.assertEqual(self.ask("GET", "/api/file?path=a&path=b").status, 400)
        self.assert_outside_is_untouched()

    def test_what_is_encoded_twice_is_a_name_with_percents(self):
        for raw in ("%252e%252e%252foutside%252fsecret", "%252fetc%252fpasswd", "..%252f..%252fetc%252fpasswd"):
            self.assertEqual(self.ask("GET", f"/api/file?path={raw}").status, 404)
            self.assertEqual(self.ask("PUT", f"/api/file?path={raw}", b"x").status, 201)
            self.assertTrue(os.path.isfile(self.project.file(urllib.parse.unquote(raw))))

    def test_paths_in_bodies_are_checked_too(self):
        for path in ("../x", "/x", "", "a/../b", "a\0b", "a\nb", "var/x", ".git/x", ".venv/x"):
            status = 403 if path[:4] in ("var/", ".git", ".ven") else 400
            for target, body in (("/api/dir", {"path": path}), ("/api/file/move", {"from": path, "to": "b"}),
                                 ("/api/file/move", {"from": "scripts/hello.py", "to": path})):
                with self.subTest(target=target, body=body):
                    self.assertEqual(self.post(target, body).status, status)
        self.assertTrue(self.read("scripts", "hello.py"))

    def test_var_is_out_of_reach_and_git_is_not_written(self):
        for path in ("var", "var/token", "var/spool", "var/none"):
            for answer in (self.get(path), self.put(path, b"x"), self.delete(path, recursive=1), self.list(path),
                           self.list(path, format="tar"), self.put(path, b"x", upload="u", offset=0)):
                self.assertEqual(answer.status, 403)
        self.assertNotIn("var", [entry["name"] for entry in self.list().json["entries"]])
        self.write(self.project.file(".git", "probe"), b"probe")
        self.assertEqual(self.get(".git/probe").body, b"probe")
        for path in (".git", ".git/probe", ".venv", ".venv/bin/python"):
            for answer in (self.put(path, b"x"), self.delete(path, recursive=1)):
                self.assertEqual(answer.status, 403)
        self.assertEqual(self.read(".git", "probe"), b"probe")

    def test_links_lead_nowhere(self):
        for name, target in (("end", "../outside/secret"), ("absolute", os.path.join(self.outside, "secret")), ("middle", "../outside"),
                             ("root", "/"), ("proc", "/proc/self/root"), ("cwd", "/proc/self/cwd"), ("fd", "/proc/self/fd/0"),
                             ("token", "var/token"), ("vardir", "var"), ("inner", "scripts/hello.py"), ("self", "self")):
            os.symlink(target, self.project.file(name))
        for path in ("end", "absolute", "middle/secret", "middle/new", "root/etc/passwd", "proc/etc/passwd", "cwd/x", "fd", "token",
                     "vardir/token", "vardir/new", "inner", "self"):
            with self.subTest(path):
                self.assertEqual(self.get(path).status, 403)
                self.assertEqual(self.put(path, b"x").status, 403)
                self.assertEqual(self.put(path, b"x", upload="u", offset=0, final=1).status, 403)
        for path in ("middle", "root", "vardir"):
            self.assertEqual(self.list(path).status, 403)
            self.assertEqual(self.list(path, format="tar").status, 403)
        self.assertEqual(self.delete("middle/secret").status, 403)
        self.assertEqual(self.post("/api/file/move", {"from": "middle/secret", "to": "x"}).status, 403)
        self.assertEqual(self.post("/api/file/move", {"from": "scripts/hello.py", "to": "middle/x"}).status, 403)
        self.assertEqual(self.post("/api/dir", {"path": "middle/x"}).status, 403)
        self.assertEqual(self.delete("middle", recursive=1).status, 204)  # the link itself
        self.assertEqual({e["name"]: e["type"] for e in self.list().json["entries"]}["end"], "link")
        self.assert_outside_is_untouched()

    def test_what_is_no_file_is_told_at_once(self):
        os.mkfifo(self.project.file("fifo"))
        os.mkdir(self.project.file("dir"))
        with socket.socket(socket.AF_UNIX) as sock:
            directory = os.open(self.project.path, os.O_PATH)
            self.addCleanup(os.close, directory)
            sock.bind(f"/proc/self/fd/{directory}/socket")  # the path itself may be too long
        kinds = {"fifo": "FIFO", "dir": "directory", "socket": "socket"}
        if os.geteuid() == 0:
            os.mknod(self.project.file("null"), 0o600 | stat.S_IFCHR, os.makedev(1, 3))
            kinds["null"] = "device"
        else:
            print("SKIP devices are made by root alone")
        for path, kind in kinds.items():
            answer = self.get(path)
            self.assertEqual(answer.status, 400)
            self.assertIn(kind, answer.json["error"])
            self.assertEqual(self.put(path, b"x").status, 409)
            self.assertEqual(self.put(path, b"x", upload="u", offset=0).status, 409)
        self.assertEqual(self.list("fifo").status, 400)

    def test_a_hard_link_is_read_and_replaced_alone(self):
        os.link(os.path.join(self.outside, "secret"), self.project.file("hard"))
        self.write(self.project.var("private"), b"of the server")
        os.link(self.project.var("private"), self.project.file("token"))
        self.assertEqual(self.get("hard").body, SECRET)
        self.assertEqual(self.get("token").status, 403)
        self.assertEqual(self.put("hard", b"new").status, 200)
        self.assertEqual(self.read("hard"), b"new")
        self.assert_outside_is_untouched()

    def test_a_link_swapped_during_the_call_leads_nowhere(self):
        os.mkdir(self.project.file("door"))
        self.write(self.project.file("door", "secret"), b"ours")
        os.symlink("../outside", self.project.file("way"))
        libc = ctypes.CDLL(None, use_errno=True)
        has_ended = threading.Event()
        swaps = 0

        def swap():
            nonlocal swaps
            one, other = os.fsencode(self.project.file("door")), os.fsencode(self.project.file("way"))
            while not has_ended.is_set():
                swaps += libc.renameat2(-100, one, -100, other, 2) == 0  # AT_FDCWD, RENAME_EXCHANGE

        thread = threading.Thread(target=swap)
        thread.start()
        seen = {}
        try:
            with self.connect() as connection:
                for number in range(600):
                    if number % 3:
                        answer = self.ask("GET", "/api/file?path=door/secret", connection=connection)
                        self.assertIn(answer.body if answer.status == 200 else b"ours", (b"ours", b"mine"))
                    else:
                        answer = self.ask("PUT", f"/api/file?path=door/{'secret' if number % 2 else 'new'}", b"mine", connection=connection)
                    self.assertIn(answer.status, (200, 201, 403, 404, 409, 503))
                    seen[answer.status] = seen.get(answer.status, 0) + 1
        finally:
            has_ended.set()
            thread.join()
        print(f"{swaps} swaps, answers {seen}")
        self.assertGreater(swaps, 0)
        self.assert_outside_is_untouched()


class Following(Files):
    CONFIG = {"follow_symlinks": True}

    def test_links_are_followed_within_the_project_alone(self):
        os.mkdir(self.project.file("real"))
        self.write(self.project.file("real", "file"), b"text")
        for name, target in (("dir", "real"), ("file", "dir/file"), ("out", "../outside/secret"), ("absolute", self.project.file("real", "file")),
                             ("updown", "../outside/../project/real/file"), ("token", "var/token"), ("v", "./real/../var"), ("git", ".git")):
            os.symlink(target, self.project.file(name))
        self.assertEqual(self.get("file").body, b"text")
        self.assertEqual(self.get("dir/file").body, b"text")
        self.assertEqual([e["name"] for e in self.list("dir").json["entries"]], ["file"])
        for path in ("out", "absolute", "updown", "token", "v/token"):
            with self.subTest(path):
                self.assertEqual(self.get(path).status, 403)
                self.assertEqual(self.put(path, b"x").status, 403)
        self.assertEqual(self.put("git/hooks/post-commit", b"x").status, 403)
        self.assertEqual(self.put("file", b"new").status, 200)
        self.assertTrue(os.path.islink(self.project.file("file")))
        self.assertEqual(self.read("real", "file"), b"new")
        self.assert_outside_is_untouched()


class Reading(Files):
    def test_a_file_comes_as_it_is(self):
        content = "näïve\n".encode() * 40000
        self.write(self.project.file("a b.txt"), content)
        answer = self.get("a b.txt")
        self.assertEqual((answer.status, answer.body), (200, content))
        self.assertEqual(answer.headers["Content-Type"], "text/plain; charset=utf-8")
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual(answer.headers["ETag"], f'"{hashlib.sha256(content).hexdigest()}"')
        head = self.ask("HEAD", "/api/file?path=a%20b.txt")
        self.assertEqual((head.status, head.body, int(head.headers["Content-Length"])), (200, b"", len(content)))
        self.assertEqual(head.headers["ETag"], answer.headers["ETag"])
        self.write(self.project.file("binary"), b"\x00\xff<script>")
        self.assertEqual(self.get("binary").headers["Content-Type"], "application/octet-stream")
        self.write(self.project.file("empty"), b"")
        self.assertEqual((self.get("empty").status, self.get("empty").body), (200, b""))
        self.assertEqual(self.get("none").status, 404)
        self.assertEqual(self.get("empty/x").status, 404)

    def test_a_download_has_a_safe_name(self):
        name = 'ä";\\\'.py'
        self.write(self.project.file(name), b"x")
        value = self.get(name, download=1).headers["Content-Disposition"]
        self.assertEqual(value, "attachment; filename=\"______.py\"; filename*=UTF-8''%C3%A4%22%3B%5C%27.py")
        self.assertIsNone(self.get(name).headers["Content-Disposition"])

    def test_json_has_the_content_and_what_is_known_of_it(self):
        self.write(self.project.file("a.py"), b'print("\xc3\xa4")\n\x01')
        answer = self.get("a.py", format="json").json
        self.assertEqual(set(answer), {"path", "content", "size", "modtime", "etag", "binary"})
        self.assertEqual((answer["path"], answer["content"], answer["size"], answer["binary"]), ("a.py", 'print("ä")\n\x01', 13, False))
        self.assertEqual(answer["etag"], self.get("a.py").headers["ETag"])
        self.write(self.project.file("late"), b"a" * 100000 + b"\xff")  # text where one looks first
        answer = self.get("late", format="json").json
        self.assertEqual((answer["content"], answer["binary"], answer["size"]), (None, True, 100001))
        with open(self.project.file("huge"), "wb") as file:
            file.truncate(100 * MIB)
        self.assertEqual(self.get("huge", format="json").status, 413)
        self.assertEqual(self.get("a.py", format="xml").status, 400)

    def test_ranges(self):
        content = bytes(range(256)) * 4000
        self.write(self.project.file("data"), content)
        size = len(content)
        for value, first, last in (("bytes=0-0", 0, 0), ("bytes=100-199", 100, 199), ("bytes=1000000-", 1000000, size - 1),
                                   ("bytes=-5", size - 5, size - 1), (f"bytes=5-{size + 9}", 5, size - 1), (f"bytes=-{size + 9}", 0, size - 1)):
            with self.subTest(value):
                answer = self.get("data", {"Range": value})
                self.assertEqual((answer.status, answer.body), (206, content[first:last + 1]))
                self.assertEqual(answer.headers["Content-Range"], f"bytes {first}-{last}/{size}")
                self.assertEqual(int(answer.headers["Content-Length"]), last - first + 1)
        for value in ("bytes=0-1,5-6", "lines=1-2", "bytes=9-3", "bytes=x", "0-5"):
            answer = self.get("data", {"Range": value})
            self.assertEqual((answer.status, len(answer.body)), (200, size))
        for value in (f"bytes={size}-", "bytes=-0"):
            answer = self.get("data", {"Range": value})
            self.assertEqual((answer.status, answer.headers["Content-Range"]), (416, f"bytes */{size}"))
        etag = self.get("data").headers["ETag"]
        self.assertEqual(self.get("data", {"Range": "bytes=0-4", "If-Range": etag}).status, 206)
        self.assertEqual(self.get("data", {"Range": "bytes=0-4", "If-Range": '"other"'}).status, 200)
        self.assertEqual(self.ask("HEAD", "/api/file?path=data", headers={"Range": "bytes=0-4"}).headers["Content-Length"], "5")

    def test_conditional_reads(self):
        self.write(self.project.file("a"), b"one")
        etag = self.get("a").headers["ETag"]
        answer = self.get("a", {"If-None-Match": f'"x", W/{etag}'})
        self.assertEqual((answer.status, answer.body, answer.headers["ETag"]), (304, b"", etag))
        self.assertEqual(self.get("a", {"If-None-Match": "*"}).status, 304)
        self.assertEqual(self.get("a", {"If-None-Match": etag, "Range": "bytes=9-"}).status, 304)
        self.assertEqual(self.get("a", {"If-Match": '"x"'}).status, 412)
        self.assertEqual(self.get("a", {"If-Match": etag}).status, 200)
        self.assertEqual(self.get("a", {"If-None-Match": etag}, format="json").status, 304)
        self.write(self.project.file("a"), b"two")
        self.assertEqual(self.get("a", {"If-None-Match": etag}).status, 200)

    def test_a_large_directory_comes_in_pages(self):
        os.mkdir(self.project.file("many"))
        for number in range(2345):
            self.write(self.project.file("many", f"{number:04}"), b"")
        names, after = [], ""
        while after is not None:
            page = self.list("many", limit=500, after=after).json
            names += [entry["name"] for entry in page["entries"]]
            after = page.get("next")
            self.assertEqual(page["truncated"], after is not None)
        self.assertEqual(names, [f"{number:04}" for number in range(2345)])
        self.assertEqual(self.list("many", limit=0).status, 400)
        self.assertEqual(self.list("many", limit=10001).status, 400)
        self.assertEqual(self.list("many", limit=10, recursive=1).json["truncated"], True)

    def test_names_that_are_no_text_are_shown_and_marked(self):
        self.write(os.fsencode(self.project.path) + b"/bad\xff", b"")
        entry = [e for e in self.list().json["entries"] if e["name"].startswith("bad")][0]
        self.assertEqual((entry["name"], entry["unreachable"]), ("bad\ufffd", True))
        os.makedirs(self.project.file("sub", "var"))
        self.assertNotIn("unreachable", self.list("sub").json["entries"][0])


class Writing(Files):
    def test_a_file_is_made_replaced_and_removed(self):
        answer = self.put("new/dir/a.py", b"one")
        self.assertEqual((answer.status, answer.json["path"], answer.json["size"]), (201, "new/dir/a.py", 3))
        self.assertEqual(answer.headers["ETag"], self.get("new/dir/a.py").headers["ETag"])
        self.assertEqual(stat.S_IMODE(os.stat(self.project.file("new/dir/a.py")).st_mode), 0o644)
        os.chmod(self.project.file("new/dir/a.py"), 0o750)
        self.assertEqual(self.put("new/dir/a.py", b"").status, 200)
        self.assertEqual(stat.S_IMODE(os.stat(self.project.file("new/dir/a.py")).st_mode), 0o750)
        self.assertEqual(os.listdir(self.project.file("new/dir")), ["a.py"])
        self.assertEqual(self.delete("new").status, 409)
        self.assertEqual(self.delete("new/dir/a.py").status, 204)
        self.assertEqual(self.delete("new/dir/a.py").status, 404)
        self.assertEqual(self.delete("new", recursive=1).status, 204)
        self.assertFalse(os.path.exists(self.project.file("new")))
        self.assertEqual(self.put(".pirun.yaml", self.read(".pirun.yaml")).status, 200)  # everybody is an admin here

    def test_changes_on_conditions(self):
        etag = self.put("a", b"one", {"If-None-Match": "*"}).headers["ETag"]
        self.assertEqual(self.put("a", b"x", {"If-None-Match": "*"}).status, 412)
        self.assertEqual(self.put("a", b"two", {"If-Match": etag}).status, 200)
        self.assertEqual(self.put("a", b"x", {"If-Match": etag}).status, 412)
        self.assertEqual(self.put("b", b"x", {"If-Match": "*"}).status, 412)
        self.assertEqual(self.put("a", b"x", {"If-None-Match": etag}).status, 400)
        self.assertEqual(self.delete("a", {"If-Match": etag}).status, 412)
        self.assertEqual(self.read("a"), b"two")
        self.assertEqual(self.delete("a", {"If-Match": self.get("a").headers["ETag"]}).status, 204)
        self.assertFalse(os.path.exists(self.project.file("b")))

    def test_moves_and_directories(self):
        self.assertEqual(self.post("/api/dir", {"path": "x/y"}).status, 201)
        self.assertEqual(self.post("/api/dir", {"path": "x/y"}).status, 200)
        self.put("a", b"a")
        self.put("b", b"b")
        self.assertEqual(self.post("/api/file/move", {"from": "a", "to": "x/y/z/a"}).status, 200)
        self.assertEqual(self.read("x/y/z/a"), b"a")
        self.assertEqual(self.post("/api/file/move", {"from": "b", "to": "x/y/z/a"}).status, 409)
        self.assertEqual(self.post("/api/file/move", {"from": "b", "to": "x/y/z/a", "replace": True}).status, 200)
        self.assertEqual(self.read("x/y/z/a"), b"b")
        self.assertEqual(self.post("/api/file/move", {"from": "x", "to": "x/y/w"}).status, 409)
        self.assertEqual(self.post("/api/file/move", {"from": "none", "to": "c"}).status, 404)
        self.assertEqual(self.post("/api/dir", {"path": "x/y/z/a"}).status, 409)
        self.assertEqual(self.post("/api/dir", {"path": "c", "mode": 1}).status, 400)
        self.assertEqual(self.post("/api/dir", {}).status, 400)
        self.assertEqual(self.post("/api/dir", {"path": "c"}, {"Content-Type": "text/plain"}).status, 415)

    def test_bodies_that_are_not_taken(self):
        with self.connect() as connection:  # the answer comes before the body
            connection.request("PUT", "/api/file?path=a", headers={"Content-Length": "5000001"})
            answer = Answer(connection.getresponse())
        self.assertEqual((answer.status, answer.json["code"]), (413, "too_large"))
        self.assertIn("5000000", answer.json["error"])
        self.assertIn("upload=", answer.json["error"])
        self.assertEqual(self.put("a", b"x", {"Content-Encoding": "gzip"}).status, 415)
        self.assertFalse(os.path.exists(self.project.file("a")))

    def test_a_full_disk_leaves_the_old_file(self):
        if os.geteuid() != 0:
            print("SKIP a small file system is mounted by root alone")
            return
        disk = self.project.file("disk")
        os.mkdir(disk)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", disk], stderr=subprocess.PIPE, text=True)
        if mounted.returncode:
            print(f"SKIP cannot mount: {mounted.stderr.strip()}")
            return
        self.addCleanup(subprocess.run, ["umount", disk], check=True)
        old = b"old" * 100000
        self.assertEqual(self.put("disk/a", old).status, 201)
        answer = self.put("disk/a", b"new" * 1000000)
        self.assertEqual((answer.status, answer.json["code"]), (507, "no_space"))
        for offset in (0, 1500000):
            self.assertEqual(self.put("disk/a", b"n" * 1500000, upload="up", offset=offset).status, 200)
        self.assertEqual(self.put("disk/a", b"", upload="up", offset=3000000, final=1).status, 507)
        self.assertEqual(self.read("disk/a"), old)
        self.assertEqual(os.listdir(disk), ["a"])
        self.assertEqual(self.put("disk/a", b"small").status, 200)


class Trash(Files):
    def restore(self, trash):
        return self.post("/api/file/restore", {"trash": trash})

    def test_a_file_and_a_folder_come_back(self):
        tag = self.put("a b/c.py", b"print(1)\n").headers["ETag"]
        self.assertEqual(self.delete("a b/c.py", {"If-Match": '"other"'}, trash=1).status, 412)
        for path, headers in (("a b/c.py", {"If-Match": tag}), ("a b", {})):
            with self.subTest(path=path):
                gone = self.delete(path, headers, trash=1)
                self.assertEqual((gone.status, gone.json["path"]), (200, path))
                self.assertFalse(os.path.exists(self.project.file(path)))
                back = self.restore(gone.json["trash"])
                self.assertEqual((back.status, back.json), (200, {"path": path}))
                self.assertEqual(self.read("a b", "c.py"), b"print(1)\n")
                self.assertEqual(self.restore(gone.json["trash"]).status, 404)

    def test_what_is_there_again_stays_and_a_restart_forgets_nothing(self):
        self.put("a", b"old")
        trash = self.delete("a", trash=1).json["trash"]
        self.put("a", b"new")
        self.assertEqual(self.restore(trash).status, 409)
        self.server.stop()
        self.serve()
        self.assertEqual(self.read("a"), b"new")
        self.assertEqual(self.delete("a").status, 204)
        self.assertEqual(self.restore(trash).status, 200)
        self.assertEqual(self.read("a"), b"old")

    def test_only_ids_are_taken_and_the_trash_itself_is_not_reached(self):
        self.put("a", b"x")
        trash = self.delete("a", trash=1).json["trash"]
        for bad in ("../uploads", "", trash.upper(), trash[:-1], trash + "/item", "../trash/" + trash):
            self.assertEqual(self.restore(bad).status, 404, bad)
        self.assertEqual(self.post("/api/file/restore", {}).status, 400)
        self.assertEqual(self.get(f"var/trash/{trash}/item").status, 403)
        for path in ("var", "var/trash", ".git", ".venv"):
            self.assertEqual(self.delete(path, trash=1).status, 403, path)
        self.assertEqual(self.delete("missing", trash=1).status, 404)


class Roles(Files):
    AUTH = "token"

    def setUp(self):
        super().setUp()
        self.tokens = {role: self.project.json("token", "create", "--name", role, "--role", role)["token"]
                       for role in ("viewer", "runner", "editor", "admin")}

    def as_role(self, role):
        return {"Authorization": f"Bearer {self.tokens[role]}"}

    def changes(self, headers):
        """One of each kind, as functions."""
        body = {"Content-Type": "application/json", **headers}
        return (lambda: self.put("scripts/new.py", b"x", headers), lambda: self.put("scripts/large", b"x", headers, upload="u", offset=0),
                lambda: self.ask("GET", "/api/upload?upload=u", headers=headers), lambda: self.post("/api/dir", {"path": "d"}, body),
                lambda: self.post("/api/file/move", {"from": "scripts/new.py", "to": "moved.py"}, body),
                lambda: self.delete("moved.py", headers), lambda: self.ask("DELETE", "/api/upload?upload=u", headers=headers))

    def test_readers_read_and_editors_write(self):
        self.assertEqual(self.get("scripts/hello.py").status, 401)
        self.assertEqual(self.put("scripts/hello.py", b"x").status, 401)
        for role in ("viewer", "runner"):
            headers = self.as_role(role)
            answer = self.get("scripts/hello.py", headers)
            self.assertEqual(answer.status, 200, answer.body)
            self.assertEqual(self.ask("GET", "/api/files?recursive=1", headers=headers).status, 200)
            self.assertEqual([change().status for change in self.changes(headers)], [403] * 7)
        self.assertEqual([change().status for change in self.changes(self.as_role("editor"))], [201, 200, 200, 201, 200, 204, 204])

    def test_the_configuration_is_an_admins(self):
        config = self.read(".pirun.yaml")
        editor, admin = self.as_role("editor"), self.as_role("admin")
        json_editor = {"Content-Type": "application/json", **editor}
        self.assertEqual(self.get(".pirun.yaml", editor).body, config)
        for answer in (self.put(".pirun.yaml", b"x", editor), self.put(".pirun.yaml", b"x", editor, upload="u", offset=0, final=1),
                       self.delete(".pirun.yaml", editor), self.put(".pirun.yaml/x", b"x", editor),
                       self.post("/api/file/move", {"from": ".pirun.yaml", "to": "x"}, json_editor),
                       self.post("/api/file/move", {"from": "scripts/hello.py", "to": ".pirun.yaml", "replace": True}, json_editor)):
            self.assertEqual(answer.status, 403)
        self.assertEqual(self.read(".pirun.yaml"), config)
        self.assertEqual(self.put(".pirun.yaml", config + b"# mine\n", admin).status, 200)
        self.assertEqual(self.read(".pirun.yaml"), config + b"# mine\n")
        self.assertEqual(self.get("var/tokens.json", admin).status, 403)


class Uploads(Files):
    PART = 2000000
    SIZE = 100000000 if SANITIZED else 300000000

    def send(self, content, connection, start=0, until=None, upload="large-1"):
        """Send parts from START on; stop before UNTIL. Answer the last status."""
        answer = None
        size = len(content)
        for offset in range(start, size if until is None else until, self.PART):
            is_final = offset + self.PART >= size
            answer = self.ask("PUT", self.target("/api/file", "data/large", upload=upload, offset=offset, final=int(is_final)),
                              content[offset:offset + self.PART], connection=connection)
            self.assertIn(answer.status, (200, 201), answer.body)
        return answer

    def memory_kib(self):
        with open(f"/proc/{self.server.pid}/status", encoding="utf-8") as file:
            return int(re.search(r"VmHWM:\s*(\d+) kB", file.read()).group(1))

    def assert_memory_is_bounded(self, what):
        if SANITIZED:
            print(f"SKIP memory ({what}): the sanitizer takes more")
            return
        print(f"memory of the server at its highest, {what}: {self.memory_kib()} KiB")
        self.assertLess(self.memory_kib(), MEMORY_KIB_MAX)

    def test_300_mb_in_parts_over_a_crash_of_the_server(self):
        content = os.urandom(1000000) * (self.SIZE // 1000000)
        half = self.SIZE // 2
        with self.connect() as connection:
            self.send(content, connection, until=half)
        self.assertFalse(os.path.exists(self.project.file("data", "large")))
        self.assert_memory_is_bounded("uploading")
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE_S) as sock:  # cut in the middle of a part
            sock.sendall(f"PUT {self.target('/api/file', 'data/large', upload='large-1', offset=half)} HTTP/1.1\r\n"
                         f"Host: 127.0.0.1\r\nContent-Length: {self.PART}\r\n\r\n".encode() + content[half:half + 100000])
            self.server.kill()
        self.serve()
        answer = self.ask("GET", "/api/upload?upload=large-1")
        self.assertEqual(answer.json, {"upload": "large-1", "offset": half})
        wrong = self.put("data/large", b"x", upload="large-1", offset=5)
        self.assertEqual((wrong.status, wrong.json["offset"]), (409, half))
        with self.connect() as connection:
            self.assertEqual(self.send(content, connection, start=half).status, 201)
        digest = hashlib.sha256(content).digest()
        self.assertEqual(hashlib.sha256(self.read("data", "large")).digest(), digest)
        self.assertEqual(self.ask("GET", "/api/upload?upload=large-1").status, 404)
        self.assertEqual(os.listdir(self.project.var("uploads")), ["lock"])
        self.assertEqual(self.put("data/most", b"x" * 5000000).status, 201)  # the most that is taken at once
        self.assert_memory_is_bounded("uploaded")
        self.assertEqual(hashlib.sha256(self.get("data/large").body).digest(), digest)
        with tarfile.open(fileobj=io.BytesIO(self.list("data", format="tar").body)) as archive:
            self.assertEqual(hashlib.sha256(archive.extractfile("data/large").read()).digest(), digest)
        self.assert_memory_is_bounded("downloaded, also as tar")

    def test_a_slow_reader_does_not_fill_the_memory(self):
        with open(self.project.file("large"), "wb") as file:
            file.truncate(200 * MIB)
        socks = []
        for _ in range(20):
            sock = socket.create_connection(("127.0.0.1", self.port), PATIENCE_S)
            self.addCleanup(sock.close)
            sock.sendall(b"GET /api/file?path=large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            socks.append(sock)
        for sock in socks:
            self.assertIn(b"200 OK", sock.recv(15))  # and reads no more
        self.assertEqual(self.get("scripts/hello.py").status, 200)  # others are served
        self.assert_memory_is_bounded("20 slow readers")

    def test_uploads_are_forgotten_when_asked_and_ids_are_checked(self):
        self.assertEqual(self.put("a", b"abc", upload="u", offset=0).json, {"upload": "u", "offset": 3})
        self.assertEqual(self.ask("DELETE", "/api/upload?upload=u").status, 204)
        self.assertEqual(self.ask("DELETE", "/api/upload?upload=u").status, 404)
        for bad in ("..%2fx", "a%2fb", "", "a.b", "a" * 65, "%c3%a4"):
            self.assertEqual(self.ask("GET", f"/api/upload?upload={bad}").status, 400, bad)
            self.assertEqual(self.ask("PUT", f"/api/file?path=a&offset=0&upload={bad}", b"x").status, 400, bad)
        self.assertEqual(self.ask("GET", "/api/upload").status, 400)
        self.assertEqual(self.put("a", b"x", upload="u", offset=-1).status, 400)
        self.assertEqual(self.put("a", b"x", upload="u", offset="1x").status, 400)
        self.assertEqual(self.put("a", b"x", offset=5).status, 400)  # not mistaken for the whole file
        self.assertEqual(self.put("a", b"x", final=1).status, 400)

    def test_the_condition_is_looked_at_with_the_last_part(self):
        etag = self.put("a", b"one").headers["ETag"]
        self.put("a", b"abc", upload="u", offset=0)
        self.put("a", b"two")
        self.assertEqual(self.put("a", b"", {"If-Match": etag}, upload="u", offset=3, final=1).status, 412)
        self.assertEqual(self.read("a"), b"two")
        self.assertEqual(self.put("a", b"", upload="u", offset=3, final=1).status, 200)
        self.assertEqual(self.read("a"), b"abc")

    def test_uploads_have_a_limit_together(self):
        self.project.configure({"server": {"addr": "127.0.0.1:0", "auth": "none"}, "files": {"uploads_mb": 1}})
        self.server.stop()
        self.serve()
        self.assertEqual(self.put("a", b"x" * 700000, upload="u", offset=0).status, 200)
        answer = self.put("b", b"x" * 700000, upload="v", offset=0)
        self.assertEqual((answer.status, answer.json["code"]), (507, "no_space"))
        self.assertEqual(self.put("a", b"", upload="u", offset=700000, final=1).status, 201)
        self.assertEqual(self.put("b", b"x" * 700000, upload="v", offset=0, final=1).status, 201)


class Archive(Files):
    def tree(self, top):
        """{path below TOP: what it is}"""
        found = {}
        for folder, dirs, names in os.walk(top):
            for name in dirs + names:
                path = os.path.join(folder, name)
                mode = os.lstat(path).st_mode
                if stat.S_ISLNK(mode):
                    what = os.readlink(path)
                elif stat.S_ISDIR(mode):
                    what = stat.S_IMODE(mode)
                else:
                    with open(path, "rb") as file:
                        what = (stat.S_IMODE(mode), int(os.stat(path).st_mtime), file.read())
                found[os.path.relpath(path, top)] = what
        return found

    def test_a_folder_as_tar_is_the_folder_again(self):
        top = self.project.file("data")
        os.makedirs(os.path.join(top, "deep", "x" * 200, "y" * 200))
        os.mkdir(os.path.join(top, "empty"))
        for name, size in (("empty file", 0), ("block", 512), ("blocks", 1024), ("ä" * 100, 513), ("large", 3 * MIB + 1),
                           (f"deep/{'x' * 200}/{'y' * 200}/z", 7), ("var", 3)):
            self.write(os.path.join(top, name), os.urandom(size))
        os.chmod(os.path.join(top, "block"), 0o755)
        os.symlink("block", os.path.join(top, "link"))
        os.symlink("../" + "l" * 150, os.path.join(top, "long link"))
        os.symlink("/etc/passwd", os.path.join(top, "absolute"))
        for number in range(700):
            self.write(os.path.join(top, "empty", f"{number}"), b"")
        answer = self.list("data", format="tar")
        self.assertEqual(answer.headers["Content-Type"], "application/x-tar")
        self.assertIn('filename="data.tar"', answer.headers["Content-Disposition"])
        self.assertEqual(answer.body, self.list("data", format="tar").body)  # one tree, one archive
        unpacked = os.path.join(self.project.home, "unpacked")
        with tarfile.open(fileobj=io.BytesIO(answer.body), mode="r:") as archive:
            names = archive.getnames()
            archive.extractall(unpacked)
        self.assertEqual(names[0], "data")
        self.assertEqual(self.tree(os.path.join(unpacked, "data")), self.tree(top))

    def test_the_project_comes_without_what_is_ours(self):
        def names(**query):
            with tarfile.open(fileobj=io.BytesIO(self.list(format="tar", **query).body)) as archive:
                return {name.split("/")[0] for name in archive.getnames()}
        os.makedirs(self.project.file(".venv", "bin"), exist_ok=True)
        self.assertTrue(os.path.isdir(self.project.file(".git")))
        self.assertEqual(names(), {".gitignore", ".pirun.yaml", "scripts"})
        self.assertEqual(names(git=1), {".git", ".gitignore", ".pirun.yaml", "scripts"})

    def test_what_cannot_be_archived_is_an_error(self):
        self.assertEqual(self.list("none", format="tar").status, 404)
        self.assertEqual(self.list("scripts/hello.py", format="tar").status, 400)
        self.assertEqual(self.list("scripts", format="zip").status, 400)
        os.makedirs(self.project.file("deep", *["d"] * 140))
        with self.assertRaises(http.client.IncompleteRead):
            self.list("deep", format="tar")


if __name__ == "__main__":
    main()
