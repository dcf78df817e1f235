#!/usr/bin/env python3
"""Holds every include in src/ and include/ to the table in tools/layers.txt."""

import sys
from pathlib import Path

import project

TABLE = Path("tools/layers.txt")
SUFFIXES = {".hpp", ".cpp", ".h", ".inc"}
SYSTEM_FOLDERS = {"sys", "linux", "arpa", "netinet", "net"}
THIRD_PARTY_HEADERS = {"xxhash.h", "sqlite3.h", "httplib.h"}


def read_table(text):
    """{layer: (allowed layers, allowed libraries or None for any)}; raises ValueError with the line."""
    rules, lines = {}, {}
    for number, line in enumerate(text.splitlines(), 1):
        line = line.split("#", 1)[0].strip()
        if not line:
            continue
        name, colon, rest = line.partition(":")
        name = name.strip()
        if not colon or name in rules:
            raise ValueError(f"{TABLE}:{number}: expected `layer : layers [| libraries]`, each layer once")
        layers, bar, libraries = rest.partition("|")
        rules[name] = (set(layers.split()), set(libraries.split()) if bar else None)
        lines[name] = number
    for name, (layers, _) in rules.items():
        for unknown in sorted(layers - rules.keys()):
            raise ValueError(f"{TABLE}:{lines[name]}: {name} may include {unknown}, which is no layer of the table")
    return rules


def layer_of(path):
    """The layer that a project file belongs to."""
    if path.parts[0] == "include":
        return "include/trilat"
    return path.parts[1] if path.parts[0] == "src" and len(path.parts) > 2 else None


def library_of(name):
    """The third-party library of a header, or None for standard and system headers."""
    folder, slash, _ = name.partition("/")
    if slash:
        return None if folder in SYSTEM_FOLDERS else folder
    return name if name in THIRD_PARTY_HEADERS else None


def breach(rules, path, quoted, name):
    """What is wrong with including `name` from `path`, or None."""
    layer = layer_of(path)
    allowed, libraries = rules[layer]
    target = project.resolve(path, name)
    if target is None and name.startswith("trilat/"):  # the installed form of a core header
        target = project.resolve(path, name.removeprefix("trilat/"))
    if target is not None:
        other = layer_of(target)
        if other is None:
            return f"{layer} includes {target}, which belongs to no layer"
        if other == layer or other in allowed:
            return None
        return f"{layer} must not include {other} ({name}); it may include: {' '.join(sorted(allowed)) or 'nothing'}"
    if quoted:
        return f'"{name}" is no file of the project; write <{name}> for a library'
    library = library_of(name)
    if library is None or libraries is None or library in libraries:
        return None
    return f"{layer} must not include the library {library} (<{name}>); it may include: {' '.join(sorted(libraries))}"


def main():
    try:
        rules = read_table((project.ROOT / TABLE).read_text())
    except ValueError as error:
        print(error)
        return 1
    failures = 0
    paths = project.files(["src", "include"], SUFFIXES)
    for path in paths:
        if layer_of(path) not in rules:
            print(f"{path}:1: {layer_of(path) or path.parent} is not a layer of {TABLE}")
            failures += 1
            continue
        for number, quoted, name in project.includes(path):
            reason = breach(rules, path, quoted, name)
            if reason:
                print(f"{path}:{number}: {reason}")
                failures += 1
    return project.report("layers", failures, f"{len(paths)} files")


if __name__ == "__main__":
    sys.exit(main())
