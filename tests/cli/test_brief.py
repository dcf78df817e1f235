"""The brief's tables: Markdown and CSV tell the same, and it is what duty, rates, diff and simulate say."""

import csv
import json
import os
import re
import subprocess
import tempfile
import tomllib
import unittest
from pathlib import Path

PROGRAM = os.environ["TRILAT"]
PLAN = tomllib.loads((Path(__file__).parents[2] / "data" / "brief" / "brief.toml").read_text())
NAMES = {"CA": "Canada", "MX": "Mexico"}
NOW, BEFORE = "law-2025-08-08", "law-2025-01-01"


def run(*arguments, statuses=(0,)):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=300)
    assert done.returncode in statuses, (arguments, done.returncode, done.stderr)
    return done.stdout


def cells_of_markdown(text):
    """Title -> rows of each table, heads included."""
    tables = {}
    for part in re.split(r"^## ", text, flags=re.M)[1:]:
        title, rest = part.split("\n", 1)
        rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in rest.splitlines()
                if line.startswith("|")]
        tables[title] = [[cell.replace("\\|", "|") for cell in row] for row in rows[:1] + rows[2:]]
    return tables


class Tables(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.markdown = run("brief", "--scenario", NOW, "--against", BEFORE, "--no-game", "--format", "markdown", "--csv",
                           cls.folder.name)
        cls.tables = {path.stem: list(csv.reader(path.read_text().splitlines(keepends=True)))
                      for path in Path(cls.folder.name).glob("*.csv")}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_every_table_is_in_the_folder_and_in_the_markdown(self):
        self.assertEqual(set(self.tables), {"measures", "duties", "three-sides", "rates", "economies", "sectors",
                                            "how-sure", "words"})
        shown = list(cells_of_markdown(self.markdown).values())
        self.assertEqual(len(shown), len(self.tables))
        for name, table in self.tables.items():
            with self.subTest(name):
                # a range is one column there, "0 to 7,500", and two here
                merged = [head.removesuffix(", least") for head in table[0] if not head.endswith(", greatest")]
                at = next(k for k, rows in enumerate(shown) if rows[0] == merged)
                self.assertEqual(len(shown[at]), len(table))
                self.assertEqual([row[0] for row in shown[at]], [row[0] for row in table])

    def test_no_place_of_a_text_is_left_open_and_no_text_is_missing(self):
        for text in (self.markdown, *(str(table) for table in self.tables.values())):
            self.assertNotRegex(text, r"\{[a-zA-Z_]+\}")
            self.assertNotRegex(text, r"\[(page|finding|happened|duties|sides|rates|economies|deals|clock|table)\.")

    def test_numbers_in_the_files_are_plain(self):
        for name in ("duties", "three-sides", "rates", "economies", "sectors"):
            head, *rows = self.tables[name]
            for column, title in enumerate(head):
                if not title.endswith((", least", ", greatest")):
                    continue
                for row in rows:
                    with self.subTest((name, title, row[0])):
                        self.assertRegex(row[column], r"^(-?\d+(\.\d+)?|[a-z ]*|.* begins with .*)$")

    def test_the_duties_are_those_of_duty(self):
        table = self.tables["duties"]
        rows = {(row[0], row[1]): dict(zip(table[0], row)) for row in table[1:]}
        asked = 0
        for good in PLAN["good"]:
            for origin in good["origins"]:
                row = rows.pop((good["name"], NAMES[origin]))
                for claim, word in (("none", "without"), ("usmca", "with")):
                    for day, head in (("2025-08-08", f"duty {word} a claim, USD"),
                                      ("2025-01-01", f"on 1 January 2025 {word} a claim, USD")):
                        words = ["duty", "--to", "US", "--from", origin, "--hs", good["hs"], "--value", good["value"],
                                 "--date", day, "--claim", claim, "--format", "json"]
                        for name, value in good.get("facts", {}).items():
                            words += ["--fact", f"{name}={origin if value == 'origin' else value}"]
                        for quantity in good.get("quantities", []):
                            words += ["--quantity", quantity]
                        duty = json.loads(run(*words, statuses=(0, 3)))
                        self.assertEqual(float(row[head + ", least"]), float(duty["duty_min"]), (good, head))
                        self.assertEqual(float(row[head + ", greatest"]), float(duty["duty_max"]), (good, head))
                        asked += 1
        self.assertEqual(rows, {}, "a row that the plan does not ask for")
        self.assertGreater(asked, 50)

    def test_the_rates_are_those_of_rates_on_their_days(self):
        table = self.tables["rates"]
        days = {row[0]: dict(zip(table[0], row)) for row in table[1:]}
        for day, words in (("2025-04-09", "9 April 2025"), ("2025-06-04", "4 June 2025")):
            answer = json.loads(run("rates", "--on", day, "--format", "json"))["days"][0]
            self.assertAlmostEqual(float(days[words]["all imports, %"]), answer["total"]["rate_pct"], delta=1e-4)
            for row in answer["rows"]:
                if row["code"] not in ("CA", "MX", "CN"):
                    continue
                with self.subTest((day, row["code"])):
                    self.assertAlmostEqual(float(days[words][row["name"] + ", %"]), row["rate_pct"], delta=1e-4)
                    if row["code"] != "CN":
                        self.assertAlmostEqual(float(days[words][row["name"] + ", share claimed, %"]),
                                               row["claim_share_pct"], delta=1e-4)

    def test_the_economies_are_the_ranges_of_simulate(self):
        answer = json.loads(run("simulate", "--scenario", NOW, "--against", BEFORE, "--sensitivity", "--format", "json"))
        names = {country["code"]: country["name"] for country in answer["countries"]}
        ranges = {(names[each["country"]], each["outcome"]): each for each in answer["sensitivity"]["ranges"]
                  if each["sector"] == ""}
        self.assertEqual(len(answer["sensitivity"]["cases"]), 18)
        head, *rows = self.tables["economies"]
        self.assertEqual(len(rows), 3)
        for row in rows:
            cells = dict(zip(head, row))
            for title, outcome, unit in (("real income, %", "real_income", 1), ("real wage, %", "real_wage", 1),
                                         ("tariff revenue after, billion USD a year", "revenue", 1000)):
                each = ranges[row[1], outcome]
                with self.subTest((row[1], outcome)):
                    self.assertAlmostEqual(float(cells[title + ", least"]), each["low"] / unit, delta=1e-3)
                    self.assertAlmostEqual(float(cells[title + ", greatest"]), each["high"] / unit, delta=1e-3)

    def test_a_case_solved_alone_lies_within_its_range(self):
        answer = json.loads(run("simulate", "--scenario", NOW, "--against", BEFORE, "--sensitivity", "--format", "json"))
        each = next(one for one in answer["sensitivity"]["ranges"]
                    if (one["country"], one["sector"], one["outcome"]) == ("CAN", "", "real_income"))
        alone = []
        cases = answer["sensitivity"]["cases"]
        for case in (cases[0], cases[1], cases[-2], cases[-1]):
            elasticities, closure = case.split(", ")
            one = json.loads(run("simulate", "--scenario", NOW, "--against", BEFORE, "--elasticities", elasticities,
                                 "--closure", closure, "--format", "json"))
            alone += [country["real_income_pct"] for country in one["countries"] if country["code"] == "CAN"]
        self.assertEqual(len(set(alone)), 4)
        for value in alone:
            self.assertGreaterEqual(value, each["low"] - 1e-9)
            self.assertLessEqual(value, each["high"] + 1e-9)
        self.assertEqual(each["same"], 18)
        self.assertLess(each["high"], 0)

    def test_sectors_are_told_only_where_every_case_agrees(self):
        head, *rows = self.tables["sectors"]
        self.assertGreater(len(rows), 6)
        least, most = head.index("output, volume, %, least"), head.index("output, volume, %, greatest")
        for row in rows:
            self.assertGreater(float(row[least]) * float(row[most]), 0, row)

    def test_what_happened_lies_between_the_two_days(self):
        measures = self.tables["measures"][1:]
        self.assertTrue(all(row[0].endswith(" 2025") for row in measures))
        self.assertNotIn("1 January 2025", [row[0] for row in measures])

    # The turns that the orders and proclamations of 2025 made, as the public record has them.
    def test_what_mattered_most_speaks_for_its_day(self):
        told = {(row[0], part): row[2] for row in self.tables["measures"][1:]
                for part in ("fentanyl, Canada", "fentanyl, China", "steel", "aluminium", "reciprocal")
                if part in row[2].split(". ")[0]}
        for day, part, words in (
                ("4 March 2025", "fentanyl, China", "10 % becomes 20 %"),
                ("4 March 2025", "fentanyl, Canada", "Products of Canada, general rate: begins, 25 %"),
                ("7 March 2025", "fentanyl, Canada", "Relief begins: Goods of Canada entered free under USMCA"),
                ("12 March 2025", "aluminium", "Aluminium articles: begins, 25 %"),
                ("5 April 2025", "reciprocal", "Baseline, all origins: begins, 10 %"),
                ("10 April 2025", "reciprocal", "84 % becomes 125 %"),
                ("4 June 2025", "steel", "25 % becomes 50 %"),
                ("4 June 2025", "aluminium", "25 % becomes 50 %"),
                ("23 June 2025", "steel", "codes added"),
                ("1 August 2025", "fentanyl, Canada", "25 % becomes 35 %")):
            with self.subTest((day, part)):
                self.assertIn(words, told[day, part])
        first = told["5 April 2025", "reciprocal"].split(". ", 1)[1]
        self.assertTrue(first.startswith("Baseline"), first)

    def test_another_day_has_its_own_law_first(self):
        text = run("brief", "--date", "2026-09-29", "--no-game", "--no-rates", "--format", "markdown")
        self.assertIn("| The law of 29 September 2026, against the law of 1 January 2025 | United States |", text)

    def test_only_terms_that_the_brief_uses_are_explained(self):
        terms = [row[0] for row in self.tables["words"][1:]]
        for used in ("USMCA", "IEEPA", "Section 232", "EO", "SOR"):
            self.assertIn(used, terms)
        self.assertNotIn("Section 122", terms)  # began in 2026

    def test_a_folder_that_is_not_there_is_an_error(self):
        done = subprocess.run([PROGRAM, "brief", "--date", "2025-08-08", "--no-game", "--no-rates", "--csv",
                               "/nowhere/at/all"], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 2)
        self.assertIn("/nowhere/at/all", done.stderr)


if __name__ == "__main__":
    unittest.main()
