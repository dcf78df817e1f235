#!/usr/bin/env python3
"""No source file is over 800 lines; those over 450 are listed. Generated files (.inc, .csv, .gen.*) are not source."""

import sys

import project

LIMIT, LISTED = 800, 450
FOLDERS = ["src", "include", "tests", "bench", "fuzz", "tools", "cmake", "python", "web/src"]
SUFFIXES = {".hpp", ".cpp", ".h", ".py", ".cmake", ".ts", ".svelte", ".css"}


def main():
    failures = 0
    paths = project.files(FOLDERS, SUFFIXES)
    paths = [path for path in paths if ".gen." not in path.name]
    for path in paths:
        with open(project.ROOT / path, encoding="utf-8") as source:
            lines = sum(1 for _ in source)
        if lines > LIMIT:
            print(f"{path}:{LIMIT + 1}: {lines} lines, more than {LIMIT}: divide it")
            failures += 1
        elif lines > LISTED:
            print(f"note: {path}: {lines} lines, more than {LISTED}")
    return project.report("sizes", failures, f"{len(paths)} files")


if __name__ == "__main__":
    sys.exit(main())
