#!/usr/bin/python3
"""Goal: /openapi.json is true. Every operation of it is driven against the real server, rightly and wrongly, and each answer is
one that it documents: its status, its content type, JSON that parses, errors with `error` and `code`. No 5xx but 503 and 507.

Requests are made from the description alone (contract.py), with a seed that is printed: PIRUN_CONTRACT_SEED repeats a run,
PIRUN_CONTRACT_ROUNDS says how many random requests each operation gets.
"""

import os
import random
import re
import urllib.parse

import contract
import project
from project import until

ROUNDS = int(os.environ.get("PIRUN_CONTRACT_ROUNDS", "40"))
# Asked wrongly only: ends the server, or makes others wait; needs one of two keys.
NOT_RIGHTLY = {"POST /api/queue/drain", "POST /api/form/args"}
# Parameters that hold a call open.
SLOW = {"wait", "follow"}


class ServedTest(project.TestCase):
    """A project with a server, and what it says of itself."""

    def serve(self, **server):
        self.project = self.make({"server": {"addr": "127.0.0.1:0", **server}})
        self.server = self.project.serve()
        self.client = contract.Client(self.port())
        self.addCleanup(self.client.close)
        self.root = self.client.ask("GET", "/openapi.json").json()
        self.operations = list(contract.operations(self.root))

    def port(self):
        return int(until(lambda: re.search(r"on port (\d+)", self.server.text()), "the port").group(1))


class ContractTest(ServedTest):
    def setUp(self):
        self.serve(auth="none")
        seed = contract.seed_of()
        print(f"\nRESULT contract: seed {seed}, {len(self.operations)} operations", flush=True)
        self.random = random.Random(seed)
        self.values = contract.Values(self.random, self.good())
        self.wrong = []

    def good(self):
        """Values that exist here."""
        run_id = self.project.submit("scripts/hello.py")
        self.project.wait_end(run_id)
        self.project.drop("broken.json", {"v": 1, "no_such_key": 1})
        self.project.receipt("broken")
        with open(self.project.file("scripts", "draft.py"), "w", encoding="ascii") as file:
            file.write("print('not committed')\n")
        bad = [n.split(".")[0] for n in os.listdir(self.project.var("bad")) if n.endswith(".why.json")]
        return {"run_id": [run_id], "a": [run_id], "b": [run_id], "id": bad or ["x"], "path": ["scripts/hello.py"], "paths": [["scripts/draft.py"]], "script": ["scripts/hello.py"],
                "from": ["scripts/a.py"], "to": ["scripts/b.py"], "state": ["succeeded"], "limit": ["10"],
                "role": ["viewer"], "source": ["http"], "name": ["one"], "label": ["a=b"]}

    # -- one request ------------------------------------------------------------------------------------------------
    def ask(self, operation, query, body, headers=None, method=None, tail=None):
        headers = dict(headers or {})
        data = contract.encode(body)
        if data is not None and operation.is_json:
            headers.setdefault("Content-Type", "application/json")
        target = operation.target(query, tail)
        answer = self.client.ask(method or operation.method, target, data, headers, operation.is_stream)
        for complaint in contract.complaints(operation, answer, is_head=method == "HEAD"):
            self.wrong.append(f"{method or operation.method} {target[:300]} {data[:300] if data else ''}: {complaint}")
        return answer

    def expect(self, operation, what, answer, *statuses):
        if answer.status not in statuses:
            self.wrong.append(f"{operation}, {what}: {answer.status}, not {statuses}: {answer.body[:300]!r}")

    def tearDown(self):
        if self.wrong:
            self.fail("\n".join(self.wrong[:40]) + f"\n{len(self.wrong)} complaints")

    def resume(self):
        if "/api/queue/resume" in self.root["paths"]:
            self.client.ask("POST", "/api/queue/resume")

    # -- tests ------------------------------------------------------------------------------------------------------
    def test_each_operation_rightly_and_by_every_parameter_wrongly(self):
        for operation in self.operations:
            query, body = self.values.minimal(operation)
            if str(operation) not in NOT_RIGHTLY:
                answer = self.ask(operation, query, body)
                if answer.status in (400, 405, 413, 415):
                    self.wrong.append(f"the minimal {operation} is {answer.status}: {answer.body[:300]!r}")
                if operation.method == "GET":
                    head = self.ask(operation, query, body, method="HEAD")
                    self.expect(operation, "HEAD", head, answer.status)
            self.drive_parameters(operation, query, body)
            self.drive_body(operation, query)
            self.resume()
        print(f"RESULT contract: {self.client.count} requests, one thing wrong at a time", flush=True)

    def drive_parameters(self, operation, query, body):
        if str(operation) in NOT_RIGHTLY:
            return
        for parameter in operation.query:
            name = parameter["name"]
            others = [pair for pair in query if pair[0] != name]
            if parameter.get("required"):
                self.expect(operation, f"without '{name}'", self.ask(operation, others, body), 400)
            for text in contract.BAD_TEXTS:
                if name not in SLOW or text not in ("", "true"):
                    self.ask(operation, [*others, (name, text)], body)
            for text in ("%00", "%ff", "%zz"):
                self.expect(operation, f"'{name}={text}'", self.ask(operation, [*others, (name, text)], body), 400)
            twice = [*others, (name, "0"), (name, "0")]
            self.expect(operation, f"'{name}' twice", self.ask(operation, twice, body), 400)
            if parameter["schema"]["type"] in ("integer", "boolean"):
                self.expect(operation, f"'{name}=x'", self.ask(operation, [*others, (name, "x")], body), 400)
        for tail in ("%00", "..", "a%2fb", "x" * 300, "%ff", "%0a", "%2e%2e", "A.b-c_d~"):
            if operation.tail:
                self.ask(operation, query, body, tail=tail)

    def drive_body(self, operation, query):
        if not operation.is_json:
            return
        for data in (b"{", b"[]", b"null", b'"x"', b"{}x", b'{"a":1,"a":2}', b'{"a":"\xff"}', b"[" * 100, b'{"\\u0000":1}', b"\0"):
            self.expect(operation, f"the body {data!r}", self.ask(operation, query, data), 400)
        unknown = {**self.values.minimal_body(operation), "no_such_key": 1}
        if operation.schema().get("additionalProperties") is False:
            self.expect(operation, "an unknown key", self.ask(operation, query, unknown), 400)
        for kind in ("text/plain", "application/x-www-form-urlencoded", "application/jsonp", "multipart/form-data; boundary=x"):
            self.expect(operation, kind, self.ask(operation, query, {"a": 1}, {"Content-Type": kind}), 415)
        large = b'{"a":"' + b"x" * (2 << 20) + b'"}'
        self.expect(operation, "a large body", self.ask(operation, query, large), 413)
        self.drive_keys(operation, query)

    def drive_keys(self, operation, query):
        schema = operation.schema()
        for name, key_schema in schema.get("properties", {}).items():
            minimal = self.values.minimal_body(operation)
            if name in schema.get("required", []):
                lacking = {k: v for k, v in minimal.items() if k != name}
                self.expect(operation, f"without key '{name}'", self.ask(operation, query, lacking), 400)
            kind = contract.resolve(self.root, key_schema).get("type")
            for value in contract.WRONG.get(kind, ()):
                self.ask(operation, query, {**minimal, name: value})
            if kind in ("string", "array", "object", "boolean", "integer"):
                wrong = {**minimal, name: 1 if kind != "integer" else "1"}
                self.expect(operation, f"key '{name}' of another type", self.ask(operation, query, wrong), 400)

    def test_another_method_is_told_which_ones_there_are(self):
        for path, item in self.root["paths"].items():
            there = {m.upper() for m in item if m in contract.METHODS}
            there |= {"HEAD"} if "GET" in there else set()
            target = re.sub(r"\{.*\}", "x", path)
            for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get"):
                if method in there:
                    continue
                answer = self.client.ask(method, target)
                self.assertEqual(answer.status, 405, f"{method} {target}")
                self.assertEqual(answer.headers["allow"].split(", "), sorted(there, key="GET HEAD POST PUT PATCH DELETE".split().index))
                if method != "HEAD":
                    self.assertLessEqual({"error", "code"}, set(answer.json()))

    def test_unknown_parameters_are_ignored_and_unknown_paths_not_found(self):
        for operation in self.operations:
            if operation.method != "GET":
                continue
            query, body = self.values.minimal(operation)
            plain = self.ask(operation, query, body)
            self.expect(operation, "an unknown parameter", self.ask(operation, [*query, ("no_such", "1")], body), plain.status)
            tail = operation.target(query) + "/more" if not query else operation.path + "/more"
            answer = self.client.ask("GET", tail)
            self.assertEqual((answer.status, answer.json()["code"]), (404, "not_found"), tail)

    def test_random_requests(self):
        for operation in self.operations:
            if str(operation) in NOT_RIGHTLY:
                continue
            for _ in range(ROUNDS):
                self.ask(operation, self.random_query(operation), self.random_body(operation), tail=self.random_tail())
            self.resume()
        self.assertEqual(self.client.ask("GET", "/health").status, 200)
        print(f"RESULT contract: {self.client.count} random requests", flush=True)

    def random_query(self, operation):
        query = []
        for parameter in operation.query:
            if parameter["name"] in SLOW or self.random.random() < (0.1 if parameter.get("required") else 0.5):
                continue
            bad = self.random.choice(contract.BAD_TEXTS)
            query.append((parameter["name"], self.random.choice((bad, self.values.of_parameter(parameter)))))
        return query

    def random_body(self, operation):
        if not operation.content:
            return None
        if not operation.is_json:
            return self.random.randbytes(self.random.randrange(0, 2000))
        properties = operation.schema().get("properties", {})
        body = self.values.minimal_body(operation)
        for name in self.random.sample(list(properties), min(len(properties), self.random.randrange(4))):
            body[name] = self.values.any_of_key(self.root, name, properties[name])
        if self.random.random() < 0.1:
            body["x-" + urllib.parse.quote(self.random.choice(contract.TEXTS), errors="replace")] = self.random.choice(contract.TEXTS)
        data = bytearray(contract.encode(body))
        if self.random.random() < 0.2 and data:
            data[self.random.randrange(len(data))] = self.random.randrange(256)
        return bytes(data)

    def random_tail(self):
        return self.random.choice(("x", "hook", "%20", "x" * 127, "x" * 128, "%f0%9f%92%a9", "a%2e"))


class RolesTest(ServedTest):
    """Each operation wants the role that it names: nobody is refused with 401, too little with 403, enough is let in."""

    ROLES = ("viewer", "runner", "editor", "admin")

    def setUp(self):
        self.serve()
        with open(self.project.var("token"), encoding="ascii") as file:
            self.admin = contract.Client(self.port(), file.read().strip())
        self.addCleanup(self.admin.close)
        self.values = contract.Values(random.Random(0), {"path": ["scripts/hello.py"], "script": ["scripts/hello.py"], "role": ["viewer"]})

    def by(self, role):
        answer = self.admin.ask("POST", "/api/tokens", contract.encode({"name": role, "role": role}), {"Content-Type": "application/json"})
        self.assertEqual(answer.status, 201, answer.body)
        client = contract.Client(self.port(), answer.json()["token"])
        self.addCleanup(client.close)
        return client

    def ask(self, client, operation):
        query, body = self.values.minimal(operation)
        headers = {"Content-Type": "application/json"} if operation.is_json else {}
        answer = client.ask(operation.method, operation.target(query), contract.encode(body), headers, operation.is_stream)
        self.assertEqual(contract.complaints(operation, answer), [], f"{operation}")
        return answer

    def test_without_a_token(self):
        for operation in self.operations:
            if operation.role == "nobody":
                continue
            answer = self.ask(self.client, operation)
            self.assertEqual(answer.status, 401, f"{operation}")
            self.assertIn("Bearer", answer.headers["www-authenticate"], f"{operation}")

    def test_by_role(self):
        clients = {role: self.by(role) for role in self.ROLES}
        count = 0
        for operation in self.operations:
            if operation.role == "nobody":
                continue
            # What opens or ends something is asked only by those who may not.
            least = self.ROLES.index(operation.role)
            for role in self.ROLES[:least]:
                self.assertEqual(self.ask(clients[role], operation).status, 403, f"{operation} by {role}")
            if operation.method == "GET":
                for role in self.ROLES[least:]:
                    self.assertNotIn(self.ask(clients[role], operation).status, (401, 403), f"{operation} by {role}")
            count += 1
        print(f"RESULT contract: roles of {count} operations", flush=True)


if __name__ == "__main__":
    project.main()
