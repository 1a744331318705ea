"""A directory of web files as assembly and a C table: python3 embed.py DIST OUT BROTLI|-.

Makes OUT/ui_files.S and OUT/ui_table.h, and beside them what they hold: each file as gzip and as
brotli, named by its content, so that what has not changed is not squeezed again. "-": no brotli here, then those places hold nothing.
DIST/early.json ({path of a place: addresses of scripts}) is not embedded: its rows become the headers by which a browser asks for
them before it has read any script.
"""
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys

TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
         ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
         ".json": "application/json", ".png": "image/png", ".ico": "image/x-icon", ".webmanifest": "application/manifest+json"}
EARLY = "early.json"
HASHED = re.compile(r"-[A-Z0-9]{8}\.[a-z]+$")


def files_of(dist):
    """Paths below DIST, sorted, with '/'."""
    found = []
    for at, _, names in os.walk(dist):
        found += [os.path.relpath(os.path.join(at, name), dist).replace(os.sep, "/") for name in names]
    return sorted(name for name in found if name != EARLY)


def write_whole(path, data):
    """A file of that name is complete, also when the build was interrupted."""
    with open(path + ".part", "wb") as file:
        file.write(data)
    os.replace(path + ".part", path)


def squeeze(data, at, brotli):
    """Make AT.gz and AT.br. No time and no name get in: the same bytes each time."""
    if not os.path.exists(at + ".gz"):
        write_whole(at + ".gz", gzip.compress(data, 9, mtime=0))
    if brotli == "-":
        write_whole(at + ".br", b"")
    elif not os.path.exists(at + ".br") or not os.path.getsize(at + ".br"):
        done = subprocess.run([brotli, "--quality=11", "--stdout", "-"], input=data, stdout=subprocess.PIPE, check=True)
        write_whole(at + ".br", done.stdout)


def early_rows(dist):
    """Source: RFC 8288; HTML, "Link type modulepreload"."""
    if not os.path.exists(os.path.join(dist, EARLY)):
        return []
    with open(os.path.join(dist, EARLY), encoding="utf-8") as file:
        places = json.load(file)
    return [f'UI_EARLY("{path}", "{", ".join(f"<{address}>; rel=modulepreload" for address in addresses)}")'
            for path, addresses in sorted(places.items()) if addresses]


def in_assembly(path):
    return path.replace("\\", "\\\\").replace('"', '\\"')


def main():
    dist, out, brotli = sys.argv[1:4]
    names = files_of(dist)
    if "index.html" not in names:
        sys.exit(f"'{dist}' has no index.html: it is no page of PiRun")
    os.makedirs(f"{out}/squeezed", exist_ok=True)
    # % and not @: that starts a comment on ARM.
    code = ['.section .note.GNU-stack,"",%progbits', ".section .rodata"]
    rows = []
    build = hashlib.sha256()
    for number, name in enumerate(names):
        with open(os.path.join(dist, name), "rb") as file:
            data = file.read()
        digest = hashlib.sha256(data).hexdigest()
        at = os.path.abspath(f"{out}/squeezed/{digest[:32]}")
        squeeze(data, at, brotli)
        build.update(f"{name} {digest}\n".encode())
        for kind in ("gz", "br"):
            label = f"ui_{kind}_{number}"
            code += [".balign 16", f".global {label}", f".hidden {label}", f"{label}:",
                     f'.incbin "{in_assembly(f"{at}.{kind}")}"', ".byte 0"]
        mime = TYPES.get(os.path.splitext(name)[1])
        if mime is None:
            sys.exit(f"'{name}': embed.py knows no content type for that")
        hashed = "true" if name.startswith("assets/") and HASHED.search(name) else "false"
        sizes = ", ".join(str(os.path.getsize(f"{at}.{kind}")) for kind in ("gz", "br"))
        rows.append(f'UI_FILE({number}, "/{name}", "{mime}", "{digest[:16]}", {hashed}, {len(data)}, {sizes})\n')
    write_whole(f"{out}/ui_table.h", ("/* Made by ui/tools/embed.py. */\n"
                                      f'#define UI_BUILD "{build.hexdigest()[:16]}"\n'
                                      "#define UI_FILES \\\n" + "".join(
                                          "    " + row.rstrip() + " \\\n" for row in rows) + "\n"
                                      "#define UI_EARLY_ROWS \\\n" + "".join(
                                          "    " + row + " \\\n" for row in early_rows(dist)) + "\n").encode())
    write_whole(f"{out}/ui_files.S", ("\n".join(code) + "\n").encode())


main()
