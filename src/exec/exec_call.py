"""Imports a script and calls one of its functions with the words of a command line (ADR 0029). Started by PiRun, inside
the sandbox, as `python -c TEXT SCRIPT FUNCTION WORD...`. The words are those of the function's parameters: --name VALUE,
--flag and --no-flag for truths, a list by giving its name again. Types are those of the annotations.
Runs on Python 3.9 and later."""
import sys


def annotation_of(function, parameter):
    import typing
    try:
        hints = typing.get_type_hints(function)
    except Exception:  # names that exist for type checkers only: the text of the annotation says nothing then
        hints = {}
    found = hints.get(parameter.name, parameter.annotation)
    return str if found is parameter.empty or isinstance(found, str) else found


def convert_to(kinds, text):
    """TEXT as the first of KINDS that takes it."""
    for kind in kinds:
        try:
            return kind(text)
        except Exception:  # of whatever kind it is, this one does not take it
            continue
    raise ValueError(text)


def one_of(choices):
    """What makes the value that (word, value) of CHOICES names."""
    import argparse

    def read(text):
        for word, value in choices:
            if word == text:
                return value
        raise argparse.ArgumentTypeError("'%s' is none of %s" % (text, ", ".join(word for word, _ in choices)))
    return read


def of_truth(text):
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if text.lower() not in words:
        raise ValueError(text)
    return words[text.lower()]


def describe(kind):
    """(what makes a value of a text, is it a list and of which kind, its choices or None)."""
    import collections.abc
    import datetime
    import enum
    import json
    import typing
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return one_of([(str(value), value) for value in inner]), None, [str(value) for value in inner]
    if origin is typing.Union or type(kind).__name__ == "UnionType":
        kinds = [one for one in inner if one is not type(None)]
        if len(kinds) == 1:
            return describe(kinds[0])
        readers = [describe(one)[0] for one in kinds]
        return (lambda text: convert_to(readers, text)), None, None
    if origin in (list, tuple, set, frozenset, collections.abc.Sequence, collections.abc.Iterable,
                  collections.abc.Collection, collections.abc.MutableSequence):
        read, _, choices = describe(inner[0] if inner else str)
        return read, origin if isinstance(origin, type) and origin in (list, tuple, set, frozenset) else list, choices
    if kind in (list, tuple, set, frozenset):
        return str, kind, None
    if kind is dict or origin in (dict, collections.abc.Mapping):
        return json.loads, None, None
    if kind is bool:
        return of_truth, None, None
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return one_of([(str(member.value), member) for member in kind]), None, [str(member.value) for member in kind]
    if kind in (datetime.date, datetime.datetime, datetime.time):
        return kind.fromisoformat, None, None
    if isinstance(kind, type) and kind is not object:
        return kind, None, None
    return str, None, None


def guess(parameter):
    """The type of a parameter without an annotation, by its default."""
    value = parameter.default
    return type(value) if type(value) in (bool, int, float, str, list) else str


def add(parser, function, parameter):
    import argparse
    kind = guess(parameter) if parameter.annotation is parameter.empty else annotation_of(function, parameter)
    read, is_list, choices = describe(kind)
    shown = "{%s}" % ",".join(choices) if choices else None
    if parameter.kind is parameter.VAR_POSITIONAL:
        parser.add_argument(parameter.name, nargs="*", type=read, metavar=shown or parameter.name)
        return tuple
    more = {"dest": parameter.name, "required": parameter.default is parameter.empty, "default": argparse.SUPPRESS}
    flag = "--" + parameter.name.replace("_", "-")
    if read is of_truth and not is_list:
        parser.add_argument(flag, action=argparse.BooleanOptionalAction, **more)
    else:
        if is_list and parameter.default is parameter.empty:
            more["required"] = True
        parser.add_argument(flag, type=read, metavar=shown, action="append" if is_list else "store", **more)
    return is_list


def parse(function, script, words):
    """The positional and the named arguments of the call."""
    import argparse
    import inspect
    doc = inspect.getdoc(function) or ""
    parser = argparse.ArgumentParser(prog=script, description=doc.strip().split("\n\n")[0].replace("%", "%%"),
                                     allow_abbrev=False)
    parameters = inspect.signature(function).parameters.values()
    lists = {one.name: add(parser, function, one) for one in parameters if one.kind is not one.VAR_KEYWORD}
    given = vars(parser.parse_args(words))
    given = {name: lists[name](value) if lists.get(name) else value for name, value in given.items()}
    named, placed, rest = {}, [], []
    for one in parameters:
        if one.kind is one.VAR_POSITIONAL:
            rest = list(given.get(one.name, ()))
        elif one.name not in given:
            continue
        elif one.kind is one.POSITIONAL_ONLY:
            placed.append(given[one.name])
        else:
            named[one.name] = given[one.name]
    if rest:  # what stands before *rest must be placed, too
        for one in parameters:
            if one.kind is one.POSITIONAL_OR_KEYWORD:
                placed.append(named.pop(one.name, one.default))
    return placed + rest, named


def load(script):
    """The script as a module, as `import` would make it of a file beside the one that runs."""
    import importlib.util
    import os
    directory, name = os.path.split(script)
    sys.path[0] = directory
    sys.argv = [script]
    name = os.path.splitext(name)[0]
    spec = importlib.util.spec_from_file_location(name, script)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    keeps, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = keeps
    return module


def without_us(kind, error, trace):
    """A traceback begins in the script, not here."""
    while trace and trace.tb_frame.f_code.co_filename in ("<string>", "<frozen importlib._bootstrap>",
                                                          "<frozen importlib._bootstrap_external>"):
        trace = trace.tb_next
    sys.__excepthook__(kind, error.with_traceback(trace), trace)


def finish(result):
    """A whole number is the exit status, as of a program's main; any other result is printed as JSON."""
    import json
    if isinstance(result, int) and not isinstance(result, bool):
        sys.exit(result)
    if result is not None:
        print(json.dumps(result, default=str, ensure_ascii=False))


def start(script, name, words):
    import inspect
    sys.excepthook = without_us
    function = getattr(load(script), name, None)
    if not callable(function):
        sys.exit("%s: has no function %s() that could be called" % (script, name))
    placed, named = parse(function, script, words)
    result = function(*placed, **named)
    if inspect.iscoroutine(result):
        import asyncio
        result = asyncio.run(result)
    finish(result)


if __name__ == "__main__":
    start(sys.argv[1], sys.argv[2], sys.argv[3:])
