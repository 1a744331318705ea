"""Goal: the supervisors of runs and of terminals, which outlive everything, neither leak nor read what they must not (valgrind, on
real ones).

    valgrind_supervisor.py BINARY

Not a unittest module: called by .ci/check-valgrind, because valgrind wants the build without sanitizers.
"""

import glob
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys

os.environ["PIRUN"] = binary = os.path.abspath(sys.argv[1])
from project import Project, until  # noqa: E402

SCRIPT = """import os, sys, time
print(sys.stdin.read())
print("to stderr", file=sys.stderr)
if os.fork() == 0:
    os.setsid()
    time.sleep(600)
sys.stdout.write("x" * 3000000)
sys.exit(3)
"""


def check(name, plan, expect):
    project = Project()
    try:
        project.script("s.py", SCRIPT)
        run_id = "01a1fc6b-21f9-754e-8306-24dd5e260ede"
        os.mkdir(project.var("runs", run_id))
        python = project.file(".venv", "bin", "python")
        plan = {"v": 2, "id": run_id, "attempt": 1, "project_path": project.path, "argv": [python, *plan.pop("args")],
                "env": ["PATH=/usr/bin:/bin", f"PIRUN_RUN_ID={run_id}"], "timeout_ms": 60000, "grace_ms": 500,
                "output_bytes_max": 1 << 20, "is_synced": True, "level": LEVEL, "binds": [], "require": [],
                # valgrind refuses a limit on open files
                "limits": {"memory_mb": 256, "cpus": 1, "pids": 64, "disk_mb": 64, "file_mb": 64, "open_files": 0}, **plan}
        path = os.path.join(project.home, "plan.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(plan, file)
        done = subprocess.run(
            ["valgrind", "--quiet", "--leak-check=full", "--errors-for-leak-kinds=definite,indirect,possible",
             "--track-fds=yes", "--error-exitcode=99", "--trace-children=no", "--child-silent-after-fork=yes",
             binary, "supervise", path], cwd=project.path, env=project.env, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=300)
        result = {}
        result_path = project.var("runs", run_id, "result.json")
        if os.path.exists(result_path):
            with open(result_path, encoding="utf-8") as file:
                result = json.load(file)
        wrong = {key: result.get(key) for key, value in expect.items() if result.get(key) != value}
        if done.returncode != 0 or wrong:
            print(f"{name}: status {done.returncode}, wrong {wrong}\n{done.stdout}{done.stderr}\n{result}")
            return 1
        print(f"NOTE: valgrind: {name}: clean, {result['reason']} {result.get('sandbox', {}).get('level', '')}")
        return 0
    finally:
        project.close()


# All that valgrind says of a process that gave everything back: only its own log is still open.
CLEAN = (r"==\d+== FILE DESCRIPTORS: 4 open \(3 std\) at exit\.\n==\d+== Open file descriptor \d+: .*/valgrind\.\d+\n"
         r"==\d+== +<inherited from parent>\n(==\d+== \n)*")


def keeper_of(sock):
    """The pid of who listens at SOCK."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asking:
        asking.connect(sock)
        return struct.unpack("3i", asking.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]


def check_terminal(name, script):
    """Its supervisor is nobody's child: what valgrind has to say of it is in a file.

    Without namespaces: valgrind 3.19 knows neither openat2(2) nor open_tree(2), and a shell is not shown less than the plan says."""
    project = Project()
    here = os.getcwd()

    def said(pid):
        """Of PID alone: between fork and exec, and in the init of a namespace, nothing is given back."""
        text = ""
        for path in glob.glob(f"{glob.escape(project.home)}/valgrind.*"):
            with open(path, encoding="utf-8") as file:
                text += "".join(line for line in file if line.startswith(f"=={pid}=="))
        return text

    try:
        term_id = "01a1fc6b-21f9-754e-8306-24dd5e260ede"
        os.makedirs(project.var("terms"), mode=0o700)
        os.chdir(project.var("terms"))  # the name of a socket is short
        plan = {"v": 2, "id": term_id, "attempt": 1, "project_path": project.path, "argv": ["/bin/sh", "-c", script],
                "env": ["PATH=/usr/bin:/bin", "TERM=xterm"], "timeout_ms": 0, "grace_ms": 500, "output_bytes_max": 1 << 20,
                "is_synced": False, "level": "basic", "binds": [], "require": [], "is_shell": True,
                "limits": {"memory_mb": 256, "cpus": 1, "pids": 64, "disk_mb": 64, "file_mb": 64, "open_files": 0}}
        with open(f"{term_id}.json", "w", encoding="utf-8") as file:
            json.dump({"v": 1, "title": "sh", "by": "", "columns": 80, "rows": 24, "idle_minutes": 1, "started_at_us": 1,
                       "exec": json.dumps(plan)}, file)
        done = subprocess.run(
            ["valgrind", "--quiet", "--leak-check=full", "--errors-for-leak-kinds=definite,indirect,possible", "--track-fds=yes",
             "--trace-children=no", f"--log-file={project.home}/valgrind.%p", binary, "__term", project.path, term_id],
            cwd=project.path, env=project.env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        if done.returncode != 0 or "ok" not in done.stdout:
            print(f"{name}: status {done.returncode}\n{done.stdout}{done.stderr}")
            return 1
        keeper = keeper_of(f"{term_id}.sock")
        until(lambda: os.path.exists(project.file("said")), "the shell to have said all")
        os.kill(keeper, signal.SIGTERM)
        until(lambda: not os.path.exists(f"/proc/{keeper}"), "the end of the terminal")
        left = [n for n in os.listdir(".") if n.startswith(term_id)]
        if not re.fullmatch(CLEAN, said(keeper)) or left:
            print(f"{name}: left {left}\n{said(keeper)}")
            return 1
        print(f"NOTE: valgrind: {name}: clean")
        return 0
    finally:
        os.chdir(here)
        project.close()


failed = 0
for LEVEL in ("full", "basic"):
    failed += check("output, orphan, exit status", {"args": ["scripts/s.py"], "stdin": "in\n" * 1000},
                    {"reason": "exited", "exit_code": 3})
    failed += check("timeout", {"args": ["-c", "import time\ntime.sleep(60)"], "timeout_ms": 300}, {"reason": "timeout"})
    failed += check("missing interpreter", {"args": [], "argv": ["/nothing/python"]}, {"reason": "not_started"})
failed += check_terminal("terminal", "seq 200000; touch said; sleep 600")
sys.exit(1 if failed else 0)
