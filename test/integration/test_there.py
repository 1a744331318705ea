"""Goal: with PIRUN_URL a command does there what it does here, and a server that dies in the middle costs no byte."""

import hashlib
import json
import os
import re
import subprocess

from far import BOTTOM, Proxy, ask
from project import PATIENCE_S, PIRUN, TestCase, main, until


class Both(TestCase):
    """The real server: what a command says there is what it says here."""

    def setUp(self):
        self.project = self.make({"server": {"addr": "127.0.0.1:0", "auth": "none"}})
        self.server = self.project.serve()
        self.url = self.url_of(self.server)

    @staticmethod
    def url_of(server):
        port = re.search(r"port (\d+)", server.text()).group(1)
        return f"http://127.0.0.1:{port}"

    def here(self, *args, expect=0):
        done = subprocess.run([PIRUN, *args], capture_output=True, cwd=self.project.path, env=self.project.env,
                              stdin=subprocess.DEVNULL, timeout=PATIENCE_S * 2)
        if expect is not None:
            self.assertEqual(done.returncode, expect, done.stderr)
        return done

    def there(self, *args, **options):
        return ask(self.url, *args, **options)

    @staticmethod
    def timeless(done):
        """What was said, without how long ago a thing was: the clock goes on between the two."""
        words = [re.sub(rb" +", b" ", re.sub(rb"\b(now|\d+s ago)\b", b"AGO", text)) for text in (done.stdout, done.stderr)]
        return done.returncode, *words

    def both(self, *args):
        with self.subTest(args):
            here = self.here(*args, expect=None)
            there = self.there(*args, expect=None)
            self.assertEqual(self.timeless(there), self.timeless(here))

    def test_reading_commands_say_the_same_here_and_there(self):
        noisy = self.project.script("noisy.py", """
import sys
for i in range(100):
    print("out", i, flush=True)
    print("err", i, file=sys.stderr, flush=True)
sys.stdout.buffer.write(bytes(range(256)) + "grün".encode())
sys.exit(3)
""")
        self.there("run", noisy, "-l", "a=b", "--", "x y", expect=3)
        self.here("submit", "scripts/hello.py", "--wait")
        self.project.drop("broken.json", "{")
        until(lambda: self.project.names("bad"), "the letter")
        failed = json.loads(self.here("list", "--state", "failed", "--json").stdout)[0]
        for run in json.loads(self.here("list", "--json").stdout):  # what they saw is written a moment after they began
            if run["state"] != "queued":
                until(lambda run=run: self.project.record(run["id"]).get("tree"), f"the files of run {run['id']}")
        for args in (("list",), ("list", "--json"), ("list", "--ids"), ("list", "-l", "a=b", "--json"), ("list", "-l", "a"),
                     ("list", "--state", "failed"), ("list", "--since", "1h", "--limit", "1"), ("list", "--text", "noisy"),
                     ("list", "--before", str(failed["seq"] + 1), "--json"), ("list", "--state", "nonsense"),
                     ("show", "@1"), ("show", "@2", "--json"), ("show", failed["id"]), ("show", failed["id"][:20]),
                     ("show", "ffff"), ("show", "nonsense"), ("why", "@2"), ("why", "@2", "--json"),
                     ("logs", "@2"), ("logs", "@2", "-f"), ("logs", "@2", "--stdout"), ("logs", "@2", "--stderr"),
                     ("logs", "@2", "--tail", "7"), ("logs", "@2", "--since-line", "190"),
                     ("logs", "@2", "--since-line", "190", "--tail", "3"), ("logs", "@2", "--attempt", "1"),
                     ("logs", "@2", "--attempt", "2"), ("logs", "@2", "-t"), ("logs", "@2", "--json"),
                     ("logs", "@2", "-f", "--json", "--stderr"), ("logs", "@2", "--json", "--tail", "3"),
                     ("logs", "@2", "-t", "--since-line", "150"), ("logs", "@1", "--json"), ("cancel", "@1"), ("cancel", "@2", "--json"),
                     ("bad",), ("bad", "list", "--json"), ("bad", "show", "@1"), ("bad", "show", "broken.json", "--json"),
                     ("bad", "drop", "7777"), ("diff", "@1", "@2"), ("diff", "@2", "@1", "--json"), ("diff", "@1"),
                     ("diff", "@2", "@2", "--patch"), ("diff", "@1", "ffff"), ("rerun", "@2", "--exact"), ("rerun", "@2", "--anyway"), ("submit",), ("submit", "--job", "/dev/null"), ("pause",), ("resume",)):
            self.both(*args)

    def test_jobs_and_orders_do_there_what_they_do_here(self):
        waiting = self.there("submit", "scripts/hello.py", "--not-before", "1h", "-k", "night").stdout.decode().strip()
        self.assertEqual(self.project.record(waiting)["job"]["key"], "night")
        self.both("why", waiting)
        self.both("show", waiting, "--json")
        self.both("logs", waiting)
        after = self.there("submit", "scripts/hello.py", "--after", "@1").stdout.decode().strip()
        self.assertEqual(self.project.record(after)["job"]["after"], [waiting])
        self.assertIn(waiting.encode(), self.there("cancel", "@2").stdout)
        self.assertEqual(self.project.wait_end(waiting)["reason"], "cancelled")
        again = self.there("rerun", waiting).stdout.decode().strip()
        self.assertEqual(self.project.wait_end(again)["job"]["key"], "night")
        self.there("pause")
        paused = self.there("submit", "scripts/hello.py", "--json").stdout
        self.assertIn(b"queued", self.there("why", json.loads(paused)["id"]).stdout)
        self.there("resume")
        self.assertEqual(self.project.wait_end(json.loads(paused)["id"])["state"], "succeeded")
        self.project.drop("broken.json", '{"v":1,"script":"scripts/none.py"}')
        letter, = until(lambda: json.loads(self.there("bad", "list", "--json").stdout), "the letter")
        retried = self.there("bad", "retry", letter["id"]).stdout.decode().strip()
        until(lambda: retried in "".join(self.project.names("bad")), "the letter again")
        self.assertIn(retried.encode(), self.there("bad", "drop", retried).stdout)
        self.assertEqual(self.project.names("bad"), [])
        self.assertIn(b"no script", self.there("submit", "scripts/none.py", expect=66).stderr)
        self.assertIn(b"9", self.there("run", "--code", "import sys; print(9); sys.exit(4)", expect=4).stdout)
        self.assertEqual(self.there("run", "--code", "import time; time.sleep(99)", "-t", "200ms", expect=124).stdout, b"")
        self.assertEqual(self.there("doctor").returncode, 0)

    def test_attempts_are_told_one_after_the_other(self):
        flaky = self.project.script("flaky.py", """
import os, sys
print("attempt", os.environ["PIRUN_ATTEMPT"], flush=True)
sys.exit(0 if os.environ["PIRUN_ATTEMPT"] == "3" else 1)
""")
        done = self.there("submit", "-f", flaky, "--retry", "2")
        self.assertEqual((done.stdout, done.stderr),
                         (b"attempt 1\nattempt 2\nattempt 3\n", b"pirun: attempt 2 begins\npirun: attempt 3 begins\n"))
        self.both("logs", "@1", "--attempt", "1")
        self.both("logs", "@1", "-f")

    def follow(self, url, run_id):
        """`logs -f` there, into a file."""
        path = os.path.join(self.project.home, "seen")
        with open(path, "wb") as seen:
            process = subprocess.Popen([PIRUN, "logs", "-f", run_id], cwd="/", stdin=subprocess.DEVNULL, stdout=seen,
                                       stderr=subprocess.PIPE, env={**BOTTOM, "PIRUN_URL": url})
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process, path

    def assert_same_bytes(self, path, run_id):
        with open(path, "rb") as seen, open(self.project.var("logs", run_id + ".log"), "rb") as log:
            self.assertEqual(hashlib.sha256(seen.read()).hexdigest(), hashlib.sha256(log.read()).hexdigest())

    def test_a_server_that_is_killed_in_the_middle_costs_no_byte(self):
        script = self.project.script("long.py", """
import os, sys, time
for part in range(3):
    for i in range(3000):
        print(part, i, "x" * (i % 50), flush=i % 10 == 0)
    sys.stdout.flush()
    while not os.path.exists(f"go{part}"):
        time.sleep(0.01)
print("the end", end="")
""")
        proxy = Proxy(int(self.url.rsplit(":", 1)[1]))
        self.addCleanup(proxy.close)
        run_id = self.project.submit(script, "--timeout", "10m")
        process, path = self.follow(proxy.url, run_id)
        for part in range(3):
            until(lambda: os.path.getsize(path) > 50000 * (part + 1), "the first lines of a part")
            self.server.kill()
            self.server.log.close()
            with open(self.project.file(f"go{part}"), "wb"):
                pass
            self.server = self.project.serve()
            proxy.target = int(self.url_of(self.server).rsplit(":", 1)[1])
        self.assertEqual(process.wait(PATIENCE_S), 0, process.stderr.read())
        self.assertGreaterEqual(proxy.count, 4)
        self.assert_same_bytes(path, run_id)

    def test_a_line_that_breaks_again_and_again_costs_no_byte(self):
        run_id = self.project.submit("--code", "for i in range(20000): print(i, 'x' * (i % 70))", "--wait")
        proxy = Proxy(int(self.url.rsplit(":", 1)[1]))
        self.addCleanup(proxy.close)
        proxy.after = 90001
        process, path = self.follow(proxy.url, run_id)
        self.assertEqual(process.wait(PATIENCE_S), 0, process.stderr.read())
        self.assertGreater(proxy.count, 5)
        self.assert_same_bytes(path, run_id)

    def test_a_wrong_token_is_77(self):
        guarded = self.make({"server": {"addr": "127.0.0.1:0", "auth": "token"}})
        url = self.url_of(guarded.serve())
        for command in (["list"], ["submit", "scripts/hello.py"], ["logs", "-f", "@1"], ["pause"]):
            self.assertIn(b"PIRUN_TOKEN", ask(url, *command, token="wrong", expect=77).stderr)
            self.assertIn(b"PIRUN_TOKEN", ask(url, *command, token=None, expect=77).stderr)
        self.assertEqual(guarded.names("queue"), [])
        with open(guarded.var("token"), encoding="ascii") as file:
            token = file.read().strip()
        self.assertEqual(ask(url, "run", "scripts/hello.py", token=token).stderr, b"")


if __name__ == "__main__":
    main()
