#!/usr/bin/env python3
"""Scenarios as a user writes them: ready ones, a new file, and mistakes refused with line, reason and remedy."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ.get("TRILAT", "build/release/bin/trilat")


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False)


class Scenarios(unittest.TestCase):
    def write(self, text):
        with tempfile.NamedTemporaryFile("w", suffix=".toml", delete=False) as file:
            file.write('title = "A test"\ndate = 2025-08-08\n' + text)
        self.addCleanup(os.remove, file.name)
        return file.name

    def refused(self, text, *words):
        path = self.write(text)
        done = run("scenario", "check", path)
        self.assertEqual(done.returncode, 2, done.stdout)
        for word in words:
            self.assertIn(word, done.stderr)
        if words[0].startswith(":"):
            self.assertIn(path + words[0], done.stderr)

    def duty(self, *arguments):
        done = run("duty", "--to", "US", "--from", "CA", "--hs", "8708305090", "--value", "10000", "--claim", "none",
                   "--format", "json", *arguments)
        self.assertIn(done.returncode, (0, 3), done.stderr)
        return json.loads(done.stdout)

    def test_every_ready_scenario_checks_and_explains(self):
        names = [line.split()[0] for line in run("scenario", "list").stdout.splitlines()]
        self.assertGreaterEqual(len(names), 12)
        for name in names:
            self.assertEqual(run("scenario", "check", name).returncode, 0, name)
            told = json.loads(run("scenario", "explain", name, "--format", "json").stdout)
            plain = name.startswith("law-") or name == "pact-goes-on-2036"
            self.assertEqual(plain, not told["changes"] and not told["differences"], name)

    def test_a_new_file_is_right_and_not_written_over(self):
        with tempfile.TemporaryDirectory() as folder:
            path = folder + "/mine.toml"
            self.assertEqual(run("scenario", "new", path).returncode, 0)
            self.assertEqual(run("scenario", "check", path).returncode, 0)
            again = run("scenario", "new", path)
            self.assertEqual(again.returncode, 2)
            self.assertIn("there is a file", again.stderr)

    def test_a_rate_amended_is_the_rate_paid_on_its_days_alone(self):
        path = self.write('[[amend]]\nimporter = "US"\naction = "rate"\nheadings = ["9903.01.10"]\nrate = "30%"\n')
        good = ("duty", "--to", "US", "--from", "CA", "--hs", "8471300100", "--value", "10000", "--claim", "none",
                "--format", "json")
        paid = {}
        for date in ("2025-08-07", "2025-08-08"):
            for scenario in ((), ("--scenario", path)):
                answer = json.loads(run(*good, "--date", date, *scenario).stdout)
                charges = {line["heading"]: line["amount"] for line in answer["low"]["charges"]}
                paid[date, bool(scenario)] = charges.get("9903.01.10")
        # EO 14325: 35 % on goods of Canada from 2025-08-01
        self.assertEqual([float(paid["2025-08-07", with_it] or 0) for with_it in (False, True)], [3500, 3500])
        self.assertEqual([float(paid["2025-08-08", with_it] or 0) for with_it in (False, True)], [3500, 3000])

    def test_a_claim_counts_for_nothing_where_the_link_lapsed(self):
        for origin, claimable in (("CA", False), ("MX", True)):
            done = run("duty", "--to", "US", "--from", origin, "--hs", "8708305090", "--value", "10000", "--date",
                       "2026-09-29", "--claim", "usmca", "--scenario", "us-mexico-bilateral")
            self.assertEqual("is not in force for goods of" not in done.stdout, claimable, done.stdout)
            self.assertIn("A United States-Mexico bilateral without Canada", done.stdout)

    def test_mistakes_are_refused_with_line_reason_and_remedy(self):
        amend = '[[amend]]\nimporter = "US"\n'
        self.refused(amend + 'action = "rate"\nheadings = ["9903.01.99"]\nrate = "30%"\n', ":3", "no heading '9903.01.99'",
                     "did you mean")
        self.refused(amend + 'action = "repeel"\nheadings = ["*"]\n', ":5", "did you mean 'repeal'?")
        self.refused(amend + 'acton = "repeal"\nheadings = ["*"]\n', "acton", "action")
        self.refused(amend + 'action = "repeal"\nheadings = ["*"]\nfrom = 2025-09-01\nuntil = 2025-08-01\n', ":8",
                     "'until' is not after 2025-09-01")
        twice = amend + 'action = "repeal"\nheadings = ["9903.01.10"]\n'
        self.refused(twice + twice, ":7", "line 3", "change the same law on the same days")
        self.refused('[[retaliate]]\nby = ["CA"]\nagainst = "US"\nanswer = "rate"\nrate = "25%"\nsectors = ["C99"]\n', ":3",
                     "no sector 'C99'")
        self.refused('[[amend]]\nimporter = "DE"\naction = "repeal"\nheadings = ["*"]\n', ":3", "holds no law of Germany")
        self.refused(amend + 'action = "rate"\nheadings = ["9903.01.10"]\nrate = "10%"\n' + amend +
                     'action = "repeal"\nauthority = "ieepa_fentanyl_ca"\n', ":8", "line 3", "both change 9903.01.10")
        self.refused(amend + 'action = "widen"\nauthority = "s232_steel"\ncodes = ["9403"]\n', ":3", "provisions")
        self.refused(amend + 'action = "narrow"\nheadings = ["9903.01.10"]\ncodes = ["9999.99"]\n', ":3",
                     "has nothing under 9999.99")
        self.refused(amend + 'action = "quota"\nheadings = ["9903.01.10"]\nquota = "over"\n', ":3", "changes nothing")
        self.refused('[[amend]]\naction = "lapse"\nagreement = "usmca"\nlinks = [["US", "JP"]]\n', ":3", "Japan is no party")
        self.refused('[[retaliate]]\nby = ["US"]\nagainst = "CA"\nanswer = "rate"\nrate = "25%"\n', ":3", "drives its tariffs")
        self.refused('[[claims]]\npartner = "JP"\nshare = 1\n', "claims of 'JP'", "use MX, CA")
        self.refused('[game]\ninstruments = "banana"\n', "banana")
        self.assertIn("did you mean 'pact-lapses-2036'?", run("scenario", "explain", "pact-lapse-2036").stderr)


if __name__ == "__main__":
    unittest.main()
