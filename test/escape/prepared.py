"""Goal: a project that was prepared against us (links, pipes and races where directories should be) leads nobody out of it.

    PIRUN=…/pirun prepared.py --user user|root|owner --level full|namespaces|landlock|basic|off [CASE…]

Each case changes a fresh project as its owner could, then starts a run that reads and writes through what was prepared. What lies
outside must be unread and unchanged, whether the run is refused or not, and no run may be given less than its level. Where files
are open anyway (basic, off) only the cases in which PiRun itself would be led astray are tried.
"""

import argparse
import ctypes
import json
import os
import shutil
import subprocess
import sys
import threading
import uuid

import users

SKIP = 77
PATIENCE_S = 60
EXCHANGE = 2  # RENAME_EXCHANGE
FILES = ("full", "namespaces", "landlock")
ALL = FILES + ("basic", "off")

# Reads and writes below the place that it is given, and says nothing of its own.
PROBE = """
import os, sys
for name in ("secret", "pyvenv.cfg"):
    try:
        print(open(os.path.join(sys.argv[1], name)).read())
    except OSError as refusal:
        print(name, refusal.strerror)
for work in (lambda p: open(p + "/file", "a").write("changed"), lambda p: open(p + "/new", "w").write("new"),
             lambda p: os.mkdir(p + "/hooks"), lambda p: os.unlink(p + "/file"), lambda p: os.rename(p + "/file", p + "/away")):
    try:
        work(sys.argv[1])
    except OSError as refusal:
        print(refusal.strerror)
"""
CASES = {}


def case(levels, path):
    """Register a case. LEVELS: at which it is tried. PATH: what the run reaches for."""
    def register(prepare):
        CASES[prepare.__name__] = (prepare, levels, path)
        return prepare
    return register


def cleared(path):
    """PATH, with nothing there any more."""
    if os.path.lexists(path):
        os.rename(path, path + "-was")
    return path


def replace(path, target):
    """Put a link to TARGET where PATH was."""
    os.symlink(target, cleared(path))


@case(FILES, ".git")
def git_is_a_link(place):
    replace(place.path + "/.git", place.outside)


@case(FILES, ".git")
def git_is_a_link_to_a_file(place):
    replace(place.path + "/.git", place.outside + "/file")


@case(FILES, ".git")
def git_is_a_file_that_names_another(place):
    with open(cleared(place.path + "/.git"), "w", encoding="utf-8") as file:
        file.write(f"gitdir: {place.outside}\n")


@case(FILES, ".git")
def git_is_a_pipe(place):
    os.mkfifo(cleared(place.path + "/.git"))


@case(("full", "namespaces"), ".git")
def git_is_absent(place):
    """The run must not be able to make one that people then take for the project's."""
    cleared(place.path + "/.git")
    place.must_not_appear = [place.path + "/.git/hooks/post-commit"]
    place.run("import os\nos.makedirs('.git/hooks')\nopen('.git/hooks/post-commit', 'w').write('#!/bin/sh')\n")


@case(FILES, ".git")
def git_is_planted_by_a_run(place):
    """As a link: the next run may be refused, but not run with less."""
    cleared(place.path + "/.git")
    place.run(f"import os\nos.symlink({place.outside!r}, '.git')\n")


@case(FILES, ".venv")
def managed_venv_is_replaced_by_a_run(place):
    """The link can be replaced: the project is writable. Nobody believes it: the next run has its build, and mends it."""
    before = os.readlink(place.path + "/.venv")
    os.mkdir(place.path + "/mine")
    if place.owner is not None:
        os.chown(place.path + "/.venv", place.owner, place.owner, follow_symlinks=False)
    place.run("import os\nos.unlink('.venv')\nos.symlink('mine', '.venv')\n")
    prefix = place.run("import sys\nprint(sys.prefix)\n").stdout.strip()
    if prefix != os.path.join(place.path, before):
        place.harm.append(f"the next run had {prefix}, not {before}")
    if os.readlink(place.path + "/.venv") != before:
        place.harm.append(".venv was not put right")


# What a run leaves in the places that PiRun removes later: names that lead out, and trees that are hard to remove.
TRAPS = """
import os, tempfile
places = [os.environ["PIRUN_ARTIFACTS"], tempfile.gettempdir()]
for place in places:
    os.chdir(place)
    os.symlink(OUTSIDE, "link")
    os.mkdir("closed")
    open("closed/file", "w").close()
    os.symlink(OUTSIDE + "/file", "closed/link")
    os.chmod("closed", 0)
    os.mkfifo("pipe")
    for _ in range(2000):
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
"""


@case(("full", "namespaces", "off"), ".")
def artifacts_are_traps_for_the_cleaner(place):
    """Removed when its time has come (keep.runs), and nothing else with it."""
    place.project.configure({"run": {"sandbox": place.level}, "keep": {"runs": 1}})
    place.give_config_to_owner()
    place.project.serve()
    done = place.run(TRAPS.replace("OUTSIDE", repr(place.outside)))
    if done.returncode != 0:
        place.harm.append(f"the traps were not laid: {done.stderr[-300:]}")
    run_id = place.project.json("list")[0]["id"]
    for i in range(100):  # so many ended runs make it look for what is too old
        place.project.drop(f"more-{i}.json", {"v": 1, "code": "pass"})
    from project import until
    until(lambda: not os.path.exists(place.project.var("runs", run_id)), "the run's directory to be removed")


@case(FILES, ".venv")
def venv_is_a_link(place):
    import host
    host.make_own_venv(place.path)
    os.rename(place.path + "/.venv", place.outside + "/venv")
    shutil.copy(place.outside + "/secret", place.outside + "/venv/secret")
    os.symlink(place.outside + "/venv", place.path + "/.venv")
    place.look()


@case(FILES, ".venv/bin")
def interpreter_is_a_link(place):
    """A program of the attacker's, outside: it may only be executed confined, if at all."""
    evil = place.outside + "/python"
    with open(evil, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\necho changed >> '{place.outside}/file'\ncat '{place.outside}/secret'\n")
    os.chmod(evil, 0o755)
    import host
    host.make_own_venv(place.path)
    os.unlink(place.path + "/.venv/bin/python")
    os.symlink(evil, place.path + "/.venv/bin/python")
    place.look()


@case(FILES, ".venv")
def site_packages_is_a_link(place):
    import host
    host.make_own_venv(place.path)
    packages = host.site_packages(place.path)
    os.rename(packages, packages + "-was")
    os.symlink(place.outside, packages)
    place.probe(os.path.relpath(packages, place.path))


@case(FILES, ".pirun.yaml")
def config_is_a_link(place):
    os.rename(place.path + "/.pirun.yaml", place.outside + "/config.yaml")
    os.symlink(place.outside + "/config.yaml", place.path + "/.pirun.yaml")
    place.look()
    place.run(f"open('.pirun.yaml', 'a').write('# {place.word}')\n")


@case(ALL, ".")
def config_is_a_pipe(place):
    os.unlink(place.path + "/.pirun.yaml")
    os.mkfifo(place.path + "/.pirun.yaml")


@case(ALL, "var")
def var_is_a_link(place):
    replace(place.path + "/var", place.outside)


@case(ALL, "var/runs")
def runs_is_a_link(place):
    replace(place.path + "/var/runs", place.outside)


@case(ALL, "var/logs")
def logs_is_a_link(place):
    replace(place.path + "/var/logs", place.outside)


@case(ALL, "var/spool")
def spool_is_a_link(place):
    replace(place.path + "/var/spool", place.outside)


@case(ALL, "var/queue")
def queue_is_a_link(place):
    replace(place.path + "/var/queue", place.outside)


@case(FILES, "var/envs")
def envs_is_a_link(place):
    replace(place.path + "/var/envs", place.outside)


@case(FILES, "scripts")
def script_is_a_link(place):
    place.lay_script_outside()
    os.symlink(place.outside + "/other.py", place.path + "/scripts/probe.py")


@case(FILES, "scripts")
def scripts_is_a_link(place):
    place.lay_script_outside()
    os.rename(place.outside + "/other.py", place.outside + "/probe.py")
    place.look()
    replace(place.path + "/scripts", place.outside)


@case(("full", "namespaces"), ".git")
def git_changes_into_a_link_and_back(place):
    """Exchanges .git with a link to the outside, as fast as it goes, while runs start."""
    os.symlink(place.outside, place.path + "/git-link")
    place.race(".git", "git-link")


@case(FILES, "spot")
def directory_of_the_script_changes_into_a_link(place):
    place.lay_script_outside()
    os.mkdir(place.path + "/spot")
    with open(place.path + "/spot/other.py", "w", encoding="utf-8") as file:
        file.write("print('the right one')\n")
    os.symlink(place.outside, place.path + "/spot-link")
    place.race("spot", "spot-link", "spot/other.py")


class Place:
    """A fresh project, and beside it what nobody may touch."""

    def __init__(self, level, owner):
        import project
        self.project = project.Project({"run": {"sandbox": level}})
        self.owner, self.path, self.home = owner, self.project.path, self.project.home
        self.outside, self.word = self.home + "/outside", f"SECRET-{uuid.uuid4().hex}"
        os.mkdir(self.outside)
        for name, text in (("secret", self.word), ("file", "as it was")):
            with open(f"{self.outside}/{name}", "w", encoding="utf-8") as file:
                file.write(text)
        self.project.script("probe-was.py", PROBE)
        self.level, self.outputs, self.must_not_appear, self.harm = level, [], [], []
        self.look()

    def look(self):
        import host
        self.before = host.snapshot(self.outside)

    def give_to_owner(self):
        import host
        if self.owner is not None:
            host.chown_tree(self.home, self.owner)
            self.look()

    def give_config_to_owner(self):
        if self.owner is not None:
            os.chown(self.path + "/.pirun.yaml", self.owner, self.owner)

    def lay_script_outside(self):
        with open(self.outside + "/other.py", "w", encoding="utf-8") as file:
            file.write(f"print('{self.word}')\n")
        self.look()

    def pirun(self, *arguments):
        """Its status does not matter: it may refuse. It may not hang."""
        done = self.project.pirun("run", "--timeout", "20s", *arguments, expect=None, timeout=PATIENCE_S)
        self.outputs.append(done.stdout + done.stderr)
        return done

    def run(self, code):
        return self.pirun("--code", code)

    def probe(self, path):
        if not os.path.lexists(self.path + "/scripts/probe.py"):
            os.rename(self.path + "/scripts/probe-was.py", self.path + "/scripts/probe.py")
        return self.pirun("scripts/probe.py", "--", path)

    def race(self, real, link, script=None):
        swap = ctypes.CDLL(None).renameat2
        over = threading.Event()

        def exchange():
            while not over.is_set():
                swap(-100, f"{self.path}/{real}".encode(), -100, f"{self.path}/{link}".encode(), EXCHANGE)
        thread = threading.Thread(target=exchange)
        thread.start()
        try:
            for _ in range(8):
                if script:
                    self.pirun(script)
                else:
                    self.probe(real)
        finally:
            over.set()
            thread.join()

    def complaints(self):
        import host
        after = host.snapshot(self.outside)
        changed = sorted(p for p in {*self.before, *after} if self.before.get(p) != after.get(p))
        if changed:
            yield f"outside was changed: {[os.path.relpath(p, self.home) for p in changed]}"
        if any(self.word in text for text in self.outputs):
            yield "outside was read"
        yield from self.harm
        yield from self.weaker()
        yield from (f"{path} is there" for path in self.must_not_appear if os.path.lexists(path))

    def close(self):
        subprocess.run(["rm", "-rf", self.project.var("runs")], check=False)  # deeper than shutil gets
        self.project.close()

    def weaker(self):
        """Runs that ran, with less than was asked for."""
        listed = self.project.pirun("list", "--json", "--limit", "100", expect=None)
        for row in json.loads(listed.stdout) if listed.returncode == 0 else []:
            shown = self.project.pirun("show", row["id"], "--json", expect=None)
            if shown.returncode != 0:
                continue  # its time was over (keep.runs)
            record = json.loads(shown.stdout)
            level = record.get("sandbox", {}).get("level")
            if record.get("reason") not in (None, "not_started") and level != self.level:
                yield f"ran at level {level}: {[m for m in record['sandbox']['missing'] if 'step' in m][:1]}"
                return


def judge(name, level, owner):
    prepare, _, path = CASES[name]
    place = Place(level, owner)
    try:
        place.give_to_owner()
        prepare(place)
        place.probe(path)
        found = list(place.complaints())
    except (AssertionError, subprocess.TimeoutExpired) as failure:
        found = [f"{type(failure).__name__}: {failure}"]
    finally:
        place.close()
    ending = (place.outputs[-1].strip().splitlines() or ["no output"])[-1]
    print(f"{'open   ' if found else 'stopped'} {name}: {'; '.join(found) or ending}")
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--user", choices=users.KINDS, required=True)
    parser.add_argument("--level", required=True)
    parser.add_argument("cases", nargs="*")
    asked = parser.parse_args()
    users.become(asked.user)
    import machine
    lack = machine.lacks(asked.level)
    if lack:
        print(f"SKIP level {asked.level}: {lack}")
        return SKIP
    owner = users.OWNER if asked.user == "owner" else None
    tried = asked.cases or [name for name, (_, levels, _) in CASES.items() if asked.level in levels]
    wrong = {name: judge(name, asked.level, owner) for name in tried}
    if not asked.cases:
        print(f"NOT STOPPED {asked.level}, not tried: {', '.join(CASES.keys() - tried) or 'none'}")
    for name, found in wrong.items():
        for line in found:
            print(f"WRONG {name}: {line}")
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "integration"))
    sys.exit(main())
