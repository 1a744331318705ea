"""Goal: a language server is reached over a WebSocket, by several at once, and sees and shows nothing but the project."""

import json
import os
import signal
import subprocess

from live import Http, WebSocket
from project import main, until

PYLSP = "/usr/bin/pylsp"
ROOT = "file:///project"


class Editor(WebSocket):
    """What an editor of the browser says."""

    def __init__(self, port):
        super().__init__(port, "/api/lsp")
        self.last, self.notices = 0, []

    def hello(self):
        answer = self.question("initialize", {"processId": None, "rootUri": ROOT, "capabilities": {}})
        self.notice("initialized", {})
        return answer["result"]

    def message(self):
        while True:
            opcode, payload = self.frame()
            if opcode == 1:
                return json.loads(payload.decode())
            if opcode == 9:
                self.send(10, payload)
            else:
                raise AssertionError(f"frame {opcode}: {payload!r}")

    def notice(self, method, params):
        self.ask(jsonrpc="2.0", method=method, params=params)

    def question(self, method, params, id=None):
        self.last += 1
        id = id or self.last
        self.ask(jsonrpc="2.0", id=id, method=method, params=params)
        while True:
            answer = self.message()
            if answer.get("id") == id:
                return answer
            self.notices.append(answer)

    def open(self, name, text, version=1):
        self.notice("textDocument/didOpen", {"textDocument": {
            "uri": f"{ROOT}/{name}", "languageId": "python", "version": version, "text": text}})

    def diagnostics(self, name):
        while True:
            for at, notice in enumerate(self.notices):
                if notice["method"] == "textDocument/publishDiagnostics" and notice["params"]["uri"] == f"{ROOT}/{name}":
                    return self.notices.pop(at)["params"]["diagnostics"]
            self.notices.append(self.message())

    def complete(self, name, line, character, id=None):
        answer = self.question("textDocument/completion", {
            "textDocument": {"uri": f"{ROOT}/{name}"}, "position": {"line": line, "character": character}}, id)
        return [item["label"] for item in answer["result"]["items"]]


def children_of(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(child) for child in file.read().split()]


class Lsp(Http):
    def setUp(self):
        if not os.access(PYLSP, os.X_OK):
            print("SKIP python3-pylsp is not installed")
            self.skipTest("python3-pylsp is not installed")
        super().setUp()

    def editor(self):
        editor = Editor(self.port())
        self.addCleanup(editor.close)
        self.assertEqual(editor.status, 101)
        return editor

    def test_it_tells_that_it_is_there(self):
        answer, body = self.ask("/api/lsp")
        self.assertEqual((answer.status, json.loads(body)), (200, {"is_available": True, "is_running": False, "server": "pylsp"}))

    def test_completion_and_diagnostics(self):
        editor = self.editor()
        self.assertIn("completionProvider", editor.hello()["capabilities"])
        editor.open("scripts/new.py", "import os\nos.path.\n")
        found = editor.diagnostics("scripts/new.py")
        self.assertEqual([one["message"] for one in found], ["invalid syntax"])  # pycodestyle is silent
        self.assertIn("abspath", " ".join(editor.complete("scripts/new.py", 1, 8)))

    def test_the_project_is_at_its_virtual_place(self):
        """The project's path holds a space; a module beside the script is found, and named by its place in /project."""
        self.project.script("helper.py", "def assist():\n    return 1\n")
        editor = self.editor()
        editor.hello()
        editor.open("scripts/use.py", "import helper\nhelper.assist()\nimport os\nos.getcwd()\n")
        place = {"textDocument": {"uri": f"{ROOT}/scripts/use.py"}, "position": {"line": 1, "character": 9}}
        found = editor.question("textDocument/definition", place)["result"]
        self.assertEqual([one["uri"] for one in found], [f"{ROOT}/scripts/helper.py"])
        place["position"] = {"line": 3, "character": 4}
        found = editor.question("textDocument/definition", place)["result"]
        self.assertTrue(all(one["uri"].startswith("file:///outside/") for one in found), found)

    def test_two_editors_share_one_server(self):
        one, two = self.editor(), self.editor()
        self.assertEqual(one.hello(), two.hello())
        until(lambda: len(self.servers()) == 1, "one server")
        one.open("scripts/a.py", "import json\njson.\n")
        two.open("scripts/b.py", "import math\nmath.\n")
        one.diagnostics("scripts/a.py")
        two.diagnostics("scripts/b.py")
        # the same id on both sides, asked at the same time
        ask = {"jsonrpc": "2.0", "id": 7, "method": "textDocument/completion"}
        for editor, name, end in ((one, "a", 5), (two, "b", 5)):
            editor.ask(**ask, params={"textDocument": {"uri": f"{ROOT}/scripts/{name}.py"}, "position": {"line": 1, "character": end}})
        for editor, word in ((one, "dumps"), (two, "hypot")):
            answer = until(lambda e=editor: next((m for m in [e.message()] if m.get("id") == 7), None), "the answer")
            self.assertIn(word, " ".join(item["label"] for item in answer["result"]["items"]))
        self.assertFalse([n for n in one.notices if "b.py" in json.dumps(n)])  # nobody hears of files of others

    def servers(self):
        return [pid for pid in children_of(self.server.pid) if "__language" in self.words_of(pid)]

    @staticmethod
    def words_of(pid):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                return file.read().decode().split("\0")
        except OSError:
            return []

    def test_a_file_closed_by_one_stays_open_for_the_other(self):
        one, two = self.editor(), self.editor()
        one.hello()
        two.hello()
        for editor in (one, two):
            editor.open("scripts/both.py", "import shutil\nshutil.\n")
            editor.diagnostics("scripts/both.py")
        one.close()
        self.assertIn("rmtree", " ".join(two.complete("scripts/both.py", 1, 7)))

    def test_it_is_confined_as_runs_are(self):
        editor = self.editor()
        editor.hello()
        keeper = until(self.servers, "the server")[0]
        inner = until(lambda: children_of(keeper), "what it confines")[0]
        self.assertNotEqual(os.readlink(f"/proc/{inner}/ns/mnt") if self.has_box() else "", os.readlink("/proc/self/ns/mnt"))
        # a secret of the project is not there for it: definitions and symbols of what it cannot read are empty
        with open(self.project.var("secret.py"), "w", encoding="utf-8") as file:
            file.write("SECRET = 1\n")
        editor.open("scripts/spy.py", "import sys\nsys.path.insert(0, 'var')\nimport secret\nsecret.SECRET\n")
        found = editor.question("textDocument/hover", {"textDocument": {"uri": f"{ROOT}/var/secret.py"}, "position": {"line": 0, "character": 1}})
        self.assertFalse(found.get("result", {}) and found["result"].get("contents"), found)

    def has_box(self):
        return "namespaces" in subprocess.run([os.environ["PIRUN"], "doctor", "--json"], cwd=self.project.path,
                                              capture_output=True, text=True, check=False).stdout

    def test_its_end_closes_the_sockets_and_the_next_one_starts_another(self):
        editor = self.editor()
        editor.hello()
        first = until(self.servers, "the server")
        os.kill(first[0], signal.SIGKILL)
        self.assertEqual(editor.close_code(), 1011)
        again = self.editor()
        again.hello()
        self.assertNotEqual(until(self.servers, "another server"), first)

    def test_what_is_no_message_ends_the_socket(self):
        for text in (b"{", b"[]", b"7", b'{"jsonrpc":"2.0"}', b'{"method":3}', b'{"id":{},"method":"a"}'):
            editor = self.editor()
            editor.send(1, text)
            self.assertEqual(editor.close_code(), 1008, text)

    def test_what_comes_before_initialize_is_refused(self):
        editor = self.editor()
        self.assertIn("'initialize' comes first", editor.question("textDocument/hover", {})["error"]["message"])
        self.assertEqual(self.servers(), [])

    def test_ending_is_left_to_us(self):
        editor = self.editor()
        editor.hello()
        self.assertIsNone(editor.question("shutdown", None)["result"])
        editor.notice("exit", None)
        editor.open("scripts/on.py", "import os\nos.path.\n")
        self.assertIn("abspath", " ".join(editor.complete("scripts/on.py", 1, 8, id="text id")))

    def test_a_large_message_is_refused(self):
        editor = self.editor()
        editor.send(1, b'{"method":"' + b"a" * (1 << 20) + b'"}')
        self.assertEqual(editor.close_code(), 1009)


class Roles(Http):
    def server_config(self):
        return {"addr": "127.0.0.1:0"}

    def test_a_viewer_may_look_but_not_use_it(self):
        made = self.project.json("token", "create", "--name", "eye", "--role", "viewer")
        token = made["token"]
        answer, body = self.ask("/api/lsp", {"Authorization": f"Bearer {token}"})
        self.assertEqual(answer.status, 200)
        self.assertIn("is_available", json.loads(body))
        answer, body = self.ask("/api/lsp", {
            "Authorization": f"Bearer {token}", "Connection": "Upgrade", "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="})
        self.assertEqual(answer.status, 403)
        self.assertIn("'editor'", json.loads(body)["error"])


if __name__ == "__main__":
    main()
