"""Builds one Python environment, inside the sandbox. Started by PiRun as `python -I -c TEXT PLACE TARGET`.

PLACE is the directory to fill; TARGET is the path that it will have. Where the sandbox shows PLACE at TARGET already,
everything is made there; elsewhere it is made in PLACE and the few files that name their own place are rewritten.
PLACE/.pirun/ holds what is asked (spec.json, requirements.txt, constraints.txt, pyproject.toml) and gets the answer:
manifest.json, or error.json with one sentence. Nobody trusts what is written here: the server reads it as a
stranger's bytes. Runs on Python 3.8 and later with nothing but the standard library and pip or uv.
"""
import compileall
import errno
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time

PIP_START = (
    "import sys, runpy\n"
    "if sys.argv[1]: sys.path.insert(0, sys.argv[1])\n"
    "del sys.argv[1]\n"
    "runpy.run_module('pip', run_name='__main__')\n"
)
NETWORK = re.compile(
    r"(Failed to establish a new connection|NewConnectionError|Name or service not known|name resolution"
    r"|Connection refused|Network is unreachable|timed out|ProxyError|SSLError|CERTIFICATE_VERIFY_FAILED"
    r"|Could not connect|error sending request|dns error|RemoteDisconnected)", re.I)
SHEBANG_MAX = 4096  # bytes at the beginning of a script in which its own path may stand
LINE_MAX = 400


class Failure(Exception):
    """A build that cannot succeed, and the one sentence for people."""

    def __init__(self, code, text):
        super().__init__(text)
        self.code = code
        self.text = text


def say(step, text):
    print(f"{step:<9}{text}", flush=True)


def canonical(name):
    """PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


class Build:
    def __init__(self, place, target):
        inside = os.path.join(target, ".pirun", "spec.json")
        own = os.path.join(place, ".pirun", "spec.json")
        try:
            self.spec = self.read_spec(own)
            self.root = place
        except OSError:
            self.spec = self.read_spec(inside)
            self.root = target
        shown = self.read_spec_or_none(inside)
        if shown and shown["run"] == self.spec["run"]:
            self.root = target
        self.target = target
        self.notes = os.path.join(self.root, ".pirun")
        self.python = os.path.join(self.root, "bin", "python")
        self.tmp = os.path.join(self.notes, "tmp")
        self.hashes = {}
        self.output = []

    @staticmethod
    def read_spec(path):
        with open(path, encoding="utf-8") as file:
            return json.load(file)

    @classmethod
    def read_spec_or_none(cls, path):
        try:
            return cls.read_spec(path)
        except (OSError, ValueError):
            return None

    def note(self, name):
        return os.path.join(self.notes, name)

    def write_note(self, name, value):
        with open(self.note(name), "w", encoding="utf-8") as file:
            json.dump(value, file)

    # -- steps --------------------------------------------------------------------------------------------------
    def make_venv(self):
        """As `python -m venv --without-pip`, which costs 30 ms where one with pip costs 2 s."""
        import venv
        os.makedirs(self.tmp, exist_ok=True)
        os.environ["TMPDIR"] = self.tmp  # wheels are unpacked on the disk, not in a small private /tmp
        builder = venv.EnvBuilder(with_pip=False, symlinks=True, clear=False)
        builder.create(self.root)

    def requirements(self):
        """The file that pip reads, or None when nothing is asked."""
        if self.spec["source"] == "pyproject.toml":
            self.extract_pyproject()
        path = self.note("requirements.txt")
        if not os.path.exists(path):
            return None
        with open(path, encoding="utf-8") as file:
            lines = [line.strip() for line in file]
        wanted = [line for line in lines if line and not line.startswith(("#", "-"))]
        return path if wanted else None

    def extract_pyproject(self):
        try:
            import tomllib
        except ImportError:
            sys.path.insert(0, self.pip_path() or "")
            from pip._vendor import tomli as tomllib
        with open(self.note("pyproject.toml"), "rb") as file:
            try:
                table = tomllib.load(file)
            except tomllib.TOMLDecodeError as why:
                raise Failure("requirements", f"pyproject.toml cannot be read: {why}") from None
        wanted = table.get("project", {}).get("dependencies", [])
        with open(self.note("requirements.txt"), "w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in wanted)

    def pip_path(self):
        """Where pip is: "" within the base, a wheel of it, or None."""
        import importlib.util
        if importlib.util.find_spec("pip"):
            return ""
        folders = [os.path.join(sysconfig.get_path("stdlib"), "ensurepip", "_bundled"), "/usr/share/python-wheels"]
        for folder in folders:
            wheels = sorted(n for n in (os.listdir(folder) if os.path.isdir(folder) else []) if re.match(r"pip-.*\.whl$", n))
            if wheels:
                return os.path.join(folder, wheels[-1])
        return None

    def choose_tool(self):
        uv = shutil.which("uv", path="/usr/local/bin:/usr/bin:" + os.path.join(sys.base_prefix, "bin"))
        asked = self.spec["tool"]
        if asked == "uv" and not uv:
            raise Failure("no_tool", "env.tool is 'uv', and there is no uv in /usr/bin, /usr/local/bin or beside the interpreter")
        if uv and asked != "pip":
            return [uv, "pip"], "uv"
        path = self.pip_path()
        if path is None:
            raise Failure("no_tool", f"'{sys.executable}' has no pip: apt-get install python3-pip, or set env.python")
        return [sys.executable, "-I", "-c", PIP_START, path], "pip"

    def options(self, tool):
        spec = self.spec
        options = []
        if spec["wheels"]:
            options += ["--no-index", "--find-links", spec["wheels"]]
        elif spec["index_url"]:
            options += ["--index-url", spec["index_url"]]
        for url in [] if spec["wheels"] else spec["extra_index_urls"]:
            options += ["--extra-index-url", url]
        if tool == "uv":
            return options + ["--python", self.python, "--no-cache", "--link-mode", "copy", "--no-progress", "--color", "never"] + (
                [] if spec["allow_sdist"] else ["--only-binary", ":all:"])
        options += ["--no-compile", "--no-cache-dir", "--no-warn-script-location", "--progress-bar", "off",
                    "--report", self.note("report.json")]
        return options + ([] if spec["allow_sdist"] else ["--only-binary", ":all:"])

    def command(self, tool, name, requirements):
        common = [] if name == "uv" else ["--isolated", "--no-input", "--disable-pip-version-check", "--no-color", "--python", self.python]
        command = tool + common + ["install", *self.options(name), "-r", requirements]
        constraints = self.note("constraints.txt")
        return command + (["-c", constraints] if os.path.exists(constraints) else [])

    def install(self, requirements):
        tool, name = self.choose_tool()
        say("resolve", f"{self.spec['source']} with {name}")
        environment = {**os.environ, "TMPDIR": self.tmp, "PYTHONUNBUFFERED": "1", "UV_NO_CONFIG": "1"}
        environment.pop("VIRTUAL_ENV", None)
        process = subprocess.Popen(self.command(tool, name, requirements), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment,
                                   encoding="utf-8", errors="replace")
        for line in process.stdout:
            self.heard(line.rstrip()[:LINE_MAX])
        if process.wait() != 0:
            raise explain(self, process.returncode)
        self.read_report()

    def heard(self, line):
        self.output.append(line)
        if not line.strip():
            return
        words = line.split()
        if words[0] == "Collecting" or line.startswith("Processing "):
            say("resolve", " ".join(words[1:]))
        elif words[0] in ("Downloading", "Using"):
            say("download", " ".join(words[1:]))
        elif line.startswith(("Installing collected", "Prepared", "Building")):
            say("install", line.split(": ", 1)[-1])
        elif not line.startswith("Successfully installed"):
            print(line, flush=True)

    def read_report(self):
        """pip's own report knows the hash of each file that it took."""
        report = self.read_spec_or_none(self.note("report.json")) or {}
        for item in report.get("install", []):
            info = item.get("download_info", {}).get("archive_info", {})
            sha256 = info.get("hashes", {}).get("sha256") or info.get("hash", "").partition("sha256=")[2]
            if sha256:
                self.hashes[canonical(item["metadata"]["name"])] = sha256

    # -- what was made ------------------------------------------------------------------------------------------
    def site(self):
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        return os.path.join(self.root, "lib", version, "site-packages")

    def distributions(self):
        from importlib import metadata
        found = {}
        for dist in metadata.distributions(path=[self.site()]):
            if dist.metadata["Name"]:
                found[canonical(dist.metadata["Name"])] = dist
        return found

    def check(self, found):
        """As `pip check`, without the half second that another start of pip takes."""
        requirement_of = load_requirements(self)
        needs = {name: [] for name in found}
        for name, dist in found.items():
            for text in dist.requires or []:
                need = requirement_of(text)
                if need is None or (need.marker and not need.marker.evaluate({"extra": ""})):
                    continue
                other = canonical(need.name)
                needs[name].append(other)
                if other not in found:
                    raise Failure("conflict", f"'{name}' needs '{text}', which was not installed: "
                                              f"add it to the requirements")
                if not need.specifier.contains(found[other].version, prereleases=True):
                    raise Failure("conflict", f"'{name}' needs '{text}', but '{other}' is {found[other].version}: "
                                              f"change one of the two versions")
        return needs

    def compile(self, found):
        if not os.path.isdir(self.site()):
            return
        say("verify", "compiling")
        shown = os.path.join(self.target, os.path.relpath(self.site(), self.root))
        for_real = {"stripdir": self.site(), "prependdir": shown} if sys.version_info >= (3, 9) else {}
        if compileall.compile_dir(self.site(), maxlevels=50, quiet=2, workers=1, **for_real):
            return
        for name, dist in found.items():
            for path in top_level(dist):
                full = os.path.join(self.site(), path)
                try:
                    with open(full, "rb") as file:
                        compile(file.read(), full, "exec", dont_inherit=True)
                except (SyntaxError, ValueError) as why:
                    raise Failure("verify", f"'{name}' {dist.version} does not compile with Python "
                                            f"{sys.version.split()[0]}: {path}: {why}") from None

    def move_in(self):
        """Files that name the place where they were made name the one where they will be."""
        if self.root == self.target:
            return
        old, new = self.root.encode(), self.target.encode()
        for folder in (os.path.join(self.root, "bin"), self.root):
            for name in os.listdir(folder):
                path = os.path.join(folder, name)
                if os.path.islink(path) or not os.path.isfile(path):
                    continue
                with open(path, "rb") as file:
                    text = file.read()
                if old in text and b"\0" not in text[:SHEBANG_MAX]:
                    with open(path, "wb") as file:
                        file.write(text.replace(old, new))

    def packages(self, found, needs):
        rows = []
        for name in sorted(found):
            row = {"name": name, "version": found[name].version, "requires": sorted(set(needs[name]))}
            if name in self.hashes:
                row["sha256"] = self.hashes[name]
            rows.append(row)
        return rows

    def finish(self, tool):
        say("verify", "dependencies")
        found = self.distributions()
        needs = self.check(found)
        self.compile(found)
        self.move_in()
        shutil.rmtree(self.tmp, ignore_errors=True)
        self.write_note("manifest.json", {
            "v": 1, "python": sys.version.split()[0], "tool": tool, "packages": self.packages(found, needs)})
        say("done", f"{len(found)} package{'' if len(found) == 1 else 's'}")

    def run(self):
        self.make_venv()
        requirements = self.requirements()
        if requirements:
            self.install(requirements)
        self.finish("pip" if requirements else "none")


def load_requirements(build):
    """The parser of requirements that pip brings along; answers None for what it cannot read."""
    path = build.pip_path()
    if path:
        sys.path.insert(0, path)
    try:
        from pip._vendor.packaging.requirements import InvalidRequirement, Requirement
    except ImportError:
        return lambda text: None

    def read(text):
        try:
            return Requirement(text)
        except InvalidRequirement:
            return None
    return read


def top_level(dist):
    for file in dist.files or []:
        parts = file.parts
        if parts[0].startswith("..") or not parts[-1].endswith(".py"):
            continue
        if len(parts) == 1 or (len(parts) == 2 and parts[1] == "__init__.py"):
            yield str(file)


# -- why it failed ------------------------------------------------------------------------------------------------
def files_of(folder, name):
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return sorted(n for n in names if canonical(n.split("-")[0]) == canonical(name))


def is_known_to_index(build, name):
    """Ask the index for the page of one package: only when a build has failed. None: it did not answer."""
    import urllib.error
    import urllib.request
    base = build.spec["index_url"] or "https://pypi.org/simple"
    try:
        with urllib.request.urlopen(f"{base.rstrip('/')}/{canonical(name)}/", timeout=15) as page:
            return page.status == 200
    except urllib.error.HTTPError as why:
        return False if why.code == 404 else None
    except (OSError, ValueError):
        return None


def machine():
    return f"Python {sys.version_info[0]}.{sys.version_info[1]} on {os.uname().machine}"


def explain_missing(build, text, requirement):
    name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
    versions = re.search(r"from versions: ([^)]*)\)", text)
    offered = versions.group(1) if versions else "none"
    too_new = re.search(r"require a different python version[^:]*: (.*)", text)
    if offered not in ("none", ""):
        return Failure("no_version", f"no version of '{name}' fits '{requirement}': there are {offered[-160:]}")
    if too_new:
        return Failure("python", f"'{requirement}' has no version for {machine()}: {too_new.group(1)[:120]}: "
                                 f"set env.python to another interpreter, or ask for an older version")
    folder = build.spec["wheels"]
    if folder:
        files = files_of(folder, name)
        if not files:
            return Failure("no_package", f"no package '{name}' in '{folder}': check the name, or put its wheel there")
        return Failure("no_wheel", f"no wheel of '{name}' for {machine()} in '{folder}': there is {', '.join(files)[:120]}")
    known = is_known_to_index(build, name)
    if known is False:
        return Failure("no_package", f"no package '{name}' at the index: check the name")
    if known is None and NETWORK.search(text):
        return unreachable(build)
    return Failure("no_wheel", f"no wheel of '{name}' for {machine()}: ask for another version, "
                               f"or set env.allow_sdist to build it from source")


def unreachable(build):
    url = build.spec["index_url"] or "https://pypi.org/simple"
    how = "the network of builds is off (env.network)" if not build.spec["has_network"] else "check the network and env.index_url"
    return Failure("index", f"the package index '{url}' was not reached: {how}, or work offline with env.wheels")


def conflict_lines(text):
    at = text.find("The conflict is caused by:")
    lines = [line.strip() for line in text[at:].splitlines()[1:]] if at >= 0 else []
    kept = []
    for line in lines:
        if not line:
            break
        kept.append(line)
    return "; ".join(kept)[:300]


def explain(build, status):
    text = "\n".join(build.output)
    missing = re.search(r"No matching distribution found for (.*)", text)
    uv_missing = re.search(r"Because (\S+) was not found in", text)
    if "No space left on device" in text or "Disk quota exceeded" in text:
        return no_space()
    if "DO NOT MATCH THE HASHES" in text or "Hash mismatch" in text:
        name = re.search(r"^\s+(\S+) from ", text, re.M)
        what = f"a file of '{name.group(1)}'" if name else "a file"
        return Failure("hash", f"{what} is not the one that the lock was made with (hash mismatch): "
                               f"'pirun env lock' makes a new lock, if the change is right")
    if "ResolutionImpossible" in text or "No solution found" in text and not uv_missing:
        return Failure("conflict", f"the requirements contradict each other: {conflict_lines(text) or text[-200:]}")
    if "In --require-hashes mode" in text or "require-hashes" in text:
        return Failure("hash", "some requirements have hashes and others do not: 'pirun env lock' makes a whole lock")
    if missing:
        if NETWORK.search(text) and not build.spec["wheels"] and "from versions: none" in text:
            return unreachable(build)
        return explain_missing(build, text, missing.group(1).strip().rstrip("."))
    if uv_missing:
        return explain_missing(build, text, uv_missing.group(1))
    if NETWORK.search(text):
        return unreachable(build)
    other_python = re.search(r"Package '?(\S+?)'? requires a different Python: (.*)", text)
    if other_python:
        return Failure("python", f"'{other_python.group(1)}' does not run on this Python: {other_python.group(2)}: "
                                 f"set env.python to another interpreter, or ask for another version")
    if "MemoryError" in text or status == -9:
        return Failure("memory", "the build ran out of memory: raise env.memory_mb")
    if "Traceback (most recent call last)" in text:
        return Failure("tool", f"{build.output[-1].strip()[:300]} (the output tells more)")
    invalid = re.search(r"(Invalid requirement: .*|ERROR: .*)", text)
    return Failure("tool", (invalid.group(1) if invalid else text[-200:] or f"ended with status {status}").strip()[:300])


def no_space():
    return Failure("no_space", "no space is left on the disk: 'pirun env list' shows what builds take, and keep and env.keep "
                               "how much is kept")


def main():
    build = Build(sys.argv[1], sys.argv[2])
    try:
        build.run()
        return 0
    except Failure as why:
        failure = why
    except OSError as why:
        if why.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        failure = no_space()
    except MemoryError:
        failure = Failure("memory", "the build ran out of memory: raise env.memory_mb")
    print(f"error: {failure.text}", file=sys.stderr, flush=True)
    try:
        build.write_note("error.json", {"code": failure.code, "text": failure.text[:900], "at": time.time()})
    except OSError:
        pass  # the disk is full: what was printed has to do
    return 1


sys.exit(main())
