"""The pages of the negotiation and of the treaty's clock: self-contained, and what they show is what the JSON says."""

import json
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["TRILAT"]


def run(*arguments, timeout=120):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=timeout)


def page_and_json(*arguments):
    """Of the same question: the page that --out NAME.html writes, and the answer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        done = run(*arguments, "--out", str(path))
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        page = path.read_text(encoding="utf-8")
    return page, json.loads(run(*arguments, "--format", "json").stdout)


class Pages(unittest.TestCase):
    def whole(self, page):
        self.assertTrue(page.startswith("<!doctype html>") and page.endswith("</html>\n"))
        self.assertNotIn("http", page)
        self.assertIn("prefers-color-scheme", page)

    def test_the_negotiation(self):
        page, answer = page_and_json("negotiate", "--starts", "1", "--contract-curve", "1")
        self.whole(page)
        for structure in answer["structures"]:
            for payoff in structure["payoffs"]:
                if abs(payoff["musd"]) >= 1:
                    self.assertIn(f"{payoff['musd']:+,.0f}", page)
        self.assertEqual(page.count('role="img"'), 2 + len(answer["contract_curves"]))
        for curve in answer["contract_curves"]:
            even = curve["points"][0]
            self.assertIn(f"charges {even['first_on_second_pct']:.1f} % and", page)
        for move in (move for one in answer["deals"]["stability"] for move in one["moves"]):
            for gain in move["gains_musd"]:
                self.assertIn(f"{gain:+,.0f}" if round(gain) else " 0", page)
        self.assertIn("No other elasticities were tried", page)
        self.assertNotRegex(page, r"\b(USA|MEX)\b(?!\w)")

    def test_two_players_have_no_picture_of_eight(self):
        page, answer = page_and_json("negotiate", "--starts", "1", "--players", "USA,MEX", "--global-war")
        self.whole(page)
        for country in answer["global_war"]["countries"]:
            self.assertIn(f"<td>{country['name']}</td><td class=\"n\">{country['tariff_pct']:.2f}</td>", page)
        page = page[:page.index("<h2>A war of all on all")]
        self.assertIn("US-Mexico", page)
        self.assertNotIn("Canada", re.sub(r"<details>.*?</details>", "", page))
        self.assertEqual(len(answer["structures"]), 2)

    def test_the_clock(self):
        page, answer = page_and_json("treaty", "--date", "2026-11-01", "--no-sensitivity", "--payoffs",
                                     str(Path(__file__).parents[2] / "data/negotiation/structures-na2024.csv"))
        self.whole(page)
        self.assertEqual(page.count('role="img"'), 1 + len(answer["trust"]))
        for year in answer["logit"]["years"][:12]:
            self.assertIn(f"{100 * year['extended']:.1f} %", page)
        for parameter in answer["parameters"]:
            self.assertIn(parameter["name"], page)

    def test_a_page_is_whole_or_absent(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "page.html"
            done = run("negotiate", "--players", "USA,CAM", "--out", str(path))
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("did you mean", done.stderr)
            self.assertEqual(os.listdir(folder), [])


if __name__ == "__main__":
    unittest.main()
