"""`trilat data import-hts` against the official editions, where they are at hand."""

import gzip
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["TRILAT"]
OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "us" / "hts"
# The days from which the committed schedule counts each edition (data/us/PROVENANCE.md).
EDITIONS = {"2025_basic": "2025-01-01", "2025_rev_4": "2025-03-07", "2025_rev_13": "2025-05-16",
            "2025_rev_18": "2025-08-07", "2025_rev_25": "2025-10-14", "2025_rev_32": "2025-12-05",
            "2026_basic": "2026-01-01", "2026_rev_4": "2026-02-24", "2026_rev_5": "2026-04-06",
            "2026_rev_10": "2026-06-08"}
SMALL = """[{"htsno": "0101.21.00", "description": "Horses", "units": [], "general": "7%", "special": "", "other": "9%"}]"""


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120)


class ImportHts(unittest.TestCase):
    def test_a_further_edition_prices_from_its_date_on(self):
        with tempfile.TemporaryDirectory() as folder:
            edition, pack = Path(folder) / "e.json", Path(folder) / "new.pack"
            edition.write_text(SMALL)
            done = run("data", "import-hts", edition, "--from", "2026-09-01", "-o", pack)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("'Free' becomes '7%'", done.stdout)
            horse = ["duty", "--to", "US", "--from", "DE", "--hs", "01012100", "--value", "10000", "--claim", "none",
                     "--data", pack, "--date"]
            self.assertIn("7% of 10,000.00 = 700.00", run(*horse, "2026-09-01").stdout)
            self.assertIn("Free on 10,000.00", run(*horse, "2026-08-31").stdout)

    def test_a_bad_edition_leaves_no_pack(self):
        with tempfile.TemporaryDirectory() as folder:
            edition, pack = Path(folder) / "e.json", Path(folder) / "new.pack"
            edition.write_text(SMALL.replace('"general"', '"generel"'))
            done = run("data", "import-hts", edition, "--from", "2026-09-01", "-o", pack)
            self.assertEqual(done.returncode, 2)
            self.assertIn("e.json:1", done.stderr)
            self.assertFalse(pack.exists())

    def test_a_date_outside_the_recorded_law_and_an_output_over_the_input_are_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            edition, pack = Path(folder) / "e.json", Path(folder) / "new.pack"
            edition.write_text(SMALL)
            early = run("data", "import-hts", edition, "--from", "2024-12-05", "-o", pack)
            self.assertEqual(early.returncode, 2)
            self.assertIn("2025-01-01", early.stderr)
            over = run("data", "import-hts", edition, "--from", "2026-09-01", "-o", edition)
            self.assertEqual(over.returncode, 2)
            self.assertEqual(edition.read_text(), SMALL)

    def test_the_committed_schedule_is_what_the_official_editions_say(self):
        if not OFFICIAL.is_dir():
            self.skipTest("the official editions are not beside the checkout")
        for name, date in EDITIONS.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                edition = Path(folder) / f"{name}.json"
                edition.write_bytes(gzip.decompress((OFFICIAL / f"hts_{name}.json.gz").read_bytes()))
                done = run("data", "import-hts", edition, "--from", date, "-o", Path(folder) / "new.pack")
                self.assertEqual(done.returncode, 0, done.stderr)
                counts = [line.split()[:2] for line in done.stdout.splitlines()[1:5]]
                self.assertEqual(counts, [["added", "0"], ["removed", "0"], ["reworded", "0"], ["rates", "0"]], done.stdout)
