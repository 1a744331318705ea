"""The parts of the project that are not the script's: repository, environment, configuration, var/.

Each leaves a mark with its own name, so that the test can tell who did it.
"""

import glob
import json
import os

from .base import FILES, VIEW, Stopped, attempt, first_of, read

NOT_BELOW = "the whole project is the script's at this level"


def mark(path, text):
    with open(path, "a", encoding="utf-8") as file:
        file.write(text)
    return f"wrote {path}"


@attempt("plant a hook in .git", 52, stopped=FILES, why=NOT_BELOW, witness="marked")
def git_hook(facts):
    return mark(f".git/hooks/{facts.name}", "#!/bin/sh\n")


@attempt("change .git/config", 52, stopped=FILES, why=NOT_BELOW, witness="marked")
def git_config(facts):
    return mark(".git/config", f"# {facts.name}\n")


@attempt("remove a branch below .git", 52, stopped=FILES, why=NOT_BELOW, witness="marked")
def git_unlink(_):
    return os.unlink(".git/removable")


@attempt("rename .git and put its own there", 53, stopped=FILES, why=NOT_BELOW, witness="marked", is_alone=True)
def git_replace(facts):
    os.rename(".git", ".git-was")
    try:
        os.mkdir(".git")
        mark(f".git/{facts.name}", "mine\n")
        os.rename(f".git/{facts.name}", f".git-was/{facts.name}")
        os.rmdir(".git")
    finally:
        os.rename(".git-was", ".git")
    return "replaced it, and put it back"


@attempt("exchange .git with a directory in one step", 53, stopped=FILES, why=NOT_BELOW, is_alone=True)
def git_exchange(facts):
    import ctypes
    os.mkdir("decoy")
    swap = ctypes.CDLL(None, use_errno=True).renameat2
    if swap(-100, b".git", -100, b"decoy", 2) < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    swap(-100, b".git", -100, b"decoy", 2)
    return "exchanged, and back"


@attempt("hard-link a file of .git to a place where it is writable", 36, stopped=FILES, why=NOT_BELOW, witness="marked")
def git_hard_link(facts):
    os.link(".git/linkable", facts.work + "/linked")
    return mark(facts.work + "/linked", f"# {facts.name}\n")


@attempt("plant a .pth file in the environment for later runs", 54, stopped=FILES, why=NOT_BELOW, witness="marked")
def venv_pth(facts):
    return mark(f"{facts.site_packages}/{facts.name}.pth", "# import me\n")


@attempt("replace the interpreter of the environment", 54, stopped=FILES, why=NOT_BELOW, is_alone=True)
def venv_python(_):
    os.rename(".venv/bin/python", ".venv/bin/python-was")
    os.rename(".venv/bin/python-was", ".venv/bin/python")
    return "renamed it, and back"


@attempt("change pyvenv.cfg", 54, stopped=FILES, why=NOT_BELOW, witness="marked")
def venv_config(facts):
    return mark(".venv/pyvenv.cfg", f"# {facts.name}\n")


@attempt("rename .venv", 53, stopped=FILES, why=NOT_BELOW, is_alone=True)
def venv_rename(_):
    os.rename(".venv", ".venv-was")
    os.rename(".venv-was", ".venv")
    return "renamed it, and back"


@attempt("change .pirun.yaml", None, stopped=FILES, why=NOT_BELOW, witness="marked")
def config_write(facts):
    return mark(".pirun.yaml", f"# {facts.name}\n")


@attempt("put another .pirun.yaml in its place", None, stopped=FILES, why=NOT_BELOW, witness="marked", is_alone=True)
def config_replace(facts):
    with open(facts.work + "/other.yaml", "w", encoding="utf-8") as file:
        file.write(read_all(".pirun.yaml") + f"# {facts.name}\n")
    return os.replace(facts.work + "/other.yaml", ".pirun.yaml")


@attempt("take .pirun.yaml away", None, stopped=FILES, why=NOT_BELOW, is_alone=True)
def config_rename(_):
    os.rename(".pirun.yaml", "config-was")
    os.rename("config-was", ".pirun.yaml")
    return "renamed it, and back"


def read_all(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


@attempt("read the token of the server", 55, stopped=FILES, why=NOT_BELOW, witness="secret")
def read_token(facts):
    return read(facts.project + "/var/token")


@attempt("submit a job of its own through the spool", 39, stopped=FILES, why=NOT_BELOW, witness="submitted")
def submit_a_job(facts):
    aside = facts.project + f"/var/spool/tmp/own-{facts.name}.part"
    with open(aside, "w", encoding="utf-8") as file:
        json.dump({"v": 1, "code": "pass", "labels": {"by": facts.name}}, file)
    return os.rename(aside, facts.project + f"/var/spool/own-{facts.name}.json")


@attempt("read the records of other runs", 59, stopped=FILES, why=NOT_BELOW, out_of_reach="basic")
def read_other_records(facts):
    runs = facts.project + "/var/runs"
    seen = [name for name in os.listdir(runs) if name != os.environ["PIRUN_RUN_ID"]]
    if not seen:
        raise Stopped("none is to be seen")
    return first_of([f"{runs}/{name}/job.json" for name in seen], read)[:40]


@attempt("read the output of other runs", 59, stopped=FILES, why=NOT_BELOW, out_of_reach="basic")
def read_other_output(facts):
    found = [p for p in glob.glob(facts.project + "/var/logs/*.log") if os.environ["PIRUN_RUN_ID"] not in p]
    if not found:
        os.listdir(facts.project + "/var/logs")
        raise Stopped("none is to be seen")
    return len(read(found[0]))


@attempt("change the record of a run that has ended", 59, stopped=FILES, why=NOT_BELOW, witness="marked", out_of_reach="basic")
def forge_record(facts):
    return mark(facts.project + f"/var/runs/{facts.old_run}/{facts.name}", "forged\n")


@attempt("write its own result", 59, stopped=FILES, why=NOT_BELOW, out_of_reach="basic")
def forge_result(facts):
    place = facts.project + "/var/runs/" + os.environ["PIRUN_RUN_ID"]
    mark(place + "/result.part", "forged")
    os.unlink(place + "/result.part")
    return "could write it"


@attempt("take the lock of its own supervisor away", 59, stopped=FILES, why=NOT_BELOW, out_of_reach="basic")
def steal_live(facts):
    with open(facts.project + f"/var/runs/{os.environ['PIRUN_RUN_ID']}/live", "r+b") as file:
        return len(file.read())


@attempt("damage the index (var/pirun.db)", None, stopped=FILES, why=NOT_BELOW, out_of_reach="basic")
def write_index(facts):
    os.close(os.open(facts.project + "/var/pirun.db", os.O_RDWR))
    return "opened it for writing"


@attempt("add to the directory of its run, beside its artifacts", None, stopped=FILES, why=NOT_BELOW, out_of_reach="basic")
def beside_artifacts(facts):
    beside = os.path.dirname(os.environ.get("PIRUN_ARTIFACTS") or facts.project + "/var/runs/x/artifacts")
    mark(beside + "/" + facts.name, "mine\n")
    os.unlink(beside + "/" + facts.name)
    return "could write there"


@attempt("rename or create names in var/", 53, stopped=FILES, why=NOT_BELOW, is_alone=True)
def rename_var(facts):
    def take(path):
        os.rename(path, path + "-was")
        os.rename(path + "-was", path)
        return path
    return first_of([facts.project + "/var/bad", facts.project + "/var/ack"], take)


@attempt("find the rest of the machine in the list of mounts", None, stopped=VIEW, why="the mounts are the machine's")
def mounts_of_the_machine(_):
    lines = read_all("/proc/self/mountinfo").splitlines()
    outside = [l for l in lines if l.split()[4] in ("/sys", "/home", "/root", "/run", "/sys/fs/cgroup", "/boot")]
    if not outside:
        raise Stopped("none of them")
    return outside[0]


@attempt("write into the artifacts of another run", 59, stopped=FILES, why=NOT_BELOW, witness="marked", out_of_reach="basic")
def other_artifacts(facts):
    place = facts.project + f"/var/runs/{facts.old_run}/artifacts"
    os.makedirs(place, exist_ok=True)
    return mark(f"{place}/{facts.name}", "mine\n")
