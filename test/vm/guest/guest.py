"""What the checks of this folder share. They run in the guest as root; see test/vm/run for their output."""
import os
import subprocess
import time
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")
BIN = Path("/vm/bin")
UNITS = Path("/etc/systemd/system")


def ok(what, is_ok, *why):
    """One line of result; WHY are the facts that a reader of a failure needs."""
    facts = " ".join(str(part).replace("\n", " | ") for part in why)
    print(f"ok {what}" if is_ok else f"not ok {what}: {facts}", flush=True)
    return bool(is_ok)


def note(text):
    print(f"NOTE {text}", flush=True)


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)


def wait_until(condition, seconds=60):
    """True as soon as CONDITION() is; False when it does not become so in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return bool(condition())


def read(path):
    try:
        return Path(path).read_text()
    except OSError:
        return ""


def show(unit, name):
    return run("systemctl", "show", "--value", "-p", name, unit).stdout.strip()


def journal(unit):
    run("journalctl", "--sync")
    return run("journalctl", "-o", "cat", "-u", unit).stdout


def systemd_version():
    return int(run("systemctl", "--version").stdout.split()[1])


def alive(pid):
    return os.path.exists(f"/proc/{pid}")
