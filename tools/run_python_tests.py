#!/usr/bin/env python3
"""run_python_tests.py FOLDER RESULTS: runs the unittest files FOLDER/*.py, one result line a test.

Lines are those of tools/summarise.py. The tests find the program in the environment variable TRILAT."""

import sys
import time
import unittest
from pathlib import Path

import summarise


class Recorder(unittest.TestResult):
    def __init__(self, output):
        super().__init__()
        self.lines, self.output, self.began = [], output, 0.0

    def startTest(self, test):
        super().startTest(test)
        self.began = time.monotonic()

    def write(self, status, test, text=""):
        self.output.write(summarise.line(status, f"cli/{test.id()}", time.monotonic() - self.began, text))

    def addSuccess(self, test):
        self.write("pass", test)

    def addSkip(self, test, reason):
        self.write("skip", test, reason)

    def addError(self, test, error):
        super().addError(test, error)
        self.write("fail", test, self.errors[-1][1])

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.write("fail", test, self.failures[-1][1])

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.write("fail", subtest, (self.failures + self.errors)[-1][1])

    def addExpectedFailure(self, test, error):
        self.write("skip", test, "known to fail")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.write("fail", test, "marked as known to fail, but it passes: remove the mark")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder, results = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    sys.path.insert(0, str(folder))
    suite = unittest.defaultTestLoader.discover(str(folder), pattern="*.py", top_level_dir=str(folder))
    with open(results, "w", encoding="utf-8") as output:
        recorder = Recorder(output)
        suite.run(recorder)
    return 0 if recorder.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
