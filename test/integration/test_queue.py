"""Goal: who goes next, and a sentence why everything else waits."""

import datetime
import glob
import os
import signal
import unittest
import sqlite3

from project import TestCase, main, until

MARK = "import sys, pathlib\nwith open('order.txt', 'a') as f:\n    f.write(sys.argv[1] + '\\n')\n"
HOLD = ("import pathlib, time\npathlib.Path('held').touch()\nwhile not pathlib.Path('release').exists():\n    time.sleep(0.01)\n")


def rfc3339(seconds):
    at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return at.isoformat().replace("+00:00", "Z")


class Held(TestCase):
    """A script that holds its slot until it is let go; what is submitted meanwhile waits."""

    slots = 1

    def setUp(self):
        self.project = self.make({"run": {"jobs": self.slots}})
        self.mark = self.project.script("mark.py", MARK)
        self.hold = self.project.script("hold.py", HOLD)
        self.server = self.project.serve()

    def block(self, *options):
        run_id = self.project.submit(*options, self.hold)
        until(lambda: os.path.exists(self.project.file("held")), "the slot to be held")
        return run_id

    def release(self):
        with open(self.project.file("release"), "w", encoding="utf-8"):
            pass

    def order(self):
        with open(self.project.file("order.txt"), encoding="utf-8") as file:
            return file.read().split()

    def why(self, run_id, code):
        record = self.project.wait_state(run_id, "queued")
        until(lambda: self.project.record(run_id).get("waiting", {}).get("code") == code,
              f"{run_id} to wait with code {code}")
        sentence = self.project.pirun("why", run_id).stdout
        self.assertTrue(sentence.strip(), record)
        return sentence


class OneSlot(Held):
    def test_higher_priority_goes_first_then_the_order_of_acceptance(self):
        self.block()
        ids = [self.project.submit("--priority", p, self.mark, "--", name)
               for name, p in (("low", "-5"), ("first", "0"), ("second", "0"), ("high", "9"))]
        self.why(ids[0], "slot")
        self.release()
        for run_id in ids:
            self.project.wait_end(run_id)
        self.assertEqual(self.order(), ["high", "first", "second", "low"])

    def test_pause_and_resume_survive_a_restart(self):
        self.project.pirun("pause")
        run_id = self.project.submit(self.mark, "--", "x")
        self.why(run_id, "paused")
        self.server.stop()
        self.project.serve()
        self.why(run_id, "paused")
        self.project.pirun("resume")
        self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")

    def test_drain_lasts_until_resume_or_the_next_start(self):
        self.project.pirun("drain")
        first = self.project.submit(self.mark, "--", "first")
        self.why(first, "paused")
        self.project.pirun("resume")
        self.assertEqual(self.project.wait_end(first)["state"], "succeeded")
        self.project.pirun("drain")
        second = self.project.submit(self.mark, "--", "second")
        self.why(second, "paused")
        self.server.stop()
        self.project.serve()
        self.assertEqual(self.project.wait_end(second)["state"], "succeeded")

    def test_a_waiting_job_can_be_cancelled(self):
        self.block()
        run_id = self.project.submit(self.mark, "--", "never")
        self.why(run_id, "slot")
        self.project.pirun("cancel", run_id)
        record = self.project.wait_end(run_id)
        self.assertEqual((record["state"], record["reason"]), ("killed", "cancelled"))
        self.release()

    def test_expires_ends_a_job_that_waits_too_long(self):
        self.block()
        run_id = self.project.submit("--expires", rfc3339(1), self.mark, "--", "late")
        record = self.project.wait_end(run_id)
        self.assertEqual((record["state"], record["reason"]), ("killed", "expired"))
        self.release()

    def test_a_reload_gives_more_slots(self):
        self.block()
        run_id = self.project.submit(self.mark, "--", "x")
        self.why(run_id, "slot")
        self.project.configure({"run": {"jobs": 2}})
        self.server.process.send_signal(signal.SIGHUP)
        self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")
        self.release()

    def test_a_broken_config_changes_nothing_at_a_reload(self):
        with open(self.project.file(".pirun.yaml"), "a", encoding="utf-8") as file:
            file.write("nonsense: [\n")
        self.server.process.send_signal(signal.SIGHUP)
        until(lambda: "stays as it was" in self.server.text(), "the server to say so")
        run_id = self.project.submit(self.mark, "--", "x", expect=None)
        self.assertEqual(self.server.process.poll(), None, run_id)

    def test_cancel_of_what_has_ended_is_a_conflict_and_of_nothing_not_found(self):
        run_id = self.project.submit(self.mark, "--", "x")
        self.project.wait_end(run_id)
        self.assertIn("ended", self.project.pirun("cancel", run_id, expect=65).stderr)
        self.project.pirun("cancel", "01920000-0000-7000-8000-000000000000", expect=66)


class Keys(Held):
    slots = 4

    def test_jobs_of_one_key_never_run_together(self):
        self.block("--key", "k")
        ids = [self.project.submit("--key", "k", self.mark, "--", str(i)) for i in range(3)]
        other = self.project.submit(self.mark, "--", "other")
        self.project.wait_end(other)
        self.assertIn("key", self.why(ids[0], "key"))
        self.release()
        for run_id in ids:
            self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")
        self.assertEqual(self.order(), ["other", "0", "1", "2"])

    def test_latest_supersedes_those_that_wait(self):
        self.block("--key", "k")
        first = self.project.submit("--key", "k", "--on-conflict", "latest", self.mark, "--", "first")
        self.why(first, "key")
        second = self.project.submit("--key", "k", "--on-conflict", "latest", self.mark, "--", "second")
        record = self.project.wait_end(first)
        self.assertEqual((record["state"], record["reason"]), ("killed", "superseded"))
        self.assertIn(second, record["message"])
        self.release()
        self.project.wait_end(second)
        self.assertEqual(self.order(), ["second"])

    def test_refuse_refuses_while_one_waits_or_runs(self):
        self.block("--key", "k")
        run_id = self.project.submit("--key", "k", "--on-conflict", "refuse", self.mark, "--", "x")
        until(lambda: self.project.receipt(run_id).get("code") == "conflict", "the receipt to tell the refusal")
        self.assertEqual([letter["code"] for letter in self.project.json("bad", "list")], ["conflict"])
        self.release()

    def test_after_waits_for_success_and_fails_with_it(self):
        held = self.block()
        after = self.project.submit("--after", held, self.mark, "--", "after")
        self.assertIn(held[:8], self.why(after, "after"))
        bad = self.project.submit(self.project.script("bad.py", "raise SystemExit(1)"))
        follower = self.project.submit("--after", bad, self.mark, "--", "never")
        record = self.project.wait_end(follower)
        self.assertEqual((record["state"], record["reason"]), ("killed", "dependency"))
        self.release()
        self.assertEqual(self.project.wait_end(after)["state"], "succeeded")
        late = self.project.submit("--after", after, self.mark, "--", "late")
        self.assertEqual(self.project.wait_end(late)["state"], "succeeded")

    def test_after_sees_a_run_that_ended_while_the_index_was_busy(self):
        self.project.wait_end(self.project.submit(self.mark, "--", "first"))
        until(lambda: not self.project.names("active"), "the first run to be recorded")
        index = sqlite3.connect(self.project.var("pirun.db"), isolation_level=None, timeout=10)
        self.addCleanup(index.close)
        index.execute("BEGIN IMMEDIATE")  # until the commit no run leaves active/
        before = self.project.submit(self.mark, "--", "before")
        until(lambda: os.path.exists(self.project.var("runs", before, "result.json")), "it to end")
        until(lambda: not self.project.names("queue"), "nothing else to wait")
        after = self.project.submit("--after", before, self.mark, "--", "after")
        until(lambda: f"{after}.json" in self.project.names("queue"), "the other one to be accepted")
        self.assertEqual(self.project.names("active"), [f"{before}.json"])
        index.execute("COMMIT")
        self.assertEqual(self.project.wait_end(after)["state"], "succeeded")

    def test_not_before_waits_for_its_time(self):
        at = rfc3339(1.5)
        run_id = self.project.submit("--not-before", at, self.mark, "--", "x")
        self.why(run_id, "not_before")
        record = self.project.wait_end(run_id)
        self.assertEqual(record["state"], "succeeded")
        self.assertGreaterEqual(record["started_at"], at[:26])

    def test_retry_keeps_each_attempt(self):
        text = "import os, sys\nprint('attempt', os.environ['PIRUN_ATTEMPT'])\nsys.exit(0 if os.environ['PIRUN_ATTEMPT'] == '3' else 1)"
        run_id = self.project.submit("--retry", "5", "--retry-delay", "50ms", self.project.script("r.py", text))
        record = self.project.wait_end(run_id)
        self.assertEqual((record["state"], record["attempt"]), ("succeeded", 3))
        self.assertEqual(self.project.logs(run_id), "attempt 3\n")
        self.assertTrue(os.path.exists(self.project.var("runs", run_id, "attempt-1", "result.json")))
        with open(self.project.var("logs", run_id + ".2.log"), encoding="utf-8") as log:
            self.assertEqual(log.read(), "attempt 2\n")

    def test_rerun_runs_the_same_again_under_a_new_id(self):
        run_id = self.project.submit("--label", "a=b", self.mark, "--", "x")
        self.project.wait_end(run_id)
        again = self.project.pirun("rerun", run_id).stdout.split()[-1]
        record = self.project.wait_end(again)
        self.assertNotEqual(again, run_id)
        self.assertEqual(record["job"]["args"], ["x"])
        self.assertEqual(record["job"]["labels"], {"a": "b"})
        self.assertEqual(self.order(), ["x", "x"])


FAKETIME = glob.glob("/usr/lib/*/faketime/libfaketime.so.1")


@unittest.skipUnless(FAKETIME, "SKIP needs the package faketime")
@unittest.skipIf(os.environ.get("PIRUN_SANITIZED"), "SKIP a sanitizer must be loaded before faketime")
class Clock(TestCase):
    """The server's wall clock jumps while jobs come and go: nothing is lost or doubled. Time limits are
    not shown here: faketime moves CLOCK_BOOTTIME too, which no real clock step does."""

    def test_a_clock_set_back_and_forth_has_no_effect(self):
        project = self.make()
        clock = os.path.join(project.home, "clock")

        def set_clock(offset):
            with open(clock + ".new", "w", encoding="utf-8") as file:
                file.write(offset + "\n")
            os.rename(clock + ".new", clock)
        set_clock("+0")
        project.serve(env={"LD_PRELOAD": FAKETIME[0], "FAKETIME_TIMESTAMP_FILE": clock, "FAKETIME_NO_CACHE": "1",
                           "FAKETIME_DONT_FAKE_MONOTONIC": "1"})
        mark = project.script("mark.py", MARK)
        ids = []
        for i, offset in enumerate(("-3h", "+5d", "-30d", "+1h", "+0")):
            set_clock(offset)
            ids += [project.submit(mark, "--", f"{i}-{n}") for n in range(4)]
        self.assertEqual({project.wait_end(run_id)["state"] for run_id in ids}, {"succeeded"})
        with open(project.file("order.txt"), encoding="utf-8") as file:
            self.assertEqual(sorted(file.read().split()), sorted(f"{i}-{n}" for i in range(5) for n in range(4)))


if __name__ == "__main__":
    main()
