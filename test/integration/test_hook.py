"""Goal: what other services see of POST /api/hook/NAME: only who knows the secret starts a run, once per delivery."""

import hashlib
import hmac
import json
import os

from http_client import Client
from project import TestCase, main, until

SECRET = b"it is a secret"
HEADERS = {
    "github": ("X-Hub-Signature-256", "sha256=%s", "X-GitHub-Event", "X-GitHub-Delivery"),
    "gitea": ("X-Gitea-Signature", "%s", "X-Gitea-Event", "X-Gitea-Delivery"),
    "plain": ("X-Signature", "%s", "X-Event", "X-Delivery"),
}
PUSH = json.dumps({"ref": "refs/heads/main", "after": "f00", "text": "é \u2028 \"quoted\"\n"}).encode()


class HookCase(TestCase):
    def setUp(self):
        self.project = self.make()
        self.script = self.project.script("deploy.py", "import sys; sys.stdout.write(sys.stdin.read())")
        self.write_secret(SECRET + b"\n")
        self.serve()

    def write_secret(self, content, mode=0o600):
        path = self.project.file("hook.secret")
        with open(path, "wb") as file:
            file.write(content)
        os.chmod(path, mode)

    def serve(self):
        hooks = [{"name": name, "script": self.script, "secret_file": "hook.secret", "signature": name} for name in HEADERS]
        hooks.append({"name": "main-only", "script": self.script, "secret_file": "hook.secret", "branch": "main", "key": "deploy"})
        hooks.append({"name": "no-secret", "script": self.script, "secret_file": "missing.secret"})
        hooks.append({"name": "no-script", "script": "scripts/missing.py", "secret_file": "hook.secret"})
        self.project.configure({"server": {"addr": "127.0.0.1:0", "auth": "none"}, "hooks": hooks})
        self.server = self.project.serve()
        self.http = Client(self.server)

    def sign(self, kind, body, secret=SECRET):
        name, form, _, _ = HEADERS[kind]
        return {name: form % hmac.new(secret, body, hashlib.sha256).hexdigest(), "Content-Type": "application/json"}

    def call(self, name, body=PUSH, kind=None, headers=None):
        return self.http.post(f"/api/hook/{name}", body, headers=self.sign(kind or "github", body) if headers is None else headers)

    def expect(self, reply, status, code=None):
        self.assertEqual(reply.status, status, reply)
        if code:
            self.assertEqual(reply.json["code"], code)
        return reply

    def expect_stranger(self, reply):
        """Refused; who goes on for long is told to wait."""
        self.assertIn(reply.status, (401, 429), reply)
        if reply.status == 429:
            self.assertGreater(int(reply.headers["retry-after"]), 0)

    def runs(self):
        return self.http.get("/api/runs").json["runs"]

    def wait_record(self, run_id):
        def look():
            reply = self.http.get(f"/api/run/status?run_id={run_id}")
            return reply.json if reply.status == 200 and reply.json["state"] in ("succeeded", "failed", "killed") else None
        return until(look, f"the end of {run_id}")


class Signed(HookCase):
    def test_a_right_signature_of_each_kind_starts_a_run_that_reads_the_body(self):
        for kind, (_, _, event, _) in HEADERS.items():
            with self.subTest(kind=kind):
                headers = {**self.sign(kind, PUSH), event: "push"}
                reply = self.expect(self.call(kind, headers=headers), 202).json
                self.assertEqual(reply["state"], "queued")
                record = self.wait_record(reply["run_id"])
                self.assertEqual((record["state"], record["submitted_by"], record["source"]), ("succeeded", f"hook:{kind}", "http"))
                self.assertEqual(record["job"]["labels"], {"hook": kind, "event": "push"})
                self.assertEqual(self.project.logs(reply["run_id"]).encode(), PUSH)

    def test_digits_may_be_large_and_a_plain_signature_may_say_its_method(self):
        digest = hmac.new(SECRET, PUSH, hashlib.sha256).hexdigest()
        self.expect(self.call("github", headers={"X-Hub-Signature-256": "sha256=" + digest.upper()}), 202)
        self.expect(self.call("plain", headers={"X-Signature": "sha256=" + digest}), 202)

    def test_a_wrong_or_missing_signature_starts_nothing(self):
        digest = hmac.new(SECRET, PUSH, hashlib.sha256).hexdigest()
        for kind, (name, form, _, _) in HEADERS.items():
            wrong = [None, "", form % digest[:-1], form % (digest + "0"), form % ("0" + digest[1:] if digest[0] != "0" else "1" + digest[1:]),
                     form % digest.replace(digest[0], "g"), "sha1=" + digest[:40], "sha256=", form % ("0" * 64),
                     form % hmac.new(SECRET, PUSH + b" ", hashlib.sha256).hexdigest(),
                     form % hmac.new(b"other", PUSH, hashlib.sha256).hexdigest(),
                     form % hmac.new(b"", PUSH, hashlib.sha256).hexdigest()]
            for text in wrong:
                with self.subTest(kind=kind, text=text):
                    headers = {"Content-Type": "application/json", **({} if text is None else {name: text})}
                    self.expect_stranger(self.call(kind, headers=headers))
        # GitHub's old header, and the header of another kind, are not looked at
        self.expect_stranger(self.call("github", headers={"X-Gitea-Signature": digest}))
        self.expect_stranger(self.call("github", headers={"X-Hub-Signature": "sha1=" + hmac.new(SECRET, PUSH, "sha1").hexdigest()}))
        self.expect_stranger(self.call("github", headers={"X-Hub-Signature-256": digest}))
        self.assertEqual(self.runs(), [])
        self.expect(self.call("github"), 202)  # who knows the secret is not kept waiting
        with open(self.project.var("audit.log"), encoding="utf-8") as audit:
            self.assertIn("x-hub-signature", audit.read())

    def test_the_signature_is_of_the_bytes_whatever_they_are(self):
        for body in (b"", b"not json", b"\xff\xfe", b"a\0b"):
            with self.subTest(body=body):
                self.expect(self.call("plain", body, headers={"X-Signature": "0" * 64}), 401, "unauthorized")
        self.expect(self.call("plain", b"not json", "plain"), 202)
        self.expect(self.call("plain", b"", "plain"), 202)

    def test_a_body_that_no_job_file_can_hold_reaches_the_script_too(self):
        self.project.script("deploy.py", "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())")
        for body in (b"a\0b", b"\xff\xfe", b'"' * 40000, os.urandom(1000000)):
            run_id = self.expect(self.call("plain", body, "plain"), 202).json["run_id"]
            self.assertEqual(self.wait_record(run_id)["state"], "succeeded")
            with open(self.project.var("logs", f"{run_id}.log"), "rb") as log:
                self.assertEqual(log.read(), body)
        reply = self.expect(self.http.announce("/api/hook/plain", 5000001), 413, "too_large")
        self.assertIn("5000000", reply.json["error"])

    def test_an_unknown_hook_is_not_there(self):
        for name in ("nobody", "", "github/", "github%00", "..", "x" * 200):
            self.expect(self.call(name), 404, "not_found")
        self.expect(self.http.get("/api/hook/github"), 405)


class Deliveries(HookCase):
    def test_the_same_delivery_again_is_the_same_run(self):
        for kind, (_, _, _, delivery) in HEADERS.items():
            headers = {**self.sign(kind, PUSH), delivery: "d-1"}
            first = self.expect(self.call(kind, headers=headers), 202).json["run_id"]
            again = self.expect(self.call(kind, headers=headers), 202).json["run_id"]
            self.assertEqual(first, again)
            other = self.expect(self.call(kind, headers={**headers, delivery: "d-2"}), 202).json["run_id"]
            self.assertNotEqual(first, other)

    def test_a_ping_is_answered_and_starts_nothing(self):
        reply = self.expect(self.call("github", headers={**self.sign("github", PUSH), "X-GitHub-Event": "ping"}), 200)
        self.assertTrue(reply.json["ok"])
        self.expect(self.call("github", headers={"X-GitHub-Event": "ping"}), 401)
        self.assertEqual(self.runs(), [])

    def test_only_pushes_to_the_branch_start_a_run(self):
        for ref in ("refs/heads/other", "refs/tags/main", "main", "refs/heads/main2", None, 7):
            body = json.dumps({"ref": ref} if ref else {}).encode()
            self.assertIn("branch", self.expect(self.call("main-only", body), 200).json["text"])
        self.expect(self.call("main-only", b"[]"), 200)
        self.assertIn("1:2", self.expect(self.call("main-only", b"{"), 400, "invalid").json["error"])
        self.assertEqual(self.runs(), [])
        run_id = self.expect(self.call("main-only"), 202).json["run_id"]
        self.assertEqual(self.wait_record(run_id)["job"]["key"], "deploy")

    def test_a_form_is_told_to_be_json(self):
        body = b"payload=%7B%7D"
        headers = {**self.sign("github", body), "Content-Type": "application/x-www-form-urlencoded"}
        self.assertIn("application/json", self.expect(self.call("github", body, headers=headers), 400, "invalid").json["error"])


class SetUp(HookCase):
    def test_a_secret_that_others_may_read_or_that_is_missing_is_no_secret(self):
        self.expect(self.call("no-secret"), 500, "internal")
        self.write_secret(SECRET, 0o644)
        self.expect(self.call("github"), 500, "internal")
        self.write_secret(b"\n")
        empty = hmac.new(b"", PUSH, hashlib.sha256).hexdigest()
        self.expect(self.call("github", headers={"X-Hub-Signature-256": "sha256=" + empty}), 500, "internal")
        self.assertNotIn("missing.secret", self.call("no-secret").body.decode())
        self.assertIn("missing.secret", self.server.text())
        self.assertEqual(self.runs(), [])

    def test_a_new_secret_counts_at_once(self):
        self.write_secret(b"new")
        self.expect(self.call("github"), 401)
        self.expect(self.call("github", headers=self.sign("github", PUSH, b"new")), 202)

    def test_a_missing_script_is_told_to_who_signed(self):
        self.assertEqual(self.expect(self.call("no-script"), 400, "invalid").json["fault"], "no_script")
        self.expect(self.call("no-script", headers={}), 401)

    def test_a_hook_of_the_config_needs_a_name_a_script_and_a_secret(self):
        good = {"name": "x", "script": "scripts/deploy.py", "secret_file": "s"}
        for change, text in (({"secret_file": ""}, "without a secret"), ({"script": "deploy.sh"}, "hooks[].script"),
                             ({"name": "a/b"}, "hooks[].name"), ({"name": ""}, "hooks[].name"), ({"more": 1}, "hooks[].more"),
                             ({"signature": "none"}, "hooks[].signature")):
            with self.subTest(change=change):
                self.project.configure({"hooks": [{**good, **change}]})
                self.assertIn(text, self.project.pirun("check", expect=None).stdout)
        self.project.configure({"hooks": [good, good]})
        self.assertIn("twice", self.project.pirun("check", expect=None).stdout)


if __name__ == "__main__":
    main()
