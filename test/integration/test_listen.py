"""Goal: every way to be reached (TCP, Unix domain, systemd's sockets, TLS) and every way to be a burden, over the real binary."""

import concurrent.futures
import contextlib
import http.client
import json
import os
import re
import resource
import shutil
import signal
import socket
import ssl
import stat
import subprocess
import sys
import time
import unittest

from project import PATIENCE_S, PIRUN, TestCase, main, until

HEALTH = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
# A parent that behaves as systemd does: opens sockets at 3 and up, names them in the environment, and becomes the server.
ACTIVATE = """
import os, socket, sys
kinds, argv = sys.argv[1].split(","), sys.argv[2:]
held = []
for kind in kinds:
    if kind == "tcp":
        s = socket.create_server(("127.0.0.1", 0))
        print(s.getsockname()[1], flush=True)
    elif kind == "udp":
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    else:
        s = socket.socket(socket.AF_UNIX)
        s.bind(kind)
        s.listen()
    held.append(s)
high = [os.dup2(s.fileno(), 100 + i) for i, s in enumerate(held)]
for s in held:
    s.close()
for i, fd in enumerate(high):
    os.dup2(fd, 3 + i, inheritable=True)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS=str(len(high)), LISTEN_FDNAMES=":".join(["http"] * len(high)))
os.execv(argv[0], argv)
"""


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=PATIENCE_S)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(PATIENCE_S)
        self.sock.connect(self.path)


def ask(connection, path="/health", method="GET", headers=None, body=None):
    """Answer (status, headers, body) and close."""
    with contextlib.closing(connection):
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def tcp(port):
    return http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)


def dial(port, source="127.0.0.1"):
    return socket.create_connection(("127.0.0.1", port), PATIENCE_S, (source, 0))


def receive_all(client):
    """All bytes until the peer ends."""
    data = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := client.recv(65536):
            data += piece
    return data


def port_of(server):
    return int(until(lambda: re.search(r"on port (\d+)", server.text()), "the port")[1])


class Case(TestCase):
    def start(self, **server):
        """A project with HTTP on any port; answer its port."""
        self.project = self.make(env_dir=False)
        self.project.configure({"server": {"addr": "127.0.0.1:0", "auth": "none", **server}})
        self.server = self.project.serve()
        return port_of(self.server)


class UnixDomain(TestCase):
    def serve_at(self, path, **server):
        self.project = self.make(env_dir=False)
        self.project.configure({"server": {"addr": "off", "auth": "none", "socket": path, **server}})
        self.server = self.project.serve()
        return os.path.join(self.project.path, path)

    def test_it_serves_the_owner_alone_and_is_gone_after_the_stop(self):
        path = self.serve_at("var/http.sock")
        self.assertEqual(ask(UnixConnection(path))[0], 200)
        mode = os.stat(path).st_mode
        self.assertTrue(stat.S_ISSOCK(mode))
        self.assertEqual(stat.S_IMODE(mode), 0o600)
        self.server.stop()
        self.assertFalse(os.path.lexists(path))

    def test_besides_tcp(self):
        path = self.serve_at("var/http.sock", addr="127.0.0.1:0")
        self.assertEqual(ask(UnixConnection(path))[0], 200)
        self.assertEqual(ask(tcp(port_of(self.server)))[0], 200)

    def test_a_left_over_socket_is_replaced(self):
        path = self.serve_at("var/http.sock")
        self.server.kill()
        self.assertTrue(os.path.exists(path))
        self.project.serve()
        self.assertEqual(ask(UnixConnection(path))[0], 200)

    def refused(self, status):
        done = self.project.pirun("serve", expect=None)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stderr

    def test_a_socket_that_somebody_listens_on_stays(self):
        path = self.serve_at("var/http.sock")
        self.server.stop()
        with socket.socket(socket.AF_UNIX) as other:
            other.bind(path)
            other.listen()
            self.assertIn("var/http.sock", self.refused(65))
            self.assertTrue(os.path.exists(path))

    def test_another_file_stays(self):
        path = self.serve_at("var/http.sock")
        self.server.stop()
        with open(path, "w", encoding="utf-8") as file:
            file.write("mine")
        self.assertIn("is no socket", self.refused(65))
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read(), "mine")

    def test_a_path_longer_than_an_address_works(self):
        folder = "d" * 120
        self.project = self.make(env_dir=False)
        os.mkdir(self.project.file(folder))
        self.project.configure({"server": {"addr": "off", "auth": "none", "socket": f"{folder}/http.sock"}})
        server = self.project.serve()
        parent = os.open(self.project.file(folder), os.O_PATH)
        self.addCleanup(os.close, parent)
        self.assertEqual(ask(UnixConnection(f"/proc/self/fd/{parent}/http.sock"))[0], 200)
        server.stop()
        self.assertEqual(os.listdir(self.project.file(folder)), [])

    def test_a_missing_folder_is_named(self):
        self.serve_at("var/http.sock")
        self.server.stop()
        self.project.configure({"server": {"addr": "off", "socket": "nowhere/http.sock"}})
        self.assertIn("nowhere/http.sock", self.refused(66))


class Activation(TestCase):
    def activate(self, *kinds, expect_ready=True, env_dir=False):
        self.project = self.make(env_dir=env_dir)
        self.project.configure({"server": {"addr": "127.0.0.1:1", "auth": "none"}})
        wrapper = (sys.executable, "-c", ACTIVATE, ",".join(kinds))
        return self.project.serve(wrapper=wrapper) if expect_ready else wrapper

    def port(self, server):
        return int(until(lambda: re.search(r"^(\d+)$", server.text(), re.M), "the port of the parent")[1])

    def test_given_sockets_stand_for_the_address(self):
        path = os.path.join(self.make(env_dir=False).home, "given.sock")
        server = self.activate("tcp", path)
        self.assertEqual(ask(tcp(self.port(server)))[0], 200)
        self.assertEqual(ask(UnixConnection(path))[0], 200)
        server.stop()
        self.assertTrue(os.path.exists(path), "systemd's socket is not ours to remove")

    def test_children_get_neither_sockets_nor_variables(self):
        server = self.activate("tcp", env_dir=True)
        port = self.port(server)
        run_id = self.project.submit("--code", "import os; print(sorted(k for k in os.environ if 'LISTEN' in k), "
                                     "[f for f in os.listdir('/proc/self/fd') if os.path.exists('/proc/self/fd/'+f) and "
                                     "'socket' in os.readlink('/proc/self/fd/'+f)])")
        self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")
        self.assertEqual(self.project.logs(run_id).strip(), "[] []")
        with open(f"/proc/{server.pid}/environ", "rb") as environ:
            self.assertIn(b"LISTEN_FDS", environ.read(), "the kernel shows what the process began with")
        server.stop()
        with self.assertRaises(ConnectionRefusedError):
            dial(port)  # nobody else holds the socket

    def test_what_is_no_listening_stream_is_refused(self):
        wrapper = self.activate("udp", expect_ready=False)
        done = subprocess.run([*wrapper, PIRUN, "serve", self.project.path], capture_output=True, text=True, timeout=PATIENCE_S,
                              env=self.project.env, check=False)
        self.assertEqual(done.returncode, 64, done.stderr)
        self.assertIn("descriptor 3", done.stderr)

    def test_variables_for_another_process_are_ignored(self):
        self.project = self.make(env_dir=False)
        self.project.configure({"server": {"addr": "127.0.0.1:0", "auth": "none"}})
        server = self.project.serve(env={"LISTEN_PID": "1", "LISTEN_FDS": "1"})
        self.assertEqual(ask(tcp(port_of(server)))[0], 200)


class Tls(TestCase):
    def certificate(self, name, wrapper=()):
        """Make NAME.crt and NAME.key in the project."""
        subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
        made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", self.project.file(name + ".key")]
        subprocess.run([*wrapper, "openssl", "req", "-x509", *made, *subject, "-days", "30", "-out",
                        self.project.file(name + ".crt")], check=True, capture_output=True)

    def prepare(self, **tls):
        self.project = self.make(env_dir=False)
        self.certificate("a")
        self.project.configure({"server": {"addr": "127.0.0.1:0", "auth": "none", "tls": {"cert": "a.crt", "key": "a.key", **tls}}})

    def context(self, name="a", **options):
        context = ssl.create_default_context(cafile=self.project.file(name + ".crt"))
        for key, value in options.items():
            setattr(context, key, value)
        return context

    def connection(self, port, context):
        return http.client.HTTPSConnection("127.0.0.1", port, timeout=PATIENCE_S, context=context)

    def test_https_is_served_and_nothing_older_than_tls_1_2(self):
        self.prepare()
        port = port_of(self.project.serve())
        self.assertEqual(ask(self.connection(port, self.context()))[0], 200)
        self.assertEqual(ask(self.connection(port, self.context(maximum_version=ssl.TLSVersion.TLSv1_2)))[0], 200)
        done = subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{port}", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
        self.assertNotEqual(done.returncode, 0, done.stderr)
        subprocess.run([option for option in done.args if option != "-tls1_1"], stdin=subprocess.DEVNULL, capture_output=True,
                       timeout=PATIENCE_S, check=True)

    def test_http_1_1_is_all_that_is_agreed_on(self):
        self.prepare()
        port = port_of(self.project.serve())
        for offered, agreed in ((["h2", "http/1.1"], "http/1.1"), (["h2"], None)):
            context = self.context()
            context.set_alpn_protocols(offered)
            with dial(port) as plain, context.wrap_socket(plain, server_hostname="localhost") as client:
                self.assertEqual(client.selected_alpn_protocol(), agreed)
                client.sendall(HEALTH)
                self.assertIn(b"HTTP/1.1 200", client.recv(65536))

    def test_plain_words_on_the_tls_port_end_the_connection(self):
        self.prepare()
        port = port_of(self.project.serve())
        with dial(port) as client:
            client.sendall(HEALTH)
            self.assertNotIn(b"HTTP/1.1 200", receive_all(client))
        self.assertEqual(ask(self.connection(port, self.context()))[0], 200)

    def test_a_large_answer_and_a_large_body(self):
        self.prepare()
        port = port_of(self.project.serve())
        status, _, body = ask(self.connection(port, self.context()), "/health", "POST", {"Content-Type": "text/plain"}, b"x" * 3000000)
        self.assertEqual((status, json.loads(body)["code"]), (405, "invalid"))

    def test_a_reload_takes_the_new_certificate_and_a_bad_one_changes_nothing(self):
        self.prepare()
        server = self.project.serve()
        port = port_of(server)
        kept = self.connection(port, self.context())
        kept.request("GET", "/health")
        self.assertEqual(kept.getresponse().read()[:1], b"{")
        self.certificate("b")
        shutil.copy(self.project.file("b.crt"), self.project.file("a.crt"))
        server.process.send_signal(signal.SIGHUP)  # the key is still that of the old certificate
        until(lambda: "old certificate stays" in server.text(), "the complaint")
        shutil.copy(self.project.file("b.key"), self.project.file("a.key"))
        server.process.send_signal(signal.SIGHUP)

        def is_new():
            with contextlib.suppress(ssl.SSLError):
                return ask(self.connection(port, self.context("b")))[0] == 200
        until(is_new, "the new certificate")
        kept.request("GET", "/health")  # on the connection that is older
        self.assertEqual(kept.getresponse().status, 200)
        kept.close()

    def test_who_connected_before_a_reload_and_speaks_after_it_is_served(self):
        self.prepare()
        server = self.project.serve()
        port = port_of(server)
        with dial(port) as early:
            self.assertEqual(ask(self.connection(port, self.context()))[0], 200)  # so the earlier one is accepted as well
            server.process.send_signal(signal.SIGHUP)
            until(lambda: "configuration reloaded" in server.text(), "the reload")
            self.assertEqual(ask(self.connection(port, self.context()))[0], 200)
            with self.context().wrap_socket(early, server_hostname="localhost") as client:
                client.sendall(HEALTH)
                self.assertIn(b"HTTP/1.1 200", client.recv(65536))

    def complaint(self, **tls):
        config = {"addr": "127.0.0.1:0", "auth": "none", "tls": {"cert": "a.crt", "key": "a.key", **tls}}
        self.project.configure({"server": config})
        done = self.project.pirun("serve", expect=None)
        self.assertNotEqual(done.returncode, 0)
        return done.stderr

    def test_what_is_wrong_with_a_file_is_said_with_its_name(self):
        self.prepare()
        self.certificate("b")
        self.assertIn("'none.crt'", self.complaint(cert="none.crt"))
        self.assertIn("'none.key'", self.complaint(key="none.key"))
        self.assertRegex(self.complaint(key="b.key"), "key 'b.key' .* mismatch")
        self.assertRegex(self.complaint(cert="a.key"), "certificate 'a.key' of server.tls cannot be used")
        subprocess.run(["openssl", "ec", "-aes256", "-passout", "pass:secret", "-in", self.project.file("a.key"), "-out",
                        self.project.file("locked.key")], check=True, capture_output=True)
        self.assertIn("'locked.key'", self.complaint(key="locked.key"))

    def test_a_certificate_that_ends_degrades_health_and_one_that_has_ended_is_used_with_a_warning(self):
        self.prepare()
        server = self.project.serve()
        port = port_of(server)
        codes = lambda: [reason["code"] for reason in json.loads(ask(self.connection(port, self.context()))[2])["degraded"]]  # noqa: E731
        self.assertNotIn("certificate", codes())
        self.certificate("a", wrapper=("faketime", "-f", "-20d"))
        server.process.send_signal(signal.SIGHUP)

        def told():
            with contextlib.suppress(ssl.SSLError):
                return "certificate" in codes()
        until(told, "health to tell that it ends in 10 days")
        self.assertNotIn("has expired", server.text())
        self.certificate("a", wrapper=("faketime", "-f", "-60d"))
        server.process.send_signal(signal.SIGHUP)
        until(lambda: "has expired" in server.text(), "the warning")


class Burden(Case):
    """Who asks too much, or too slowly."""

    def served(self, port):
        self.assertEqual(ask(tcp(port))[0], 200)

    def test_a_head_that_is_too_large_is_431(self):
        port = self.start()
        status, headers, body = ask(tcp(port), headers={f"X-{i}": "v" * 1000 for i in range(40)})
        self.assertEqual((status, json.loads(body)["code"]), (431, "too_large"))
        self.assertEqual(headers["Content-Type"], "application/json")
        self.assertEqual(ask(tcp(port), headers={f"X-{i}": "v" * 1000 for i in range(20)})[0], 200)
        with dial(port) as client:  # beyond libh2o's own limit
            client.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n")
            with contextlib.suppress(ConnectionError):
                for _ in range(500):
                    client.sendall(b"X-A: " + b"v" * 1000 + b"\r\n")
            self.assertNotIn(b" 200 ", receive_all(client))
        self.served(port)

    def test_an_address_has_so_many_connections_and_no_more(self):
        port = self.start(max_connections_per_address=3)
        held = [dial(port, "127.0.0.2") for _ in range(3)]
        for client in held:
            client.sendall(HEALTH)
            self.assertIn(b" 200 ", client.recv(4096))
        with dial(port, "127.0.0.2") as client:
            answer = receive_all(client)
            self.assertTrue(answer.startswith(b"HTTP/1.1 429 "), answer)
            head, body = answer.split(b"\r\n\r\n")
            self.assertEqual(int(re.search(rb"Content-Length: (\d+)", head)[1]), len(body))
            self.assertEqual(json.loads(body)["code"], "busy")
        with dial(port, "127.0.0.3") as client:  # others are served
            client.sendall(HEALTH)
            self.assertIn(b" 200 ", client.recv(4096))
        self.served(port)
        held.pop().close()

        def is_served():
            with dial(port, "127.0.0.2") as client:
                client.sendall(HEALTH)
                return b" 200 " in client.recv(4096)
        until(is_served, "its place to be free again")
        for client in held:
            client.close()

    def test_where_proxies_are_there_is_no_limit(self):
        port = self.start(max_connections_per_address=3)
        held = [dial(port) for _ in range(8)]
        for client in held:
            client.sendall(HEALTH)
            self.assertIn(b" 200 ", client.recv(4096))
            client.close()

    def test_a_slow_head_and_a_slow_body_are_ended(self):
        port = self.start(read_timeout_ms=500)
        kept = dial(port)
        kept.sendall(HEALTH)
        self.assertIn(b" 200 ", kept.recv(4096))
        head = dial(port)
        body = dial(port)
        nothing = dial(port)
        head.sendall(b"GET /health HTTP/1.1\r\nHost: loc")
        body.sendall(b"POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n")
        kept.sendall(b"GET /hea")
        for client in (head, body, nothing, kept):
            self.assertEqual(receive_all(client), b"")
            client.close()

    def test_bytes_one_by_one_do_not_prolong_the_wait(self):
        port = self.start(read_timeout_ms=200)
        with dial(port) as client:
            client.sendall(b"POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n")
            client.settimeout(0.02)
            end = time.monotonic() + PATIENCE_S
            with self.assertRaises(ConnectionError):
                while time.monotonic() < end:
                    client.sendall(b"x")
                    with contextlib.suppress(socket.timeout):
                        if client.recv(100) == b"":
                            raise ConnectionResetError

    def test_a_body_that_keeps_coming_may_take_longer(self):
        port = self.start(read_timeout_ms=1000)
        with dial(port) as client:
            size = 800000
            client.sendall(b"POST /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % size)
            sent = 0
            while sent < size:
                time.sleep(0.02)  # a slow line: the body lasts at least 1.6 s
                sent += client.send(b"x" * min(10000, size - sent))
            self.assertIn(b" 405 ", receive_all(client))

    def test_200_connections_that_drip_leave_others_served(self):
        port = self.start(read_timeout_ms=1000)
        lorises = [dial(port) for _ in range(200)]
        for client in lorises:
            client.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: ")
        for _ in range(20):
            self.served(port)
            for client in lorises:
                with contextlib.suppress(ConnectionError):
                    client.sendall(b"a")
        for client in lorises:
            self.assertEqual(receive_all(client), b"")
            client.close()
        self.served(port)

    def test_many_large_bodies_do_not_fill_the_memory(self):
        port = self.start(read_timeout_ms=60000)

        def anonymous_kb():
            with open(f"/proc/{self.server.pid}/status", encoding="utf-8") as file:
                return int(re.search(r"RssAnon:\s+(\d+)", file.read())[1])
        before = anonymous_kb()
        held = [dial(port) for _ in range(40)]
        for client in held:
            client.sendall(b"POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000001\r\n\r\n" + b"x" * 4000000)
        self.served(port)
        self.assertLess(anonymous_kb() - before, 80000)  # of 160,000 that came
        for client in held:
            client.sendall(b"x")
            self.assertIn(b" 405 ", client.recv(4096))
            client.close()
        self.assertEqual([name for name in os.listdir(self.project.var()) if name.startswith("http.")], [])

    def test_a_connection_that_is_ended_was_counted(self):
        port = self.start(read_timeout_ms=300, max_connections=2)
        for _ in range(3):
            held = [dial(port) for _ in range(2)]
            self.served(port)  # as soon as their time is over
            for client in held:
                client.close()

    def test_without_descriptors_the_server_does_not_spin(self):
        self.project = self.make(env_dir=False)
        self.project.configure({"server": {"addr": "127.0.0.1:0", "auth": "none"}})
        server = self.project.serve()
        port = port_of(server)
        self.served(port)
        before = resource.prlimit(server.pid, resource.RLIMIT_NOFILE)

        def lowest_free():
            used = {int(name) for name in os.listdir(f"/proc/{server.pid}/fd")}
            return next(fd for fd in range(len(used) + 1) if fd not in used)

        def is_full():
            low = lowest_free()
            resource.prlimit(server.pid, resource.RLIMIT_NOFILE, (low, before[1]))
            time.sleep(0.05)  # what was being closed then is closed now
            return lowest_free() == low
        until(is_full, "no descriptor to be free")
        waiting = dial(port)
        waiting.sendall(HEALTH)

        def ticks():
            with open(f"/proc/{server.pid}/stat", encoding="utf-8") as file:
                fields = file.read().rsplit(") ", 1)[1].split()
            return int(fields[11]) + int(fields[12])
        start = ticks()
        waiting.settimeout(0.5)
        with self.assertRaises(socket.timeout):
            waiting.recv(1)
        self.assertLess(ticks() - start, 25)  # of 50 that half a second has
        resource.prlimit(server.pid, resource.RLIMIT_NOFILE, before)
        waiting.settimeout(PATIENCE_S)
        self.assertIn(b" 200 ", waiting.recv(4096))
        waiting.close()


class Readers(Case):
    """Who asks and does not read the answers."""

    def sockets(self):
        folder = f"/proc/{self.server.pid}/fd"
        count = 0
        for name in os.listdir(folder):
            with contextlib.suppress(FileNotFoundError):
                count += os.readlink(os.path.join(folder, name)).startswith("socket:")
        return count

    def fill(self, client):
        """Ask until the server takes no more, because its answers are not read."""
        client.settimeout(0.3)
        with contextlib.suppress(socket.timeout):
            for _ in range(2000):
                client.sendall(HEALTH * 100)
        return client

    def dial_unix(self):
        client = socket.socket(socket.AF_UNIX)
        client.connect(self.project.var("http.sock"))
        return client

    def test_who_stops_reading_is_ended(self):
        port = self.start(write_timeout_ms=1000, socket="var/http.sock")
        before = self.sockets()
        clients = [self.fill(dial(port)), self.fill(self.dial_unix())]
        until(lambda: self.sockets() == before, "both to be ended")
        self.assertEqual(ask(tcp(port))[0], 200)
        for client in clients:
            client.close()

    def test_who_reads_slowly_is_not(self):
        port = self.start(write_timeout_ms=3000, socket="var/http.sock")
        for client in (dial(port), self.dial_unix()):
            asked = 0
            end = time.monotonic() + 4
            client.setblocking(False)
            while time.monotonic() < end:
                with contextlib.suppress(BlockingIOError):  # more than is read of the answers
                    asked += client.send((HEALTH * 100)[asked % len(HEALTH):])
                with contextlib.suppress(BlockingIOError):
                    self.assertNotEqual(client.recv(4096), b"")
                time.sleep(0.02)  # a slow reader: 200 KB/s at most
            client.close()


class Stop(Case):
    def test_idle_connections_are_closed_by_a_stop(self):
        port = self.start()
        idle = dial(port)
        idle.sendall(HEALTH)
        self.assertIn(b" 200 ", idle.recv(4096))
        half = dial(port)
        half.sendall(b"GET /hea")
        self.server.stop()
        self.assertEqual(receive_all(idle), b"")
        self.assertEqual(receive_all(half), b"")
        idle.close()
        half.close()


class Trace(Case):
    """Request ids and the access log."""

    def test_an_id_is_made_or_echoed(self):
        port = self.start()
        made = {ask(tcp(port))[1]["X-Request-Id"] for _ in range(3)}
        self.assertEqual(len(made), 3)
        self.assertEqual(ask(tcp(port), headers={"X-Request-Id": "trace-1.a_B"})[1]["X-Request-Id"], "trace-1.a_B")
        for odd in ("a b", "x" * 65, "a\tb", "ä", "a\"b"):
            back = ask(tcp(port), headers={"X-Request-Id": odd.encode("latin-1").decode("latin-1")})[1]["X-Request-Id"]
            self.assertRegex(back, r"^[0-9a-f-]{36}$")
        status, headers, _ = ask(tcp(port), "/nothing", headers={"X-Request-Id": "of-an-error"})
        self.assertEqual((status, headers["X-Request-Id"]), (404, "of-an-error"))
        status, headers, _ = ask(tcp(port), "/health", "POST", {"X-Request-Id": "too-much", "Content-Length": "99999999"})
        self.assertEqual((status, headers["X-Request-Id"]), (413, "too-much"))

    def lines(self, path):
        try:
            with open(path, encoding="utf-8") as file:
                return [json.loads(line) for line in file]
        except FileNotFoundError:
            return []

    def test_the_log_has_one_line_per_request_and_survives_rotation(self):
        port = self.start(access_log="var/access.log")
        path = self.project.var("access.log")
        ask(tcp(port), "/health?token=secret", headers={"X-Request-Id": "one", "User-Agent": 'a "b" \\ \xe9'})
        ask(tcp(port), "/nothing", "PUT", {"X-Request-Id": "two"})
        until(lambda: len(self.lines(path)) == 2, "two lines")
        one, two = self.lines(path)
        self.assertEqual((one["id"], one["method"], one["path"], one["status"], one["address"]), ("one", "GET", "/health", 200, "127.0.0.1"))
        self.assertGreater(one["bytes"], 10)
        self.assertGreaterEqual(one["ms"], 0)
        self.assertEqual((two["id"], two["method"], two["status"]), ("two", "PUT", 404))
        with open(path, encoding="utf-8") as file:
            self.assertNotIn("secret", file.read())
        os.rename(path, path + ".1")
        self.server.process.send_signal(signal.SIGHUP)
        until(lambda: os.path.exists(path), "the new file")
        ask(tcp(port), headers={"X-Request-Id": "three"})
        until(lambda: [line["id"] for line in self.lines(path)] == ["three"], "the third line in the new file")
        self.server.stop()
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode) & 0o007, 0)

    def test_all_requests_are_there_after_a_stop(self):
        port = self.start(access_log="var/access.log")

        def many(number):
            with contextlib.closing(tcp(port)) as connection:
                for i in range(50):
                    connection.request("GET", "/health", headers={"X-Request-Id": f"{number}-{i}"})
                    connection.getresponse().read()
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            list(pool.map(many, range(8)))
        self.server.stop()
        self.assertEqual({line["id"] for line in self.lines(self.project.var("access.log"))},
                         {f"{n}-{i}" for n in range(8) for i in range(50)})

    def test_a_log_that_cannot_be_written_is_said_at_the_start(self):
        self.project = self.make(env_dir=False)
        os.mkfifo(self.project.var("fifo"))
        os.symlink("/dev/null", self.project.var("link"))
        for name in ("var/fifo", "var/link", "var/queue", "nowhere/access.log"):
            self.project.configure({"server": {"addr": "127.0.0.1:0", "auth": "none", "access_log": name}})
            self.assertIn(f"access log '{self.project.path}/{name}'", self.project.pirun("serve", expect=None).stderr)

    def test_a_log_on_stderr(self):
        self.start(access_log="stderr")
        ask(tcp(port_of(self.server)), headers={"X-Request-Id": "to-stderr"})
        until(lambda: '"id":"to-stderr"' in self.server.text(), "the line")


if __name__ == "__main__":
    main()
