"""Remotes for test_git.py: bare repositories behind real git, over ssh (an sshd of our own), http and https (`git
http-backend` behind Python's server), and servers that misbehave. Loopback only, ports chosen by the kernel."""

import base64
import contextlib
import http.server
import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading

from project import until

SSHD = shutil.which("sshd") or "/usr/sbin/sshd"


def run(*words, cwd=None, env=None, input=None):
    done = subprocess.run(words, cwd=cwd, env=env, input=input, capture_output=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{words} ended with {done.returncode}: {done.stdout!r} {done.stderr!r}")
    return done.stdout


class Bare:
    """A bare repository and a work tree that feeds it."""

    def __init__(self, home, env):
        self.path = os.path.join(home, "srv.git")
        self.seed = os.path.join(home, "seed")
        self.env = {**env, "GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.org", "GIT_COMMITTER_NAME": "Ann",
                    "GIT_COMMITTER_EMAIL": "ann@example.org", "GIT_CONFIG_NOSYSTEM": "1"}
        run("git", "init", "-q", "--bare", "-b", "main", self.path, env=self.env)
        run("git", "-C", self.path, "config", "http.receivepack", "true", env=self.env)
        run("git", "init", "-q", "-b", "main", self.seed, env=self.env)
        self.git("remote", "add", "origin", self.path)
        self.commit("one", {"a.txt": "one\n", "dir/b ü.txt": "b\n"})

    def git(self, *words):
        return run("git", "-C", self.seed, *words, env=self.env).decode().strip()

    def commit(self, message, files, push="main", force=False):
        for name, text in files.items():
            path = os.path.join(self.seed, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(text if isinstance(text, bytes) else text.encode())
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        if push:
            self.git("push", "-q", *(["-f"] if force else []), "origin", f"HEAD:{push}")
        return self.git("rev-parse", "HEAD")

    def tip(self, branch="main"):
        return run("git", "-C", self.path, "rev-parse", branch, env=self.env).decode().strip()

    def hook(self, name, text):
        path = os.path.join(self.path, "hooks", name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n" + text)
        os.chmod(path, 0o755)


class Web:
    """`git http-backend` below ROOT. TOKEN: asked for, user name x-access-token. SAYS(handler): answers itself when it
    returns True."""

    def __init__(self, root, env, token=None, tls=None, says=None):
        self.requests = []
        web = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                self.answer()

            do_POST = do_GET

            def log_message(self, *args):
                pass

            def answer(self):
                web.requests.append((self.command, self.path, self.headers.get("Authorization")))
                if says and says(self):
                    return
                wanted = "Basic " + base64.b64encode(f"x-access-token:{token}".encode()).decode()
                if token and self.headers.get("Authorization") != wanted:
                    self.reply(401, b"who asks?\n", {"WWW-Authenticate": 'Basic realm="git"'})
                else:
                    self.backend()

            def reply(self, status, body=b"", headers=None):
                self.send_response(status)
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                if self.headers.get("Connection", "").lower() == "close":
                    self.send_header("Connection", "close")  # RFC 9112 9.6: who closes says so
                self.end_headers()
                self.wfile.write(body)

            def body(self):
                if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
                    return self.rfile.read(int(self.headers.get("Content-Length", "0")))
                parts = []
                while True:
                    size = int(self.rfile.readline().split(b";")[0], 16)
                    parts.append(self.rfile.read(size))
                    self.rfile.readline()
                    if size == 0:
                        return b"".join(parts)

            def backend(self):
                path, _, query = self.path.partition("?")
                body = self.body()
                cgi = {**env, "GIT_PROJECT_ROOT": root, "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": path,
                       "QUERY_STRING": query, "REQUEST_METHOD": self.command, "REMOTE_USER": "ann",
                       "CONTENT_TYPE": self.headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(body)),
                       "REMOTE_ADDR": "127.0.0.1"}
                if self.headers.get("Content-Encoding"):
                    cgi["HTTP_CONTENT_ENCODING"] = self.headers["Content-Encoding"]
                out = run("git", "http-backend", env=cgi, input=body)
                head, _, rest = out.partition(b"\r\n\r\n")
                headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
                self.reply(int(headers.pop("Status", "200").split()[0]), rest, headers)

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request, address):
                if not isinstance(sys.exc_info()[1], (ConnectionError, ssl.SSLError, TimeoutError)):
                    super().handle_error(request, address)

        self.server = Server(("127.0.0.1", 0), Handler)
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.scheme = "https" if tls else "http"
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def url(self, name="srv.git", host="localhost"):
        return f"{self.scheme}://{host}:{self.port}/{name}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Certificate:
    """A certificate for `localhost` that signs itself."""

    def __init__(self, home):
        self.cert = os.path.join(home, "cert.pem")
        self.key = os.path.join(home, "key.pem")
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-keyout", self.key, "-out", self.cert, "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")

    def context(self, lowest=ssl.TLSVersion.TLSv1_2, highest=ssl.TLSVersion.MAXIMUM_SUPPORTED):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = lowest
        context.maximum_version = highest
        context.load_cert_chain(self.cert, self.key)
        return context


class Raw:
    """A TCP server that runs TALK(socket) for each connection."""

    def __init__(self, talk):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.open = []
        self.talk = talk
        self.thread = threading.Thread(target=self.accept, daemon=True)
        self.thread.start()

    def accept(self):
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            self.open.append(peer)
            with contextlib.suppress(OSError):
                self.talk(peer)

    def close(self):
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for peer in self.open:
            peer.close()
        self.thread.join()


def key_pair(folder, name, kind="ed25519", passphrase="", form=()):
    path = os.path.join(folder, name)
    run("ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "test", "-f", path, *form)
    return path


class Sshd:
    """An sshd of our own, with its own host key and list of who may."""

    def __init__(self, home, env, port=0, host_key="ed25519"):
        self.home = os.path.join(home, f"sshd-{len(os.listdir(home))}")
        os.makedirs(self.home)
        self.host_key = key_pair(self.home, "host", host_key)
        self.user = run("id", "-un").decode().strip()
        self.authorized = os.path.join(self.home, "authorized")
        if os.geteuid() == 0:
            os.makedirs("/run/sshd", mode=0o755, exist_ok=True)  # what Debian's service makes; sshd insists on it
        while True:
            self.port = port or self.free_port()
            self.start(env)
            if self.answers():
                return
            if port:
                raise AssertionError("sshd did not start:\n" + self.text())

    @staticmethod
    def free_port():
        with socket.create_server(("127.0.0.1", 0)) as probe:
            return probe.getsockname()[1]

    def start(self, env):
        config = os.path.join(self.home, "config")
        with open(config, "w", encoding="utf-8") as file:
            file.write(f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey \"{self.host_key}\"\nPidFile none\nUsePAM no\n"
                       f"AuthorizedKeysFile \"{self.authorized}\"\nStrictModes no\nPasswordAuthentication no\n"
                       f"KbdInteractiveAuthentication no\nPermitRootLogin yes\nMaxStartups 100\n")
        self.log = os.path.join(self.home, "log")
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([SSHD, "-D", "-e", "-f", config], stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=log, env=env)

    def answers(self):
        def look():
            if self.process.poll() is not None:
                return "ended"
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return "answers"
            return None
        return until(look, "sshd to answer") == "answers"

    def text(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.read()

    def allow(self, key):
        with open(key + ".pub", encoding="utf-8") as public, open(self.authorized, "a", encoding="utf-8") as file:
            file.write(public.read())

    def fingerprint(self):
        return run("ssh-keygen", "-l", "-f", self.host_key + ".pub").decode().split()[1]

    def url(self, path):
        return f"ssh://{self.user}@127.0.0.1:{self.port}{path.replace(' ', '%20')}"

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait()
