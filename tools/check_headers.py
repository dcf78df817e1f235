#!/usr/bin/env python3
"""check_headers.py [BUILD_FOLDER]: every header compiles alone, and twice in one file.

A header that is the first include of the first source of what the compiler is given has been compiled alone by that
build: of it only the guard is looked at."""

import os
import subprocess
import sys

import project

COMPILER = os.environ.get("CXX", "g++")


def main():
    build = project.build_folder(sys.argv)
    commands = project.compile_commands(build)
    flags = ["-std=c++20", "-fsyntax-only", *project.include_flags(commands)]
    firsts = {sources[0] for sources in project.units(commands).values() if sources}
    leaders = {project.resolve(source, included[0][2]) for source in firsts
               if source.parts[0] in ("src", "tests") and (included := project.includes(source))}
    version = subprocess.run([COMPILER, "--version"], capture_output=True, text=True, check=True).stdout
    headers = project.files(["src", "include"], {".hpp", ".h"})

    def compile_alone(header):
        if header in leaders:
            guarded = "#pragma once" in (project.ROOT / header).read_text(encoding="utf-8")
            return [] if guarded else [f"{header}: has no '#pragma once'"]
        include = f'#include "{project.ROOT / header}"\n'
        done = subprocess.run([COMPILER, *flags, "-x", "c++", "-"], input=include * 2, capture_output=True, text=True)
        if done.returncode == 0:
            return []
        errors = [line for line in done.stderr.splitlines() if " error: " in line] or done.stderr.splitlines()
        return [f"{header}: does not compile alone: {errors[0].replace(str(project.ROOT) + '/', '')}"]

    jobs = {header: project.digest(header, version, flags) for header in headers}
    return project.run_cached("headers", jobs, compile_alone, build / "cache" / "headers.json")


if __name__ == "__main__":
    sys.exit(main())
