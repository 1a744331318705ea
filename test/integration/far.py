"""A server of a few recorded answers, which breaks where a test wants it to: what the real one does only by accident.

Every answer is a function of the request; requests are kept in `asked`. Nothing here knows PiRun's rules.
"""

import contextlib
import http.server
import json
import os
import socket
import socketserver
import ssl
import subprocess
import threading
import urllib.parse

from project import PATIENCE_S, PIRUN

BOTTOM = {k: v for k, v in os.environ.items() if not k.startswith("PIRUN_") and "proxy" not in k.lower()}


def ask(url, *args, token="secret-token", expect=0, env=None, input=None, cwd="/"):
    """`pirun ARGS` with PIRUN_URL; stdout and stderr as bytes."""
    variables = {**BOTTOM, "PIRUN_URL": url, **({"PIRUN_TOKEN": token} if token else {}), **(env or {})}
    done = subprocess.run([PIRUN, *args], capture_output=True, cwd=cwd, env=variables, input=input,
                          stdin=None if input is not None else subprocess.DEVNULL, timeout=PATIENCE_S * 2)
    if expect is not None and done.returncode != expect:
        raise AssertionError(f"pirun {' '.join(args)} ended with {done.returncode}, not {expect}\n"
                             f"stdout: {done.stdout}\nstderr: {done.stderr}")
    return done


ID = "01a1fca3-12e9-7f1b-a213-358a60f5ea3e"


def record(state="succeeded", **more):
    """A run record, version 1."""
    ended = {"reason": "exited", "exit_code": 0 if state == "succeeded" else 7} if state in ("succeeded", "failed") else {}
    return {"v": 1, "id": ID, "state": state, **ended, "attempt": 1, "job": {"v": 1, "script": "scripts/a.py"}, "source": "http",
            "submitted_by": "me", "seq": 4, "submitted_at": "2026-11-21T03:33:00.000000Z",
            "queued_at": "2026-11-21T03:33:00.000000Z", "started_at": "2026-11-21T03:33:00.000000Z",
            **({"ended_at": "2026-11-21T03:33:01.000000Z", "duration_ms": 1000,
                "output": {"bytes": 10, "lines": 1, "dropped": 0},
                "usage": dict.fromkeys(("cpu_user_ms", "cpu_system_ms", "max_rss_kb", "read_bytes", "write_bytes", "processes"), 0)} if ended else {}), **more}


def event(name, data, number=None):
    head = f"id: {number}\n" if number is not None else ""
    return f"event: {name}\n{head}data: {json.dumps(data)}\n\n".encode()


class Far:
    """A server on a port of its own (or on a Unix socket, or with TLS); `url` leads there."""

    def __init__(self, routes, unix=None, cert=None):
        self.routes = routes  # {(method, path): function(handler, query, body)}
        self.asked = []  # (method, path, query, headers, body)
        self.server = self._make(unix)
        if cert:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(cert)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        scheme = "https" if cert else "http"
        self.url = f"unix:{unix}" if unix else f"{scheme}://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    def _make(self, unix):
        far = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def address_string(self):
                return "somebody"

            def log_message(self, *_):
                pass

            def answer(self):
                far._answer(self)

            do_GET = do_POST = do_DELETE = do_HEAD = answer

        class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
            daemon_threads = True
            address_family = socket.AF_UNIX if unix else socket.AF_INET

            def server_bind(self):
                socketserver.TCPServer.server_bind(self)

            def handle_error(self, request, client_address):
                pass  # a client that leaves is no error here

        return Server(unix or ("127.0.0.1", 0), Handler)

    def _answer(self, handler):
        url = urllib.parse.urlsplit(handler.path)
        query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        body = handler.rfile.read(int(handler.headers.get("content-length") or 0))
        self.asked.append((handler.command, url.path, query, handler.headers, body))
        route = self.routes.get((handler.command, url.path))
        if not route:
            reply(handler, 404, {"error": f"no such path '{url.path}'", "code": "not_found"})
        elif callable(route):
            route(handler, query, body)
        else:
            reply(handler, 200, route)

    def paths(self):
        return [f"{method} {path}" for method, path, *_ in self.asked]

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def reply(handler, status, body, **headers):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    handler.send_response(status)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", str(len(data)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), str(value))
    handler.end_headers()
    handler.wfile.write(data)


def begin_stream(handler):
    handler.send_response(200)
    handler.send_header("content-type", "text/event-stream")
    handler.send_header("connection", "close")
    handler.end_headers()
    handler.close_connection = True


def hang_up(handler):
    """End the connection in the middle, as a kill -9 does."""
    handler.close_connection = True
    with contextlib.suppress(OSError):
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        handler.connection.shutdown(socket.SHUT_RDWR)


class Proxy:
    """TCP to a port or a Unix socket; `cut` ends all connections at once, `after` each one behind so many bytes of answers."""

    def __init__(self, target):
        self.target = target
        self.after = None
        self.pairs = []
        self.copies = []
        self.count = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.thread = threading.Thread(target=self._accept, daemon=True)
        self.thread.start()

    def _connect(self):
        if isinstance(self.target, str):
            out = socket.socket(socket.AF_UNIX)
            out.connect(self.target)
            return out
        return socket.create_connection(("127.0.0.1", self.target))

    def _accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            self.count += 1
            try:
                far = self._connect()
            except OSError:
                near.close()
                continue
            self.pairs.append((near, far))
            for ends in ((near, far, None), (far, near, self.after)):
                self.copies.append(threading.Thread(target=self._copy, args=ends, daemon=True))
                self.copies[-1].start()

    @staticmethod
    def _copy(source, sink, most):
        with contextlib.suppress(OSError):
            while data := source.recv(65536 if most is None else min(65536, most)):
                sink.sendall(data)
                most = None if most is None else most - len(data)
                if most == 0:
                    break
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self):
        for pair in self.pairs:
            for end in pair:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def close(self):
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()
        self.cut()
        for thread in self.copies:
            thread.join()
        for near, far in self.pairs:
            near.close()
            far.close()
