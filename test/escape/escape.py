"""Goal: every known way out of the sandbox is tried for real, as each kind of user and at each level, and ends as the manual says.

    PIRUN=…/pirun escape.py --user user|root|owner --level full|namespaces|landlock|basic|off [NAME…]

user: an ordinary user runs the server. root: root does, over a project of root's. owner: root does, over another user's project.
Prints a line for each attempt, and `NOT STOPPED level: attempt: why` for what this level lets through.

Rows of the list in the design that are not here: 3 4 5 35 (file API) and 41 (proxy) belong to parts that do not exist yet;
10 to 20, 23 to 25 are test/integration/test_abuse.py; 56 58 are prepared.py; 57 is what a project is for; 60 is
test_restart.py, 62 is test_door.py.
"""

import argparse
import os
import sys

import users

USAGE_SKIP = 77


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--user", choices=users.KINDS, required=True)
    parser.add_argument("--level", required=True)
    parser.add_argument("names", nargs="*")
    asked = parser.parse_args()
    users.become(asked.user)  # before anything reads $PIRUN or makes a file
    import machine
    lack = machine.lacks(asked.level)
    if lack:
        print(f"SKIP level {asked.level}: {lack}")
        return USAGE_SKIP
    return Pass(asked).run()


class Pass:
    def __init__(self, asked):
        import attempts  # noqa: F401
        import machine
        from attempts.base import REGISTER
        for name in [n for n, a in REGISTER.items() if asked.names and n not in asked.names
                     or a.users and asked.user not in a.users]:
            del REGISTER[name]
        self.level, self.user, self.register = asked.level, asked.user, REGISTER
        self.abi = machine.landlock_abi()
        self.wrong, self.open = [], []

    def run(self):
        from host import Host
        host = Host(self.level, users.OWNER if self.user == "owner" else None)
        try:
            records = host.carry_out()
            for name, record in records.items():
                self.judge(host, name, record)
            self.wrong += host.harm(records)
        finally:
            host.close()
        return self.conclude(len(records))

    def judge(self, host, name, record):
        attempt, output = self.register[name], host.output(record)
        expected = attempt.expected(self.level, self.abi, self.user)
        said = next((line[8:] for line in output.splitlines() if line.startswith("VERDICT ")), None)
        seen = host.witness(name, record)
        if seen is NotImplemented:
            seen = said if said is None or said.startswith("DONE") else None
        harm = host.touched(name, record) if seen is None else None
        happened = "open" if seen or harm else "stopped"
        why_ended = f"{record['reason']} {record.get('signal', '')}"
        print(f"{happened:8}{name}: {seen or harm or said or why_ended} [expected: {expected}; {record.get('duration_ms')} ms]")
        if record.get("sandbox", {}).get("level") != self.level and record["reason"] != "lost":
            self.wrong.append(f"{name} ran at level {record.get('sandbox', {}).get('level')}: {record.get('message')}")
        if said is None and not seen and attempt.witness not in ("lost", "outcome_changed"):
            self.wrong.append(f"{name} gave no verdict: {why_ended} {record.get('message', '')}\n{output[-2000:]}")
        elif said and said.startswith("ABSENT"):
            print(f"SKIP {name}: {said[7:]}")
        elif expected != "kernel" and happened != expected:
            self.wrong.append(f"{name} ({attempt.title}): expected {expected}, was {happened}: {seen or harm or said}")
        if happened == "open" and attempt.witness != "allowed":
            self.open.append(f"NOT STOPPED {self.level}: {name}: {attempt.why}")

    def conclude(self, count):
        print(*self.open, sep="\n")
        print(f"{count} attempts as {self.user} at level {self.level}: {len(self.open)} not stopped, {len(self.wrong)} wrong")
        for line in self.wrong:
            print("WRONG", line)
        return 1 if self.wrong else 0


if __name__ == "__main__":
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "integration"))
    sys.exit(main())
