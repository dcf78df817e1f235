#!/usr/bin/env python3
"""check_tidy.py [BUILD_FOLDER]: clang-tidy over src/, with the configured build's commands."""

import re
import shutil
import subprocess
import sys

import project

FINDING = re.compile(r"^(/.*?:\d+:\d+): (?:error|warning): (.*)$")
# The build is g++'s: its warning names and its -Werror are not clang's business.
EXTRA = ["--extra-arg=-Wno-unknown-warning-option", "--extra-arg=-Wno-error", "--extra-arg=-w"]


def main():
    tool = shutil.which("clang-tidy-14") or shutil.which("clang-tidy")
    if tool is None:
        print("clang-tidy is not installed (Debian package clang-tidy)")
        return 1
    build = project.build_folder(sys.argv)
    commands = project.compile_commands(build)
    sources = project.files(["src"], {".cpp"})
    config = (project.ROOT / ".clang-tidy").read_text()
    version = subprocess.run([tool, "--version"], capture_output=True, text=True, check=True).stdout
    said = set()  # a finding in a header is said once, whichever file meets it first

    def tidy(source):
        if source not in commands:
            return [f"{source}:1: built by no target, so clang-tidy does not know how to read it"]
        done = subprocess.run([tool, "--quiet", "-p", str(build), *EXTRA, str(project.ROOT / source)],
                              capture_output=True, text=True)
        findings = [FINDING.match(line) for line in done.stdout.splitlines()]
        lines = [f"{match[1].replace(str(project.ROOT) + '/', '')}: {match[2]}" for match in findings if match]
        if done.returncode != 0 and not lines:
            lines = [f"{source}:1: clang-tidy failed: {(done.stderr or done.stdout).strip()[-2000:]}"]
        new = [line for line in dict.fromkeys(lines) if line not in said]
        said.update(new)
        return new or ([f"{source}:1: has the findings above, through its includes"] if lines else [])

    # The place of the object file in the command says nothing about the source.
    jobs = {source: project.digest(source, version, config, EXTRA, [part for part in commands.get(source, [])
                                                                  if not part.endswith(".o")])
            for source in sources}
    return project.run_cached("tidy", jobs, tidy, build / "cache" / "tidy.json")


if __name__ == "__main__":
    sys.exit(main())
