"""`trilat duty --batch`: order kept, bad rows told, no half file, memory that does not grow, and the audit."""

import csv
import json
import os
import random
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM = os.environ["TRILAT"]
HEADER = "entry,from,hs,date,value,claim\n"
BRAKES = "8708305090"


def run(*arguments, **options):
    return subprocess.run([PROGRAM, "duty", *arguments], capture_output=True, text=True, timeout=300, **options)


def one(origin, code, date, value, claim):
    """The duty of one shipment as `trilat duty` gives it: the independent answer to compare rows with."""
    answer = json.loads(run("--to", "US", "--from", origin, "--hs", code, "--date", date, "--value", value,
                            *(["--claim", claim] if claim else []), "--format", "json").stdout)
    return answer


class Files(unittest.TestCase):
    """A folder with an input and an output."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.input = Path(self.folder.name) / "in.csv"
        self.output = Path(self.folder.name) / "out.csv"

    def batch(self, text, *arguments):
        self.input.write_text(text)
        return run("--batch", str(self.input), "--out", str(self.output), "--to", "US", *arguments)

    def rows(self):
        with open(self.output, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


class Batch(Files):
    def test_every_row_says_what_one_shipment_says(self):
        dice = random.Random(3)
        goods = [BRAKES, "7208390090", "8703230160", "0406102800", "2709001000", "6109100012", "7308909590", "8541420010"]
        lines = []
        for number in range(40):
            origin = dice.choice(["CA", "MX", "CN", "DE", "JP"])
            claim = dice.choice(["", "none", "usmca"]) if origin in ("CA", "MX") else ""
            lines.append((str(number), origin, dice.choice(goods), dice.choice(["2025-03-20", "2025-08-08", "2026-05-01"]),
                          str(dice.randint(1, 100000)), claim))
        done = self.batch(HEADER + "".join(",".join(line) + "\n" for line in lines))
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = self.rows()
        self.assertEqual([row["entry"] for row in rows], [line[0] for line in lines])
        for row, line in zip(rows, lines):
            with self.subTest(line):
                answer = one(*line[1:])
                self.assertEqual(row["status"], answer["status"])
                self.assertEqual(row["duty_min"], answer["duty_min"])
                self.assertEqual(row["duty_max"], answer["duty_max"] or "")
                headings = "; ".join(f"{charge['heading']}={charge['amount']}" for charge in answer["high"]["charges"])
                self.assertEqual(row["headings"], headings)
                self.assertEqual(row["open_questions"], "; ".join(question["fact"] for question in answer["questions"]))

    def test_bad_rows_are_told_and_the_others_go_on(self):
        done = self.batch(HEADER + f'1,MX,{BRAKES},2025-08-08,10000,none\n'
                          f'2,XX,{BRAKES},2025-08-08,10000,none\n'
                          '3,MX,too,few\n'
                          f'"4,MX,{BRAKES},2025-08-08,10000,none\n'
                          f'5,MX,{BRAKES},2025-02-30,10000,none\n'
                          f'"6, ""quoted""",MX,{BRAKES},2025-08-08,10000,none\n')
        self.assertEqual(done.returncode, 2)
        rows = self.rows()
        self.assertEqual([row["status"] for row in rows],
                         ["determined", "error", "error", "error", "error", "determined"])
        self.assertEqual(rows[5]["entry"], '6, "quoted"')
        for row, line, words in zip(rows[1:5], (3, 4, 5, 6), ("not a country", "fields", "never closed", "does not exist")):
            self.assertIn(f"line {line}:", row["message"])
            self.assertIn(words, row["message"])
            self.assertIn(f":{line}:", done.stderr)
        self.assertEqual(rows[0]["duty_max"], "2750.00")  # the worked answer in README.md
        self.assertIn("6 rows, 2 determined, 4 error", done.stdout)

    def test_options_hold_where_a_row_says_nothing(self):
        done = self.batch(f"hs,value,claim\n{BRAKES},10000,\n{BRAKES},10000,usmca\n", "--from", "MX", "--date", "2025-08-08",
                          "--claim", "none", "--with", "mpf")
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = self.rows()
        self.assertEqual([row["duty_max"] for row in rows], ["2750.00", "0.00"])
        # 19 CFR 24.23(b)(1): 0.3464 % of 10,000 is 34.64, above the least of 32.71; USMCA goods are free of it
        self.assertEqual([row["fees"] for row in rows], ["34.64", "0.00"])
        self.assertEqual([row["spi"] for row in rows], ["", "S"])

    def test_a_missing_quantity_leaves_the_sum_open(self):
        # column 2 of 2402.10.80 is $9.92/kg + 25 % (HTS 2025); brake parts as in README.md
        done = self.batch("from,hs,date,value,claim\nCU,2402108030,2025-11-20,10000,\n"
                          f"MX,{BRAKES},2025-08-08,10000,none\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([(row["duty_min"], row["duty_max"]) for row in self.rows()],
                         [("2500.00", ""), ("2750.00", "2750.00")])
        self.assertIn("duty 5,250.00 to more than 5,250.00 (1 row without a quantity)", done.stdout)

    def test_orders_that_are_known_stand_in_their_column(self):
        # softwood lumber of Canada: A-122-857 and C-122-858, in law/us/extras.toml
        done = self.batch("from,hs,date,value,claim,add_rate\nCA,4407110002,2025-06-10,10000,none,\n"
                          f"CA,4407110002,2025-06-10,10000,none,20%\nMX,{BRAKES},2025-08-08,10000,none,\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        named, stated, other = self.rows()
        self.assertIn("A-122-857", named["orders"])
        self.assertEqual((stated["orders"], other["orders"]), ("", ""))
        self.assertIn("1 row of goods that orders", done.stdout)

    def test_columns_that_are_missing_or_clash_are_refused(self):
        for text, words in (("from,hss,date,value\n", "hs"), ("from,hs,date,value,status\n", "rename"),
                            ("from,hs,date,value,value\n", "twice"), ("", "header")):
            with self.subTest(text):
                done = self.batch(text)
                self.assertEqual(done.returncode, 2)
                self.assertIn(words, done.stderr)
                self.assertFalse(self.output.exists())
        self.assertEqual(run("--batch", str(self.input)).returncode, 2)
        self.assertEqual(run("--audit", "paid", "--to", "US").returncode, 2)

    def test_killed_midway_it_leaves_the_old_file(self):
        line = f"1,MX,{BRAKES},2025-08-08,10000,none\n"
        self.input.write_text(HEADER + line * 3_000_000)
        self.output.write_text("as it was\n")
        arguments = [PROGRAM, "duty", "--batch", str(self.input), "--out", str(self.output), "--to", "US"]
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        folder = Path(self.folder.name)
        while process.poll() is None and not any(path.stat().st_size > 0 for path in folder.glob(".out.csv.*")):
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        self.assertEqual(process.wait(), -signal.SIGKILL)
        self.assertEqual(self.output.read_text(), "as it was\n")

    def test_memory_does_not_grow_with_the_file(self):
        line = f"1,MX,{BRAKES},2025-08-08,10000,none\n"

        def peak(count):
            self.input.write_text(HEADER + line * count)
            arguments = [PROGRAM, "duty", "--batch", str(self.input), "--out", str(self.output), "--to", "US"]
            process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(process.returncode, 0)
            return usage.ru_maxrss  # kilobytes

        small, large = peak(100_000), peak(800_000)
        self.assertLess(large - small, 16_000, f"{small} kB for 100,000 rows, {large} kB for 800,000")
        with open(self.output, encoding="utf-8") as file:
            self.assertEqual(sum(1 for _ in file), 800_001)

    def test_no_bar_where_standard_error_is_no_terminal(self):
        done = self.batch(HEADER + f"1,MX,{BRAKES},2025-08-08,10000,none\n")
        self.assertEqual(done.stderr, "")


class Audit(Files):
    """Expected values: 8708.30.50.90 of Mexico on 10,000: column 1 2.5 %, 9903.94.05 25 % from 2025-05-03, before it
    9903.01.01 25 % from 2025-03-04 (FR documents cited in law/us), free under USMCA."""

    def audit(self, *lines):
        text = "from,hs,date,value,claim,paid\n" + "".join(line + "\n" for line in lines)
        done = self.batch(text, "--audit", "paid")
        self.assertEqual(done.returncode, 0, done.stderr)
        return self.rows(), done.stdout

    def test_reasons(self):
        rows, text = self.audit(
            f"MX,{BRAKES},2025-08-08,10000,usmca,0",            # agrees
            f"MX,{BRAKES},2025-08-08,10000,usmca,2750",         # paid as without the claim
            f"MX,{BRAKES},2025-08-08,10000,none,250",           # 9903.94.05 was left out
            f"DE,{BRAKES},2025-08-08,10000,,123.45",            # nothing explains it
            f"MX,{BRAKES},2025-08-08,10000,usmca,0.60",         # less than a dollar
            f"MX,{BRAKES},2025-08-08,10000,none,",              # no amount
        )
        self.assertEqual([row["reason"] for row in rows],
                         ["none", "unclaimed_preference", "missing_heading", "unexplained", "rounding", "no_amount"])
        self.assertEqual([row["audit"] for row in rows[:4]], ["agrees", "overpaid", "underpaid", "underpaid"])
        self.assertEqual(rows[1]["difference"], "2750.00")
        self.assertEqual(rows[1]["late_claim_until"], "2026-08-08")  # 19 USC 1520(d)
        self.assertEqual(rows[2]["difference"], "-2500.00")
        self.assertIn("9903.94.05", rows[2]["detail"])
        self.assertIn("missing_heading", text)
        self.assertIn("Late claims", text)

    def test_the_duty_of_the_day_before_a_change_is_another_era(self):
        # 2025-05-03: the parts duty takes the place of the fentanyl duty, at the same rate; 2025-03-04 is its first day
        rows, _ = self.audit(f"MX,{BRAKES},2025-03-04,10000,none,250")
        self.assertEqual(rows[0]["audit"], "underpaid")
        self.assertIn(rows[0]["reason"], ("wrong_era", "missing_heading"))
        self.assertEqual(rows[0]["difference"], "-2500.00")

    def test_what_was_paid_under_the_fallen_orders_is_told_apart(self):
        # 9903.01.01 of IEEPA: 25 % of 10,000 on 2025-03-20; column 1 is not of it
        rows, text = self.audit(f"MX,{BRAKES},2025-03-20,10000,none,2750", f"MX,{BRAKES},2025-08-08,10000,none,2750")
        self.assertEqual([row["paid_struck_down"] for row in rows], ["2500.00", "0.00"])
        self.assertRegex(text, r"IEEPA: fentanyl, Mexico\s+2,500\.00")


if __name__ == "__main__":
    unittest.main()
