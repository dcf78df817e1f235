"""`trilat exposure`: totals equal to `trilat duty` line by line, bad lines told, currencies, columns, claims, past entries,
break-even, other origins and prices.

Expected values: 8708.30.50.90 of Mexico on 10,000 pays column 1 of 2.5 %, and without a claim 25 % of 9903.94.05 from
2025-05-03 (README.md), 25 % of 9903.01.01 from 2025-03-04 to then, nothing more on 2025-01-01; USMCA frees it."""

import csv
import decimal
import json
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["TRILAT"]
ROOT = Path(__file__).resolve().parents[2]
BRAKES = "8708305090"
NOW, BEFORE = "law-2025-08-08", "law-2025-01-01"


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=300)


def money(text):
    return decimal.Decimal(text)


def duty(origin, code, value, *more, date="2025-08-08", to="US"):
    return json.loads(run("duty", "--to", to, "--from", origin, "--hs", code, "--value", value, "--date", date,
                          "--format", "json", *more).stdout)


class Ledger(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.input = Path(self.folder.name) / "ledger.csv"
        self.lines = Path(self.folder.name) / "lines.csv"

    def exposure(self, text, *more, now=NOW, before=BEFORE):
        self.input.write_text(text)
        return run("exposure", str(self.input), "--scenario", now, "--against", before, "--to", "US", "--lines",
                   str(self.lines), *more)

    def result(self, text, *more, **laws):
        done = self.exposure(text, "--format", "json", *more, **laws)
        self.assertIn(done.returncode, (0, 2), done.stderr)
        return json.loads(done.stdout)

    def rows(self):
        with open(self.lines, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


class Totals(Ledger):
    GOODS = [("MX", BRAKES, "10000", "none", ""), ("MX", BRAKES, "12345.67", "", ""), ("CA", "7208390090", "5000", "none", ""),
             ("CN", "8471300100", "70000", "", ""), ("DE", "8703230160", "30000", "", ""), ("JP", BRAKES, "999", "", "40%"),
             ("CN", "7308909590", "4000", "", "1000"), ("VN", "6109100012", "8000", "", ""), ("CA", "0406102800", "600", "usmca", ""),
             ("CH", "9018390050", "77", "", ""), ("BR", "2009110020", "3000", "", ""), ("CU", "2402108030", "10000", "", "")]

    def ledger(self):
        return "origin,hs,value,claim,steel_value,supplier\n" + "".join(
            ",".join(line) + f",S{number % 3}\n" for number, line in enumerate(self.GOODS))

    def check(self, result, end, answers):
        for side, key, workings in (("least", "duty_min", "low"), ("greatest", "duty_max", "high")):
            # a greatest duty that needs a quantity is counted by what can be priced without
            amounts = [money(answer[key] if answer[key] is not None else answer[workings]["duty"]) for answer in answers]
            self.assertEqual(money(result[end][side]), sum(amounts))
            for table in ("suppliers", "countries", "authorities"):
                self.assertEqual(sum(money(row[end][side]) for row in result[table]), sum(amounts), table)
            by_authority = {}
            for answer in answers:
                for charge in answer[workings]["charges"]:
                    by_authority.setdefault(charge["authority"], decimal.Decimal(0))
                    by_authority[charge["authority"]] += money(charge["amount"])
            shown = {row["code"]: money(row[end][side]) for row in result["authorities"]}
            for authority, amount in by_authority.items():
                self.assertEqual(shown.get(authority, 0), amount, authority)

    def answers(self, *more, date):
        return [duty(origin, code, value, *(["--claim", claim] if claim else []),
                     *(["--fact", f"steel_value={steel}"] if steel else []), *more, date=date)
                for origin, code, value, claim, steel in self.GOODS]

    def test_they_are_the_sums_of_trilat_duty_on_the_lines(self):
        result = self.result(self.ledger())
        self.assertEqual((result["lines"], result["priced"]), (len(self.GOODS), len(self.GOODS)))
        self.assertEqual(money(result["cost"]), sum(money(line[2]) for line in self.GOODS))
        now = self.answers(date="2025-08-08")
        self.check(result, "now", now)
        self.check(result, "before", self.answers(date="2025-01-01"))
        for row, answer in zip(self.rows(), now):
            self.assertEqual((row["status_now"], row["duty_now_min"], row["duty_now_max"]),
                             (answer["status"], answer["duty_min"], answer["duty_max"] or ""))
        stakes = {}
        for answer in now:
            for question in answer["questions"]:
                stakes[question["fact"]] = stakes.get(question["fact"], 0) + money(question["at_stake"])
        self.assertEqual({open["fact"]: money(open["at_stake"]) for open in result["open"]}, stakes)

    def test_they_are_so_under_a_changed_law_and_on_another_day(self):
        result = self.result(self.ledger(), now="half-on-medical-devices", before="2025-06-10")
        self.check(result, "now", self.answers("--scenario", "half-on-medical-devices", date="2026-09-29"))
        self.check(result, "before", self.answers(date="2025-06-10"))
        other_day = self.result(self.ledger(), now="half-on-medical-devices@2026-09-01", before="2025-06-10")
        self.assertEqual(other_day["date"], "2026-09-01")
        self.check(other_day, "now", self.answers(date="2026-09-01"))  # the change begins on 2026-09-29

    def test_of_many_lines_they_are_those_of_a_batch(self):
        with open(ROOT / "bench" / "data" / "us-entry-lines.csv", encoding="utf-8") as file:
            sample = list(csv.DictReader(line for line in file if not line.startswith("#")))[:3000]
        text = "from,hs,date,value,claim\n" + "".join(
            f"{row['from']},{row['hs']},2025-08-08,{row['value']},{row['claim']}\n" for row in sample)
        batch_in, batch_out = Path(self.folder.name) / "in.csv", Path(self.folder.name) / "out.csv"
        batch_in.write_text(text)
        run("duty", "--batch", str(batch_in), "--out", str(batch_out), "--to", "US")
        result = self.result(text)
        with open(batch_out, encoding="utf-8", newline="") as file:
            pairs = [pair for pair in zip(self.rows(), csv.DictReader(file)) if pair[0]["status_before"] != "error"]
        self.assertGreater(len(pairs), 2500)
        for ours, of_batch in pairs:
            self.assertEqual((ours["duty_now_min"], ours["duty_now_max"], ours["headings_now"]),
                             (of_batch["duty_min"], of_batch["duty_max"], of_batch["headings"]))
        self.assertEqual(money(result["now"]["least"]), sum(money(of_batch["duty_min"]) for _, of_batch in pairs))

    def test_a_code_younger_than_the_law_before_is_priced_by_its_line(self):
        # 2930.90.43.30 stands from 2025-08-07; its line 2930.90.43 bears 6.5 % (data/us/schedule.csv)
        result = self.result("origin,hs,value\nJP,2930904330,10000\n")
        self.assertEqual((result["priced"], result["before"]["greatest"]), (1, "650.00"))


class Lines(Ledger):
    def test_a_bad_line_is_told_with_its_number_and_the_rest_goes_on(self):
        done = self.exposure(f"origin,hs,value,claim\nMX,{BRAKES},10000,none\nXX,{BRAKES},10000,none\nMX,too,few\n"
                             f"MX,{BRAKES},ten,none\nMX,{BRAKES},10000,none\n")
        self.assertEqual(done.returncode, 2)
        for number, words in ((3, "not a country"), (4, "fields"), (5, "ten")):
            self.assertRegex(done.stderr, rf":{number}: .*{words}")
        self.assertEqual([row["status_before"] for row in self.rows()],
                         ["determined", "error", "error", "error", "determined"])
        self.assertIn("5 lines, 2 priced, 3 in error", done.stdout)
        self.assertRegex(done.stdout, r"duty now +5,500\.00")  # twice the worked answer of README.md
        self.assertRegex(done.stdout, r"duty before +500\.00")

    def test_a_currency_needs_its_rate(self):
        text = f"origin,hs,value,claim,currency\nMX,{BRAKES},10000,none,USD\nMX,{BRAKES},20000,none,CAD\n"
        done = self.exposure(text)
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"ledger\.csv:3: .*CAD.*--rate CAD=")
        self.assertFalse(self.lines.exists())
        result = self.result(text, "--rate", "CAD=0.5")
        self.assertEqual((result["cost"], result["now"]["greatest"]), ("20000.00", "5500.00"))

    def test_lines_may_have_importers_of_their_own(self):
        # 1,000 USD are 2,000 CAD at 0.50; the duty in Canada is turned back at the same rate
        text = f"importer,origin,hs,value,claim\nUS,MX,{BRAKES},10000,none\nCA,US,8703230022,1000,none\n"
        result = self.result(text, "--currency", "USD", "--rate", "CAD=0.50")
        into_canada = duty("US", "8703230022", "2000", "--claim", "none", to="CA")
        self.assertGreater(money(into_canada["duty_min"]), 0)
        self.assertEqual(money(result["now"]["least"]), 2750 + money(into_canada["duty_min"]) / 2)
        self.assertEqual(money(result["now"]["greatest"]), 2750 + money(into_canada["duty_max"]) / 2)
        self.assertEqual({code["importer"] for code in result["codes"]}, {"US", "CA"})
        self.assertTrue(any(row["code"].startswith("CA ") for row in result["authorities"]))
        refused = self.exposure(text, "--currency", "USD")
        self.assertRegex(refused.stderr, r":3: .*CAD.*--rate")

    def test_columns_are_guessed_and_told_or_said(self):
        text = f"Country of Origin,HTS Code,Annual Cost,USMCA claimed,Vendor\nMX,8708.30.50.90,\"$10,000.00\",no,A\n"
        done = self.exposure(text)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"value +Annual Cost +\(guessed")
        self.assertRegex(done.stdout, r"duty now +2,750\.00")
        said = self.exposure(f"a,b,c,d\nMX,{BRAKES},10000,S\n", "--column", "origin=a", "--column", "hs=b", "--column",
                             "value=c", "--column", "claim=d")
        self.assertRegex(said.stdout, r"duty now +0\.00")
        for header, words in (("origin,hs,cost,spend", "could both be"), ("origin,hs", "no column is the value"),
                              ("origin,hs,value,rise", "the output adds"), ("origin,hs,value,hs", "twice")):
            refused = self.exposure(header + "\n")
            self.assertEqual(refused.returncode, 2)
            self.assertIn(words, refused.stderr)

    def test_what_is_asked_wrongly_is_refused(self):
        text = f"origin,hs,value\nMX,{BRAKES},10000\n"
        for now, before, words in (("law-2025-8-8", BEFORE, "no scenario"), (NOW, "2019-01-01", "does not include")):
            refused = self.exposure(text, now=now, before=before)
            self.assertNotEqual(refused.returncode, 0)
            self.assertIn(words, refused.stderr)
            self.assertFalse(self.lines.exists())


class Claims(Ledger):
    def test_what_claims_save_hangs_on_what_is_said_of_origin(self):
        result = self.result(f"origin,hs,value,claim,originates\nMX,{BRAKES},10000,none,yes\nMX,{BRAKES},20000,none,\n"
                             f"MX,{BRAKES},40000,,no\nMX,{BRAKES},80000,usmca,yes\nMX,{BRAKES},160000,usmca,no\n"
                             f"JP,{BRAKES},10000,,\n")
        amounts = {key: result[key]["amount"] for key in ("unclaimed_shown", "unclaimed_open", "unclaimed_refused",
                                                          "claimed", "claimed_refused")}
        self.assertEqual(amounts, {"unclaimed_shown": "2750.00", "unclaimed_open": "5500.00", "unclaimed_refused": "11000.00",
                                   "claimed": "22000.00", "claimed_refused": "44000.00"})
        self.assertEqual([row["claim_would_save"] for row in self.rows()], ["2750.00", "5500.00", "", "", "", ""])

    def test_break_even_shares(self):
        # A pays 27.5 % more than with a claim on 10,000; the steel 50 % on 10,000, all of it on claimed goods too: it saves
        # nothing. Rise: 2,500 (brakes; 2.5 % was due before) + 5,000. Nothing but brakes can be saved: 2,750 < 7,500.
        steel = self.result(f"origin,hs,value,claim\nMX,{BRAKES},10000,none\nCA,7208390090,10000,none\n")
        self.assertEqual((steel["by_claims"]["reached"], steel["by_claims"]["at_most"]), (False, "2750.00"))
        # Brakes alone: rise of 2,500 against at most 2,750: 10/11 of the cost must qualify.
        brakes = self.result(f"origin,hs,value,claim\nMX,{BRAKES},10000,none\n")
        self.assertTrue(brakes["by_claims"]["reached"])
        self.assertAlmostEqual(brakes["by_claims"]["evenly_pct"], 1000 / 11, 6)
        self.assertAlmostEqual(brakes["by_claims"]["best_first_pct"], 1000 / 11, 6)


class Entries(Ledger):
    TEXT = (f"origin,hs,value,claim,date\nMX,{BRAKES},10000,none,2025-03-20\nMX,{BRAKES},20000,none,2025-08-08\n"
            f"MX,{BRAKES},40000,usmca,2025-03-20\nMX,{BRAKES},10000,none,2024-03-20\n")

    def test_late_claims_and_what_fell_by_the_law_of_the_day(self):
        result = self.result(self.TEXT, "--as-of", "2026-05-01")
        late = {row["month"]: (row["open"], row["lapsed"], row["first_until"]) for row in result["late_claims"]}
        self.assertEqual(late, {"2025-03": ("0.00", "2750.00", "2026-03-20"), "2025-08": ("5500.00", "0.00", "2026-08-08")})
        self.assertEqual([(row["paid"]["greatest"], row["lines"]) for row in result["struck_down"]], [("2500.00", 1)])
        self.assertEqual((result["entries"], result["entries_not_recorded"]), (4, 1))
        self.assertEqual(self.rows()[0]["late_claim_until"], "2026-03-20")  # 19 USC 1520(d)
        self.assertEqual([row["lines"] for row in result["months"]], [1, 2, 1])

    # Customs Act of Canada, s.74(3)(b)(i): four years. Brake parts of the United States owe 6 % without a claim.
    def test_into_canada_a_late_claim_has_four_years(self):
        result = self.result("origin,to,hs,value,claim,date\nUS,CA,87083099,10000,none,2025-08-08\n", "--as-of", "2026-10-01",
                             "--currency", "CAD")
        self.assertEqual([(row["open"], row["lapsed"], row["first_until"]) for row in result["late_claims"]],
                         [("600.00", "0.00", "2029-08-08")])
        self.assertTrue(any("into Canada may be made within 4 years" in note for note in result["notes"]), result["notes"])

    def test_a_column_of_duty_paid_decides(self):
        text = (f"origin,hs,value,claim,date,duty_paid\nMX,{BRAKES},10000,none,2025-03-20,2750\n"
                f"MX,{BRAKES},10000,none,2025-03-20,0\n")
        result = self.result(text, "--as-of", "2026-01-01")
        self.assertTrue(result["paid_given"])
        self.assertEqual([row["paid"]["greatest"] for row in result["struck_down"]], ["2500.00"])
        self.assertEqual([row["open"] for row in result["late_claims"]], ["2750.00"])


class Sources(Ledger):
    def test_no_origin_is_cheaper_than_the_first(self):
        result = self.result(f"origin,hs,value\nCN,{BRAKES},10000\n", "--sources", "300")
        (code,) = result["codes"]
        sources = [source for source in code["sources"] if not source["claim"]]
        self.assertEqual(len(sources), code["ranked"])
        rates = [source["greatest_pct"] for source in code["sources"]]
        self.assertEqual(rates, sorted(rates))
        countries = re.findall(r'\{"([A-Z]{2})"', (ROOT / "src" / "core" / "country_table.inc").read_text())
        self.assertGreater(len(countries), 200)
        batch_in, batch_out = Path(self.folder.name) / "in.csv", Path(self.folder.name) / "out.csv"
        batch_in.write_text("from\n" + "".join(country + "\n" for country in countries if country != "US"))
        run("duty", "--batch", str(batch_in), "--out", str(batch_out), "--to", "US", "--hs", BRAKES, "--value", "10000",
            "--date", "2025-08-08", "--claim", "none")
        with open(batch_out, encoding="utf-8", newline="") as file:
            paid = {row["from"]: row for row in csv.DictReader(file) if row["status"] != "error"}
        self.assertGreater(len(paid), 200)
        self.assertAlmostEqual(min(float(row["duty_max"]) for row in paid.values()) / 100, sources[0]["greatest_pct"])
        for source in sources:
            if source["country"] in paid:
                self.assertAlmostEqual(source["greatest_pct"], float(paid[source["country"]]["duty_max"]) / 100)
        claimed = [source for source in code["sources"] if source["claim"]]
        self.assertEqual({source["country"] for source in claimed}, {"CA", "MX"})
        self.assertEqual({source["greatest_pct"] for source in claimed}, {0})


class Prices(Ledger):
    def test_they_are_those_of_simulate(self):
        result = self.result(f"origin,hs,value\nMX,{BRAKES},10000\nDE,{BRAKES},5000\n", "--prices")
        simulated = json.loads(run("simulate", "--scenario", NOW, "--against", BEFORE, "--format", "json").stdout)
        hats = {(row["country"], row["sector"]): row["unit_cost_hat"] for row in simulated["sectors"]}
        shown = {(row["country"], row["sector"]): row for row in result["prices"]}
        self.assertEqual(set(shown), {("Mexico", "C29"), ("European Union 27", "C29")})
        for name, code in (("Mexico", "MEX"), ("European Union 27", "EU27")):
            self.assertAlmostEqual(shown[name, "C29"]["price_pct"], 100 * (hats[code, "C29"] - 1), 6)
        self.assertEqual(shown["Mexico", "C29"]["cost"], "10000.00")
        self.assertTrue(all(re.fullmatch(r"[+-]\d+\.\d\d", row["price_pct"]) for row in self.rows()))


class Output(Ledger):
    TEXT = f"part,supplier,origin,hs,value,claim\n<b>,A & B,MX,{BRAKES},10000,\nq,C,CN,{BRAKES},5000,\n"

    def test_the_page_stands_alone(self):
        page = Path(self.folder.name) / "page.html"
        done = self.exposure(self.TEXT, "--out", str(page))
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        html = page.read_text()
        for words in ("What moves the duty now", "<svg", "&lt;b&gt;", "A &amp; B", "@media print"):
            self.assertIn(words, html)
        self.assertNotRegex(html, r"https?://|<script|<link|src=")

    def test_the_long_table_holds_the_totals(self):
        done = self.exposure(self.TEXT, "--format", "csv")
        rows = list(csv.DictReader(done.stdout.splitlines()))
        total = next(row for row in rows if row["table"] == "total")
        result = self.result(self.TEXT)
        self.assertEqual((total["now_least"], total["now_greatest"]), tuple(result["now"].values()))
        by_country = [row for row in rows if row["table"] == "country"]
        self.assertEqual(sum(money(row["now_greatest"]) for row in by_country), money(total["now_greatest"]))

    def test_memory_does_not_grow_with_the_ledger(self):
        line = f"p,S,MX,{BRAKES},10000,none\n"

        def peak(count):
            self.input.write_text("part,supplier,origin,hs,value,claim\n" + line * count)
            arguments = [PROGRAM, "exposure", str(self.input), "--scenario", NOW, "--against", BEFORE, "--to", "US",
                         "--lines", str(self.lines)]
            process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(process.returncode, 0)
            return usage.ru_maxrss  # kilobytes

        small, large = peak(50_000), peak(400_000)
        self.assertLess(large - small, 24_000, f"{small} kB for 50,000 lines, {large} kB for 400,000")


if __name__ == "__main__":
    unittest.main()
