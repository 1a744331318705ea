"""Writes the report of a week."""
import argparse
from pathlib import Path

LEVELS = ("debug", "info", "warning")


def main():
    parser = argparse.ArgumentParser(description="Write the report of a week.")
    parser.add_argument("source", help="where the rows come from")
    parser.add_argument("extra", nargs="*", help="further sources")
    parser.add_argument("-n", "--limit", type=int, default=50, help="most rows [%(default)s]")
    parser.add_argument("--mode", choices=["append", "replace"], default="append")
    parser.add_argument("--level", choices=LEVELS)
    parser.add_argument("--ratio", type=float, default=0.5)
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    parser.add_argument("--tag", action="append", default=[], help="may be given again")
    parser.add_argument("--days", nargs="+", type=int)
    parser.add_argument("--size", nargs=2, type=int, metavar="PIXELS")
    parser.add_argument("-v", "--verbose", action="count", default=0)
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    parser.add_argument("--no-cache", dest="cache", action="store_false")
    parser.add_argument("--color", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--version", action="version", version="1.0")
    args = parser.parse_args()
    print(vars(args))


if __name__ == "__main__":
    main()
