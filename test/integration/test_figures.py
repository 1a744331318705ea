"""Goal: what the browser's Home, inbox and run page show of the history is what happened, also after the index was built again."""

import datetime
import time
import urllib.parse

from http_client import Client
from project import TestCase, main, until

SERVED = {"server": {"addr": "127.0.0.1:0", "auth": "none"}}


def time_of(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


class FiguresCase(TestCase):
    def setUp(self):
        self.project = self.make(SERVED)
        self.serve()

    def serve(self):
        self.server = self.project.serve()
        self.http = Client(self.server)

    def get(self, path, status=200, **query):
        reply = self.http.call("GET", path + "?" + urllib.parse.urlencode(query))
        self.assertEqual(reply.status, status, reply)
        return reply.json

    def run_script(self, script, *args):
        """To its end, and until the index has it."""
        reply = self.http.call("POST", "/api/run?wait=1", {"script": script, "args": list(args)})
        self.assertEqual(reply.status, 200, reply)
        run_id = reply.json["id"]
        until(lambda: any(run["run_id"] == run_id for run in self.get("/api/run/usual", script=script)["last"]), "the run in the index")
        return run_id

    def failing(self):
        return [item for item in self.get("/api/summary")["attention"] if item["kind"] == "failing"]


class Summary(FiguresCase):
    def test_runs_are_counted_by_hour_and_failing_scripts_are_named(self):
        self.project.script("flaky.py", "import sys; sys.exit(int(sys.argv[1]))")
        for code in ("1", "0"):
            self.run_script("scripts/flaky.py", code)
        self.assertEqual(self.failing(), [])
        first = self.run_script("scripts/flaky.py", "3")
        last = self.run_script("scripts/flaky.py", "4")
        summary = self.get("/api/summary", hours=2)
        self.assertEqual((summary["running"], summary["waiting"], summary["is_paused"], summary["is_draining"]), (0, 0, False, False))
        self.assertGreaterEqual(summary["slots"], 1)
        self.assertEqual((summary["failed_24h"], summary["succeeded_7d"], summary["ended_7d"]), (3, 1, 4))
        self.assertEqual(len(summary["hours"]), 2)
        self.assertEqual(time_of(summary["hours"][1]["at"]) - time_of(summary["hours"][0]["at"]), datetime.timedelta(hours=1))
        self.assertEqual(sum(hour["failed"] for hour in summary["hours"]), 3)
        told = max(summary["hours"], key=lambda hour: hour["failed"])
        self.assertLessEqual(told["p50_ms"], told["p95_ms"])
        self.assertGreaterEqual(told["wait_p95_ms"], 0)
        [failing] = self.failing()
        self.assertEqual({key: failing[key] for key in ("script", "run_id", "since_run_id")},
                         {"script": "scripts/flaky.py", "run_id": last, "since_run_id": first})
        self.assertIn("status 4", failing["reason_text"])
        self.run_script("scripts/flaky.py", "0")
        self.assertEqual(self.failing(), [])

    def test_an_index_that_is_built_again_tells_the_same(self):
        self.project.script("flaky.py", "import sys; sys.exit(int(sys.argv[1]))")
        for code in ("0", "2"):
            self.run_script("scripts/flaky.py", code)
        before = self.get("/api/summary", hours=168)
        usual = self.get("/api/run/usual", script="scripts/flaky.py")
        self.server.stop()
        self.project.pirun("reindex")
        self.serve()
        after = until(lambda: self.http.call("GET", "/api/summary?hours=168"), "the summary")
        self.assertEqual(after.status, 200, after)
        totals = ("failed_24h", "succeeded_7d", "ended_7d", "attention")
        self.assertEqual({key: after.json[key] for key in totals}, {key: before[key] for key in totals})
        told = {hour["at"]: hour for hour in after.json["hours"]}
        for hour in before["hours"][1:]:
            self.assertEqual(told[hour["at"]], hour)
        self.assertEqual(self.get("/api/run/usual", script="scripts/flaky.py"), usual)

    def test_refused_files_need_attention_until_they_are_dropped(self):
        self.project.drop("wrong.json", '{"v":1,\n"script":"scripts/hello.py","arg":[]}')
        self.project.receipt("wrong")
        [bad] = self.get("/api/summary")["attention"]
        self.assertEqual((bad["kind"], bad["name"], bad["line"]), ("bad", "wrong", 2))
        self.assertIn("arg", bad["error"])
        self.assertEqual(self.http.call("DELETE", f"/api/bad?id={bad['id']}").status, 204)
        self.assertEqual(self.get("/api/summary")["attention"], [])

    def test_parameters_out_of_range_are_400(self):
        for query in ({"hours": 0}, {"hours": 169}, {"hours": "x"}):
            self.get("/api/summary", 400, **query)
        self.get("/api/inbox", 400, limit=0)
        for path in ("/api/run/usual", "/api/run/args"):
            self.get(path, 400)
            self.get(path, 400, script="")


class Inbox(FiguresCase):
    def test_each_dropped_file_has_its_verdict_newest_first(self):
        self.project.drop("good.json", {"v": 1, "script": "scripts/hello.py"})
        run_id = self.project.receipt("good")["id"]
        self.project.drop("bad.json", '{"v":1,"script":"scripts/missing.py"}')
        self.project.receipt("bad")
        self.http.call("POST", "/api/run?wait=1", {"code": "1"})
        files = self.get("/api/inbox")["files"]
        self.assertEqual([(file["name"], file["verdict"]) for file in files], [("bad", "refused"), ("good", "accepted")])
        self.assertEqual(files[1]["run_id"], run_id)
        self.assertIn("missing.py", files[0]["error"])
        self.assertTrue(files[0]["cure"])
        letters = self.get("/api/bad")["letters"]
        self.assertEqual([letter["id"] for letter in letters], [files[0]["bad"]])
        self.assertEqual([file["name"] for file in self.get("/api/inbox", limit=1)["files"]], ["bad"])

    def test_what_is_no_receipt_is_left_out(self):
        with open(self.project.var("ack", "broken.json"), "w", encoding="ascii") as file:
            file.write("{")
        with open(self.project.var("ack", "note.txt"), "w", encoding="ascii") as file:
            file.write("x")
        self.assertEqual(self.get("/api/inbox"), {"files": []})


class Usual(FiguresCase):
    def test_times_of_successes_and_the_last_runs(self):
        self.project.script("x.py", "import sys; sys.exit(len(sys.argv) > 1)")
        good = [self.run_script("scripts/x.py") for _ in range(2)]
        bad = self.run_script("scripts/x.py", "fail")
        usual = self.get("/api/run/usual", script="scripts/x.py")
        self.assertEqual(usual["count"], 2)
        self.assertLessEqual(usual["p50_ms"], usual["p95_ms"])
        self.assertEqual([(run["run_id"], run["state"]) for run in usual["last"]],
                         [(bad, "failed"), (good[1], "succeeded"), (good[0], "succeeded")])
        self.assertEqual(self.get("/api/run/usual", script="scripts/other.py"), {"count": 0, "last": []})

    def test_argument_lists_are_told_once_newest_first(self):
        self.project.script("x.py", "")
        for args in (["--a", "ä b"], [], ["--a", "ä b"], ["--a"]):
            last = self.run_script("scripts/x.py", *args)
        sets = self.get("/api/run/args", script="scripts/x.py")["sets"]
        self.assertEqual([item["args"] for item in sets], [["--a"], ["--a", "ä b"], []])
        self.assertEqual((sets[0]["run_id"], sets[0]["state"]), (last, "succeeded"))
        self.assertTrue(sets[0]["at"].endswith("Z"))


class FirstError(FiguresCase):
    def line(self, text):
        self.project.script("say.py", f"print({text!r})")
        return self.get("/api/run/log", run_id=self.run_script("scripts/say.py"), find_error=1)

    def test_a_traceback_goes_before_earlier_words(self):
        self.project.script("raise.py", "print('no error yet')\nprint('second')\n1/0")
        self.assertEqual(self.get("/api/run/log", run_id=self.run_script("scripts/raise.py"), find_error=1), {"line": 3})

    def test_else_the_first_line_that_says_error(self):
        self.assertEqual(self.line("a\nb\nERROR: c\nerror"), {"line": 3})
        self.assertEqual(self.line("a\nb\nall is well"), {"line": None})
        self.assertEqual(self.line(""), {"line": None})

    def test_it_is_no_search(self):
        run_id = self.run_script("scripts/hello.py")
        self.get("/api/run/log", 400, run_id=run_id, find_error=1, search="x")
        self.get("/api/run/log", 400, run_id=run_id, find_error=1, stream="stdout")
        self.get("/api/run/log", 400, run_id=run_id, find_error="perhaps")


class Times(FiguresCase):
    def times(self, status=200, **query):
        return self.get("/api/run/log", status, times=1, **query)

    def test_each_line_has_the_time_of_its_first_byte(self):
        self.project.script("steps.py", """import os, time
for n, text in enumerate(("one\\ntwo\\n", "thr", "ee\\n", "four\\n")):
    while not os.path.exists(f"go{n}"):
        time.sleep(0.005)
    print(text, end="", flush=True)
""")
        run_id = self.http.call("POST", "/api/run", {"script": "scripts/steps.py"}).json["run_id"]
        between = []  # when each piece was written at the earliest, in whole milliseconds as the answer has them
        for n, size in enumerate((8, 11, 14, 19)):
            between.append(int(time.time() * 1000) / 1000 - 0.001)
            with open(self.project.file(f"go{n}"), "w", encoding="ascii"):
                pass
            until(lambda size=size: self.output_size(run_id) == size, f"{size} bytes of output")
        rows = self.times(run_id=run_id)["times"]
        self.assertEqual([row["line"] for row in rows], [1, 3, 4])
        at = [time_of(row["time"]).timestamp() for row in rows]
        for first, written, last in zip((between[0], between[1], between[3]), at, (between[1], between[2], time.time())):
            self.assertLessEqual(first, written)
            self.assertLessEqual(written, last + 0.002)
        self.assertEqual(self.times(run_id=run_id, line=3, lines=1), {"times": rows[1:2]})
        self.assertEqual(self.times(run_id=run_id, line=2, lines=1), {"times": [{"line": 2, "time": rows[0]["time"]}]})
        self.assertEqual(self.times(run_id=run_id, line=5), {"times": []})
        self.times(400, run_id=run_id, find_error=1)
        self.times(400, run_id=run_id, search="x")
        self.times(400, run_id=run_id, stream="stderr")

    def output_size(self, run_id):
        reply = self.http.call("GET", f"/api/run/log?run_id={run_id}&offset=0")
        return len(reply.body) if reply.status == 200 else 0

    def test_an_output_without_a_byte_has_none(self):
        self.project.script("nothing.py", "")
        self.assertEqual(self.times(run_id=self.run_script("scripts/nothing.py")), {"times": []})

    def test_more_than_an_answer_holds_is_gone_on_with(self):
        self.project.script("many.py", "import os\nfor n in range(5100):\n    os.write(1, b'x\\n')\n")
        run_id = self.run_script("scripts/many.py")
        seen, query = [], {"line": 1}
        while query:
            answer = self.times(run_id=run_id, **query)
            seen += answer["times"]
            query = {"line": answer["next"]} if "next" in answer else None
        self.assertEqual(sorted({row["line"] for row in seen}), [row["line"] for row in seen])
        self.assertLessEqual(seen[-1]["line"], 5100)
        stamps = [row["time"] for row in seen]
        self.assertEqual(stamps, sorted(stamps))

    def test_lines_beyond_the_limit_have_no_times(self):
        self.server.stop()
        self.project.configure({**SERVED, "run": {"limits": {"output_mb": 1}}})
        self.serve()
        self.project.script("flood.py", "for n in range(300000):\n    print('line', n)\n")
        run_id = self.run_script("scripts/flood.py")
        rows = self.times(run_id=run_id)["times"]
        self.assertEqual(rows[0]["line"], 1)
        self.assertLessEqual(rows[-1]["line"], 300000)
        self.assertGreater(rows[-1]["line"], 200000)  # the end is kept too


if __name__ == "__main__":
    main()
