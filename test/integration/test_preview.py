"""Goal: the project's own app in the browser: a run that is started, stopped and told about by the API, and reached on a
port of its own, where PiRun's cookies and tokens are worth nothing and never get to the app."""

import contextlib
import hashlib
import http.client
import json
import os
import re
import signal
import socket
import ssl
import struct
import subprocess

from http_client import Client, port_of
from live import Stream, WebSocket
from project import PATIENCE_S, TestCase, main, until

# A real app, with nothing but the standard library. Its WebSocket sends back what it gets.
APP = r'''
import base64, hashlib, http.server, json, os, sys, threading

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def answer(self, body, kind="text/plain", **headers):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        for value in ("pirun_session_x=stolen", "app=1", "__Host-pirun=2"):
            self.send_header("Set-Cookie", value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        name = self.path.split("?")[0]
        if name == "/ws":
            return self.talk()
        if name == "/events":
            return self.push()
        if name == "/large":
            return self.large(int(self.path.split("?")[1]))
        if name == "/bad":
            self.wfile.write(b"nonsense\n\n")
            self.close_connection = True
            return None
        if name == "/end":
            os._exit(3)
        shown = {"path": self.path, "headers": [[k.lower(), v] for k, v in self.headers.items()], "args": sys.argv[1:], "pid": os.getpid()}
        return self.answer(json.dumps(shown).encode(), "application/json", Clear_Site_Data='"cookies"', X_Frame_Options="DENY",
                           Strict_Transport_Security="max-age=9")

    def do_POST(self):
        if self.headers.get("Transfer-Encoding") == "chunked":
            size = 0
            while True:
                chunk = int(self.rfile.readline(), 16)
                self.rfile.read(chunk + 2)
                size += chunk
                if not chunk:
                    break
            return self.answer(str(size).encode())
        left, digest = int(self.headers["Content-Length"]), hashlib.sha256()
        while left:
            piece = self.rfile.read(min(left, 65536))
            digest.update(piece)
            left -= len(piece)
        return self.answer(digest.hexdigest().encode())

    def push(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b"data: first\n\n")
        with open("wait for it") as fifo:   # silent until somebody opens the other end
            fifo.read()
        self.wfile.write(b"data: second\n\n")
        self.close_connection = True

    def large(self, megabytes):
        self.send_response(200)
        self.send_header("Content-Length", str(megabytes << 20))
        self.end_headers()
        piece = bytes(range(256)) * 4096
        for _ in range(megabytes):
            self.wfile.write(piece)

    def talk(self):
        key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1(key.encode()).digest()).decode())
        self.end_headers()
        while True:
            head = self.rfile.read(2)
            if len(head) < 2:
                break
            size = head[1] & 127
            if size == 126:
                size = int.from_bytes(self.rfile.read(2), "big")
            elif size == 127:
                size = int.from_bytes(self.rfile.read(8), "big")
            mask = self.rfile.read(4)
            data = bytes(b ^ mask[i % 4] for i, b in enumerate(self.rfile.read(size)))
            short = bytes([size]) if size < 126 else b"\x7e" + size.to_bytes(2, "big")
            self.wfile.write(bytes([head[0]]) + short + data)
            if head[0] & 15 == 8:
                break
        self.close_connection = True

if "slow" in sys.argv:
    with open("wait for it") as fifo:
        fifo.read()
print("listening", flush=True)
http.server.ThreadingHTTPServer((os.environ["HOST"], int(os.environ["PORT"])), Handler).serve_forever()
'''


class Preview(TestCase):
    """A project with an app, a server that wants tokens, and an admin's token."""

    def setUp(self):
        self.begin()

    def begin(self, text=APP, args=(), preview=None, **config):
        self.config = {"server": {"addr": "127.0.0.1:0"}, "run": {"limits": {"memory_mb": 512, "pids": 200}},
                       "preview": {"script": "scripts/app.py", "args": list(args), **(preview or {})}, **config}
        self.project = self.make(self.config)
        self.project.script("app.py", text)
        os.mkfifo(self.project.file("wait for it"))
        os.chmod(self.project.file("wait for it"), 0o666)
        self.serve()

    def serve(self):
        self.server = self.project.serve()
        self.api = Client(self.server)
        with open(self.project.var("token"), encoding="utf-8") as file:
            self.token = {"Authorization": f"Bearer {file.read().strip()}"}

    def look(self, status=200):
        reply = self.api.get("/api/preview", headers=self.token)
        self.assertEqual(reply.status, status, reply)
        return reply.json

    def order(self, verb, *statuses, headers=None):
        reply = self.api.post(f"/api/preview/{verb}", {}, headers=self.token if headers is None else headers)
        self.assertIn(reply.status, statuses or (200, 202), reply)
        return reply.json

    def await_state(self, state):
        def is_there():
            now = self.look()
            return now if now["state"] == state else None
        return until(is_there, f"the preview to be {state}")

    def start(self):
        self.order("start", 202)
        return self.await_state("ready")

    def enter(self):
        """Open the address that the API gives, as a browser would; answer the cookie."""
        now = self.look()
        self.port = now["port"]
        path = now["url"].split(f":{self.port}", 1)[1]
        reply = self.ask(path)
        self.assertEqual((reply.status, reply.headers["Location"]), (303, "/"), reply.body)
        cookie = reply.headers["Set-Cookie"]
        for word in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age="):
            self.assertIn(word, cookie)
        return {"Cookie": cookie.split(";")[0]}

    def ask(self, path, method="GET", body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request(method, path, body, headers or {})
            reply = connection.getresponse()
            reply.body = reply.read()
            return reply
        finally:
            connection.close()

    def let_go(self):
        """Who waits for the pipe goes on."""
        fd = until(lambda: self._open_pipe(), "a reader of the pipe")
        os.close(fd)

    def _open_pipe(self):
        with contextlib.suppress(OSError):
            return os.open(self.project.file("wait for it"), os.O_WRONLY | os.O_NONBLOCK)
        return None


class Page(Preview):
    def test_requests_reach_the_app_without_secrets(self):
        self.start()
        mine = self.enter()
        headers = {"Cookie": mine["Cookie"] + "; other=secret", "Authorization": "Bearer secret", "X-API-Key": "secret",
                   "X-Mine": "kept", "Proxy-Authorization": "secret"}
        reply = self.ask("/some/where?a=%20b", headers=headers)
        self.assertEqual(reply.status, 200, reply.body)
        self.assertNotIn(b"secret", reply.body)
        self.assertNotIn(b"pirun", reply.body)
        self.assertIn(b'"/some/where?a=%20b"', reply.body)
        self.assertIn(b'["x-mine", "kept"]', reply.body)
        self.assertEqual(reply.headers.get_all("Set-Cookie"), ["app=1"])
        self.assertEqual(reply.headers["X-Frame-Options"], "DENY")
        self.assertIn(f"http://127.0.0.1:{port_of(self.server)}", reply.headers["Content-Security-Policy"])
        for name in ("Clear-Site-Data", "Strict-Transport-Security"):
            self.assertIsNone(reply.headers[name])

    def test_every_request_of_a_connection_is_one_of_its_own(self):
        """Two requests in one piece: the second one would carry its cookie to the app."""
        self.start()
        mine = self.enter()["Cookie"]
        one = f"GET /1 HTTP/1.1\r\nHost: localhost\r\nCookie: {mine}\r\n\r\n".encode()
        two = f"POST /2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nCookie: {mine}\r\n\r\nabc".encode()
        for request in (one + one, two + one):
            with socket.create_connection(("127.0.0.1", self.port), PATIENCE_S) as client:
                client.sendall(request)
                answer = b"".join(iter(lambda: client.recv(65536), b""))
            self.assertEqual(answer.count(b"HTTP/1.1 200"), 1, answer)
            self.assertIn(b"Connection: close", answer)
            self.assertNotIn(b"pirun_preview", answer)

    def test_bodies_of_every_kind_arrive(self):
        self.start()
        mine = self.enter()
        body = os.urandom(3_000_000)
        reply = self.ask("/", "POST", body, mine)
        self.assertEqual(reply.body.decode(), hashlib.sha256(body).hexdigest())
        reply = self.ask("/", "POST", iter([b"abc", b"d" * 70000]), mine)
        self.assertEqual(reply.body, b"70003")
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE_S) as client:
            client.sendall(f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nExpect: 100-continue\r\n"
                           f"Cookie: {mine['Cookie']}\r\n\r\n".encode())
            self.assertTrue(client.recv(100).startswith(b"HTTP/1.1 100 "))
            client.sendall(b"abc")
            self.assertIn(hashlib.sha256(b"abc").hexdigest().encode(), b"".join(iter(lambda: client.recv(65536), b"")))

    def test_a_stream_of_events_may_be_silent(self):
        self.start()
        mine = self.enter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        self.addCleanup(connection.close)
        connection.request("GET", "/events", headers=mine)
        reply = connection.getresponse()
        self.assertEqual(reply.readline(), b"data: first\n")
        self.let_go()
        self.assertEqual(reply.read(), b"\ndata: second\n\n")

    def test_a_websocket_passes(self):
        self.start()
        mine = self.enter()["Cookie"]
        client = WebSocket(self.port, f"/ws HTTP/1.1\r\nCookie: {mine}\r\nX-Rest:")
        self.addCleanup(client.close)
        self.assertEqual(client.status, 101)
        for size in (0, 5, 125, 60000):
            client.send(2, b"x" * size)
            self.assertEqual(client.frame(), (2, b"x" * size))
        client.send(8, struct.pack(">H", 1000))
        self.assertEqual(client.frame()[0], 8)
        self.assertEqual(client.file.read(), b"")

    def test_a_large_answer_takes_little_memory_whoever_reads_it_slowly(self):
        self.start()
        mine = self.enter()["Cookie"]
        megabytes = 300
        before = self.memory_kb()
        files = os.listdir(self.project.var())
        with socket.socket() as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
            client.settimeout(PATIENCE_S)
            client.connect(("127.0.0.1", self.port))
            client.sendall(f"GET /large?{megabytes} HTTP/1.1\r\nHost: localhost\r\nCookie: {mine}\r\n\r\n".encode())
            answer = client.makefile("rb")
            while answer.readline() != b"\r\n":
                pass
            first = answer.read(1 << 20)
            self.assertEqual(first, bytes(range(256)) * 4096)
            self.assertEqual(self.ask("/", headers={"Cookie": mine}).status, 200)  # others are served meanwhile
            self.assertEqual(os.listdir(self.project.var()), files)
            self.assertLess(self.memory_kb() - before, 8192)
            size = len(first)
            while piece := answer.read(1 << 20):
                size += len(piece)
        self.assertEqual(size, megabytes << 20)
        if not os.environ.get("PIRUN_SANITIZED"):  # there, what was freed is kept for a while
            self.assertLess(self.memory_kb() - before, 8192)

    def memory_kb(self):
        with open(f"/proc/{self.server.pid}/status", encoding="utf-8") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1))


class Tls(Preview):
    """With server.tls the app's port speaks it too."""

    def setUp(self):
        self.project = self.make()
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", self.project.file("a.key"),
                        "-out", self.project.file("a.crt")], check=True, capture_output=True)
        self.project.configure({"server": {"addr": "127.0.0.1:0", "auth": "none", "tls": {"cert": "a.crt", "key": "a.key"}},
                                "run": {"limits": {"memory_mb": 512, "pids": 200}}, "preview": {"script": "scripts/app.py"}})
        self.project.script("app.py", APP)
        self.context = ssl.create_default_context(cafile=self.project.file("a.crt"))
        self.server = self.project.serve()

    def talk(self, port, method, path, body=None, headers=None):
        connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=PATIENCE_S, context=self.context)
        try:
            connection.request(method, path, body, headers or {})
            reply = connection.getresponse()
            return reply.status, reply.read()
        finally:
            connection.close()

    def test_bytes_pass_both_ways(self):
        api = port_of(self.server)
        self.assertEqual(self.talk(api, "POST", "/api/preview/start", b"{}", {"Content-Type": "application/json"})[0], 202)

        def look():
            now = json.loads(self.talk(api, "GET", "/api/preview")[1])
            return now if now["state"] == "ready" else None
        now = until(look, "the preview to be ready")
        port = now["port"]
        self.assertEqual(now["url"], f"https://127.0.0.1:{port}/")
        self.assertEqual(self.talk(port, "GET", "/")[0], 200)
        body = os.urandom(5_000_000)
        self.assertEqual(self.talk(port, "POST", "/", body), (200, hashlib.sha256(body).hexdigest().encode()))
        status, large = self.talk(port, "GET", "/large?20")
        self.assertEqual((status, len(large), hashlib.sha256(large).digest()),
                         (200, 20 << 20, hashlib.sha256(bytes(range(256)) * 4096 * 20).digest()))
        with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as plain:
            plain.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            with contextlib.suppress(ConnectionResetError):
                self.assertNotIn(b"200", plain.recv(100))


class Door(Preview):
    """Who may come in."""

    def test_nobody_comes_in_without_the_cookie_of_this_port(self):
        self.start()
        mine = self.enter()
        for headers in ({}, self.token, {"Cookie": "pirun_preview_1=1"}, {"Cookie": mine["Cookie"][:-1] + "!"}):
            reply = self.ask("/", headers=headers)
            self.assertEqual(reply.status, 403, headers)
            self.assertIn(b"Open the preview from PiRun", reply.body)
        self.assertEqual(self.ask("/", headers=mine).status, 200)

    def test_an_address_opens_it_once(self):
        path = self.look()["url"].split("/", 3)[3]
        self.port = self.look()["port"]
        replies = [self.ask("/" + path) for _ in range(3)]
        self.assertEqual([reply.status for reply in replies], [303, 403, 403])
        mine = {"Cookie": replies[0].headers["Set-Cookie"].split(";")[0]}
        again = self.ask("/" + path, headers=mine)  # a frame that is loaded anew
        self.assertEqual((again.status, again.headers["Location"], again.headers["Set-Cookie"]), (303, "/", None))

    def test_its_cookie_is_worth_nothing_at_the_api(self):
        mine = self.enter()
        secret = mine["Cookie"].split("=", 1)[1]
        self.assertEqual(self.api.get("/api/preview", headers=mine).status, 401)
        self.assertEqual(self.api.get("/api/preview", headers={"Authorization": f"Bearer {secret}"}).status, 401)

    def test_a_revoked_token_ends_it(self):
        made = self.project.json("token", "create", "--name", "visitor", "--role", "viewer")
        mine = self.token
        self.token = {"Authorization": f"Bearer {made['token']}"}
        cookie = self.enter()
        self.assertEqual(self.ask("/", headers=cookie).status, 502)
        self.project.pirun("token", "revoke", "visitor")
        until(lambda: self.ask("/", headers=cookie).status == 403, "the door to be shut")
        self.token = mine

    def test_a_page_of_the_app_cannot_use_the_api(self):
        """A browser signed in at the API sends its cookie from the app's pages too: ports share them."""
        self.port = self.look()["port"]
        reply = self.api.post("/api/signin", {"token": self.token["Authorization"].split()[1]})
        self.assertEqual(reply.status, 200, reply)
        cookie = {"Cookie": reply.headers["Set-Cookie"].split(";")[0]}
        own = {"Origin": f"http://127.0.0.1:{port_of(self.server)}", "Sec-Fetch-Site": "same-origin"}
        app = {"Origin": f"http://127.0.0.1:{self.port}", "Sec-Fetch-Site": "same-site"}
        self.assertEqual(self.api.post("/api/preview/stop", {}, headers={**cookie, **app}).status, 403)
        self.assertEqual(self.api.post("/api/preview/stop", {}, headers={**cookie, **own}).status, 200)
        self.assertIsNone(self.api.get("/api/preview", headers={**cookie, **app}).headers["Access-Control-Allow-Origin"])

    def test_other_names_and_other_sites_are_refused(self):
        self.start()
        mine = self.enter()
        for headers in ({"Host": "evil.example"}, {"Host": "evil.example:80"}):
            self.assertEqual(self.ask("/", headers={**mine, **headers}).status, 403)
        elsewhere = {**mine, "Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}
        self.assertEqual(self.ask("/", "POST", b"", elsewhere).status, 403)
        here = {**mine, "Origin": f"http://127.0.0.1:{self.port}", "Sec-Fetch-Site": "same-origin"}
        self.assertEqual(self.ask("/", "POST", b"", here).status, 200)

    def test_what_is_no_request_is_told_so(self):
        self.port = self.look()["port"]
        for text in (b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                     b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 20000 + b"\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", self.port), PATIENCE_S) as client:
                client.sendall(text)
                answer = b"".join(iter(lambda: client.recv(65536), b""))
            self.assertTrue(answer.startswith(b"HTTP/1.1 400 "), answer)

    def test_who_may_only_look_may_not_start_it(self):
        made = self.project.json("token", "create", "--name", "visitor", "--role", "runner")
        visitor = {"Authorization": f"Bearer {made['token']}"}
        self.order("start", 403, headers=visitor)
        self.assertEqual(self.api.get("/api/preview", headers=visitor).status, 200)


class Life(Preview):
    """The run behind it."""

    def test_it_is_started_stopped_and_started_again(self):
        self.assertEqual((self.look()["state"], self.look()["is_configured"]), ("stopped", True))
        first = self.start()
        record = self.project.record(first["run_id"])
        self.assertEqual((record["state"], record["job"]["key"], record["job"]["labels"]), ("running", "preview", {"preview": "8000"}))
        self.assertEqual(self.order("start", 200)["run_id"], first["run_id"])
        mine = self.enter()
        pid = re.search(rb'"pid": \d+', self.ask("/", headers=mine).body).group()
        self.assertTrue(pid)
        self.order("restart", 202)
        again = until(lambda: (now := self.look())["state"] == "ready" and now["run_id"] != first["run_id"] and now, "another run")
        self.assertEqual(self.project.wait_end(first["run_id"])["reason"], "cancelled")
        self.assertEqual(self.ask("/", headers=mine).status, 200)
        self.order("stop", 200)
        self.await_state("stopped")
        self.assertEqual(self.project.wait_end(again["run_id"])["reason"], "cancelled")
        reply = self.ask("/", headers=mine)
        self.assertEqual(reply.status, 502)
        self.assertIn(b"The app is stopped", reply.body)
        self.assertIn("listening", self.project.logs(again["run_id"]))

    def test_while_it_starts_a_page_says_so(self):
        self.begin(args=["slow"])
        self.order("start", 202)
        self.project.wait_state(self.look()["run_id"], "running")
        mine = self.enter()
        reply = self.ask("/", headers=mine)
        self.assertEqual((reply.status, reply.headers["Content-Type"]), (502, "text/html; charset=utf-8"))
        self.assertIn(b"The app is starting", reply.body)
        self.assertIn(f"http://127.0.0.1:{port_of(self.server)}/runs/{self.look()['run_id']}".encode(), reply.body)
        self.assertEqual(reply.headers["Refresh"], "2")
        self.let_go()
        self.await_state("ready")
        self.assertEqual(self.ask("/", headers=mine).status, 200)

    def test_an_app_that_fails_is_told_with_its_reason(self):
        self.begin(text="raise SystemExit('no such thing')\n")
        self.order("start", 202)
        now = self.await_state("failed")
        self.assertIn("status 1", now["text"])
        self.assertIn("no such thing", self.project.pirun("logs", now["run_id"]).stderr)

    def test_an_app_that_ends_while_it_is_asked_is_no_trouble(self):
        self.start()
        mine = self.enter()
        self.assertEqual(self.ask("/bad", headers=mine).status, 502)
        self.assertEqual(self.ask("/end", headers=mine).status, 502)
        self.assertIn("status 3", self.await_state("failed")["text"])
        self.start()
        self.assertEqual(self.ask("/", headers=mine).status, 200)

    def test_its_state_is_an_event(self):
        stream = Stream(port_of(self.server), "/api/events?topics=preview", self.token)
        self.addCleanup(stream.close)
        stream.until("hello")
        self.order("start", 202)
        states = []
        while not states or states[-1] != "ready":
            event = stream.until("preview")[-1].data
            self.assertNotIn("url", event)
            states.append(event["state"])
        self.assertEqual(set(states), {"starting", "ready"})

    def test_another_server_finds_it_again(self):
        run_id = self.start()["run_id"]
        self.server.kill()
        self.server.log.close()
        self.serve()
        self.assertEqual(self.await_state("ready")["run_id"], run_id)
        self.assertEqual(self.ask("/", headers=self.enter()).status, 200)
        self.order("stop", 200)
        self.await_state("stopped")

    def test_the_way_to_the_app_is_made_again(self):
        self.start()
        mine = self.enter()
        with open(f"/proc/{self.server.pid}/task/{self.server.pid}/children", encoding="utf-8") as file:
            pids = [int(pid) for pid in file.read().split() if b"__reach" in self.words_of(int(pid))]
        self.assertEqual(len(pids), 1)
        os.kill(pids[0], signal.SIGKILL)
        until(lambda: not os.path.exists(f"/proc/{pids[0]}"), "the old way to be cleared away")
        until(lambda: self.ask("/", headers=mine).status == 200, "another way")

    def words_of(self, pid):
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read().split(b"\0")

    def test_the_server_ends_while_somebody_is_connected(self):
        self.start()
        mine = self.enter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        self.addCleanup(connection.close)
        connection.request("GET", "/events", headers=mine)
        reply = connection.getresponse()
        self.assertEqual(reply.readline(), b"data: first\n")
        self.server.stop()
        with contextlib.suppress(ConnectionResetError):
            self.assertEqual(reply.read(), b"\n")

    def test_it_has_no_network_but_its_own(self):
        """The port inside is the app's alone, and nothing of it is on the machine."""
        self.start()
        with socket.socket() as other:
            self.assertNotEqual(other.connect_ex(("127.0.0.1", 8000)), 0)
        with open("/proc/net/tcp", encoding="utf-8") as file:
            self.assertNotIn(":1F40 00000000:0000 0A", file.read())

    def test_on_the_machines_network_it_gets_a_free_port(self):
        self.begin(preview={"network": "full"}, run={"network": "full", "limits": {"memory_mb": 512, "pids": 200}})
        now = self.start()
        self.assertEqual(now["network"], "full")
        self.assertEqual(self.ask("/", headers=self.enter()).status, 200)

    def test_without_a_script_there_is_nothing(self):
        self.begin(preview={"script": ""})
        now = self.look()
        self.assertEqual((now["is_configured"], now["state"]), (False, "stopped"))
        self.assertNotIn("url", now)
        self.order("start", 409)


if __name__ == "__main__":
    main()
