#!/usr/bin/env python3
"""check_format.py [--fix]: the C++ code is as clang-format leaves it."""

import shutil
import subprocess
import sys

import project

FOLDERS = ["src", "include", "tests", "bench", "fuzz"]


def main():
    tool = shutil.which("clang-format")
    if tool is None:
        print("clang-format is not installed (Debian package clang-format)")
        return 1
    paths = [str(path) for path in project.files(FOLDERS, {".hpp", ".cpp", ".h"})]
    if sys.argv[1:] == ["--fix"]:
        return subprocess.run([tool, "-i", *paths], cwd=project.ROOT).returncode
    if not paths:
        return project.report("format", 0, "no files")
    done = subprocess.run([tool, "--dry-run", "-Werror", *paths], cwd=project.ROOT, capture_output=True, text=True)
    findings = {}  # the first place in each file says enough
    for line in done.stderr.splitlines():
        if ": error: " in line:
            findings.setdefault(line.split(":", 1)[0], line)
    if done.returncode != 0 and not findings:
        print(done.stderr.strip())
        findings["clang-format"] = ""
    for line in filter(None, findings.values()):
        print(line.split(" [", 1)[0] + "; tools/check_format.py --fix does it")
    return project.report("format", len(findings), f"{len(paths)} files")


if __name__ == "__main__":
    sys.exit(main())
