"""A client for black box tests of the HTTP API: one connection per call, the port taken from the server's log."""

import http.client
import json
import re

from project import PATIENCE_S, until


def port_of(server):
    """The port that the server says it serves on."""
    found = until(lambda: re.search(r"serving '.*' on port (\d+)", server.text()), "the port of the server")
    return int(found.group(1))


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.body[:300]!r}"


class Client:
    def __init__(self, server):
        self.port = port_of(server)

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)

    def call(self, method, path, body=None, headers=None):
        """BODY: bytes as they are, anything else as JSON."""
        headers = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        connection = self.connect()
        try:
            connection.request(method, path, body, headers)
            reply = connection.getresponse()
            return Reply(reply.status, reply.headers, reply.read())
        finally:
            connection.close()

    def announce(self, path, size, headers=None):
        """POST the head of a body of SIZE bytes and nothing of it: who refuses by the head does not wait for the rest."""
        connection = self.connect()
        try:
            connection.putrequest("POST", path)
            for name, value in {**(headers or {}), "Content-Length": str(size)}.items():
                connection.putheader(name, value)
            connection.endheaders()
            reply = connection.getresponse()
            return Reply(reply.status, reply.headers, reply.read())
        finally:
            connection.close()

    def get(self, path, **more):
        return self.call("GET", path, **more)

    def post(self, path, body=None, **more):
        return self.call("POST", path, body, **more)
