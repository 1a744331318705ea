"""Reads Python scripts without running them. Started by PiRun as `python -I -S`, which gets this text, with an interpreter
that the configuration names: nothing of a project is imported or executed here.

On stdin come questions, each a line of JSON and then "size" bytes; each is answered by one line of JSON on stdout:

    {"do": "form", "path": P, "size": N}                the arguments that the script P takes, as far as its text tells
    {"do": "check", "path": P, "size": N, "text": true}  errors and warnings; text: str in UTF-8, a coding line means nothing

Lines and columns count from 1, columns in characters. Runs on Python 3.9 and later with the standard library alone;
warnings need pyflakes of the distribution. Whoever writes a script may be hostile: memory is limited here, time by who asks.
"""
import ast
import json
import sys
import warnings

MEMORY = 384 * 1024 * 1024  # bytes of addresses: a dense file of 1 MiB takes 250 MiB
SECONDS = 10  # for one question, should nobody be there any more to end this process
PROBLEMS_MAX = 200
FIELDS_MAX = 200
CHOICES_MAX = 500
TEXT_MAX = 2000  # characters of a help text
DISTRIBUTION = "/usr/lib/python3/dist-packages"  # of Debian: pyflakes3
TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean", "complex": "string"}
PATHS = ("Path", "PurePath", "PosixPath", "FileType", "File")
LISTS = ("list", "List", "Sequence", "Iterable", "Collection", "tuple", "Tuple", "set", "Set", "MutableSequence")


class Unknown(Exception):
    """A value that only running the script would tell."""


def limit():
    import resource
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


# words of the tree

def name_of(node):
    """The dotted name that NODE is, or ""."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    parts.append(node.id)
    return ".".join(reversed(parts))


def last_of(node):
    return name_of(node).rpartition(".")[2]


def is_plain(value):
    return value is None or isinstance(value, (str, int, float, bool))


def plain(value):
    """VALUE as JSON holds it, or Unknown."""
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 2 ** 53 - 1:
        return str(value)
    if isinstance(value, str):
        if len(value) > TEXT_MAX or "\0" in value:
            raise Unknown()
        return value
    if is_plain(value):
        return value
    if isinstance(value, (list, tuple)) and len(value) <= CHOICES_MAX and all(is_plain(item) for item in value):
        return [plain(item) for item in value]
    if isinstance(value, (bytes, complex)) or value is ...:
        raise Unknown()
    raise Unknown()


def cut(text):
    text = " ".join(text.split()).replace("\0", "")
    return text if len(text) <= TEXT_MAX else text[:TEXT_MAX - 1] + "\u2026"


class Values:
    """Constants of the file: names that are assigned once, at the top, from what can be read."""

    def __init__(self, tree):
        self.names, self.enums, counts = {}, {}, {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
                counts[node.id] = counts.get(node.id, 0) + 1
        for node in tree.body:
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                self.note(node.targets[0].id, node.value, counts)
            elif isinstance(node, ast.AnnAssign) and node.value and isinstance(node.target, ast.Name):
                self.note(node.target.id, node.value, counts)
            elif isinstance(node, ast.ClassDef):
                self.note_enum(node)

    def note(self, name, value, counts):
        if counts.get(name) == 1:
            try:
                self.names[name] = self.read(value)
            except Unknown:
                pass

    def note_enum(self, node):
        if not any(last_of(base) in ("Enum", "StrEnum", "IntEnum") for base in node.bases):
            return
        members = {}
        for line in node.body:
            if isinstance(line, ast.Assign) and len(line.targets) == 1 and isinstance(line.targets[0], ast.Name):
                try:
                    members[line.targets[0].id] = self.read(line.value)
                except Unknown:
                    if last_of(getattr(line.value, "func", None)) != "auto":
                        return
                    members[line.targets[0].id] = (line.targets[0].id.lower()
                                                   if any(last_of(b) == "StrEnum" for b in node.bases)
                                                   else len(members) + 1)
        if members and all(isinstance(value, (str, int)) for value in members.values()):
            self.enums[node.name] = members

    def read(self, node):
        """The value of NODE, from literals and names of literals. Unknown: only running it would tell."""
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name) and node.id in self.names:
            return self.names[node.id]
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            members = self.enums.get(node.value.id, {})
            if node.attr in members:
                return members[node.attr]
        if isinstance(node, ast.Attribute) and node.attr == "value":
            return self.read(node.value)
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            return [self.read(item) for item in node.elts]
        if isinstance(node, ast.Dict) and all(node.keys):
            return {self.read(key): self.read(value) for key, value in zip(node.keys, node.values)}
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
            value = self.read(node.operand)
            if isinstance(value, (int, float)):
                return -value if isinstance(node.op, ast.USub) else value
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mult)):
            return self.join(node)
        if isinstance(node, ast.Call):
            return self.call(node)
        raise Unknown()

    def join(self, node):
        left, right = self.read(node.left), self.read(node.right)
        if isinstance(node.op, ast.Add) and type(left) is type(right) and isinstance(left, (str, list)):
            return left + right
        numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        if numbers and abs(left) < 2 ** 40 and abs(right) < 2 ** 40:
            return left + right if isinstance(node.op, ast.Add) else left * right
        raise Unknown()

    def call(self, node):
        name = last_of(node.func)
        if name in PATHS and len(node.args) == 1 and not node.keywords:
            return self.read(node.args[0])
        if name in ("list", "tuple", "sorted", "set") and len(node.args) == 1:
            value = self.read(node.args[0])
            return sorted(value) if name == "sorted" and isinstance(value, list) else value
        if name == "range" and 1 <= len(node.args) <= 3 and not node.keywords:
            bounds = [self.read(item) for item in node.args]
            if all(isinstance(item, int) for item in bounds) and bounds[-1] != 0:
                numbers = range(*bounds)
                if len(numbers) <= CHOICES_MAX:
                    return list(numbers)
        raise Unknown()


class Form:
    def __init__(self, kind):
        self.kind, self.fields, self.problems, self.description = kind, [], [], ""
        self.is_certain = True
        self.has_prefixes = False  # --lim is taken for --limit
        self.other_flags = []  # that are no fields: help, version

    def doubt(self, node, text):
        """Something that the form cannot show as it is: then nothing is refused by it."""
        self.is_certain = False
        self.note(node, text)

    def note(self, node, text):
        if len(self.problems) < PROBLEMS_MAX:
            self.problems.append({"line": getattr(node, "lineno", 1), "message": cut(text)})

    def json(self):
        return {"kind": self.kind, "is_certain": self.is_certain and self.kind in ("argparse", "main"),
                "has_prefixes": self.has_prefixes, "description": self.description, "fields": self.fields,
                "other_flags": self.other_flags, "problems": self.problems}


def field(name, **keys):
    made = {"name": name, "type": "string", "is_required": False, "is_list": False, "is_positional": False}
    made.update({key: value for key, value in keys.items() if value is not None})
    return made


def longest(flags):
    """The flag that is written: the first long one, as argparse and click name the value."""
    return next((flag for flag in flags if flag.startswith("--")), flags[0])


def keywords_of(call, form, what):
    found = {}
    for keyword in call.keywords:
        if keyword.arg is None:
            form.doubt(call, "%s takes arguments from a dictionary that only running the script would tell" % what)
        else:
            found[keyword.arg] = keyword.value
    return found


def read_or(values, node, fallback=None):
    try:
        return values.read(node) if node is not None else fallback
    except Unknown:
        return fallback


def put_default(made, values, node):
    """The default as far as the text tells it."""
    if node is None:
        return
    try:
        value = plain(values.read(node))
        if value is not None:
            made["default"] = value
    except Unknown:
        made["default_text"] = cut(ast.unparse(node))


def put_choices(made, values, node, form):
    if node is None:
        return
    try:
        choices = values.read(node)
        if isinstance(choices, dict):
            choices = list(choices)
        choices = plain(choices)
        if isinstance(choices, str):
            choices = list(choices)
        if not isinstance(choices, list) or not choices:
            raise Unknown()
        made["enum"] = choices
    except Unknown:
        name = last_of(node)
        if isinstance(node, ast.Name) and name in values.enums:
            made["enum"] = list(values.enums[name].values())
        else:
            form.note(node, "the choices of '%s' are not read: %s" % (made["name"], ast.unparse(node)))


# argparse

class Argparse(ast.NodeVisitor):
    """All calls that make up one parser. What is made in a loop, under a condition or from names that cannot be read
    is told, and makes the form uncertain."""

    ADDERS = ("add_argument_group", "add_mutually_exclusive_group")

    def __init__(self, values):
        self.values, self.form = values, Form("argparse")
        self.parsers, self.depth, self.is_parsed, self.order = [], 0, False, []
        self.owners = set()

    @staticmethod
    def is_parser(call):
        return isinstance(call, ast.Call) and last_of(call.func) == "ArgumentParser"

    def visit_Assign(self, node):
        if len(node.targets) == 1 and isinstance(node.value, ast.Call):
            target = name_of(node.targets[0])
            function = node.value.func
            made_by = function.attr if isinstance(function, ast.Attribute) else ""
            if self.is_parser(node.value) or made_by in self.ADDERS:
                self.owners.add(target)
        self.generic_visit(node)

    def under(self, node):
        self.depth += 1
        self.generic_visit(node)
        self.depth -= 1

    visit_For = visit_While = visit_Try = visit_IfExp = visit_AsyncFor = under
    visit_ListComp = visit_GeneratorExp = visit_Lambda = visit_SetComp = visit_DictComp = under

    def visit_If(self, node):
        if is_guard(node.test):
            self.generic_visit(node)
        else:
            self.under(node)

    def visit_Call(self, node):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if self.is_parser(node):
            self.make(node)
        elif name == "add_argument" and self.is_ours(node.func.value):
            self.add(node)
        elif name in ("add_subparsers", "add_parser"):
            self.form.doubt(node, "subcommands cannot be shown as a form: write the arguments as a line")
        elif name in ("parse_known_args", "parse_known_intermixed_args"):
            self.is_parsed = True
            self.form.doubt(node, "arguments that the script does not name are taken too")
        elif name in ("parse_args", "parse_intermixed_args"):
            self.parse(node)
        elif name == "add_mutually_exclusive_group":
            self.form.note(node, "of the arguments of a group only one can be given")
        elif name in ("register", "_add_action", "add_argument_actions"):
            self.form.doubt(node, "'%s' changes how arguments are read" % name)
        for argument in list(node.args) + [keyword.value for keyword in node.keywords]:
            if isinstance(argument, ast.Name) and argument.id in self.owners:
                self.form.doubt(node, "'%s' is given the parser and may add arguments" % (name_of(node.func) or "a call"))
        self.generic_visit(node)

    def visit_Attribute(self, node):
        if name_of(node) == "sys.argv" and isinstance(node.ctx, (ast.Store, ast.Del)):
            self.form.doubt(node, "the script changes sys.argv")
        self.generic_visit(node)

    def visit_Subscript(self, node):
        if name_of(node.value) == "sys.argv" and isinstance(node.ctx, (ast.Store, ast.Del)):
            self.form.doubt(node, "the script changes sys.argv")
        self.generic_visit(node)

    def is_ours(self, node):
        """Is it a parser's: a name, or the value of a call that makes a group."""
        while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in self.ADDERS:
            node = node.func.value
        return bool(name_of(node)) or self.is_parser(node)

    def make(self, node):
        self.parsers.append(node)
        if self.depth:
            self.form.doubt(node, "the parser is made under a condition")
        known = keywords_of(node, self.form, "the parser")
        text = read_or(self.values, known.get("description"), "")
        if isinstance(text, str) and not self.form.description:
            self.form.description = cut(text)
        for name in ("parents", "fromfile_prefix_chars", "prefix_chars", "argument_default", "conflict_handler"):
            if name in known:
                self.form.doubt(node, "'%s' of the parser changes how arguments are read" % name)
        self.form.has_prefixes = read_or(self.values, known.get("allow_abbrev"), True) is not False
        if read_or(self.values, known.get("add_help"), True) is not False:
            self.form.other_flags += ["-h", "--help"]
        if any(keyword.arg is None for keyword in node.keywords):
            self.form.has_prefixes = True

    def parse(self, node):
        self.is_parsed = True
        given = list(node.args) + [keyword.value for keyword in node.keywords if keyword.arg == "args"]
        if given and not isinstance(given[0], ast.Name) and ast.unparse(given[0]) not in ("sys.argv[1:]", "None"):
            self.form.doubt(node, "the script does not parse its own arguments, but %s" % ast.unparse(given[0]))

    def add(self, node):
        form, values = self.form, self.values
        if len(form.fields) >= FIELDS_MAX:
            form.doubt(node, "more than %d arguments are not shown" % FIELDS_MAX)
            return
        known = keywords_of(node, form, "an argument")
        try:
            names = [values.read(item) for item in node.args]
            if not names or not all(isinstance(item, str) and item for item in names):
                raise Unknown()
        except Unknown:
            form.doubt(node, "the name of an argument is not read: %s" % ast.unparse(node))
            return
        if self.depth:
            form.doubt(node, "'%s' is added in a loop or under a condition" % names[0])
        is_positional = not names[0].startswith("-")
        dest = read_or(values, known.get("dest"))
        flag = None if is_positional else longest(names)
        name = dest if isinstance(dest, str) else names[0] if is_positional else flag.lstrip("-").replace("-", "_")
        made = field(name, flag=flag, is_positional=is_positional)
        if not is_positional:
            made["flags"] = names
        self.describe(made, known)
        if self.act(made, known, node):
            form.fields.append(made)

    def describe(self, made, known):
        text = read_or(self.values, known.get("help"))
        if isinstance(text, str):
            default = made.get("default", read_or(self.values, known.get("default")))
            made["help"] = cut(text.replace("%(default)s", str(default)).replace("%%", "%"))
        elif "SUPPRESS" in ast.unparse(known["help"]) if "help" in known else False:
            made["is_hidden"] = True
        metavar = read_or(self.values, known.get("metavar"))
        if isinstance(metavar, str):
            made["metavar"] = cut(metavar)

    def act(self, made, known, node):
        """What kind of argument it is. False: no field."""
        action = read_or(self.values, known.get("action"), "store" if "action" not in known else None)
        if action is None and last_of(known["action"]) == "BooleanOptionalAction":
            action = "boolean_optional"
        if action in ("help", "version"):
            self.form.other_flags += made.get("flags", [])
            return False
        if action in ("store_true", "store_false", "store_const", "append_const", "boolean_optional"):
            return self.switch(made, known, action)
        if action == "count":
            made.update(type="integer", is_count=True)
            put_default(made, self.values, known.get("default"))
            return True
        if action not in ("store", "append", "extend"):
            self.form.doubt(node, "'%s' has an action of its own" % made["name"])
        self.take_values(made, known, node, action)
        return True

    def switch(self, made, known, action):
        made["type"] = "boolean"
        default = read_or(self.values, known.get("default"), action == "store_false")
        made["default"] = bool(default)
        if action == "boolean_optional":
            longs = [flag for flag in made["flags"] if flag.startswith("--")]
            made["flag_off"] = "--no-" + longs[0][2:] if longs else None
            made["flags"] = made["flags"] + ["--no-" + flag[2:] for flag in longs]
            made["is_required"] = read_or(self.values, known.get("required"), False) is True
            if "default" not in known:
                del made["default"]
            made["flag_off"] or made.pop("flag_off")
        elif action == "store_false":
            made["flag_off"] = made.pop("flag")
        return True

    def take_values(self, made, known, node, action):
        values, form = self.values, self.form
        self.convert(made, known, node)
        put_choices(made, values, known.get("choices"), form)
        put_default(made, values, known.get("default"))
        nargs = read_or(values, known.get("nargs"), None if "nargs" not in known else "unknown")
        if last_of(known.get("nargs")) in ("REMAINDER", "ZERO_OR_MORE", "ONE_OR_MORE", "OPTIONAL", "PARSER", "SUPPRESS"):
            nargs = {"ZERO_OR_MORE": "*", "ONE_OR_MORE": "+", "OPTIONAL": "?"}.get(last_of(known["nargs"]), "...")
        least, most = 1, 1
        if nargs in ("...", "A...", "unknown"):
            form.doubt(node, "'%s' takes an unusual number of values" % made["name"])
            least, most = 0, None
        elif nargs in ("?", "*", "+"):
            least, most = (1 if nargs == "+" else 0), (1 if nargs == "?" else None)
        elif isinstance(nargs, int) and not isinstance(nargs, bool):
            least = most = nargs
        made["is_list"] = most != 1 or isinstance(nargs, int) or action in ("append", "extend")
        made["is_repeated"] = action == "append" or (action == "extend" and most == 1)
        if action == "append" and (most != 1 or isinstance(nargs, int)):
            form.doubt(node, "'%s' is a list of lists" % made["name"])
        if (made["is_list"] or least == 0) and not made["is_repeated"]:
            made["min_count"] = least
            if most is not None and made["is_list"]:
                made["max_count"] = most
        if made["is_positional"]:
            made["is_required"] = least > 0 and nargs != "..."
        else:
            made["is_required"] = read_or(values, known.get("required"), False) is True

    def convert(self, made, known, node):
        """The type. One of the script's own takes what it takes: its values are not judged here."""
        given = known.get("type")
        if given is None:
            return
        name = last_of(given) or last_of(getattr(given, "func", None))
        if name in ("str", "int", "float"):
            made["type"] = TYPES[name]
        elif name in PATHS:
            made["format"] = "path"
            made["is_loose"] = name == "FileType"
        else:
            made["is_loose"] = True
            if name == "bool":
                self.form.note(node, "'type=bool' of '%s' takes every text but an empty one for true" % made["name"])

    def finish(self):
        form = self.form
        if len(self.parsers) > 1:
            form.doubt(self.parsers[1], "there are %d parsers" % len(self.parsers))
        if not self.is_parsed:
            form.doubt(self.parsers[0], "nothing in this file parses the arguments")
        form.other_flags = form.other_flags[:FIELDS_MAX]
        return form


# annotations, of main() and of typer

class Hints:
    def __init__(self, values):
        self.values = values

    def read(self, node, made, form):
        """What the annotation NODE says, into MADE. Returns what Annotated adds."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            try:
                node = ast.parse(node.value, mode="eval").body
            except (SyntaxError, ValueError):
                return []
        if node is None or (isinstance(node, ast.Constant) and node.value is None):
            return []
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return self.union([node.left, node.right], made, form)
        if isinstance(node, ast.Subscript):
            return self.subscript(node, made, form)
        self.plain(node, made, form)
        return []

    def plain(self, node, made, form):
        name = last_of(node)
        if name in TYPES:
            made["type"] = TYPES[name]
        elif name in PATHS:
            made["format"] = "path"
        elif name in ("date", "datetime", "time"):
            made["format"] = "date-time" if name == "datetime" else name
        elif name in self.values.enums:
            made["enum"] = list(self.values.enums[name].values())
        elif name in LISTS:
            made["is_list"] = True
        elif name in ("dict", "Dict", "Mapping"):
            made["format"] = "json"
        elif name not in ("Any", "object", ""):
            made["is_loose"] = True
            form.note(node, "the type '%s' of '%s' is shown as text" % (name, made["name"]))

    def union(self, nodes, made, form):
        others = [node for node in nodes if not (isinstance(node, ast.Constant) and node.value is None)]
        if len(others) != len(nodes):
            made["is_optional"] = True
        if len(others) == 1:
            return self.read(others[0], made, form)
        if others:
            made["is_loose"] = True
            form.note(others[0], "one of several types of '%s' is shown as text" % made["name"])
        return []

    def subscript(self, node, made, form):
        name = last_of(node.value)
        items = list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name == "Optional":
            made["is_optional"] = True
            return self.read(items[0], made, form)
        if name == "Union":
            return self.union(items, made, form)
        if name == "Annotated":
            more = self.read(items[0], made, form)
            return more + items[1:]
        if name == "Literal":
            put_choices(made, self.values, ast.List(elts=items, ctx=ast.Load(), lineno=node.lineno), form)
            kinds = {type(item) for item in made.get("enum", [])}
            if kinds == {int}:
                made["type"] = "integer"
        elif name in LISTS:
            made["is_list"] = True
            self.read(items[0], made, form)
        elif name in ("dict", "Dict", "Mapping"):
            made["format"] = "json"
        else:
            self.plain(node.value, made, form)
        return []


def documented(text):
    """Name -> help, of the parameters in a docstring: Google's, reST's and NumPy's ways."""
    import re
    found = {}
    for line in (text or "").splitlines():
        match = (re.match(r"\s*:param (?:\w+ )?(\w+):\s*(\S.*)", line)
                 or re.match(r"\s+(\w+)(?:\s*\([^)]*\))?\s*:\s+(\S.*)", line))
        if match:
            found.setdefault(match.group(1), cut(match.group(2)))
    lines = (text or "").splitlines()
    for at, line in enumerate(lines[:-1]):
        match = re.match(r"\s*(\w+)\s*:\s*\S+", line)
        if match and lines[at + 1].strip() and len(lines[at + 1]) - len(lines[at + 1].lstrip()) > len(line) - len(line.lstrip()):
            found[match.group(1)] = cut(lines[at + 1])
    return found


def summary(text):
    return cut((text or "").strip().split("\n\n")[0])


def parameters(function):
    """(argument, default or None) of all parameters that have a name."""
    given = function.args
    ordered = given.posonlyargs + given.args
    defaults = [None] * (len(ordered) - len(given.defaults)) + list(given.defaults)
    return list(zip(ordered, defaults)) + list(zip(given.kwonlyargs, given.kw_defaults))


# main()

def is_guard(test):
    return (isinstance(test, ast.Compare) and any(isinstance(node, ast.Name) and node.id == "__name__"
                                                   for node in [test.left] + test.comparators))


def uses_main(tree, main):
    """Might the file call main() by itself when it is run? Then it is left to do so."""
    own = {id(node) for node in ast.walk(main)}
    return any(isinstance(node, ast.Name) and node.id in ("main", "__name__") and id(node) not in own
               for node in ast.walk(tree))


def read_main(tree, values):
    mains = [node for node in tree.body
             if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == "main"]
    if len(mains) != 1 or mains[0].decorator_list or uses_main(tree, mains[0]):
        return None
    main, form = mains[0], Form("main")
    text = ast.get_docstring(main)
    form.description, helps, hints = summary(text), documented(text), Hints(values)
    if main.args.kwarg:
        form.doubt(main, "'**%s' cannot be shown as a form" % main.args.kwarg.arg)
    for argument, default in parameters(main)[:FIELDS_MAX]:
        form.fields.append(main_field(argument, default, values, hints, helps, form))
    if main.args.vararg:
        made = field(main.args.vararg.arg, is_positional=True, is_list=True, min_count=0,
                     help=helps.get(main.args.vararg.arg))
        hints.read(main.args.vararg.annotation, made, form)
        made.update(is_list=True)
        form.fields.append(made)
    form.other_flags = ["-h", "--help"]
    return form


def main_field(argument, default, values, hints, helps, form):
    flag = "--" + argument.arg.replace("_", "-")
    made = field(argument.arg, flag=flag, flags=[flag], help=helps.get(argument.arg))
    hints.read(argument.annotation, made, form)
    if argument.annotation is None and default is not None:
        guess(made, values, default)
    put_default(made, values, default)
    is_optional = made.pop("is_optional", False)
    made["is_required"] = default is None
    if made["type"] == "boolean" and not made["is_list"]:
        made["flag_off"] = "--no-" + flag[2:]
        made["flags"] = [flag, made["flag_off"]]
    if made["is_list"]:
        made.update(is_repeated=True, min_count=0)
    if is_optional:
        made["is_nullable"] = True
    return made


def guess(made, values, default):
    """Without an annotation the default tells the type, where it is plain."""
    value = read_or(values, default)
    for kind, name in ((bool, "boolean"), (int, "integer"), (float, "number")):
        if isinstance(value, kind):
            made["type"] = name
            return
    if isinstance(value, list):
        made["is_list"] = True


# click and typer

CLICK_TYPES = {"INT": "integer", "FLOAT": "number", "BOOL": "boolean", "STRING": "string", "IntRange": "integer",
               "FloatRange": "number", "int": "integer", "float": "number", "bool": "boolean", "str": "string"}


def decorators(function, names):
    found = []
    for node in function.decorator_list:
        call = node.func if isinstance(node, ast.Call) else node
        if last_of(call) in names:
            found.append((last_of(call), node))
    return found


def functions_of(tree):
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def read_click(tree, values):
    form = Form("click")
    functions = functions_of(tree)
    commands = [node for node in functions if decorators(node, ("command",))]
    groups = [node for node in functions if decorators(node, ("group",))]
    if groups or len(commands) > 1:
        form.doubt((groups or commands)[0], "subcommands cannot be shown as a form: write the arguments as a line")
        return form
    if not commands:
        return None
    command = commands[0]
    form.description = summary(ast.get_docstring(command))
    defaults = {argument.arg: default for argument, default in parameters(command) if default is not None}
    for kind, node in decorators(command, ("option", "argument", "version_option", "help_option"))[:FIELDS_MAX]:
        if isinstance(node, ast.Call) and kind in ("option", "argument"):
            made = click_field(kind, node, values, form, defaults)
            if made:
                form.fields.append(made)
    return form


def click_field(kind, node, values, form, defaults):
    known = keywords_of(node, form, "an option")
    names = [read_or(values, item) for item in node.args]
    if not names or not all(isinstance(item, str) and item for item in names):
        form.doubt(node, "the name of an option is not read: %s" % ast.unparse(node))
        return None
    if kind == "argument":
        made = field(names[0], is_positional=True)
    else:
        made = click_flags(names)
    click_type(made, known, values, form)
    text = read_or(values, known.get("help"))
    if isinstance(text, str):
        made["help"] = cut(text)
    put_default(made, values, known.get("default", defaults.get(made["name"])))
    click_count(made, known, values, kind)
    if kind == "argument" and made["is_list"]:
        made["is_required"] = made["min_count"] > 0
    return made


def click_flags(names):
    flags = [part.strip() for name in names if name.startswith("-") for part in name.split("/")]
    offs = [name.split("/")[1].strip() for name in names if name.startswith("-") and "/" in name]
    ons = [name.split("/")[0].strip() for name in names if name.startswith("-")]
    plain_names = [name for name in names if not name.startswith("-")]
    flag = longest(ons) if ons else None
    name = plain_names[0] if plain_names else (flag or "value").lstrip("-").replace("-", "_").lower()
    made = field(name, flag=flag, flags=flags)
    if offs:
        made.update(type="boolean", flag_off=longest(offs))
    return made


def click_type(made, known, values, form):
    given = known.get("type")
    if read_or(values, known.get("is_flag")) is True:
        made["type"] = "boolean"
    if read_or(values, known.get("count")) is True:
        made.update(type="integer", is_count=True)
    if given is None:
        if made["type"] == "string" and "default" in known:
            guess(made, values, known["default"])
            if made["type"] == "boolean" and "flag_off" not in made and "is_flag" not in known:
                made["type"] = "boolean"
        return
    name = last_of(given) or last_of(getattr(given, "func", None))
    if name in CLICK_TYPES:
        made["type"] = CLICK_TYPES[name]
    elif name == "Choice" and isinstance(given, ast.Call) and given.args:
        put_choices(made, values, given.args[0], form)
    elif name in PATHS:
        made["format"] = "path"
    elif name == "DateTime":
        made["format"] = "date-time"
    else:
        made["is_loose"] = True


def click_count(made, known, values, kind):
    required = read_or(values, known.get("required"))
    has_default = "default" in made or "default_text" in made
    made["is_required"] = required is True if kind == "option" else required is not False and not has_default
    nargs = read_or(values, known.get("nargs"), 1)
    if read_or(values, known.get("multiple")) is True:
        made.update(is_list=True, is_repeated=True, min_count=0)
    elif nargs == -1:
        made.update(is_list=True, min_count=1 if required is True else 0)
    elif isinstance(nargs, int) and nargs > 1:
        made.update(is_list=True, min_count=nargs, max_count=nargs)


def read_typer(tree, values):
    form = Form("typer")
    functions = functions_of(tree)
    commands = [node for node in functions if decorators(node, ("command", "callback"))]
    run = [call.args[0].id for call in ast.walk(tree) if isinstance(call, ast.Call) and name_of(call.func) in ("typer.run", "run")
           and len(call.args) == 1 and isinstance(call.args[0], ast.Name)]
    if not commands:
        commands = [node for node in functions if node.name in run]
    if len(commands) > 1 or any("add_typer" == last_of(call.func) for call in ast.walk(tree) if isinstance(call, ast.Call)):
        form.doubt(commands[0] if commands else tree, "subcommands cannot be shown as a form: write the arguments as a line")
        return form
    if not commands:
        return None
    command, hints = commands[0], Hints(values)
    text = ast.get_docstring(command)
    form.description, helps = summary(text), documented(text)
    for argument, default in parameters(command)[:FIELDS_MAX]:
        made = typer_field(argument, default, values, hints, form)
        if made:
            made.setdefault("help", helps.get(argument.arg)) or made.pop("help")
            form.fields.append(made)
    return form


def typer_field(argument, default, values, hints, form):
    made = field(argument.arg)
    extra = hints.read(argument.annotation, made, form)
    if last_of(argument.annotation) == "Context":
        return None
    about = next((node for node in extra if isinstance(node, ast.Call) and last_of(node.func) in ("Option", "Argument")), None)
    is_called = isinstance(default, ast.Call) and last_of(default.func) in ("Option", "Argument")
    if is_called:
        about, default = default, default.args[0] if default.args else None
        if isinstance(default, ast.Constant) and default.value is ...:
            default = None
        names = about.args[1:]
    else:
        names = about.args if about else []
    kind = last_of(about.func) if about else ("Argument" if default is None else "Option")
    known = keywords_of(about, form, "an option") if about else {}
    default = known.get("default", default)
    is_required = default is None
    typer_place(made, kind, [read_or(values, item) for item in names])
    text = read_or(values, known.get("help"))
    if isinstance(text, str):
        made["help"] = cut(text)
    put_default(made, values, default)
    made.pop("is_optional", None)
    if made["is_list"]:
        made.update(min_count=1 if is_required else 0)
        made["is_repeated"] = kind == "Option"
    made["is_required"] = is_required
    return made


def typer_place(made, kind, names):
    if kind == "Argument":
        made["is_positional"] = True
        return
    flags = [name for name in names if isinstance(name, str) and name.startswith("-")]
    own = "--" + made["name"].replace("_", "-")
    if not flags and made["type"] == "boolean" and not made["is_list"]:
        flags = [own + "/--no-" + own[2:]]
    shown = click_flags(flags or [own])
    made.update({key: shown[key] for key in ("flag", "flags", "flag_off") if key in shown})


# questions

def imports(tree):
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").partition(".")[0])
    return found


def find_form(tree):
    values, known = Values(tree), imports(tree)
    form = None
    if "argparse" in known and any(Argparse.is_parser(node) for node in ast.walk(tree)):
        reader = Argparse(values)
        reader.visit(tree)
        form = reader.finish()
    if form is None and "typer" in known:
        form = read_typer(tree, values)
    if form is None and "click" in known:
        form = read_click(tree, values)
    if form is None:
        form = read_main(tree, values)
    return form or Form("none")


def answer_form(source, path):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source, path)
    except SyntaxError as error:
        form = Form("none").json()
        form["problems"] = [{"line": error.lineno or 1, "message": "the script cannot be read: " + cut(str(error.msg))}]
        return form
    return find_form(tree).json()


def character(lines, line, offset):
    """The column of OFFSET bytes of UTF-8 into LINE."""
    if not 1 <= line <= len(lines):
        return 1
    return len(lines[line - 1].encode("utf-8", "replace")[:offset].decode("utf-8", "ignore")) + 1


def problem_of(error):
    made = {"line": max(error.lineno or 1, 1), "column": max(error.offset or 1, 1), "severity": "error",
            "message": cut(str(error.msg)), "source": "python"}
    end_line, end_column = getattr(error, "end_lineno", None), getattr(error, "end_offset", None)
    if end_line and end_column and (end_line, end_column) > (made["line"], made["column"]):
        made.update(end_line=end_line, end_column=end_column)
    return made


def flakes(tree, lines):
    if DISTRIBUTION not in sys.path:
        sys.path.append(DISTRIBUTION)
    try:
        from pyflakes import checker
    except ImportError:
        return None
    return [{"line": message.lineno, "column": character(lines, message.lineno, message.col), "severity": "warning",
             "message": cut(message.message % message.message_args), "source": "pyflakes"}
            for message in checker.Checker(tree, filename="script").messages]


def answer_check(source, path):
    problems, tool = [], "ast"
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            tree = ast.parse(source, path)
            compile(source, path, "exec", dont_inherit=True)
        problems = {(one.lineno or 1, str(one.message)): {"line": one.lineno or 1, "column": 1, "severity": "warning",
                    "message": cut(str(one.message)), "source": "python"} for one in caught}
        problems = list(problems.values())
        text = source if isinstance(source, str) else source.decode("utf-8", "replace")
        more = flakes(tree, text.splitlines())
        if more is not None:
            tool, problems = "pyflakes", problems + more
    except SyntaxError as error:
        problems = [problem_of(error)]
    problems.sort(key=lambda one: (one["line"], one["column"]))
    return {"problems": problems[:PROBLEMS_MAX], "tool": tool}


def answer(question, source):
    if question.get("text"):
        source = source.decode("utf-8", "replace")
    work = {"form": answer_form, "check": answer_check}[question["do"]]
    try:
        return work(source, question.get("path") or "script")
    except (RecursionError, MemoryError) as error:
        what = "nested too deeply" if isinstance(error, RecursionError) else "too large"
        return {"error": "the script cannot be read: it is %s" % what, "code": "invalid"}
    except (ValueError, LookupError, OverflowError) as error:  # NUL bytes, unknown codings, numbers of 5,000 digits
        return {"error": "the script cannot be read: %s" % cut(str(error)), "code": "invalid"}


def clean(value):
    """VALUE without what JSON cannot tell strictly: halves of pairs, NUL."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    if isinstance(value, list):
        return [clean(item) for item in value]
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}
    return value


def serve(reader, writer):
    from _signal import alarm
    while True:
        alarm(0)
        line = reader.readline()
        if not line:
            return
        alarm(SECONDS)
        question = json.loads(line)
        source = reader.read(question["size"])
        if len(source) != question["size"]:
            return
        reply = answer(question, source)
        del source
        try:
            text = json.dumps(clean(reply), allow_nan=False)
        except (RecursionError, MemoryError, ValueError):
            text = '{"error": "the script cannot be read: it is too large", "code": "invalid"}'
        writer.write(text.encode("ascii", "replace") + b"\n")
        writer.flush()


if __name__ == "__main__":
    limit()
    serve(sys.stdin.buffer, sys.stdout.buffer)
