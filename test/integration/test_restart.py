"""Goal: accepted is never lost, started at most once, finished is recorded once, whatever dies."""

import contextlib
import ctypes
import json
import os
import shutil
import signal
import subprocess
import tempfile
import unittest

from project import PATIENCE_S, PIRUN, TestCase, main, until

# Each start of a script appends a line: how often each ran is what counts.
COUNT = "import os, sys, time\nwith open('starts.txt', 'a') as f:\n    f.write(sys.argv[1] + '\\n')\ntime.sleep(float(sys.argv[2]))\n"


def starts(project):
    with contextlib.suppress(FileNotFoundError):
        with open(project.file("starts.txt"), encoding="utf-8") as file:
            return file.read().split()
    return []


def copy_of_descriptor(pid, path):
    """Another descriptor for what PID has open as PATH, with the same locks (pidfd_getfd(2))."""
    [number] = [name for name in os.listdir(f"/proc/{pid}/fd") if os.readlink(f"/proc/{pid}/fd/{name}") == path]
    pidfd = os.pidfd_open(pid)
    copy = ctypes.CDLL(None, use_errno=True).syscall(438, pidfd, int(number), 0)
    os.close(pidfd)
    if copy < 0:
        raise OSError(ctypes.get_errno(), "pidfd_getfd: " + os.strerror(ctypes.get_errno()))
    return copy


class Restarts(TestCase):
    def setUp(self):
        self.project = self.make()
        self.count = self.project.script("count.py", COUNT)

    def test_60_runs_succeed_once_each_over_six_kills_of_the_server(self):
        server = self.project.serve()
        ids = [self.project.submit(self.count, "--", str(i), "0.2") for i in range(60)]
        for round_number in range(6):
            until(lambda: len(starts(self.project)) >= 8 * (round_number + 1), "some runs to start")
            server.kill()
            server = self.project.serve()
        records = [self.project.wait_end(run_id) for run_id in ids]
        self.assertEqual({r["state"] for r in records}, {"succeeded"},
                         [r for r in records if r["state"] != "succeeded"])
        self.assertEqual(sorted(starts(self.project), key=int), [str(i) for i in range(60)])
        self.assertEqual(len(self.project.json("list", "--limit", "200")), 60)
        self.assertEqual(self.project.names("active"), [])

    def test_a_run_goes_on_while_no_server_is_there_and_is_recorded_by_the_next(self):
        server = self.project.serve()
        run_id = self.project.submit(self.count, "--", "x", "1")
        until(lambda: starts(self.project), "the script to start")
        server.kill()
        until(lambda: os.path.exists(self.project.var("runs", run_id, "result.json")), "the supervisor to write the result")
        self.project.serve()
        self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")
        until(lambda: self.project.json("list")[0]["state"] == "succeeded", "the list to tell it too")

    def test_a_run_that_is_adopted_can_be_cancelled(self):
        server = self.project.serve()
        run_id = self.project.submit(self.count, "--", "x", "600")
        until(lambda: starts(self.project), "the script to start")
        server.kill()
        self.project.serve()
        self.project.pirun("cancel", run_id)
        self.assertEqual(self.project.wait_end(run_id)["reason"], "cancelled")

    def test_a_run_whose_supervisor_cannot_be_watched_is_not_taken_for_lost(self):
        server = self.project.serve()
        run_id = self.project.submit(self.count, "--", "x", "2")
        until(lambda: starts(self.project), "the script to start")
        server.kill()
        with open(self.project.var("runs", run_id, "live"), "r+", encoding="utf-8") as live:
            live.write(" " * 63)  # the name of the supervisor, damaged; its lock stays
        self.project.serve()
        self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")
        self.assertEqual(starts(self.project), ["x"])

    def test_a_lock_that_outlives_its_supervisor_is_waited_for_and_not_half_a_minute(self):
        """As when it is killed while it makes a process: that one has the lock, too, until it is gone."""
        self.project.serve()
        run_id = self.project.submit(self.count, "--", "x", "600")
        until(lambda: starts(self.project), "the script to start")
        supervisor = self.project.supervisor_pid(run_id)
        try:
            lock = copy_of_descriptor(supervisor, self.project.var("runs", run_id, "live"))
        except PermissionError as error:
            print(f"SKIP a lock that outlives its supervisor: {error}")
            self.skipTest(str(error))
        os.kill(supervisor, signal.SIGKILL)
        until(lambda: not os.path.exists(f"/proc/{supervisor}"), "the end of the supervisor")
        self.project.wait_end(self.project.submit(self.count, "--", "y", "0"))  # the server heard of the end before this one's
        self.assertEqual(self.project.record(run_id)["state"], "running")
        os.close(lock)
        until(lambda: self.project.record(run_id).get("reason") == "lost", "the run to be told lost", patience_s=20)

    def test_asked_twice_to_stop_it_leaves_at_once_and_well(self):
        server = self.project.serve()
        ids = [self.project.submit(self.count, "--", str(i), "0") for i in range(30)]
        for run_id in ids:
            subprocess.Popen([PIRUN, "cancel", run_id], cwd=self.project.path, env=self.project.env,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).wait()
            if run_id == ids[10]:
                server.process.send_signal(signal.SIGTERM)
                server.process.send_signal(signal.SIGINT)
        self.assertEqual(server.process.wait(PATIENCE_S), 0, server.text())
        self.project.serve()
        for run_id in ids:
            self.project.wait_end(run_id)
        self.assertLessEqual(max(starts(self.project).count(x) for x in starts(self.project)), 1)

    def test_a_start_does_not_hold_the_code_of_all_that_wait(self):
        with open(PIRUN, "rb") as binary:
            text = binary.read()
            if b"__asan_init" in text or b"__tsan_init" in text:
                self.skipTest("a sanitizer keeps freed memory")
        server = self.project.serve()
        self.project.pirun("pause")
        server.stop()
        code = "#" + "x" * 40000
        for i in range(1500):
            self.project.drop(f"{i}.json", {"v": 1, "code": code})
        server = self.project.serve()
        until(lambda: len(self.project.names("queue")) == 1500, "all to be queued")
        server.stop()
        server = self.project.serve()
        with open(f"/proc/{server.pid}/status", encoding="utf-8") as status:
            peak_kb = int(next(line for line in status if line.startswith("VmHWM")).split()[1])
        self.assertLess(peak_kb, 45000)  # all of the code are 60 MB

    def test_a_stopped_server_leaves_its_runs_and_kill_ends_them(self):
        server = self.project.serve()
        run_id = self.project.submit(self.count, "--", "x", "600")
        until(lambda: starts(self.project), "the script to start")
        server.stop()
        self.assertEqual(self.project.record(run_id)["state"], "running")
        server = self.project.serve("--kill")
        server.stop()
        self.assertEqual(self.project.record(run_id)["reason"], "cancelled")

    def test_a_dead_launcher_is_replaced_and_ends_no_run(self):
        server = self.project.serve()
        first = self.project.submit(self.count, "--", "a", "1")
        until(lambda: starts(self.project), "the script to start")
        os.kill(self.launcher_of(server), signal.SIGKILL)
        second = self.project.submit(self.count, "--", "b", "0")
        for run_id in (first, second):
            self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")
        self.assertEqual(sorted(starts(self.project)), ["a", "b"])

    def launcher_of(self, server):
        """The launcher is nobody's child: it is known by its name and by the project in its arguments."""
        for pid in filter(str.isdigit, os.listdir("/proc")):
            with contextlib.suppress(OSError), open(f"/proc/{pid}/comm", encoding="utf-8") as comm, \
                    open(f"/proc/{pid}/cmdline", "rb") as arguments:
                if comm.read().strip() == "pirun-launch" and self.project.path.encode() in arguments.read():
                    return int(pid)
        self.fail(f"no launcher of server {server.pid} found")

    def test_after_a_power_cut_a_run_is_lost_or_run_again_as_it_asked(self):
        """A power cut is imitated: the supervisor is gone and start.json tells another boot."""
        server = self.project.serve()
        keep = self.project.submit(self.count, "--", "keep", "600")
        rerun = self.project.submit("--on-lost", "rerun", self.count, "--", "rerun", "600")
        until(lambda: len(starts(self.project)) == 2, "both to start")
        server.kill()
        for run_id in (keep, rerun):
            os.kill(self.project.supervisor_pid(run_id), signal.SIGKILL)
            path = self.project.var("runs", run_id, "start.json")
            with open(path, encoding="utf-8") as file:
                start = json.load(file)
            start["boot_id"] = "00000000-0000-0000-0000-000000000000"
            with open(path, "w", encoding="utf-8") as file:
                json.dump(start, file)
        self.project.serve()
        record = self.project.wait_end(keep)
        self.assertEqual((record["reason"], record["state"]), ("lost", "failed"))
        until(lambda: starts(self.project).count("rerun") == 2, "the other one to run again")
        self.assertEqual(self.project.record(rerun)["attempt"], 2)
        self.project.pirun("cancel", rerun)
        self.project.wait_end(rerun)

    def test_a_second_server_is_refused_and_names_the_first(self):
        server = self.project.serve()
        done = self.project.pirun("serve", expect=75)
        self.assertIn(str(server.pid), done.stderr)

    def test_the_index_is_rebuilt_when_it_is_missing_or_damaged(self):
        server = self.project.serve()
        ids = [self.project.submit(self.count, "--", str(i), "0") for i in range(5)]
        for run_id in ids:
            self.project.wait_end(run_id)
        server.stop()
        for damage in (b"", b"this is no database" * 500):
            for name in self.project.names("."):
                if name.startswith("pirun.db"):
                    os.unlink(self.project.var(name))
            if damage:
                with open(self.project.var("pirun.db"), "wb") as file:
                    file.write(damage)
            self.project.serve().stop()
            self.assertEqual({r["id"] for r in self.project.json("list")}, set(ids))
        os.unlink(self.project.var("pirun.db"))
        self.project.pirun("reindex")
        self.assertEqual({r["id"] for r in self.project.json("list")}, set(ids))


class WithoutServer(TestCase):
    def test_run_drains_only_its_own_job(self):
        project = self.make()
        count = project.script("count.py", COUNT)
        other = project.submit(count, "--", "other", "0")
        project.pirun("run", count, "--", "mine", "0")
        self.assertEqual(starts(project), ["mine"])
        self.assertEqual(project.record(other)["state"], "queued")
        project.serve()
        self.assertEqual(project.wait_end(other)["state"], "succeeded")

    def test_two_runs_at_once_both_finish(self):
        project = self.make()
        count = project.script("count.py", COUNT)
        both = [subprocess.Popen([PIRUN, "run", count, "--", name, "0.3"], cwd=project.path, env=project.env,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for name in "ab"]
        for one in both:
            out, err = one.communicate(timeout=PATIENCE_S)
            self.assertEqual(one.returncode, 0, err)
        self.assertEqual(sorted(starts(project)), ["a", "b"])

    def test_ctrl_c_cancels_and_keeps_the_record(self):
        project = self.make()
        count = project.script("count.py", COUNT)
        run = subprocess.Popen([PIRUN, "run", count, "--", "x", "600"], cwd=project.path, env=project.env,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        until(lambda: starts(project), "the script to start")
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does
        _, err = run.communicate(timeout=PATIENCE_S)
        self.assertIn(b"cancel", err)
        record = project.record(project.json("list")[0]["id"])
        self.assertEqual((record["state"], record["reason"]), ("killed", "cancelled"))


@unittest.skipUnless(os.geteuid() == 0, "SKIP needs root: mounts a small tmpfs")
class FullDisk(TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="pirun full ")
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", self.home], check=True)
        self.addCleanup(shutil.rmtree, self.home, True)
        self.addCleanup(subprocess.run, ["umount", "-l", self.home])
        self.project = self.make(home=self.home)
        self.count = self.project.script("count.py", COUNT)

    def fill(self, leave=0):
        with open(os.path.join(self.home, "filling"), "wb", buffering=0) as file:
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"f" * 4096)
            size = os.fstat(file.fileno()).st_size
            os.ftruncate(file.fileno(), max(0, size - leave))

    def empty(self):
        os.unlink(os.path.join(self.home, "filling"))

    def test_a_submission_is_refused_and_says_so(self):
        self.fill()
        done = self.project.pirun("submit", self.count, "--", "x", "0", expect=73)
        self.assertIn("space", done.stderr + done.stdout)
        self.empty()
        self.project.submit(self.count, "--", "x", "0")

    def test_what_was_accepted_waits_for_room_and_runs(self):
        ids = [self.project.submit(self.count, "--", str(i), "0") for i in range(10)]
        self.fill()
        self.project.serve()
        self.empty()
        for run_id in ids:
            self.assertEqual(self.project.wait_end(run_id)["state"], "succeeded")
        self.assertEqual(sorted(starts(self.project), key=int), [str(i) for i in range(10)])

    def test_a_run_that_ends_on_a_full_disk_is_recorded(self):
        self.project.serve()
        run_id = self.project.submit(self.count, "--", "x", "1")
        until(lambda: starts(self.project), "the script to start")
        self.fill()
        record = self.project.wait_end(run_id)
        self.assertEqual(record["state"], "succeeded")
        self.empty()

    def test_output_that_does_not_fit_is_counted_as_dropped(self):
        self.project.serve()
        text = ("import sys, pathlib, time\npathlib.Path('held').touch()\nwhile not pathlib.Path('release').exists():\n    time.sleep(0.01)\n"
                "sys.stdout.write('x' * 3000000)\n")
        run_id = self.project.submit(self.project.script("big.py", text))
        until(lambda: os.path.exists(self.project.file("held")), "the script to start")
        with open(self.project.file("release.tmp"), "w", encoding="utf-8"):
            pass
        self.fill(leave=65536)
        os.rename(self.project.file("release.tmp"), self.project.file("release"))
        record = self.project.wait_end(run_id)
        self.assertEqual((record["state"], record["exit_code"]), ("succeeded", 0))
        self.assertEqual(record["output"]["bytes"], 3000000)
        self.assertGreater(record["output"]["dropped"], 0)
        self.assertIn("output", record["message"])


if __name__ == "__main__":
    main()
