"""Goal: the events of the project and the output of several runs arrive over one WebSocket, and no frame of a client harms."""

import contextlib
import json
import os
import struct
import time

from live import Http, WebSocket
from project import PATIENCE_S, main, until


class Sockets(Http):
    def open(self, *args, **options):
        ws = WebSocket(self.port(), *args, **options)
        self.addCleanup(ws.close)
        return ws

    def test_the_handshake(self):
        ws = self.open()
        self.assertEqual(ws.status, 101)
        self.assertEqual(ws.headers["Sec-WebSocket-Accept"], "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        hello = ws.event()
        self.assertEqual((hello["event"], hello["id"]), ("hello", f"{hello['data']['boot']}-{hello['data']['seq']}"))
        for version in ("12", "14", None):
            ws = self.open(version=version)
            self.assertEqual((ws.status, ws.headers["Sec-WebSocket-Version"]), (426, "13"))
        for key in ("short", None):
            self.assertEqual(self.open(key=key).status, 400)
        self.assertEqual(self.open("/api/events?topics=weather").status, 400)

    def test_events_come_as_messages_and_topics_can_be_chosen(self):
        ws = self.open("/api/events?topics=run")
        ws.event_of("hello")
        run_id = self.run_of("print(1)\n")
        self.assertEqual([ws.event()["data"]["state"] for _ in range(3)], ["queued", "running", "succeeded"])
        ws.ask(subscribe=["spool"])
        ws.send(9, b"done?")
        while not ws.pongs:
            opcode, payload = ws.frame()
            self.assertEqual(opcode, 10)
            ws.pongs.append(payload)
        other = self.run_of("print(2)\n")
        self.assertEqual(ws.event()["data"]["run_id"], other)
        replay = self.open(f"/api/events?topics=run&last_id={ws_id(ws, 0)}")
        self.assertNotEqual(run_id, other)
        self.assertEqual([replay.event()["event"] for _ in range(4)], ["hello", "run", "run", "run"])

    def test_output_of_several_runs_comes_over_one_connection(self):
        ws = self.open("/api/events?topics=")
        boot = ws.event()
        self.assertEqual(boot["event"], "hello")
        ids = [self.run_of(f"for i in range(20000): print({n}, i)\n") for n in range(3)]
        data = {run_id: b"" for run_id in ids}
        ended = set()
        for run_id in ids:
            ws.ask(follow=run_id, offset=0)
        while len(ended) < 3:
            event = ws.event()
            if event["event"] == "output":
                self.assertEqual(event["data"]["offset"], len(data[event["run_id"]]))
                data[event["run_id"]] += event["data"]["text"].encode()
                self.assertEqual(event["id"], str(len(data[event["run_id"]])))
            elif event["event"] == "end":
                ended.add(event["run_id"])
        for run_id in ids:
            self.assertEqual(data[run_id], self.file_of(run_id))
        ws.ask(follow=ids[0], id=str(len(data[ids[0]]) - 10))
        self.assertEqual(ws.event_of("output")["data"]["text"].encode(), data[ids[0]][-10:])

    def test_a_growing_run_is_followed_and_left(self):
        run_id = self.start_patient()
        ws = self.open("/api/events?topics=")
        ws.ask(follow=run_id)
        got = b""
        while len(got) < 3000:
            got += ws.event_of("output")["data"]["text"].encode()
        self.assertTrue(self.file_of(run_id).startswith(got))
        ws.ask(unfollow=run_id)
        ws.ask(unfollow=run_id)
        self.assertIn("not followed", ws.event_of("error")["data"]["error"])
        self.finish()
        self.project.wait_end(run_id)
        ws.send(9, b"")
        self.assertEqual(ws.frame(), (10, b""))

    def test_bad_messages_are_answered_and_harm_nothing(self):
        ws = self.open("/api/events?topics=")
        ws.event()
        for text in ("{", "[]", "1", "{}", '{"follow":1}', '{"follow":""}', '{"follow":"x","unfollow":"x"}', '{"subscribe":["weather"]}',
                     '{"subscribe":"run"}', '{"offset":1}', '{"unfollow":"x","offset":1}', '{"follow":"x","offset":-1}',
                     '{"follow":"x","id":"1.2.3"}', '{"hello":1}', '{"follow":"@99"}', '{"follow":"no id"}'):
            ws.send(1, text.encode())
            event = ws.event()
            self.assertEqual(event["event"], "error", text)
            self.assertIn(event["data"]["code"], ("invalid", "not_found"), text)
        run_id = self.run_of("print(1)\n")
        ws.ask(follow=run_id)
        self.assertEqual(ws.event_of("end")["run_id"], run_id)

    def test_at_most_sixteen_runs_are_followed_at_a_time(self):
        run_id = self.start_patient()
        self.project.pirun("pause")
        until(lambda: os.path.exists(self.project.var("paused")), "the pause")
        ids = [self.project.submit("scripts/hello.py") for _ in range(16)]
        ws = self.open("/api/events?topics=")
        for waiting in ids:
            ws.ask(follow=waiting)
            self.assertEqual(ws.event_of("state")["run_id"], waiting)
        ws.ask(follow=run_id)
        self.assertIn("at most", ws.event_of("error")["data"]["error"])
        self.finish()

    def test_broken_frames_close_with_their_code(self):
        cases = [("unmasked", lambda ws: ws.send(1, b"{}", mask=None), 1002),
                 ("binary", lambda ws: ws.send(2, b"abc"), 1003),
                 ("bad UTF-8", lambda ws: ws.send(1, b"\xff\xfe"), 1007),
                 ("too big", lambda ws: ws.send(1, b"x" * 65537), 1009),
                 ("too big in pieces", lambda ws: (ws.send(1, b"x" * 60000, fin=False), ws.send(0, b"x" * 60000)), 1009),
                 ("reserved opcode", lambda ws: ws.send(3, b""), 1002),
                 ("closed", lambda ws: ws.send(8, struct.pack(">H", 1000)), 1000)]
        for name, break_it, code in cases:
            ws = self.open("/api/events?topics=")
            ws.event()
            break_it(ws)
            self.assertEqual(ws.close_code(), code, name)
            with contextlib.suppress(OSError):  # after a broken frame nothing more is read
                ws.send(8, struct.pack(">H", code))
            with contextlib.suppress(ConnectionError):
                self.assertEqual(ws.file.read(), b"", name)

    def test_a_message_of_the_allowed_size_is_taken(self):
        ws = self.open("/api/events?topics=")
        ws.event()
        ws.send(1, b'{"unfollow":"' + b"x" * (65536 - 15) + b'"}')
        self.assertEqual(ws.event()["event"], "error")
        ws.send(1, b'{"subsc', fin=False)
        ws.send(9, b"between")
        ws.send(0, b'ribe":["run"]}')
        self.assertEqual(ws.frame(), (10, b"between"))

    def test_a_stop_says_bye_and_closes(self):
        ws = self.open("/api/events?topics=")
        ws.event()
        self.server.stop()
        self.assertEqual(ws.event()["event"], "bye")
        self.assertEqual(ws.close_code(), 1001)


def ws_id(ws, number):
    """The id of an event of the server that WS is connected to."""
    other = WebSocket(ws.socket.getpeername()[1], "/api/events?topics=")
    try:
        return f"{other.event()['data']['boot']}-{number}"
    finally:
        other.close()


class Slow(Http):
    open = Sockets.open

    def server_config(self):
        return {**super().server_config(), "write_timeout_ms": 500}

    def test_who_does_not_answer_a_close_is_cut(self):
        ws = self.open("/api/events?topics=")
        ws.event()
        ws.send(2, b"abc")
        self.assertEqual(ws.close_code(), 1003)
        self.assertEqual(ws.file.read(), b"")

    def test_who_does_not_read_is_cut(self):
        run_id = self.run_of("import sys\nfor i in range(100000): sys.stdout.write('%0100d\\n' % i)\n")
        ws = self.open("/api/events?topics=")
        ws.event()
        ws.ask(follow=run_id)
        deadline = time.monotonic() + PATIENCE_S
        before = len(os.listdir(f"/proc/{self.server.pid}/fd"))
        while len(os.listdir(f"/proc/{self.server.pid}/fd")) >= before:
            self.assertLess(time.monotonic(), deadline, "it is still connected")
            time.sleep(0.02)
        self.assertEqual(self.ask("/health")[0].status, 200)


if __name__ == "__main__":
    main()
