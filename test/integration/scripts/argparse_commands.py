import argparse

parser = argparse.ArgumentParser()
commands = parser.add_subparsers(dest="command", required=True)
add = commands.add_parser("add")
add.add_argument("name")
print(parser.parse_args())
