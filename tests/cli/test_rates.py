"""rates as a user meets it."""

import csv
import io
import json
import os
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["TRILAT"]


def run(*arguments):
    return subprocess.run([PROGRAM, "rates", *arguments], capture_output=True, text=True, timeout=120)


def read(*arguments):
    return json.loads(run(*arguments, "--format", "json").stdout)


class Rates(unittest.TestCase):
    def test_the_formats_tell_the_same(self):
        day = read("--on", "2025-08-08", "--partner", "CA,MX")["days"][0]
        table = list(csv.DictReader(io.StringIO(run("--on", "2025-08-08", "--partner", "CA,MX", "--format", "csv").stdout)))
        text = run("--on", "2025-08-08", "--partner", "CA,MX").stdout
        rows = {row["code"]: row for row in table if row["authority"] == "all"}
        self.assertEqual([row["code"] for row in day["rows"]], ["MX", "CA"])
        for row in day["rows"]:
            self.assertAlmostEqual(float(rows[row["code"]]["rate_pct"]), row["rate_pct"], 5)
            self.assertIn(f"{row['rate_pct']:.2f}", text)
            self.assertAlmostEqual(sum(part["rate_pct"] for part in row["parts"]), row["rate_pct"], 9)
        self.assertIn("weigh the same", text)
        self.assertIn("melt_pour_country = origin", text)

    def test_a_span_has_a_row_where_a_rate_changes(self):
        days = read("--since", "2025-03-01", "--until", "2025-03-20", "--partner", "CA")["days"]
        # EO 14193 on 4 March, relief for USMCA on 7 March, PP 10896 on 12 March
        self.assertEqual([day["from"] for day in days], ["2025-03-01", "2025-03-04", "2025-03-07", "2025-03-12"])
        self.assertEqual(days[-1]["until"], "2025-03-20")

    def test_groupings_share_one_total(self):
        totals = [read("--on", "2026-03-01", "--by", by)["days"][0]["total"]["rate_pct"]
                  for by in ("partner", "chapter", "sector", "authority")]
        for total in totals:
            self.assertAlmostEqual(total, totals[0], 9)

    def test_a_change_is_divided_into_parts_that_sum(self):
        result = read("--on", "2025-08-08", "--against", "2025-01-01", "--partner", "CA,MX")
        self.assertEqual(result["changes"][0]["code"], "all")
        for change in result["changes"]:
            parts = change["law_pct"] + change["claims_pct"] + change["mix_pct"]
            self.assertAlmostEqual(parts, change["after_pct"] - change["before_pct"], 9)
            self.assertGreater(change["law_pct"], 0)
            self.assertLess(change["claims_pct"], 0)  # more was claimed in August

    def test_claims(self):
        rate = {claims: read("--on", "2025-08-08", "--partner", "CA", "--claims", claims)["days"][0]["total"]
                for claims in ("statutory", "0", "1", "observed", "2025-01")}
        self.assertEqual(rate["statutory"]["rate_pct"], rate["statutory"]["statutory_pct"])
        self.assertEqual(rate["0"]["rate_pct"], rate["statutory"]["rate_pct"])
        self.assertLess(rate["1"]["rate_pct"], rate["observed"]["rate_pct"])
        self.assertLess(rate["observed"]["rate_pct"], rate["2025-01"]["rate_pct"])

    def test_a_partner_without_trade_by_product_is_a_simple_average(self):
        row = read("--on", "2025-08-08", "--partner", "UA")["days"][0]["rows"][0]
        self.assertTrue(row["simple_average"])
        self.assertIn("every line weighs the same", run("--on", "2025-08-08", "--partner", "UA").stdout)

    def test_a_span_of_plain_averages_changes_on_the_days_on_which_they_do(self):
        days = read("--to", "CA", "--since", "2025-01-01", "--until", "2026-09-29", "--partner", "US")["days"]
        self.assertGreater(len(days), 3)
        for day in days:
            one = read("--to", "CA", "--on", day["from"], "--partner", "US")["days"][0]
            self.assertEqual(one["rows"][0]["rate_pct"], day["rows"][0]["rate_pct"], day["from"])
        self.assertGreater(max(day["rows"][0]["rate_pct"] for day in days), days[0]["rows"][0]["rate_pct"] + 5)
        text = run("--to", "CA", "--since", "2025-01-01", "--until", "2025-04-01", "--partner", "US").stdout
        self.assertRegex(text, r"2025-01-01 +- ")

    def test_a_page(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "rates.html")
            done = run("--since", "2025-07-01", "--until", "2025-09-01", "--partner", "CA,MX,EU27", "--out", path)
            self.assertEqual((done.returncode, done.stdout), (0, ""))
            with open(path, encoding="utf-8") as file:
                page = file.read()
        for words in ("<polyline", "aria-label", "European Union", "Taken where the law asks", "prefers-color-scheme"):
            self.assertIn(words, page)
        self.assertNotIn("http", page)

    def test_bad_input_is_refused(self):
        for arguments, words in ((["--on", "2024-01-01"], "recorded"), (["--on", "2025-08-08", "--by", "parner"], "partner"),
                                 (["--on", "2025-08-08", "--claims", "most"], "statutory"),
                                 (["--on", "2025-08-08", "--partner", "XX"], "partner"),
                                 (["--against", "2025-01-01"], "on"), (["--to", "CA"], "Canada")):
            done = run(*arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""), arguments)
            self.assertIn(words, done.stderr)


if __name__ == "__main__":
    unittest.main()
