"""The program as a user meets it: exit statuses, messages, files that are whole or absent."""

import json
import os
import re
import subprocess
import tempfile
import unittest
from html.parser import HTMLParser
from pathlib import Path

PROGRAM = os.environ["TRILAT"]
BRAKE_PART = ["duty", "--to", "US", "--from", "MX", "--hs", "8708305090", "--value", "10000", "--date", "2025-08-08"]


def run(*arguments, timeout=60):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=timeout)


class Duty(unittest.TestCase):
    def test_status_tells_a_number_from_a_range(self):
        self.assertEqual(run(*BRAKE_PART).returncode, 3)
        without = run(*BRAKE_PART, "--claim", "none")
        self.assertEqual(without.returncode, 0)
        self.assertIn("2,750.00", without.stdout)
        self.assertEqual(run(*BRAKE_PART, "--claim", "usmca").returncode, 0)

    def test_json_is_json(self):
        answer = json.loads(run(*BRAKE_PART, "--format", "json").stdout)
        self.assertEqual(answer["status"], "range")

    def test_bad_input_goes_to_standard_error_with_a_remedy(self):
        for change, remedy in (({"--date": "2025-02-30"}, "date"), ({"--from": "XX"}, "ISO"), ({"--value": "-5"}, "value"),
                               ({"--hs": "8708305099"}, "8708305090"), ({"--date": "1999-01-01"}, "2025-01-01"),
                               ({"--hs": "8708"}, "87081030")):
            words = list(BRAKE_PART)
            for name, value in change.items():
                words[words.index(name) + 1] = value
            with self.subTest(change):
                done = run(*words)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertEqual(done.stdout, "")
                self.assertIn(remedy, done.stderr)

    def test_a_claim_that_is_said_twice_must_agree(self):
        done = run(*BRAKE_PART, "--claim", "none", "--fact", "claim=usmca")
        self.assertEqual(done.returncode, 2)
        self.assertIn("said twice", done.stderr)
        self.assertEqual(run(*BRAKE_PART, "--claim", "none", "--fact", "claim=none").returncode, 0)

    def test_a_missing_quantity_leaves_the_greatest_open(self):
        # column 2 of 2402.10.80 is $9.92/kg + 25 % (HTS 2025): 2,500 of 10,000 without the weight
        cigars = ["duty", "--to", "US", "--from", "CU", "--hs", "2402108030", "--value", "10000", "--date", "2025-11-20"]
        done = run(*cigars)
        self.assertEqual(done.returncode, 3)
        self.assertIn("duty from 2,500.00 USD", done.stdout)
        for absent in (" 0.00\n", "The greatest", "Open questions"):
            self.assertNotIn(absent, done.stdout)
        answer = json.loads(run(*cigars, "--format", "json").stdout)
        self.assertEqual((answer["duty_min"], answer["duty_max"]), ("2500.00", None))
        self.assertTrue(answer["low"]["charges"][-1]["at_least"])
        # 9.92 on 100 kg
        self.assertIn("duty 3,492.00 USD", run(*cigars, "--quantity", "100 kg").stdout)

    def test_an_unknown_option_is_bad_input(self):
        self.assertEqual(run(*BRAKE_PART, "--colour", "red").returncode, 2)


class Program(unittest.TestCase):
    def test_version_names_the_program_and_its_data(self):
        done = run("--version")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r"^trilat \d+\.\d+\.\d+\ndata [0-9a-f]{32}\n$")
        self.assertIn(done.stdout.split()[-1], run("data", "info").stdout)

    def test_an_unknown_command_is_told_the_nearest(self):
        done = run("dutty", "--to", "US")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("'dutty' is not a command; did you mean 'duty'?", done.stderr)
        self.assertIn("timeline", run("xyzzy").stderr)


class Closing(HTMLParser):
    """Every element that opens closes, and nothing is asked of the network."""

    VOID = {"meta", "br", "link", "img", "hr"}

    def __init__(self):
        super().__init__()
        self.open, self.outside = [], []

    def handle_starttag(self, tag, attributes):
        self.outside += [value for name, value in attributes if name in ("src", "href") and value]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise AssertionError(f"</{tag}> closes nothing, at {self.getpos()}")


def hold_to_the_rules_of_pages(test, html):
    """Whole, readable anywhere, and nothing asked of the network."""
    reader = Closing()
    reader.feed(html)
    test.assertEqual((reader.open, reader.outside), ([], []))
    for words in ("prefers-color-scheme:dark", "@media print", "width=device-width"):
        test.assertIn(words, html)
    test.assertNotRegex(html, r"https?://|@import|url\(")


class Simulate(unittest.TestCase):
    def test_the_three_formats(self):
        arguments = ["simulate", "--economy", "cp1993", "--shock", "nafta-2005"]
        self.assertIn("Mexico", run(*arguments).stdout)
        self.assertEqual(json.loads(run(*arguments, "--format", "json").stdout)["economy"], "cp1993")
        self.assertIn("table,country,partner,sector,outcome,unit,value", run(*arguments, "--format", "csv").stdout)

    def test_a_missing_shock_names_those_held(self):
        done = run("simulate", "--shock", "nothing")
        self.assertEqual(done.returncode, 2)
        self.assertIn("collapse-to-mfn", done.stderr)

    def test_the_page_is_whole_and_needs_no_network(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "counterfactual.html"
            done = run("simulate", "--shock", "mirrored-2025-08-08", "--out", str(page))
            self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
            html = page.read_text()
        self.assertEqual(run("simulate", "--shock", "mirrored-2025-08-08", "--format", "html").stdout, html)
        hold_to_the_rules_of_pages(self, html)
        self.assertEqual(html.count("<figure>"), html.count("<figcaption>"))
        self.assertGreaterEqual(html.count("<svg"), 12)
        for words in ("Exact parts", "Whose tariffs change the real income of Mexico", "most comes from tariffs of"):
            self.assertIn(words, html)
        mexico = json.loads(run("simulate", "--shock", "mirrored-2025-08-08", "--format", "json").stdout)["countries"][2]
        self.assertIn(f"{mexico['real_income_pct']:+.2f} %", html)

    def test_an_economy_without_the_three_has_a_page_too(self):
        with tempfile.TemporaryDirectory() as folder:
            table = Path(folder) / "table.csv"
            table.write_text("V1,AAA_G,BBB_G,AAA_HFCE,BBB_HFCE,OUT\nAAA_G,10,5,20,5,40\nBBB_G,5,10,5,20,40\n"
                             "VA,25,25,0,0,50\nOUT,40,40,0,0,80\n")
            made = run("economy", "import", str(table), "--year", "2020", "-o", folder + "/two")
            self.assertEqual(made.returncode, 0, made.stderr)
            shock = Path(folder) / "shock.csv"
            shock.write_text("importer,exporter,sector,rate\nAAA,BBB,G,0.2\n")
            page = run("simulate", "--economy", folder + "/two", "--shock", str(shock), "--format", "html")
            self.assertEqual(page.returncode, 0, page.stderr)
            hold_to_the_rules_of_pages(self, page.stdout)
            self.assertIn("AAA on goods of BBB", page.stdout)


class Economy(unittest.TestCase):
    def test_check_tells_an_economy_from_tables_with_a_fault(self):
        good = run("economy", "check", "na2024")
        self.assertEqual(good.returncode, 0, good.stderr)
        self.assertIn("Every identity holds to 1e-09", good.stdout)
        with tempfile.TemporaryDirectory() as folder:
            mapping = Path(folder) / "mapping.csv"
            mapping.write_text("table,code,group\ncountries,USA,NA\ncountries,CAN,NA\ncountries,MEX,NA\ncountries,*,REST\n")
            made = run("economy", "aggregate", "na2022", "--mapping", str(mapping), "-o", folder + "/two")
            self.assertEqual(made.returncode, 0, made.stderr)
            flows = Path(folder) / "two" / "flows.csv"
            flows.write_text(flows.read_text().replace("REST,NA,C29,", "REST,NA,C29,1"))
            broken = run("economy", "check", folder + "/two")
            self.assertEqual(broken.returncode, 2)
            self.assertRegex(broken.stdout, "FAILS")

    def test_the_three_formats(self):
        self.assertIn("MEX Mexico", run("economy", "info", "na2022").stdout)
        self.assertEqual(json.loads(run("economy", "info", "na2022", "--format", "json").stdout)["name"], "na2022")
        self.assertIn("sector,name,FGO", run("economy", "info", "na2022", "--format", "csv").stdout)
        self.assertTrue(json.loads(run("economy", "check", "cp1993", "--format", "json").stdout)["holds"])


class Brief(unittest.TestCase):
    def test_the_page_is_whole_and_needs_no_network(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "brief.html"
            # Every structure of deals under every set of elasticities: long where the build is slow.
            done = run("brief", "--date", "2025-08-08", "--out", str(page), timeout=900)
            self.assertEqual(done.returncode, 0, done.stderr)
            html = page.read_text()
        hold_to_the_rules_of_pages(self, html)
        self.assertGreaterEqual(html.count("<svg"), 8)
        for words in ("In short", "Approximation", "9903.94.05", "Which deals the three governments would sign",
                      "Will the pact be extended?", "is no finding", "answers of others"):
            self.assertIn(words, html)

    def test_its_figures_are_those_of_duty_and_simulate(self):
        brief = run("brief", "--date", "2025-08-08", "--no-game").stdout
        self.assertRegex(brief, r"Brake parts for cars\s+Canada\s+10,000\s+2,750\s+0\n")
        effects = json.loads(run("simulate", "--scenario", "law-2025-08-08", "--against", "law-2025-01-01",
                                 "--sensitivity", "--format", "json").stdout)
        mexico = next(entry for entry in effects["sensitivity"]["ranges"]
                      if (entry["country"], entry["outcome"]) == ("MEX", "real_income"))
        self.assertIn(f"{mexico['low']:+.2f} to {mexico['high']:+.2f}", brief)

    def test_another_date_changes_the_duties(self):
        brief = run("brief", "--date", "2025-01-15", "--no-game").stdout
        self.assertRegex(brief, r"Brake parts for cars\s+Canada\s+10,000\s+250\s+0\n")

    def test_a_page_that_cannot_be_written_is_an_error(self):
        done = run("brief", "--date", "2025-08-08", "--no-game", "--out", "/nowhere/at/all/brief.html")
        self.assertEqual(done.returncode, 2)
        self.assertIn("/nowhere/at/all", done.stderr)


class Data(unittest.TestCase):
    def test_info_names_hash_and_contents(self):
        text = run("data", "info").stdout
        self.assertRegex(text, r"hash\s+[0-9a-f]{32}")
        for words in ("United States", "cp1993", "na2024", "8"):
            self.assertIn(words, text)

    def test_a_foreign_pack_is_refused(self):
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"not a data pack at all")
            file.flush()
            done = run(*BRAKE_PART, "--data", file.name)
        self.assertEqual(done.returncode, 2)
        self.assertTrue(re.search("pack", done.stderr))

    def test_a_compile_that_fails_leaves_no_pack(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run("data", "compile", folder, folder, "-o", folder + "/new.pack")
            self.assertEqual(done.returncode, 2)
            self.assertEqual(os.listdir(folder), [])


if __name__ == "__main__":
    unittest.main()
