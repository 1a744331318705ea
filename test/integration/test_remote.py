"""Goal: the line to a server may break at any byte, and what answers may be anything."""

import base64
import hashlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import unittest

from far import BOTTOM, ID, Far, ask, begin_stream, event, hang_up, record, reply
from project import PATIENCE_S, PIRUN, main, until

class Line(unittest.TestCase):
    """What is between: recorded answers, and a server that breaks where it hurts."""

    def far(self, routes, **options):
        far = Far(routes, **options)
        self.addCleanup(far.close)
        return far

    def folder(self):
        path = tempfile.mkdtemp(prefix="pirun far ")
        self.addCleanup(shutil.rmtree, path)
        return path

    # -- who we are, and to whom -------------------------------------------------------------------------------
    def test_the_token_is_sent_and_a_path_before_ours_is_kept(self):
        far = self.far({("GET", "/lab/api/runs"): {"runs": []}})
        ask(far.url + "/lab/", "list")
        (method, path, query, headers, _), = far.asked
        self.assertEqual((method, path, headers["authorization"]), ("GET", "/lab/api/runs", "Bearer secret-token"))
        self.assertEqual(query, {"limit": "30"})

    def test_no_redirect_is_followed(self):
        thief = self.far({("GET", "/api/runs"): {"runs": []}})
        far = self.far({("GET", "/api/runs"): lambda h, q, b: reply(h, 302, b"", location=thief.url + "/api/runs")})
        done = ask(far.url, "list", expect=69)
        self.assertIn(thief.url.encode(), done.stderr)
        self.assertEqual(thief.asked, [])

    def test_no_proxy_sees_what_goes_to_this_machine(self):
        thief = self.far({})
        far = self.far({("GET", "/api/runs"): {"runs": []}})
        ask(far.url, "list", env={"http_proxy": thief.url, "all_proxy": thief.url})
        self.assertEqual((thief.asked, far.paths()), ([], ["GET /api/runs"]))

    def test_a_unix_socket_is_a_url_too(self):
        path = os.path.join(self.folder(), "web.sock")
        far = self.far({("GET", "/api/runs"): {"runs": []}}, unix=path)
        ask(far.url, "list", token=None)
        self.assertEqual(far.asked[0][3]["host"], "localhost")
        self.assertNotIn("authorization", far.asked[0][3])

    def test_certificates_are_verified_and_ones_own_can_be_named(self):
        cert = os.path.join(self.folder(), "cert.pem")
        if not shutil.which("openssl"):
            self.skipTest("SKIP needs openssl to make a certificate")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", cert + ".key", "-out", cert,
                        "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
                       check=True, capture_output=True)
        with open(cert + ".key", encoding="ascii") as key, open(cert + ".both", "w", encoding="ascii") as both, \
                open(cert, encoding="ascii") as public:
            both.write(key.read() + public.read())
        far = self.far({("GET", "/api/runs"): {"runs": []}}, cert=cert + ".both")
        done = ask(far.url, "list", expect=69)
        self.assertIn(b"PIRUN_CA", done.stderr)
        self.assertEqual(far.asked, [])
        ask(far.url, "list", env={"PIRUN_CA": cert})
        ask(far.url, "list", env={"PIRUN_CA": cert + ".none"}, expect=66)

    def test_nobody_there_is_69_and_names_the_url_and_the_way_out(self):
        far = Far({})
        far.close()
        for command in (["list"], ["show", "@1"], ["logs", "-f", "@1"], ["submit", "scripts/a.py"], ["pause"]):
            done = ask(far.url, *command, expect=69)
            self.assertIn(far.url.encode(), done.stderr)
            self.assertIn(b"pirun serve", done.stderr)
        self.assertIn(far.url.encode(), ask(far.url, "run", "scripts/a.py", expect=125).stderr)

    # -- what is refused before anything is sent -----------------------------------------------------------------
    def test_what_cannot_be_meant_is_64_and_asks_nobody(self):
        far = self.far({})
        for command, word in ((["env", "list"], b"not available remotely yet"), (["check"], b"about this machine alone"),
                              (["serve"], b"about this machine alone"), (["reindex"], b"about this machine alone"),
                              (["-C", "/", "list"], b"-C"), (["submit", "/srv/x.py"], b"path of this machine"),
                              (["submit", "a.py", "--source", "cron"], b"--source")):
            with self.subTest(command):
                self.assertIn(word, ask(far.url, *command, expect=64).stderr)
        self.assertIn(b"PIRUN_TOKEN", ask("http://192.0.2.1", "list", token=None, expect=77).stderr)
        self.assertEqual(far.asked, [])

    # -- answers ---------------------------------------------------------------------------------------------------
    def test_a_refusal_ends_as_it_does_here(self):
        answer = {}
        far = self.far({("GET", "/api/run/status"): lambda h, q, b: reply(h, *answer["now"])})
        for status, code, expect in ((400, "invalid", 64), (401, "unauthorized", 77), (403, "forbidden", 77),
                                     (404, "not_found", 66), (409, "conflict", 65), (413, "too_large", 65),
                                     (429, "busy", 75), (500, "internal", 70), (502, "remote", 69), (503, "busy", 75),
                                     (504, "timeout", 75), (507, "no_space", 73)):
            with self.subTest(status):
                answer["now"] = (status, {"error": f"it is {status}", "code": code})
                self.assertIn(f"it is {status}".encode(), ask(far.url, "show", "@1", expect=expect).stderr)
        answer["now"] = (502, b"<html>Bad Gateway</html>")
        self.assertIn(b"no word of PiRun's", ask(far.url, "show", "@1", expect=69).stderr)
        answer["now"] = (200, b"<html>Hello</html>")
        self.assertIn(b"no JSON", ask(far.url, "show", "@1", expect=69).stderr)
        answer["now"] = (200, {"hello": "world"})
        self.assertIn(b"record", ask(far.url, "show", "@1", expect=69).stderr)

    def test_a_busy_server_is_asked_again_when_it_says_so_but_told_only_once(self):
        left = {"n": 2}

        def busy(handler, query, body):
            left["n"] -= 1
            if left["n"] >= 0 or handler.command == "POST":
                reply(handler, 503, {"error": "too many", "code": "busy"}, retry_after=0)
            else:
                reply(handler, 200, {"runs": []})
        far = self.far({("GET", "/api/runs"): busy, ("POST", "/api/queue/pause"): busy})
        ask(far.url, "list")
        self.assertEqual(len(far.asked), 3)
        ask(far.url, "pause", expect=75)
        self.assertEqual(len(far.asked), 4)
        left["n"] = 1000
        ask(far.url, "list", expect=75)
        self.assertEqual(len(far.asked), 8)

    def test_a_submission_whose_answer_is_lost_is_repeated_under_its_key(self):
        def once(handler, query, body):
            if len(far.asked) == 1:
                hang_up(handler)
            else:
                reply(handler, 202, {"run_id": ID, "state": "queued", "timeout_ms": 30000})
        far = self.far({("POST", "/api/run"): once})
        self.assertEqual(ask(far.url, "submit", "./scripts/a.py", "-l", "a=b", "--", "1", "2").stdout, (ID + "\n").encode())
        keys = [headers["idempotency-key"] for _, _, _, headers, _ in far.asked]
        self.assertEqual(len(keys), 2)
        self.assertEqual(keys[0], keys[1])
        self.assertEqual(json.loads(far.asked[1][4]), {"script": "scripts/a.py", "args": ["1", "2"], "labels": {"a": "b"}})

    def test_a_job_file_keeps_its_own_keys(self):
        far = self.far({("POST", "/api/run"): {"run_id": ID}})
        job = {"v": 1, "code": "print(1)", "x-note": {"who": "me"}, "idempotency_key": "night-7", "priority": 3}
        ask(far.url, "submit", "--job", "-", input=json.dumps(job).encode())
        del job["v"]
        self.assertEqual(json.loads(far.asked[0][4]), job)
        self.assertEqual(far.asked[0][3]["idempotency-key"], "night-7")

    def test_doctor_tells_how_the_server_is_and_whether_the_token_is_known(self):
        health = {"ok": True, "version": "9.9", "project": "lab", "uptime_s": 61, "waiting": 2, "running": 1, "degraded": []}
        state = {"status": 200}
        far = self.far({("GET", "/health"): lambda h, q, b: reply(h, state["status"], health),
                        ("GET", "/api/queue"): {"waiting": []}})
        text = ask(far.url, "doctor").stdout.decode()
        self.assertRegex(text, "(?s)9.9 there.*'lab', up for 1m 1s: 2 waiting, 1 running.*token")
        health.update(ok=False, degraded=[{"code": "disk", "text": "the disk is full"}])
        state["status"] = 503
        far.routes[("GET", "/api/queue")] = lambda h, q, b: reply(h, 401, {"error": "who is it?", "code": "unauthorized"})
        found = json.loads(ask(far.url, "doctor", "--json", expect=1).stdout)
        self.assertFalse(found["ok"])
        self.assertEqual([row["check"] for row in found["findings"] if not row["ok"]], ["server", "degraded", "token"])

    # -- the live stream ---------------------------------------------------------------------------------------------
    def pieces(self):
        """Stretches of output as (stream, bytes), with what is no text and what looks like the protocol."""
        return [("stdout", b"first line\n"), ("stderr", b"oh: data: x\n\n"), ("stdout", bytes(range(256))),
                ("stdout", "grün\r\n".encode()), ("stderr", b"event: end\n"), ("stdout", b"x" * 700), ("stdout", b"last")]

    def events(self, offset):
        at = 0
        line = 1
        for stream, data in self.pieces():
            text = {}
            try:
                text["text"] = data.decode() if b"\0" not in data else {}["no text"]
            except (UnicodeDecodeError, KeyError):
                text["base64"] = base64.b64encode(data).decode()
            if at + len(data) > offset:
                yield event("output", {"offset": at, "stream": stream, "line": line, "attempt": 1,
                                       "time": "2026-11-21T03:33:00.500000Z", **text}, at + len(data))
            at += len(data)
            line += data.count(b"\n")

    def streamed(self, most):
        """A server whose streams break behind MOST bytes (each one a little later), and begin again with a whole event."""
        def stream(handler, query, body):
            begin_stream(handler)
            whole = b": hello\n\n" + event("state", {"state": "running", "attempt": 1})
            whole += b"".join(self.events(int(query["offset"])))
            whole += event("end", {"state": "succeeded"})
            part = most + 7 * len(far.asked)
            handler.wfile.write(whole[:part])
            handler.wfile.flush()
            if part < len(whole):
                hang_up(handler)
        far = self.far({("GET", "/api/run/status"): record(), ("GET", "/api/run/stream"): stream})
        return far

    def test_no_byte_is_lost_or_comes_twice_wherever_the_line_breaks(self):
        out = b"".join(data for stream, data in self.pieces() if stream == "stdout")
        err = b"".join(data for stream, data in self.pieces() if stream == "stderr")
        for most in (10 ** 9, 2000, 1000):
            with self.subTest(most):
                far = self.streamed(most)
                done = ask(far.url, "logs", "-f", "@1")
                self.assertEqual(hashlib.sha256(done.stdout).hexdigest(), hashlib.sha256(out).hexdigest())
                self.assertEqual(done.stderr, err)
                offsets = [int(query["offset"]) for _, path, query, _, _ in far.asked if path == "/api/run/stream"]
                self.assertEqual(offsets, sorted(offsets))
                self.assertEqual(len(offsets) > 1, most < 10 ** 9)

    def test_one_stream_times_and_json_are_made_here(self):
        far = self.streamed(10 ** 9)
        self.assertEqual(ask(far.url, "logs", "-f", "@1", "--stderr").stdout, b"")
        lines = [json.loads(line) for line in ask(far.url, "logs", "-f", "@1", "--json", "--stderr").stdout.splitlines()]
        self.assertEqual([(line["line"], line["text"]) for line in lines], [(2, "oh: data: x"), (3, ""), (6, "event: end")])
        self.assertTrue(all(line["time"] == "2026-11-21T03:33:00.500000Z" for line in lines))
        self.assertTrue(ask(far.url, "logs", "-f", "@1", "-t").stdout.startswith(b"2026-11-21T03:33:00.500000Z first line\n"))

    def test_a_stream_that_makes_no_sense_is_given_up(self):
        def stream(handler, query, body):
            begin_stream(handler)
            handler.wfile.write(event("output", {"offset": 77, "text": "from nowhere"}, 89))
        far = self.far({("GET", "/api/run/status"): record(), ("GET", "/api/run/stream"): stream})
        done = ask(far.url, "logs", "-f", "@1", expect=69)
        self.assertEqual((done.stdout, b"makes no sense" in done.stderr), (b"", True))

    def test_a_token_that_is_withdrawn_in_the_middle_ends_it(self):
        def stream(handler, query, body):
            if int(query["offset"]) > 0:
                reply(handler, 401, {"error": "no such token", "code": "unauthorized"})
                return
            begin_stream(handler)
            handler.wfile.write(event("output", {"offset": 0, "stream": "stdout", "text": "half"}, 4))
        far = self.far({("GET", "/api/run/status"): record("running"), ("GET", "/api/run/stream"): stream})
        done = ask(far.url, "logs", "-f", "@1", expect=77)
        self.assertEqual((done.stdout, b"no such token" in done.stderr), (b"half", True))

    def test_run_exits_as_the_script_does(self):
        def stream(handler, query, body):
            begin_stream(handler)
            handler.wfile.write(event("output", {"offset": 0, "stream": "stdout", "text": "hi\n"}, 3) + event("end", {}))
        far = self.far({("POST", "/api/run"): {"run_id": ID}, ("GET", "/api/run/stream"): stream,
                        ("GET", "/api/run/status"): record("failed")})
        self.assertEqual(ask(far.url, "run", "scripts/a.py", expect=7).stdout, b"hi\n")
        self.assertEqual(ask(far.url, "submit", "-f", "scripts/a.py", expect=7).stdout, b"hi\n")
        done = ask(far.url, "submit", "--wait", "scripts/a.py", "--json", expect=7)
        self.assertEqual(json.loads(done.stdout), record("failed"))

    def test_ctrl_c_cancels_there_and_the_second_one_leaves(self):
        def stream(handler, query, body):
            begin_stream(handler)
            handler.wfile.write(event("state", {"state": "running", "attempt": 1}))
            handler.wfile.flush()
            until(lambda: "POST /api/run/cancel" in far.paths(), "the order")
        far = self.far({("POST", "/api/run"): {"run_id": ID}, ("GET", "/api/run/stream"): stream,
                        ("GET", "/api/run/status"): record("running"),
                        ("POST", "/api/run/cancel"): {"run_id": ID, "done": True}})
        process = subprocess.Popen([PIRUN, "run", "scripts/a.py"], cwd="/", stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                   stdout=subprocess.PIPE, env={**BOTTOM, "PIRUN_URL": far.url, "PIRUN_TOKEN": "t"})
        with process:
            until(lambda: "GET /api/run/stream" in far.paths(), "the stream")
            process.send_signal(signal.SIGINT)
            until(lambda: "POST /api/run/cancel" in far.paths(), "the order")
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=PATIENCE_S)
        self.assertEqual(process.returncode, 130, err)
        self.assertEqual(json.loads(far.asked[far.paths().index("POST /api/run/cancel")][4]), {"run_id": ID})
        self.assertIn(b"left run", err)


if __name__ == "__main__":
    main()
