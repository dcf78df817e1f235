"""The brief's tables: Markdown, CSV and page tell the same, and it is what duty, rates and simulate say."""

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
        self.assertEqual(set(self.tables), {"measures", "duties", "three-sides", "rates", "economies", "how-sure",
                                            "words"})
        shown = list(cells_of_markdown(self.markdown).values())
        self.assertEqual(len(shown), len(self.tables))
        for name, table in self.tables.items():
            with self.subTest(name):
                self.assertIn(table, shown)

    def test_the_duties_are_those_of_duty(self):
        table = self.tables["duties"]
        rows = {(row[0], row[1]): dict(zip(table[0], row)) for row in table[1:]}
        asked = 0
        for good in PLAN["good"]:
            for origin in good["origins"]:
                row = rows.pop((good["name"], NAMES[origin]))
                for claim, column, before in (
                        ("none", "duty without claim, USD", "before, without claim, %"),
                        ("usmca", "duty with USMCA claim, USD", "before, with claim, %")):
                    for day, head in (("2025-08-08", column), ("2025-01-01", before)):
                        words = ["duty", "--to", "US", "--from", origin, "--hs", good["hs"], "--value", good["value"],
                                 "--date", day, "--claim", claim, "--format", "json"]
                        for name, value in good.get("facts", {}).items():
                            words += ["--fact", f"{name}={value}"]
                        for quantity in good.get("quantities", []):
                            words += ["--quantity", quantity]
                        duty = json.loads(run(*words, statuses=(0, 3)))
                        least, most = float(duty["duty_min"]), float(duty["duty_max"])
                        scale = 1 if day == "2025-08-08" else float(good["value"]) / 100
                        numbers = [float(text.replace(",", "")) for text in re.findall(r"[\d,.]+", row[head])]
                        self.assertAlmostEqual(numbers[0] * scale, least, delta=0.011 * scale, msg=(good, head))
                        self.assertAlmostEqual(numbers[-1] * scale, most, delta=0.011 * scale, msg=(good, head))
                        asked += 1
        self.assertEqual(rows, {}, "a row that the plan does not ask for")
        self.assertGreater(asked, 50)

    def test_the_rates_are_those_of_rates_on_their_days(self):
        table = self.tables["rates"]
        days = {row[0]: dict(zip(table[0], row)) for row in table[1:]}
        for day, words in (("2025-04-09", "9 April 2025"), ("2025-06-04", "4 June 2025")):
            answer = json.loads(run("rates", "--on", day, "--partner", "CA,MX,CN", "--format", "json"))
            for row in answer["days"][0]["rows"]:
                with self.subTest((day, row["code"])):
                    self.assertEqual(days[words][row["name"]], f"{row['rate_pct']:.2f}")

    def test_the_economies_are_those_of_simulate(self):
        answer = json.loads(run("simulate", "--scenario", NOW, "--against", BEFORE, "--format", "json"))
        said = {country["name"]: country for country in answer["countries"]}
        for _, country, income, wage, _, after in self.tables["economies"][1:]:
            with self.subTest(country):
                self.assertEqual(income, f"{said[country]['real_income_pct']:+.2f} %")
                self.assertEqual(wage, f"{said[country]['real_wage_pct']:+.2f} %")
                self.assertEqual(after, f"{said[country]['revenue'] / 1000:.1f}")
        self.assertEqual(len(self.tables["economies"]), 4)

    def test_what_happened_lies_between_the_two_days_and_what_begins_speaks_for_its_group(self):
        measures = self.tables["measures"][1:]
        self.assertTrue(all(row[0].endswith(" 2025") for row in measures))
        self.assertNotIn("1 January 2025", [row[0] for row in measures])
        steel = [row[2] for row in measures if row[0] == "12 March 2025" and "steel" in row[2]]
        self.assertEqual(len(steel), 1)
        self.assertIn("begins at 25%", steel[0])

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
