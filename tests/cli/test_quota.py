"""`trilat quota` and `trilat duty --ledger` as a user meets them. Levels: SOR/2025-148, schedule 1, item 5."""

import json
import os
import subprocess
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROGRAM = os.environ["TRILAT"]
PLATE = ["--to", "CA", "--hs", "7208510011", "--date", "2026-01-05"]


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120)


class Quota(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.ledger = Path(self.folder.name) / "ledger.db"

    def draw(self, entry, quantity, origin="TR", *more):
        return run("quota", "draw", "--ledger", self.ledger, *PLATE, "--from", origin, "--quantity", quantity, "--entry",
                   entry, *more)

    def test_draw_status_list_and_cancel(self):
        self.assertEqual(self.draw("A-1", "1800 t").returncode, 0)
        second = json.loads(self.draw("A-2", "100 t", "TR", "--json").stdout)
        self.assertEqual((second["draw"]["within"], second["draw"]["over"]), ("72.432", "27.568"))
        status = run("quota", "status", "--ledger", self.ledger, "--to", "CA", "--date", "2026-01-05", "--from", "TR",
                     "--class", "Steel Plate", "--json")
        row = json.loads(status.stdout)["quotas"][0]
        self.assertEqual((row["quantity"], row["drawn"], row["countries"][0]["left"]), ("5201.2", "1872.432", "0"))
        self.assertEqual(len(json.loads(run("quota", "list", "--ledger", self.ledger, "--json").stdout)["draws"]), 2)
        self.assertEqual(run("quota", "cancel", "--ledger", self.ledger, "--entry", "A-1").returncode, 0)
        self.assertIn("A-2", run("quota", "list", "--ledger", self.ledger).stdout)
        self.assertNotIn("A-1", run("quota", "list", "--ledger", self.ledger).stdout)
        self.assertIn("cancelled", run("quota", "list", "--ledger", self.ledger, "--cancelled").stdout)

    def test_a_shipment_is_priced_by_the_ledger_or_by_a_stated_fill(self):
        plate = ["duty", *PLATE, "--from", "TR", "--value", "100000", "--quantity", "100 t",
                 "--fact", "melt_pour_country=KR"]
        open_answer = run(*plate)
        self.assertEqual(open_answer.returncode, 3)
        self.assertIn("duty 0.00 to 50,000.00", open_answer.stdout)
        self.draw("A-1", "1872.432 t")
        over = run(*plate, "--ledger", self.ledger)
        self.assertEqual(over.returncode, 0)
        self.assertIn("duty 50,000.00 CAD", over.stdout)
        self.assertIn("duty 0.00 CAD", run(*plate, "--quota-fill", "20%").stdout)

    def test_bad_input_is_told_and_changes_nothing(self):
        for done, words in ((self.draw("A-1", "100"), "quantity"), (self.draw("A-1", "5 t", "MX"), "no quota"),
                            (self.draw("A-1", "2000 t", "TR", "--whole"), "does not fit")):
            self.assertEqual(done.returncode, 2, done.stdout)
            self.assertIn(words, done.stderr)
        self.assertEqual(run("quota", "list", "--ledger", self.folder.name + "/none.db").returncode, 2)
        text = Path(self.folder.name) / "text"
        text.write_text("not a ledger" * 100)
        self.assertEqual(run("quota", "list", "--ledger", text).returncode, 2)
        self.assertEqual(text.read_text(), "not a ledger" * 100)

    def test_programs_that_draw_at_once_do_not_exceed_it(self):
        with ThreadPoolExecutor(8) as pool:
            done = list(pool.map(lambda i: self.draw(f"E-{i}", "100 t"), range(24)))
        self.assertEqual({each.returncode for each in done}, {0}, [each.stderr for each in done])
        draws = json.loads(run("quota", "list", "--ledger", self.ledger, "--json").stdout)["draws"]
        self.assertEqual(len(draws), 24)
        self.assertAlmostEqual(sum(float(draw["within"]) for draw in draws), 1872.432, places=6)


if __name__ == "__main__":
    unittest.main()
