"""Goal: terminals in the browser: real ones, whose bytes are never lost, and that leave nothing behind."""

import contextlib
import json
import os
import re
import shutil
import signal
import struct
import time
import urllib.parse

from live import Http, Stream, WebSocket
from project import PATIENCE_S, main, until

ACK_EVERY = 65536
SANITIZED = bool(os.environ.get("PIRUN_SANITIZED"))
CTRL_C, CTRL_D, CTRL_Z = b"\x03", b"\x04", b"\x1a"
RING = 1048576
REPLAY = 262144


def children_of(pid):
    """All processes below PID."""
    found = []
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as file:
            for child in file.read().split():
                found += [int(child), *children_of(int(child))]
    return found


def rss_kb(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return int(re.search(r"VmRSS:\s+(\d+) kB", file.read()).group(1))


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


class Viewer:
    """A browser that looks at a terminal: acknowledges what it has seen, as the UI does."""

    def __init__(self, port, term_id, start=0, headers=(), **query):
        query = urllib.parse.urlencode({"id": term_id, "from": start, **query})
        self.ws = WebSocket(port, f"/api/term?{query}", headers=headers)
        self.messages, self.data = [], bytearray()
        self.begin = self.acked = self.exit = self.code = None
        self.is_acking = True
        self.looked = 0
        if self.ws.status == 101:
            self.step()
            first = self.messages.pop(0) if self.messages else {"at": None, "cols": 0, "rows": 0}
            self.begin = self.acked = first["at"]
            self.size = (first["cols"], first["rows"])

    def close(self):
        self.ws.close()

    @property
    def offset(self):
        return self.begin + len(self.data)

    def step(self):
        """Take one frame. False: the connection is over."""
        opcode, payload = self.ws.frame()
        if opcode == 2:
            self.data += payload
            if self.is_acking and self.offset - self.acked >= ACK_EVERY:
                self.ack()
        elif opcode == 1:
            self.messages.append(json.loads(payload))
        elif opcode == 9:
            self.ws.send(10, payload)
        elif opcode == 8:
            self.code = struct.unpack(">H", payload[:2])[0]
            self.ws.send(8, payload[:2])
        return opcode is not None

    def ack(self):
        self.acked = self.offset
        self.ws.ask(ack=self.acked)

    def type(self, data):
        self.ws.send(2, data if isinstance(data, bytes) else data.encode())

    def wait(self, pattern):
        """Until PATTERN comes behind what was waited for last; answer the match."""
        pattern = pattern if isinstance(pattern, bytes) else pattern.encode()
        deadline = time.monotonic() + PATIENCE_S
        while True:
            match = re.compile(pattern, re.S).search(self.data, self.looked)
            if match:
                self.looked = match.end()
                return match
            if time.monotonic() > deadline or not self.step():
                raise AssertionError(f"ended before {pattern!r}: {bytes(self.data[-2000:])!r}")

    def wait_message(self, key):
        deadline = time.monotonic() + PATIENCE_S
        while True:
            for message in self.messages:
                if key in message:
                    self.messages.remove(message)
                    return message
            if time.monotonic() > deadline or not self.step():
                raise AssertionError(f"ended before {key}: {self.messages}")

    def to_end(self):
        while self.step():
            pass
        return self


class Terminals(Http):
    TERMINAL = {"enabled": True, "shell": "/bin/sh"}

    def setUp(self):
        self.project = self.make({"server": self.server_config(), "terminal": self.TERMINAL})
        self.server = self.project.serve()
        self.addCleanup(self.end_supervisors)

    def end_supervisors(self):
        """Those of this project, which would outlive it."""
        for pid in self.supervisors():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGQUIT)
            until(lambda pid=pid: not is_alive(pid), "the end of a supervisor")

    def supervisors(self):
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as file:
                    words = file.read().split(b"\0")
                with open(f"/proc/{pid}/comm", encoding="ascii", errors="replace") as file:
                    name = file.read()
            except OSError:
                continue
            if name == "pirun-term\n" and b"__term" in words and self.project.path.encode() in words:
                found.append(int(pid))
        return found

    def order(self, method, path="/api/terms", body=None, headers=None, **query):
        connection = self.connect()
        path = f"{path}?{urllib.parse.urlencode(query)}" if query else path
        connection.request(method, path, json.dumps(body) if body is not None else None,
                           {"Content-Type": "application/json", **(headers or {})})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())

    def start(self, **body):
        status, row = self.order("POST", body=body)
        self.assertEqual(status, 201, row)
        return row

    def sessions(self):
        status, answer = self.order("GET")
        self.assertEqual(status, 200)
        return answer["sessions"]

    def view(self, term_id, start=0, **query):
        viewer = Viewer(self.port(), term_id, start, **query)
        self.addCleanup(viewer.close)
        self.assertEqual(viewer.ws.status, 101)
        return viewer

    def open(self, **body):
        """A terminal with a shell that does not repeat what is typed."""
        row = self.start(**body)
        viewer = self.view(row["id"])
        viewer.type("stty -echo; PS1=; echo re''ady\n")
        viewer.wait(r"ready\r\n")
        return row, viewer

    def say(self, viewer, line):
        """What LINE prints."""
        viewer.type(f"{line}; echo d''one\n")
        return viewer.wait(rb"(.*?)done\r\n").group(1).decode()


class Shells(Terminals):
    def test_it_is_a_terminal_in_the_project(self):
        os.makedirs(self.project.file("sub dir"))
        row = self.start(cols=100, rows=30)
        self.assertEqual({key: row[key] for key in ("title", "shell", "cols", "rows", "is_running", "viewers")},
                         {"title": "sh", "shell": "/bin/sh", "cols": 100, "rows": 30, "is_running": True, "viewers": 0})
        viewer = self.view(row["id"])
        self.assertEqual((viewer.begin, viewer.size), (0, (100, 30)))
        viewer.wait(rb"test:" + re.escape(self.project.path.encode()) + rb"\$ ")
        viewer.type("stty -echo; PS1=; echo re''ady\n")
        viewer.wait(r"ready\r\n")
        if row["sandbox_level"] in ("namespaces", "full"):
            self.assertEqual(self.say(viewer, "tty"), "/dev/pts/0\r\n")
        self.assertEqual(self.say(viewer, "stty size"), "30 100\r\n")
        viewer.ws.ask(resize=[120, 40])
        self.assertEqual(viewer.wait_message("size"), {"size": [120, 40]})
        self.assertEqual(self.say(viewer, "stty size"), "40 120\r\n")
        self.assertEqual(self.say(viewer, "pwd"), self.project.path + "\r\n")
        self.assertEqual(self.say(viewer, "echo $TERM $COLORTERM"), "xterm-256color truecolor\r\n")
        path = self.say(viewer, "echo $PATH").split(":")
        self.assertIn("bin", path[0])
        self.say(viewer, "echo made > 'sub dir/made'")
        with open(self.project.file("sub dir", "made"), encoding="ascii") as file:
            self.assertEqual(file.read(), "made\n")
        other = self.start(cwd="sub dir")
        self.assertEqual(other["title"], "sh in sub dir")
        second = self.view(other["id"])
        second.wait(rb"test:" + re.escape(self.project.file("sub dir").encode()) + rb"\$ ")
        self.assertEqual([one["id"] for one in self.sessions()], [row["id"], other["id"]])

    def test_the_shell_of_the_project_is_the_interpreters(self):
        _, viewer = self.open()
        self.assertEqual(self.say(viewer, "python -c 'import sys; print(sys.prefix == sys.base_prefix)'"), "False\r\n")

    def test_its_end_is_told_with_the_status(self):
        row, viewer = self.open()
        viewer.type("exit 3\n")
        viewer.to_end()
        self.assertEqual((viewer.messages, viewer.code), ([{"exit": 3}], 1000))
        until(lambda: self.sessions() == [], "the end of the session")
        until(lambda: os.listdir(self.project.var("terms")) == [], "nothing of it to be left")
        _, viewer = self.open()
        viewer.type("kill -9 $$\n")
        self.assertEqual(viewer.to_end().messages, [{"exit": 137}])
        gone = Viewer(self.port(), row["id"])
        self.addCleanup(gone.close)
        self.assertEqual((gone.ws.status, gone.to_end().code), (101, 4404))

    def test_the_end_waits_for_somebody_to_see_it(self):
        row, viewer = self.open()
        offset = viewer.offset
        viewer.type("while [ ! -e go ]; do sleep 0.05; done; echo last words; exit 5\n")
        viewer.close()
        until(lambda: self.sessions()[0]["viewers"] == 0, "the viewer's end")
        with open(self.project.file("go"), "w", encoding="ascii"):
            pass
        until(lambda: not self.sessions()[0]["is_running"], "the end")
        again = self.view(row["id"], offset).to_end()
        self.assertEqual((bytes(again.data), again.messages), (b"last words\r\n", [{"exit": 5}]))
        until(lambda: self.sessions() == [], "the end of the session")

    def test_two_viewers_see_the_same_and_the_smaller_window_counts(self):
        row, first = self.open(cols=100, rows=50)
        second = self.view(row["id"], cols=60, rows=70)
        self.assertEqual(first.wait_message("size"), {"size": [60, 70]})
        first.ws.ask(resize=[100, 50])
        self.assertEqual(second.wait_message("size"), {"size": [60, 50]})
        self.assertEqual(self.sessions()[0]["viewers"], 2)
        first.type("seq 1 5000; echo d''one\n")
        first.wait(r"done\r\n")
        second.wait(r"5000\r\ndone\r\n")
        self.assertEqual(first.data, second.data)
        second.close()
        self.assertEqual([first.wait_message("size") for _ in range(2)], [{"size": [60, 50]}, {"size": [100, 50]}])

    def test_who_was_cut_goes_on_at_its_offset(self):
        row, viewer = self.open()
        self.say(viewer, "seq 1 1000")
        whole, end = bytes(viewer.data), viewer.offset
        for n, offset in enumerate((0, 1, 1234, end - 1, end)):
            again = self.view(row["id"], offset)
            again.type(f"echo f''in{n}\n")
            again.wait(f"fin{n}\\r\\n")
            self.assertEqual((again.begin, bytes(again.data)[:end - offset]), (offset, whole[offset:]))
            again.close()
        ahead = self.view(row["id"], 10 ** 9)
        self.assertEqual(ahead.begin, end + len("fin0\r\n") * 5)
        viewer.close()

    def test_what_is_no_longer_kept_is_told(self):
        row, viewer = self.open()
        viewer.type("head -c 3000000 /dev/zero | tr '\\0' x; echo d''one\n")
        viewer.wait(r"done\r\n")
        late = self.view(row["id"], 5)
        self.assertEqual(late.begin, viewer.offset - RING)
        fresh = self.view(row["id"])
        self.assertEqual(fresh.begin, viewer.offset - REPLAY)
        fresh.wait(r"done\r\n")
        self.assertEqual(bytes(fresh.data), bytes(viewer.data[-REPLAY:]))

    def test_bad_messages_are_answered(self):
        _, viewer = self.open()
        for text in ("{", "[]", "{}", '{"resize":[0,1]}', '{"resize":[1]}', '{"resize":[1,2,3]}', '{"resize":[80,1001]}',
                     '{"ack":-1}', '{"ack":"x"}', '{"ack":1,"resize":[1,2]}', '{"go":1}'):
            viewer.ws.send(1, text.encode())
            self.assertEqual(viewer.wait_message("error")["code"], "invalid", text)
        viewer.ws.ask(ack=10 ** 15)  # beyond what was sent: nothing
        self.assertEqual(self.say(viewer, "echo fine"), "fine\r\n")


class Programs(Terminals):
    TERMINAL = {"enabled": True, "shell": "/bin/bash"}

    def ready(self):
        row = self.start()
        viewer = self.view(row["id"], cols=80, rows=24)
        viewer.wait(r"test.*?\$ ")
        return viewer

    def test_job_control(self):
        viewer = self.ready()
        viewer.type("sleep 1000; echo c''ut\n")
        viewer.wait(rb"sleep 1000")
        until(lambda: any(self.is_sleep(pid) for sup in self.supervisors() for pid in children_of(sup)), "sleep")
        viewer.type(CTRL_C)
        viewer.wait(rb"\^C.*?\$ ")
        viewer.type("sleep 1001\n")
        until(lambda: any(self.is_sleep(pid) for sup in self.supervisors() for pid in children_of(sup)), "sleep")
        viewer.type(CTRL_Z)
        viewer.wait(rb"Stopped +sleep 1001.*?\$ ")
        viewer.type("bg\n")
        viewer.wait(rb"sleep 1001 &.*?\$ ")
        viewer.type("jobs\n")
        viewer.wait(rb"Running +sleep 1001.*?\$ ")
        viewer.type("fg\n")
        viewer.wait(rb"fg\r\n.*?sleep 1001\r\n")
        viewer.type(CTRL_C)
        viewer.wait(rb"\^C.*?\$ ")
        viewer.type("echo $?\n")
        viewer.wait(rb"130\r\n")

    @staticmethod
    def is_sleep(pid):
        try:
            with open(f"/proc/{pid}/comm", encoding="ascii") as file:
                return file.read() == "sleep\n"
        except OSError:
            return False

    def test_python(self):
        viewer = self.ready()
        viewer.type("python3 -q\n")
        viewer.wait(rb">>> ")
        viewer.type("6 * 7\n")
        viewer.wait(rb"42\r\n")
        viewer.type("import os; os.isatty(0), os.get_terminal_size()\n")
        viewer.wait(rb"\(True, os.terminal_size\(columns=80, lines=24\)\)")
        viewer.type("while True: pass\n\n")  # a prompt would miss a signal that comes just before it waits
        viewer.wait(rb"pass\r\n.*?\.\.\. \r\n")
        viewer.type(CTRL_C)
        viewer.wait(rb"KeyboardInterrupt\r\n.*?>>> ")
        viewer.type(CTRL_D)
        viewer.wait(rb"test.*?\$ ")

    def test_programs_of_the_whole_screen(self):
        with open(self.project.file("text"), "w", encoding="ascii") as file:
            file.write("".join(f"line {n}\n" for n in range(1000)))
        viewer = self.ready()
        for program, leave in (("less", b"q"), ("vi", b":q!\r")):
            if not shutil.which(program, path="/usr/bin:/bin"):
                print(f"SKIP {program} is not installed")
                continue
            viewer.type(f"{program} text\n")
            viewer.wait(rb"\x1b\[\?1049h.*?line 0.*?line 10")
            viewer.type(b"G")
            viewer.wait(rb"999")
            viewer.type(leave)
            viewer.wait(rb"\x1b\[\?1049l.*?\$ ")


class Flow(Terminals):
    def test_a_slow_client_makes_the_program_wait(self):
        total = 20_000_000 if SANITIZED else 100_000_000
        row, viewer = self.open()
        supervisor = self.supervisors()[0]
        viewer.is_acking = False
        before = {pid: rss_kb(pid) for pid in (self.server.pid, supervisor)}
        start = viewer.offset
        viewer.type(f"head -c {total} /dev/zero | tr '\\0' y; echo d''one\n")
        while viewer.offset - start < 500_000:
            viewer.step()
        other = self.order("GET")  # nothing moves without an acknowledgement, and the server lives
        self.assertEqual(other[0], 200)
        for part in range(1, 11):
            while viewer.offset - start < total * part // 10 - ACK_EVERY:
                viewer.ack()
                viewer.step()
            for pid, kb in before.items():
                if not SANITIZED:
                    self.assertLess(rss_kb(pid), kb + 6000)
        viewer.is_acking = True
        viewer.ack()
        viewer.wait(r"done\r\n")
        self.assertEqual(viewer.data[start:].count(b"y"), total)
        self.assertEqual(viewer.offset - start, total + len("done\r\n"))

    def test_a_large_paste_arrives_whole(self):
        text = b"".join(b"line %d of a large paste, with \xc3\xa4 in it\n" % n for n in range(30000))
        self.assertGreater(len(text), 1_000_000)
        _, viewer = self.open()
        supervisor = self.supervisors()[0]
        before = rss_kb(supervisor)
        viewer.type("while [ ! -e go ]; do sleep 0.05; done; cat > pasted; wc -c < pasted; echo d''one\n")
        viewer.type(text)  # one message, before anybody reads it
        self.assertEqual(self.order("GET")[0], 200)
        if not SANITIZED:
            self.assertLess(rss_kb(supervisor), before + 2000)
        with open(self.project.file("go"), "w", encoding="ascii"):
            pass
        viewer.type(CTRL_D)
        self.assertIn(str(len(text)).encode(), viewer.wait(rb"(\d+)\s+done\r\n").group(1))
        with open(self.project.file("pasted"), "rb") as file:
            self.assertEqual(file.read(), text)

    def test_more_than_anybody_types_waits_at_the_client(self):
        total = 64 * 1024 * 1024
        _, viewer = self.open()
        viewer.type("stty raw; echo r''aw; while [ ! -e go ]; do sleep 0.05; done\n")
        viewer.wait("raw")
        before = rss_kb(self.server.pid)
        viewer.ws.socket.settimeout(1)
        sent = 0
        with self.assertRaises(TimeoutError):
            while sent < total:
                viewer.type(b"x" * 65536)
                sent += 65536
        self.assertLess(sent, 32 * 1024 * 1024)
        if not SANITIZED:
            self.assertLess(rss_kb(self.server.pid), before + 20000)
        self.assertEqual(self.order("GET")[0], 200)

    def test_who_does_not_read_is_left_while_others_do(self):
        row, viewer = self.open()
        lazy = self.view(row["id"], cols=20, rows=10)
        lazy.is_acking = False
        start = len(viewer.data)  # before it is the prompt, with the name of a directory that may have any letter
        viewer.type("head -c 3000000 /dev/zero | tr '\\0' z; echo d''one\n")
        viewer.wait(r"done\r\n")
        self.assertEqual(bytes(viewer.data[start:]).count(b"z"), 3_000_000)
        lazy.to_end()
        self.assertEqual(lazy.code, 1013)
        self.assertEqual(self.sessions()[0]["viewers"], 1)
        again = self.view(row["id"], lazy.offset)
        self.assertGreaterEqual(again.begin, lazy.offset)


class Survival(Terminals):
    def test_a_killed_server_loses_no_byte(self):
        expected = b"".join(b"%d\r\n" % n for n in range(1, 200001)) + b"done\r\n"
        row, viewer = self.open()
        start = viewer.offset
        viewer.type("seq 1 200000; echo d''one\n")
        while viewer.offset - start < 300_000:
            viewer.step()
        self.server.kill()
        viewer.close()
        got = bytes(viewer.data[start:])
        self.server = self.project.serve()
        self.assertEqual([one["id"] for one in self.sessions()], [row["id"]])
        again = self.view(row["id"], viewer.offset)
        self.assertEqual(again.begin, viewer.offset)
        again.wait(r"done\r\n")
        self.assertEqual(got + bytes(again.data), expected)
        self.assertEqual(self.say(again, "echo alive"), "alive\r\n")

    def test_a_server_that_stops_leaves_them_to_the_next(self):
        row, viewer = self.open()
        self.say(viewer, "variable=kept")
        self.server.stop()
        while viewer.step():
            pass
        self.assertEqual(viewer.code, 1001)
        self.server = self.project.serve()
        again = self.view(row["id"], viewer.offset)
        self.assertEqual(self.say(again, "echo $variable"), "kept\r\n")
        self.assertEqual(len(self.sessions()), 1)

    def audited(self):
        with open(self.project.var("audit.log"), encoding="utf-8") as file:
            lines = [json.loads(line) for line in file.read().splitlines()]
        return [(line["method"], line["status"]) for line in lines if line["path"].startswith("/api/terms")]

    def test_closing_leaves_no_process(self):
        row, viewer = self.open()
        supervisor = self.supervisors()[0]
        viewer.type("trap '' HUP TERM; (trap '' HUP TERM; setsid sleep 1000) & (sleep 1000 &) ; sleep 1000 & echo d''one\n")
        viewer.wait(r"done\r\n")
        until(lambda: len(children_of(supervisor)) >= 4, "the children")
        pids = [supervisor, *children_of(supervisor)]
        status, answer = self.order("DELETE", id=row["id"])
        self.assertEqual((status, answer), (202, {"id": row["id"]}))
        viewer.to_end()
        self.assertEqual(viewer.messages, [{"exit": 137, "reason": "closed"}])
        until(lambda: not any(map(is_alive, pids)), "the end of all")
        until(lambda: self.sessions() == [], "the end of the session")
        until(lambda: os.listdir(self.project.var("terms")) == [], "nothing of it to be left")
        self.assertEqual(self.order("DELETE", id=row["id"])[0], 404)
        expected = [("POST", 201), ("DELETE", 202), ("DELETE", 404)]
        until(lambda: self.audited() == expected, f"{expected} in the audit log, which is written beside the answers")

    def test_programs_have_time_to_save_when_it_is_closed(self):
        row, viewer = self.open()
        viewer.type("(trap 'sleep 0.3; echo saved > saved; exit' HUP; echo d''one; while :; do sleep 0.05; done) &\n")
        viewer.wait(r"done\r\n")
        self.assertEqual(self.order("DELETE", id=row["id"])[0], 202)
        until(lambda: self.sessions() == [], "the end of the session")
        with open(self.project.file("saved"), encoding="ascii") as file:
            self.assertEqual(file.read(), "saved\n")

    def test_what_people_would_trust_is_taken_away(self):
        shutil.rmtree(self.project.file(".git"))
        row, viewer = self.open()
        viewer.type("mkdir -p .git/hooks; exit\n")
        end = viewer.to_end().messages[-1]
        self.assertEqual(end["exit"], 0)
        self.assertIn("'.git'", end["reason"])
        self.assertFalse(os.path.exists(self.project.file(".git")))
        self.assertTrue(os.path.isdir(self.project.var("terms", row["id"], "made.git", "hooks")))

    def test_a_killed_supervisor_is_noticed(self):
        row, viewer = self.open()
        supervisor = self.supervisors()[0]
        pids = children_of(supervisor)
        events = Stream(self.port(), "/api/events?topics=term")
        self.addCleanup(events.close)
        events.until("hello")
        os.kill(supervisor, signal.SIGKILL)
        self.assertEqual(viewer.to_end().code, 1011)
        event = events.until("term")[-1].data
        self.assertEqual((event["id"], event["is_running"]), (row["id"], False))
        until(lambda: not any(map(is_alive, pids)), "the end of all")
        self.assertEqual(self.sessions(), [])
        self.server.kill()
        self.server = self.project.serve()
        self.assertEqual(self.sessions(), [])
        until(lambda: os.listdir(self.project.var("terms")) == [], "nothing of it to be left")

    def test_begin_and_end_are_told_as_events(self):
        events = Stream(self.port(), "/api/events?topics=term")
        self.addCleanup(events.close)
        events.until("hello")
        row, viewer = self.open()
        self.assertEqual(events.until("term")[-1].data["id"], row["id"])
        viewer.type("exit 7\n")
        end = events.until("term")[-1].data
        self.assertEqual((end["id"], end["is_running"], end["exit_code"]), (row["id"], False, 7))


class Landlock(Terminals):
    """Where there are no namespaces, rules of the kernel say which files there are: those of the project, wherever one begins."""

    def setUp(self):
        self.project = self.make({"server": self.server_config(), "terminal": self.TERMINAL, "run": {"sandbox": "landlock"}})
        self.project.env["GIT_CONFIG_NOSYSTEM"] = "1"
        for path in (".git/hooks", "sub", "other"):
            os.makedirs(self.project.file(path), exist_ok=True)
        self.server = self.project.serve()
        self.addCleanup(self.end_supervisors)

    def test_a_terminal_in_a_folder_has_the_files_of_the_project(self):
        row, viewer = self.open(cwd="sub")
        if row["sandbox_level"] != "landlock":
            print("SKIP landlock is not to be had here")
            self.skipTest("no landlock")
        self.assertEqual(self.say(viewer, "pwd"), self.project.file("sub") + "\r\n")
        self.assertEqual(self.say(viewer, "echo here > made; echo there > ../other/made; cat made ../other/made"), "here\r\nthere\r\n")
        self.assertIn("ermission denied", self.say(viewer, "touch ../.git/hooks/x"))
        self.assertIn("ermission denied", self.say(viewer, "cat ../var/token"))

    def test_a_terminal_in_git_changes_nothing_there(self):
        status, row = self.order("POST", body={"cwd": ".git/hooks"})
        if status == 201:
            viewer = self.view(row["id"])
            viewer.type("stty -echo; PS1=; echo re''ady\n")
            viewer.wait(r"ready\r\n")
            if row["sandbox_level"] == "landlock":
                self.assertIn("ermission denied", self.say(viewer, "touch post-commit"))
                self.assertNotIn("post-commit", os.listdir(self.project.file(".git/hooks")))
        else:
            self.assertEqual(status, 403, row)


class Refusals(Terminals):
    def server_config(self):
        return {"addr": "127.0.0.1:0"}

    def token(self, role):
        return {"Authorization": f"Bearer {self.project.pirun('token', 'create', '--role', role).stdout.strip()}"}

    def lines(self, headers):
        return [f"{name}: {value}" for name, value in headers.items()]

    def test_only_an_editor_has_terminals(self):
        editor, runner, viewer = self.token("editor"), self.token("runner"), self.token("viewer")
        for headers in (runner, viewer, {}):
            self.assertIn(self.order("POST", body={}, headers=headers)[0], (401, 403))
        status, row = self.order("POST", body={}, headers=editor)
        self.assertEqual(status, 201)
        self.assertEqual(self.order("GET", headers=viewer)[1]["sessions"][0]["id"], row["id"])
        for headers, expected in ((runner, 403), (viewer, 403), ({}, 401), (editor, 101)):
            view = Viewer(self.port(), row["id"], headers=self.lines(headers))
            self.addCleanup(view.close)
            self.assertEqual(view.ws.status, expected)
        self.assertEqual(self.order("DELETE", headers=runner, id=row["id"])[0], 403)
        self.assertEqual(self.order("DELETE", headers=editor, id=row["id"])[0], 202)

    def test_another_sites_page_has_none(self):
        editor = self.token("editor")
        evil = {**editor, "Origin": "https://evil.example"}
        status, row = self.order("POST", body={}, headers=editor)
        self.assertEqual(status, 201)
        self.assertEqual(self.order("POST", body={}, headers=evil)[0], 403)
        self.assertEqual(self.order("DELETE", headers=evil, id=row["id"])[0], 403)
        for origin, expected in (("https://evil.example", 403), ("null", 403), ("http://localhost", 101)):
            view = Viewer(self.port(), row["id"], headers=self.lines({**editor, "Origin": origin}))
            self.addCleanup(view.close)
            self.assertEqual(view.ws.status, expected, origin)

    def test_no_more_than_allowed_and_nothing_wrong(self):
        self.project.configure({"server": self.server_config(), "terminal": {"enabled": True, "max": 1}})
        self.server.stop()
        self.server = self.project.serve()
        editor = self.token("editor")
        for body in ({"cols": 0}, {"rows": 1001}, {"cols": "x"}, {"cwd": "../up"}, {"cwd": "/etc"}, {"shell": "/bin/sh"}):
            self.assertEqual(self.order("POST", body=body, headers=editor)[0], 400, body)
        status, answer = self.order("POST", body={"cwd": "nowhere"}, headers=editor)
        self.assertEqual((status, answer["code"]), (404, "not_found"))
        self.assertEqual(self.order("POST", body={}, headers=editor)[0], 201)
        status, answer = self.order("POST", body={}, headers=editor)
        self.assertEqual(status, 503)
        self.assertIn("terminal.max", answer["error"])
        for path in ("/api/term", "/api/term?id=x", "/api/term?id=01a21e1d-ceb0-7982-9a23-c2007a31b37a&from=-1"):
            ws = WebSocket(self.port(), path, headers=self.lines(editor))
            self.addCleanup(ws.close)
            self.assertIn(ws.status, (400, 404))
        self.assertEqual(self.ask("/api/term", headers=editor)[0].status, 400)
        self.assertEqual(self.ask("/api/term", headers=editor, id="01a21e1d-ceb0-7982-9a23-c2007a31b37a")[0].status, 426)


class Off(Terminals):
    TERMINAL = {}

    def test_they_are_off_until_somebody_wants_them(self):
        status, answer = self.order("POST", body={})
        self.assertEqual((status, answer["code"]), (403, "forbidden"))
        self.assertIn("terminal.enabled", answer["error"])
        status, answer = self.order("GET")
        self.assertEqual((status, answer["is_enabled"], answer["sessions"]), (200, False, []))
        self.assertIn("terminal.enabled", answer["why"])
        ws = WebSocket(self.port(), "/api/term?id=01a21e1d-ceb0-7982-9a23-c2007a31b37a")
        self.addCleanup(ws.close)
        self.assertEqual(ws.status, 403)
        self.assertEqual(self.supervisors(), [])


if __name__ == "__main__":
    main()
