"""Goal: status, ahead and behind, log and diff are what the git program says, on generated repositories: renames, modes,
CRLF, ignored files, nested .gitignore, Unicode names, symbolic links, empty, unborn and detached ones.

PIRUN_TEST_REPOSITORIES sets how many (CI: 30; 200 is the full number), PIRUN_TEST_SEED where they begin."""

import os
import random
import shutil
import tempfile

from git_remote import run
from project import TestCase, main

REPOSITORIES = int(os.environ.get("PIRUN_TEST_REPOSITORIES", "30"))
SEED = int(os.environ.get("PIRUN_TEST_SEED", "1"))
NAMES = ["a.txt", "b.py", "ü ä.txt", "日本.md", "with space", "dir/a.txt", "dir/b.txt", "dir/deep/c.txt", "dir/deep/ignored.log",
         "x.log", "build/out.bin", "-dash", "dir/ü/d.txt", "'quote'", "tab\there", "Case", "case2"]
INDEX = {"A": "added", "M": "modified", "D": "deleted", "R": "renamed", "T": "typechange"}
WORK = {"M": "modified", "D": "deleted", "T": "typechange"}


class Generated:
    """One repository, made by the numbers of RANDOM."""

    def __init__(self, path, env, chance):
        self.path = path
        self.chance = chance
        self.clock = 1700000000
        self.env = env
        os.makedirs(path)
        self.git("init", "-q", "-b", "main")
        self.git("config", "core.autocrlf", chance.choice(["false", "false", "input"]))
        self.kind = chance.choice(["full"] * 8 + ["unborn", "detached", "clean"])
        if chance.random() < 0.7:
            self.write(".gitignore", "*.log\n/build/\n")
        if chance.random() < 0.4:
            self.write("dir/.gitignore", "!keep.log\ndeep/\n")
        for _ in range(0 if self.kind == "unborn" else chance.randint(1, 5)):
            self.change(chance.randint(1, 5))
            self.git("add", "-A")
            self.commit()
        if self.kind in ("full", "detached") and chance.random() < 0.6:
            self.diverge()
        if self.kind == "detached":
            self.git("checkout", "-q", "--detach")
        if self.kind != "clean":
            self.change(chance.randint(0, 4))
            self.git("add", "-A")
            self.change(chance.randint(0, 4))

    def git(self, *words):
        stamp = f"{self.clock} +0000"
        return run("git", "-C", self.path, *words,
                   env={**self.env, "GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp})

    def commit(self):
        self.clock += 100
        self.git("commit", "-q", "--allow-empty", "-m", f"commit {self.clock}\n\nbody ü")

    def diverge(self):
        self.git("update-ref", "refs/remotes/origin/main", "HEAD")
        self.git("config", "remote.origin.url", "/nowhere")
        self.git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
        self.git("config", "branch.main.remote", "origin")
        self.git("config", "branch.main.merge", "refs/heads/main")
        for _ in range(self.chance.randint(0, 2)):
            self.commit()
        if self.chance.random() < 0.5:
            self.git("checkout", "-q", "-B", "side", "HEAD")
            self.commit()
            self.git("update-ref", "refs/remotes/origin/main", "HEAD")
            self.git("checkout", "-q", "main")
            self.commit()
            if self.chance.random() < 0.5:
                self.clock += 100
                self.git("merge", "-q", "--no-ff", "-m", "merge", "side")

    def write(self, name, text):
        path = os.path.join(self.path, name)
        if os.path.isdir(path) and not os.path.islink(path):
            return
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.lexists(path):
            os.unlink(path)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())

    def text(self):
        kind = self.chance.randrange(6)
        lines = [f"line {self.chance.randrange(30)}" for _ in range(self.chance.randint(0, 30))]
        if kind == 0:
            return "\r\n".join(lines) + "\r\n"
        if kind == 1:
            return "\n".join(lines)
        if kind == 2:
            return bytes(self.chance.randrange(256) for _ in range(100)) + b"\0"
        return "".join(f"{line}\n" for line in lines)

    def present(self):
        found = [os.path.relpath(os.path.join(d, n), self.path) for d, dirs, names in os.walk(self.path) for n in names
                 if ".git/" not in f"{os.path.relpath(d, self.path)}/" and n not in (".git", ".gitignore")]
        return sorted(found)

    def change(self, count):
        for _ in range(count):
            present = self.present()
            deed = self.chance.choice(["write", "write", "edit", "remove", "chmod", "move", "link"])
            name = self.chance.choice(present) if present else None
            if deed == "write" or not name:
                self.write(self.chance.choice(NAMES), self.text())
            elif deed == "edit" and not os.path.islink(os.path.join(self.path, name)):
                with open(os.path.join(self.path, name), "ab") as file:
                    file.write(f"more {self.chance.randrange(99)}\n".encode())
            elif deed == "remove":
                os.unlink(os.path.join(self.path, name))
            elif deed == "chmod" and not os.path.islink(os.path.join(self.path, name)):
                os.chmod(os.path.join(self.path, name), self.chance.choice([0o644, 0o755]))
            elif deed == "move" and not os.path.islink(os.path.join(self.path, name)):
                # of links libgit2 sees no rename, but that one is gone and one is new
                os.rename(os.path.join(self.path, name), os.path.join(self.path, f"moved{self.chance.randrange(9)}"))
            elif deed == "link":
                target = os.path.join(self.path, f"link{self.chance.randrange(3)}")
                if os.path.lexists(target):
                    os.unlink(target)
                os.symlink(self.chance.choice(["a.txt", "/etc/passwd", "nowhere/ü"]), target)

    # -- what the git program says, in our words ---------------------------------------------------------------
    def status(self):
        found = {}
        parts = iter(self.git("status", "--porcelain", "-z", "-uall").decode().split("\0"))
        for part in parts:
            if not part:
                continue
            x, y, path = part[0], part[1], part[3:]
            source = next(parts) if "R" in (x, y) else None
            if x == "?":  # a second line, when the index has lost the file and the work tree has not
                found[path] = (found.get(path, (None,))[0], "untracked", None)
            else:
                found[path] = (INDEX.get(x), WORK.get(y), source)
        return found

    def numstat(self, *words):
        found = {}
        parts = iter(self.git("diff", "--numstat", "-z", *words).decode().split("\0"))
        for part in parts:
            if not part:
                continue
            added, removed, path = part.split("\t", 2)
            if not path:  # renamed
                next(parts)
                path = next(parts)
            found[path] = (0, 0) if added == "-" else (int(added), int(removed))
        return found


class Same(TestCase):
    def setUp(self):
        self.project = self.make(env_dir=False)
        self.project.env["GIT_CONFIG_NOSYSTEM"] = "1"
        self.env = {**self.project.env, "GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.org",
                    "GIT_COMMITTER_NAME": "Ann", "GIT_COMMITTER_EMAIL": "ann@example.org"}
        self.home = tempfile.mkdtemp(prefix="pirun-same-")
        self.addCleanup(shutil.rmtree, self.home, True)

    def json(self, path, *words):
        return self.project.json("-C", path, "git", *words)

    def check(self, path, made):
        status = self.json(path, "status")
        self.assertEqual({f["path"]: (f.get("index"), f.get("work"), f.get("from")) for f in status["files"]},
                         made.status())
        self.assertEqual((status["unborn"], status["detached"]), (made.kind == "unborn", made.kind == "detached"))
        if "ahead" in status:
            counts = made.git("rev-list", "--left-right", "--count", "HEAD...@{upstream}").split()
            self.assertEqual([status["ahead"], status["behind"]], [int(n) for n in counts])
        for words, ours in (((), ()), (("--cached",), ("--staged",))):
            diff = self.json(path, "diff", *ours)
            self.assertEqual({f["path"]: (f.get("additions", 0), f.get("deletions", 0)) for f in diff["files"]},
                             made.numstat("-M", *words))
        if made.kind != "unborn":
            page = self.json(path, "log", "--limit", "100")
            self.assertEqual([c["id"] for c in page["commits"]],
                             made.git("log", "--date-order", "--format=%H").decode().split())

    def test_all_say_the_same(self):
        kinds = set()
        for number in range(SEED, SEED + REPOSITORIES):
            with self.subTest(seed=number):
                path = os.path.join(self.home, str(number))
                made = Generated(path, self.env, random.Random(number))
                with open(os.path.join(path, ".git", "info", "exclude"), "a", encoding="utf-8") as exclude:
                    exclude.write(".pirun.yaml\n")
                with open(os.path.join(path, ".pirun.yaml"), "w", encoding="utf-8") as config:
                    config.write("name: same\n")
                kinds.add(made.kind)
                self.check(path, made)
        self.assertIn("full", kinds)


if __name__ == "__main__":
    main()
