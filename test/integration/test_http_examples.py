"""Goal: docs/http-api.md is true. Its `sh` blocks are executed in their order, in one shell in a project with a real server, and print
what the `text` blocks behind them say. `…` there stands for anything within a line, or, alone on a line, for any number of lines.
"""

import os
import re
import subprocess
import unittest

import project

SOURCE = os.environ.get("PIRUN_SOURCE") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
PAGE = os.path.join(SOURCE, "docs", "http-api.md")
ADDRESS = "127.0.0.1:8080"  # of the page
MARK = "@@ example "


def examples():
    """(heading, commands, expected lines) for each sh block."""
    with open(PAGE, encoding="utf-8") as file:
        text = file.read()
    found = []
    heading = ""
    for match in re.finditer(r"^## ([^\n]*)$|^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        if match.group(1):
            heading = match.group(1)
        elif match.group(2) == "sh":
            found.append([heading, match.group(3), None])
        elif match.group(2) == "text":
            found[-1][2] = match.group(3).splitlines()
    return found


def is_like(lines, expected):
    pattern = "".join("(?:.*\n)*" if line == "…" and len(expected) > 1 else re.escape(line).replace("…", ".*") + "\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in lines)) is not None


class ExamplesTest(project.TestCase):
    def setUp(self):
        self.project = self.make()
        secret = self.project.file("deploy.secret")
        with open(os.open(secret, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
            file.write("it is a secret\n")
        hook = {"name": "deploy", "script": "scripts/hello.py", "secret_file": "deploy.secret", "signature": "github", "branch": "main"}
        self.project.configure({"server": {"addr": "127.0.0.1:0"}, "hooks": [hook], "terminal": {"enabled": True},
                                "preview": {"script": "scripts/app.py"}})
        self.server = self.project.serve()
        self.port = re.search(r"on port (\d+)", self.server.text()).group(1)

    def run_all(self, blocks):
        """Output per block: one shell, so that a variable of one example is there in the next."""
        script = "".join(f"echo '{MARK}{i}'\n{commands}" for i, (_, commands, _) in enumerate(blocks))
        done = subprocess.run(["bash", "-eo", "pipefail", "-c", script.replace(ADDRESS, f"127.0.0.1:{self.port}")],
                              cwd=self.project.path, env={**self.project.env, "PATH": os.environ["PATH"]}, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=project.PATIENCE_S * 4, check=False)
        outputs = [part.partition("\n")[2] for part in done.stdout.split(MARK)[1:]]
        return outputs, done

    def test_every_example_prints_what_the_page_says(self):
        blocks = examples()
        self.assertGreater(len(blocks), 15)
        outputs, done = self.run_all(blocks)
        for (heading, commands, expected), output in zip(blocks, outputs):
            with self.subTest(heading=heading):
                self.assertIsNotNone(expected, f"no output is given for:\n{commands}")
                self.assertTrue(is_like(output.splitlines(), expected), f"{commands}\nprinted\n{output}\nnot\n" + "\n".join(expected))
        self.assertEqual((done.returncode, len(outputs)), (0, len(blocks)),
                         f"the shell ended in:\n{blocks[len(outputs) - 1][1]}\n{outputs[-1:]}\n{done.stderr[-2000:]}")
        print(f"RESULT http-api.md: {len(blocks)} examples executed", flush=True)


class PatternTest(unittest.TestCase):
    def test_dots_stand_for_what_differs(self):
        self.assertTrue(is_like(['{"a":1,"b":2}'], ['{"a":…}']))
        self.assertTrue(is_like(["x", "y", "z"], ["x", "…", "z"]))
        self.assertFalse(is_like(["x", "y"], ["x"]))
        self.assertFalse(is_like(["xy"], ["x"]))


if __name__ == "__main__":
    project.main()
