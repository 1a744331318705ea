"""Goal: a job that waits for another one (`after`) learns how that ended, whatever happens to that one, to the order of
acceptance and to the server. Nothing waits for ever, nothing starts too early, nothing accepted is refused."""

import glob
import json
import os
import shutil
import time
import unittest
import uuid

from project import TestCase, main, until


def new_id(ahead_s=0):
    """A UUIDv7 of now, or of AHEAD_S seconds later."""
    value = uuid.uuid4().int & ~(0xFFFFFFFFFFFF << 80 | 0xF << 76 | 0x3 << 62)
    return str(uuid.UUID(int=value | int((time.time() + ahead_s) * 1000) << 80 | 7 << 76 | 2 << 62))


class After(TestCase):
    def setUp(self):
        self.project = self.make({"run": {"jobs": 1}})
        self.quick = self.project.script("quick.py", "print('ok')\n")

    def accepted(self, run_id):
        until(lambda: os.path.exists(self.project.var("queue", f"{run_id}.json")), f"{run_id} to be queued")
        return run_id

    def state_is(self, run_id, state, reason=None):
        record = self.project.wait_end(run_id)
        self.assertEqual((record["state"], record.get("reason") if reason else None), (state, reason), record)

    def paused(self):
        server = self.project.serve()
        self.project.pirun("pause")
        return server


class Refused(After):
    def test_a_job_that_waits_for_a_refused_one_ends(self):
        self.project.serve()
        first = new_id()
        self.project.drop(f"{first}.json", '{"v":1,"script":')  # cut short: given time before it is refused
        second = self.accepted(self.project.submit(self.quick, "--after", first))
        self.project.receipt(first)
        self.state_is(second, "killed", "dependency")

    def test_also_when_both_come_in_one_pass(self):
        first = new_id(ahead_s=60)  # its name is sorted behind the one that waits for it
        self.project.drop(f"{first}.json", {"v": 1, "script": "scripts/none.py"})
        second = self.project.submit(self.quick, "--after", first)
        self.project.serve()
        self.state_is(second, "killed", "dependency")

    def test_also_when_it_comes_after_the_refusal(self):
        self.project.serve()
        first, second = new_id(), new_id()
        self.project.drop(f"{first}.json", {"v": 1, "script": "scripts/none.py"})
        self.project.receipt(first)
        self.project.drop(f"{second}.json", {"v": 1, "script": self.quick, "after": [first]})
        self.state_is(second, "killed", "dependency")

    def test_a_job_that_waits_for_a_duplicate_ends(self):
        self.project.serve()
        self.project.pirun("pause")
        self.accepted(self.project.submit(self.quick, "--idempotency-key", "k"))
        first = new_id()
        self.project.drop(f"{first}.json", '{"v":1,"idempotency_key":"k","script":"%s"' % self.quick)
        second = self.accepted(self.project.submit(self.quick, "--after", first))
        with open(self.project.var("spool", f"{first}.json"), "a", encoding="utf-8") as file:
            file.write("}\n")
        self.assertIn("duplicate_of", self.project.receipt(first))
        self.state_is(second, "killed", "dependency")

    def test_a_job_that_waits_for_one_whose_key_is_taken_ends(self):
        server = self.paused()
        self.accepted(self.project.submit(self.quick, "--key", "k"))
        server.stop()
        first = self.project.submit(self.quick, "--key", "k", "--on-conflict", "refuse")
        second = self.project.submit(self.quick, "--after", first)
        self.project.serve()
        self.state_is(second, "killed", "dependency")


class Restarted(After):
    def test_a_dependency_that_a_crash_left_in_claim_is_awaited(self):
        server = self.paused()
        first = self.accepted(self.project.submit(self.quick))
        second = self.accepted(self.project.submit(self.quick, "--after", first))
        server.kill()
        os.rename(self.project.var("queue", f"{first}.json"),
                  self.project.var("spool", "claim", f"{first}~{first}.json"))
        self.project.serve()
        self.project.pirun("resume")
        self.state_is(second, "succeeded")

    def test_a_dependency_that_retention_removed_had_succeeded(self):
        server = self.project.serve()
        first = self.project.submit(self.quick)
        self.state_is(first, "succeeded")
        self.project.pirun("pause")
        second = self.accepted(self.project.submit(self.quick, "--after", first))
        server.stop()
        shutil.rmtree(self.project.var("runs", first))
        self.project.serve()
        self.project.pirun("resume")
        self.state_is(second, "succeeded")

    def test_an_accepted_job_is_not_refused_at_the_next_start(self):
        server = self.paused()
        first = self.accepted(self.project.submit(self.quick))
        second = self.accepted(self.project.submit(self.quick, "--after", first, "--key", "k", "--on-conflict", "refuse"))
        third = self.accepted(self.project.submit(self.quick, "--key", "k"))
        server.kill()
        self.project.serve()
        self.project.pirun("resume")
        for run_id in (first, second, third):
            self.state_is(run_id, "succeeded")

    def test_nor_when_the_run_before_it_was_not_recorded_yet(self):
        server = self.paused()
        first = self.accepted(self.project.submit(self.quick, "--key", "k"))
        server.kill()
        second = new_id()
        with open(self.project.var("queue", f"{first}.json"), encoding="utf-8") as file:
            job = json.load(file)
        job.update({"id": second, "seq": job["seq"] + 1, "on_conflict": "refuse"})
        with open(self.project.var("queue", f"{second}.json"), "w", encoding="utf-8") as file:
            json.dump(job, file)
        self.project.serve()
        self.project.pirun("resume")
        self.state_is(second, "succeeded")


class Order(After):
    def test_of_two_jobs_of_a_key_the_one_accepted_later_is_the_latest(self):
        first = self.project.submit(self.quick)
        older = self.project.submit(self.quick, "--after", first, "--key", "k", "--on-conflict", "latest")
        newer = self.project.submit(self.quick, "--key", "k", "--on-conflict", "latest")
        self.project.serve()
        self.state_is(older, "killed", "superseded")
        self.state_is(newer, "succeeded")


class Blocked(After):
    def test_a_waiting_job_whose_end_cannot_be_recorded_is_ended_later(self):
        self.paused()
        run_id = self.accepted(self.project.submit(self.quick))
        with open(self.project.var("runs", run_id), "w", encoding="utf-8"):
            pass  # a file where its directory should be
        self.project.pirun("cancel", run_id, expect=None)
        self.assertEqual(self.project.names("active"), [])
        os.unlink(self.project.var("runs", run_id))
        self.state_is(run_id, "killed", "cancelled")
        self.assertEqual(glob.glob(self.project.var("queue", "*.json")), [])


if __name__ == "__main__":
    main()
