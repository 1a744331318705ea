import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--known", type=int)
for name in sorted(["a", "b"]):
    parser.add_argument("--plugin-" + name)
print(vars(parser.parse_args()))
