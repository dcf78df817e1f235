#!/usr/bin/env python3
"""summarise.py FILE...: adds up test results; the last line is `N passed, N failed, N skipped`.

Reads JUnit XML as ctest writes it (*.xml; the file's name without .xml names the suite) and result
lines (any other name): status, name, seconds and text, separated by tabs, text with \\n for new lines.
Prints each skip with its reason and each failure with its output. Exits 1 on a failure, or when nothing ran."""

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import namedtuple
from pathlib import Path

Outcome = namedtuple("Outcome", "status name seconds text")
STATUSES = ("pass", "fail", "skip")
GTEST_SKIP = re.compile(r"^.*: Skipped\n(.*?)(?=\n\s*\n|\n\[|\Z)", re.MULTILINE | re.DOTALL)
XML_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def line(status, name, seconds, text=""):
    escaped = text.replace("\\", "\\\\").replace("\t", "    ").replace("\n", "\\n")
    return f"{status}\t{name}\t{seconds:.2f}\t{escaped}\n"


def read_lines(path):
    outcomes = []
    for number, row in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
        if not row:
            continue
        status, name, seconds, text = (row.split("\t", 3) + ["", "", "", ""])[:4]
        if status not in STATUSES:
            outcomes.append(Outcome("fail", f"{path}:{number}", 0.0, f"not a result line: {row}"))
            continue
        text = re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)
        outcomes.append(Outcome(status, name, float(seconds or 0), text))
    return outcomes


def skip_reason(case, output):
    """What the test said when it skipped itself; else what ctest says of it."""
    match = GTEST_SKIP.search(output)
    if match and match[1].strip():
        return " ".join(match[1].split())
    skipped = case.find("skipped")
    message = skipped.get("message", "") if skipped is not None else ""
    last = output.strip().splitlines()[-1:] if message.startswith("SKIP_") else []
    return "".join(last) or message or "not run, no reason given"


def read_junit(path):
    try:
        root = ElementTree.fromstring(XML_UNSAFE.sub("?", path.read_text(encoding="utf-8", errors="replace")))
    except ElementTree.ParseError as error:
        return [Outcome("fail", str(path), 0.0, f"not readable as JUnit XML: {error}")]
    outcomes = []
    for case in root.iter("testcase"):
        name = f"{path.stem}/{case.get('name')}"
        output = case.findtext("system-out") or ""
        status = case.get("status", "run")
        failure = case.find("failure")
        if failure is None:
            failure = case.find("error")
        if failure is not None or status == "fail":
            message = failure.get("message", "") if failure is not None else ""
            outcome = Outcome("fail", name, 0.0, output.strip() or message or "failed without output")
        elif status == "disabled":
            outcome = Outcome("skip", name, 0.0, "disabled")
        elif status == "notrun" or case.find("skipped") is not None:
            reason = skip_reason(case, output)
            missing = "Unable to find executable" in reason or "Required Files" in reason
            outcome = Outcome("fail" if missing else "skip", name, 0.0, reason)
        else:
            outcome = Outcome("pass", name, 0.0, "")
        outcomes.append(outcome._replace(seconds=float(case.get("time") or 0)))
    return outcomes


def main():
    outcomes = []
    for argument in sys.argv[1:]:
        path = Path(argument)
        outcomes += read_junit(path) if path.suffix == ".xml" else read_lines(path)
    by_status = {status: [outcome for outcome in outcomes if outcome.status == status] for status in STATUSES}

    for outcome in by_status["fail"]:
        print(f"\nFAILED {outcome.name}")
        print("\n".join(f"    {row}" for row in outcome.text.rstrip().splitlines()))
    if by_status["skip"]:
        print("\nskipped:")
        for outcome in by_status["skip"]:
            print(f"  {outcome.name}: {outcome.text.strip()}")
    if by_status["fail"]:
        print("\nfailed:")
        for outcome in by_status["fail"]:
            print(f"  {outcome.name}")
    passed, failed, skipped = (len(by_status[status]) for status in STATUSES)
    if passed + failed == 0:
        print("\nnothing ran")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
