#!/usr/bin/python3
"""Goal: the page for browsers as the program serves it: who may have it, in which coding, how long it is kept, what its policy is, and
that nothing of the API is hidden behind it."""

import gzip
import http.client
import re

from http_client import Client, port_of
from project import TestCase, main

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


class UiTest(TestCase):
    auth = "token"

    def setUp(self):
        self.project = self.make(env_dir=False)
        self.project.configure({"server": {"addr": "127.0.0.1:0", "auth": self.auth}})
        self.server = self.project.serve()
        self.http = Client(self.server)

    def get(self, path, status=200, method="GET", **headers):
        reply = self.http.call(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        self.assertEqual(reply.status, status, reply)
        return reply

    def token(self):
        with open(self.project.var("token"), encoding="utf-8") as file:
            return {"Authorization": "Bearer " + file.read().strip()}

    def hashed(self):
        """The address of a file whose name holds a hash."""
        return re.search(rb'"(/assets/[^"]+)"', self.get("/").body).group(1).decode()

    # -- who gets what ------------------------------------------------------------------------------------------
    def test_anybody_gets_the_page_and_nobody_the_api_without_a_token(self):
        self.assertIn(b"<!doctype html>", self.get("/").body)
        self.get("/api/runs", 401)
        self.get("/api/runs", 401, **HTML)

    def test_curl_gets_the_page_at_its_root_and_a_404_elsewhere(self):
        self.assertEqual(self.get("/", Accept="*/*").headers["content-type"], "text/html; charset=utf-8")
        for path in ("/nothing", "/runs/17", "/code/scripts/hello.py"):
            self.assertEqual(self.get(path, 404, Accept="*/*").json["code"], "not_found")

    def test_a_browser_gets_the_page_at_every_place_but_those_of_the_api(self):
        page = self.get("/").body
        for path in ("/runs/17", "/code/scripts/hello.py", "/changes/reviews", "/login?next=%2Fruns"):
            self.assertEqual(self.get(path, **HTML).body, page)
        for path in ("/api/nothing", "/api/", "/assets/app-AAAAAAAA.js"):
            self.assertEqual(self.get(path, 404, **HTML).json["code"], "not_found")
        self.assertEqual(self.get("/openapi.json", **HTML).json["openapi"][:2], "3.")

    def test_only_get_and_head_are_for_the_page(self):
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            self.get("/", 404, method=method, **HTML)

    # -- codings ------------------------------------------------------------------------------------------------
    def test_each_client_gets_what_it_reads(self):
        for path in ("/", self.hashed()):
            plain = self.get(path)
            self.assertIsNone(plain.headers["content-encoding"])
            packed = self.get(path, Accept_Encoding="gzip, deflate")
            self.assertEqual(packed.headers["content-encoding"], "gzip")
            self.assertEqual(gzip.decompress(packed.body), plain.body)
            small = self.get(path, Accept_Encoding="gzip, deflate, br, zstd")
            self.assertEqual(small.headers["content-encoding"], "br")
            self.assertLessEqual(len(small.body), len(packed.body))
            for reply in (plain, packed, small):
                self.assertIn("accept-encoding", reply.headers["vary"])
            self.assertEqual(len({reply.headers["etag"] for reply in (plain, packed, small)}), 3)

    def test_head_has_the_head_of_get(self):
        for coding in ("identity", "gzip", "br"):
            whole = self.get("/", Accept_Encoding=coding)
            head = self.get("/", method="HEAD", Accept_Encoding=coding)
            self.assertEqual(head.body, b"")
            for name in ("content-length", "content-type", "content-encoding", "etag", "cache-control", "vary"):
                self.assertEqual(head.headers[name], whole.headers[name], name)

    # -- caches -------------------------------------------------------------------------------------------------
    def test_hashed_names_are_kept_for_ever_and_the_page_is_asked_for_anew(self):
        self.assertEqual(self.get(self.hashed()).headers["cache-control"], "public, max-age=31536000, immutable")
        for path in ("/", "/index.html", "/favicon.svg"):
            self.assertEqual(self.get(path).headers["cache-control"], "no-cache")

    def test_the_parts_of_a_place_are_named_before_any_script_asks_for_them(self):
        named = {}
        for path in ("/", "/runs/17", "/code/scripts/hello.py", "/changes", "/settings/keys"):
            reply = self.get(path, **HTML)
            links = [link.split(";") for link in reply.headers["link"].split(", ")]
            self.assertEqual({link[1] for link in links}, {" rel=modulepreload"})
            named[path] = [link[0][1:-1] for link in links]
            for address in named[path]:
                self.assertIn("immutable", self.get(address).headers["cache-control"])
                self.assertNotIn(address.encode(), reply.body)  # which the page names itself
        self.assertTrue(any("/runs-" in address for address in named["/runs/17"]), named)
        self.assertGreater(len(named["/code/scripts/hello.py"]), len(named["/"]))
        self.assertIsNone(self.get("/login", **HTML).headers["link"])
        self.assertIsNone(self.get(named["/"][0]).headers["link"])

    def test_what_the_browser_has_is_not_sent_again(self):
        for coding in ("identity", "gzip", "br"):
            tag = self.get("/", Accept_Encoding=coding).headers["etag"]
            again = self.get("/", 304, Accept_Encoding=coding, If_None_Match=f'"other", {tag}')
            self.assertEqual(again.body, b"")
            self.assertEqual(again.headers["etag"], tag)
        self.get("/", 200, Accept_Encoding="gzip", If_None_Match=tag)  # that of another coding

    # -- safety -------------------------------------------------------------------------------------------------
    def test_the_policy_allows_this_server_and_any_port_of_it_in_frames(self):
        headers = self.get("/").headers
        policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
        port = port_of(self.server)
        self.assertEqual(policy["default-src"], "'self'")
        self.assertEqual(policy["script-src"], "'self'")
        self.assertEqual(policy["connect-src"], f"'self' ws://127.0.0.1:{port} wss://127.0.0.1:{port}")
        self.assertEqual(policy["frame-src"], "'self' http://127.0.0.1:* https://127.0.0.1:*")
        self.assertEqual(policy["require-trusted-types-for"], "'script'")
        for name in ("object-src", "base-uri", "frame-ancestors"):
            self.assertEqual(policy[name], "'none'")
        self.assertEqual(headers["x-content-type-options"], "nosniff")
        self.assertEqual(headers["referrer-policy"], "no-referrer")

    def report(self, body, status=204, **headers):
        reply = self.http.post("/api/csp-report", body, headers={"Content-Type": "application/csp-report", **headers})
        self.assertEqual(reply.status, status, reply)

    def reports(self):
        return self.http.get("/api/csp-report", headers=self.token()).json

    def test_reports_are_cut_and_read_by_an_admin_alone(self):
        self.report(b'{"csp-report":{"blocked-uri":"' + b"x" * 5000 + b'","own":"not kept","line-number":7}}')
        self.report(b"\xff no report")
        self.get("/api/csp-report", 401)
        log = self.reports()
        self.assertEqual(log["count"], 2)
        self.assertEqual([set(row) for row in log["reports"]], [{"at", "blocked-uri", "line-number"}, {"at", "line-number"}])
        self.assertEqual((log["reports"][0]["blocked-uri"], log["reports"][0]["line-number"]), ("x" * 300, 7))
        self.report(b" " * 20000, 413)

    def test_a_report_is_cut_between_characters(self):
        self.report(('{"csp-report":{"blocked-uri":"' + "x" + "€" * 200 + '"}}').encode())
        self.assertEqual(self.reports()["reports"][0]["blocked-uri"], "x" + "€" * 99)

    def test_reports_are_bounded_and_not_for_other_sites(self):
        self.report(b"{}", 403, **{"Sec-Fetch-Site": "cross-site"})
        for number in range(60):
            self.report(b'{"csp-report":{"source-file":"%d"}}' % number)
        self.report(b"{}", 429)
        log = self.reports()
        self.assertEqual(log["count"], 61)
        self.assertEqual([row["source-file"] for row in log["reports"]], [str(number) for number in range(10, 60)])

    # -- signing in ---------------------------------------------------------------------------------------------
    def test_the_printed_link_ends_on_the_page(self):
        link = re.search(r"(/api/signin\?link=\w+)", self.server.text()).group(1)
        reply = self.get(link, 303, **HTML)
        self.assertEqual(reply.headers["location"], "/")
        cookie = reply.headers["set-cookie"].partition(";")[0]
        self.get("/", Cookie=cookie)
        who = self.get("/api/whoami", Cookie=cookie).json
        self.assertEqual((who["role"], who["project"]), ("admin", {"name": "test", "path": self.project.path}))
        self.assertRegex(who["build"], "^[0-9a-f]{16}$")

    def test_many_requests_on_one_connection(self):
        connection = http.client.HTTPConnection("127.0.0.1", port_of(self.server), timeout=30)
        self.addCleanup(connection.close)
        path = self.hashed()
        sizes = set()
        for _ in range(50):
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            sizes.add(len(connection.getresponse().read()))
        self.assertEqual(len(sizes), 1)


if __name__ == "__main__":
    main()
