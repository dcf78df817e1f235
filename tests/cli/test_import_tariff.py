"""`trilat data import-tariff`: a user's own table of the Canadian or Mexican tariff over what is held."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["TRILAT"]
# As the CBSA names its columns; the rates are made up, so that they show.
CANADA = """TARIFF,DESC1,UOM,MFN,UST,MXT,CT
8703.23.00,,NMB,9.9%,Free,Free,2%
6109.10.00,,,18%,Free,Free,Free
"""
MEXICO = """fraccion,tasa,T-MEC
72083901,25,Ex.
87044199,15,Ex.
01012101,10,Ex.
"""


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120)


class ImportTariff(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.table, self.pack = Path(self.folder.name) / "mine.csv", Path(self.folder.name) / "new.pack"

    def bring(self, text, to, *more):
        self.table.write_text(text)
        return run("data", "import-tariff", self.table, "--to", to, "--from", "2026-07-01", "-o", self.pack, *more)

    def duty(self, to, origin, hs, date, *more):
        return run("duty", "--to", to, "--from", origin, "--hs", hs, "--value", "10000", "--date", date, "--claim", "none",
                   "--data", self.pack, *more)

    def test_a_rate_of_the_table_counts_from_its_date_and_is_reported(self):
        done = self.bring(CANADA, "CA", "--partial")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("2 rows read", done.stdout)
        self.assertIn("'6.1%' becomes '9.9%'", done.stdout)
        self.assertNotIn("6109.10.00", done.stdout)  # the same rate, and the same preferences
        after = self.duty("CA", "JP", "87032300", "2026-07-01").stdout
        self.assertIn("9.9% of 10,000.00 = 990.00", after)
        self.assertIn("mine.csv, imported for", after)
        self.assertIn("6.1% of 10,000.00 = 610.00", self.duty("CA", "JP", "87032300", "2026-06-30").stdout)
        # lines that the table does not name go on
        self.assertIn("10,000.00", self.duty("CA", "JP", "8708309910", "2026-07-01").stdout)

    def test_a_table_of_the_whole_leaves_nothing_else(self):
        done = self.bring(CANADA, "CA")
        self.assertEqual(done.returncode, 0, done.stderr)
        gone = self.duty("CA", "JP", "87083099", "2026-07-01")
        self.assertEqual(gone.returncode, 2)
        self.assertEqual(self.duty("CA", "JP", "87083099", "2026-06-30").returncode, 0)
        # a statistical code of an item that the table names goes on with it
        self.assertIn("9.9%", self.duty("CA", "JP", "8703230021", "2026-07-01").stdout)

    def test_what_was_not_held_is_priced_by_the_table(self):
        done = self.bring(MEXICO, "MX", "--partial")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("'not held' becomes '25%'", done.stdout)
        before = self.duty("MX", "CN", "72083901", "2026-06-30")
        self.assertEqual(before.returncode, 3)
        self.assertIn("not held", before.stdout)
        after = self.duty("MX", "CN", "72083901", "2026-07-01")
        self.assertEqual(after.returncode, 0, after.stdout)
        self.assertIn("25% of 10,000.00 = 2,500.00", after.stdout)
        # a line that was a range is one rate, and free under the agreement
        pickup = self.duty("MX", "CN", "87044199", "2026-07-01")
        self.assertEqual(pickup.returncode, 0, pickup.stdout)
        self.assertIn("1,500.00", pickup.stdout)
        self.assertIn("agreement", self.duty("MX", "DE", "72083901", "2026-07-01").stdout.lower())

    def test_a_bad_table_leaves_no_pack(self):
        done = self.bring(MEXICO.replace("01012101,10", "01012101,10 %%"), "MX")
        self.assertEqual(done.returncode, 2)
        self.assertIn("mine.csv:4", done.stderr)
        self.assertFalse(self.pack.exists())
        self.assertEqual(self.bring("a,b\n1,2\n", "CA").returncode, 2)
        self.assertEqual(self.bring(MEXICO, "US").returncode, 2)  # its law names no columns of a table


if __name__ == "__main__":
    unittest.main()
