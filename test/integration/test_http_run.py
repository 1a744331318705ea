"""Goal: what a client of the HTTP API sees of runs, the queue and dead letters, over the real binary."""

import concurrent.futures
import os
import re
import shutil
import socket
import threading

from http_client import Client
from project import PATIENCE_S, TestCase, main, until

SERVED = {"server": {"addr": "127.0.0.1:0", "auth": "none"}}
JSON = {"Content-Type": "application/json"}
NO_RUN = "01900000-0000-7000-8000-000000000000"


class HttpCase(TestCase):
    def setUp(self):
        self.project = self.make(self.config())
        self.server = self.project.serve()
        self.http = Client(self.server)

    def config(self):
        return SERVED

    def expect(self, reply, status, code=None):
        self.assertEqual(reply.status, status, reply)
        if code:
            self.assertEqual(reply.json["code"], code)
            self.assertTrue(reply.json["error"])
            self.assertEqual(reply.headers["content-type"], "application/json")
        return reply

    def run_code(self, code, **keys):
        return self.expect(self.http.post("/api/run", {"code": code, **keys}), 202).json["run_id"]

    def status(self, run_id):
        return self.http.get(f"/api/run/status?run_id={run_id}")

    def wait_state(self, run_id, *states):
        def look():
            reply = self.status(run_id)
            return reply.json if reply.status == 200 and reply.json["state"] in states else None
        return until(look, f"run {run_id} to be {' or '.join(states)}")


class Submit(HttpCase):
    def test_a_run_is_taken_and_runs(self):
        self.project.script("say.py", "import sys; print(sys.argv[1], input())")
        reply = self.expect(self.http.post("/api/run", {
            "script": "scripts/say.py", "args": ["hello"], "stdin": "you\n", "timeout_ms": 20000, "x-note": "kept"}), 202)
        run_id = reply.json["run_id"]
        self.assertEqual(reply.json, {"run_id": run_id, "state": "queued", "timeout_ms": 20000})
        self.assertEqual(reply.headers["location"], f"/api/run/status?run_id={run_id}")
        record = self.wait_state(run_id, "succeeded")
        self.assertEqual((record["source"], record["exit_code"], record["timeout_ms"]), ("http", 0, 20000))
        self.assertEqual(self.project.logs(run_id), "hello you\n")
        with open(self.project.var("runs", run_id, "job.json"), encoding="utf-8") as job:
            self.assertIn('"x-note":"kept"', job.read())

    def test_path_is_another_word_for_script(self):
        script = self.project.script("x.py", "print(1)")
        self.assertEqual(self.http.post("/api/run?wait=1", {"path": script}).json["job"]["script"], script)
        reply = self.expect(self.http.post("/api/run", {"path": script, "script": script}), 400, "invalid")
        self.assertEqual(reply.json["pointer"], "/path")

    def test_the_projects_time_limit_is_told(self):
        self.assertEqual(self.http.post("/api/run", {"code": "1"}).json["timeout_ms"], 30000)

    def test_what_is_wrong_is_told_with_its_place(self):
        script = self.project.script("x.py", "print(1)")
        rows = [
            (b'{"script":', "json", "", 1, 11),
            (b'{"script":"x.py"}x', "json", "", 1, 18),
            (b'{\n "scrpt":"x.py"}', "schema", "/scrpt", 2, 2),
            (b'[]', "schema", "", 1, 1),
            (b'', "json", "", 1, 1),
            (b'{"script":"../x.py"}', "no_script", "/script", 1, 11),
            (b'{"script":"scripts/no.py"}', "no_script", "/script", None, None),
            (b'{"code":"1","args":[1]}', "schema", "/args/0", 1, 21),
            (b'{"code":"1","timeout_ms":-1}', "limit", "/timeout_ms", 1, 26),
            (b'{"code":"1","limits":{"memory_mb":999999}}', "limit", "/limits/memory_mb", None, None),
            (b'{"code":"1","network":"full"}', "limit", "/network", None, None),
            (b'{"code":"1","require":["magic"]}', "require", "/require/0", None, None),
            (b'{"code":"1","after":["%s"]}' % NO_RUN.encode(), "bad_arg", "/after/0", None, None),
            (b'{"code":"1","expires":"2020-01-01T00:00:00Z"}', "expired", "/expires", None, None),
            (b'{"v":2,"code":"1"}', "schema", "/v", 1, 6),
            (b'{"code":"1","script":"scripts/x.py"}', "schema", None, None, None),
            (b'{"op":"pause"}', "schema", "/op", 1, 2),
            *[(b'{"code":"1",%s}' % pair, "schema", None, 1, 13) for pair in (
                b'"id":"%s"' % NO_RUN.encode(), b'"seq":1', b'"source":"cli"', b'"submitted_by":"root"',
                b'"queued_at":"2026-01-01T00:00:00Z"', b'"submitted_at":"2026-01-01T00:00:00Z"')],
        ]
        for body, fault, pointer, line, column in rows:
            with self.subTest(body=body):
                reply = self.expect(self.http.post("/api/run", body, headers=JSON), 400, "invalid").json
                self.assertEqual(reply["fault"], fault)
                self.assertTrue(reply["cure"])
                if pointer is not None:
                    self.assertEqual(reply["pointer"], pointer)
                if line:
                    self.assertEqual((reply["line"], reply["column"]), (line, column))
        self.assertEqual(self.http.get("/api/runs").json["runs"], [])
        self.assertEqual(self.project.names("bad"), [])
        self.assertTrue(script)

    def test_a_job_that_would_wait_for_a_refused_one_is_told_so(self):
        refused = "01920000-0000-7000-8000-000000000001"
        self.project.drop(f"{refused}.json", {"v": 1, "script": "scripts/no.py"})
        self.project.receipt(refused)
        reply = self.expect(self.http.post("/api/run", {"code": "1", "after": [refused]}), 400, "invalid").json
        self.assertEqual((reply["fault"], reply["pointer"]), ("bad_arg", "/after/0"))
        self.assertIn(f"'{refused}', which was refused", reply["error"])

    def test_a_body_that_is_too_large_is_told_the_limit(self):
        reply = self.expect(self.http.post("/api/run", {"code": "1", "stdin": "x" * 70000}), 413, "too_large")
        self.assertIn("65536", reply.json["error"])
        # the limit is one of the file that is written, and PiRun adds who asked and when
        body = b'{"code":"1","stdin":"' + b"\\n" * 32700 + b'"}'
        self.assertLess(len(body), 65536)
        reply = self.expect(self.http.post("/api/run", body, headers=JSON), 413, "too_large")
        self.assertIn("65536", reply.json["error"])

    def test_another_type_than_json_is_refused(self):
        self.expect(self.http.post("/api/run", b"script=x", headers={"Content-Type": "text/plain"}), 415, "invalid")

    def test_other_methods_are_refused(self):
        for path, allow in (("/api/run", "POST"), ("/api/runs", "GET, HEAD"), ("/api/run/cancel", "POST"),
                            ("/api/bad", "GET, HEAD, DELETE"), ("/api/queue", "GET, HEAD")):
            reply = self.expect(self.http.call("PUT", path, {}), 405)
            self.assertEqual(reply.headers["allow"], allow)

    def test_a_full_queue_is_told_to_come_again(self):
        self.server.stop()
        self.project.configure({**SERVED, "spool": {"max_waiting": 2}})
        self.server = self.project.serve()
        self.http = Client(self.server)
        self.expect(self.http.post("/api/queue/pause"), 200)

        def fill():
            reply = self.http.post("/api/run", {"code": "1"})
            return reply if reply.status != 202 else None
        reply = self.expect(until(fill, "the queue to be full"), 503, "busy")
        self.assertTrue(int(reply.headers["retry-after"]) > 0)


class Wait(HttpCase):
    def test_the_reply_comes_with_the_record_at_the_end(self):
        record = self.expect(self.http.post("/api/run?wait=1", {"code": "import sys; sys.exit(3)"}), 200).json
        self.assertEqual((record["state"], record["exit_code"]), ("failed", 3))
        later = self.status(record["id"]).json
        for one in (record, later):
            one.pop("tree", None)  # which files it saw is known a little after its end
        self.assertEqual(record, later)

    def test_all_attempts_are_waited_for(self):
        code = "import os, sys; sys.exit(0 if os.environ['PIRUN_ATTEMPT'] == '3' else 1)"
        record = self.expect(self.http.post("/api/run?wait=1", {"code": code, "retry": {"max": 5}}), 200).json
        self.assertEqual((record["state"], record["attempt"]), ("succeeded", 3))

    def test_a_build_is_waited_for_until_its_environment_is_in_place(self):
        record = self.expect(self.http.post("/api/run?wait=1", {"build": {"action": "sync"}}), 200).json
        self.assertEqual(record["state"], "succeeded")
        self.assertEqual(self.status(record["id"]).json["state"], "succeeded")

    def test_a_client_that_leaves_cancels_nothing(self):
        go = self.project.file("go")
        body = b'{"code":"import os, time\\nwhile not os.path.exists(\'go\'): time.sleep(0.01)\\nprint(\'done\')"}'
        with socket.create_connection(("127.0.0.1", self.http.port)) as client:
            client.sendall(b"POST /api/run?wait=1 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                           b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            run_id = until(lambda: self.http.get("/api/runs?state=running").json["runs"], "the run to start")[0]["id"]
        with open(go, "w", encoding="utf-8"):
            pass
        self.assertEqual(self.wait_state(run_id, "succeeded", "failed", "killed")["state"], "succeeded")
        self.assertEqual(self.project.logs(run_id), "done\n")

    def test_a_run_that_is_cancelled_ends_the_wait(self):
        with concurrent.futures.ThreadPoolExecutor() as pool:
            waiting = pool.submit(self.http.post, "/api/run?wait=1", {"code": "import time; time.sleep(600)"})
            run_id = until(lambda: self.http.get("/api/runs?state=running").json["runs"], "the run to start")[0]["id"]
            self.expect(self.http.post("/api/run/cancel", {"run_id": run_id}), 200)
            record = self.expect(waiting.result(PATIENCE_S), 200).json
        self.assertEqual((record["id"], record["state"], record["reason"]), (run_id, "killed", "cancelled"))

    def test_a_key_that_is_taken_ends_the_wait_with_a_conflict(self):
        first = self.run_code("import time; time.sleep(600)", key="k")
        self.wait_state(first, "running")
        reply = self.expect(self.http.post("/api/run?wait=1", {"code": "1", "key": "k", "on_conflict": "refuse"}), 409,
                            "conflict")
        self.assertEqual(reply.json["fault"], "conflict")
        self.http.post("/api/run/cancel", {"run_id": first})

    def test_too_many_waiters_are_refused_and_those_that_left_make_room(self):
        self.expect(self.http.post("/api/queue/pause"), 200)
        body = b'{"code":"1"}'
        request = (b"POST /api/run?wait=1 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                   b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        clients = []
        try:
            for _ in range(256):
                client = socket.create_connection(("127.0.0.1", self.http.port))
                clients.append(client)
                client.sendall(request)
            until(lambda: self.http.get("/api/queue?limit=1").json["total"] == 256, "256 runs to wait")
            self.expect(self.http.post("/api/run?wait=1", {"code": "1"}), 503, "busy")
            self.expect(self.http.post("/api/run", {"code": "1"}), 202)
        finally:
            for client in clients:
                client.close()
        with concurrent.futures.ThreadPoolExecutor() as pool:
            waiting = pool.submit(self.http.post, "/api/run?wait=1", {"code": "1", "priority": 100})
            until(lambda: self.http.get("/api/queue?limit=1").json["waiting"][0]["priority"] == 100, "its place")
            self.expect(self.http.post("/api/queue/resume"), 200)
            self.expect(waiting.result(PATIENCE_S), 200)


class Repeated(HttpCase):
    def test_the_same_idempotency_key_is_the_same_run(self):
        body = {"code": "print(1)"}
        headers = {"Idempotency-Key": "invoice-7"}
        first = self.expect(self.http.post("/api/run", body, headers=headers), 202).json
        again = self.expect(self.http.post("/api/run", body, headers=headers), 202).json
        self.assertEqual(first["run_id"], again["run_id"])
        in_body = self.expect(self.http.post("/api/run?wait=1", {**body, "idempotency_key": "invoice-7"}), 200).json
        self.assertEqual(in_body["id"], first["run_id"])
        other = self.expect(self.http.post("/api/run", body, headers={"Idempotency-Key": "invoice-8"}), 202).json
        self.assertNotEqual(other["run_id"], first["run_id"])
        self.wait_state(other["run_id"], "succeeded")
        until(lambda: len(self.http.get("/api/runs").json["runs"]) == 2, "two rows")

    def test_many_at_once_with_one_key_are_one_run(self):
        with concurrent.futures.ThreadPoolExecutor(20) as pool:
            replies = list(pool.map(lambda number: self.http.post(
                f"/api/run{'?wait=1' if number % 2 else ''}", {"code": "print(1)"}, headers={"Idempotency-Key": "one"}),
                range(20)))
        self.assertEqual({reply.status for reply in replies}, {200, 202})
        ids = {reply.json.get("run_id") or reply.json["id"] for reply in replies}
        self.assertEqual(len(ids), 1)
        self.wait_state(ids.pop(), "succeeded")
        self.assertEqual(len(self.http.get("/api/runs").json["runs"]), 1)

    def test_a_bad_key_is_refused(self):
        for key in ("", "x" * 201):
            self.expect(self.http.post("/api/run", {"code": "1"}, headers={"Idempotency-Key": key}), 400, "invalid")
        self.expect(self.http.post("/api/run", {"code": "1", "idempotency_key": "a"}, headers={"Idempotency-Key": "b"}),
                    400, "invalid")


class Named(HttpCase):
    """A run by its id, its beginning or its place."""

    def test_a_beginning_and_a_place_name_a_run(self):
        first = self.http.post("/api/run?wait=1", {"code": "1"}).json["id"]
        second = self.http.post("/api/run?wait=1", {"code": "2"}).json["id"]
        for text, run_id in ((first, first), (first[:35], first), ("@1", second), ("@2", first)):
            self.assertEqual(self.expect(self.status(text), 200).json["id"], run_id)
        self.expect(self.status(os.path.commonprefix([first, second])), 409, "conflict")

    def test_the_newest_run_is_the_newest_one_at_once(self):
        for number in range(70):
            run_id = self.run_code(str(number))
            self.assertEqual(self.status("@1").json["id"], run_id)
        ids = [self.run_code("1") for _ in range(3)]
        refused = self.http.post("/api/run", {"code": "1", "after": [NO_RUN]})
        self.expect(refused, 400)
        self.assertEqual([self.status(f"@{place}").json["id"] for place in (1, 2, 3)], ids[::-1])
        until(lambda: len(self.http.get("/api/runs?limit=200").json["runs"]) == 73, "all rows")
        rows = [run["id"] for run in self.http.get("/api/runs?limit=200").json["runs"]]
        self.assertEqual([self.status(f"@{place}").json["id"] for place in range(1, 74)], rows)

    def test_what_names_no_run_is_told_so(self):
        self.run_code("1")
        for text, status, code in ((NO_RUN, 404, "not_found"), ("@77", 404, "not_found"), ("ffff", 404, "not_found"),
                                   ("@0", 400, "invalid"), ("@x", 400, "invalid"), ("@", 400, "invalid"),
                                   ("..%2f..", 400, "invalid"), ("", 400, "invalid"), ("%47", 400, "invalid")):
            with self.subTest(text=text):
                self.expect(self.status(text), status, code)
        self.expect(self.http.get("/api/run/status"), 400, "invalid")
        for path in ("/api/run/cancel", "/api/run/rerun"):
            self.expect(self.http.post(path, {"run_id": NO_RUN}), 404, "not_found")
            self.expect(self.http.post(path, {"run_id": 7}), 400, "invalid")
            self.expect(self.http.post(path, {}), 400, "invalid")
            self.expect(self.http.post(path, {"run_id": NO_RUN, "more": 1}), 400, "invalid")

    def test_a_refused_job_says_why_where_its_run_would_be(self):
        first = self.run_code("import time; time.sleep(600)", key="k")
        self.wait_state(first, "running")
        run_id = self.run_code("1", key="k", on_conflict="refuse")
        until(lambda: self.status(run_id).status == 404, "the refusal")
        self.assertIn("was refused (conflict)", self.status(run_id).json["error"])
        self.http.post("/api/run/cancel", {"run_id": first})


class Orders(HttpCase):
    def test_a_running_run_is_cancelled(self):
        run_id = self.run_code("import time; time.sleep(600)")
        self.wait_state(run_id, "running")
        reply = self.expect(self.http.post("/api/run/cancel", {"run_id": "@1"}), 200).json
        self.assertEqual(reply, {"run_id": run_id, "op": "cancel", "done": True})
        self.assertEqual(self.wait_state(run_id, "killed")["reason"], "cancelled")
        self.expect(self.http.post("/api/run/cancel", {"run_id": run_id}), 409, "conflict")

    def test_a_waiting_run_is_cancelled(self):
        self.expect(self.http.post("/api/queue/pause"), 200)
        run_id = self.run_code("1")
        self.expect(self.http.post("/api/run/cancel", {"run_id": run_id}), 200)
        self.assertEqual(self.status(run_id).json["reason"], "cancelled")

    def test_a_rerun_is_a_new_run_of_the_same_job(self):
        first = self.http.post("/api/run?wait=1", {"code": "print(7)", "labels": {"a": "b"}}).json
        reply = self.expect(self.http.post("/api/run/rerun", {"run_id": first["id"]}), 202).json
        self.assertEqual(reply["rerun_of"], first["id"])
        second = self.wait_state(reply["run_id"], "succeeded")
        self.assertEqual(second["job"], first["job"])
        self.assertNotEqual(second["id"], first["id"])

    def test_pause_resume_and_drain_are_told_by_the_queue(self):
        for op, paused, draining in (("pause", True, False), ("resume", False, False), ("drain", False, True),
                                     ("resume", False, False)):
            self.assertEqual(self.expect(self.http.post(f"/api/queue/{op}"), 200).json, {"op": op, "done": True})
            queue = self.http.get("/api/queue").json
            self.assertEqual((queue["is_paused"], queue["is_draining"]), (paused, draining))
        self.expect(self.http.post("/api/queue/pause", {"why": "x"}), 400, "invalid")


class Queue(HttpCase):
    def config(self):
        return {**SERVED, "run": {"jobs": 1}}

    def test_what_waits_is_listed_in_order_and_says_why(self):
        holder = self.run_code("import time; time.sleep(600)", key="k")
        self.wait_state(holder, "running")
        later = self.run_code("1", priority=-1)
        first = self.run_code("1", priority=5)
        keyed = self.run_code("1", key="k")
        after = self.run_code("1", after=[first])
        until(lambda: self.http.get("/api/queue").json["total"] == 4, "all to wait")
        queue = self.http.get("/api/queue").json
        self.assertEqual((queue["running"], queue["slots"], queue["is_paused"], queue["is_draining"]), (1, 1, False, False))
        self.assertEqual([item["id"] for item in queue["waiting"][:2]], [first, later])
        why = {item["id"]: item["waiting"]["code"] for item in queue["waiting"]}
        self.assertEqual(why, {first: "slot", later: "slot", keyed: "key", after: "after"})
        self.assertEqual(self.status(keyed).json["waiting"]["code"], "key")
        self.assertTrue(all(item["waiting"]["text"] for item in queue["waiting"]))
        item = queue["waiting"][0]
        self.assertEqual((item["title"], item["source"], item["priority"]), ("(inline code)", "http", 5))
        page = self.http.get("/api/queue?limit=1&skip=1").json
        self.assertEqual([item["id"] for item in page["waiting"]], [later])
        self.expect(self.http.get("/api/queue?limit=0"), 400, "invalid")
        self.expect(self.http.get("/api/queue?limit=1001"), 400, "invalid")
        self.http.post("/api/run/cancel", {"run_id": holder})
        self.wait_state(after, "succeeded")


class Pages(HttpCase):
    def test_pages_meet_without_a_gap_and_like_the_command_line_tells(self):
        ids = [self.http.post("/api/run?wait=1", {"code": str(number)}).json["id"] for number in range(7)]
        until(lambda: len(self.http.get("/api/runs?state=succeeded").json["runs"]) == 7, "all ends to be in the index")
        seen = []
        path = "/api/runs?limit=3"
        while path:
            page = self.expect(self.http.get(path), 200).json
            seen += page["runs"]
            path = f"/api/runs?limit=3&before={page['next']}" if "next" in page else None
        self.assertEqual([run["id"] for run in seen], ids[::-1])
        self.assertEqual(seen, self.project.json("list"))

    def test_filters(self):
        script = self.project.script("report.py", "print(1)")
        good = self.http.post("/api/run?wait=1", {"script": script, "labels": {"team": "data"}}).json["id"]
        bad = self.http.post("/api/run?wait=1", {"code": "raise SystemExit(1)"}).json["id"]
        by_cli = self.project.submit(script)
        self.wait_state(by_cli, "succeeded")
        until(lambda: len(self.http.get("/api/runs?state=succeeded").json["runs"]) == 2, "all rows")
        since = self.status(by_cli).json["queued_at"]
        for query, ids in (("state=failed", [bad]), ("source=cli", [by_cli]), ("label=team", [good]),
                           ("label=team%3Ddata", [good]), ("label=team%3Dx", []), ("q=report", [by_cli, good]),
                           ("q=REPORT&source=http", [good]), (f"since={since}", [by_cli]), ("state=&q=", [by_cli, bad, good])):
            with self.subTest(query=query):
                runs = self.expect(self.http.get(f"/api/runs?{query}"), 200).json["runs"]
                self.assertEqual([run["id"] for run in runs], ids)

    def test_bad_filters_are_refused(self):
        for query in ("state=done", "source=mail", "limit=0", "limit=201", "limit=x", "before=0", "before=-1",
                      "since=yesterday", "q=" + "x" * 201, "state=failed&state=failed", "q=%00", "q=%ff"):
            with self.subTest(query=query):
                self.expect(self.http.get(f"/api/runs?{query}"), 400, "invalid")


class Letters(HttpCase):
    def test_letters_are_listed_shown_retried_and_dropped(self):
        self.assertEqual(self.http.get("/api/bad").json, {"letters": []})
        self.project.drop("one.json", {"v": 1, "script": "scripts/later.py"})
        self.project.drop("two.json", {"v": 1, "nonsense": True})
        self.project.receipt("one"), self.project.receipt("two")
        letters = {letter["name"]: letter for letter in self.http.get("/api/bad").json["letters"]}
        self.assertEqual({name: letter["code"] for name, letter in letters.items()}, {"one": "no_script", "two": "schema"})
        shown = self.expect(self.http.get(f"/api/bad?id={letters['two']['id']}"), 200).json
        self.assertIn("nonsense", shown["file"])
        self.project.script("later.py", "print('at last')")
        run_id = self.expect(self.http.post("/api/bad/retry", {"id": letters["one"]["id"]}), 202).json["run_id"]
        self.assertEqual(self.wait_state(run_id, "succeeded")["state"], "succeeded")
        reply = self.expect(self.http.call("DELETE", f"/api/bad?id={letters['two']['id']}"), 204)
        self.assertEqual(reply.body, b"")
        self.assertEqual(self.http.get("/api/bad").json, {"letters": []})

    def test_what_names_no_letter_is_told_so(self):
        self.expect(self.http.get(f"/api/bad?id={NO_RUN}"), 404, "not_found")
        self.expect(self.http.call("DELETE", f"/api/bad?id={NO_RUN}"), 404, "not_found")
        self.expect(self.http.post("/api/bad/retry", {"id": NO_RUN}), 404, "not_found")
        self.expect(self.http.call("DELETE", "/api/bad"), 400, "invalid")
        self.expect(self.http.post("/api/bad/retry", {}), 400, "invalid")
        self.expect(self.http.get("/api/bad?id="), 400, "invalid")
        self.expect(self.http.get("/api/bad?limit=1001"), 400, "invalid")


class Together(TestCase):
    """Many submissions at once."""

    def post_all(self, http, count):
        start = threading.Barrier(count)

        def post(number):
            connection = http.connect()
            connection.connect()
            start.wait()
            connection.request("POST", "/api/run", b'{"code":"1","labels":{"n":"%d"}}' % number, JSON)
            reply = connection.getresponse()
            body = reply.read()
            connection.close()
            self.assertEqual(reply.status, 202, body)
            return http_id(body)
        with concurrent.futures.ThreadPoolExecutor(count) as pool:
            return list(pool.map(post, range(count)))

    def test_all_are_durable_and_run_once_and_share_directory_syncs(self):
        project = self.make(SERVED)
        trace = os.path.join(project.home, "trace")
        wrapper = ()
        if shutil.which("strace") and not os.environ.get("PIRUN_SANITIZED"):
            wrapper = ("strace", "-D", "-f", "-y", "-qq", "-e", "trace=fsync", "-o", trace)
        else:
            print("\nSKIP counting directory syncs: strace is not here, or cannot trace a sanitized program")
        server = project.serve(wrapper=wrapper)
        http = Client(server)
        self.assertEqual(http.post("/api/queue/pause").status, 200)
        ids = self.post_all(http, 200)
        self.assertEqual(len(set(ids)), 200)
        waiting = until(lambda: (lambda q: q if q["total"] == 200 else None)(http.get("/api/queue?limit=1000").json),
                        "all to be accepted")
        self.assertEqual({item["id"] for item in waiting["waiting"]}, set(ids))
        if wrapper:
            with open(trace, encoding="utf-8") as lines:
                syncs = sum(1 for line in lines if re.search(r"fsync\(\d+<[^>]*/var/spool>\)", line))
            print(f"\nRESULT http_run: 200 submissions, {syncs} syncs of var/spool")
            self.assertGreater(syncs, 0)
            self.assertLess(syncs, 200)

    def test_a_kill_between_the_answer_and_the_start_loses_none(self):
        project = self.make(SERVED)
        server = project.serve()
        http = Client(server)
        self.assertEqual(http.post("/api/queue/pause").status, 200)
        ids = self.post_all(http, 50)
        server.kill()
        server.log.close()
        server = project.serve()
        http = Client(server)
        self.assertEqual(http.post("/api/queue/resume").status, 200)

        def count():
            runs = [*http.get("/api/runs?limit=200&state=succeeded").json["runs"]]
            return runs if len(runs) == 50 else None
        self.assertEqual({run["id"] for run in until(count, "all to end")}, set(ids))
        self.assertTrue(all(run["attempt"] == 1 for run in http.get("/api/runs?limit=200").json["runs"]))
        self.assertEqual(http.get("/api/queue").json["total"], 0)


def http_id(body):
    return re.search(rb'"run_id":"([0-9a-f-]{36})"', body).group(1).decode()


class Roles(HttpCase):
    def config(self):
        return {"server": {"addr": "127.0.0.1:0"}}

    def header(self, role):
        token = self.project.json("token", "create", "--role", role, "--name", role)["token"]
        return {"Authorization": f"Bearer {token}"}

    def test_a_viewer_reads_a_runner_runs_and_an_editor_builds(self):
        viewer, runner, editor = self.header("viewer"), self.header("runner"), self.header("editor")
        job = {"code": "1"}
        build = {"build": {"action": "sync"}}
        self.expect(self.http.post("/api/run", job), 401)
        self.expect(self.http.post("/api/run", job, headers=viewer), 403, "forbidden")
        record = self.expect(self.http.post("/api/run?wait=1", job, headers=runner), 200).json
        self.assertEqual(record["submitted_by"], "runner")
        self.expect(self.http.post("/api/run", build, headers=runner), 403, "forbidden")
        self.expect(self.http.post("/api/run", build, headers=editor), 202)
        for path in ("/api/runs", "/api/queue", "/api/bad", f"/api/run/status?run_id={record['id']}"):
            self.expect(self.http.get(path), 401)
            self.expect(self.http.get(path, headers=viewer), 200)
        for path in ("/api/run/cancel", "/api/run/rerun"):
            self.expect(self.http.post(path, {"run_id": record["id"]}, headers=viewer), 403)
        for path in ("/api/queue/pause", "/api/queue/resume", "/api/queue/drain", "/api/blob"):
            self.expect(self.http.post(path, {}, headers=viewer), 403)
        self.expect(self.http.call("DELETE", "/api/bad?id=x", headers=viewer), 403)

    def test_the_same_idempotency_key_of_two_tokens_is_two_runs(self):
        tokens = [self.header("runner"), self.header("editor")]
        ids = [self.expect(self.http.post("/api/run", {"code": "1"}, headers={**token, "Idempotency-Key": "k"}), 202).json["run_id"]
               for token in tokens]
        self.assertNotEqual(*ids)


class Stop(HttpCase):
    def test_a_server_that_stops_lets_go_of_those_who_wait(self):
        with socket.create_connection(("127.0.0.1", self.http.port), timeout=PATIENCE_S) as client:
            body = b'{"code":"import time; time.sleep(600)"}'
            client.sendall(b"POST /api/run?wait=1 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                           b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            run_id = until(lambda: self.http.get("/api/runs?state=running").json["runs"], "the run to start")[0]["id"]
            self.server.stop()
            self.assertIn(b" 503 ", client.recv(1000).split(b"\r\n")[0])
        self.server = self.project.serve()
        self.http = Client(self.server)
        self.expect(self.http.post("/api/run/cancel", {"run_id": run_id}), 200)
        self.wait_state(run_id, "killed")


if __name__ == "__main__":
    main()
