"""Goal: what the browser's Settings show and do over HTTP: configuration, doctor, machine, sign-in links, sessions, further host names."""

import http.client
import json
import time
import urllib.parse

from http_client import Client
from project import PATIENCE_S, TestCase, main, until


class SettingsCase(TestCase):
    SERVER = {}

    def setUp(self):
        self.project = self.make({"server": {"addr": "127.0.0.1:0", **self.SERVER}, "keep": {"days": 7}})
        self.server = self.project.serve()
        self.http = Client(self.server)
        with open(self.project.var("token"), encoding="ascii") as file:
            self.admin = {"Authorization": f"Bearer {file.read().strip()}"}

    def ask(self, method, path, body=None, headers=None, status=200):
        reply = self.http.call(method, path, body, self.admin if headers is None else headers)
        self.assertEqual(reply.status, status, reply)
        return reply

    def token(self, role):
        secret = self.project.json("token", "create", "--name", role, "--role", role)["token"]
        return {"Authorization": f"Bearer {secret}"}


class Looks(SettingsCase):
    def test_each_key_of_the_configuration_is_told(self):
        values = {value["key"]: value for value in self.ask("GET", "/api/config", headers=self.token("viewer")).json["values"]}
        self.assertIn("server.hosts", values)
        self.assertEqual({key: values["keep.days"][key] for key in ("value", "default", "unit", "is_default")},
                         {"value": "7", "default": "30", "unit": "days", "is_default": False})
        self.assertTrue(values["keep.runs"]["is_default"])
        self.assertTrue(all(value["help"] for value in values.values()))
        self.assertEqual(values["server.addr"]["value"], "127.0.0.1:0")

    def test_the_doctor_says_what_the_command_says(self):
        report = self.ask("GET", "/api/doctor").json
        shown = json.loads(self.project.pirun("doctor", "--json", expect=None).stdout)
        self.assertEqual(set(report), set(shown))
        self.assertEqual([row["name"] for row in report["protections"]], [row["name"] for row in shown["protections"]])
        checks = {finding["check"]: finding for finding in report["findings"]}
        self.assertIn(f"process {self.server.pid}", checks["server"]["text"])
        self.assertEqual(self.ask("GET", "/api/doctor").json, report)

    def test_the_machine_is_told_now_and_before(self):
        self.ask("GET", "/api/machine?minutes=0", status=400)
        self.ask("GET", "/api/machine?minutes=61", status=400)

        def known():
            answer = self.ask("GET", "/api/machine?minutes=1").json
            return answer if "cpu_percent" in answer["now"] else None
        answer = until(known, "the second look at the machine")
        now, history = answer["now"], answer["history"]
        self.assertGreaterEqual(now["cores"], 1)
        self.assertTrue(0 <= now["cpu_percent"] <= 100)
        self.assertGreater(now["memory"]["total_kb"], now["memory"]["available_kb"])
        self.assertGreater(now["disk"]["total_bytes"], 0)
        self.assertTrue(now["kernel"])
        self.assertGreater(now["uptime_s"], 0)
        self.assertEqual(history["step_s"], 5)
        for key in ("cpu_percent", "memory_percent", "temperature_c"):
            self.assertEqual(len(history[key]), 12, key)
        self.assertIsNotNone(history["cpu_percent"][-1])
        self.assertLessEqual(len(self.ask("GET", "/api/machine").json["history"]["cpu_percent"]), 300)

    def test_a_page_learns_of_the_server_in_one_call(self):
        who = self.ask("GET", "/api/whoami", headers=self.token("viewer")).json
        self.assertEqual((who["role"], who["features"]), ("viewer", {"terminal": False, "preview": False, "git": True}))
        self.assertTrue(who["time"].endswith("Z"))


class SignIn(SettingsCase):
    def test_a_link_signs_in_once_and_its_session_is_listed(self):
        for role in ("viewer", "editor"):
            self.ask("POST", "/api/signin/link", {}, self.token(role), status=403)
        link = self.ask("POST", "/api/signin/link", {}, status=201).json
        self.assertTrue(link["url"].startswith("/api/signin?link="))
        self.assertGreater(link["expires_at"], time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime()))
        came = self.ask("GET", link["url"], headers={"User-Agent": "browser/1"}, status=303)
        cookie = {"Cookie": came.headers["set-cookie"].partition(";")[0]}
        self.assertEqual(self.ask("GET", "/api/whoami", headers=cookie).json["role"], "admin")
        again = self.ask("GET", link["url"], headers={}, status=401)
        self.assertEqual(again.json["code"], "unauthorized")
        [session] = self.ask("GET", "/api/sessions").json["sessions"]
        self.assertEqual((session["role"], session["from"], session["agent"], session["current"]), ("admin", "127.0.0.1", "browser/1", False))
        for key in ("created", "last_used", "expires"):
            self.assertTrue(session[key].endswith("Z"), key)
        with open(self.project.var("audit.log"), encoding="utf-8") as file:
            self.assertNotIn(urllib.parse.urlparse(link["url"]).query, file.read())

    def test_tokens_tell_when_they_were_used(self):
        self.ask("GET", "/api/whoami")
        [token] = [token for token in self.ask("GET", "/api/tokens").json["tokens"] if token.get("local")]
        self.assertEqual(token["role"], "admin")
        self.assertTrue(token["created"].endswith("Z") and token["last_used"].endswith("Z"))


class OpenServer(SettingsCase):
    SERVER = {"auth": "none"}

    def test_where_nobody_signs_in_there_is_no_link(self):
        reply = self.ask("POST", "/api/signin/link", {}, headers={}, status=409)
        self.assertIn("server.auth", reply.json["error"])


class Hosts(SettingsCase):
    SERVER = {"auth": "none", "hosts": ["pi.example.org"]}

    def status(self, host):
        connection = http.client.HTTPConnection("127.0.0.1", self.http.port, timeout=PATIENCE_S)
        try:
            connection.request("GET", "/api/whoami", headers={"Host": host})
            reply = connection.getresponse()
            return reply.status, reply.read()
        finally:
            connection.close()

    def test_names_that_the_configuration_gives_are_answered(self):
        for host in ("pi.example.org", "PI.example.org:443", "localhost"):
            self.assertEqual(self.status(host)[0], 200, host)
        status, body = self.status("evil.example")
        self.assertEqual(status, 403)
        self.assertIn(b"server.hosts", body)

    def test_what_is_no_name_is_refused_by_check(self):
        for hosts in (["http://pi.example.org"], ["pi.example.org:80"], [""], [f"h{i}" for i in range(9)]):
            self.project.configure({"server": {"addr": "127.0.0.1:0", "hosts": hosts}})
            done = self.project.pirun("check", expect=None)
            self.assertNotEqual(done.returncode, 0, hosts)
            self.assertIn("server.hosts", done.stdout + done.stderr)


if __name__ == "__main__":
    main()
