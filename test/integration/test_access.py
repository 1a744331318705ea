"""Goal: nobody does over HTTP what they may not; who may is known by a secret that is written nowhere, and can lose it at any time."""

import http.client
import json
import os
import re
import stat
import unittest

from project import TestCase, main, until

ROLES = ("viewer", "runner", "editor", "admin")
JSON = {"Content-Type": "application/json"}


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def cookie(self):
        """The name and value of Set-Cookie, as Cookie sends them back."""
        return (self.headers["Set-Cookie"] or "").split(";")[0]


class Web(TestCase):
    """A project with a server on a free port of the loopback address."""

    CONFIG = {}

    def setUp(self):
        self.project = self.make({"server": {"addr": "127.0.0.1:0", **self.CONFIG}}, env_dir=False)
        self.server = self.project.serve()
        self.port = self.port_of(self.server)

    def port_of(self, server):
        return int(re.search(r"on port (\d+)", server.text()).group(1))

    def link_of(self, server):
        return re.search(r"http://127\.0\.0\.1:\d+(/api/signin\?link=[0-9a-f]{64})", server.text()).group(1)

    def ask(self, method, path, token=None, cookie=None, headers=None, body=None, json_body=None, source="127.0.0.1"):
        headers = {"Host": f"127.0.0.1:{self.port}", **(headers or {})}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        if cookie:
            headers["Cookie"] = cookie
        if json_body is not None:
            body = json.dumps(json_body)
            headers = {**JSON, **headers}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(source, 0))
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body.encode() if body is not None else None)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def local(self):
        with open(self.project.var("token"), encoding="ascii") as file:
            return file.read().strip()

    def create(self, *args):
        return self.project.pirun("token", "create", *args).stdout.strip()

    def sign_in(self, token):
        answer = self.ask("POST", "/api/signin", json_body={"token": token})
        self.assertEqual(answer.status, 200, answer.body)
        return answer.cookie

    def restart(self):
        self.server.stop()
        self.server = self.project.serve()
        self.port = self.port_of(self.server)

    def audit(self):
        with open(self.project.var("audit.log"), encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def wait_for_audit(self, **wanted):
        def look():
            if not os.path.exists(self.project.var("audit.log")):
                return None
            lines = [line for line in self.audit() if all(line.get(key) == value for key, value in wanted.items())]
            return lines or None
        return until(look, f"a line of the audit log with {wanted}")


class Tokens(Web):
    def test_without_a_token_it_is_401_and_says_how(self):
        answer = self.ask("GET", "/api/whoami")
        self.assertEqual(answer.status, 401)
        self.assertRegex(answer.headers["WWW-Authenticate"], "^Bearer")
        self.assertEqual(answer.headers["Content-Type"], "application/json")
        self.assertIn("Authorization", answer.json["error"])
        self.assertEqual(self.ask("GET", "/health").status, 200)
        self.assertEqual(self.ask("GET", "/nothing").status, 404)

    def test_both_headers_say_who_it_is(self):
        token = self.create("--name", "phone", "--role", "runner")
        for headers in ({"Authorization": f"Bearer {token}"}, {"Authorization": f"bearer  {token}"}, {"X-API-Key": token},
                        {"Authorization": "Basic Zm9vOmJhcg==", "X-API-Key": token}):
            with self.subTest(headers):
                answer = self.ask("GET", "/api/whoami", headers=headers)
                self.assertEqual((answer.status, answer.json["name"], answer.json["role"], answer.json["how"]),
                                 (200, "phone", "runner", "token"))

    def test_a_new_token_counts_at_once(self):
        for name in ("one", "two"):  # the second one comes right after the file was looked at
            token = self.create("--name", name)
            self.assertEqual(self.ask("GET", "/api/whoami", token).status, 200)

    def test_the_local_token_is_the_admins_and_for_this_user_only(self):
        self.assertEqual(stat.S_IMODE(os.stat(self.project.var("token")).st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(os.stat(self.project.var("tokens.json")).st_mode), 0o600)
        self.assertEqual(self.ask("GET", "/api/whoami", self.local()).json["role"], "admin")

    def test_each_role_may_what_its_rows_ask_for(self):
        rows = {"viewer": ("GET", "/api/whoami"), "runner": ("POST", "/api/run"), "editor": ("POST", "/api/dir"),
                "admin": ("GET", "/api/tokens")}
        tokens = {role: self.create("--role", role) for role in ROLES}
        for needed, (method, path) in rows.items():
            if self.ask(method, path).status == 404:
                print(f"SKIP no {path} in this build: the role {needed} is not tried")
                continue
            for role in ROLES:
                with self.subTest(row=path, role=role):
                    body = {"unknown": 1} if method == "POST" else None
                    answer = self.ask(method, path, tokens[role], json_body=body)
                    if ROLES.index(role) < ROLES.index(needed):
                        self.assertEqual(answer.status, 403)
                        self.assertIn(f"'{needed}'", answer.json["error"])
                        self.assertIn(f"'{role}'", answer.json["error"])
                    else:
                        self.assertIn(answer.status, (200, 400))

    def test_a_revoked_token_is_out_while_the_server_runs_and_its_sessions_too(self):
        token = self.create("--name", "gone", "--role", "editor")
        cookie = self.sign_in(token)
        self.assertEqual(self.ask("GET", "/api/whoami", cookie=cookie).status, 200)
        self.project.pirun("token", "revoke", "gone")
        until(lambda: self.ask("GET", "/api/whoami", token).status in (401, 429), "the token to be out")
        self.assertEqual(self.ask("GET", "/api/whoami", cookie=cookie).status, 401)
        self.assertEqual(self.ask("GET", "/api/whoami", self.local()).status, 200)

    def test_tokens_are_managed_over_http_by_admins(self):
        made = self.ask("POST", "/api/tokens", self.local(), json_body={"name": "ci", "role": "runner", "expires": "2099-01-01T00:00:00Z"})
        self.assertEqual(made.status, 201, made.body)
        secret, token_id = made.json["token"], made.json["id"]
        self.assertEqual(self.ask("GET", "/api/whoami", secret).json["role"], "runner")
        listed = self.ask("GET", "/api/tokens", self.local())
        self.assertNotIn(secret[6:].encode(), listed.body)
        self.assertNotIn(b"sha256", listed.body)
        self.assertEqual([t["expires"] for t in listed.json["tokens"] if t["id"] == token_id], ["2099-01-01T00:00:00.000000Z"])
        self.assertIn(token_id, [t["id"] for t in self.project.json("token", "list")])
        for status, path in ((404, "/api/tokens?id=000000000000"), (400, "/api/tokens"), (404, "/api/tokens?id=ci"), (204, f"/api/tokens?id={token_id}")):
            self.assertEqual(self.ask("DELETE", path, self.local()).status, status, path)
        self.assertEqual(self.ask("GET", "/api/whoami", secret).status, 401)
        for bad in ({"role": "king"}, {"name": ""}, {"name": "a\nb"}, {"expires": "soon"}, {"expires": "2001-01-01T00:00:00Z"}, {"x": 1}, {"name": 1}):
            self.assertEqual(self.ask("POST", "/api/tokens", self.local(), json_body=bad).status, 400, bad)

    def test_an_expired_token_is_told_so(self):
        token = self.create("--name", "short", "--expires", "1s")
        answer = until(lambda: (a := self.ask("GET", "/api/whoami", token)).status == 401 and a, "the token to expire")
        self.assertIn("expired", answer.json["error"])
        self.assertIn("expired", self.project.pirun("token", "list").stdout)

    def test_a_damaged_file_is_named_and_lets_nobody_in(self):
        token = self.create("--role", "admin")
        with open(self.project.var("tokens.json"), "r+", encoding="utf-8") as file:
            good = file.read()
            file.truncate(len(good) // 2)
        answer = until(lambda: (a := self.ask("GET", "/api/whoami", token)).status == 500 and a, "the damage to be seen")
        self.assertIn("'var/tokens.json'", answer.json["error"])
        self.assertIn("pirun token create", answer.json["error"])
        self.assertEqual(self.ask("GET", "/health").status, 200)
        self.assertEqual(self.server.text().count("'var/tokens.json' is damaged"), 1)
        self.assertIn("'var/tokens.json' is damaged", self.project.pirun("token", "list", expect=70).stderr)
        self.assertIn("'var/tokens.json' is damaged", self.project.pirun("token", "create", expect=70).stderr)
        self.assertIn("'var/tokens.json' is damaged", self.project.pirun("doctor", expect=1).stdout)
        self.server.stop()
        self.assertIn("'var/tokens.json' is damaged", self.project.pirun("serve", expect=70).stderr)
        with open(self.project.var("tokens.json"), "w", encoding="utf-8") as file:
            file.write(good)
        self.server = self.project.serve()
        self.port = self.port_of(self.server)
        self.assertEqual(self.ask("GET", "/api/whoami", token).status, 200)

    def test_use_is_written_down(self):
        token = self.create("--name", "used")
        self.assertEqual(self.ask("GET", "/api/whoami", token).status, 200)
        until(lambda: [t for t in self.project.json("token", "list") if t["name"] == "used" and "last_used" in t], "the use to be listed")


class Slowing(Web):
    def test_wrong_tokens_are_slowed_and_right_ones_are_not(self):
        token = self.create("--role", "viewer")
        answers = [self.ask("GET", "/api/whoami", "pirun_wrong") for _ in range(5)]
        self.assertEqual([a.status for a in answers], [401] * 5)
        for method, path, more in (("GET", "/api/whoami", {"token": "pirun_wrong"}), ("POST", "/api/signin", {"json_body": {"token": "wrong"}}),
                                   ("GET", "/api/signin?link=" + "0" * 64, {})):
            # on a slow machine a wait may be over already; each failure makes the next one longer
            answer = until(lambda: (a := self.ask(method, path, **more)).status == 429 and a, f"{method} {path} to be slowed")  # noqa: B023
            self.assertGreaterEqual(int(answer.headers["Retry-After"]), 1)
            self.assertIn("127.0.0.1", answer.json["error"])
        self.assertEqual(self.ask("GET", "/api/whoami").status, 401)  # no token is no guess
        self.assertEqual(self.ask("GET", "/health", "pirun_wrong").status, 200)
        self.assertEqual(self.ask("GET", "/api/whoami", token).status, 200)
        self.assertEqual(self.ask("GET", "/api/whoami", "pirun_wrong").status, 401)  # a success forgives

    def test_malformed_headers_are_wrong_tokens(self):
        for header in ("Bearer", "Bearer ", "Bearer a b", "Bearer \x80\xff"):
            with self.subTest(header):
                self.assertIn(self.ask("GET", "/api/whoami", headers={"Authorization": header.encode("latin-1")}).status, (401, 429))
        self.assertEqual(self.ask("GET", "/api/whoami", headers={"Authorization": "Basic x"}).status, 401)


class Sessions(Web):
    def test_a_link_signs_in_once_and_leads_to_the_page(self):
        link = self.link_of(self.server)
        ahead = self.ask("GET", link, headers={"Sec-Purpose": "prefetch;prerender"})
        self.assertEqual((ahead.status, ahead.headers["Set-Cookie"]), (400, None))
        self.assertEqual(self.ask("HEAD", link).status, 400)
        answer = self.ask("GET", link)
        self.assertEqual((answer.status, answer.headers["Location"]), (303, "/"))
        attributes = {part.strip().lower() for part in answer.headers["Set-Cookie"].split(";")[1:]}
        self.assertLessEqual({"httponly", "samesite=strict", "path=/"}, attributes)
        self.assertNotIn("secure", attributes)
        who = self.ask("GET", "/api/whoami", cookie=answer.cookie).json
        self.assertEqual((who["role"], who["how"]), ("admin", "session"))
        again = self.ask("GET", link)
        self.assertEqual((again.status, again.headers["Set-Cookie"]), (401, None))
        self.assertIn("used already", again.json["error"])
        person = self.ask("GET", link, headers={"Accept": "text/html,*/*;q=0.8"})
        self.assertEqual((person.status, person.headers["Location"], person.headers["Set-Cookie"]), (303, "/login?link=over", None))
        self.assertEqual(self.ask("GET", link, cookie=answer.cookie).status, 303)  # the page is loaded again

    def test_a_session_may_what_its_token_may(self):
        cookie = self.sign_in(self.create("--role", "viewer"))
        self.assertEqual(self.ask("GET", "/api/whoami", cookie=cookie).json["role"], "viewer")
        self.assertEqual(self.ask("GET", "/api/tokens", cookie=cookie).status, 403)
        tossed = cookie.split("=")[0] + "=" + "0" * 64  # a server on another port sets one of the same name
        self.assertEqual(self.ask("GET", "/api/whoami", cookie=f"{tossed}; {cookie}").status, 200)
        self.assertEqual(self.ask("GET", "/api/whoami", cookie=tossed).status, 401)

    def test_signing_out_ends_the_session_at_once(self):
        cookie = self.sign_in(self.local())
        answer = self.ask("POST", "/api/signout", cookie=cookie)
        self.assertEqual(answer.status, 204)
        self.assertIn("Max-Age=0", answer.headers["Set-Cookie"])
        self.assertEqual(self.ask("GET", "/api/whoami", cookie=cookie).status, 401)
        self.assertEqual(self.ask("POST", "/api/signout").status, 204)

    def test_sessions_are_listed_and_revoked_ones_own_and_as_admin_all(self):
        mine, other = self.create("--name", "mine"), self.create("--name", "other")
        cookies = {name: self.sign_in(token) for name, token in (("mine", mine), ("other", other))}
        listed = self.ask("GET", "/api/sessions", cookie=cookies["mine"])
        self.assertEqual([(s["name"], s["current"], s["from"]) for s in listed.json["sessions"]], [("mine", True, "127.0.0.1")])
        every = self.ask("GET", "/api/sessions", self.local()).json["sessions"]
        self.assertEqual(sorted(s["name"] for s in every), ["mine", "other"])
        self.assertNotIn(cookies["mine"].split("=")[1].encode(), listed.body)
        ids = {s["name"]: s["id"] for s in every}
        self.assertEqual(self.ask("DELETE", "/api/sessions?id=" + ids["other"], mine).status, 404)
        self.assertEqual(self.ask("DELETE", "/api/sessions?id=" + ids["mine"], mine).status, 204)
        self.assertEqual(self.ask("GET", "/api/whoami", cookie=cookies["mine"]).status, 401)
        self.assertEqual(self.ask("DELETE", "/api/sessions?id=" + ids["other"], self.local()).status, 204)
        self.assertEqual(self.ask("GET", "/api/whoami", cookie=cookies["other"]).status, 401)
        self.assertEqual(self.ask("DELETE", "/api/sessions", self.local()).status, 400)

    def test_a_restart_signs_nobody_out_be_it_a_crash(self):
        cookie = self.sign_in(self.local())
        out = self.sign_in(self.local())
        self.assertEqual(self.ask("POST", "/api/signout", cookie=out).status, 204)
        self.restart()
        self.assertEqual(self.ask("GET", "/api/whoami", cookie=cookie).status, 200)
        self.assertEqual(self.ask("GET", "/api/whoami", cookie=out).status, 401)
        later = self.sign_in(self.local())
        self.server.kill()
        self.server.log.close()
        self.server = self.project.serve()
        self.port = self.port_of(self.server)
        self.assertEqual(self.ask("GET", "/api/whoami", cookie=later).status, 200)
        self.assertEqual(stat.S_IMODE(os.stat(self.project.var("sessions.json")).st_mode), 0o600)

    def test_damaged_sessions_are_put_aside_and_told(self):
        cookie = self.sign_in(self.local())
        self.server.stop()
        with open(self.project.var("sessions.json"), "w", encoding="utf-8") as file:
            file.write('{"v":1,"sessions":[{"id":')
        self.server = self.project.serve()
        self.port = self.port_of(self.server)
        self.assertIn("'var/sessions.json' was damaged", self.server.text())
        self.assertEqual(self.ask("GET", "/api/whoami", cookie=cookie).status, 401)
        self.assertTrue(os.path.exists(self.project.var("sessions.json.bad")))


class Pages(Web):
    """What a browser may send here for a page of somebody else."""

    CONFIG = {"cors_origins": ["https://ui.example"]}

    def setUp(self):
        super().setUp()
        self.cookie = self.sign_in(self.local())
        self.own = f"http://127.0.0.1:{self.port}"

    def change(self, headers, **who):
        """Something that changes state, and may by its role."""
        return self.ask("POST", "/api/tokens", headers=headers, json_body={"role": "viewer"}, **who)

    def test_an_unknown_host_is_refused_whoever_asks(self):
        for host in ("evil.example", f"evil.example:{self.port}", "127.0.0.1.evil.example"):
            answer = self.ask("GET", "/api/whoami", self.local(), headers={"Host": host})
            self.assertEqual(answer.status, 403, host)
        self.assertEqual(self.ask("GET", "/api/whoami", self.local(), headers={"Host": f"localhost:{self.port}"}).status, 200)

    def test_changes_by_cookie_come_from_our_own_page_only(self):
        for status, headers in (
                (201, {}), (201, {"Origin": self.own}), (201, {"Origin": self.own, "Sec-Fetch-Site": "same-origin"}),
                (201, {"Sec-Fetch-Site": "none"}), (403, {"Origin": "http://evil.example"}), (403, {"Origin": "null"}),
                (403, {"Sec-Fetch-Site": "cross-site"}), (403, {"Sec-Fetch-Site": "same-site"}),
                (403, {"Origin": f"http://127.0.0.1:{self.port + 1}"})):
            with self.subTest(headers):
                self.assertEqual(self.change(headers, cookie=self.cookie).status, status)

    def test_changes_by_token_need_no_page_but_not_a_strange_one(self):
        for status, headers in ((201, {}), (201, {"Sec-Fetch-Site": "cross-site"}), (403, {"Origin": "http://evil.example"}),
                                (201, {"Origin": "https://ui.example", "Sec-Fetch-Site": "cross-site"})):
            with self.subTest(headers):
                self.assertEqual(self.change(headers, token=self.local()).status, status)

    def test_signing_in_and_websockets_are_changes_too(self):
        evil = {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}
        answer = self.ask("POST", "/api/signin", headers=evil, json_body={"token": self.local()})
        self.assertEqual((answer.status, answer.headers["Set-Cookie"]), (403, None))
        self.assertEqual(self.ask("POST", "/api/signout", headers=evil, cookie=self.cookie).status, 403)
        upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
        self.assertEqual(self.ask("GET", "/api/whoami", headers={**upgrade, **evil}, cookie=self.cookie).status, 403)
        self.assertNotEqual(self.ask("GET", "/api/whoami", headers={**upgrade, "Origin": self.own}, cookie=self.cookie).status, 403)

    def test_only_named_sites_may_read_answers(self):
        question = {"Origin": "https://ui.example", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
        answer = self.ask("OPTIONS", "/api/tokens", headers=question)
        self.assertEqual((answer.status, answer.headers["Access-Control-Allow-Origin"]), (204, "https://ui.example"))
        self.assertIn("authorization", answer.headers["Access-Control-Allow-Headers"])
        self.assertIsNone(answer.headers["Access-Control-Allow-Credentials"])
        answer = self.ask("GET", "/api/whoami", self.local(), headers={"Origin": "https://ui.example"})
        self.assertEqual(answer.headers["Access-Control-Allow-Origin"], "https://ui.example")
        self.assertEqual(answer.headers["Vary"], "origin")
        for origin in ("https://evil.example", "https://ui.example.evil", "null", self.own):
            answer = self.ask("OPTIONS", "/api/tokens", headers={**question, "Origin": origin})
            self.assertEqual((answer.status, answer.headers["Access-Control-Allow-Origin"]), (405, None), origin)


class Audit(Web):
    def test_changes_and_refusals_are_written_down(self):
        token = self.create("--name", "small", "--role", "viewer")
        self.assertEqual(self.ask("POST", "/api/tokens", self.local(), json_body={"name": "x"}).status, 201)
        self.assertEqual(self.ask("POST", "/api/tokens", token, json_body={"name": "y"}).status, 403)
        self.assertEqual(self.ask("GET", "/api/whoami", "pirun_wrong").status, 401)
        self.assertEqual(self.ask("GET", "/api/whoami", token).status, 200)
        self.assertEqual(self.ask("GET", self.link_of(self.server)).status, 303)
        self.wait_for_audit(method="GET", path="/api/signin", status=303, who="local")
        good = self.wait_for_audit(method="POST", path="/api/tokens", status=201)
        self.assertEqual([(line["who"], line["role"], line["how"], line["from"]) for line in good], [("local", "admin", "token", "127.0.0.1")])
        self.assertEqual(self.wait_for_audit(method="POST", status=403)[0]["who"], "small")
        self.assertIn("not known", self.wait_for_audit(method="GET", path="/api/whoami", status=401)[0]["detail"])
        self.assertEqual([line for line in self.audit() if line["status"] == 200], [])
        self.assertEqual(stat.S_IMODE(os.stat(self.project.var("audit.log")).st_mode), 0o600)

    def test_strangers_cannot_fill_it(self):
        for _ in range(20):
            self.ask("POST", "/api/tokens", json_body={})
            self.ask("POST", "/api/tokens", "pirun_wrong", json_body={})
        self.ask("POST", "/api/signout")
        self.wait_for_audit(path="/api/signout")
        self.assertLessEqual(len(self.audit()), 20)

    def test_strangers_with_many_addresses_cannot_either(self):
        for host in range(1, 51):
            for _ in range(5):
                self.assertEqual(self.ask("GET", "/api/whoami", "pirun_wrong", source=f"127.0.0.{host}").status, 401)
        self.assertEqual(self.ask("POST", "/api/signout", source="127.0.0.60").status, 204)
        self.wait_for_audit(path="/api/signout")
        self.assertLessEqual(len([line for line in self.audit() if line["status"] == 401]), 200)  # a hundred a minute

    def test_no_secret_is_written_anywhere(self):
        token = self.create("--name", "secret", "--role", "admin")
        link = self.link_of(self.server).split("=")[1]
        cookies = [self.sign_in(token), self.ask("GET", "/api/signin?link=" + link).cookie]
        made = self.ask("POST", "/api/tokens", token, json_body={"name": "another"}).json
        self.ask("POST", f"/api/signout?token={token}", token)
        self.ask("POST", "/api/signin?link=" + link, json_body={"token": token})
        self.ask("DELETE", f"/api/tokens?id={token}", token)
        self.wait_for_audit(method="DELETE")
        self.server.stop()
        secrets = [token, made["token"], link, *(cookie.split("=")[1] for cookie in cookies)]
        printed = self.server.text()
        self.assertEqual(printed.count(link), 1)  # the link itself, for the person who started the server
        for folder, _, names in os.walk(self.project.path):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    content = file.read()
                for secret in secrets:
                    self.assertNotIn(secret.encode(), content, name)
        for secret in secrets:
            if secret != link:
                self.assertNotIn(secret, printed)

    def test_a_file_that_cannot_be_written_is_told_once_and_stops_nothing(self):
        os.mkdir(self.project.var("audit.log"))
        for _ in range(3):
            self.assertEqual(self.ask("POST", "/api/tokens", self.local(), json_body={}).status, 201)
        until(lambda: "audit log has gaps" in self.server.text(), "the log to tell of it")
        self.restart()
        self.assertEqual(len(re.findall("audit log has gaps", self.server.text())), 0)
        self.assertEqual(self.ask("GET", "/api/whoami", self.local()).status, 200)
        os.rmdir(self.project.var("audit.log"))


class Open(TestCase):
    def test_auth_none_is_for_the_loopback_address_only(self):
        project = self.make({"server": {"addr": "0.0.0.0:0", "auth": "none"}}, env_dir=False)
        self.assertIn("'server.auth' may be none only", project.pirun("serve", expect=64).stderr)
        project.configure({"server": {"addr": "127.0.0.1:0", "auth": "none"}})
        self.assertIn("server.auth is 'none'", project.pirun("serve", "--addr", "0.0.0.0:0", expect=64).stderr)


class OpenToAll(Web):
    CONFIG = {"auth": "none"}

    def test_everybody_on_this_machine_is_the_admin_but_no_page_of_others(self):
        who = self.ask("GET", "/api/whoami").json
        self.assertEqual((who["role"], who["how"]), ("admin", "open"))
        for status, headers in ((201, {}), (201, {"Origin": f"http://127.0.0.1:{self.port}"}), (403, {"Origin": "http://evil.example"}),
                                (403, {"Sec-Fetch-Site": "cross-site"}), (403, {"Host": "evil.example"})):
            with self.subTest(headers):
                self.assertEqual(self.ask("POST", "/api/tokens", headers=headers, json_body={}).status, status)
        self.assertEqual(self.ask("POST", "/api/signin", json_body={"token": "x"}).status, 409)
        self.assertNotIn("/api/signin?link=", self.server.text())


class Commands(TestCase):
    def setUp(self):
        self.project = self.make(env_dir=False)

    def test_a_token_is_shown_once_and_listed_without_it(self):
        made = self.project.json("token", "create", "--name", "Zoë's phone", "--role", "editor", "--expires", "30d")
        self.assertRegex(made["token"], r"^pirun_[0-9a-f]{64}$")
        self.assertEqual(stat.S_IMODE(os.stat(self.project.var("tokens.json")).st_mode), 0o600)
        listed = {t["name"]: t for t in self.project.json("token", "list")}
        self.assertEqual(listed["Zoë's phone"]["role"], "editor")
        self.assertTrue(listed["local"]["local"])
        self.assertNotIn("sha256", listed["local"])
        self.assertIn("Zoë's phone", self.project.pirun("token", "list").stdout)
        until(lambda: self.project.pirun("token").stdout == self.project.pirun("token", "list").stdout, "the same, also how old they are")

    def test_without_a_role_a_token_may_look_only(self):
        self.assertEqual(self.project.json("token", "create")["role"], "viewer")

    def test_tokens_are_revoked_by_id_beginning_or_name(self):
        made = [self.project.json("token", "create", "--name", f"n{i}") for i in range(3)]
        self.project.pirun("token", "revoke", made[0]["id"], made[1]["id"][:9], "n2")
        self.assertEqual([t["name"] for t in self.project.json("token", "list")], ["local"])
        self.assertIn("no token 'n2'", self.project.pirun("token", "revoke", "n2", expect=66).stderr)
        again = [self.project.json("token", "create", "--name", "same") for _ in range(2)]
        self.assertIn("means 2 tokens", self.project.pirun("token", "revoke", "same", expect=64).stderr)
        done = self.project.pirun("token", "revoke", again[0]["id"], "nobody", "--json", expect=66)
        self.assertEqual([t["id"] for t in json.loads(done.stdout)], [again[0]["id"]])

    def test_the_local_token_is_made_again_after_it_was_revoked(self):
        with open(self.project.var("token"), encoding="ascii") as file:
            before = file.read()
        self.assertIn("pirun init", self.project.pirun("token", "revoke", "local").stderr)
        self.assertFalse(os.path.exists(self.project.var("token")))
        self.project.pirun("init", "--no-env", self.project.path)
        with open(self.project.var("token"), encoding="ascii") as file:
            self.assertNotEqual(file.read(), before)

    @unittest.skipUnless(os.geteuid() == 0, "SKIP only root can give a project away")
    def test_root_leaves_the_tokens_of_another_users_project_alone(self):
        for folder, names, files in os.walk(self.project.path):
            for name in (".", *names, *files):
                os.lchown(os.path.join(folder, name), 65534, 65534)
        os.unlink(self.project.var("token"))
        for args in (("create",), ("revoke", "local")):
            self.assertIn("belongs to user 65534", self.project.pirun("token", *args, expect=77).stderr)
        self.project.pirun("init", "--no-env", self.project.path, expect=None)  # git refuses another user's repository
        self.assertFalse(os.path.exists(self.project.var("token")))
        self.assertEqual(os.stat(self.project.var("tokens.json")).st_uid, 65534)
        self.assertEqual(len(self.project.json("token", "list")), 1)

    def test_wrong_usage_says_the_way_out(self):
        for args, words in ((("create", "--role", "king"), "viewer, runner, editor and admin"), (("create", "x"), "--name x"),
                            (("create", "--expires", "soon"), "--expires"), (("revoke",), "pirun token list"),
                            (("make",), "create, list and revoke")):
            with self.subTest(args):
                self.assertIn(words, self.project.pirun("token", *args, expect=64).stderr)

    def test_a_project_of_before_gets_its_entry_when_it_is_served(self):
        os.unlink(self.project.var("tokens.json"))
        with open(self.project.var("token"), "w", encoding="ascii") as file:
            file.write("0" * 64 + "\n")
        self.project.configure({"server": {"addr": "127.0.0.1:0"}})
        server = self.project.serve()
        self.assertIn("made var/token", server.text())
        with open(self.project.var("token"), encoding="ascii") as file:
            self.assertRegex(file.read(), r"^pirun_[0-9a-f]{64}\n$")


if __name__ == "__main__":
    main()
