"""Goal: the manual says of every attempt what each level does about it, and says it as the table of the tests does.

    document.py           compare docs/sandbox.md with the table
    document.py --write   write the table into docs/sandbox.md
"""

import difflib
import os
import sys

import attempts  # noqa: F401
from attempts.base import LEVELS, REGISTER

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "sandbox.md")
BEGIN, END = "<!-- begin: written by test/escape/document.py -->\n", "<!-- end -->\n"
MARK = {"stopped": "stopped", "open": "**open**", "kernel": "user"}


def is_control(attempt):
    return attempt.witness == "allowed"


def table():
    module = None
    for attempt in filter(lambda a: not is_control(a), REGISTER.values()):
        if module != attempt.run.__module__:
            module = attempt.run.__module__
            yield from heading(sys.modules[module])
        cells = [MARK[attempt.expected(level)] for level in LEVELS]
        cells = [cell + " ¹" * (level in attempt.out_of_reach) for cell, level in zip(cells, LEVELS)]
        why = attempt.why if set(cells) != {"stopped"} else ""
        if attempt.needs_abi:
            why += f"; landlock: needs version {attempt.needs_abi} of it (Linux {linux_of(attempt.needs_abi)})"
        yield f"| {attempt.title} | {' | '.join(cells)} | {why.lstrip('; ')} |"


def heading(module):
    yield ""
    yield "### " + module.__doc__.splitlines()[0].rstrip(".")
    yield ""
    yield "| a script tries to | " + " | ".join(LEVELS) + " | why not |"
    yield "| --- |" + " --- |" * (len(LEVELS) + 1)


def linux_of(abi):
    return {2: "5.19", 3: "6.2", 4: "6.7", 5: "6.10", 6: "6.12"}[abi]


def generated():
    count = sum(not is_control(a) for a in REGISTER.values())
    stopped = {level: sum(a.expected(level) == "stopped" for a in REGISTER.values() if not is_control(a)) for level in LEVELS}
    controls = [a.title for a in REGISTER.values() if is_control(a)]
    summary = ", ".join(f"{level} {stopped[level]}" for level in LEVELS)
    allowed = "\n".join(f"- {title}" for title in controls)
    return (f"{count} attempts; stopped at level {summary}.\n" + "\n".join(table())
            + f"\n\n### What must work at every level\n\n{allowed}\n")


def main():
    with open(PATH, encoding="utf-8") as file:
        before, found, rest = file.read().partition(BEGIN)
    present, end, after = rest.partition(END)
    if not found or not end:
        sys.exit(f"docs/sandbox.md has lost its marks: {BEGIN!r} {END!r}")
    if sys.argv[1:] == ["--write"]:
        with open(PATH, "w", encoding="utf-8") as file:
            file.write(before + BEGIN + generated() + END + after)
        return
    wanted, present = generated().splitlines(), present.splitlines()
    if wanted != present:
        print(*difflib.unified_diff(present, wanted, "docs/sandbox.md", "test/escape", lineterm="", n=0), sep="\n")
        sys.exit("docs/sandbox.md and the table of test/escape differ: run test/escape/document.py --write")
    print(f"{len(wanted)} lines agree")


if __name__ == "__main__":
    main()
