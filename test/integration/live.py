"""What the tests of output and events over HTTP share: a server that listens, Server-Sent Events and WebSockets by hand."""

import base64
import http.client
import json
import os
import re
import socket
import struct
import urllib.parse

from project import PATIENCE_S, TestCase, until

# Writes until the file named by its argument is there; then a last line.
PATIENT = """
import os, sys, time
n = 0
while not os.path.exists(sys.argv[1]):
    for _ in range(int(sys.argv[2])):
        sys.stdout.write(f"line {n} \\u00e4\\u20ac\\U0001f600\\n")
        n += 1
    sys.stdout.flush()
    if n % 3 == 0:
        sys.stderr.write("to stderr\\n")
        sys.stderr.flush()
    time.sleep(0.01)
print("the end")
"""


class Http(TestCase):
    """A project with a server that listens."""

    def setUp(self):
        self.project = self.make({"server": self.server_config()})
        self.server = self.project.serve()

    def server_config(self):
        return {"addr": "127.0.0.1:0", "auth": "none"}

    def port(self):
        return int(re.search(r" on port (\d+)", self.server.text()).group(1))

    def connect(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port(), timeout=PATIENCE_S)
        self.addCleanup(connection.close)
        return connection

    def ask(self, path, headers=None, method="GET", **query):
        connection = self.connect()
        connection.request(method, f"{path}?{urllib.parse.urlencode(query)}" if query else path, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def log(self, run_id, headers=None, method="GET", **query):
        return self.ask("/api/run/log", headers, method, run_id=run_id, **query)

    def file_of(self, run_id, attempt=""):
        with open(self.project.var("logs", f"{run_id}{attempt}.log"), "rb") as file:
            return file.read()

    def run_of(self, text, *args, options=()):
        """Run a script to its end; answer its id."""
        run_id = self.project.submit(*options, self.project.script("run.py", text), "--", *args)
        self.project.wait_end(run_id)
        return run_id

    def start_patient(self, lines=5):
        """A run that writes until self.finish(): answers its id."""
        self.stop_file = self.project.file("stop")
        run_id = self.project.submit(self.project.script("patient.py", PATIENT), "--", self.stop_file, str(lines))
        path = self.project.var("logs", f"{run_id}.log")
        until(lambda: os.path.exists(path) and os.path.getsize(path) > 0, "output")
        return run_id

    def finish(self):
        with open(self.stop_file, "w", encoding="utf-8"):
            pass


class Event:
    def __init__(self, name, id, data):
        self.name, self.id, self.data = name, id, data


def bytes_of(event):
    return base64.b64decode(event.data["base64"]) if "base64" in event.data else event.data["text"].encode()


class Stream:
    """Server-Sent Events, read strictly. Iterating ends when the server ends the stream."""

    def __init__(self, port, path, headers=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        self.connection.request("GET", path, headers=headers or {})
        self.answer = self.connection.getresponse()
        if self.answer.status != 200 or self.answer.headers["Content-Type"] != "text/event-stream":
            raise AssertionError(f"{path}: {self.answer.status} {self.answer.read()}")

    def close(self):
        self.answer.close()
        self.connection.close()

    def __iter__(self):
        return self

    def __next__(self):
        fields = {}
        while True:
            line = self.answer.readline()
            if not line:
                raise StopIteration
            line = line.decode().rstrip("\n")
            if line.startswith(":"):
                continue
            if line:
                key, value = line.split(": ", 1)
                assert key in ("id", "event", "data") and key not in fields, line
                fields[key] = value
            elif fields:
                return Event(fields["event"], fields.get("id"), json.loads(fields["data"]))

    def until(self, name):
        """The events up to the next one of this NAME."""
        events = []
        for event in self:
            events.append(event)
            if event.name == name:
                return events
        raise AssertionError(f"the stream ended before '{name}'")


class WebSocket:
    """A client by hand: frames as RFC 6455 has them."""

    def __init__(self, port, path="/api/events", version="13", key="dGhlIHNhbXBsZSBub25jZQ==", headers=()):
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE_S)
        lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Connection: Upgrade", "Upgrade: websocket",
                 *([f"Sec-WebSocket-Version: {version}"] if version else []), *([f"Sec-WebSocket-Key: {key}"] if key else []),
                 *headers]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())
        self.file = self.socket.makefile("rb")
        self.status = int(self.file.readline().split()[1])
        self.headers = http.client.parse_headers(self.file)
        self.pongs = []

    def close(self):
        self.file.close()
        self.socket.close()

    def send(self, opcode, payload, mask=b"\x01\x02\x03\x04", fin=True):
        head = bytes([opcode | (0x80 if fin else 0)])
        bit = 0x80 if mask else 0
        if len(payload) < 126:
            head += bytes([bit | len(payload)])
        elif len(payload) < 65536:
            head += bytes([bit | 126]) + struct.pack(">H", len(payload))
        else:
            head += bytes([bit | 127]) + struct.pack(">Q", len(payload))
        body = bytes(b ^ mask[i % 4] for i, b in enumerate(payload)) if mask else payload
        self.socket.sendall(head + (mask or b"") + body)

    def ask(self, **message):
        self.send(1, json.dumps(message).encode())

    def frame(self):
        head = self.file.read(2)
        if len(head) < 2:
            return None, b""
        size = head[1] & 127
        if size == 126:
            size = struct.unpack(">H", self.file.read(2))[0]
        elif size == 127:
            size = struct.unpack(">Q", self.file.read(8))[0]
        assert not head[1] & 0x80, "a server does not mask"
        assert head[0] & 0x80, "we send no fragments"
        return head[0] & 15, self.file.read(size)

    def event(self):
        """The next event; pings are answered."""
        while True:
            opcode, payload = self.frame()
            if opcode == 1:
                return json.loads(payload.decode())
            if opcode == 9:
                self.send(10, payload)
            elif opcode == 10:
                self.pongs.append(payload)
            else:
                raise AssertionError(f"frame {opcode}: {payload!r}")

    def event_of(self, name):
        while True:
            event = self.event()
            if event["event"] == name:
                return event

    def close_code(self):
        """The code with which the server closes, after whatever else it sends."""
        while True:
            opcode, payload = self.frame()
            if opcode == 8:
                return struct.unpack(">H", payload[:2])[0]
            if opcode is None:
                return None
