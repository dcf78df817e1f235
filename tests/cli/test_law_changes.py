"""timeline, diff and facts as a user meets them."""

import csv
import io
import json
import os
import subprocess
import unittest

PROGRAM = os.environ["TRILAT"]
STEEL = ["timeline", "--to", "US", "--from", "CA", "--hs", "7208390090", "--value", "10000", "--claim", "none"]


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60)


class Timeline(unittest.TestCase):
    def test_the_three_formats_tell_the_same(self):
        text = run(*STEEL).stdout
        rows = json.loads(run(*STEEL, "--format", "json").stdout)["rows"]
        table = list(csv.DictReader(io.StringIO(run(*STEEL, "--format", "csv").stdout)))
        self.assertEqual([row["from"] for row in rows], [line["from"] for line in table])
        self.assertEqual([row["duty_max"] for row in rows], [line["duty_max"] for line in table])
        for row in rows:
            self.assertIn(row["from"] + " to ", text)
        # EO 14193: 25 % from 2025-03-04; PP 10947: 50 % from 2025-06-04
        self.assertIn(("2025-03-04", "2500.00"), [(row["from"], row["duty_max"]) for row in rows])
        self.assertIn(("2025-06-04", "5000.00"), [(row["from"], row["duty_max"]) for row in rows])
        self.assertIn("PP 10947", text)

    def test_a_span_narrows_it(self):
        rows = json.loads(run(*STEEL, "--since", "2025-06-01", "--until", "2025-06-05", "--format", "json").stdout)["rows"]
        self.assertEqual([(row["from"], row["until"]) for row in rows],
                         [("2025-06-01", "2025-06-04"), ("2025-06-04", "2025-06-05")])

    def test_bad_input_is_refused(self):
        for extra, words in ((["--since", "2024-01-01"], "recorded"), (["--fact", "kit"], "name=value"),
                             (["--fact", "kitt=yes"], "kit")):
            done = run(*STEEL, *extra)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(words, done.stderr)


class Diff(unittest.TestCase):
    DAYS = ["diff", "--date", "2025-08-17", "--date", "2025-08-18"]

    def test_the_formats(self):
        text = run(*self.DAYS).stdout
        full = run(*self.DAYS, "--full").stdout
        self.assertIn("Section 232: steel", text)
        self.assertLess(len(text), len(full))
        changes = json.loads(run(*self.DAYS, "--format", "json").stdout)["changes"]
        table = list(csv.DictReader(io.StringIO(run(*self.DAYS, "--format", "csv").stdout)))
        self.assertEqual([change["heading"] for change in changes], [line["heading"] for line in table])
        for change in changes:
            for code in change["codes_added"]:
                self.assertIn(code, full)

    def test_nothing_changed_is_said(self):
        self.assertIn("no change", run("diff", "--date", "2025-08-08", "--date", "2025-08-08").stdout)

    def test_one_date_is_too_few(self):
        done = run("diff", "--date", "2025-08-08")
        self.assertEqual(done.returncode, 2)
        self.assertIn("twice", done.stderr)


class Facts(unittest.TestCase):
    GOOD = ["facts", "--to", "US", "--from", "MX", "--hs", "8708305090", "--date", "2025-08-08"]

    def test_the_money_on_the_claim(self):
        facts = json.loads(run(*self.GOOD, "--format", "json").stdout)["facts"]
        claim = next(fact for fact in facts if fact["name"] == "claim")
        self.assertEqual(claim["at_stake"], "2750.00")  # HTS 8708.30.50: 2.5 %; PP 10908: 25 %
        self.assertIn("claim: 2,750.00", run(*self.GOOD).stdout)
        twice = json.loads(run(*self.GOOD, "--value", "20000", "--format", "json").stdout)["facts"]
        self.assertEqual(next(fact for fact in twice if fact["name"] == "claim")["at_stake"], "5500.00")

    def test_the_importer_alone_lists_all(self):
        facts = json.loads(run("facts", "--to", "US", "--format", "json").stdout)["facts"]
        self.assertGreater(len(facts), 20)
        for fact in facts:
            self.assertIn(fact["unsaid"], ("ask", "assume_false"))
            self.assertTrue(fact["question"].endswith("?"), fact["name"])

    def test_half_a_good_is_refused(self):
        self.assertEqual(run("facts", "--to", "US", "--hs", "8708305090").returncode, 2)


if __name__ == "__main__":
    unittest.main()
