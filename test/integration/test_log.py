"""Goal: any part of a run's output arrives over HTTP as it was written: by place, line, time and stream, searched, followed."""

import datetime
import json
import os
import urllib.parse

from live import Http, Stream, bytes_of
from project import Project, main

MIXED = """
import sys
for i in range(6000):
    sys.stdout.write(f"out {i} gr\\u00fcn needle{i % 7}\\n")
    if i % 50 == 0:
        sys.stdout.flush()
        sys.stderr.write(f"err {i}\\n")
        sys.stderr.flush()
"""

class Log(Http):
    """All of these look at one run, which nothing changes."""

    @classmethod
    def setUpClass(cls):
        cls.project = Project({"server": {"addr": "127.0.0.1:0", "auth": "none"}})
        cls.addClassCleanup(cls.project.close)
        cls.server = cls.project.serve()
        cls.run_id = cls.project.submit(cls.project.script("run.py", MIXED))
        cls.project.wait_end(cls.run_id)
        with open(cls.project.var("logs", f"{cls.run_id}.log"), "rb") as file:
            cls.bytes = file.read()
        cls.lines = cls.bytes.splitlines(keepends=True)

    def setUp(self):
        self.assertGreater(len(self.bytes), 100_000)

    def check(self, expected, at=None, **query):
        answer, body = self.log(self.run_id, **query)
        self.assertEqual(answer.status, 200, body)
        self.assertEqual(body, expected, query)
        self.assertEqual(int(answer.headers["X-Output-Size"]), len(self.bytes))
        if at is not None:
            self.assertEqual(int(answer.headers["X-Output-Offset"]), at)
            self.assertEqual(int(answer.headers["X-Output-Line"]), self.bytes[:at].count(b"\n") + 1)
        return answer

    def test_without_a_parameter_the_last_64_kib_come(self):
        answer = self.check(self.bytes[-65536:], len(self.bytes) - 65536)
        self.assertEqual(answer.headers["Content-Type"], "text/plain; charset=utf-8")
        self.assertEqual(int(answer.headers["X-Output-Next"]), len(self.bytes))

    def test_the_end_by_kib_and_by_lines(self):
        self.check(self.bytes[-1024:], tail_kb=1)
        self.check(self.bytes, 0, tail_kb=100000)
        self.check(b"", len(self.bytes), tail_kb=0)
        self.check(b"".join(self.lines[-3:]), tail=3)

    def test_a_part_by_offset(self):
        self.check(self.bytes[1000:], 1000, offset=1000)
        self.check(self.bytes[1000:1010], 1000, offset=1000, limit=10)
        self.check(b"", len(self.bytes), offset=len(self.bytes) + 5)

    def test_a_part_by_lines(self):
        self.check(b"".join(self.lines[99:]), line=100)
        self.check(b"".join(self.lines[99:101]), line=100, lines=2)
        self.check(b"", line=10_000_000)

    def test_one_stream(self):
        self.check(b"".join(line for line in self.lines if line.startswith(b"err")), stream="stderr", offset=0)
        self.check(b"".join(line for line in self.lines if line.startswith(b"out")), stream="stdout", offset=0)

    def test_a_whole_file_to_be_saved(self):
        answer = self.check(self.bytes, 0, download=1)
        self.assertEqual(answer.headers["Content-Disposition"], f'attachment; filename="{self.run_id}.log"')
        self.assertEqual(int(answer.headers["Content-Length"]), len(self.bytes))

    def test_head_tells_the_same_without_a_body(self):
        answer, body = self.log(self.run_id, method="HEAD", offset=5)
        self.assertEqual((answer.status, body), (200, b""))
        self.assertEqual(int(answer.headers["Content-Length"]), len(self.bytes) - 5)

    def test_a_run_is_named_by_a_beginning_or_a_place(self):
        for name in (self.run_id, self.run_id[:20], self.run_id.upper()[:20], "@1"):
            self.assertEqual(self.log(name, tail=1)[1], self.lines[-1], name)

    def test_ranges(self):
        size = len(self.bytes)
        for text, first, last in (("bytes=0-9", 0, 9), ("bytes=100-", 100, size - 1), ("bytes=-10", size - 10, size - 1),
                                  (f"bytes=5-{size * 2}", 5, size - 1)):
            answer, body = self.log(self.run_id, {"Range": text})
            self.assertEqual(answer.status, 206, text)
            self.assertEqual(body, self.bytes[first:last + 1], text)
            self.assertEqual(answer.headers["Content-Range"], f"bytes {first}-{last}/{size}")
        for text in (f"bytes={size}-", "bytes=-0"):
            answer, body = self.log(self.run_id, {"Range": text})
            self.assertEqual(answer.status, 416, text)
            self.assertEqual(answer.headers["Content-Range"], f"bytes */{size}")
            self.assertIn("error", json.loads(body))
        for text in ("bytes=9-0", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b", "bytes="):
            answer, body = self.log(self.run_id, {"Range": text})
            self.assertEqual((answer.status, body), (200, self.bytes), text)
        answer, body = self.log(self.run_id, {"Range": "bytes=0-9"}, tail=1)
        self.assertEqual((answer.status, body), (200, self.lines[-1]))

    def test_a_search_tells_the_true_number_and_the_places(self):
        expected = [i for i, line in enumerate(self.lines) if b"needle3" in line]
        found = []
        offset = 0
        while True:
            answer, body = self.log(self.run_id, search="needle3", limit=300, offset=offset)
            self.assertEqual(answer.status, 200)
            page = json.loads(body)
            self.assertEqual(page["total"], len(expected) - len(found))
            found += page["matches"]
            if "next" not in page:
                break
            offset = page["next"]
        self.assertEqual([match["line"] - 1 for match in found], expected)
        for match, index in zip(found, expected):
            self.assertEqual(match["text"], self.lines[index].decode().rstrip("\n"))
            self.assertEqual(self.bytes[match["offset"]:][:7], b"needle3")
        everything = json.loads(self.log(self.run_id, search="n")[1])
        self.assertEqual(everything["total"], sum(b"n" in line for line in self.lines))
        self.assertEqual(len(everything["matches"]), 1000)
        self.assertEqual(json.loads(self.log(self.run_id, search="no such thing")[1])["total"], 0)

    def test_what_is_wrong_is_told(self):
        for query in ({"tail_kb": -1}, {"tail_kb": "x"}, {"offset": -1}, {"line": 0}, {"since": "yesterday"}, {"stream": "both"},
                      {"search": ""}, {"search": "x" * 5000}, {"search": "x", "stream": "stdout"}, {"offset": 1, "line": 1},
                      {"attempt": 0}, {"limit": 0}, {"download": "maybe"}, {"lines": "9999999999999999999999"}):
            answer, body = self.log(self.run_id, **query)
            self.assertEqual(answer.status, 400, query)
            self.assertEqual(json.loads(body)["code"], "invalid", query)
        self.assertEqual(self.ask("/api/run/log")[0].status, 400)
        self.assertEqual(self.log("no id")[0].status, 400)
        for name in ("01a21d65-0238-7f92-b778-45c692d889ba", "ffff", "@99"):
            self.assertEqual(self.log(name)[0].status, 404, name)
        self.assertEqual(self.log(self.run_id, attempt=2)[0].status, 404)


class Odd(Http):
    """Outputs that are not just one whole file."""

    def test_since_begins_at_that_time(self):
        run_id = self.run_of("import time\nprint('before', flush=True)\ntime.sleep(0.05)\nprint(time.time())\nprint('after')\n")
        lines = self.file_of(run_id).splitlines(keepends=True)
        then = datetime.datetime.fromtimestamp(float(lines[1]) - 0.02, datetime.timezone.utc)
        body = self.log(run_id, since=then.isoformat())[1]
        self.assertEqual(body, b"".join(lines[1:]))
        self.assertEqual(self.log(run_id, since="2020-01-01T00:00:00Z")[1], b"".join(lines))
        self.assertEqual(self.log(run_id, since="2200-01-01T00:00:00Z")[1], b"")

    def test_a_run_that_wrote_nothing_has_an_empty_output(self):
        run_id = self.run_of("pass\n")
        answer, body = self.log(run_id)
        self.assertEqual((answer.status, body, answer.headers["X-Output-Size"]), (200, b"", "0"))
        self.assertEqual(json.loads(self.log(run_id, search="x")[1])["total"], 0)

    def test_an_output_that_is_not_kept_is_missed(self):
        run_id = self.run_of("print('gone')\n")
        os.unlink(self.project.var("logs", f"{run_id}.log"))
        answer, body = self.log(run_id)
        self.assertEqual(answer.status, 404)
        self.assertIn("no longer kept", json.loads(body)["error"])

    def test_earlier_attempts_keep_their_output(self):
        counter = self.project.file("counter")
        script = f"""
import os, sys
first = not os.path.exists({counter!r})
open({counter!r}, "w").close()
print("first" if first else "second")
sys.exit(first)
"""
        run_id = self.run_of(script, options=("--retry", "1", "--retry-delay", "0s"))
        self.assertEqual(self.log(run_id)[1], b"second\n")
        self.assertEqual(self.log(run_id, attempt=1)[1], b"first\n")
        self.assertEqual(self.log(run_id, attempt=2)[1], b"second\n")
        events = self.follow(run_id, headers={"Last-Event-ID": "2"})
        self.assertEqual([(e.data["offset"], e.data.get("attempt"), e.data["text"], e.id) for e in events if e.name == "output"],
                         [(2, None, "rst\n", "6"), (0, 2, "second\n", "2.7")])

    def follow(self, run_id, headers=None, **query):
        stream = Stream(self.port(), f"/api/run/stream?{urllib.parse.urlencode({'run_id': run_id, **query})}", headers)
        self.addCleanup(stream.close)
        return list(stream)

    def test_beyond_the_limit_the_hole_is_told_and_no_byte_is_invented(self):
        run_id = self.run_of("import sys\nfor i in range(60000): print('%060d' % i)\n", options=("--output-size", "1MB"))
        answer, body = self.log(run_id, offset=0)
        hole_from, hole_to = map(int, answer.headers["X-Output-Hole"].split("-"))
        size = int(answer.headers["X-Output-Size"])
        self.assertEqual(size, 60000 * 61)
        data = self.file_of(run_id)
        self.assertLess(hole_from, hole_to)
        self.assertEqual(body, data[:hole_from] + data[hole_to:])
        answer, body = self.log(run_id, {"Range": f"bytes={hole_from - 10}-{hole_to + 10}"})
        self.assertEqual((answer.status, body), (206, data[hole_from - 10:hole_from]))
        answer, body = self.log(run_id, {"Range": f"bytes={hole_from + 10}-{hole_to + 10}"})
        self.assertEqual((answer.status, body), (206, data[hole_to:hole_to + 11]))
        events = [e for e in self.follow(run_id) if e.name == "output"]
        at = 0
        for event in events:
            self.assertEqual(event.data["offset"], at)
            text = event.data.get("text", "").encode()
            self.assertEqual(text, data[at:at + len(text)])
            at += event.data.get("missing", len(text))
            self.assertEqual(event.id, str(at))
        self.assertEqual(at, size)
        self.assertEqual([e.data["missing"] for e in events if "missing" in e.data], [hole_to - hole_from])

    def test_bytes_that_are_no_text_arrive_as_they_are(self):
        script = "import sys\nfor i in range(300): sys.stdout.buffer.write(bytes(range(256)) + b'\\xc3')\n"
        run_id = self.run_of(script)
        data = b"".join(bytes_of(e) for e in self.follow(run_id) if e.name == "output")
        self.assertEqual(data, self.file_of(run_id))
        self.assertEqual(self.log(run_id, offset=0)[1], data)
        found = json.loads(self.log(run_id, search="ABC")[1])
        self.assertGreater(found["total"], 0)

    def test_characters_that_are_written_in_pieces_stay_whole(self):
        script = """
import sys, time
for byte in "äöü€😀".encode() * 20:
    sys.stdout.buffer.write(bytes([byte]))
    sys.stdout.flush()
    time.sleep(0.002)
"""
        run_id = self.project.submit(self.project.script("slow.py", script))
        events = [e for e in self.follow(run_id) if e.name == "output"]
        self.assertEqual("".join(e.data["text"] for e in events), "äöü€😀" * 20)

    def test_what_is_wrong_with_a_stream_is_told(self):
        run_id = self.run_of("print(1)\n")
        for headers, query in (({"Last-Event-ID": "x"}, {}), ({"Last-Event-ID": "1.2.3"}, {}), ({"Last-Event-ID": "0.5"}, {}),
                               ({}, {"offset": -1}), ({}, {"attempt": 0})):
            answer, body = self.ask("/api/run/stream", headers, run_id=run_id, **query)
            self.assertEqual(answer.status, 400, (headers, query))
            self.assertEqual(json.loads(body)["code"], "invalid")
        self.assertEqual(self.ask("/api/run/stream")[0].status, 400)
        self.assertEqual(self.ask("/api/run/stream", run_id="@5")[0].status, 404)
        for offset in (2, 100):  # the end, and what a client may have seen before a loss of power
            self.assertEqual([e.name for e in self.follow(run_id, offset=offset)], ["state", "end"])


if __name__ == "__main__":
    main()
