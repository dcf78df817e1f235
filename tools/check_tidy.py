#!/usr/bin/env python3
"""check_tidy.py [BUILD_FOLDER] [--deep]: clang-tidy over src/, with the configured build's commands.

Sources that the build joins in a unity file are read together. With --deep the path-sensitive analyzer runs too,
which takes three times as long; what it passed is remembered apart."""

import re
import shutil
import subprocess
import sys

import project

FINDING = re.compile(r"^(/.*?:\d+:\d+): (?:error|warning): (.*)$")
# The build is g++'s: its warning names and its -Werror are not clang's business.
EXTRA = ["--extra-arg=-Wno-unknown-warning-option", "--extra-arg=-Wno-error", "--extra-arg=-w"]


DEEP = "--checks=clang-analyzer-*"


def main():
    deep = "--deep" in sys.argv
    tool = shutil.which("clang-tidy-14") or shutil.which("clang-tidy")
    if tool is None:
        print("clang-tidy is not installed (Debian package clang-tidy)")
        return 1
    build = project.build_folder([argument for argument in sys.argv if argument != "--deep"])
    commands = project.compile_commands(build)
    units = {unit: [source for source in sources if source.parts[0] == "src"]
             for unit, sources in project.units(commands).items()}
    built = {source for sources in units.values() for source in sources}
    options = EXTRA + [f"--config-file={project.ROOT / '.clang-tidy'}"] + ([DEEP] if deep else [])
    config = (project.ROOT / ".clang-tidy").read_text()
    version = subprocess.run([tool, "--version"], capture_output=True, text=True, check=True).stdout
    said = set()  # a finding in a header is said once, whichever unit meets it first

    def tidy(unit):
        if unit not in units:
            return [f"{unit}:1: built by no target, so clang-tidy does not know how to read it"]
        done = subprocess.run([tool, "--quiet", "-p", str(build), *options, str(project.ROOT / unit)],
                              capture_output=True, text=True)
        findings = [FINDING.match(line) for line in done.stdout.splitlines()]
        lines = [f"{match[1].replace(str(project.ROOT) + '/', '')}: {match[2]}" for match in findings if match]
        if done.returncode != 0 and not lines:
            lines = [f"{unit}:1: clang-tidy failed: {(done.stderr or done.stdout).strip()[-2000:]}"]
        new = [line for line in dict.fromkeys(lines) if line not in said]
        said.update(new)
        return new or ([f"{unit}:1: has the findings above, through its includes"] if lines else [])

    asked = [unit for unit, sources in units.items() if sources]
    asked += [source for source in project.files(["src"], {".cpp"}) if source not in built]
    # The place of the object file in the command says nothing about the source.
    jobs = {unit: project.digest(unit, version, config, options, [part for part in commands.get(unit, [])
                                                                 if not part.endswith(".o")])
            for unit in asked}
    return project.run_cached("tidy", jobs, tidy, build / "cache" / ("tidy-deep.json" if deep else "tidy.json"))


if __name__ == "__main__":
    sys.exit(main())
