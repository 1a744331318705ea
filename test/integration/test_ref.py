"""Runs at exactly one commit: what they see, what they leave, and what is refused."""
import json
import os
import subprocess
import unittest

from project import Project, until

SHOW = "import os\nprint(open('which.txt').read().strip(), sorted(os.listdir('.')))\n"


def git(project, *words):
    name = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false"]
    done = subprocess.run(["git", "-C", project.path, *name, *words], capture_output=True, text=True, env=project.env,
                          stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise AssertionError(f"git {words} ended with {done.returncode}: {done.stderr}")
    return done.stdout.strip()


def write(project, name, text, mode="w"):
    path = project.file(name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, mode) as file:
        file.write(text)


def commit(project, which):
    """A commit in which the file which.txt says WHICH. Answers its id."""
    write(project, "which.txt", which + "\n")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", which)
    return git(project, "rev-parse", "HEAD")


class Refs(unittest.TestCase):
    config = {}

    def setUp(self):
        self.project = Project(self.config)
        self.addCleanup(self.project.close)
        write(self.project, "scripts/show.py", SHOW)
        self.first = commit(self.project, "first")
        self.second = commit(self.project, "second")
        self.server = self.project.serve()

    def run_at(self, ref, script="scripts/show.py", expect=0):
        done = self.project.pirun("run", "--ref", ref, script, expect=expect)
        return done.stdout if expect == 0 else done.stderr


@unittest.skipUnless(os.path.exists("/proc/self/ns/user"), "SKIP no namespaces on this machine")
class Exact(Refs):
    def test_a_run_sees_its_commit_and_nothing_of_the_work_tree(self):
        write(self.project, "which.txt", "dirty\n")
        write(self.project, "untracked.txt", "x")
        self.assertTrue(self.run_at(self.first).startswith("first "))
        self.assertTrue(self.run_at(self.second[:8]).startswith("second "))
        self.assertTrue(self.run_at("main").startswith("second "))
        self.assertNotIn("untracked", self.run_at("main"))
        self.assertIn("dirty", self.project.pirun("run", "scripts/show.py").stdout)

    def test_the_record_tells_the_commit_in_full(self):
        git(self.project, "tag", "v1", self.first)
        run_id = self.project.submit("--ref", "v1", "scripts/show.py")
        record = self.project.wait_end(run_id)
        self.assertEqual(record["commit"], self.first)
        self.assertEqual(record["job"]["ref"], "v1")
        self.assertIn(self.first, self.project.pirun("show", run_id).stdout)

    def test_a_branch_is_looked_up_when_the_job_is_accepted(self):
        self.project.pirun("pause")
        run_id = self.project.submit("--ref", "main", "scripts/show.py")
        self.project.wait_state(run_id, "queued")
        until(lambda: self.project.record(run_id).get("commit") == self.second, "the commit to be known")
        commit(self.project, "third")
        self.project.pirun("resume")
        self.project.wait_end(run_id)
        self.assertTrue(self.project.logs(run_id).startswith("second "))

    def test_what_a_run_writes_is_its_own(self):
        write(self.project, "scripts/mark.py", "import os\nprint(os.path.exists('mark'), open('which.txt').read())\n"
              "open('mark', 'w').close()\nopen('which.txt', 'w').write('changed')\nos.remove('scripts/show.py')\n")
        both = commit(self.project, "third")
        for _ in range(2):
            self.assertEqual(self.run_at(both, "scripts/mark.py").split(), ["False", "third"])
        self.assertFalse(os.path.exists(self.project.file("mark")))
        self.assertEqual(git(self.project, "status", "--porcelain"), "")

    def test_artifacts_are_kept_and_the_environment_is_the_projects(self):
        write(self.project, "scripts/art.py", "import os, sys\nprint(sys.prefix)\n"
              "open(os.environ['PIRUN_ARTIFACTS'] + '/a.txt', 'w').write('kept')\n")
        ref = commit(self.project, "third")
        run_id = self.project.submit("--ref", ref, "scripts/art.py")
        self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")
        with open(self.project.var("runs", run_id, "artifacts", "a.txt"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "kept")
        self.assertIn("/var/envs/", self.project.logs(run_id))

    def test_many_commits_at_once_each_print_their_own(self):
        commits = [commit(self.project, f"number-{i}") for i in range(12)]
        ids = [self.project.submit("--ref", c, "scripts/show.py") for c in commits]
        for i, run_id in enumerate(ids):
            self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")
            self.assertEqual(self.project.logs(run_id).split()[0], f"number-{i}")

    def test_a_pull_in_the_middle_does_not_disturb_a_run(self):
        write(self.project, "scripts/slow.py", "import os, time\nprint('began', flush=True)\n"
              "while not os.path.exists(os.environ['PIRUN_ARTIFACTS'] + '/go'):\n    time.sleep(0.01)\n"
              "print(open('which.txt').read())\n")
        ref = commit(self.project, "third")
        run_id = self.project.submit("--ref", ref, "scripts/slow.py")
        until(lambda: "began" in self.project.pirun("logs", run_id, expect=None).stdout, "the run to begin")
        commit(self.project, "fourth")
        git(self.project, "reset", "-q", "--hard", self.first)
        with open(self.project.var("runs", run_id, "artifacts", "go"), "w", encoding="utf-8"):
            pass
        self.project.wait_end(run_id)
        self.assertEqual(self.project.logs(run_id).split(), ["began", "third"])

    def test_line_ends_and_modes_are_as_they_were_committed(self):
        write(self.project, ".gitattributes", "*.txt text eol=crlf\n")
        write(self.project, "scripts/raw.py", "import os, stat\nprint(open('which.txt', 'rb').read(), "
              "bool(os.stat('tool.sh').st_mode & stat.S_IXUSR), os.readlink('link'))\n")
        write(self.project, "tool.sh", "#!/bin/sh\n")
        os.chmod(self.project.file("tool.sh"), 0o755)
        os.symlink("which.txt", self.project.file("link"))
        ref = commit(self.project, "third")
        self.assertEqual(self.run_at(ref, "scripts/raw.py"), "b'third\\n' True which.txt\n")

    def test_a_script_that_is_only_in_the_commit_runs(self):
        write(self.project, "scripts/gone.py", "print('still here')\n")
        ref = commit(self.project, "third")
        git(self.project, "rm", "-q", "scripts/gone.py")
        git(self.project, "commit", "-q", "-m", "gone")
        self.assertEqual(self.run_at(ref, "scripts/gone.py"), "still here\n")

    def test_a_rerun_uses_the_same_commit(self):
        run_id = self.project.submit("--ref", "main", "scripts/show.py")
        self.project.wait_end(run_id)
        commit(self.project, "third")
        again = self.project.pirun("rerun", run_id).stdout.strip()
        self.project.wait_end(again)
        self.assertTrue(self.project.logs(again).startswith("second "))

    def test_pointers_of_lfs_and_submodules_are_told(self):
        write(self.project, "big.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n")
        git(self.project, "add", "-A")
        git(self.project, "update-index", "--add", "--cacheinfo", f"160000,{self.first},lib/sub")
        git(self.project, "commit", "-q", "-m", "odd")
        run_id = self.project.submit("--ref", "main", "scripts/show.py")
        note = self.project.wait_end(run_id)["note"]
        self.assertIn("1 files are pointers of Git LFS without their content, such as 'big.bin'", note)
        self.assertIn("1 submodules are empty, such as 'lib/sub'", note)
        self.assertIn("big.bin", self.project.pirun("show", run_id).stdout)

    def test_a_waiting_run_outlives_a_restart_and_a_missing_tree(self):
        self.project.pirun("pause")
        run_id = self.project.submit("--ref", self.first, "scripts/show.py")
        self.project.wait_state(run_id, "queued")
        self.server.kill()
        subprocess.run(["rm", "-rf", self.project.var("trees", self.first)], check=True)
        self.project.serve()
        self.project.pirun("resume")
        self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")
        self.assertTrue(self.project.logs(run_id).startswith("first "))

    def test_a_kill_while_the_files_are_written_leaves_no_half_tree(self):
        for i in range(300):
            write(self.project, f"data/{i}.txt", f"{i}\n" * 200)
        write(self.project, "scripts/count.py", "import os\nprint(len(os.listdir('data')))\n")
        ref = commit(self.project, "third")
        run_id = self.project.submit("--ref", ref, "scripts/count.py")
        until(lambda: any(n.startswith("tmp.") for n in os.listdir(self.project.var("trees")))
              or os.path.exists(self.project.var("trees", ref)), "the tree to be begun")
        self.server.kill()
        self.project.serve()
        self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")
        self.assertEqual(self.project.logs(run_id), "300\n")


class Refused(Refs):
    def test_an_unknown_ref_is_refused_at_submit(self):
        self.assertIn("no branch, tag or commit 'nope'", self.run_at("nope", expect=125))

    def test_a_dropped_file_with_an_unknown_ref_goes_to_bad(self):
        self.project.drop("x.json", {"v": 1, "script": "scripts/show.py", "ref": "nope"})
        receipt = self.project.receipt("x")
        self.assertEqual(receipt["code"], "no_commit", receipt)

    def test_a_script_that_the_commit_lacks_is_refused(self):
        write(self.project, "scripts/new.py", "print(1)\n")
        self.project.drop("x.json", {"v": 1, "script": "scripts/new.py", "ref": "main"})
        receipt = self.project.receipt("x")
        self.assertEqual(receipt["code"], "no_script", receipt)

    def test_a_commit_without_a_ref_is_refused(self):
        self.project.drop("x.json", {"v": 1, "script": "scripts/show.py", "commit": self.first})
        receipt = self.project.receipt("x")
        self.assertEqual(receipt["code"], "schema", receipt)


class Boxless(Refs):
    config = {"run": {"sandbox": "basic"}}

    def test_without_namespaces_a_run_of_a_commit_works_in_a_copy(self):
        write(self.project, "scripts/mark.py", "import os\nprint(os.path.exists('mark'), open('which.txt').read(), "
              "os.readlink('link'), os.getcwd())\nopen('mark', 'w').close()\nopen('which.txt', 'w').write('changed')\n"
              "open(os.environ['PIRUN_ARTIFACTS'] + '/a.txt', 'w').write('kept')\nos.remove('scripts/show.py')\n")
        os.symlink("which.txt", self.project.file("link"))
        third = commit(self.project, "third")
        write(self.project, "which.txt", "dirty\n")
        for _ in range(2):
            run_id = self.project.submit("--ref", third, "scripts/mark.py")
            record = self.project.wait_end(run_id)
            self.assertEqual(record["state"], "succeeded", json.dumps(record) + self.project.logs(run_id))
            words = self.project.logs(run_id).split(None, 3)
            self.assertEqual(words[:3], ["False", "third", "which.txt"])
            self.assertTrue(words[3].strip().endswith(f"/var/runs/{run_id}/tmp/project"), words)
            self.assertIn("in a copy of its files", record["note"])
            self.assertFalse(os.path.exists(self.project.var("runs", run_id, "tmp")))
            with open(self.project.var("runs", run_id, "artifacts", "a.txt"), encoding="utf-8") as file:
                self.assertEqual(file.read(), "kept")
        self.assertFalse(os.path.exists(self.project.file("mark")))
        self.assertTrue(os.path.exists(self.project.var("trees", third, "scripts", "show.py")))


if __name__ == "__main__":
    unittest.main(verbosity=2)
