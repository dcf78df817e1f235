"""What the checks share: the project's source files, their includes, a result cache, parallel runs."""

import concurrent.futures
import hashlib
import json
import os
import re
import shlex
import sys
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SKIPPED_FOLDERS = {"build", "node_modules", "__pycache__", ".git", ".cache"}


def files(folders, suffixes):
    """Paths relative to the root, sorted, of the files with one of `suffixes` in `folders`."""
    found = []
    for folder in folders:
        for directory, subfolders, names in os.walk(ROOT / folder):
            subfolders[:] = sorted(name for name in subfolders if name not in SKIPPED_FOLDERS)
            found += [Path(directory, name).relative_to(ROOT) for name in names if Path(name).suffix in suffixes]
    return sorted(found)


@lru_cache(maxsize=None)
def includes(path):
    """(line number, is_quoted, name) of each include in the file at `path`, relative to the root."""
    found = []
    for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            found.append((number, match[1] == '"', match[2]))
    return found


def resolve(path, name):
    """The project file that `name` included from `path` means, or None when it is not the project's."""
    for folder in (Path(path).parent, Path("src"), Path("include"), Path("tests")):
        candidate = folder / name
        if (ROOT / candidate).is_file():
            return Path(os.path.normpath(candidate))
    return None


@lru_cache(maxsize=None)
def closure(path):
    """The file and every project file that it includes, directly or not."""
    seen, queue = set(), [Path(path)]
    while queue:
        current = queue.pop()
        if current in seen:
            continue
        seen.add(current)
        for _, _, name in includes(current):
            target = resolve(current, name)
            if target is not None:
                queue.append(target)
    return sorted(seen)


def digest(path, *extra):
    """A hash of the file, all it includes of the project, and the strings of `extra`."""
    state = hashlib.sha256()
    for text in extra:
        state.update(str(text).encode() + b"\0")
    for part in closure(path):
        state.update(str(part).encode() + b"\0" + (ROOT / part).read_bytes())
    return state.hexdigest()


class PassedCache:
    """Remembers in a file which inputs passed, by hash. What failed is always run again."""

    def __init__(self, path):
        self.path = Path(path)
        try:
            self.passed = json.loads(self.path.read_text())
        except (OSError, ValueError):
            self.passed = {}

    def holds(self, name, key):
        return self.passed.get(str(name)) == key

    def store(self, results):
        """Replaces the content by `results`: {name: key} of what passed this time."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.path.with_suffix(".tmp")
        temporary.write_text(json.dumps(results, indent=0, sort_keys=True))
        temporary.replace(self.path)


def run_cached(title, jobs, run, cache_path):
    """Runs run(name) -> [finding] for each {name: key} that has not passed before with that key.

    Prints each finding and a summary line; returns the exit status."""
    cache = PassedCache(cache_path)
    passed = {str(name): key for name, key in jobs.items() if cache.holds(name, key)}
    todo = [name for name in jobs if str(name) not in passed]
    failures = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for name, findings in zip(todo, pool.map(run, todo)):
            for finding in findings:
                print(finding, flush=True)
            failures += len(findings)
            if not findings:
                passed[str(name)] = jobs[name]
    cache.store(passed)
    return report(title, failures, f"{len(jobs)} files, {len(todo)} of them new or changed")


def report(title, failures, scope):
    """The last line of every check, and its exit status."""
    verdict = "clean" if failures == 0 else f"{failures} finding{'s' if failures > 1 else ''}"
    print(f"{title}: {verdict} ({scope})")
    return 0 if failures == 0 else 1


def compile_commands(build):
    """{path relative to the root: [argument, ...]} from the build folder's compile_commands.json."""
    database = Path(build) / "compile_commands.json"
    if not database.is_file():
        return {}
    commands = {}
    for entry in json.loads(database.read_text()):
        path = Path(entry["directory"], entry["file"]).resolve()
        if path.is_relative_to(ROOT):
            commands[path.relative_to(ROOT)] = entry.get("arguments") or shlex.split(entry["command"])
    return commands


def units(commands):
    """{what the compiler is given: [source, ...]}: several sources where the build joins them in a unity file."""
    found = {}
    for unit in commands:
        if "Unity" in unit.parts:
            joined = [Path(name) for _, _, name in includes(unit)]
            found[unit] = [source.relative_to(ROOT) for source in joined if source.is_relative_to(ROOT)]
        else:
            found[unit] = [unit]
    return found


def include_flags(commands):
    """The -I and -isystem folders of all commands; the usual ones when there are no commands."""
    flags = [("-I", str(ROOT / "src")), ("-I", str(ROOT / "include")), ("-isystem", "/usr/include/eigen3")]
    for arguments in commands.values():
        for position, argument in enumerate(arguments):
            if argument.startswith("-I") and len(argument) > 2:
                flags.append(("-I", argument[2:]))
            elif argument == "-isystem":
                flags.append(("-isystem", arguments[position + 1]))
    return [part for flag in dict.fromkeys(flags) for part in flag]


def build_folder(arguments):
    """The build folder named on the command line, or build/release."""
    if len(arguments) > 2 or arguments[1:2] in (["--help"], ["-h"]):
        sys.exit(f"usage: {arguments[0]} [BUILD_FOLDER]")
    return Path(arguments[1]).resolve() if len(arguments) == 2 else ROOT / "build" / "release"
