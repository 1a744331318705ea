"""Goal: every file that enters the spool gets an answer, and what is accepted runs exactly once."""

import json
import os
import subprocess
import time
import unittest
import uuid

from project import PIRUN, TestCase, main, until

HELLO = {"v": 1, "script": "scripts/hello.py"}


class Dropped(TestCase):
    def setUp(self):
        self.project = self.make()

    def test_a_file_renamed_in_runs_and_gets_a_receipt(self):
        self.project.serve()
        self.project.drop("job.json", HELLO)
        receipt = self.project.receipt("job")
        self.assertTrue(receipt["accepted"])
        record = self.project.wait_end(receipt["id"])
        self.assertEqual(record["state"], "succeeded")
        self.assertEqual(record["source"], "file")
        self.assertEqual(record["job"]["script"], "scripts/hello.py")
        self.assertEqual(self.project.names("spool"), ["claim", "tmp"])

    def test_a_file_written_in_place_runs_after_it_is_closed(self):
        self.project.serve()
        self.project.drop("job.json", HELLO, by="write")
        receipt = self.project.receipt("job")
        self.assertEqual(self.project.wait_end(receipt["id"])["state"], "succeeded")

    def test_a_slow_copy_is_one_run(self):
        """60 KiB in 60 pieces: cut JSON never parses, so nothing starts before the last piece."""
        self.project.serve()
        job = json.dumps({**HELLO, "x-filling": "f" * (60 * 1024)}).encode()
        step = len(job) // 60 + 1
        with open(self.project.var("spool", "slow.json"), "wb", buffering=0) as file:
            for at in range(0, len(job), step):
                file.write(job[at:at + step])
                time.sleep(0.25)  # the speed of the writer is what is tested
        receipt = self.project.receipt("slow")
        self.assertTrue(receipt["accepted"], receipt)
        self.project.wait_end(receipt["id"])
        self.assertEqual(len(self.project.json("list")), 1)

    def test_what_was_dropped_while_no_server_ran_runs_when_one_comes(self):
        for i in range(5):
            self.project.drop(f"job{i}.json", HELLO)
        submitted = [self.project.submit("scripts/hello.py") for _ in range(5)]
        self.assertEqual(self.project.json("list"), self.project.json("list", "--state", "queued"))
        self.project.serve()
        ids = [self.project.receipt(f"job{i}")["id"] for i in range(5)] + submitted
        self.assertEqual(len(set(ids)), 10)
        for run_id in ids:
            self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")

    def test_names_of_unfinished_copies_are_not_looked_at(self):
        self.project.serve()
        names = [".hidden.json", "#job.json#", "job.json~", "job.tmp", "job.part", "job.filepart", ".job.json.swp"]
        for name in names:
            self.project.drop(name, HELLO)
        self.project.drop("last.json", HELLO)
        self.project.wait_end(self.project.receipt("last")["id"])
        self.assertEqual(len(self.project.json("list")), 1)
        self.assertEqual(set(os.listdir(self.project.var("spool"))), {*names, "tmp", "claim"})

    def test_ten_submitters_with_one_idempotency_key_are_one_run_and_nine_receipts(self):
        self.project.serve()
        submitters = [subprocess.Popen([PIRUN, "submit", "--idempotency-key", "once", "scripts/hello.py"],
                                       cwd=self.project.path, env=self.project.env, stdout=subprocess.PIPE, text=True)
                      for _ in range(10)]
        ids = [submitter.communicate()[0].strip() for submitter in submitters]
        self.assertEqual([submitter.returncode for submitter in submitters], [0] * 10)
        receipts = [self.project.receipt(run_id) for run_id in ids]
        accepted = [r for r in receipts if r["accepted"]]
        self.assertEqual(len(accepted), 1, receipts)
        self.assertEqual({r.get("duplicate_of") for r in receipts if not r["accepted"]}, {accepted[0]["id"]})
        self.project.wait_end(accepted[0]["id"])
        self.assertEqual(len(self.project.json("list")), 1)

    def test_the_same_key_after_a_restart_is_still_a_duplicate(self):
        server = self.project.serve()
        first = self.project.submit("--idempotency-key", "k", "scripts/hello.py")
        self.project.wait_end(first)
        server.kill()
        self.project.serve()
        second = self.project.submit("--idempotency-key", "k", "scripts/hello.py")
        self.assertEqual(self.project.receipt(second).get("duplicate_of"), first)


class Refused(TestCase):
    """Each way to be wrong has its own code and sentence, and the file is kept."""

    @classmethod
    def setUpClass(cls):
        from project import Project
        cls.project = Project()
        cls.addClassCleanup(cls.project.close)
        cls.project.serve()

    def refused(self, content, code, name=None):
        name = name or f"bad-{uuid.uuid4().hex[:8]}"
        self.project.drop(name + ".json", content)
        receipt = self.project.receipt(name)
        self.assertFalse(receipt["accepted"], receipt)
        self.assertEqual(receipt["code"], code, receipt)
        self.assertTrue(receipt["text"] and receipt["cure"], receipt)
        # the receipt is on the disk before the file is moved, so that no crash leaves a file without an answer
        until(lambda: os.path.lexists(self.project.var("bad", receipt["id"] + ".json")), "the file to be moved")
        letter = self.project.json("bad", "show", receipt["id"])
        self.assertEqual(letter["code"], code)
        with open(self.project.var("bad", receipt["id"] + ".json"), "rb") as kept:
            data = content if isinstance(content, bytes) else (content if isinstance(content, str) else json.dumps(content)).encode()
            self.assertEqual(kept.read(), data)
        return receipt

    def test_wrong_json(self):
        receipt = self.refused('{"v":1,\n "script":"scripts/hello.py",}', "json")
        self.assertEqual((receipt["line"], receipt["column"]), (2, 30))
        self.refused('{"v":1,"script":"scripts/hello.py"} trailing', "json")
        self.refused('{"v":1,"v":1,"script":"scripts/hello.py"}', "json")
        self.refused('{"v":1,"script":"scripts/hello.py\\u0000.py"}', "json")
        self.refused(b'{"v":1,"script":"scripts/\xff.py"}', "json")
        self.refused('{"v":1,"script":"scripts/hello.py","priority":99999999999999999999}', "json")

    def test_wrong_schema(self):
        receipt = self.refused('{"v":1,\n "script":"scripts/hello.py",\n "prioritty":1}', "schema")
        self.assertEqual((receipt["line"], receipt["column"]), (3, 2))
        self.assertIn("priority", receipt["text"] + receipt["cure"])
        self.assertEqual(self.refused({"v": 1, "script": 7}, "schema")["pointer"], "/script")
        self.refused({"v": 2, "script": "scripts/hello.py"}, "schema")
        self.refused({"v": 1}, "schema")
        self.refused({"v": 1, "script": "scripts/hello.py", "code": "1"}, "schema")
        self.refused([1], "schema")

    def test_wrong_script(self):
        os.makedirs(self.project.file("scripts", "folder.py"), exist_ok=True)
        with open(self.project.file("scripts", "data.txt"), "w", encoding="utf-8"):
            pass
        if not os.path.islink(self.project.file("scripts", "link.py")):
            os.symlink("/etc/passwd", self.project.file("scripts", "link.py"))
        for script in ("scripts/nothing.py", "../outside.py", "/etc/passwd.py", "scripts/data.txt", "scripts/folder.py",
                       "scripts/link.py"):
            with self.subTest(script):
                self.refused({"v": 1, "script": script}, "no_script")

    def test_wrong_limits(self):
        self.assertEqual(self.refused({**HELLO, "limits": {"memory_mb": 10**6}}, "limit")["pointer"], "/limits/memory_mb")
        self.refused({**HELLO, "network": "full"}, "limit")
        self.assertIn("memory:cgroup", self.refused({**HELLO, "require": ["memory:cgroup"]}, "require")["text"])
        self.refused({**HELLO, "require": ["wings"]}, "require")
        self.refused({**HELLO, "expires": "2020-01-01T00:00:00Z"}, "expired")
        self.refused({**HELLO, "after": [str(uuid.uuid4())]}, "bad_arg")
        self.refused({**HELLO, "after": ["01920000-0000-7000-8000-000000000000"]}, "bad_arg")

    def test_too_large(self):
        self.refused(json.dumps({**HELLO, "x-f": "f" * 70000}), "too_large")

    def test_what_is_no_regular_file_is_moved_as_it_is(self):
        spool = self.project.var("spool")
        os.symlink("/etc/passwd", os.path.join(spool, "link.json"))
        os.mkfifo(os.path.join(spool, "fifo.json"))
        os.mkdir(os.path.join(spool, "folder.json"))
        made = os.path.join(self.project.home, "other.json")
        with open(made, "w", encoding="utf-8") as file:
            json.dump(HELLO, file)
        os.link(made, os.path.join(spool, "hardlink.json"))
        self.project.drop("bell.json", HELLO)  # links and folders ring no bell of their own
        for name in ("link", "fifo", "folder", "hardlink"):
            with self.subTest(name):
                receipt = self.project.receipt(name)
                self.assertEqual(receipt["code"], "not_regular", receipt)
                self.assertTrue(os.path.lexists(self.project.var("bad", receipt["id"] + ".json")))
        with open("/etc/passwd", "rb") as untouched:
            self.assertTrue(untouched.read())

    @unittest.skipUnless(os.geteuid() == 0, "SKIP needs root: files of another user")
    def test_a_file_of_another_owner_is_refused(self):
        aside = self.project.var("spool", "tmp", "x.part")
        with open(aside, "w", encoding="utf-8") as file:
            json.dump(HELLO, file)
        os.chown(aside, 12345, 12345)
        os.rename(aside, self.project.var("spool", "foreign.json"))
        self.assertEqual(self.project.receipt("foreign")["code"], "owner")

    def test_a_letter_can_be_retried_and_dropped(self):
        receipt = self.refused({"v": 1, "script": "scripts/later.py"}, "no_script")
        self.project.script("later.py", "print('now')")
        new_id = self.project.json("bad", "retry", receipt["id"])[0]["id"]
        self.assertEqual(self.project.wait_end(new_id)["state"], "succeeded")
        self.project.pirun("bad", "show", receipt["id"], expect=66)
        receipt = self.refused({"v": 3}, "schema")
        self.project.pirun("bad", "drop", receipt["id"])
        self.assertFalse(os.path.exists(self.project.var("bad", receipt["id"] + ".json")))


class Many(TestCase):
    def test_a_thousand_bad_files_among_a_thousand_good_ones(self):
        project = self.make()
        code = {"v": 1, "code": "pass"}
        for i in range(1000):
            project.drop(f"good-{i}.json", {**code, "not_before": "2099-01-01T00:00:00Z"})
            project.drop(f"bad-{i}.json", '{"v":1,"code":')
            os.utime(project.var("spool", f"bad-{i}.json"), (1, 1))  # written long ago: not a copy under way
        project.serve()
        until(lambda: len(project.names("queue")) == 1000 and len(project.names("bad")) == 2000,
              "1,000 accepted and 1,000 refused")
        self.assertEqual(project.names("spool"), ["claim", "tmp"])

    def test_20000_files_renamed_in_while_the_server_is_stopped_are_all_accepted(self):
        project = self.make()
        server = project.serve()
        project.pirun("pause")
        spool, tmp = project.var("spool"), project.var("spool", "tmp")
        text = json.dumps({"v": 1, "code": "pass"})
        with server.frozen():
            for i in range(20000):
                with open(os.path.join(tmp, "a"), "w", encoding="utf-8") as file:
                    file.write(text)
                os.rename(os.path.join(tmp, "a"), os.path.join(spool, f"job-{i}.json"))
        until(lambda: len(os.listdir(project.var("queue"))) == 20000, "20,000 accepted", patience_s=300)
        self.assertEqual(project.names("spool"), ["claim", "tmp"])
        self.assertEqual(project.names("bad"), [])


if __name__ == "__main__":
    main()
