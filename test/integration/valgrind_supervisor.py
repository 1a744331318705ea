"""Goal: the supervisor, which outlives everything, neither leaks nor reads what it must not (valgrind, on a real run).

    valgrind_supervisor.py BINARY

Not a unittest module: called by .ci/check-valgrind, because valgrind wants the build without sanitizers.
"""

import json
import os
import subprocess
import sys

os.environ["PIRUN"] = binary = os.path.abspath(sys.argv[1])
from project import Project  # noqa: E402

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


failed = 0
for LEVEL in ("full", "basic"):
    failed += check("output, orphan, exit status", {"args": ["scripts/s.py"], "stdin": "in\n" * 1000},
                    {"reason": "exited", "exit_code": 3})
    failed += check("timeout", {"args": ["-c", "import time\ntime.sleep(60)"], "timeout_ms": 300}, {"reason": "timeout"})
    failed += check("missing interpreter", {"args": [], "argv": ["/nothing/python"]}, {"reason": "not_started"})
sys.exit(1 if failed else 0)
