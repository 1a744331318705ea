"""Goal: a run that is followed and what happens in the project arrive over HTTP whole, in order and once, over breaks of the
connection and restarts of the server; and who does not read harms nobody."""

import contextlib
import hashlib
import http.client
import json
import os
import socket
import threading
import time
import urllib.parse

from live import Http, Stream, bytes_of
from project import PATIENCE_S, main, until


class Follower(threading.Thread):
    """Follows a run to its end over any number of breaks, as a client would; checks that each byte comes once."""

    def __init__(self, test, run_id, by_header=True, token=None):
        super().__init__(daemon=True)
        self.test, self.run_id, self.by_header, self.token = test, run_id, by_header, token
        self.data = bytearray()
        self.last_id = None
        self.breaks = 0
        self.stream = None
        self.end = None
        self.failure = None

    def run(self):
        try:
            deadline = time.monotonic() + PATIENCE_S
            while self.end is None and self.failure is None and time.monotonic() < deadline:
                try:
                    self.read()
                except (OSError, http.client.HTTPException, AssertionError):
                    pass
                finally:
                    self.leave()
                if self.end is None:
                    self.breaks += 1
                    time.sleep(0.02)  # as a client that tries again
        except Exception as failure:  # told by the test's thread
            self.failure = failure

    def read(self):
        query = {"run_id": self.run_id}
        if not self.by_header:
            query["offset"] = len(self.data)
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if self.by_header and self.last_id:
            headers["Last-Event-ID"] = self.last_id
        self.stream = Stream(self.test.port(), f"/api/run/stream?{urllib.parse.urlencode(query)}", headers)
        for event in self.stream:
            if event.name == "output":
                if event.data["offset"] != len(self.data):
                    self.failure = f"offset {event.data['offset']} instead of {len(self.data)}"
                    return
                self.data += bytes_of(event)
                self.last_id = event.id
                if event.id != str(len(self.data)):
                    self.failure = f"id {event.id} instead of {len(self.data)}"
                    return
            elif event.name == "end":
                self.end = event.data

    def leave(self):
        if self.stream:
            self.stream.close()
        self.stream = None

    def digest(self):
        return hashlib.sha256(self.data).hexdigest()


class Following(Http):
    def check(self, followers, run_id):
        record = self.project.wait_end(run_id)
        expected = hashlib.sha256(self.file_of(run_id)).hexdigest()
        for follower in followers:
            follower.join(PATIENCE_S)
            self.assertIsNone(follower.failure)
            self.assertIsNotNone(follower.end, "it saw no end")
            self.assertEqual(follower.digest(), expected)
            self.assertEqual(follower.end["state"], record["state"])
            self.assertEqual(follower.end["id"], run_id)

    def start(self, count, run_id):
        followers = [Follower(self, run_id, by_header=i % 2 == 0) for i in range(count)]
        for follower in followers:
            follower.start()
        return followers

    def test_a_growing_run_is_seen_whole_by_all(self):
        run_id = self.start_patient()
        early = self.start(5, run_id)
        until(lambda: all(len(f.data) > 1000 for f in early), "followers have seen something")
        late = self.start(5, run_id)
        until(lambda: all(len(f.data) > 2000 for f in late), "followers have seen something")
        self.finish()
        self.check(early + late, run_id)
        self.assertEqual([f.breaks for f in early + late], [0] * 10)

    def test_broken_connections_go_on_at_the_byte(self):
        run_id = self.start_patient(lines=20)
        followers = self.start(6, run_id)
        for _ in range(5):
            sizes = [len(f.data) for f in followers]
            until(lambda: all(len(f.data) > size + 500 for f, size in zip(followers, sizes)), "more bytes")
            for follower in followers:
                with contextlib.suppress(AttributeError, OSError):  # it is between two connections
                    follower.stream.connection.sock.shutdown(socket.SHUT_RDWR)
        self.finish()
        self.check(followers, run_id)
        self.assertGreaterEqual(min(f.breaks for f in followers), 3)

    def test_a_flood_is_seen_whole(self):
        run_id = self.project.submit(self.project.script(
            "flood.py", "import sys\nfor i in range(200000): sys.stdout.write('%0100d\\n' % i)\n"))
        followers = self.start(3, run_id)
        self.check(followers, run_id)
        self.assertEqual(len(followers[0].data), 200000 * 101)

    def test_a_waiting_run_is_followed_from_before_its_start(self):
        self.project.pirun("pause")
        until(lambda: os.path.exists(self.project.var("paused")), "the pause")
        run_id = self.project.submit(self.project.script("run.py", "print('hello')\n"))
        stream = Stream(self.port(), f"/api/run/stream?run_id={run_id}")
        self.addCleanup(stream.close)
        self.assertEqual(next(stream).data["state"], "queued")
        self.project.pirun("resume")
        events = stream.until("end")
        self.assertEqual([e.data["state"] for e in events if e.name == "state"][-1], "succeeded")
        self.assertEqual(b"".join(bytes_of(e) for e in events if e.name == "output"), b"hello\n")
        self.assertEqual(list(stream), [], "the server closes after the end")

    def test_fifty_followers_see_every_byte_once_over_a_kill_and_a_restart(self):
        run_id = self.start_patient()
        followers = self.start(50, run_id)
        until(lambda: all(len(f.data) > 500 for f in followers), "all follow")
        self.server.kill()
        killed_at = os.path.getsize(self.project.var("logs", f"{run_id}.log"))
        self.server = self.project.serve()
        until(lambda: all(len(f.data) > killed_at for f in followers), "all follow again")
        self.server.stop()
        stopped_at = os.path.getsize(self.project.var("logs", f"{run_id}.log"))
        self.server = self.project.serve()
        until(lambda: all(len(f.data) > stopped_at for f in followers), "all follow once more")
        self.finish()
        self.check(followers, run_id)
        self.assertGreaterEqual(min(f.breaks for f in followers), 2)

    def test_a_stop_says_bye_and_ends_the_streams(self):
        run_id = self.start_patient()
        streams = [Stream(self.port(), f"/api/run/stream?run_id={run_id}"), Stream(self.port(), "/api/events")]
        for stream in streams:
            self.addCleanup(stream.close)
            next(stream)
        self.server.stop()
        for stream in streams:
            self.assertGreater(stream.until("bye")[-1].data["retry_ms"], 0)
            self.assertEqual(list(stream), [])
        self.finish()


class Slow(Http):
    def server_config(self):
        return {**super().server_config(), "auth": "token", "write_timeout_ms": 500}

    def setUp(self):
        super().setUp()
        self.token = self.create("viewer")

    def create(self, name):
        return self.project.pirun("token", "create", "--name", name, "--role", "viewer").stdout.strip()

    def headers(self, token=None):
        return {"Authorization": f"Bearer {token or self.token}"}

    def test_a_revoked_token_ends_its_streams(self):
        run_id = self.start_patient()
        mine, other = self.create("mine"), self.token
        paths = ("/api/events", f"/api/run/stream?run_id={run_id}")
        streams = [Stream(self.port(), path, self.headers(mine)) for path in paths]
        kept = Stream(self.port(), "/api/events?topics=run", self.headers(other))
        for stream in (*streams, kept):
            self.addCleanup(stream.close)
            next(stream)
        self.assertEqual(self.ask("/api/events")[0].status, 401)
        self.project.pirun("token", "revoke", "mine")
        for stream in streams:
            self.assertNotIn("end", [event.name for event in stream])
        self.finish()
        self.assertEqual(kept.until("run")[-1].data["id"], run_id)

    def test_who_does_not_read_is_dropped_and_others_are_served(self):
        run_id = self.project.submit(self.project.script(
            "flood.py", "import sys\nfor i in range(300000): sys.stdout.write('%0100d\\n' % i)\n"))
        self.project.wait_state(run_id, "running", "succeeded")
        slow = socket.socket()
        self.addCleanup(slow.close)
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.connect(("127.0.0.1", self.port()))
        slow.sendall(f"GET /api/run/stream?run_id={run_id} HTTP/1.1\r\nHost: localhost\r\n"
                     f"Authorization: Bearer {self.token}\r\n\r\n".encode())
        follower = Follower(self, run_id, token=self.token)
        follower.start()
        self.project.wait_end(run_id)
        follower.join(PATIENCE_S)
        self.assertIsNone(follower.failure)
        self.assertEqual(follower.digest(), hashlib.sha256(self.file_of(run_id)).hexdigest())

        def connections():
            """Those that the server still has."""
            with open(f"/proc/{self.server.pid}/net/tcp", encoding="utf-8") as table:
                inodes = {row.split()[9] for row in list(table)[1:] if row.split()[3] == "01"}
            links = [os.readlink(f"/proc/{self.server.pid}/fd/{fd}") for fd in os.listdir(f"/proc/{self.server.pid}/fd")
                     if os.path.lexists(f"/proc/{self.server.pid}/fd/{fd}")]
            return [link for link in links if any(link == f"socket:[{inode}]" for inode in inodes)]
        until(lambda: not connections(), "the slow reader is dropped")
        self.assertEqual(self.ask("/health")[0].status, 200)

    def test_a_client_that_leaves_is_noticed(self):
        stream = Stream(self.port(), "/api/events", self.headers())
        next(stream)
        before = len(os.listdir(f"/proc/{self.server.pid}/fd"))
        stream.close()
        until(lambda: len(os.listdir(f"/proc/{self.server.pid}/fd")) < before, "its descriptor is closed")


class Events(Http):
    def listen(self, headers=None, **query):
        stream = Stream(self.port(), f"/api/events?{urllib.parse.urlencode(query)}", headers)
        self.addCleanup(stream.close)
        return stream

    def test_hello_comes_first_and_tells_where_one_is(self):
        hello = next(self.listen())
        self.assertEqual(hello.name, "hello")
        self.assertEqual(hello.data["project"], "test")
        self.assertEqual(hello.data["role"], "admin")
        self.assertEqual(hello.id, f"{hello.data['boot']}-{hello.data['seq']}")
        self.assertNotIn("missed", hello.data)
        for key in ("time", "version"):
            self.assertIn(key, hello.data)

    def test_the_life_of_a_run_is_told_in_order(self):
        stream = self.listen(topics="run,spool")
        next(stream)
        run_id = self.run_of("print('hello')\n")
        states = []
        while not states or states[-1]["state"] != "succeeded":
            event = next(stream)
            if event.name == "run":
                states.append(event.data)
            else:
                self.assertEqual((event.name, event.data["verdict"], event.data["run_id"]), ("spool", "accepted", run_id))
        self.assertEqual([row["state"] for row in states], ["queued", "running", "succeeded"])
        self.assertTrue(all(row["id"] == run_id for row in states))
        self.assertEqual(states[-1]["exit_code"], 0)
        self.assertEqual(states[-1]["output"]["bytes"], 6)

    def test_a_refused_file_is_told_with_its_reason(self):
        stream = self.listen(topics="spool")
        next(stream)
        self.project.drop("broken.json", '{"v":1]')
        self.project.drop("unknown.json", {"v": 1, "script": "scripts/hello.py", "nonsense": 1})
        told = [next(stream).data for _ in range(2)]
        self.assertEqual(sorted(d["name"] for d in told), ["broken", "unknown"])
        for data in told:
            self.assertEqual(data["verdict"], "refused")
            self.assertIn("text", data)

    def test_changes_of_files_by_this_interface_are_told(self):
        stream = self.listen(topics="file")
        self.assertEqual([next(stream).name for _ in range(2)], ["hello", "file"])  # the watch has begun
        for method, path, body in (("PUT", "/api/file?path=a.txt", b"one"),
                                   ("POST", "/api/file/move", b'{"from":"a.txt","to":"b/c.txt"}'),
                                   ("PUT", "/api/file?path=../x", b"refused"),
                                   ("POST", "/api/dir", b'{"path":"d"}'),
                                   ("DELETE", "/api/file?path=b/c.txt", None)):
            connection = http.client.HTTPConnection("127.0.0.1", self.port(), timeout=PATIENCE_S)
            connection.request(method, path, body, {"Content-Type": "application/json"})
            connection.getresponse().read()
            connection.close()
        told = [next(stream).data for _ in range(5)]
        told = [d for d in told if d["path"] != "b"]  # made on the way to b/c.txt: seen on the disk
        self.assertEqual([(d["kind"], d["path"], d.get("to")) for d in told],
                         [("created", "a.txt", None), ("moved", "a.txt", "b/c.txt"), ("created", "d", None), ("removed", "b/c.txt", None)])
        self.assertTrue(told[0]["etag"])

    def test_the_queue_is_told_when_it_changes(self):
        stream = self.listen(topics="queue")
        self.assertEqual([next(stream).name for _ in range(2)], ["hello", "queue"])
        self.project.pirun("pause")
        while not next(stream).data["is_paused"]:
            pass
        self.project.submit("scripts/hello.py")
        while next(stream).data["waiting"] != 1:
            pass

    def test_what_was_missed_is_replayed(self):
        stream = self.listen(topics="run")
        hello = next(stream)
        first = self.run_of("print(1)\n")
        seen = [next(stream) for _ in range(3)]
        stream.close()
        second = self.run_of("print(2)\n")
        again = self.listen({"Last-Event-ID": seen[1].id}, topics="run")
        self.assertNotIn("missed", next(again).data)
        replayed = [next(again) for _ in range(4)]
        self.assertEqual([e.data["id"] for e in replayed], [first] + [second] * 3)
        self.assertEqual([e.data["state"] for e in replayed], ["succeeded", "queued", "running", "succeeded"])
        numbers = [int(e.id.split("-")[1]) for e in replayed]
        self.assertEqual(numbers, sorted(set(numbers)))
        for last_id in ("ffffffff-3", hello.data["boot"] + "-999999", hello.data["boot"] + "-x", "x"):
            self.assertTrue(next(self.listen({"Last-Event-ID": last_id})).data["missed"], last_id)

    def test_more_than_is_kept_is_missed(self):
        stream = self.listen()
        hello = next(stream)
        stream.close()
        self.project.pirun("pause")
        until(lambda: os.path.exists(self.project.var("paused")), "the pause")
        for i in range(520):  # two events each
            self.project.drop(f"job{i}.json", {"v": 1, "script": "scripts/hello.py"})
        until(lambda: len(self.project.names("queue")) == 520, "all accepted")
        until(lambda: next(self.listen()).data["seq"] > hello.data["seq"] + 1000, "all told")
        last = next(self.listen()).data["seq"]
        self.assertTrue(next(self.listen({"Last-Event-ID": hello.id})).data["missed"])
        self.assertNotIn("missed", next(self.listen({"Last-Event-ID": f"{hello.data['boot']}-{last - 900}"})).data)

    def test_statistics_are_told_to_who_asks(self):
        stream = self.listen(topics="", stats=1)
        next(stream)
        stats = next(stream)
        self.assertEqual(stats.name, "stats")
        self.assertGreater(stats.data["memory"]["total_kb"], 0)
        self.assertGreater(stats.data["disk"]["total_bytes"], 0)

    def test_unknown_topics_are_refused(self):
        answer, body = self.ask("/api/events", topics="run,weather")
        self.assertEqual(answer.status, 400)
        self.assertIn("weather", json.loads(body)["error"])


if __name__ == "__main__":
    main()
