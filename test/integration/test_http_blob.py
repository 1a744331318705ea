"""Goal: input larger than a job file: given once over HTTP, read by many runs, kept while somebody needs it."""

import hashlib
import os

from http_client import Client
from project import TestCase, main, until

READ = "import sys, hashlib; data = sys.stdin.buffer.read(); print(len(data), hashlib.sha256(data).hexdigest())"


class Blob(TestCase):
    def setUp(self):
        self.project = self.make({"server": {"addr": "127.0.0.1:0", "auth": "none", "max_upload_bytes": 2000000}})
        self.http = Client(self.project.serve())

    def expect(self, reply, status, code=None):
        self.assertEqual(reply.status, status, reply)
        if code:
            self.assertEqual(reply.json["code"], code)
        return reply

    def give(self, data):
        reply = self.expect(self.http.post("/api/blob", data, headers={"Content-Type": "application/octet-stream"}), 201)
        self.assertEqual(reply.json, {"blob": "sha256:" + hashlib.sha256(data).hexdigest(), "size": len(data)})
        return reply.json["blob"]

    def read(self, blob):
        return self.expect(self.http.post("/api/run?wait=1", {"code": READ, "stdin_blob": blob}), 200).json

    def file_of(self, blob):
        return self.project.var("blobs", blob.split(":")[1])

    def test_a_blob_is_what_the_script_reads(self):
        for data in (os.urandom(1500000), b"a\0b\xff\n", b""):
            blob = self.give(data)
            record = self.read(blob)
            self.assertEqual(record["state"], "succeeded")
            self.assertEqual(record["job"]["stdin_blob"], blob)
            self.assertEqual(self.project.logs(record["id"]), f"{len(data)} {hashlib.sha256(data).hexdigest()}\n")

    def test_the_same_content_is_one_file_that_nobody_writes(self):
        data = os.urandom(100000)
        blob = self.give(data)
        self.assertEqual(self.give(data), blob)
        self.assertEqual(self.project.names("blobs"), [blob.split(":")[1]])
        self.assertEqual(os.stat(self.file_of(blob)).st_mode & 0o7777, 0o400)

    def test_a_blob_can_be_fetched(self):
        data = os.urandom(700000)
        blob = self.give(data)
        reply = self.expect(self.http.get(f"/api/blob/{blob}"), 200)
        self.assertEqual(reply.body, data)
        self.assertEqual(reply.headers["content-type"], "application/octet-stream")
        head = self.expect(self.http.call("HEAD", f"/api/blob/{blob}"), 200)
        self.assertEqual((head.headers["content-length"], head.body), ("700000", b""))

    def test_what_names_no_blob_is_told_so(self):
        none = "sha256:" + "0" * 64
        self.expect(self.http.get(f"/api/blob/{none}"), 404, "not_found")
        for name in ("x", "sha256:..", "sha256:" + "A" * 64, "sha256:" + "0" * 63, "..", "0" * 64):
            self.expect(self.http.get(f"/api/blob/{name}"), 404, "not_found")
        reply = self.expect(self.http.post("/api/run", {"code": "1", "stdin_blob": none}), 400, "invalid").json
        self.assertEqual((reply["fault"], reply["pointer"]), ("bad_arg", "/stdin_blob"))
        reply = self.expect(self.http.post("/api/run", {"code": "1", "stdin_blob": "../x"}), 400, "invalid").json
        self.assertEqual(reply["pointer"], "/stdin_blob")
        reply = self.expect(self.http.post("/api/run", {"code": "1", "stdin": "", "stdin_blob": self.give(b"x")}), 400, "invalid")
        self.assertEqual(reply.json["pointer"], "/stdin_blob")

    def test_a_blob_over_the_limit_is_told_the_limit(self):
        reply = self.expect(self.http.announce("/api/blob", 2000001), 413, "too_large")
        self.assertIn("2000000", reply.json["error"])
        self.assertEqual(self.project.names("blobs"), [])

    def test_a_dropped_job_reads_a_blob_too(self):
        blob = self.give(b"z" * 70000)
        self.project.drop("blob.json", {"v": 1, "code": READ, "stdin_blob": blob})
        record = self.project.wait_end(self.project.receipt("blob")["id"])
        self.assertTrue(self.project.logs(record["id"]).startswith("70000 "))

    def test_a_blob_that_vanished_before_the_start_is_told(self):
        blob = self.give(b"gone")
        self.expect(self.http.post("/api/queue/pause"), 200)
        run_id = self.expect(self.http.post("/api/run", {"code": READ, "stdin_blob": blob}), 202).json["run_id"]
        until(lambda: self.http.get("/api/queue").json["total"] == 1, "the run to wait")
        os.unlink(self.file_of(blob))
        self.expect(self.http.post("/api/queue/resume"), 200)
        record = self.project.wait_end(run_id)
        self.assertEqual(record["reason"], "not_started")
        self.assertIn(blob, record["message"])

    def test_use_makes_a_blob_young_again(self):
        blob = self.give(b"old")
        os.utime(self.file_of(blob), (1, 1))
        self.read(blob)
        self.assertGreater(os.stat(self.file_of(blob)).st_mtime, 1000)


if __name__ == "__main__":
    main()
