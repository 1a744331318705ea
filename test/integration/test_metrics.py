"""Goal: what GET /metrics says is well formed (a parser of the exposition format, stricter than Prometheus) and true."""

import contextlib
import http.client
import json
import math
import re
import socket

from project import PATIENCE_S, TestCase, main, until

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
SAMPLE = re.compile(rf"^({NAME})(?:\{{(.*)\}})? (\S+)$")
LABEL = re.compile(rf'({NAME})="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)')
SUFFIXES = {"counter": ("",), "gauge": ("",), "histogram": ("_bucket", "_sum", "_count")}


class Exposition:
    """The text as {family: type} and {(name, labels): value}; complains about every breach of the format."""

    def __init__(self, text):
        self.types, self.helps, self.samples = {}, {}, {}
        assert text.endswith("\n"), "the last line must end"
        family = None
        for line in text.splitlines():
            if line.startswith("# HELP "):
                family, self.helps[family] = self.header(line, self.helps)
            elif line.startswith("# TYPE "):
                name, kind = self.header(line, self.types)
                assert name == family and kind in SUFFIXES, line
                self.types[name] = kind
            else:
                self.sample(line, family)
        assert set(self.types) == set(self.helps)
        for name, kind in self.types.items():
            assert not (kind == "counter") or name.endswith("_total"), f"{name}: counters end in _total"
            if kind == "histogram":
                self.histogram(name)

    @staticmethod
    def header(line, known):
        _, _, name, rest = line.split(" ", 3)
        assert re.fullmatch(NAME, name) and name not in known and rest, line
        return name, rest

    def sample(self, line, family):
        match = SAMPLE.match(line)
        assert match, line
        name, labels, value = match.groups()
        assert name in {family + suffix for suffix in SUFFIXES[self.types[family]]}, f"{line} in the family of {family}"
        pairs = LABEL.findall(labels or "")
        assert ",".join(f'{key}="{text}"' for key, text in pairs) == (labels or ""), line
        assert len(dict(pairs)) == len(pairs), line
        key = (name, frozenset(pairs))
        assert key not in self.samples, f"twice: {line}"
        self.samples[key] = float(value)
        assert math.isfinite(self.samples[key]) and (self.types[family] == "gauge" or self.samples[key] >= 0), line

    def histogram(self, name):
        series = {}
        for (sample, labels), value in self.samples.items():
            if sample == name + "_bucket":
                bound = dict(labels)["le"]
                rest = frozenset(pair for pair in labels if pair[0] != "le")
                series.setdefault(rest, []).append((math.inf if bound == "+Inf" else float(bound), value))
        for rest, buckets in series.items():
            buckets.sort()
            counts = [count for _, count in buckets]
            assert counts == sorted(counts), f"{name}: buckets are cumulative"
            assert buckets[-1][0] == math.inf and counts[-1] == self.samples[(name + "_count", rest)], name
            assert (name + "_sum", rest) in self.samples, name

    def get(self, name, **labels):
        return self.samples.get((name, frozenset(labels.items())))


class Metrics(TestCase):
    def start(self, env_dir=False):
        self.project = self.make(env_dir=env_dir)
        self.project.configure({"server": {"addr": "off", "auth": "none", "socket": "var/http.sock"}})
        self.server = self.project.serve()

    def ask(self, path, method="GET"):
        connection = http.client.HTTPConnection("localhost", timeout=PATIENCE_S)
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.settimeout(PATIENCE_S)
        connection.sock.connect(self.project.var("http.sock"))
        with contextlib.closing(connection):
            connection.request(method, path)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()

    def scrape(self):
        status, headers, text = self.ask("/metrics")
        self.assertEqual(status, 200)
        self.assertEqual(headers["Content-Type"], "text/plain; version=0.0.4; charset=utf-8")
        return Exposition(text)

    def scrape_until(self, **wanted):
        def look():
            shown = self.scrape()
            return shown if all(shown.get(name) == value for name, value in wanted.items()) else None
        return until(look, f"{wanted}")

    def test_runs_and_refusals_are_counted(self):
        self.start(env_dir=True)
        before = self.scrape()
        self.assertEqual(before.get("pirun_runs_running"), 0)
        self.assertEqual(before.get("pirun_runs_started_total"), 0)
        good = self.project.submit("--code", "print('x' * 1000)")
        bad = self.project.submit("--code", "import sys; sys.exit(2)")
        late = self.project.submit("--code", "import time; time.sleep(600)", "--timeout", "1s")
        for run_id in (good, bad, late):
            self.project.wait_end(run_id)
        self.project.drop("broken.json", {"v": 9})
        self.project.receipt("broken")
        after = self.scrape_until(pirun_bad_letters=1, pirun_spool_refused_total=1)
        self.assertEqual(after.get("pirun_runs_ended_total", state="succeeded", reason="exited"), 1)
        self.assertEqual(after.get("pirun_runs_ended_total", state="failed", reason="exited"), 1)
        self.assertEqual(after.get("pirun_runs_ended_total", state="killed", reason="timeout"), 1)
        self.assertEqual(after.get("pirun_runs_started_total"), 3)
        self.assertEqual(after.get("pirun_run_duration_seconds_count"), 3)
        self.assertGreaterEqual(after.get("pirun_run_duration_seconds_sum"), 1)
        self.assertEqual(after.get("pirun_run_output_bytes_total"), 1001)
        self.assertEqual(after.get("pirun_spool_accepted_total"), 3)

    def test_the_queue_is_shown(self):
        self.start(env_dir=True)
        self.project.pirun("pause")
        ids = [self.project.submit("--code", "pass") for _ in range(3)]
        shown = self.scrape_until(pirun_queue_waiting=3)
        self.assertEqual(shown.get("pirun_queue_paused"), 1)
        self.assertGreaterEqual(shown.get("pirun_queue_oldest_seconds"), 0)
        self.assertEqual(shown.get("pirun_runs_slots"), 4)
        self.project.pirun("resume")
        for run_id in ids:
            self.project.wait_end(run_id)
        self.assertEqual(self.scrape().get("pirun_queue_waiting"), 0)

    def test_requests_are_counted_by_route_and_class(self):
        self.start()
        for _ in range(3):
            self.ask("/health")
        self.ask("/nothing")
        self.ask('/odd"\\%0a')
        self.ask("/health", "DELETE")
        shown = self.scrape()
        self.assertEqual(shown.get("pirun_http_requests_total", method="GET", route="/health", **{"class": "2xx"}), 3)
        self.assertEqual(shown.get("pirun_http_requests_total", method="any", route="none", **{"class": "4xx"}), 3)
        self.assertEqual(shown.get("pirun_http_request_duration_seconds_count", method="GET", route="/health"), 3)
        self.assertEqual(shown.get("pirun_http_connections_accepted_total"), 7)
        self.assertEqual(shown.get("pirun_http_connections"), 1)
        self.assertGreater(shown.get("pirun_http_sent_bytes_total"), 300)
        self.assertEqual(shown.get("pirun_http_followers", kind="sse"), 0)

    def test_the_machine_is_shown(self):
        self.start()
        shown = self.scrape()
        self.assertGreater(shown.get("process_resident_memory_bytes"), 1000000)
        self.assertGreater(shown.get("pirun_memory_pss_bytes"), 100000)
        self.assertGreater(shown.get("pirun_disk_size_bytes"), shown.get("pirun_disk_free_bytes"))
        self.assertGreater(shown.get("process_cpu_seconds_total"), 0)
        self.assertLess(shown.get("pirun_loop_lag_seconds"), PATIENCE_S)
        self.assertIsNone(shown.get("pirun_tls_certificate_left_seconds"))

    def test_health_is_not_degraded_by_what_nobody_asked_for(self):
        self.start()
        health = json.loads(self.ask("/health")[2])
        self.assertEqual(health["degraded"], [])
        self.assertTrue(health["ok"])


if __name__ == "__main__":
    main()
