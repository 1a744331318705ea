"""The page, from ui/ into a directory that is served as it is: python3 build.py UI OUT ESBUILD.

OUT/index.html and what ui/public holds keep their names; all else is OUT/assets/NAME-HASH.js|css. OUT/early.json tells which
of these each place needs at once, for embed.py: it is no file of the page.
OUT.meta.json is what esbuild tells of the bundle, for the test of the budgets. Needs no node.
"""
import json
import os
import re
import shutil
import subprocess
import sys

TARGET = "--target=es2022"
PLACES = {"/": "home", "/runs": "runs", "/code": "code", "/changes": "changes", "/settings": "settings"}  # as app.ts has them


def run(esbuild, ui, arguments):
    """Start esbuild in ui/, so that its names do not depend on where the source lies."""
    done = subprocess.run([esbuild, *arguments, TARGET, "--bundle", "--minify", "--log-level=warning",
                           "--legal-comments=none", "--charset=utf8"], cwd=ui, check=False)
    if done.returncode:
        sys.exit("esbuild could not build the page; what it says stands above")


def bundle(esbuild, ui, out, meta, arguments):
    """One bundle; answers its outputs: {path below ui: row of the metafile}."""
    run(esbuild, ui, [*arguments, f"--outdir={out}/assets", "--entry-names=[name]-[hash]",
                      "--chunk-names=[name]-[hash]", "--asset-names=[name]-[hash]", f"--metafile={meta}"])
    with open(meta, encoding="utf-8") as file:
        return json.load(file)


def address_of(meta, entry):
    """Where the page finds the output of an entry."""
    for path, row in meta["outputs"].items():
        if row.get("entryPoint") == entry:
            return "/assets/" + os.path.basename(path)
    sys.exit(f"esbuild made nothing of '{entry}'")


def static_imports(meta, entry):
    """Addresses of what the entry cannot start without, in the order of their names."""
    rows = {os.path.basename(path): row for path, row in meta["outputs"].items()}
    found = set()
    left = [name for name, row in rows.items() if row.get("entryPoint") == entry]
    while left:
        for asked in rows[left.pop()]["imports"]:
            name = os.path.basename(asked["path"])
            if asked["kind"] == "import-statement" and name not in found:
                found.add(name)
                left.append(name)
    return ["/assets/" + name for name in sorted(found)]


def write_index(ui, out, script, style, early):
    """index.html with the names of this build: EARLY is loaded beside the script."""
    with open(f"{ui}/index.html", encoding="utf-8") as file:
        text = file.read()
    links = "".join(f'<link rel="modulepreload" href="{address}">\n' for address in early)
    for name, address in (("src/app.ts", script), ("src/app.css", style)):
        text, count = re.subn(f'"/?{re.escape(name)}"', f'"{address}"', text)
        if count != 1:
            sys.exit(f"ui/index.html must name {name} once, as the address of one element")
    text = text.replace('<script type="module"', links + '<script type="module"', 1)
    with open(f"{out}/index.html", "w", encoding="utf-8") as file:
        file.write(text)


def main():
    ui, out, esbuild = (os.path.abspath(path) for path in sys.argv[1:4])
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(f"{out}/assets")
    styles = bundle(esbuild, ui, out, f"{out}.css.meta.json", ["src/app.css", "vendor/xterm.css"])
    terminal = address_of(styles, "vendor/xterm.css")
    scripts = bundle(esbuild, ui, out, f"{out}.meta.json",
                     ["src/app.ts", "--splitting", "--format=esm", f'--define:XTERM_CSS="{terminal}"'])
    script = address_of(scripts, "src/app.ts")
    early = static_imports(scripts, "src/app.ts")
    write_index(ui, out, script, address_of(styles, "src/app.css"), early)
    places = {}
    for path, name in PLACES.items():
        needed = [address_of(scripts, f"src/places/{name}.ts"), *static_imports(scripts, f"src/places/{name}.ts")]
        places[path] = [address for address in needed if address not in (script, *early)]
    with open(f"{out}/early.json", "w", encoding="utf-8") as file:
        json.dump(places, file, indent=1)
    if os.path.isdir(f"{ui}/public"):
        shutil.copytree(f"{ui}/public", out, dirs_exist_ok=True, copy_function=shutil.copyfile)
    shutil.copyfile(f"{ui}/vendor/NOTICES", f"{out}/notices.txt")


main()
