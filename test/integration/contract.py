"""Requests made from a server's own /openapi.json, and what its answers must be like. For test_contract.py."""

import http.client
import json
import os
import urllib.parse

STREAM = "text/event-stream"
METHODS = ("get", "put", "post", "delete", "patch")
PATIENCE_S = 60
# The last part of a path that is open, where a plain word has the wrong form.
TAILS = {"/api/blob/{name}": "sha256:" + "0" * 64}


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def type(self):
        return (self.headers.get("content-type") or "").split(";")[0].strip()

    def json(self):
        return json.loads(self.body)


class Client:
    """One request per call on a kept connection. Streams are read up to their head and left."""

    def __init__(self, port, token=None):
        self.port, self.token, self.connection, self.count = port, token, None, 0

    def ask(self, method, target, body=None, headers=None, is_stream=False):
        headers = dict(headers or {})
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        self.count += 1
        try:
            self.connection.request(method, target, body=body, headers=headers)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            # The server may end an idle connection at any time. A second failure is one.
            self.connection.close()
            self.connection.request(method, target, body=body, headers=headers)
            response = self.connection.getresponse()
        if is_stream and response.status < 300:
            answer = Answer(response.status, response.headers, b"")
            self.close()
            return answer
        return Answer(response.status, response.headers, response.read())

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


class Operation:
    def __init__(self, root, path, method, spec):
        self.root, self.path, self.method, self.spec = root, path, method.upper(), spec
        self.query = [p for p in spec.get("parameters", []) if p["in"] == "query"]
        self.tail = [p for p in spec.get("parameters", []) if p["in"] == "path"]
        self.role = spec["x-role"]
        self.content = spec.get("requestBody", {}).get("content", {})

    def __str__(self):
        return f"{self.method} {self.path}"

    @property
    def is_json(self):
        return "application/json" in self.content

    @property
    def is_stream(self):
        return any(STREAM in r.get("content", {}) for r in self.spec["responses"].values())

    def schema(self):
        return resolve(self.root, self.content.get("application/json", {}).get("schema", {}))

    def target(self, query=(), tail=None):
        path = self.path
        tail = TAILS.get(path, "x") if tail is None else tail
        if self.tail:
            path = path[:path.index("{")] + tail
        pairs = "&".join(f"{name}={value}" for name, value in query)
        return path + ("?" + pairs if pairs else "")


def resolve(root, schema):
    while "$ref" in schema:
        found = root
        for part in schema["$ref"][2:].split("/"):
            found = found[part]
        schema = found
    return schema


def operations(root):
    for path, item in root["paths"].items():
        for method, spec in item.items():
            if method in METHODS:
                yield Operation(root, path, method, spec)


def complaints(operation, answer, is_head=False):
    """What is wrong with ANSWER, as a list of sentences."""
    documented = operation.spec["responses"]
    status = str(answer.status)
    if status not in documented:
        return [f"status {status} is not documented ({', '.join(documented)}): {answer.body[:200]!r}"]
    if answer.status >= 500 and answer.status not in (503, 507):
        return [f"status {status}: {answer.body[:200]!r}"]
    wrong = []
    content = documented[status].get("content")
    if content is None:
        if answer.body:
            wrong.append(f"status {status} is documented without a body and has {answer.body[:80]!r}")
        return wrong
    if is_head:
        return [] if not answer.body else ["HEAD has a body"]
    if "*/*" not in content and answer.type not in content:
        wrong.append(f"content type '{answer.type}' of status {status} is not among {list(content)}")
    if answer.type == "application/json":
        wrong += json_complaints(operation, answer, content)
    return wrong


def json_complaints(operation, answer, content):
    try:
        value = answer.json()
    except ValueError as error:
        return [f"the answer is not JSON: {error}: {answer.body[:200]!r}"]
    schema = resolve(operation.root, content.get("application/json", {}).get("schema", {}))
    missing = [key for key in schema.get("required", []) if not isinstance(value, dict) or key not in value]
    return [f"status {answer.status} lacks {missing}: {answer.body[:200]!r}"] if missing else []


# -- values -----------------------------------------------------------------------------------------------------------
def quote(text):
    return urllib.parse.quote(text, safe="")


BAD_TEXTS = ("%00", "a%00b", "%0a", "a%0d%0aX-Evil:%201", "%7f", "%ff", "%c0%af", "%ed%a0%80", "%", "%zz", "", "x" * 5000,
             "..", "../..", "%2e%2e%2fetc", "/etc/passwd", "%252e%252e", "scripts//hello.py", "./", "var/token", ".git/config",
             "%F0%9F%92%A9", "'\"%3B--", "true", "-1", "18446744073709551616", "1e9", "NaN")
WRONG = {
    "string": (1, None, True, [], {}, 1.5),
    "integer": ("1", None, True, [], 1.5, 1e300, -(2**53), 2**53),
    "number": ("1", None, True, [], -1e300, 1e300),
    "boolean": ("yes", 1, None, []),
    "array": ({}, "x", 1, None, [None], [[[]]], ["\u0001"], ["x" * 3000]),
    "object": ([], "x", 1, None, {"": None}, {"\u0001": "\u0001"}, {"x" * 300: {}}),
}
TEXTS = ("", "\u0001", "a\nb", "\u202e", "x" * 3000, "../..", "/etc/passwd", "\ud83d\ude00", "var/token", "-", "--help", "@1",
         "%s%n", "${HOME}", "`id`", "00000000-0000-0000-0000-000000000000")


class Values:
    """Good values by the name of a parameter or key, bad ones by its type."""

    def __init__(self, random, good):
        self.random, self.good = random, good

    def of_parameter(self, parameter):
        pool = self.good.get(parameter["name"])
        if pool:
            return quote(self.random.choice(pool))
        kind = parameter.get("schema", {}).get("type", "string")
        return {"integer": "1", "boolean": "0"}.get(kind, "x")

    def of_key(self, root, name, schema):
        pool = self.good.get(name)
        if pool:
            return self.random.choice(pool)
        schema = resolve(root, schema)
        if schema.get("examples"):
            return schema["examples"][0]
        if schema.get("enum"):
            return schema["enum"][0]
        return {"integer": 1, "number": 1, "boolean": False, "array": [], "object": {}}.get(schema.get("type"), "x")

    def any_of_key(self, root, name, schema):
        kind = self.random.randrange(4)
        if kind == 0:
            return self.of_key(root, name, schema)
        if kind == 1:
            return self.random.choice(TEXTS)
        return self.random.choice(WRONG.get(resolve(root, schema).get("type", "string"), (None,)))

    def minimal(self, operation):
        """Query and body of the smallest good request."""
        query = [(p["name"], self.of_parameter(p)) for p in operation.query if p.get("required")]
        return query, self.minimal_body(operation)

    def minimal_body(self, operation):
        if not operation.content:
            return None
        if not operation.is_json:
            return b"bytes\n"
        schema = operation.schema()
        properties = schema.get("properties", {})
        keys = list(schema.get("required", []))
        if "script" in properties:
            keys = ["script"]
        return {key: self.of_key(operation.root, key, properties[key]) for key in keys}


def encode(body):
    if body is None or isinstance(body, bytes):
        return body
    return json.dumps(body).encode("utf-8", "surrogatepass")


def seed_of(environment="PIRUN_CONTRACT_SEED"):
    return int(os.environ.get(environment, "20261127"))
