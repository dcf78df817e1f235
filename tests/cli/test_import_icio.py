"""An embedded economy written as an inter-country input-output table, by other code, and imported again: every
counterfactual must come out the same."""

import csv
import json
import os
import subprocess
import tempfile
import unittest
from collections import defaultdict
from pathlib import Path

PROGRAM = os.environ["TRILAT"]
TABLES = Path(__file__).resolve().parents[2] / "data" / "economies" / "na2022"


def rows(name):
    with open(TABLES / name, encoding="utf-8") as source:
        return list(csv.DictReader(source))


def as_inter_country_table():
    """Header, rows and tariffs: purchases of every user are split over origins as the country's are."""
    countries, sectors = [row["code"] for row in rows("countries.csv")], [row["code"] for row in rows("sectors.csv")]
    flows, tariffs, spent = {}, {}, defaultdict(float)
    for row in rows("flows.csv"):
        key = row["importer"], row["exporter"], row["sector"]
        flows[key], tariffs[key] = float(row["value"]), float(row["tariff"])
        spent[key[0], key[2]] += flows[key] * (1 + tariffs[key])
    inputs, output = {}, {}
    for row in rows("inputs.csv"):
        place = row["country"], row["user"]
        output[place] = float(row["output"])
        cost = (1 - float(row["value_added_share"])) * output[place]
        for sector in sectors:
            inputs[(*place, sector)] = float(row["input_" + sector]) * cost
    users = [(country, sector) for country in countries for sector in sectors]
    table, costs = [], defaultdict(float)
    for origin, good in users:
        line = [f"{origin}_{good}"]
        left = {country: flows.get((country, origin, good), 0.0) for country in countries}
        for country, user in users:
            share = flows.get((country, origin, good), 0.0) / spent[country, good] if spent[country, good] else 0.0
            value = inputs[country, user, good] * share
            line.append(value)
            left[country] -= value
            costs[country, user] += value
        line += [max(left[country], 0.0) for country in countries]
        table.append([*line, sum(line[1:])])
    table.append(["TLS", *[0.0] * (len(users) + len(countries)), 0.0])
    table.append(["VA", *[output[user] - costs[user] for user in users], *[0.0] * len(countries), 0.0])
    table.append(["OUT", *[output[user] for user in users], *[0.0] * len(countries), 0.0])
    header = ["V1", *["_".join(user) for user in users], *[country + "_HFCE" for country in countries], "OUT"]
    return [header, *table], tariffs


def simulate(*arguments):
    done = subprocess.run([PROGRAM, "simulate", *arguments, "--elasticities", "U4", "--format", "json"], capture_output=True,
                          text=True, timeout=120, check=True)
    return json.loads(done.stdout)


class Import(unittest.TestCase):
    def test_a_counterfactual_on_an_imported_table_is_that_of_the_economy_it_was_made_from(self):
        table, tariffs = as_inter_country_table()
        with tempfile.TemporaryDirectory() as folder:
            source, rates, shock = (Path(folder) / name for name in ("icio.csv", "tariffs.csv", "shock.csv"))
            with open(source, "w", newline="", encoding="utf-8") as out:
                csv.writer(out).writerows([[repr(cell) if isinstance(cell, float) else cell for cell in row] for row in table])
            rates.write_text("importer,exporter,sector,rate\n" + "".join(
                f"{n},{i},{j},{rate}\n" for (n, i, j), rate in tariffs.items() if n != i))
            shock.write_text("importer,exporter,sector,rate\nUSA,CAN,C24,0.5\nUSA,MEX,*,0.25\nMEX,USA,C10T12,0.3\n")
            done = subprocess.run([PROGRAM, "economy", "import", str(source), "--tariffs", str(rates), "--year", "2022", "-o",
                                   folder + "/made"], capture_output=True, text=True, timeout=120)
            self.assertEqual(done.returncode, 0, done.stderr)
            made = simulate("--economy", folder + "/made", "--shock", str(shock))
            held = simulate("--economy", "na2022", "--shock", str(shock))
        self.assertEqual([country["code"] for country in made["countries"]], [country["code"] for country in held["countries"]])
        for one, other in zip(made["countries"], held["countries"]):
            for name in ("real_income_pct", "real_wage_pct", "terms_of_trade_pct"):
                self.assertAlmostEqual(one[name], other[name], delta=1e-6, msg=one["code"])
            for name in ("income_base", "revenue", "exports", "imports"):
                self.assertAlmostEqual(one[name] / other[name], 1, delta=1e-7, msg=one["code"])


if __name__ == "__main__":
    unittest.main()
